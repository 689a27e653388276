# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_client_rolemapping on a real server."""

from __future__ import annotations

from ansible_collections.iamops.keycloak.tests.integration.harness.mappings import MappingProof


class TestOfAGroup(MappingProof):
    """Roles of a client, of a group at the top."""

    module = "keycloak_client_rolemapping"
    owner = {"group_name": "staff", "client_id": "shop"}
    at = "groups/{group}/role-mappings/clients/{client}"
    places = {"group": ("groups", "name", "staff"), "client": ("clients", "clientId", "shop")}
    reads = 3
    nobody = {"group_name": "nobody"}

    def test_by_ids(self) -> None:
        parts = self.path.split("/")
        options = self.given("gamma", group_name=None, client_id=None, gid=parts[5], cid=parts[8])
        self.turn(options, ["gamma"], ["POST"])

    def test_a_client_is_needed(self) -> None:
        ran = self.run(self.given("gamma", client_id=None))
        assert (ran.failed, ran.result["msg"]) == (True, "client_id: is needed, or cid")
