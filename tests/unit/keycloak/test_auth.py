# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a task gives to log in with, and the forms that come of it."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.auth import JWT_BEARER, JWT_SPIFFE, Login
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput

URL = "http://kc.example.org/auth"


def server() -> tuple[str, float]:
    return ("http://kc.example.org/auth/realms/master", 1000.0)


def token(**claims: Any) -> str:
    part = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    return f"e30.{part}.c2ln"


@pytest.mark.parametrize("given, grant, proof", [
    ({"username": "u", "password": "p"}, "password", ""),
    ({"username": "u", "password": "p", "client_id": "c", "client_secret": "s"}, "password", "secret"),
    ({"username": "u", "password": "p", "client_cert": "c.pem"}, "password", ""),
    ({"client_id": "c", "client_secret": "s"}, "client_credentials", "secret"),
    ({"client_id": "c", "client_secret": "s", "signing_algorithm": "HS256"}, "client_credentials", "secret_jwt"),
    ({"client_id": "c", "private_key": "k"}, "client_credentials", "key"),
    ({"client_id": "c", "private_key_file": "k", "signing_algorithm": "PS256"}, "client_credentials", "key"),
    ({"jwt_file": "f"}, "client_credentials", "file"),
    ({"client_id": "c", "client_cert": "c.pem"}, "client_credentials", "certificate"),
    ({"token": "t"}, None, ""),
    ({"refresh_token": "t"}, None, ""),
    ({"token": "t", "username": "u", "password": "p"}, "password", ""),
])
def test_ways(given: dict[str, Any], grant: Any, proof: str) -> None:
    login = Login(URL, **given)
    login.check()
    assert (login.grant, login.proof) == (grant, proof)


@pytest.mark.parametrize("given, option, words", [
    ({}, "auth_username", "no way to log in is given"),
    ({"client_id": "c"}, "auth_username", "no way to log in is given"),
    ({"client_cert": "c.pem"}, "auth_username", "no way to log in is given"),
    ({"username": "u"}, "auth_password", "is missing"),
    ({"password": "p"}, "auth_username", "is missing"),
    ({"username": "u", "password": ""}, "auth_password", "is missing"),
    ({"client_secret": "s", "private_key": "k"}, "auth_client_secret", "together with auth_private_key"),
    ({"private_key": "k", "private_key_file": "k"}, "auth_private_key", "together with auth_private_key_file"),
    ({"client_secret": "s", "jwt_file": "f"}, "auth_client_secret", "together with auth_jwt_file"),
    ({"client_secret": "s", "signing_algorithm": "RS256"}, "auth_signing_algorithm", "needs auth_private_key"),
    ({"username": "u", "password": "p", "signing_algorithm": "RS256"}, "auth_signing_algorithm", "needs"),
    ({"token": "a\nb"}, "token", "must be a token"),
    ({"refresh_token": "ä"}, "refresh_token", "must be a token"),
])
def test_what_cannot_be_right(given: dict[str, Any], option: str, words: str) -> None:
    with pytest.raises(InvalidInput, match=words) as caught:
        Login(URL, **given).check()
    assert caught.value.option == option


@pytest.mark.parametrize("given, form", [
    ({"username": "u", "password": "p"}, {
        "grant_type": "password", "username": "u", "password": "p", "scope": "openid",
    }),
    ({"username": "u", "password": "p", "scope": "roles  openid"}, {
        "grant_type": "password", "username": "u", "password": "p", "scope": "roles openid",
    }),
    ({"username": "u", "password": "p", "scope": "roles"}, {
        "grant_type": "password", "username": "u", "password": "p", "scope": "openid roles",
    }),
    ({"client_id": "c", "client_secret": "s"}, {"grant_type": "client_credentials"}),
    ({"client_id": "c", "client_secret": "s", "scope": "x"}, {"grant_type": "client_credentials", "scope": "x"}),
])
def test_grant_form(given: dict[str, Any], form: dict[str, str]) -> None:
    assert Login(URL, **given).grant_form() == form


@pytest.mark.parametrize("given, form", [
    ({"username": "u", "password": "p"}, {"client_id": "admin-cli"}),
    ({"client_id": "c", "client_secret": "s"}, {"client_id": "c", "client_secret": "s"}),
    ({"client_id": "c", "client_cert": "f"}, {"client_id": "c"}),
])
def test_client_form(given: dict[str, Any], form: dict[str, str]) -> None:
    assert Login(URL, **given).client_form(server) == form


@pytest.mark.parametrize("content, client, form", [
    (token(sub="system:serviceaccount:a:b"), None, {"client_assertion_type": JWT_BEARER}),
    (token(sub="spiffe://example.org/a"), None, {"client_assertion_type": JWT_SPIFFE}),
    (token(sub="x"), "mine", {"client_assertion_type": JWT_BEARER, "client_id": "mine"}),
    ("no token", None, {"client_assertion_type": JWT_BEARER}),
])
def test_a_token_from_a_file(content: str, client: Any, form: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(content + "\n")
    login = Login(URL, jwt_file=str(file), **({"client_id": client} if client else {}))
    assert login.client_form(server) == {**form, "client_assertion": content}


def test_the_file_is_read_at_each_login(tmp_path: Path) -> None:
    file = tmp_path / "token"
    login = Login(URL, jwt_file=str(file))
    for content in ("a.b.c", "d.e.f"):
        file.write_text(content)
        assert login.client_form(server)["client_assertion"] == content


@pytest.mark.parametrize("option", ["jwt_file", "private_key_file"])
@pytest.mark.parametrize("content, words", [(None, "No such file"), (b"", "isn't empty"), (b"\xff\xfe", "text file")])
def test_files_that_cannot_be_read(option: str, content: Any, words: str, tmp_path: Path) -> None:
    file = tmp_path / "file"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(InvalidInput, match=words) as caught:
        Login(URL, client_id="c", **{option: str(file)}).client_form(server)
    assert caught.value.option == f"auth_{option}"


def test_a_signed_client_assertion() -> None:
    login = Login(URL, client_id="c", client_secret="a-secret", signing_algorithm="HS512")
    first, second = (login.client_form(server) for _each in range(2))
    assert first["client_assertion_type"] == JWT_BEARER and "client_secret" not in first
    assert first["client_assertion"] != second["client_assertion"]
    part = first["client_assertion"].split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(part + "=="))
    assert claims.pop("jti")
    assert claims == {"iss": "c", "sub": "c", "aud": server()[0], "iat": 1000, "exp": 1030}


BASE = {"url": URL, "username": "u", "password": "p"}


@pytest.mark.parametrize("change, same", [
    ({}, True),
    ({"url": URL + "/"}, True),
    ({"auth_url": URL}, True),
    ({"password": "other"}, True),
    ({"url": "http://other"}, False),
    ({"auth_url": "http://other"}, False),
    ({"realm": "other"}, False),
    ({"client_id": "other"}, False),
    ({"username": "other"}, False),
    ({"scope": "other"}, False),
    ({"username": None, "password": None, "refresh_token": "r"}, False),
    ({"client_id": "admin-cli", "client_secret": "s"}, False),
])
def test_key(change: dict[str, Any], same: bool) -> None:
    assert (Login(**BASE).key() == Login(**{**BASE, **change}).key()) is same


def test_the_key_tells_tokens_apart() -> None:
    keys = {Login(URL, **{name: value}).key() for name in ("token", "refresh_token") for value in ("a", "b")}
    assert len(keys) >= 2
    assert all(len(key) == 64 for key in keys)


def test_no_secret_in_the_representation() -> None:
    login = Login(URL, client_secret="canary1", password="canary2", token="canary3", refresh_token="canary4",
                  private_key="canary5")
    assert "canary" not in repr(login)
    assert sorted(login.secrets()) == [f"canary{number}" for number in range(1, 6)]


@pytest.mark.parametrize("realm", ["..", ".", ""])
def test_a_realm_of_dots(realm: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        Login(URL, realm=realm, username="u", password="p").path("token")
    assert caught.value.option == "auth_realm"


def test_paths() -> None:
    login = Login(URL, realm="a/b")
    assert login.path("token") == "/realms/a%2Fb/protocol/openid-connect/token"
    assert login.discovery_path() == "/realms/a%2Fb/.well-known/openid-configuration"
