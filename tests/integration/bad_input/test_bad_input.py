# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes wrong in daily life: each has an error that says what to do, and nothing is written."""

from __future__ import annotations

import base64
import json
import os
import secrets
import socket
import time
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from ansible_collections.iamops.keycloak.tests.integration.harness import proxy
from ansible_collections.iamops.keycloak.tests.integration.harness.data import Options
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import Ran, World

REALM = f"bad-input-{secrets.token_hex(3)}"
PASSWORD = f"Weak-{secrets.token_hex(6)}"
ROLE = {"name": "new", "description": "never to be made"}


@pytest.fixture(scope="module", autouse=True)
def realm(world: World) -> Iterator[None]:
    """A realm with a user who may do nothing, and tokens that end at once."""
    world.admin.make_realm(REALM, accessTokenLifespan=1)
    path = f"/admin/realms/{REALM}"
    profile = {"firstName": "Jane", "lastName": "Weak", "email": "weak@example.com", "enabled": True}
    credentials = [{"type": "password", "value": PASSWORD, "temporary": False}]
    world.admin.send("POST", f"{path}/users", {"username": "weak", "credentials": credentials, **profile})
    world.admin.send("POST", f"{path}/groups", {"name": "staff"})
    world.admin.send("POST", f"{path}/roles", {"name": "reader"})
    for client in ("app", "shop"):
        world.admin.send("POST", f"{path}/clients", {"clientId": client})
    yield
    world.admin.remove_realm(REALM)


@pytest.fixture(autouse=True)
def only_what_the_task_says(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """No login from the environment."""
    for name in [name for name in os.environ if name.startswith("KEYCLOAK_")]:
        monkeypatch.delenv(name)


def refused(world: World, module: str, options: Options, *says: str, kind: str = "", written: bool = False) -> Ran:
    """Run in check mode and for real, and see an error that says these words.

    :param written: whether only the server can know: it is asked, and refuses
    """
    before = _everything(world) if written else None
    for check in (True, False):
        options = {"realm": REALM, "retries": 0, **options}
        ran = world.run(module, options, check)
        if written and check:
            continue
        assert ran.failed, ran
        assert not ran.changed, ran
        assert all(write.status >= 400 for write in ran.writes) if written else not ran.writes, ran
        for word in says:
            assert word in ran.result["msg"], ran
        if kind:
            assert ran.result["failure"]["kind"] == kind, ran.result["failure"]
            assert ran.result["failure"]["message"] == ran.result["msg"]
        assert PASSWORD not in json.dumps(ran.result)
    if written:
        assert _everything(world) == before
    return ran


def _everything(world: World) -> list[Any]:
    lists = ("roles", "clients", "groups", "users", "client-scopes", "components", "identity-provider/instances")
    path = f"/admin/realms/{REALM}"
    return [world.admin.get(path), *(_names(world.admin.get(f"{path}/{name}")) for name in lists)]


def _names(items: list[Options]) -> list[str]:
    return sorted(item.get("id") or item["alias"] for item in items)


@pytest.mark.parametrize("name", [".", ".."])
@pytest.mark.parametrize("state", ["present", "absent"])
@pytest.mark.parametrize(
    "module, option",
    [
        ("keycloak_role", "name"),
        ("keycloak_client", "client_id"),
        ("keycloak_client_scope", "name"),
        ("keycloak_group", "name"),
        ("keycloak_user", "username"),
        ("keycloak_identity_provider", "alias"),
        ("keycloak_realm", "realm"),
    ],
)
def test_names_that_an_http_client_resolves_away(world: World, module: str, option: str, state: str, name: str) -> None:
    refused(world, module, {option: name, "state": state}, "must be a name other than '.', '..'", kind="invalid_input")


def test_realms_that_are_dots(world: World) -> None:
    """A client that doesn't care removes all of a realm's roles, or the realm, with this."""
    for state in ("present", "absent"):
        refused(world, "keycloak_role", {**ROLE, "realm": "..", "state": state}, "realm", "must be a name other than")


@pytest.mark.parametrize(
    "url, words, kind",
    [
        ("not a url", "http:// or https:// URL", "invalid_input"),
        ("ftp://127.0.0.1/", "http:// or https:// URL", "invalid_input"),
        ("http://", "http:// or https:// URL", "invalid_input"),
        ("http://user:word@127.0.0.1/", "without a login", "invalid_input"),
        ("http://nosuch.invalid:8080", "nosuch.invalid", "unreachable"),
    ],
)
def test_a_wrong_url(world: World, url: str, words: str, kind: str) -> None:
    refused(world, "keycloak_role", {**ROLE, "auth_keycloak_url": url}, words, kind=kind)


def test_a_wrong_path(world: World) -> None:
    url = f"{world.proxy.url}/nosuch"
    refused(world, "keycloak_role", {**ROLE, "auth_keycloak_url": url}, "is the base path of auth_keycloak_url right?")


def test_a_server_that_is_down(world: World) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        refused(world, "keycloak_role", {**ROLE, "auth_keycloak_url": url}, url, "refused", kind="unreachable")


def test_a_wrong_password(world: World) -> None:
    wrong = {"auth_password": f"Wrong-{secrets.token_hex(6)}"}
    refused(world, "keycloak_role", {**ROLE, **wrong}, "auth_password is wrong", kind="login_failed")


def test_no_login_at_all(world: World) -> None:
    options = {**ROLE, "auth_username": None, "auth_password": None}
    refused(world, "keycloak_role", options, "auth_", kind="invalid_input")


def test_an_expired_token(world: World) -> None:
    token = _token(world)
    body = token.split(".")[1]
    ends = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))["exp"]
    time.sleep(max(0, ends - time.time()) + 1.5)
    given = {"token": token, "auth_username": None, "auth_password": None}
    ran = refused(world, "keycloak_role", {**ROLE, **given}, "token", "ended")
    assert token not in json.dumps(ran.result)


def _token(world: World) -> str:
    form = {"grant_type": "password", "client_id": "admin-cli", "username": "weak", "password": PASSWORD}
    url = f"{world.proxy.url}/realms/{REALM}/protocol/openid-connect/token"
    return requests.post(url, data=form, timeout=30).json()["access_token"]


def test_a_realm_that_does_not_exist(world: World) -> None:
    words = ("Realm not found", "the realm must exist before what is in it")
    refused(world, "keycloak_role", {**ROLE, "realm": "nosuch"}, *words, kind="not_found")
    refused(world, "keycloak_client", {"client_id": "x", "realm": "nosuch"}, *words, kind="not_found")
    refused(world, "keycloak_user", {"username": "x", "realm": "nosuch"}, *words, kind="not_found")


def test_a_realm_to_log_in_to_that_does_not_exist(world: World) -> None:
    refused(world, "keycloak_role", {**ROLE, "auth_realm": "nosuch"}, "auth_realm nosuch isn't on this server")


@pytest.mark.parametrize(
    "module, options",
    [
        ("keycloak_role", ROLE),
        ("keycloak_client", {"client_id": "new"}),
        ("keycloak_user", {"username": "new"}),
        ("keycloak_group", {"name": "new"}),
        ("keycloak_realm", {"display_name": "Weak"}),
    ],
)
def test_a_login_without_the_rights(world: World, module: str, options: Options) -> None:
    login = {"auth_realm": REALM, "auth_username": "weak", "auth_password": PASSWORD}
    refused(world, module, {**options, **login}, "the login lacks a role for this", kind="forbidden")


def test_an_unknown_option_inside_of_a_nested_one(world: World) -> None:
    refused(world, "keycloak_role", {**ROLE, "composites": [{"name": "reader", "nosuch": 1}]}, "nosuch", "client_id")
    mapper = {"name": "m", "nosuch": 1}
    refused(world, "keycloak_client", {"client_id": "new", "protocol_mappers": [mapper]}, "nosuch", "protocolMapper")
    refused(world, "keycloak_user", {"username": "new", "credentials": [{"nosuch": 1}]}, "nosuch")
    refused(world, "keycloak_role", {**ROLE, "raw": {"nosuchField": 1}}, "nosuchField", written=True)


@pytest.mark.parametrize(
    "module, option, most",
    [
        ("keycloak_role", "name", 255),
        ("keycloak_role", "description", 255),
        ("keycloak_client", "client_id", 255),
        ("keycloak_client", "name", 255),
        ("keycloak_client_scope", "name", 255),
        ("keycloak_group", "name", 255),
        ("keycloak_user", "username", 255),
        ("keycloak_identity_provider", "alias", 255),
    ],
)
def test_too_long(world: World, module: str, option: str, most: int) -> None:
    needed = {"keycloak_client": {"client_id": "new"}, "keycloak_role": {"name": "new"}}.get(module, {})
    options = {**needed, option: "n" * (most + 1)}
    refused(world, module, options, option, f"{most} characters", kind="invalid_input")


@pytest.mark.parametrize(
    "module, options, words",
    [
        ("keycloak_role", {**ROLE, "composites": [{"name": "nosuch"}]}, "there is no role 'nosuch'"),
        ("keycloak_role", {**ROLE, "client_id": "nosuch"}, "there is no client 'nosuch'"),
        (
            "keycloak_role",
            {**ROLE, "composites": [{"name": "x", "client_id": "app"}]},
            "there is no role 'app/x'",
        ),
        (
            "keycloak_client",
            {"client_id": "new", "default_client_scopes": ["nosuch"]},
            "there is no client scope 'nosuch'",
        ),
        (
            "keycloak_client",
            {"client_id": "new", "authentication_flow_binding_overrides": {"browser_name": "nosuch"}},
            "there is no authentication flow 'nosuch'",
        ),
        ("keycloak_user", {"username": "new", "groups": [{"name": "nosuch"}]}, "there is no group"),
        ("keycloak_group", {"name": "new", "parents": [{"name": "nosuch"}]}, "there is no group"),
        (
            "keycloak_identity_provider",
            {"alias": "new", "provider_id": "oidc", "first_broker_login_flow_alias": "nosuch"},
            "there is no authentication flow 'nosuch'",
        ),
        ("keycloak_realm", {"browser_flow": "nosuch"}, "there is no authentication flow 'nosuch'"),
    ],
)
def test_a_reference_to_nothing(world: World, module: str, options: Options, words: str) -> None:
    refused(world, module, options, words, f"in realm '{REALM}'", kind="missing_reference")


@pytest.mark.parametrize(
    "module, options, words",
    [
        ("keycloak_user", {"username": "new", "groups": [{"name": "a//b"}]}, ("groups: ", "a path", "not '/a//b'")),
        ("keycloak_user", {"username": "new", "groups": [{"name": "/a/../b"}]}, ("groups: ", "not '/a/../b'")),
        ("keycloak_default_group", {"group": "/"}, ("group: must be a path such as /staff/sales", "not '/'")),
        ("keycloak_role", {**ROLE, "composites": [{"name": ".."}]}, ("composites: must be a name", "not '..'")),
    ],
)
def test_a_name_that_nothing_can_have(world: World, module: str, options: Options, words: tuple[str, ...]) -> None:
    refused(world, module, options, *words, kind="invalid_input")


@pytest.mark.parametrize(
    "module, options, words",
    [
        ("keycloak_role", {**ROLE, "composites": "reader"}, ("composites", "dict")),
        ("keycloak_client", {"client_id": "new", "protocol_mappers": "mapper"}, ("protocol_mappers", "dict")),
        ("keycloak_client", {"client_id": "new", "attributes": "text"}, ("attributes", "dict")),
        ("keycloak_client", {"client_id": "new", "redirect_uris": {"a": "b"}}, ("redirect_uris", "list")),
        ("keycloak_user", {"username": "new", "groups": "staff"}, ("groups", "dict")),
        ("keycloak_group", {"name": "new", "attributes": ["a"]}, ("attributes", "dict")),
    ],
)
def test_a_text_where_a_list_belongs(world: World, module: str, options: Options, words: tuple[str, ...]) -> None:
    refused(world, module, options, *words)


def test_an_unknown_provider(world: World) -> None:
    provider = {"alias": "new", "provider_id": "nosuch"}
    refused(world, "keycloak_identity_provider", provider, "Invalid identity provider id [nosuch]", written=True)
    component = {"name": "new", "provider_id": "nosuch", "provider_type": "org.keycloak.storage.UserStorageProvider"}
    refused(world, "keycloak_component", component, "there is no 'nosuch' among", "ldap")


@pytest.mark.since("24")  # 16.1 answers 500 with a page
def test_a_duplicate_name(world: World) -> None:
    """A rename onto a name that is taken; for a new object the name finds the one that is there."""
    path = f"/admin/realms/{REALM}"
    app = world.admin.get(f"{path}/clients?clientId=app")[0]["id"]
    renamed = {"id": app, "client_id": "shop"}
    refused(world, "keycloak_client", renamed, "409", "exists already", kind="conflict", written=True)


def test_a_page_instead_of_an_answer(world: World) -> None:
    wire = world.proxy.wire
    with wire.troubled(lambda method, path: proxy.PAGE):
        refused(world, "keycloak_role", ROLE, "JSON was expected", "Welcome", kind="unexpected_body")
    with wire.troubled(lambda method, path: proxy.PAGE if "/admin/" in path else None):
        refused(world, "keycloak_role", ROLE, "JSON was expected", "a proxy in between?", kind="unexpected_body")
