# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_realm_rolemapping on a real server."""

from __future__ import annotations

from ansible_collections.iamops.keycloak.tests.integration.harness.mappings import MappingProof
from ansible_collections.iamops.keycloak.tests.integration.harness.version import older


class TestOfAGroup(MappingProof):
    """Roles of the realm, of a group below another."""

    module = "keycloak_realm_rolemapping"
    owner = {"group_name": "night shift", "parents": [{"name": "staff"}]}
    at = "groups/{group}/role-mappings/realm"
    places = {"top": ("groups", "name", "staff"), "group": ("groups/{top}/children", "name", "night shift")}
    reads = 4 if older("23") else 3
    nobody = {"group_name": "nobody", "parents": None}
    names_alone = True

    def test_by_ids(self) -> None:
        group = self.path.split("/")[5]
        options = self.given("gamma", group_name=None, parents=None, gid=group)
        self.turn(options, ["gamma"], ["POST"])
        top = self.world.admin.get(f"/admin/realms/{self.name}/groups")[0]["id"]
        by_id = self.given("gamma", parents=[{"id": top}], roles_behavior="exact")
        self.turn(by_id, ["gamma"], [])

    def test_messages(self) -> None:
        group = self.path.split("/")[5]
        rows = [
            (self.given("gamma"), f"Realm roles ['gamma'] assigned to groupId {group}."),
            (self.given("gamma"), "Nothing to do, roles ['gamma'] are mapped with group staff/night shift."),
            (self.given("gamma", state="absent"), f"Realm roles ['gamma'] removed from groupId {group}."),
            (self.given("gamma", state="absent"), "Nothing to do, roles ['gamma'] are not mapped with group"),
            (self.given(roles=None), "Nothing to do (no roles specified)."),
        ]
        for options, says in rows:
            assert self.run(options).result["msg"].startswith(says)
