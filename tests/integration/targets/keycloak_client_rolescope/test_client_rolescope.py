# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_client_rolescope on a real server."""

from __future__ import annotations

from ansible_collections.iamops.keycloak.tests.integration.harness.mappings import MappingProof

CLIENT = {"target": ("clients", "clientId", "kiosk")}


class TestRolesOfTheRealm(MappingProof):
    """Roles of the realm in the scope of a client."""

    module = "keycloak_client_rolescope"
    owner = {"client_id": "kiosk"}
    option = "role_names"
    at = "clients/{target}/scope-mappings/realm"
    places = CLIENT
    nobody = {"client_id": "nobody"}

    def test_full_scope(self) -> None:
        ran = self.run(self.given("gamma", client_id="open"))
        assert (ran.failed, ran.writes) == (True, [])
        assert f"FullScopeAllowed is active for Client '{self.name}.open'" in ran.result["msg"]
        taken = self.run(self.given("gamma", client_id="open", state="absent"))
        assert (taken.failed, taken.changed) == (False, False)


class TestRolesOfAClient(MappingProof):
    """Roles of a client in the scope of another, by the names of one peer's options."""

    module = "keycloak_client_rolescope"
    owner = {"target_client_id": "kiosk", "role_owner_client_id": "shop"}
    option = "role_names"
    at = "clients/{target}/scope-mappings/clients/{client}"
    places = {**CLIENT, "client": ("clients", "clientId", "shop")}
    reads = 3
    played = False
    nobody = {"role_owner_client_id": "nobody"}

    def test_the_other_peers_names(self) -> None:
        other = {"client_id": "kiosk", "client_scope_id": "shop", "target_client_id": None}
        self.turn(self.given("gamma", role_owner_client_id=None, **other), ["gamma"], ["POST"])
