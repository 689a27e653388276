# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an undefined variable leaves of a name isn't an object that is absent already."""

from __future__ import annotations

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World


@pytest.mark.parametrize(
    ("module", "option"), [("role", "name"), ("client", "client_id"), ("user", "username"), ("client_scope", "name")]
)
@pytest.mark.parametrize("check", [True, False], ids=["check", "run"])
def test_nothing_is_named(world: World, module: str, option: str, check: bool) -> None:
    ran = world.run(f"keycloak_{module}", {"id": "", "state": "absent"}, check)
    assert ran.failed and not ran.changed and not ran.writes
    assert f"{option}: is needed or id" in ran.result["msg"]
