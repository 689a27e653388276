# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_role_info on a real server: roles of realms and clients, what they hold, and who has them."""

from __future__ import annotations

import pathlib
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_role_info"


def names(items: list[dict[str, Any]]) -> list[str]:
    """Return names in their order."""
    return sorted(item["name"] for item in items)


@pytest.fixture(scope="module")
def mapped(world: World, realm_with_roles: str) -> Any:
    """Map the role of the realm and that of the client to a user and a group, and have them hold one of each."""
    top, admin = f"/admin/realms/{realm_with_roles}", world.admin
    shop = admin.get(f"{top}/clients?clientId=shop")[0]["id"]
    user = admin.get(f"{top}/users?username=ann")[0]["id"]
    group = admin.get(f"{top}/groups?search=staff&exact=true")[0]["id"]
    places = {"realm": f"{top}/roles", f"clients/{shop}": f"{top}/clients/{shop}/roles"}
    gamma = [admin.get(f"{path}/gamma") for path in places.values()]
    writes = [(f"{path}/whole/composites", gamma) for path in places.values()]
    for owner in (f"{top}/users/{user}", f"{top}/groups/{group}"):
        writes += [(f"{owner}/role-mappings/{rest}", [admin.get(f"{path}/whole")]) for rest, path in places.items()]
    for path, roles in writes:
        admin.send("POST", path, roles)
    yield {"shop": shop, "ids": [admin.get(f"{path}/whole")["id"] for path in places.values()]}
    for path, roles in writes:
        admin.send("DELETE", path, roles)


ALL = ["composites", "realm_composites", "client_composites", "users", "groups"]


@pytest.mark.parametrize("client", [None, "shop"])
def test_one_by_its_name_and_its_id(info: Any, mapped: Any, client: str | None) -> None:
    more = {"include": ALL, "composites_client_id": "shop"}
    read = info(name="whole", client_id=client, **more)
    (role,) = read["roles"]
    assert read["exists"]
    assert role["clientRole"] == bool(client)
    assert names(role["composites"]) == ["gamma", "gamma", "part"]
    assert names(role["realm_composites"]) == (["gamma"] if client else ["gamma", "part"])
    assert names(role["client_composites"]) == (["gamma", "part"] if client else ["gamma"])
    assert [user["username"] for user in role["users"]] == ["ann"]
    assert names(role["groups"]) == ["staff"]
    (by_id,) = info(id=mapped["ids"][bool(client)], **more)["roles"]
    assert {**by_id, "composites": None} == {**role, "composites": None}
    assert names(by_id["composites"]) == names(role["composites"])


def test_many(world: World, realm_with_roles: str, info: Any) -> None:
    top = f"/admin/realms/{realm_with_roles}"
    assert names(info()["roles"]) == names(world.admin.get(f"{top}/roles"))
    assert names(info(client_id="shop")["roles"]) == ["alpha", "beta/1; ö", "gamma", "part", "whole"]
    assert names(info(client_id="shop", search="eta/1")["roles"]) == ["beta/1; ö"]
    assert names(info(search="whol")["roles"]) == ["whole"]
    assert info(client_id="shop", name="beta/1; ö")["roles"][0]["attributes"] == {}


@pytest.mark.parametrize("options", [{"name": "nosuch"}, {"id": "nosuch"}, {"client_id": "shop", "name": "nosuch"}])
def test_none(info: Any, options: dict[str, str]) -> None:
    read = info(**options, include=["users"])
    assert (read["roles"], read["exists"]) == ([], False)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"name": "a", "id": "b"}, "mutually exclusive"),
        ({"id": "b", "client_id": "shop"}, "mutually exclusive"),
        ({"client_id": "nosuch"}, "client_id: there is no client 'nosuch'"),
        ({"include": ["users"]}, "can only be read of one role"),
        ({"name": "whole", "include": ["client_composites"]}, "composites_client_id: is needed"),
        (
            {"name": "whole", "include": ["client_composites"], "composites_client_id": "nosuch"},
            "composites_client_id: there is no client",
        ),
        ({"name": ".."}, "must be a name other than"),
    ],
)
def test_refused(world: World, realm_with_roles: str, options: dict[str, Any], says: str) -> None:
    ran = world.run(MODULE, {"realm": realm_with_roles, **options})
    assert ran.failed
    assert says in ran.result["msg"]


def test_both_ways(world: World, realm_with_roles: str, tmp_path: pathlib.Path) -> None:
    here = {"realm": realm_with_roles}
    steps = {"read": {**here, "name": "whole", "include": ["composites"]}, "refuse": {**here, "client_id": "nosuch"}}
    _played, results = both(world, tmp_path, MODULE, steps)
    for worker, process in results.values():
        assert worker == process
    assert (results["read"][0]["failed"], results["refuse"][0]["failed"]) == (False, True)
