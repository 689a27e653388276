# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_client_scope_evaluation_info on a real server: what a client would get, and no token issued."""

from __future__ import annotations

import pathlib
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.key_pairs import pair
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_client_scope_evaluation_info"
SAML = {"saml.signing.certificate": pair("saml").inner, "saml.client.signature": "false"}


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with clients, a role and a user."""
    name = f"evaluation-{secrets.token_hex(3)}"
    place = f"/admin/realms/{name}"
    world.admin.make_realm(name)
    for client in (
        {"id": f"{name}-shop", "clientId": "shop/1", "fullScopeAllowed": False},
        {"clientId": "wiki", "protocol": "saml", "attributes": SAML},
    ):
        world.admin.send("POST", f"{place}/clients", client)
    world.admin.send("POST", f"{place}/clients/{name}-shop/roles", {"name": "buyer"})
    person = {"username": "ann", "enabled": True, "firstName": "Ann", "lastName": "Other", "email": "ann@example.com"}
    world.admin.send("POST", f"{place}/users", person)
    yield name
    world.admin.remove_realm(name)


def evaluated(world: World, realm: str, *include: str, **options: Any) -> Any:
    asked = {"realm": realm, "client_id": "shop/1", **({"include": list(include)} if include else {}), **options}
    check, run = (world.run(MODULE, asked, check=check) for check in (True, False))
    assert not run.failed, run.result["msg"]
    assert not run.changed
    assert sorted(check.result["evaluation"]) == sorted(run.result["evaluation"])
    return run.result["evaluation"]


def test_mappers_in_effect(world: World, realm: str) -> None:
    usual = {one["containerName"] for one in evaluated(world, realm)["protocol_mappers"]}
    more = {one["containerName"] for one in evaluated(world, realm, scope=["openid", "phone"])["protocol_mappers"]}
    assert "profile" in usual
    assert more - usual == {"phone"}


def test_roles(world: World, realm: str) -> None:
    roles = evaluated(world, realm, "granted_roles", "not_granted_roles", roles_of=["shop/1", "account"])
    names = {
        (facet, owner): {role["name"] for role in listed}
        for facet, owners in roles.items()
        for owner, listed in owners.items()
    }
    # a client has its own roles in its scope, and without the full scope no others
    assert names["granted_roles", "shop/1"] == {"buyer"}
    assert names["granted_roles", "realm"] == set()
    assert "offline_access" in names["not_granted_roles", "realm"]
    assert "view-profile" in names["not_granted_roles", "account"]


def test_tokens_of_a_user(world: World, realm: str) -> None:
    user = world.admin.get(f"/admin/realms/{realm}/users?username=ann")[0]["id"]
    for who in ({"user": "ann"}, {"user_id": user}):
        found = evaluated(world, realm, "access_token", "id_token", "userinfo", scope=["openid"], **who)
        assert found["access_token"]["azp"] == found["id_token"]["aud"] == "shop/1"
        assert found["userinfo"]["sub"] == found["id_token"]["sub"] == user
        assert found["id_token"]["preferred_username"] == found["userinfo"]["preferred_username"] == "ann"
    assert evaluated(world, realm, "access_token", user="ann", audience="account")
    assert world.admin.get(f"/admin/realms/{realm}/users/{user}/sessions") == []


@pytest.mark.since("26")
def test_a_saml_response(world: World, realm: str) -> None:
    found = evaluated(world, realm, "saml_response", client_id="wiki", user="ann")
    assert found["saml_response"].startswith("<samlp:Response")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"client_id": None}, "one of the following is required: id, client_id"),
        ({"client_id": "nosuch"}, "client_id: Client does not exist nosuch"),
        ({"include": ["id_token"]}, "user: or user_id is needed: id_token is that of a user"),
        ({"include": ["id_token"], "user": "bob"}, "user: there is no user 'bob'"),
        ({"include": ["id_token"], "user_id": "nosuch"}, "user_id: there is no user 'nosuch'"),
        ({"include": ["granted_roles"], "roles_of": ["nosuch"]}, "roles_of: there is no client 'nosuch'"),
        ({"include": ["granted_roles"], "roles_of": ["realm"]}, "stands for the realm itself"),
        ({"include": ["everything"]}, "include must be one or more of: access_token"),
    ],
)
def test_refused(world: World, realm: str, options: dict[str, Any], says: str) -> None:
    ran = world.run(MODULE, {"realm": realm, "client_id": "shop/1", **options})
    assert ran.failed
    assert says in ran.result["msg"]


def test_both_ways(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    shop = {"realm": realm, "client_id": "shop/1", "include": ["userinfo", "granted_roles"], "user": "ann"}
    _played, results = both(world, tmp_path, MODULE, {"read": shop, "refuse": {**shop, "user": "bob"}})
    for worker, process in results.values():
        assert worker == process
    assert results["read"][0]["evaluation"]["userinfo"]["preferred_username"] == "ann"
