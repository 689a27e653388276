# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A server without the first version of fine-grained permissions: that is said before any write."""

from __future__ import annotations

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.needs import lacking
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World


# 16.1 and 24.0 keep these permissions without it, and take no notice of them
@pytest.mark.since("26")
@pytest.mark.parametrize("enabled", [True, False])
def test_said_before_any_write(world: World, enabled: bool) -> None:
    if not lacking(world, ["admin-fine-grained-authz"]):
        pytest.skip("the server is started with the feature")
    for check in (True, False):
        ran = world.run(
            "keycloak_management_permissions", {"realm": "master", "users": True, "enabled": enabled}, check
        )
        assert ran.failed
        assert not ran.writes
        assert "must be started with --features=admin-fine-grained-authz:v1" in ran.result["msg"]
