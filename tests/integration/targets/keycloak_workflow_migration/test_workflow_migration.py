# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_workflow_migration on a real server: who was at one step is at another."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World

MODULE = "keycloak_workflow_migration"


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with two workflows and a user."""
    name = f"wf-migration-{secrets.token_hex(3)}"
    admin, base = world.admin, f"/admin/realms/{name}"
    admin.make_realm(name)
    steps = [{"uses": "disable-user", "after": "P10D"}, {"uses": "delete-user", "after": "P90D"}]
    for workflow in ("old", "new"):
        admin.send("POST", f"{base}/workflows", {"name": workflow, "steps": steps})
    admin.send("POST", f"{base}/users", {"username": "ann", "enabled": True})
    yield name
    admin.remove_realm(name)


def test_migrated(world: World, realm: str) -> None:
    admin, base = world.admin, f"/admin/realms/{realm}"
    user = admin.get(f"{base}/users")[0]["id"]
    flows = {flow["name"]: flow["id"] for flow in admin.get(f"{base}/workflows")}
    admin.send("POST", f"{base}/workflows/{flows['old']}/activate/USERS/{user}")
    options = {"realm": realm, "from_workflow": "old", "to_workflow": "new", "to_step": 2}
    check, run = (world.run(MODULE, options, check=check) for check in (True, False))
    assert (check.changed, check.writes, run.changed, len(run.writes)) == (True, [], True, 1)
    assert check.result["actions"] == run.result["actions"] == [f"POST {base}/workflows/migrate"]
    told = "who was at step 1 of workflow 'old' (disable-user) is at step 2 of workflow 'new' (delete-user) now"
    assert run.result["msg"] == told
    assert [one["name"] for one in admin.get(f"{base}/workflows/scheduled/{user}")] == ["new"]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"from_workflow": "old"}, "missing required arguments: to_workflow"),
        ({"from_workflow": "nosuch", "to_workflow": "new"}, "from_workflow: there is no workflow 'nosuch'"),
        ({"from_workflow": "old", "to_workflow": "new", "to_step": 3}, "to_step: must be one of the workflow's steps"),
        ({"from_workflow": "old", "to_workflow": "new", "from_step": 0}, "from_step: must be one of the workflow's"),
        ({"from_workflow": "old", "to_workflow": "old"}, "to_step: must be another step"),
    ],
)
def test_refused_before_any_write(world: World, realm: str, options: dict[str, Any], says: str) -> None:
    for check in (True, False):
        ran = world.run(MODULE, {"realm": realm, **options}, check=check)
        assert (ran.failed, ran.writes, ran.changed) == (True, [], False)
        assert says in ran.result["msg"]
