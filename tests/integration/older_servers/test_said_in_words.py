# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A module whose operations the server is too old to have says so, and which version it takes, before any write."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterator

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.needs import TARGETS, needs_of
from ansible_collections.iamops.keycloak.tests.integration.harness.place import Place
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.version import older
from ansible_collections.iamops.keycloak.tests.integration.privileges.test_privileges import Case, cases_of

LACKING = sorted(path.parent.name for path in TARGETS.glob("*/needs.yml") if older(needs_of(path.parent.name).since))


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm for all of them."""
    name = f"older-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    yield name
    world.admin.remove_realm(name)


@pytest.mark.parametrize("module", LACKING)
def test_what_the_server_lacks_is_said_before_any_write(world: World, realm: str, module: str) -> None:
    place, needs = Place(world, realm), needs_of(module)
    case = Case(module, [needs.task]) if needs.task else cases_of(module)[0]
    for row in case.setup:
        # it may need what the server lacks, too; what the module then says must be of that all the same
        with contextlib.suppress(AssertionError):
            place.set_up([row])
    task = {"realm": realm, **place.fill(case.tasks[0])}
    for check in (True, False):
        ran = world.run(module, task, check=check)
        assert ran.failed
        assert not ran.writes
        message = ran.result["msg"]
        assert " has no " in message
        assert f"Keycloak {needs.since}" in message
