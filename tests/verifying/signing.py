"""Keys, credentials and signatures that the tests of verifying make for themselves."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from typing import Any

import rfc8785
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256, SHA384
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from service.domain.verification import Presented, Rung, Verification
from service.fetching.result import Fetched
from service.verifying.canonical import CanonicalPool, Deadline
from service.verifying.encoding import to_base64url

VC2 = "https://www.w3.org/ns/credentials/v2"
OB3 = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def base58(data: bytes) -> str:
    number = int.from_bytes(data, "big")
    text = ""
    while number:
        number, rest = divmod(number, 58)
        text = ALPHABET[rest] + text
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + text


class Signer:
    """A key pair with its did:key."""

    def __init__(self, kind: str = "Ed25519") -> None:
        self.kind = kind
        if kind == "Ed25519":
            self.key: Any = ed25519.Ed25519PrivateKey.generate()
            self.public = b"\xed\x01" + self.key.public_key().public_bytes_raw()
        elif kind == "RSA":
            self.key = rsa.generate_private_key(65537, 2048)
            self.public = b""
        else:
            curve = ec.SECP256R1() if kind == "P-256" else ec.SECP384R1()
            self.key = ec.generate_private_key(curve)
            code = b"\x80\x24" if kind == "P-256" else b"\x81\x24"
            point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
            self.public = code + point
        self.multikey = "z" + base58(self.public)
        self.did = f"did:key:{self.multikey}"
        self.method = f"{self.did}#{self.multikey}"

    @property
    def pem(self) -> str:
        made = self.key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        return str(made.decode())

    @property
    def jwk(self) -> dict[str, str]:
        public = self.key.public_key()
        if self.kind == "Ed25519":
            return {"kty": "OKP", "crv": "Ed25519", "x": to_base64url(public.public_bytes_raw())}
        if self.kind == "RSA":
            numbers = public.public_numbers()
            n = numbers.n.to_bytes((numbers.n.bit_length() + 7) // 8, "big")
            return {"kty": "RSA", "n": to_base64url(n), "e": "AQAB"}
        size = 32 if self.kind == "P-256" else 48
        numbers = public.public_numbers()
        x, y = (to_base64url(each.to_bytes(size, "big")) for each in (numbers.x, numbers.y))
        return {"kty": "EC", "crv": self.kind, "x": x, "y": y}

    def sign(self, data: bytes) -> bytes:
        if self.kind == "Ed25519":
            return bytes(self.key.sign(data))
        if self.kind == "RSA":
            return bytes(self.key.sign(data, padding.PKCS1v15(), SHA256()))
        digest = SHA256() if self.kind == "P-256" else SHA384()
        size = 32 if self.kind == "P-256" else 48
        r, s = decode_dss_signature(self.key.sign(data, ec.ECDSA(digest)))
        return bytes(r.to_bytes(size, "big") + s.to_bytes(size, "big"))


def badge(issuer: str, **changes: Any) -> dict[str, Any]:
    """An Open Badge 3 without proof."""
    made = {
        "@context": [VC2, OB3],
        "id": "urn:uuid:4a2b0cc5-6c6b-4a0c-9d6e-0f6a7b8c9d01",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": issuer, "type": ["Profile"], "name": "Probe University"},
        "validFrom": "2024-05-01T00:00:00Z",
        "name": "Introduction to Soil Science",
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "achievement": {
                "id": "urn:uuid:4a2b0cc5-6c6b-4a0c-9d6e-0f6a7b8c9d02",
                "type": ["Achievement"],
                "name": "Introduction to Soil Science",
                "description": "Forty hours on soils.",
                "criteria": {"narrative": "A written examination of two hours."},
            },
        },
    }
    made.update(changes)
    return {key: value for key, value in made.items() if value is not ...}


def prove(
    document: dict[str, Any],
    signer: Signer,
    worker: CanonicalPool,
    suite: str = "eddsa-rdfc-2022",
    **options: Any,
) -> dict[str, Any]:
    """Add a proof of `suite`; the document may hold proofs already."""
    proof = {
        "type": "DataIntegrityProof",
        "cryptosuite": suite,
        "created": "2024-05-01T00:00:00Z",
        "verificationMethod": signer.method,
        "proofPurpose": "assertionMethod",
    }
    if suite.startswith("Ed25519Signature"):
        proof["type"] = proof.pop("cryptosuite")
    proof.update(options)
    bare = {key: value for key, value in document.items() if key != "proof"}
    digest = hashlib.sha384 if signer.kind == "P-384" else hashlib.sha256
    if "jcs" in suite:
        parts = [rfc8785.dumps(proof), rfc8785.dumps(bare)]
    else:
        asked = {"document": bare, "edition": 0}
        made = worker._ask(
            {**asked, "proofs": [{"@context": bare["@context"], **proof}]}, Deadline()
        )
        assert "problem" not in made, made
        parts = [made["proofs"][0].encode(), made["document"].encode()]
    data = b"".join(digest(part).digest() for part in parts)
    proof["proofValue"] = "z" + base58(signer.sign(data))
    before = document.get("proof")
    proofs = [] if before is None else before if isinstance(before, list) else [before]
    return {**bare, "proof": [*proofs, proof] if proofs else proof}


ALGORITHM = {"Ed25519": "EdDSA", "P-256": "ES256", "P-384": "ES384", "RSA": "RS256"}


def token(payload: dict[str, Any], signer: Signer, **header: Any) -> bytes:
    """A compact JWS; a header of ... is left out."""
    whole = {"alg": ALGORITHM[signer.kind], "typ": "JWT", "kid": signer.method, **header}
    whole = {key: value for key, value in whole.items() if value is not ...}
    parts = [to_base64url(json.dumps(each).encode()) for each in (whole, payload)]
    signing_input = ".".join(parts).encode()
    return signing_input + b"." + to_base64url(signer.sign(signing_input)).encode()


def status_list(set_bits: tuple[int, ...] = (), bits: int = 131_072) -> str:
    """An `encodedList` with some bits set, as Bitstring Status List writes it."""
    data = bytearray(bits // 8)
    for index in set_bits:
        data[index // 8] |= 0x80 >> index % 8
    return "u" + to_base64url(gzip.compress(bytes(data), mtime=0))


def list_credential(url: str, issuer: str, encoded: str, **changes: Any) -> dict[str, Any]:
    """A status list credential without proof."""
    made = {
        "@context": [VC2],
        "id": url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": "2024-01-01T00:00:00Z",
        "credentialSubject": {
            "id": f"{url}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encoded,
        },
    }
    made.update(changes)
    return made


def entry(url: str, index: Any = 7, **changes: Any) -> dict[str, Any]:
    """A `credentialStatus` that points into a list."""
    return {
        "id": f"{url}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(index) if isinstance(index, int) else index,
        "statusListCredential": url,
        **changes,
    }


class Web:
    """A fetch function over a few documents that counts who was asked for."""

    def __init__(self, pages: dict[str, Any] | None = None) -> None:
        self.pages = pages or {}
        self.asked: list[str] = []

    def __call__(self, url: str) -> Fetched:
        self.asked.append(url)
        page = self.pages.get(url)
        if isinstance(page, Fetched):
            return page
        if page is None:
            return Fetched(url=url, code="fetch_not_found", status=404)
        body = page if isinstance(page, bytes) else json.dumps(page).encode()
        return Fetched(url=url, code="ok", body=body, status=200)


def present(document: dict[str, Any] | bytes, form: str = "ob3-json") -> Presented:
    """Hand a document over as a reader would."""
    if isinstance(document, bytes):
        return Presented(format=form, document=None, raw=document)
    return Presented(format=form, document=document, raw=json.dumps(document).encode())


def result(verification: Verification, rung: Rung) -> tuple[str, str]:
    """Result and reason of one rung."""
    finding = verification.of(rung)
    return finding.result.value, finding.reason


def hashed(email: str, salt: str) -> str:
    return "sha256$" + hashlib.sha256((email + salt).encode()).hexdigest()


def b64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
