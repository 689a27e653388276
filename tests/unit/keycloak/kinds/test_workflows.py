# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Workflows: what the server makes of steps and settings is no change."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.desired import read
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Certain, Observed, observe
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.plan import Plan, plan
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.workflows import WORKFLOW
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import BadRequest, InvalidInput

THERE: dict[str, Any] = {
    "id": "w",
    "name": "flow",
    "on": "user-created",
    "concurrency": {"cancel-in-progress": "true"},
    "schedule": {"after": "P1D", "batch-size": 10},
    "steps": [
        {"id": "1", "uses": "notify-user", "after": "30", "with": {"a": ["x", "y"], "flag": True, "n": "5"}},
        {"id": "2", "uses": "disable-user"},
    ],
}


def planned(**options: Any) -> Plan:
    """Return the plan of a task for the workflow that is there."""
    desired = read(WORKFLOW, {"realm": "r", "name": "flow", **options})
    values = {api: THERE.get(api) for api in desired.parts}
    return plan(WORKFLOW, Observed({"realm": "r", "name": "flow", "id": "w"}, THERE, values), desired)


@pytest.mark.parametrize(
    "options",
    [
        {"enabled": True},
        {"condition": ""},
        {"concurrency": {"cancel_in_progress": "true", "restart_in_progress": None}},
        {"concurrency": {"restart_in_progress": ""}},
        {"schedule": {"batch_size": 10}},
        {
            "steps": [
                {"uses": "notify-user", "after": 30, "config": {"n": 5, "flag": True, "a": ["y", "x"], "none": ""}},
                {"uses": "disable-user", "after": None, "config": {}},
            ]
        },
    ],
)
def test_no_change(options: dict[str, Any]) -> None:
    assert not planned(**options).changed


@pytest.mark.parametrize(
    ("options", "field", "sent"),
    [
        ({"enabled": False}, "enabled", False),
        ({"on_event": ""}, "on", ""),
        ({"concurrency": {"cancel_in_progress": ""}}, "concurrency", {}),
        ({"schedule": {"batch_size": 20}}, "schedule", {"after": "P1D", "batch-size": 20}),
        ({"steps": [{"uses": "disable-user"}]}, "steps", [{"uses": "disable-user"}]),
    ],
)
def test_one_write_with_all_that_is_there(options: dict[str, Any], field: str, sent: Any) -> None:
    (step,) = planned(**options).steps
    assert (step.method, step.path) == ("PUT", "/admin/realms/r/workflows/w")
    assert step.body == {**THERE, field: sent}


@pytest.mark.parametrize(
    ("steps", "says"), [([], "needs at least one step"), ([{"uses": ""}], r"steps\[0\].uses: must name a step")]
)
def test_bad_steps(steps: list[Any], says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        planned(steps=steps)


class Refusing:
    """A server that answers with a 400."""

    def __init__(self, reason: str) -> None:
        self.reason = reason

    def get(self, path: str, params: Any = None) -> Any:
        raise BadRequest(400, "GET", path, self.reason)


def test_the_servers_words_for_none_of_that_id() -> None:
    desired = read(WORKFLOW, {"realm": "r", "id": "nosuch", "state": "absent"})
    assert observe(WORKFLOW, Refusing("Not a valid workflow resource: nosuch"), desired, Certain()).document is None
    with pytest.raises(BadRequest):
        observe(WORKFLOW, Refusing("Something else"), desired, Certain())
