"""One signature over bytes, by a closed list of algorithms that are bound to the kind of key.

JWA (RFC 7518), EdDSA (RFC 8032, 8037). No algorithm is ever taken from a header without its key
being of the kind that it needs.
"""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256, SHA384, HashAlgorithm

from service.verifying.keys import KeyKind, PublicKey

ALGORITHMS: dict[str, KeyKind] = {
    "EdDSA": "Ed25519",
    "Ed25519": "Ed25519",
    "ES256": "P-256",
    "ES384": "P-384",
    "RS256": "RSA",
}
"""Accepted `alg` values and the kind of key that each needs. Everything else is refused."""

_COORDINATE: dict[KeyKind, int] = {"P-256": 32, "P-384": 48}
_ED25519_ORDER = 2**252 + 27742317777372353535851937790883648493


def holds(key: PublicKey, signature: bytes, data: bytes) -> bool:
    """Whether `signature` over `data` was made with the private half of `key`.

    ECDSA signatures are the raw r‖s of JOSE and Data Integrity (IEEE P1363), never DER. The hash
    is SHA-256, for P-384 SHA-384; RSA is PKCS#1 v1.5 with SHA-256 (RS256).
    """
    try:
        if isinstance(key.key, ed25519.Ed25519PublicKey):
            # s beyond the order makes a second signature out of a first one.
            if len(signature) != 64 or int.from_bytes(signature[32:], "little") >= _ED25519_ORDER:
                return False
            key.key.verify(signature, data)
        elif isinstance(key.key, rsa.RSAPublicKey):
            if len(signature) != (key.key.key_size + 7) // 8:
                return False
            key.key.verify(signature, data, padding.PKCS1v15(), SHA256())
        else:
            return _ecdsa(key.kind, key.key, signature, data)
    except InvalidSignature:
        return False
    return True


def _ecdsa(kind: KeyKind, key: ec.EllipticCurvePublicKey, signature: bytes, data: bytes) -> bool:
    size = _COORDINATE[kind]
    if len(signature) != 2 * size:
        return False
    r, s = (int.from_bytes(half, "big") for half in (signature[:size], signature[size:]))
    if r == 0 or s == 0:
        return False
    digest: HashAlgorithm = SHA256() if kind == "P-256" else SHA384()
    key.verify(encode_dss_signature(r, s), data, ec.ECDSA(digest))
    return True
