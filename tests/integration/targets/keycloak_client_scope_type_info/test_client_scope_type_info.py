# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_client_scope_type_info on a real server: of a client, and of the new ones of a realm."""

from __future__ import annotations

import pathlib
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_client_scope_type_info"


def names(items: list[dict[str, Any]]) -> list[str]:
    """Return names in their order."""
    return sorted(item["name"] for item in items)


@pytest.mark.parametrize("client", [None, "shop"])
def test_types(world: World, realm_with_roles: str, info: Any, client: str | None) -> None:
    top = f"/admin/realms/{realm_with_roles}"
    at = f"{top}/default-"
    if client:
        at = f"{top}/clients/{world.admin.get(f'{top}/clients?clientId=shop')[0]['id']}/"
    read = info(client_id=client)
    for word in ("default", "optional"):
        assert names(read[f"{word}_client_scopes"]) == names(world.admin.get(f"{at}{word}-client-scopes"))
        assert read[f"{word}_client_scopes"]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"client_id": "nosuch"}, "client_id: there is no client 'nosuch'"),
        ({"client": "shop"}, "client"),
    ],
)
def test_refused(world: World, realm_with_roles: str, options: dict[str, Any], says: str) -> None:
    ran = world.run(MODULE, {"realm": realm_with_roles, **options})
    assert ran.failed
    assert says in ran.result["msg"]


def test_both_ways(world: World, realm_with_roles: str, tmp_path: pathlib.Path) -> None:
    here = {"realm": realm_with_roles}
    steps = {"read": {**here, "client_id": "shop"}, "refuse": {**here, "client_id": "nobody"}}
    _played, results = both(world, tmp_path, MODULE, steps)
    for worker, process in results.values():
        assert worker == process
    assert (results["read"][0]["failed"], results["refuse"][0]["failed"]) == (False, True)
