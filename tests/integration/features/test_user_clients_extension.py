# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tests' own extension userClientAdministration behaves like the published one, asked by plain requests."""

from __future__ import annotations

import base64
import json
import secrets
import time
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from ansible_collections.iamops.keycloak.tests.integration.harness.identity import Person, identity_of
from ansible_collections.iamops.keycloak.tests.integration.harness.needs import skip_without_extensions
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World

PASSWORD = secrets.token_urlsafe(12)
WRONG_PLACE = "the client representation does not belong to the specified client in the path param."


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with two users."""
    skip_without_extensions(world, "userClientAdministration")
    name = f"uc-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    for username in ("ann", "bob"):
        named = {"email": f"{username}@example.org", "firstName": username, "lastName": "Bee"}
        own = [{"type": "password", "value": PASSWORD}]
        body = {"username": username, "enabled": True, "credentials": own, **named}
        world.admin.send("POST", f"/admin/realms/{name}/users", body)
    yield name
    world.admin.remove_realm(name)


@pytest.fixture(scope="module")
def ann(world: World, realm: str) -> Person:
    return Person(world.admin.url, realm, identity_of(world.admin.url, realm, "ann", PASSWORD))


@pytest.fixture(scope="module")
def bob(world: World, realm: str) -> Person:
    return Person(world.admin.url, realm, identity_of(world.admin.url, realm, "bob", PASSWORD))


def said(answer: requests.Response) -> tuple[int, str, str]:
    """Return an answer's status, media type and body."""
    return answer.status_code, answer.headers.get("Content-Type", "").partition(";")[0], answer.text


def claims(token: str, part: int = 1) -> dict[str, Any]:
    text = token.split(".")[part]
    return dict(json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))))


def in_realm(world: World, realm: str, client_id: str) -> list[dict[str, Any]]:
    return list(world.admin.get(f"/admin/realms/{realm}/clients?clientId={client_id}"))


def test_only_the_identity_cookie_counts(world: World, realm: str, ann: Person) -> None:
    account = {"grant_type": "password", "client_id": "admin-cli", "username": "ann", "password": PASSWORD}
    tokens = requests.post(
        f"{world.admin.url}/realms/{realm}/protocol/openid-connect/token", data=account, timeout=60
    ).json()
    header = {"Authorization": f"Bearer {tokens['access_token']}"}
    assert ann.clients() == []
    assert said(Person(world.admin.url, realm, None).ask("GET", "/clients"))[::2] == (403, "")
    assert Person(world.admin.url, realm, None).ask("GET", "/clients", headers=header).status_code == 403
    for cookie in (tokens["access_token"], "garbage"):
        assert said(Person(world.admin.url, realm, cookie).ask("GET", "/clients"))[::2] == (403, "")
    assert Person(world.admin.url, "master", ann.cookie).ask("GET", "/clients").status_code == 403
    unknown = Person(world.admin.url, "no-such-realm", ann.cookie).ask("GET", "/clients")
    assert (unknown.status_code, unknown.json()["error"]) == (404, "Realm does not exist")


def test_the_host_must_be_that_of_the_login(world: World, realm: str, ann: Person) -> None:
    elsewhere = world.admin.url.replace("127.0.0.1", "localhost")
    assert elsewhere != world.admin.url
    assert Person(elsewhere, realm, ann.cookie).ask("GET", "/clients").status_code == 403


def test_the_cookie_ends_with_its_session(world: World, realm: str) -> None:
    again = Person(world.admin.url, realm, identity_of(world.admin.url, realm, "bob", PASSWORD))
    header = claims(str(again.cookie), 0)
    assert (header["alg"], header["typ"]) == ("HS512", "JWT")
    body = claims(str(again.cookie))
    assert (body["typ"], body["exp"] - body["iat"]) == ("Serialized-ID", 36000)
    world.admin.send("DELETE", f"/admin/realms/{realm}/sessions/{body['sid']}")
    assert again.ask("GET", "/clients").status_code == 403


def test_the_cookie_ends_with_its_user(world: World, realm: str) -> None:
    named = {"username": "carl", "email": "carl@example.org", "firstName": "Carl", "lastName": "Bee"}
    body = {**named, "enabled": True, "credentials": [{"type": "password", "value": PASSWORD}]}
    world.admin.send("POST", f"/admin/realms/{realm}/users", body)
    carl = Person(world.admin.url, realm, identity_of(world.admin.url, realm, "carl", PASSWORD))
    assert carl.clients() == []
    (user,) = world.admin.get(f"/admin/realms/{realm}/users?username=carl")
    world.admin.send("PUT", f"/admin/realms/{realm}/users/{user['id']}", {**user, "enabled": False})
    assert said(carl.ask("GET", "/clients"))[::2] == (403, "")


def test_nobody_may_do_anything(world: World, realm: str, ann: Person) -> None:
    made = ann.make("mine-alone")
    nobody = Person(world.admin.url, realm, None)
    for method, path in (("GET", "/client"), ("DELETE", "/client"), ("DELETE", "/access")):
        for name in ("mine-alone", made["id"]):
            assert said(nobody.ask(method, f"{path}/{name}"))[::2] == (403, ""), (method, path)
    # the cookie's other name is that of servers before 26
    former = {"Cookie": f"KEYCLOAK_IDENTITY_LEGACY={ann.cookie}"}
    assert said(nobody.ask("GET", "/clients", headers=former))[::2] == (403, "")
    assert ann.find("mine-alone") == made


def test_list_and_get(ann: Person, bob: Person) -> None:
    made = ann.make("seen")
    assert made["secret"] and made["defaultClientScopes"]
    answer = ann.ask("GET", "/client/seen")
    assert (answer.status_code, sorted(answer.json())) == (200, ["adminToken", "clientRep"])
    assert answer.json()["clientRep"] == made
    token = answer.json()["adminToken"]
    assert claims(token, 0)["alg"] == "RS256"
    body = claims(token)
    assert sorted(body) == ["aud", "iat", "iss", "jti"]
    assert (body["aud"], body["iss"]) == (made["id"], f"{ann.url}/")
    assert abs(body["iat"] - time.time()) < 600
    # unknown and not linked are one
    assert said(bob.ask("GET", "/client/seen"))[::2] == (403, "")
    assert said(bob.ask("GET", "/client/nobodys"))[::2] == (403, "")
    assert bob.find("seen") is None


def test_create(world: World, realm: str, ann: Person, bob: Person) -> None:
    plain = "text/plain"
    answer = ann.ask("POST", "/create", json={"clientId": "c1", "id": "own-id-1", "secret": "own-secret-1"})
    assert said(answer) == (200, plain, "Successfully created Client c1")
    made = ann.find("c1") or {}
    assert (made["id"], made["secret"]) == ("own-id-1", "own-secret-1")
    assert said(ann.ask("POST", "/create", json={"clientId": ""})) == (400, plain, "clientId required")
    assert ann.ask("POST", "/create", json={}).status_code == 500
    taken = (409, plain, '{"errorMessage":"Client ID already in use. Select a different one"}')
    assert said(ann.ask("POST", "/create", json={"clientId": "c1"})) == taken
    # one that exists but isn't linked, and one of the realm's own
    assert said(bob.ask("POST", "/create", json={"clientId": "c1"})) == taken
    assert said(bob.ask("POST", "/create", json={"clientId": "account"})) == taken
    unknown = ann.ask("POST", "/create", json={"clientId": "c2", "nonsense": 1})
    assert (unknown.status_code, "Unrecognized field" in unknown.json()["error"]) == (400, True)
    assert in_realm(world, realm, "c2") == []
    assert Person(ann.url, ann.realm, None).ask("POST", "/create", json={"clientId": "c2"}).status_code == 403


def test_update_merges(ann: Person) -> None:
    first = {
        "redirectUris": ["http://a/*"],
        "description": "text",
        "attributes": {"one": "1", "two": "2", "three": "3"},
    }
    made = ann.make("merged", name="kept", **first)
    path = f"/client/{made['id']}"
    asked = {"id": made["id"], "clientId": "merged", "redirectUris": [], "description": ""}
    answer = ann.ask("POST", path, json={**asked, "attributes": {"one": "uno", "two": "", "three": None}})
    assert answer.status_code == 200
    # the bare representation, not that of a read
    now = answer.json()
    assert (now["clientId"], now["name"], now["redirectUris"], now["description"]) == ("merged", "kept", [], "")
    assert now["attributes"]["one"] == "uno" and not {"two", "three"} & set(now["attributes"])
    assert now == ann.find("merged")
    same = {"id": made["id"], "clientId": "merged", "attributes": {}}
    assert ann.ask("POST", path, json={**same, "name": None}).json() == now
    # scopes are those of the creation
    assert ann.ask("POST", path, json={**same, "defaultClientScopes": []}).json() == now


def test_update_lets_go_of_pkce_by_none(ann: Person) -> None:
    method = "pkce.code.challenge.method"
    made = ann.make("pkce", attributes={method: "S256"})
    body = {"id": made["id"], "clientId": "pkce", "attributes": {method: "none"}}
    assert method not in ann.ask("POST", f"/client/{made['id']}", json=body).json()["attributes"]


def test_update_refuses(ann: Person, bob: Person) -> None:
    made = ann.make("strict", description="before")
    path = f"/client/{made['id']}"
    whole = {"id": made["id"], "clientId": "strict", "attributes": {}, "description": "after"}
    for lacking in ("clientId", "attributes"):
        body = {name: value for name, value in whole.items() if name != lacking}
        assert ann.ask("POST", path, json=body).status_code == 500
    assert said(ann.ask("POST", path, json={**whole, "id": "another"})) == (400, "application/json", WRONG_PLACE)
    assert said(ann.ask("POST", path, json={**whole, "id": None})) == (400, "application/json", WRONG_PLACE)
    taken = ann.ask("POST", path, json={**whole, "clientId": "account"})
    assert (taken.status_code, list(taken.json())[0]) == (409, "error")
    assert said(bob.ask("POST", path, json=whole))[::2] == (403, "")
    nobody = Person(ann.url, ann.realm, None)
    assert nobody.ask("POST", path, json=whole).status_code == 403
    for person in (ann, nobody):
        assert person.ask("POST", "/client/unknown", json={**whole, "id": "unknown"}).status_code == 500
    assert ann.find("strict") == made


def test_delete_takes_the_client_id(world: World, realm: str, ann: Person, bob: Person) -> None:
    made = ann.make("a/b c")
    assert ann.ask("DELETE", f"/client/{made['id']}").status_code == 403
    assert bob.ask("DELETE", "/client/a%2Fb%20c").status_code == 403
    answer = ann.ask("DELETE", "/client/a%2Fb%20c")
    assert said(answer) == (200, "text/plain", "client a/b c deleted successfully")
    assert in_realm(world, realm, "a/b c") == []
    assert said(ann.ask("DELETE", "/client/a%2Fb%20c"))[::2] == (403, "")


def test_access_by_the_admin_token(ann: Person, bob: Person) -> None:
    made, token = ann.make("shared"), ann.admin_token("shared")
    answer = bob.ask("POST", "/access", json={"adminToken": token})
    assert said(answer)[::2] == (200, f"You got access to client {made['id']}")
    assert bob.find("shared") == ann.find("shared")
    assert said(bob.ask("DELETE", f"/access/{made['id']}"))[::2] == (403, "")
    assert bob.find("shared")
    gone = bob.ask("DELETE", "/access/shared")
    assert said(gone) == (200, "text/plain", "You has removed client shared from your list of clients")
    assert bob.find("shared") is None
    for path in ("/access/shared", f"/access/{made['id']}"):
        assert said(bob.ask("DELETE", path))[::2] == (403, "")


def test_access_refuses(ann: Person, bob: Person) -> None:
    ann.make("gone")
    token = ann.admin_token("gone")
    assert ann.ask("DELETE", "/client/gone").status_code == 200
    head, body, signature = token.split(".")
    forged = f"{head}.{body}.{signature[::-1]}"
    for bad in ("nonsense", forged, token):
        answer = bob.ask("POST", "/access", json={"adminToken": bad})
        assert said(answer) == (409, "text/plain", '{"errorMessage":"invalid token"}')
    empty = bob.ask("POST", "/access", json={"adminToken": ""})
    assert said(empty)[::2] == (400, "no administration token given")
    assert bob.ask("POST", "/access", json={}).status_code == 500
    assert bob.ask("POST", "/access", json={"adminToken": bob.cookie}).status_code == 500
    assert Person(bob.url, bob.realm, None).ask("POST", "/access", json={"adminToken": token}).status_code == 403


def test_a_second_link_breaks_the_server(ann: Person, bob: Person) -> None:
    ann.make("twice")
    token = ann.admin_token("twice")
    for _time in range(2):
        assert bob.ask("POST", "/access", json={"adminToken": token}).status_code == 200
    assert bob.ask("GET", "/client/twice").status_code == 500
    assert [client["clientId"] for client in bob.clients()] == ["twice", "twice"]
    assert bob.ask("DELETE", "/access/twice").status_code == 200
    assert bob.clients() == []


def test_the_last_link_leaves_an_orphan(world: World, realm: str, ann: Person, bob: Person) -> None:
    ann.make("orphan")
    token = ann.admin_token("orphan")
    assert ann.ask("DELETE", "/access/orphan").status_code == 200
    assert len(in_realm(world, realm, "orphan")) == 1
    assert ann.ask("POST", "/create", json={"clientId": "orphan"}).status_code == 409
    assert bob.ask("POST", "/access", json={"adminToken": token}).status_code == 200
    assert bob.find("orphan")
    assert bob.ask("DELETE", "/client/orphan").status_code == 200


def test_what_an_administrator_removes_leaves_the_list(world: World, realm: str, ann: Person) -> None:
    made = ann.make("removed")
    world.admin.send("DELETE", f"/admin/realms/{realm}/clients/{made['id']}")
    assert ann.find("removed") is None
    assert ann.ask("GET", "/client/removed").status_code == 403


def test_text_must_be_accepted(ann: Person) -> None:
    """As on Keycloak 20: newer ones don't mind, but the modules have to know."""
    only = "application/json"
    ann.make("worded")
    assert ann.ask("POST", "/create", accept=only, json={"clientId": "unworded"}).status_code == 406
    assert ann.ask("DELETE", "/client/worded", accept=only).status_code == 406
    assert ann.find("worded") and not ann.find("unworded")
    assert ann.ask("PUT", "/create", json={"clientId": "c"}).status_code == 405
    assert ann.ask("POST", "/create", data="clientId=c", headers={"Content-Type": "text/plain"}).status_code == 415
    assert ann.ask("GET", "/nothing").status_code == 404
