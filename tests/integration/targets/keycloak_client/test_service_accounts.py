# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a server gives a client with a service account by itself is no change, whatever its version."""

from __future__ import annotations

import secrets

from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World

MAPPER = {"name": "own", "protocol_mapper": "oidc-hardcoded-claim-mapper", "config": {"claim.name": "a"}}


def test_exact_mappers(world: World) -> None:
    realm = f"service-accounts-{secrets.token_hex(3)}"
    world.admin.make_realm(realm)
    try:
        for switched_on in (True, False):
            client = {"realm": realm, "client_id": f"robot-{switched_on}", "protocol_mappers": [MAPPER]}
            assert world.run("keycloak_client", {**client, "service_accounts_enabled": switched_on}).changed
            client["service_accounts_enabled"] = True
            assert world.run("keycloak_client", client).changed is not switched_on
            for check in (True, False):
                again = world.run("keycloak_client", client, check)
                assert (again.failed, again.changed, again.writes) == (False, False, []), again
            emptied = {**client, "protocol_mappers": []}
            assert world.run("keycloak_client", emptied).changed
            assert not world.run("keycloak_client", emptied).changed
    finally:
        world.admin.remove_realm(realm)
