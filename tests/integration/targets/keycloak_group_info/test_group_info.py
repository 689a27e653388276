# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_group_info on a real server: one group and what belongs to it, a search, and how many there are."""

from __future__ import annotations

import pathlib
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.version import older
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_group_info"


def names(items: list[dict[str, Any]]) -> list[str]:
    """Return names in their order."""
    return sorted(item["name"] for item in items)


@pytest.fixture(scope="module")
def peopled(world: World, realm_with_roles: str) -> Any:
    """Put the user into both groups, and more than a page of groups below the one."""
    top, admin = f"/admin/realms/{realm_with_roles}", world.admin
    user = admin.get(f"{top}/users?username=ann")[0]["id"]
    found = admin.get(f"{top}/groups?search=s&populateHierarchy=false&briefRepresentation=false")
    groups = {group["name"]: group["id"] for group in found}
    for ident in groups.values():
        admin.send("PUT", f"{top}/users/{user}/groups/{ident}")
    for number in range(12):
        body = {"name": f"team {number}", "attributes": {"floor": [str(number)]}}
        admin.send("POST", f"{top}/groups/{groups['night shift']}/children", body)
    yield groups
    for ident in groups.values():
        admin.send("DELETE", f"{top}/users/{user}/groups/{ident}")
    for child in admin.get(f"{top}/groups/{groups['night shift']}/children?max=100"):
        admin.send("DELETE", f"{top}/groups/{child['id']}")


def test_one_by_its_path_and_its_id(info: Any, peopled: dict[str, str]) -> None:
    for path in ("/staff/night shift", "staff/night shift"):
        (group,) = info(path=path, include=["members", "children"])["groups"]
        assert (group["name"], group["id"]) == ("night shift", peopled["night shift"])
        assert names(group["children"]) == sorted(f"team {number}" for number in range(12))
        assert [user["username"] for user in group["members"]] == ["ann"]
    (by_id,) = info(id=peopled["night shift"], include=["members", "children"])["groups"]
    assert {**by_id, "access": None} == {**group, "access": None}
    assert "members" not in info(path="/staff")["groups"][0]


def test_many(info: Any, peopled: dict[str, str]) -> None:
    assert names(info()["groups"]) == ["staff"]
    read = info(search="team 1")
    assert (names(read["groups"]), read["count"]) == (["team 1", "team 10", "team 11"], 3)
    assert names(info(search="team 1", exact=True)["groups"]) == ["team 1"]
    assert info(search="team 1", exact=True)["groups"][0]["attributes"] == {"floor": ["1"]}
    if not older("20"):
        assert names(info(query="floor:7")["groups"]) == ["team 7"]
    assert names(info(search="s", top_only=True)["groups"]) == ["staff"]


def test_how_many(info: Any, peopled: dict[str, str]) -> None:
    counts = [info(only_count=True, **more)["count"] for more in ({}, {"top_only": True}, {"search": "team"})]
    assert counts == [14, 1, 12]
    counts = [info(only_count=True, search="team 1", **more)["count"] for more in ({"exact": True}, {"top_only": True})]
    assert counts == [1, 0]


@pytest.mark.parametrize("options", [{"path": "/nosuch"}, {"id": "nosuch"}, {"search": "nosuch"}])
def test_none(info: Any, options: dict[str, str]) -> None:
    read = info(**options)
    assert (read["groups"], read["exists"], read["count"]) == ([], False, 0)


@pytest.mark.skipif(not older("20"), reason="the server knows queries")
def test_a_query_that_an_older_server_does_not_know_is_refused(world: World, realm_with_roles: str) -> None:
    ran = world.run(MODULE, {"realm": realm_with_roles, "query": "floor:7"})
    assert "query: needs a server of version 20" in ran.result["msg"]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"path": "/staff", "id": "x"}, "mutually exclusive"),
        ({"include": ["members"]}, "can only be read of one group"),
        ({"exact": True}, "search: is needed"),
        ({"search": "staff", "query": "floor:7"}, "mutually exclusive"),
        ({"only_count": True, "path": "/staff"}, "only_count: goes with search, exact and top_only alone"),
        ({"id": ".."}, "must be a name other than"),
    ],
)
def test_refused(world: World, realm_with_roles: str, options: dict[str, Any], says: str) -> None:
    ran = world.run(MODULE, {"realm": realm_with_roles, **options})
    assert ran.failed
    assert says in ran.result["msg"]


def test_both_ways(world: World, realm_with_roles: str, tmp_path: pathlib.Path) -> None:
    here = {"realm": realm_with_roles}
    steps = {"read": {**here, "path": "/staff", "include": ["members", "children"]}, "refuse": {**here, "exact": True}}
    _played, results = both(world, tmp_path, MODULE, steps)
    for worker, process in results.values():
        assert worker == process
    assert (results["read"][0]["failed"], results["refuse"][0]["failed"]) == (False, True)
