# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Required actions: those that are named, with all that the task leaves out."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.desired import read
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Certain, observe
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.plan import Plan, plan
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.required_actions import REQUIRED_ACTIONS
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput, MissingReference

ACTIONS = "/admin/realms/acme/authentication/required-actions"
OLD = {"alias": "a", "name": "A", "providerId": "a", "enabled": True, "defaultAction": False, "priority": 3}
NOW = [{**OLD, "config": {"max": "1"}}, {**OLD, "alias": "b/c", "providerId": "b"}]


class Server:
    """A realm with two actions, and one that it could register."""

    def get(self, path: str, params: Any = None) -> Any:
        raise AssertionError(path)

    def list(self, path: str, params: Any = None) -> Any:
        return [{"providerId": "n", "name": "New"}] if path.endswith("unregistered-required-actions") else NOW

    def query(self, path: str, body: Any = None) -> Any:
        raise AssertionError(path)


def planned(*actions: dict[str, Any], state: str = "present") -> Plan:
    desired = read(REQUIRED_ACTIONS, {"realm": "acme", "required_actions": list(actions), "state": state})
    return plan(REQUIRED_ACTIONS, observe(REQUIRED_ACTIONS, Server(), desired, Certain()), desired)


@pytest.mark.parametrize(
    ("action", "writes"),
    [
        ({"alias": "a"}, []),
        ({"alias": "a", "name": "A", "enabled": True, "config": {"max": 1}}, []),
        ({"alias": "a", "priority": 4}, [("PUT", "/a", {**NOW[0], "priority": 4})]),
        ({"alias": "a", "config": {"min": 0}}, [("PUT", "/a/config", {"config": {"max": "1", "min": "0"}})]),
        ({"alias": "a", "config": {"max": None}}, [("PUT", "/a/config", {"config": {}})]),
        ({"alias": "b/c", "enabled": False}, [("PUT", "/b%2Fc", {**NOW[1], "enabled": False})]),
    ],
)
def test_only_what_is_named_changes(action: dict[str, Any], writes: list[Any]) -> None:
    steps = [(step.method, step.path[len(ACTIONS) :], step.body) for step in planned(action).steps]
    assert steps == writes


@pytest.mark.parametrize(
    ("action", "methods"),
    [
        ({"alias": "n"}, "POST"),
        ({"alias": "n", "enabled": True, "default_action": False}, "POST"),
        ({"alias": "n", "enabled": False}, "POST PUT"),
        ({"alias": "other", "provider_id": "n"}, "POST PUT"),
        ({"alias": "n", "priority": 1, "config": {"max": 1}}, "POST PUT PUT"),
    ],
)
def test_a_new_action_gets_its_provider_s_name(action: dict[str, Any], methods: str) -> None:
    steps = planned(action).steps
    assert " ".join(step.method for step in steps) == methods
    assert steps[0].body == {"providerId": "n", "name": "New"}


def test_absent_ones_go_and_others_stay() -> None:
    assert planned({"alias": "b/c"}, {"alias": "never"}, state="absent").actions == [f"DELETE {ACTIONS}/b%2Fc"]


def test_bad_input() -> None:
    with pytest.raises(MissingReference, match="no required action provider 'nosuch'"):
        planned({"alias": "nosuch"})
    for actions, says in (([{"alias": "a"}] * 2, "unique"), ([{"alias": ""}], "empty")):
        with pytest.raises(InvalidInput, match=says):
            planned(*actions)
    with pytest.raises(InvalidInput, match="for ever"):
        planned({"alias": "a", "provider_id": "b"})
