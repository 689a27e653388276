# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_user_rolemapping on a real server."""

from __future__ import annotations

from ansible_collections.iamops.keycloak.tests.integration.harness.mappings import MappingProof

USER = {"user": ("users", "username", "ann")}
CLIENT = {"client": ("clients", "clientId", "shop")}


class TestOfAUser(MappingProof):
    """Roles of the realm, of a user."""

    module = "keycloak_user_rolemapping"
    owner = {"target_username": "Ann"}
    at = "users/{user}/role-mappings/realm"
    places = USER
    nobody = {"target_username": "nobody"}

    def test_proposed_are_the_roles_asked(self) -> None:
        self.make("alpha")
        role = self.world.admin.get(f"/admin/realms/{self.name}/roles/gamma")
        ran = self.run(self.given("gamma"))
        assert ran.result["proposed"] == [{"id": role["id"], "name": "gamma"}]

    def test_an_empty_client_is_not_the_realm(self) -> None:
        for name in ("client_id", "cid"):
            for state in ("present", "absent"):
                ran = self.run(self.given("gamma", state=state, **{name: ""}))
                assert f"{name}: must not be empty" in ran.result["msg"]
                assert not ran.writes

    def test_by_id(self) -> None:
        user = self.path.split("/")[5]
        self.turn(self.given("gamma", target_username=None, uid=user), ["gamma"], ["POST"])


class TestOfAUserAndAClient(MappingProof):
    """Roles of a client, of a user."""

    module = "keycloak_user_rolemapping"
    owner = {"target_username": "ann", "client_id": "shop"}
    at = "users/{user}/role-mappings/clients/{client}"
    places = {**USER, **CLIENT}
    reads = 3
    played = False
    nobody = {"client_id": "nobody"}


class TestOfAServiceAccount(MappingProof):
    """Roles of a client, of the service account of another."""

    module = "keycloak_user_rolemapping"
    owner = {"service_account_user_client_id": "kiosk", "client_id": "shop"}
    at = "users/{user}/role-mappings/clients/{client}"
    places = {"user": ("users?username=service-account-kiosk", "username", "service-account-kiosk"), **CLIENT}
    reads = 4
    played = False
    nobody = {"service_account_user_client_id": "nobody"}

    def test_a_client_without_a_service_account(self) -> None:
        ran = self.run(self.given("gamma", service_account_user_client_id="open"))
        assert ran.failed
        assert "there is no client 'open' with a service account" in ran.result["msg"]
