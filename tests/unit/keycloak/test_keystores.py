# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a task gives as a key: told from what is there, or refused in words."""

from __future__ import annotations

import base64
import hashlib
import struct
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.secrecy import hide
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.key_material import material
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.keystores import bare, certificate_in
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput

EMPTY: dict[str, Any] = dict.fromkeys(
    ("certificate", "public_key", "jwks", "keystore", "key_alias", "key_password", "store_password")
)
KEY = {"kty": "EC", "kid": "one", "use": "sig", "crv": "P-256", "x": "x", "y": "y"}
CRYPT = {**KEY, "kid": "two", "use": "enc"}


def text(value: str) -> bytes:
    return struct.pack(">H", len(value)) + value.encode()


def block(content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + content


def java_store(password: str) -> bytes:
    """Return a JKS keystore with a key and a trusted certificate."""
    chain = struct.pack(">I", 2) + text("X.509") + block(b"own") + text("X.509") + block(b"issuer")
    key = struct.pack(">I", 1) + text("mine") + b"\0" * 8 + block(b"sealed") + chain
    trusted = struct.pack(">I", 2) + text("theirs") + b"\0" * 8 + text("X.509") + block(b"trusted")
    body = b"\xfe\xed\xfe\xed" + struct.pack(">II", 2, 2) + key + trusted
    return body + hashlib.sha1(password.encode("utf-16-be") + b"Mighty Aphrodite" + body).digest()


@pytest.mark.parametrize(("alias", "certificate"), [("mine", b"own"), ("MINE", b"own"), ("theirs", b"trusted")])
def test_a_certificate_in_a_java_keystore(alias: str, certificate: bytes) -> None:
    assert base64.b64decode(certificate_in(java_store("geheim"), "JKS", alias, "geheim") or "") == certificate


@pytest.mark.parametrize(
    ("store", "sort", "alias", "password", "says"),
    [
        (java_store("geheim"), "JKS", "nosuch", "geheim", "key_alias: must be among those in the keystore"),
        (java_store("geheim"), "JKS", "mine", "other", "store_password: doesn't open the keystore"),
        (b"text", "JKS", "mine", "geheim", "keystore: must be a JKS keystore"),
        (b"text", "PKCS12", "mine", "geheim", "keystore: must be a PKCS12 keystore that store_password opens"),
    ],
)
def test_keystores_that_do_not_fit(store: bytes, sort: str, alias: str, password: str, says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        certificate_in(store, sort, alias, password)


def test_what_cannot_be_read_here_is_nothing() -> None:
    assert certificate_in(b"any", "BCFKS", "mine", "geheim") is None


@pytest.mark.parametrize(
    ("given", "now", "same"),
    [
        ({"certificate": "AAAA"}, {"certificate": "AAAA"}, True),
        (
            {"certificate": "-----BEGIN CERTIFICATE-----\nAA\nAA\n-----END CERTIFICATE-----"},
            {"certificate": "AAAA"},
            True,
        ),
        ({"certificate": "AAAA"}, {"certificate": "AAAA", "privateKey": "x"}, True),
        ({"certificate": "AAAA"}, {"publicKey": "AAAA"}, False),
        ({"public_key": "AAAA"}, {"publicKey": "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"}, True),
        ({"public_key": "AAAA"}, {}, False),
        ({"jwks": {"keys": [KEY]}}, {"publicKey": "x", "kid": "one", "jwks": '{"keys": [%s]}'}, False),
        ({"jwks": {"keys": [KEY]}}, {"publicKey": "x", "kid": "one"}, True),
        ({"jwks": {"keys": [KEY]}}, {"publicKey": "x", "kid": "two"}, False),
        ({"jwks": {"keys": [KEY]}}, {}, False),
        ({"jwks": {"keys": [CRYPT, KEY]}}, {"publicKey": "x", "kid": "one"}, True),
        ({"jwks": {"keys": [CRYPT, KEY]}}, {"publicKey": "x", "kid": "two"}, False),
    ],
)
def test_what_is_given_is_compared(given: dict[str, Any], now: dict[str, str], same: bool) -> None:
    found = material({**EMPTY, **given})
    assert found is not None
    assert found.is_there(now) == same


@pytest.mark.parametrize(
    ("keys", "says"),
    [([], "must have keys"), ([{**KEY, "d": "x"}], "public keys alone"), ([CRYPT], "whose use is sig")],
)
def test_key_sets_that_are_refused(keys: list[dict[str, str]], says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        material({**EMPTY, "jwks": {"keys": keys}})


def test_nothing_given_is_nothing() -> None:
    assert material(EMPTY) is None


def test_a_keystore_is_sent_with_its_passwords() -> None:
    store = base64.b64encode(java_store("geheim")).decode()
    options = {**EMPTY, "keystore": store, "keystore_format": "JKS", "key_alias": "mine", "store_password": "geheim"}
    whole, part = (material({**options, "only_certificate": only}) for only in (False, True))
    assert whole is not None
    assert whole.fields == {"keyAlias": "mine", "storePassword": "geheim", "keyPassword": "geheim"}
    assert not whole.is_there({"certificate": base64.b64encode(b"own").decode()})
    # without the private key, what leaves is the certificate
    assert part is not None
    assert (part.fields, bare(part.content.decode())) == ({}, base64.b64encode(b"own").decode())


def test_a_rotated_secret_is_a_secret() -> None:
    attributes = {"client.secret.rotated": "of before", "client.secret.rotated.creation.time": "1795278898"}
    assert hide(attributes) == {**attributes, "client.secret.rotated": "********"}
