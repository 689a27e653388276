# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said when a login or a request can't work, at a real server."""

from __future__ import annotations

import secrets
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.rest import errors
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.paths import fill
from ansible_collections.iamops.keycloak.tests.integration.login import keys
from ansible_collections.iamops.keycloak.tests.integration.login.conftest import USER, VERSION, Realm, jwks

SECRET = f"canary-{secrets.token_hex(16)}"
WRONG = f"canary-{secrets.token_hex(16)}"
KEY = keys.make("ES256")
NOBODY = {"username": None, "password": None}


@pytest.fixture(scope="module", autouse=True)
def robot(realm: Realm) -> None:
    realm.add_client("failing-robot", secret=SECRET)
    realm.add_client("weak-robot", may_everything=False, secret=SECRET)
    realm.add_client("no-robot", secret=SECRET)
    client = realm.root.list(realm.path + "/clients", {"clientId": "no-robot"})[0]
    realm.root.send("PUT", f"{realm.path}/clients/{client['id']}", {
        **client, "serviceAccountsEnabled": False, "directAccessGrantsEnabled": False,
    })
    realm.add_client("off-robot", secret=SECRET, enabled=False)
    realm.add_client("signed-robot", clientAuthenticatorType="client-jwt", attributes={
        "use.jwks.string": "true", "jwks.string": jwks(keys.public(keys.make("ES256"), "ES256", "key-1")),
    })
    realm.add_user("off", realm.password, enabled=False)
    realm.add_user("new", realm.password, requiredActions=["UPDATE_PASSWORD"])


@pytest.mark.parametrize("login, words", [
    ({"password": WRONG}, "auth_username jane or auth_password is wrong for realm login-"),
    ({"username": "nobody"}, "auth_username nobody or auth_password is wrong"),
    ({"username": "off"}, "user off is disabled"),
    ({"username": "new"}, "required actions or a temporary password"),
    ({"realm": "nosuch"}, "auth_realm nosuch isn't on this server"),
    ({"client_id": "nosuch"}, "auth_client_id nosuch doesn't exist in realm login-|is auth_client_id nosuch right"),
    ({"client_id": "failing-robot"}, "doesn't exist in realm login-.*, or it has to prove who it is"),
    ({"client_id": "no-robot", "client_secret": SECRET}, "must have direct access grants switched on"),
    ({"scope": "nosuch-scope"}, "a scope asked for isn't one of client admin-cli"),
    ({**NOBODY, "client_id": "failing-robot", "client_secret": WRONG}, "auth_client_secret is wrong"),
    ({**NOBODY, "client_id": "no-robot", "client_secret": SECRET}, "service accounts switched on"),
    ({**NOBODY, "client_id": "off-robot", "client_secret": SECRET}, "disabled|doesn't exist"),
    ({**NOBODY, "client_id": "signed-robot", "private_key": keys.pem(KEY)},
     "does the key or secret belong to client signed-robot|is this the way that it proves who it is"),
    ({**NOBODY, "client_id": "failing-robot", "private_key": keys.pem(KEY)},
     "it doesn't prove itself with this private key"),
    ({**NOBODY, "refresh_token": "e30.e30.x"}, "the refresh token or its session has ended"),
])
def test_logins(realm: Realm, login: dict[str, Any], words: str) -> None:
    given = {"username": USER, "password": realm.password, **login}
    with pytest.raises(errors.LoginFailed, match=words) as caught:
        realm.connect(**given).get(realm.path)
    for secret in (realm.password, WRONG, SECRET):
        assert secret not in f"{caught.value!r} {caught.value.facts()}"
    assert realm.sessions() == 0


def test_the_wrong_base_path_of_a_login(realm: Realm) -> None:
    with pytest.raises(errors.LoginFailed, match="base path of auth_keycloak_url"):
        realm.connect(url=realm.url + "/auth", username=USER, password=realm.password).get(realm.path)


def test_the_wrong_base_path_with_a_token(realm: Realm) -> None:
    giver = realm.connect()
    token = giver.session.token()
    with pytest.raises(errors.NotFound, match="base path of auth_keycloak_url"):
        realm.connect(url=realm.url + "/auth", token=token).get(realm.path)
    giver.close()


@pytest.mark.parametrize("method, path, body, error, words", [
    ("GET", "/users-management-permissions", None, errors.ServerFault, "must be started with this feature"),
    ("GET", "/organizations", None, errors.NotFound, "switch organizations on"),
    ("GET", "/organizations/no%2Fsuch", None, errors.NotFound, "switch organizations on"),
    ("POST", "/clients", {"clientId": "failing-robot"}, errors.Conflict, "another object has this name"),
    ("POST", "/clients", {"clientId": "x", "nosuch": 1}, errors.BadRequest, "doesn't know this field"),
    ("POST", "/clients", {"clientId": "x", "enabled": []}, errors.BadRequest, "wrong type"),
    ("POST", "/roles", {"name": "x" * 256}, errors.ServerFault, "more than 255 characters"),
    ("PUT", "/users", {}, errors.ApiError, "no such operation"),
])
def test_requests(realm: Realm, method: str, path: str, body: Any, error: type[errors.ApiError], words: str) -> None:
    if VERSION < 26 and (path.startswith(("/organizations", "/users-management-permissions")) or words == "wrong type"):
        pytest.skip("the server answers otherwise")
    client = realm.connect()
    with pytest.raises(error, match=words):
        if method == "GET":
            client.get_required(realm.path + path)
        else:
            client.send(method, realm.path + path, body)
    assert client.writes == []
    client.close()


def test_a_login_without_the_roles(realm: Realm) -> None:
    client = realm.connect(client_id="weak-robot", client_secret=SECRET)
    with pytest.raises(errors.Forbidden, match="the login lacks a role for this"):
        client.get(realm.path + "/users")


def test_a_realm_that_does_not_exist(realm: Realm) -> None:
    assert realm.root.get("/admin/realms/nosuch") is None
    for path in ("/roles/x", "/clients/x", "/users/x", "/groups/x", "/identity-provider/instances/x"):
        with pytest.raises(errors.NotFound, match="the realm must exist before what is in it"):
            realm.root.get("/admin/realms/nosuch" + path)


@pytest.mark.parametrize("path", [
    "/roles/{name}", "/clients/{name}", "/users/{name}", "/groups/{name}", "/client-scopes/{name}",
    "/components/{name}", "/identity-provider/instances/{name}", "/authentication/flows/{name}",
    "/authentication/config/{name}", "/authentication/required-actions/{name}",
])
def test_an_object_that_does_not_exist(realm: Realm, path: str) -> None:
    assert realm.root.get(realm.path + fill(path, {"name": "no/such ä"})) is None
    assert realm.root.get(realm.path + fill(path, {"name": "6a1d0a1e-0000-4000-8000-000000000000"})) is None


NAMES = ["a/b", "a+b", "a;b", "a%b", "a%2Fb", "a b", "ä€😀", "a'b\"c", "a?b#c", "a\\b", "a&b=c", "...", "x" * 255]


@pytest.mark.parametrize("name", NAMES)
def test_names(realm: Realm, name: str) -> None:
    client = realm.connect()
    made = client.send("POST", realm.path + "/roles", {"name": name})
    if VERSION > 16:
        # The server writes characters beyond U+FFFF as two question marks.
        assert made.location_id == "".join(letter if ord(letter) < 0x10000 else "??" for letter in name)
    path = fill(realm.path + "/roles/{name}", {"name": name})
    assert client.get_required(path)["name"] == name
    assert client.send("DELETE", path).status == 204
    assert client.get(path) is None
    client.close()


@pytest.mark.parametrize("name", [".", ".."])
def test_a_role_of_dots_does_not_remove_the_realm(realm: Realm, name: str) -> None:
    with pytest.raises(errors.InvalidInput):
        fill(realm.path + "/roles/{name}", {"name": name})
    for spelled in (name, name.replace(".", "%2E")):
        with pytest.raises(errors.InvalidInput):
            realm.root.send("DELETE", f"{realm.path}/roles/{spelled}")
    assert realm.root.get(realm.path) is not None
