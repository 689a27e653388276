# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_workflow_activation on a real server: begun once, ended once."""

from __future__ import annotations

import pathlib
import secrets
import time
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_workflow_activation"
DAY = 24 * 3600 * 1000


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with workflows for users and clients."""
    name = f"activation-{secrets.token_hex(3)}"
    admin, base = world.admin, f"/admin/realms/{name}"
    admin.make_realm(name)
    for sort in ("user", "client"):
        steps = [{"uses": f"disable-{sort}", "after": "P1D"}, {"uses": f"delete-{sort}", "after": "P1D"}]
        admin.send("POST", f"{base}/workflows", {"name": f"of a {sort}", "steps": steps})
    admin.send("POST", f"{base}/workflows", {"name": "off", "enabled": False, "steps": steps})
    admin.send("POST", f"{base}/users", {"username": "ann", "enabled": True})
    admin.send("POST", f"{base}/clients", {"clientId": "shop"})
    yield name
    admin.remove_realm(name)


@pytest.mark.parametrize(
    "names", [{"workflow": "of a user", "user": "Ann"}, {"workflow": "of a client", "client_id": "shop"}]
)
def test_begun_and_ended(world: World, realm: str, names: dict[str, str]) -> None:
    options = {"realm": realm, **names}
    for state, running in (("present", True), ("absent", False)):
        check = world.run(MODULE, {**options, "state": state, "not_before": "P3D"}, check=True)
        run = world.run(MODULE, {**options, "state": state, "not_before": "P3D"})
        assert (check.changed, check.writes) == (True, [])
        assert (run.changed, len(run.writes)) == (True, 1), str(run)
        assert check.result["actions"] == run.result["actions"]
        for check_mode in (True, False):
            again = world.run(MODULE, {**options, "state": state}, check=check_mode)
            assert (again.changed, again.writes, again.result["actions"]) == (False, [], [])
            assert bool(again.result["workflow_state"]) == running
        assert bool(run.result["workflow_state"]) == running
        if running:
            due = run.result["workflow_state"]["steps"][0]["scheduled-at"]
            # the server counts the first step's own wait from then on, or the longer of both
            assert 3 * DAY - 60_000 < due - time.time() * 1000 < 4 * DAY + 60_000


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"workflow": "of a user"}, "one of the following is required: user, client_id"),
        ({"workflow": "of a user", "user": "ann", "client_id": "shop"}, "mutually exclusive"),
        ({"workflow": "nosuch", "user": "ann"}, "workflow: there is no workflow 'nosuch'"),
        ({"workflow": "of a user", "user": "nosuch"}, "user: there is no user 'nosuch'"),
        ({"workflow": "of a user", "user": "ann", "not_before": "soon"}, "not_before: must be a span of time"),
        ({"workflow": "off", "client_id": "shop"}, "workflow: must be enabled"),
    ],
)
def test_refused_before_any_write(world: World, realm: str, options: dict[str, Any], says: str) -> None:
    for check in (True, False):
        ran = world.run(MODULE, {"realm": realm, **options}, check=check)
        assert (ran.failed, ran.writes, ran.changed) == (True, [], False)
        assert says in ran.result["msg"]


def test_both_ways(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    one = {"realm": realm, "workflow": "of a user", "user": "ann"}
    steps = {"check": one, "again": {**one, "state": "absent"}, "refuse": {**one, "user": "nosuch"}}
    _played, results = both(world, tmp_path, MODULE, steps)
    for step, (worker, process) in results.items():
        assert worker == process, step
    assert [results[step][0]["changed"] for step in steps] == [True, False, False]
