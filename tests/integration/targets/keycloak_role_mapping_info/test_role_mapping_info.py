# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_role_mapping_info on a real server: what users and groups have, could have, and have in effect."""

from __future__ import annotations

import pathlib
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_role_mapping_info"


def names(items: list[dict[str, Any]]) -> list[str]:
    """Return names in their order."""
    return sorted(item["name"] for item in items)


ALL = ["assigned", "available", "effective", "mappings"]
OWNERS = [
    ({"target_username": "ann"}, "users?username=ann"),
    ({"service_account_user_client_id": "kiosk"}, "users?username=service-account-kiosk&exact=true"),
    ({"group_name": "staff"}, "groups?search=staff&exact=true"),
    ({"group_name": "night shift", "parents": [{"name": "staff"}]}, "groups?search=night&populateHierarchy=false"),
]


@pytest.mark.parametrize("client", [None, "shop"])
@pytest.mark.parametrize(("owner", "where"), OWNERS)
def test_what_is_mapped(
    world: World, realm_with_roles: str, info: Any, owner: dict[str, Any], where: str, client: str | None
) -> None:
    top = f"/admin/realms/{realm_with_roles}"
    one = world.admin.get(f"{top}/{where}")[0]["id"]
    shop = world.admin.get(f"{top}/clients?clientId=shop")[0]["id"]
    at = f"{top}/{where.partition('?')[0]}/{one}/role-mappings/" + (f"clients/{shop}" if client else "realm")
    had = world.admin.get(at)
    whole = next(role for role in world.admin.get(f"{at}/available") if role["name"] == "whole")
    world.admin.send("POST", at, [whole])
    try:
        read = info(**owner, client_id=client, include=ALL)
        assert names(read["assigned"]) == sorted([*names(had), "whole"])
        assert names(read["available"]) == names(world.admin.get(f"{at}/available"))
        assert "alpha" in names(read["available"])
        assert {"whole", "part"} <= set(names(read["effective"]))
        mapped = read["mappings"]
        listed = mapped["clientMappings"]["shop"]["mappings"] if client else mapped["realmMappings"]
        assert "whole" in names(listed)
        assert "mappings" not in info(**owner, client_id=client)
        by_id = {"uid": one} if "/users/" in at else {"gid": one}
        whose = {"cid": shop} if client else {}
        assert info(**by_id, **whose, include=["assigned"])["assigned"] == read["assigned"]
    finally:
        world.admin.send("DELETE", at, [whole])


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({}, "one of the following is required: uid, target_username"),
        ({"target_username": "ann", "group_name": "staff"}, "mutually exclusive"),
        ({"target_username": "nobody"}, "target_username: there is no user 'nobody'"),
        ({"service_account_user_client_id": "shop"}, "no client 'shop' with a service account"),
        ({"group_name": "nobody"}, "group_name: there is no group '/nobody'"),
        ({"target_username": "ann", "client_id": "nosuch"}, "client_id: there is no client 'nosuch'"),
        ({"target_username": "ann", "include": ["all"]}, "include must be one or more of"),
    ],
)
def test_refused(world: World, realm_with_roles: str, options: dict[str, Any], says: str) -> None:
    ran = world.run(MODULE, {"realm": realm_with_roles, **options})
    assert ran.failed
    assert says in ran.result["msg"]


def test_both_ways(world: World, realm_with_roles: str, tmp_path: pathlib.Path) -> None:
    here = {"realm": realm_with_roles}
    steps = {
        "read": {**here, "target_username": "ann", "include": ["effective"]},
        "refuse": {**here, "target_username": "nobody"},
    }
    _played, results = both(world, tmp_path, MODULE, steps)
    for worker, process in results.values():
        assert worker == process
    assert (results["read"][0]["failed"], results["refuse"][0]["failed"]) == (False, True)
