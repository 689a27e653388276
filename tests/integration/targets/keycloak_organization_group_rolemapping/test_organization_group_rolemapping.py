# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_organization_group_rolemapping on a real server."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.mappings import MappingProof
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World


@pytest.fixture(autouse=True, scope="module")
def organization(world: World, realm_with_roles: str) -> None:
    """An organization with a group below another."""
    admin, base = world.admin, f"/admin/realms/{realm_with_roles}"
    admin.send("PUT", base, {"organizationsEnabled": True})
    admin.send("POST", f"{base}/organizations", {"name": "staff"})
    place = f"{base}/organizations/{admin.get(f'{base}/organizations')[0]['id']}/groups"
    home = admin.send("POST", place, {"name": "home"}).json()["id"]
    admin.send("POST", f"{place}/{home}/children", {"name": "night shift"})


PLACES: dict[str, Any] = {
    "org": ("organizations", "name", "staff"),
    "top": ("organizations/{org}/groups", "name", "home"),
    "group": ("organizations/{org}/groups/{top}/children", "name", "night shift"),
}
OWNER = {"organization": "staff", "group_name": "night shift", "parents": [{"name": "home"}]}
NOBODY = {"group_name": "nobody", "parents": None}


class TestOfTheRealm(MappingProof):
    """Roles of the realm."""

    module = "keycloak_organization_group_rolemapping"
    owner = OWNER
    at = "organizations/{org}/groups/{group}/role-mappings/realm"
    places = PLACES
    reads = 4
    nobody = NOBODY

    def test_by_id(self) -> None:
        group = self.path.split("/")[7]
        self.turn(self.given("gamma", group_name=None, parents=None, gid=group), ["gamma"], ["POST"])


class TestOfAClient(MappingProof):
    """Roles of a client."""

    module = "keycloak_organization_group_rolemapping"
    owner = {**OWNER, "client_id": "shop"}
    at = "organizations/{org}/groups/{group}/role-mappings/clients/{client}"
    places = {**PLACES, "client": ("clients?clientId=shop", "clientId", "shop")}
    reads = 5
    nobody = NOBODY
    played = False
