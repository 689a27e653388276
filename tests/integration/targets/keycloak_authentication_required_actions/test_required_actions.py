# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_authentication_required_actions on a real server, and what other collections' modules get wrong."""

from __future__ import annotations

import pathlib
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import Ran, World
from ansible_collections.iamops.keycloak.tests.integration.harness.version import older
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_authentication_required_actions"
TERMS, PASSWORD = "terms_and_conditions" if older("21") else "TERMS_AND_CONDITIONS", "UPDATE_PASSWORD"
NEW = pytest.mark.since("26")  # older servers know no settings of required actions


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with the actions that the server gives it."""
    name = f"actions-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    yield name
    world.admin.remove_realm(name)


class Actions:
    """Runs the module in the realm, and looks at it past the module."""

    def __init__(self, world: World, realm: str) -> None:
        self.world, self.realm = world, realm

    def run(self, *actions: dict[str, Any], check: bool = False, **options: Any) -> Ran:
        return self.world.run(MODULE, {"realm": self.realm, "required_actions": list(actions), **options}, check)

    def turn(self, writes: int, *actions: dict[str, Any], **options: Any) -> Ran:
        """Check, run, run again; what isn't named stays as it was."""
        named = {action["alias"] for action in actions}
        others = [one for alias, one in self.all().items() if alias not in named]
        check = self.run(*actions, check=True, **options)
        ran = self.run(*actions, **options)
        again = self.run(*actions, **options)
        assert not ran.failed, ran.result["msg"]
        for key in ("changed", "actions", "proposed"):
            assert check.result[key] == ran.result[key], key
        assert len(ran.writes) == writes == len(ran.result["actions"]), ran
        assert not again.changed, again
        assert not again.writes
        assert [one for alias, one in self.all().items() if alias not in named] == others
        assert ran.result["end_state"] == list(self.all().values())
        return ran

    def all(self) -> dict[str, dict[str, Any]]:
        found = self.world.admin.get(f"/admin/realms/{self.realm}/authentication/required-actions")
        return {one["alias"]: one for one in found}


@pytest.fixture
def actions(world: World, realm: str) -> Iterator[Actions]:
    """The realm; afterwards its actions are as they were."""
    actions = Actions(world, realm)
    before = actions.all()
    yield actions
    fields = {"defaultAction": "default_action", "providerId": "provider_id"}
    given = [{fields.get(name, name): value for name, value in one.items()} for one in before.values()]
    for one, now in ((one, actions.all().get(one["alias"], {})) for one in given):
        one["config"] = {**dict.fromkeys(now.get("config") or {}), **one["config"]}
    assert not actions.run(*given).failed
    assert actions.all() == before


def test_the_whole_life(actions: Actions) -> None:
    """As the peers document it; the words are theirs."""
    gone = actions.turn(1, {"alias": TERMS}, state="absent")
    assert gone.result["msg"] == "Required actions deleted"
    assert TERMS not in actions.all()
    new = {"alias": TERMS, "name": "Terms", "providerId": TERMS, "enabled": True}
    assert actions.run(new, check=True).result["msg"] == "Required actions would be registered/updated"
    made = actions.turn(1, new)
    assert made.result["msg"] == "Required actions registered/updated"
    assert (actions.all()[TERMS]["name"], actions.all()[TERMS]["enabled"]) == ("Terms", True)
    actions.turn(1, {"alias": TERMS, "enabled": False})
    check = actions.run({"alias": TERMS}, state="absent", check=True)
    assert check.result["msg"] == "Required actions would be deleted"


def test_a_name_that_is_left_out_stays(actions: Actions) -> None:
    """Theirs names the action like its alias, so that people see UPDATE_PASSWORD for a button."""
    ran = actions.turn(1, {"alias": PASSWORD, "defaultAction": True})
    assert actions.all()[PASSWORD]["name"] == "Update Password"
    diff = ran.result["diff"]
    assert (diff["before"]["requiredActions"][PASSWORD]["defaultAction"], diff["after"]) == (
        False,
        {
            "requiredActions": {
                **diff["before"]["requiredActions"],
                PASSWORD: diff["after"]["requiredActions"][PASSWORD],
            }
        },
    )


def test_the_place_of_a_new_action_is_the_last(actions: Actions) -> None:
    """Theirs sends none, and the server puts it first."""
    actions.turn(1, {"alias": TERMS}, state="absent")
    actions.turn(2, {"alias": TERMS, "enabled": False})
    assert list(actions.all())[-1] == TERMS
    actions.turn(1, {"alias": TERMS, "priority": 1})
    assert list(actions.all())[0] == TERMS


@pytest.mark.parametrize(
    ("change", "writes"),
    [
        ({"name": "Another"}, 1),
        ({"enabled": False}, 1),
        ({"default_action": True}, 1),
        ({"priority": 1}, 1),
        pytest.param({"config": {"max_auth_age": 400}}, 1, marks=NEW),
        pytest.param({"config": {"max_auth_age": 400}, "enabled": False}, 2, marks=NEW),
    ],
)
def test_each_option_alone(actions: Actions, change: dict[str, Any], writes: int) -> None:
    """One changed option is one write; the settings have one of their own, which the server checks."""
    actions.turn(writes, {"alias": PASSWORD, **change})


@NEW
def test_settings_are_merged_and_survive_other_changes(actions: Actions) -> None:
    """A PUT without settings takes them away (26.7.2)."""
    actions.turn(1, {"alias": PASSWORD, "config": {"max_auth_age": "400"}})
    actions.turn(1, {"alias": PASSWORD, "priority": 3})
    assert actions.all()[PASSWORD]["config"] == {"max_auth_age": "400"}
    actions.turn(1, {"alias": PASSWORD, "config": {"max_auth_age": None}})
    assert actions.all()[PASSWORD]["config"] == {}


@NEW
def test_a_setting_that_the_action_does_not_have_is_told(actions: Actions) -> None:
    """The server takes it and drops it (26.7.2)."""
    ran = actions.run({"alias": PASSWORD, "config": {"nosuch": "x"}})
    assert "did not keep" in ran.result["warnings"][0]


@pytest.mark.parametrize("state", ["present", "absent"])
def test_several_at_once(actions: Actions, state: str) -> None:
    """All that are named, and no other."""
    actions.turn(2, {"alias": TERMS, "priority": 5}, {"alias": PASSWORD, "priority": 6})
    if state == "absent":
        actions.turn(2, {"alias": TERMS}, {"alias": PASSWORD}, {"alias": "never"}, state="absent")


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"alias": "nosuch", "enabled": True}, "no required action provider 'nosuch'"),
        ({"alias": ""}, "must not be empty"),
        ({"alias": PASSWORD, "provider_id": TERMS}, "for ever"),
        ({"alias": PASSWORD, "name": "n" * 256}, "at most 255"),
        pytest.param({"alias": PASSWORD, "config": {"max_auth_age": "soon"}}, "max_auth_age", marks=NEW),
        ({"alias": PASSWORD, "priority": "first"}, "priority"),
    ],
)
def test_bad_input(actions: Actions, given: dict[str, Any], says: str) -> None:
    """A clear error, and nothing has changed."""
    before = actions.all()
    ran = actions.run(given)
    assert ran.failed
    assert says in ran.result["msg"]
    assert actions.all() == before
    assert actions.run({"alias": TERMS}, {"alias": TERMS}).failed


def test_a_user_may_have_an_action_that_is_yet_to_be_registered(world: World, actions: Actions) -> None:
    """A later task of the same check run finds it."""
    actions.turn(1, {"alias": TERMS}, state="absent")
    runtime = world.fresh_record()
    task = {"realm": actions.realm, "required_actions": [{"alias": TERMS}]}
    assert world.run(MODULE, task, True, runtime).changed
    user = {"realm": actions.realm, "username": "ann", "required_actions": [TERMS]}
    ran = world.run("keycloak_user", user, True, runtime)
    assert not ran.failed, ran.result["msg"]


def test_both_ways(world: World, actions: Actions, tmp_path: pathlib.Path) -> None:
    here = {"realm": actions.realm, "state": "present"}
    steps = {
        "check": {**here, "required_actions": [{"alias": TERMS, "enabled": True, "config": {"a": "b"}}]},
        "check_absent": {**here, "state": "absent", "required_actions": [{"alias": TERMS}]},
        "again": {**here, "required_actions": [{"alias": PASSWORD}]},
        "refuse": {**here, "required_actions": [{"alias": "nosuch", "enabled": True}]},
    }
    _played, results = both(world, tmp_path, MODULE, steps)
    for step, (worker, process) in results.items():
        assert worker == process, step
    assert [results[step][0]["changed"] for step in ("check", "check_absent", "again")] == [True, True, False]
