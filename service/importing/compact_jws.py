"""Signed tokens in compact form (JWS, RFC 7515 §7.1) taken apart; no signature is checked here.

Open Badges 2 signs an assertion so, Open Badges 3, CLR 2 and verifiable credentials use JWTs: with
the credential in `vc` (VC 1.1) or as the payload itself (VC-JOSE).
"""

from __future__ import annotations

import base64
import binascii
import re
from datetime import UTC, datetime
from typing import Any

from service.errors import InputError
from service.importing.safe_json import parse_json

MAX_TOKEN = 4_000_000
"""Longest token. Real ones, with a picture inside, reach 400,000 characters."""
MAX_HEADER = 64_000
_TOKEN = re.compile(r"[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*")
_LOOSE = re.compile(r"ey[A-Za-z0-9_+/-]*={0,2}(?:\.[A-Za-z0-9_+/-]*={0,2}){1,200}(?:~\S*)?")
_LAST_SECOND = 253_402_300_799
"""9999-12-31T23:59:59Z, the last second that ISO 8601 writes in four digits of year."""


def looks_like_token(text: str) -> bool:
    """Whether a text is meant as a JWS, JWT or SD-JWT, well formed or not."""
    return text[:2] == "ey" and len(text) <= 2 * MAX_TOKEN and bool(_LOOSE.fullmatch(text))


def open_token(text: str, where: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the header and payload of a compact JWS.

    Raises InputError: input_format_not_yet (seen SD-JWT, JWE), input_too_large, input_bad_payload,
    and those of `parse_json` for either part.
    """
    if "~" in text:
        raise InputError("input_format_not_yet", where=where, seen="SD-JWT")
    if text.count(".") == 4:
        raise InputError("input_format_not_yet", where=where, seen="JWE")
    if len(text) > MAX_TOKEN:
        raise InputError("input_too_large", where=where, size=len(text), limit=MAX_TOKEN)
    if not _TOKEN.fullmatch(text):
        raise InputError("input_bad_payload", where=where)
    header, payload, _signature = text.split(".")
    if len(header) > MAX_HEADER:
        raise InputError("input_too_large", where=where, size=len(header), limit=MAX_HEADER)
    return _object(header, where, "/header"), _object(payload, where, "/payload")


def base64url_text(text: str, where: str) -> str:
    """Decode unpadded base64url of UTF-8. Raises InputError input_bad_payload."""
    try:
        padded = text + "=" * (-len(text) % 4)
        return base64.b64decode(padded.encode("ascii"), altchars=b"-_", validate=True).decode()
    except (ValueError, binascii.Error):
        raise InputError("input_bad_payload", where=where) from None


def _object(part: str, where: str, pointer: str) -> dict[str, Any]:
    made = parse_json(base64url_text(part, f"{where}:{pointer}"), where, pointer)
    if not isinstance(made, dict):
        raise InputError("input_bad_payload", where=f"{where}:{pointer}")
    return made


def credential_in(payload: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """Return the credential (or presentation) in a JWT payload, with its pointer.

    Where the credential itself is silent, the registered claims of the JWT stand in, as VC 1.1
    §6.3.1 has it: iss, sub, jti, nbf (else iat) and exp. That both agree is for verification.
    """
    for key in ("vc", "vp"):
        inner = payload.get(key)
        if isinstance(inner, dict):
            made, pointer = dict(inner), f"/payload/{key}"
            break
    else:
        made, pointer = dict(payload), "/payload"
    if isinstance(payload.get("iss"), str):
        made.setdefault("holder" if "vp" in payload else "issuer", payload["iss"])
    if isinstance(payload.get("jti"), str):
        made.setdefault("id", payload["jti"])
    start = _instant(payload.get("nbf", payload.get("iat")))
    if start and not {"validFrom", "issuanceDate", "awardedDate"} & set(made):
        made["validFrom"] = start
    end = _instant(payload.get("exp"))
    if end and not {"validUntil", "expirationDate"} & set(made):
        made["validUntil"] = end
    subject = made.get("credentialSubject")
    if isinstance(subject, dict) and isinstance(payload.get("sub"), str):
        made["credentialSubject"] = {"id": payload["sub"], **subject}
    return made, pointer


def _instant(value: Any) -> str | None:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _LAST_SECOND:
        return None
    return datetime.fromtimestamp(value, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
