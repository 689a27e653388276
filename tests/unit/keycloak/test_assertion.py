# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Signed tokens: each algorithm's signature is checked by the library that made the key."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak import assertion
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.assertion import PrivateKey
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput, MissingLibrary
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, padding, rsa, x25519
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048)
EC = {curve.name: ec.generate_private_key(curve) for curve in (ec.SECP256R1(), ec.SECP384R1(), ec.SECP521R1())}
ED = ed25519.Ed25519PrivateKey.generate()
ED448 = ed448.Ed448PrivateKey.generate()
HASHES: dict[str, Any] = {"256": hashes.SHA256(), "384": hashes.SHA384(), "512": hashes.SHA512()}


def pem(key: Any, form: serialization.PrivateFormat = serialization.PrivateFormat.PKCS8) -> str:
    return str(key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()).decode())


def decoded(part: str) -> bytes:
    assert "=" not in part
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def check(key: Any, algorithm: str, signed: bytes, signature: bytes) -> None:
    """Raise ``InvalidSignature`` if the signature is wrong."""
    public = key.public_key()
    if algorithm == "EdDSA":
        public.verify(signature, signed)
        return
    digest = HASHES[algorithm[2:]]
    if algorithm.startswith("ES"):
        half = len(signature) // 2
        assert half == (key.curve.key_size + 7) // 8
        numbers = (int.from_bytes(signature[:half], "big"), int.from_bytes(signature[half:], "big"))
        public.verify(encode_dss_signature(*numbers), signed, ec.ECDSA(digest))
    elif algorithm.startswith("PS"):
        public.verify(signature, signed, padding.PSS(padding.MGF1(digest), digest.digest_size), digest)
    else:
        public.verify(signature, signed, padding.PKCS1v15(), digest)


@pytest.mark.parametrize("key, asked, used", [
    (RSA, None, "RS256"), (RSA, "RS256", "RS256"), (RSA, "RS384", "RS384"), (RSA, "RS512", "RS512"),
    (RSA, "PS256", "PS256"), (RSA, "PS384", "PS384"), (RSA, "PS512", "PS512"),
    (EC["secp256r1"], None, "ES256"), (EC["secp256r1"], "ES256", "ES256"), (EC["secp384r1"], None, "ES384"),
    (EC["secp521r1"], None, "ES512"), (ED, None, "EdDSA"), (ED, "EdDSA", "EdDSA"), (ED448, None, "EdDSA"),
])
def test_signatures(key: Any, asked: Any, used: str) -> None:
    claims = assertion.client_claims("me", "http://kc/realms/master", 1000.7)
    token = PrivateKey(pem(key), asked, "key-1").sign(claims)
    head, body, signature = token.split(".")
    assert json.loads(decoded(head)) == {"alg": used, "typ": "JWT", "kid": "key-1"}
    assert json.loads(decoded(body)) == claims
    check(key, used, f"{head}.{body}".encode(), decoded(signature))


def test_the_key_id_is_left_out_where_none_is_given() -> None:
    head = PrivateKey(pem(RSA)).sign({}).partition(".")[0]
    assert json.loads(decoded(head)) == {"alg": "RS256", "typ": "JWT"}


@pytest.mark.parametrize("form", [serialization.PrivateFormat.PKCS8, serialization.PrivateFormat.TraditionalOpenSSL])
def test_both_pem_forms(form: serialization.PrivateFormat) -> None:
    assert PrivateKey("\n  " + pem(RSA, form) + "\n").algorithm == "RS256"


@pytest.mark.parametrize("key, algorithm", [
    (RSA, "ES256"), (RSA, "HS256"), (RSA, "none"), (EC["secp256r1"], "ES384"), (EC["secp256r1"], "RS256"),
    (ED, "RS256"),
])
def test_an_algorithm_that_does_not_suit(key: Any, algorithm: str) -> None:
    with pytest.raises(InvalidInput, match=f"auth_signing_algorithm: must be one of .*, not '{algorithm}'"):
        PrivateKey(pem(key), algorithm)


LOCKED = RSA.private_bytes(
    serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.BestAvailableEncryption(b"x")
).decode()
PUBLIC = RSA.public_key().public_bytes(
    serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
).decode()


@pytest.mark.parametrize("text, words", [
    ("", "PEM form"), ("canary", "PEM form"), (PUBLIC, "PEM form"), (LOCKED, "without a passphrase"),
    (pem(RSA)[:200], "PEM form"), (pem(x25519.X25519PrivateKey.generate()), "must be an RSA, EC"),
    (pem(ec.generate_private_key(ec.SECP256K1())), "must be an RSA, EC"), ("ä", "PEM form"),
], ids=["nothing", "rubbish", "public", "locked", "cut", "x25519", "curve", "unicode"])
def test_keys_that_cannot_sign(text: str, words: str) -> None:
    with pytest.raises(InvalidInput, match=words) as caught:
        PrivateKey(text)
    assert caught.value.__cause__ is None
    assert "canary" not in str(caught.value) and "BEGIN" not in str(caught.value)


@pytest.mark.parametrize("algorithm", assertion.SYMMETRIC)
def test_a_secret_signs(algorithm: str) -> None:
    token = assertion.sign_with_secret("sécret", algorithm, {"a": 1})
    signed, _dot, signature = token.rpartition(".")
    expected = hmac.new("sécret".encode(), signed.encode(), getattr(hashlib, f"sha{algorithm[2:]}")).digest()
    assert decoded(signature) == expected


def test_claims_are_unique() -> None:
    claims = [assertion.client_claims("me", "aud", 5) for _each in range(2)]
    assert claims[0]["jti"] != claims[1]["jti"]
    assert claims[0]["exp"] - claims[0]["iat"] == assertion.LIFESPAN


@pytest.mark.parametrize("token, subject, expiry", [
    ("", "", float("inf")),
    ("a.b", "", float("inf")),
    ("e30.e30.x", "", float("inf")),
    ("e30.W10.x", "", float("inf")),
    (PrivateKey(pem(ED)).sign({"sub": "me", "exp": 1234}), "me", 1234.0),
    (PrivateKey(pem(ED)).sign({"sub": None, "exp": "soon"}), "", float("inf")),
    ("x.ä.y", "", float("inf")),
])
def test_looking_into_a_token(token: str, subject: str, expiry: float) -> None:
    assert (assertion.subject_of(token), assertion.expiry_of(token)) == (subject, expiry)
    assert assertion.key_of(token) == ""


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assertion, "HAS_CRYPTOGRAPHY", False)
    with pytest.raises(MissingLibrary) as caught:
        PrivateKey(pem(ED))
    assert caught.value.library == "cryptography"


@pytest.mark.parametrize(
    ("claims", "session"),
    [({"sid": "a-b"}, "a-b"), ({"session_state": "old"}, "old"), ({"sub": "service"}, ""), (None, "")],
)
def test_the_session_that_a_token_is_of(claims: dict[str, str] | None, session: str) -> None:
    """A service account has none, nor has a token that isn't a JWT."""
    body = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    assert assertion.session_of(f"head.{body}.tail" if claims else "opaque") == session


@pytest.mark.parametrize(
    ("claims", "client", "realm"),
    [
        ({"azp": "admin-cli", "iss": "https://id.example.org/auth/realms/a%20b"}, "admin-cli", "a b"),
        ({"iss": "elsewhere"}, "", ""),
        (None, "", ""),
    ],
)
def test_whose_a_token_is(claims: dict[str, str] | None, client: str, realm: str) -> None:
    body = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    token = f"head.{body}.tail" if claims else "opaque"
    assert (assertion.client_of(token), assertion.realm_of(token)) == (client, realm)
