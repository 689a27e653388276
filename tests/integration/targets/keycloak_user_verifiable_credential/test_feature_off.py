# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The modules for users' verifiable credentials, on a server that is started without the feature for them.

What they do with it is tested in ``tests/integration/features``.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.needs import lacking
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with a user and a client scope."""
    if not lacking(world, ["oid4vc-vci"]):
        pytest.skip("the server is started with oid4vc-vci")
    name = f"no-vc-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    ann = {"username": "ann", "enabled": True, "email": "ann@example.org"}
    world.admin.send("POST", f"/admin/realms/{name}/users", ann)
    world.admin.send("POST", f"/admin/realms/{name}/client-scopes", {"name": "plain", "protocol": "openid-connect"})
    yield name
    world.admin.remove_realm(name)


@pytest.mark.parametrize(
    ("module", "options"),
    [
        ("keycloak_user_verifiable_credential", {"client_scope": "plain"}),
        ("keycloak_user_verifiable_credential", {"client_scope": "plain", "state": "absent"}),
        ("keycloak_user_verifiable_credential_offer", {"credential_configuration_id": "plain"}),
        ("keycloak_user_issued_credential", {}),
    ],
)
def test_said_before_any_write(world: World, realm: str, module: str, options: dict[str, Any]) -> None:
    for check in (True, False):
        ran = world.run(module, {"realm": realm, "username": "ann", **options}, check=check)
        assert ran.failed
        assert not ran.writes
        assert "Feature oid4vc-vci not enabled (the server must be started with it" in ran.result["msg"]
