"""Public keys as credentials, DID documents and issuers' profiles write them.

Multikey (W3C Controlled Identifiers 1.0), JWK (RFC 7517), Ed25519VerificationKey2018/2020, PEM.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from cryptography.x509 import Certificate

from service.domain.noun import noun
from service.verifying.encoding import from_base64url, from_multibase, to_base64url, varint
from service.verifying.outcome import unknown

KeyKind = Literal["Ed25519", "P-256", "P-384", "RSA"]
AnyKey = ed25519.Ed25519PublicKey | ec.EllipticCurvePublicKey | rsa.RSAPublicKey

MIN_RSA_BITS = 2048
"""Shorter RSA keys are refused (NIST SP 800-131A)."""
MAX_RSA_BITS = 8192
"""Longer ones cost seconds a signature and have no use."""

_MULTICODEC: dict[int, KeyKind] = {0xED: "Ed25519", 0x1200: "P-256", 0x1201: "P-384"}
_CURVES: dict[str, ec.EllipticCurve] = {"P-256": ec.SECP256R1(), "P-384": ec.SECP384R1()}

# The eight points of small order on Ed25519 and their non-canonical spellings (RFC 8032; the list
# of libsodium): a signature "by" such a key can be made to hold for any text.
_SMALL_ORDER = {
    bytes.fromhex(text)
    for text in (
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    )
}


@noun
class PublicKey:
    """A public key that can be used: its kind and the key object of `cryptography`."""

    kind: KeyKind
    key: AnyKey


def from_multikey(text: str) -> PublicKey:
    """Read `publicKeyMultibase` or the method-specific part of a did:key.

    Raises Outcome could_not_check key_unusable.
    """
    try:
        data = from_multibase(text)
        code, used = varint(data)
        kind = _MULTICODEC[code]
        return _from_raw(kind, data[used:])
    except (ValueError, KeyError):
        raise unknown("key_unusable") from None


def to_jwk(key: PublicKey) -> dict[str, str]:
    """Write an elliptic-curve key as a JWK (RFC 7518 §6.2). Raises ValueError for other kinds."""
    if not isinstance(key.key, ec.EllipticCurvePublicKey):
        raise ValueError(key.kind)
    numbers, size = key.key.public_numbers(), (key.key.key_size + 7) // 8
    x, y = (to_base64url(each.to_bytes(size, "big")) for each in (numbers.x, numbers.y))
    return {"kty": "EC", "crv": key.kind, "x": x, "y": y}


def from_jwk(jwk: Mapping[str, Any]) -> PublicKey:
    """Read a public JWK: OKP Ed25519, EC P-256 or P-384, RSA; one that is not for encryption.

    Raises Outcome could_not_check key_unusable.
    """
    if jwk.get("use", "sig") != "sig" or "verify" not in jwk.get("key_ops", ["verify"]):
        raise unknown("key_unusable")
    try:
        kind = jwk.get("kty")
        if kind == "OKP" and jwk.get("crv") == "Ed25519":
            return _from_raw("Ed25519", from_base64url(jwk["x"]))
        if kind == "EC" and jwk.get("crv") in _CURVES:
            curve = _CURVES[jwk["crv"]]
            x, y = (int.from_bytes(from_base64url(jwk[name]), "big") for name in ("x", "y"))
            return _usable(ec.EllipticCurvePublicNumbers(x, y, curve).public_key())
        if kind == "RSA":
            n, e = (int.from_bytes(from_base64url(jwk[name]), "big") for name in ("n", "e"))
            if n.bit_length() > MAX_RSA_BITS:
                raise ValueError("RSA key too long")
            return _usable(rsa.RSAPublicNumbers(e, n).public_key())
    except (ValueError, KeyError, TypeError, AttributeError, UnsupportedAlgorithm):
        pass
    raise unknown("key_unusable")


def from_pem(text: str) -> PublicKey:
    """Read a SubjectPublicKeyInfo in PEM (Open Badges 2 `publicKeyPem`).

    Raises Outcome could_not_check key_unusable.
    """
    try:
        return _usable(load_pem_public_key(text.encode("ascii")))
    except (ValueError, UnsupportedAlgorithm):
        raise unknown("key_unusable") from None


def from_certificate(certificate: Certificate) -> PublicKey:
    """Take the key out of a certificate. Raises Outcome could_not_check key_unusable."""
    try:
        return _usable(certificate.public_key())
    except (ValueError, UnsupportedAlgorithm):
        raise unknown("key_unusable") from None


def from_method(method: Mapping[str, Any]) -> PublicKey:
    """Read the key of a verification method of a DID document or controller document.

    Raises Outcome could_not_check key_unusable.
    """
    if isinstance(method.get("publicKeyMultibase"), str):
        return from_multikey(method["publicKeyMultibase"])
    if isinstance(method.get("publicKeyJwk"), Mapping):
        return from_jwk(method["publicKeyJwk"])
    if isinstance(method.get("publicKeyBase58"), str):
        try:
            return _from_raw("Ed25519", from_multibase("z" + method["publicKeyBase58"]))
        except ValueError:
            raise unknown("key_unusable") from None
    if isinstance(method.get("publicKeyPem"), str):
        return from_pem(method["publicKeyPem"])
    raise unknown("key_unusable")


def _from_raw(kind: KeyKind, data: bytes) -> PublicKey:
    if kind == "Ed25519":
        if data in _SMALL_ORDER:
            raise ValueError("point of small order")
        return PublicKey(kind=kind, key=ed25519.Ed25519PublicKey.from_public_bytes(data))
    return _usable(ec.EllipticCurvePublicKey.from_encoded_point(_CURVES[kind], data))


def _usable(key: object) -> PublicKey:
    if isinstance(key, ed25519.Ed25519PublicKey):
        return _from_raw("Ed25519", key.public_bytes_raw())
    if isinstance(key, rsa.RSAPublicKey) and MIN_RSA_BITS <= key.key_size <= MAX_RSA_BITS:
        return PublicKey(kind="RSA", key=key)
    if isinstance(key, ec.EllipticCurvePublicKey):
        if isinstance(key.curve, ec.SECP256R1):
            return PublicKey(kind="P-256", key=key)
        if isinstance(key.curve, ec.SECP384R1):
            return PublicKey(kind="P-384", key=key)
    raise ValueError("kind of key not supported")
