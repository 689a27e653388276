# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_scope_mapping_info on a real server: what is in the scope of clients and client scopes."""

from __future__ import annotations

import pathlib
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_scope_mapping_info"


def names(items: list[dict[str, Any]]) -> list[str]:
    """Return names in their order."""
    return sorted(item["name"] for item in items)


ALL = ["assigned", "available", "effective", "mappings"]
OWNERS = [
    ({"client_id": "kiosk"}, "clients", "clientId"),
    ({"client_scope": "sales"}, "client-scopes", "name"),
    ({"client_template": "sales"}, "client-templates", "name"),
]


@pytest.mark.parametrize("client", [None, "shop"])
@pytest.mark.parametrize(("owner", "place", "field"), OWNERS)
def test_what_is_in_the_scope(
    world: World, realm_with_roles: str, info: Any, owner: dict[str, str], place: str, field: str, client: str | None
) -> None:
    top, called = f"/admin/realms/{realm_with_roles}", next(iter(owner.values()))
    one = next(item["id"] for item in world.admin.get(f"{top}/{place}") if item[field] == called)
    shop = world.admin.get(f"{top}/clients?clientId=shop")[0]["id"]
    for sort in ("realm", f"clients/{shop}"):
        # what tests of other modules have left there
        held = world.admin.get(f"{top}/{place}/{one}/scope-mappings/{sort}")
        world.admin.send("DELETE", f"{top}/{place}/{one}/scope-mappings/{sort}", held)
    at = f"{top}/{place}/{one}/scope-mappings/" + (f"clients/{shop}" if client else "realm")
    whole = next(role for role in world.admin.get(f"{at}/available") if role["name"] == "whole")
    world.admin.send("POST", at, [whole])
    try:
        read = info(**owner, role_owner_client_id=client, include=ALL)
        assert names(read["assigned"]) == ["whole"]
        assert {"alpha", "part"} <= set(names(read["available"]))
        assert {"whole", "part"} <= set(names(read["effective"]))
        mapped = read["mappings"]
        listed = mapped["clientMappings"]["shop"]["mappings"] if client else mapped["realmMappings"]
        assert names(listed) == ["whole"]
    finally:
        world.admin.send("DELETE", at, [whole])
    assert info(**owner, include=ALL)["mappings"] == {}


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({}, "one of the following is required: client_id, client_scope, client_template"),
        ({"client_id": "shop", "client_scope": "sales"}, "mutually exclusive"),
        ({"client_id": "nosuch"}, "client_id: there is no client 'nosuch'"),
        ({"client_scope": "nosuch"}, "client_scope: there is no client scope 'nosuch'"),
        ({"client_template": "nosuch"}, "client_template: there is no client template 'nosuch'"),
        ({"client_id": "shop", "role_owner_client_id": "nosuch"}, "role_owner_client_id: there is no client"),
    ],
)
def test_refused(world: World, realm_with_roles: str, options: dict[str, Any], says: str) -> None:
    ran = world.run(MODULE, {"realm": realm_with_roles, **options})
    assert ran.failed
    assert says in ran.result["msg"]


def test_both_ways(world: World, realm_with_roles: str, tmp_path: pathlib.Path) -> None:
    here = {"realm": realm_with_roles}
    steps = {
        "read": {**here, "client_id": "kiosk", "include": ["effective"]},
        "refuse": {**here, "client_id": "nobody"},
    }
    _played, results = both(world, tmp_path, MODULE, steps)
    for worker, process in results.values():
        assert worker == process
    assert (results["read"][0]["failed"], results["refuse"][0]["failed"]) == (False, True)
