# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two runs from two controllers meet at a write: both end, nothing is there twice, and a third has nothing to do."""

from __future__ import annotations

import contextlib
import re
import secrets
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.binding import configuring
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.flow_writes import flow_id
from ansible_collections.iamops.keycloak.tests.integration.harness import data
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.torn import MODULE

pytestmark = pytest.mark.since("26")


@pytest.fixture
def realm(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Yield the name of a realm that isn't there; runs don't take turns, as those of two controllers."""
    monkeypatch.setattr(configuring, "alone", lambda name: contextlib.nullcontext())
    name = f"at-once-{secrets.token_hex(3)}"
    yield name
    world.admin.remove_realm(name)


class Meeting:
    """Writes that wait for one another, so that the server gets two of them at the same time."""

    def __init__(self, pattern: str) -> None:
        self.pattern, self.barrier, self.met = re.compile(pattern), threading.Barrier(2), 0

    def __call__(self, method: str, path: str) -> None:
        if self.pattern.search(f"{method} {path}"):
            with contextlib.suppress(threading.BrokenBarrierError):
                self.barrier.wait(1)
                self.met += 1


def both(world: World, realm: str, config: dict[str, Any], pattern: str) -> list[dict[str, Any]]:
    """Return the results of two runs that met at writes of a pattern, and see that a third changes nothing."""
    options = {**world.login, "realm": realm, "config": config}
    meeting = Meeting(pattern)
    with world.proxy.wire.troubled(meeting), ThreadPoolExecutor(2) as pool:
        ran = list(pool.map(lambda given: data.binding_of(MODULE).run(given), [options, dict(options)]))
    assert [one.get("msg") for one in ran if one.get("failed")] == []
    assert meeting.met >= 2
    again = world.run(MODULE, {"realm": realm, "config": config})
    assert (again.failed, again.changed, again.writes) == (False, False, []), again
    return ran


def test_the_realm(world: World, realm: str) -> None:
    """The server refuses one of the two before the other's is there."""
    ran = both(world, realm, {"displayName": "Both"}, "POST .*/admin/realms$")
    assert sorted(one["changed"] for one in ran) == [False, True]


def test_the_first_user_profile(world: World, realm: str) -> None:
    world.admin.make_realm(realm)
    kept = f"/admin/realms/{realm}/components?type=org.keycloak.userprofile.UserProfileProvider"
    profile = {**world.admin.get(f"/admin/realms/{realm}/users/profile"), "unmanagedAttributePolicy": "ENABLED"}
    for _time in range(2):
        ran = both(world, realm, {"userProfile": profile}, f"(POST|PUT) .*/{realm}/(components|users/profile)$")
        assert sorted(one["changed"] for one in ran) == [False, True]
        (own,) = world.admin.get(kept)
        world.admin.send("DELETE", f"/admin/realms/{realm}/components/{own['id']}")


def execution(authenticator: str, priority: int) -> dict[str, Any]:
    return {"authenticator": authenticator, "requirement": "ALTERNATIVE", "priority": priority}


def flow(alias: str, *steps: dict[str, Any]) -> dict[str, Any]:
    return {
        "alias": alias,
        "providerId": "basic-flow",
        "topLevel": alias == "own",
        "authenticationExecutions": list(steps),
    }


def below(alias: str, priority: int) -> dict[str, Any]:
    return {"flowAlias": alias, "requirement": "ALTERNATIVE", "priority": priority, "authenticatorFlow": True}


def test_the_steps_of_a_flow(world: World, realm: str) -> None:
    """They make the flow, and then add to it: executions, two of them of one sort, and sub-flows with their own."""
    world.admin.make_realm(realm)
    first = [flow("own", execution("auth-cookie", 1), below("in", 2)), flow("in", execution("auth-otp-form", 1))]
    then = [
        flow(
            "own",
            *(execution("auth-cookie", 1), below("in", 2), execution("auth-spnego", 3), execution("auth-cookie", 4)),
            below("new", 5),
        ),
        flow("in", execution("auth-otp-form", 1), execution("auth-username-form", 2)),
        flow("new", execution("auth-username-password-form", 1), below("deep", 2)),
        flow("deep", execution("conditional-user-configured", 1)),
    ]
    at = f"/admin/realms/{realm}/authentication"
    for _time in range(2):
        for flows, steps in ((first, 3), (then, 10)):
            both(world, realm, {"authenticationFlows": flows}, "POST .*/authentication/(flows|executions)")
            assert len(world.admin.get(f"{at}/flows/own/executions")) == steps
        (own,) = [one for one in world.admin.get(f"{at}/flows") if one["alias"] == "own"]
        world.admin.send("DELETE", f"{at}/flows/{own['id']}")


def test_a_sub_flow_that_is_in_no_flow_yet(world: World, realm: str) -> None:
    """Who looks while another makes a sub-flow may find it in no flow; a run that broke off may leave it so, too."""
    world.admin.make_realm(realm)
    made = {"id": flow_id(realm, "in"), "alias": "in", "providerId": "basic-flow", "topLevel": False, "builtIn": False}
    world.admin.send("POST", f"/admin/realms/{realm}/authentication/flows", made)
    both(world, realm, {"authenticationFlows": [flow("own", below("in", 1)), flow("in")]}, "POST .*/authentication/")
    (step,) = world.admin.get(f"/admin/realms/{realm}/authentication/flows/own/executions")
    assert step["flowId"] == made["id"]
