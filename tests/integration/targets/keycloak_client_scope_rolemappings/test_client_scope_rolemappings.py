# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_client_scope_rolemappings on a real server."""

from __future__ import annotations

from ansible_collections.iamops.keycloak.tests.integration.harness.mappings import MappingProof

SCOPE = {"scope": ("client-scopes", "name", "sales")}


class TestRolesOfTheRealm(MappingProof):
    """Roles of the realm of a client scope."""

    module = "keycloak_client_scope_rolemappings"
    owner = {"client_scope_id": "sales"}
    option = "role_names"
    at = "client-scopes/{scope}/scope-mappings/realm"
    places = SCOPE
    nobody = {"client_scope_id": "nobody"}

    def test_by_id(self) -> None:
        self.turn(self.given("gamma", client_scope_id=self.path.split("/")[5]), ["gamma"], ["POST"])


class TestRolesOfAClient(MappingProof):
    """Roles of a client of a client scope."""

    module = "keycloak_client_scope_rolemappings"
    owner = {"clientscope_id": "sales", "client_id": "shop"}
    option = "role_names"
    at = "client-scopes/{scope}/scope-mappings/clients/{client}"
    places = {**SCOPE, "client": ("clients", "clientId", "shop")}
    reads = 3
    played = False
    nobody = {"client_id": "nobody"}


class TestRolesOfTheRealmByTemplate(MappingProof):
    """Roles of the realm of a client template, which is the same."""

    module = "keycloak_client_scope_rolemappings"
    owner = {"client_template_id": "sales"}
    option = "role_names"
    at = "client-templates/{scope}/scope-mappings/realm"
    places = SCOPE
    played = False
    nobody = {"client_template_id": "nobody"}


class TestRolesOfAClientByTemplate(MappingProof):
    """Roles of a client of a client template."""

    module = "keycloak_client_scope_rolemappings"
    owner = {"client_template": "sales", "client_id": "shop"}
    option = "role_names"
    at = "client-templates/{scope}/scope-mappings/clients/{client}"
    places = {**SCOPE, "client": ("clients", "clientId", "shop")}
    reads = 3
    played = False
    nobody = {"client_id": "nobody"}
