# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Signed JSON web tokens that prove who a client is, for ``private_key_jwt`` and ``client_secret_jwt``."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import uuid
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from ..rest.errors import InvalidInput, MissingLibrary

try:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, padding, rsa
    from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

    HAS_CRYPTOGRAPHY = True
except ImportError:
    HAS_CRYPTOGRAPHY = False

LIFESPAN = 30

SYMMETRIC = ("HS256", "HS384", "HS512")
ASYMMETRIC = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")

_CURVES = {"secp256r1": "ES256", "secp384r1": "ES384", "secp521r1": "ES512"}


class PrivateKey:
    """A private key and the algorithm to sign with.

    :param pem: the key, PEM, without a passphrase
    :param algorithm: one of :data:`ASYMMETRIC`; by default RS256, ES256 to ES512, or EdDSA, as suits the key
    :param key_id: the ``kid`` header, ``None`` for none
    :raises InvalidInput: if the key can't be read, or the algorithm doesn't suit it
    :raises MissingLibrary: without ``cryptography``
    """

    def __init__(self, pem: str, algorithm: str | None = None, key_id: str | None = None) -> None:
        if not HAS_CRYPTOGRAPHY:
            raise MissingLibrary("cryptography", "Signing a login with a private key")
        self._key = _load(pem)
        suiting = _suiting(self._key)
        self.algorithm = algorithm or suiting[0]
        if self.algorithm not in suiting:
            raise InvalidInput("auth_signing_algorithm", algorithm, f"must be one of {', '.join(suiting)} for this key")
        self.key_id = key_id

    def sign(self, claims: Mapping[str, Any]) -> str:
        """Return a signed token of the given claims."""
        header = {"alg": self.algorithm, "typ": "JWT"}
        if self.key_id:
            header["kid"] = self.key_id
        signed = _signing_input(header, claims)
        return f"{signed}.{_base64(self._signature(signed.encode('ascii')))}"

    def _signature(self, content: bytes) -> bytes:
        if self.algorithm == "EdDSA":
            return bytes(self._key.sign(content))
        digest = getattr(hashes, f"SHA{self.algorithm[2:]}")()
        if self.algorithm.startswith("RS"):
            return bytes(self._key.sign(content, padding.PKCS1v15(), digest))
        if self.algorithm.startswith("PS"):
            salted = padding.PSS(mgf=padding.MGF1(digest), salt_length=digest.digest_size)
            return bytes(self._key.sign(content, salted, digest))
        # A token holds the two numbers of fixed length one after the other, not their ASN.1 form.
        first, second = decode_dss_signature(self._key.sign(content, ec.ECDSA(digest)))
        length = (self._key.curve.key_size + 7) // 8
        return first.to_bytes(length, "big") + second.to_bytes(length, "big")


def sign_with_secret(secret: str, algorithm: str, claims: Mapping[str, Any]) -> str:
    """Return a token of the given claims, signed with a client's secret.

    :param algorithm: one of :data:`SYMMETRIC`
    """
    signed = _signing_input({"alg": algorithm, "typ": "JWT"}, claims)
    digest = hmac.new(secret.encode("utf-8"), signed.encode("ascii"), getattr(hashlib, f"sha{algorithm[2:]}"))
    return f"{signed}.{_base64(digest.digest())}"


def client_claims(client_id: str, audience: str, now: float) -> dict[str, Any]:
    """Return the claims by which a client proves who it is; each call's are unique.

    :param audience: the realm's issuer
    :param now: the server's time, seconds since 1970
    """
    issued = int(now)
    return {
        "iss": client_id, "sub": client_id, "aud": audience, "jti": str(uuid.uuid4()), "iat": issued,
        "exp": issued + LIFESPAN,
    }


def subject_of(token: str) -> str:
    """Return the ``sub`` claim of a token without checking it, ``""`` if there is none."""
    return str(_claims(token).get("sub") or "")


def expiry_of(token: str) -> float:
    """Return when a token ends, seconds since 1970, without checking it; infinity if it doesn't say."""
    ends = _claims(token).get("exp")
    return float(ends) if isinstance(ends, (int, float)) else float("inf")


def audience_of(token: str) -> str:
    """Return the one ``aud`` claim of a token without checking it, ``""`` if there is none, or more than one."""
    audience = _claims(token).get("aud")
    only = audience[0] if isinstance(audience, list) and len(audience) == 1 else audience
    return only if isinstance(only, str) else ""


def session_of(token: str) -> str:
    """Return the id of the session that a token is of, empty for one that has none, such as a service account's."""
    claims = _claims(token)
    return str(claims.get("sid") or claims.get("session_state") or "")


def client_of(token: str) -> str:
    """Return the client that a token was issued to, empty if it doesn't say."""
    return str(_claims(token).get("azp") or "")


def realm_of(token: str) -> str:
    """Return the realm that a token is of, empty if it doesn't say."""
    before, _realms, name = str(_claims(token).get("iss") or "").rpartition("/realms/")
    return unquote(name) if before else ""


def key_of(token: str) -> str:
    """Return the id of the key that a token says to be signed with, ``""`` if it doesn't say."""
    return str(_part(token, 0).get("kid") or "")


def _claims(token: str) -> dict[str, Any]:
    return _part(token, 1)


def _part(token: str, number: int) -> dict[str, Any]:
    try:
        part = token.split(".")[number]
        said = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except (IndexError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def _load(pem: str) -> Any:
    if "ENCRYPTED" in pem:
        raise InvalidInput("auth_private_key", None, "must be a private key without a passphrase")
    try:
        return serialization.load_pem_private_key(pem.strip().encode("utf-8"), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        # The library's words may quote the key.
        raise InvalidInput("auth_private_key", None, "must be a private key in PEM form") from None


def _suiting(key: Any) -> tuple[str, ...]:
    if isinstance(key, rsa.RSAPrivateKey):
        return tuple(name for name in ASYMMETRIC if name[0] in "RP")
    if isinstance(key, (ed25519.Ed25519PrivateKey, ed448.Ed448PrivateKey)):
        return ("EdDSA",)
    if isinstance(key, ec.EllipticCurvePrivateKey) and key.curve.name in _CURVES:
        return (_CURVES[key.curve.name],)
    raise InvalidInput("auth_private_key", None, "must be an RSA, EC (P-256, P-384, P-521) or Ed25519 key")


def _signing_input(header: Mapping[str, Any], claims: Mapping[str, Any]) -> str:
    return ".".join(_base64(json.dumps(part, separators=(",", ":")).encode("ascii")) for part in (header, claims))


def _base64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode("ascii")
