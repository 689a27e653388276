# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One required action: what is wrong is refused before it is registered, and a move keeps what else is written."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.desired import read
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Anything, Certain, observe
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.plan import Plan, plan
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.required_action import REQUIRED_ACTION
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import ApiError, InvalidInput

ACTIONS = "/admin/realms/acme/authentication/required-actions"
OLD = {"enabled": True, "defaultAction": False, "config": {}}
# of the same number, so that they can't change places by changing numbers; the last has no name
NOW = [
    {"alias": "a", "providerId": "a", "name": "A", "priority": 3, **OLD},
    {"alias": "b", "providerId": "b", "priority": 3, **OLD},
]


class Server:
    """A realm with two actions, and one that it could register; one of them takes a setting."""

    def get(self, path: str, params: Any = None) -> Any:
        alias, _slash, rest = path[len(ACTIONS) + 1 :].partition("/")
        if rest:
            if alias == "b":
                raise ApiError(400, "GET", path, "Not configurable")
            return {"properties": [{"name": "max"}]}
        return next((one for one in NOW if one["alias"] == alias), None)

    def list(self, path: str, params: Any = None) -> Any:
        return [{"providerId": "n", "name": "New"}] if path.endswith("unregistered-required-actions") else NOW

    def query(self, path: str, body: Any = None) -> Any:
        raise AssertionError(path)


class Empty(Server):
    """A realm that an earlier task of a check run is going to make."""

    def get(self, path: str, params: Any = None) -> Any:
        return None

    def list(self, path: str, params: Any = None) -> Any:
        return []


def planned(server: Any = None, **options: Any) -> Plan:
    desired = read(REQUIRED_ACTION, {"realm": "acme", **options})
    seen = observe(REQUIRED_ACTION, server or Server(), desired, Anything() if server else Certain())
    return plan(REQUIRED_ACTION, seen, desired)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"alias": "a", "config": {"min": 1}}, "config.min: is no setting: 'a' takes max"),
        ({"alias": "b", "config": {"max": 1}}, "'b' takes no settings"),
        # before it is registered
        ({"alias": "n", "config": {"min": 1}}, "config.min: is no setting: 'n' takes max"),
    ],
)
def test_settings_that_it_does_not_take(options: dict[str, Any], says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        planned(**options)


def test_settings_of_a_new_one() -> None:
    writes = [f"POST {ACTIONS.replace('required-actions', 'register-required-action')}", f"PUT {ACTIONS}/n/config"]
    assert planned(alias="n", config={"max": 1}).actions == writes
    # whether it takes them can't be known in a realm that is yet to be made
    assert planned(Empty(), alias="n", config={"min": 1}).actions == writes


def test_a_move_keeps_what_the_write_before_has_changed() -> None:
    steps = planned(alias="b", index=0, name="B", enabled=False).steps
    assert [(step.method, step.path) for step in steps] == [("PUT", f"{ACTIONS}/b")] * 2
    then = {"alias": "b", "providerId": "b", "name": "B", "enabled": False, "defaultAction": False, "config": {}}
    assert steps[1].body == {**then, "priority": 1}
