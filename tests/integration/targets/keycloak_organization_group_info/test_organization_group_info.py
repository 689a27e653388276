# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_organization_group_info on a real server."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World

MODULE = "keycloak_organization_group_info"


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with an organization of twelve groups, one of which has everything."""
    name = f"group-info-{secrets.token_hex(3)}"
    admin, base = world.admin, f"/admin/realms/{name}"
    admin.make_realm(name, organizationsEnabled=True)
    admin.send("POST", f"{base}/organizations", {"name": "Staff of x", "alias": "staff"})
    place = f"{base}/organizations/{admin.get(f'{base}/organizations')[0]['id']}"
    for number in range(12):
        body = {"name": f"group {number:02}", "attributes": {"n": [str(number)]}}
        made = admin.send("POST", f"{place}/groups", body).json()["id"]
    for number in range(11):
        admin.send("POST", f"{place}/groups/{made}/children", {"name": f"below {number:02}"})
    admin.send("POST", f"{base}/users", {"username": "ann", "enabled": True})
    user = admin.get(f"{base}/users")[0]["id"]
    admin.send("POST", f"{place}/members", user)
    admin.send("PUT", f"{place}/groups/{made}/members/{user}")
    client = admin.get(f"{base}/clients?clientId=account")[0]["id"]
    for owner, roles, role in (
        ("realm", f"{base}/roles", f"default-roles-{name}"),
        (f"clients/{client}", f"{base}/clients/{client}/roles", "manage-account"),
    ):
        admin.send("POST", f"{place}/groups/{made}/role-mappings/{owner}", [admin.get(f"{roles}/{role}")])
    yield name
    admin.remove_realm(name)


def read(world: World, realm: str, **options: Any) -> list[dict[str, Any]]:
    """Read groups, and see that nothing is written."""
    ran = world.run(MODULE, {"realm": realm, "organization": "Staff of x", **options}, check=True)
    assert not ran.failed, ran.result["msg"]
    assert (ran.writes, ran.changed) == ([], False)
    assert ran.result["exists"] == bool(ran.result["groups"])
    return ran.result["groups"]


def test_groups(world: World, realm: str) -> None:
    assert len(read(world, realm)) == 12
    assert len(read(world, realm, organization="staff", search="below")) == 11
    assert [one["path"] for one in read(world, realm, first=3, max=2)] == ["/group 03", "/group 04"]
    (one,) = read(world, realm, path="/group 11/below 03")
    assert one["path"] == "/group 11/below 03"
    assert read(world, realm, id=one["id"]) == [one]
    assert [found["id"] for found in read(world, realm, search="below 03", exact=True)] == [one["id"]]
    assert [found["name"] for found in read(world, realm, attributes={"n": "7"})] == ["group 07"]
    for options in ({"id": "nosuch"}, {"path": "/group 11/nosuch"}, {"search": "nosuch"}, {"max": 0}):
        assert read(world, realm, **options) == []


def test_what_belongs_to_one(world: World, realm: str) -> None:
    names = {
        "available_client_roles", "available_roles", "children", "client_roles", "effective_client_roles",
        "effective_roles", "members", "realm_roles", "role_mappings",
    }  # fmt: skip
    (one,) = read(world, realm, path="group 11", client_id="account", include=sorted(names))
    assert (len(one["children"]), [user["username"] for user in one["members"]]) == (11, ["ann"])
    found = {name: {role["name"] for role in one[name]} for name in names if name.endswith("_roles")}
    assert found["realm_roles"] == {f"default-roles-{realm}"}
    assert "offline_access" in found["effective_roles"] - found["realm_roles"]
    assert f"default-roles-{realm}" not in found["available_roles"]
    assert found["client_roles"] == {"manage-account"}
    assert "manage-account-links" in found["effective_client_roles"] - found["client_roles"]
    assert "manage-account" not in found["available_client_roles"]
    assert set(one["role_mappings"]) == {"realmMappings", "clientMappings"}


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({}, "missing required arguments: organization"),
        ({"organization": "nosuch"}, "organization: there is no organization 'nosuch'"),
        ({"organization": "staff", "id": "a", "path": "b"}, "mutually exclusive: id|path|search"),
        ({"organization": "staff", "include": ["client_roles"]}, "client_id: is needed for client_roles"),
        ({"organization": "staff", "include": ["client_roles"], "client_id": "nosuch"}, "there is no client 'nosuch'"),
        ({"organization": "staff", "search": "a", "attributes": {"a": "b"}}, "can't be given together with search"),
    ],
)
def test_refused(world: World, realm: str, options: dict[str, Any], says: str) -> None:
    ran = world.run(MODULE, {"realm": realm, **options})
    assert ran.failed
    assert says in ran.result["msg"]
