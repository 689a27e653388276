# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The place of one step of a flow, on servers that tell numbers and on those that don't; what names a step."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.part import LATER, Situation
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.execution_places import (
    Place,
    moved,
    one_by_one,
)
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.execution_settings import (
    LeftOver,
    Settings,
)
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.executions import changed_body, named
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput

ADDRESS = {"realm": "acme", "flow_alias": "f", "id": "c"}


def steps(*numbers: int | None) -> list[dict[str, Any]]:
    """Return steps a, b, c ... with these numbers; None for a server that tells none."""
    items = [{"id": "abcdef"[at], "requirement": "REQUIRED", "providerId": f"p{at}"} for at in range(len(numbers))]
    return [item if number is None else {**item, "priority": number} for item, number in zip(items, numbers)]


def situation(around: list[dict[str, Any]], built_in: bool = False, **address: str) -> Situation:
    document = {"id": "c", "surroundings": {"alias": "f", "builtIn": built_in, "steps": around}}
    return Situation({**ADDRESS, **address}, document=document)


@pytest.mark.parametrize(
    ("numbers", "want", "built_in", "writes"),
    [
        ((10, 20, 30), 2, False, []),
        ((10, 20, 30), 1, False, ["POST raise-priority"]),
        ((10, 20, 30), 0, False, ["PUT c 4"]),
        ((10, 20, 30, 40), 3, False, ["POST lower-priority"]),
        ((10, 20, 30), 99, False, []),
        # two numbers that are equal can't change places
        ((10, 20, 20), 1, False, ["PUT c 15"]),
        ((0, 0, 0), 0, False, ["PUT c -1", "PUT b 10"]),
        # a built-in flow refuses to have steps raised
        ((10, 20, 30), 1, True, ["PUT c 15"]),
        # an older server tells no numbers
        ((None, None, None), 0, False, ["POST raise-priority"] * 2),
    ],
)
def test_places(numbers: tuple[int | None, ...], want: int, built_in: bool, writes: list[str]) -> None:
    around = steps(*numbers)
    now = next(at for at, step in enumerate(around) if step["id"] == "c")
    outcome = Place("index").settle(now, want, situation(around, built_in))
    told = []
    for step in outcome.steps:
        what = f"{step.body['id']} {step.body['priority']}" if step.method == "PUT" else step.path.rpartition("/")[2]
        told.append(f"{step.method} {what}")
    assert told == writes
    assert outcome.changed == bool(writes)


@pytest.mark.parametrize("place", range(4))
@pytest.mark.parametrize("own", "abcd")
@pytest.mark.parametrize("numbers", [(10, 20, 30, 40), (0, 1, 2, 3), (5, 5, 5, 5), (-3, 0, 0, 9)])
def test_numbers_rise_in_the_order_that_is_wanted(numbers: tuple[int, ...], own: str, place: int) -> None:
    around = steps(*numbers)
    for swaps in {False, one_by_one(around, own, place)}:
        order = moved(around, own, place, swaps)
        assert [step["id"] for step in order].index(own) == place
        assert [step["id"] for step in order if step["id"] != own] == [x for x in "abcd" if x != own]
        if len(set(numbers)) == 4:
            rising = [step["priority"] for step in order]
            assert rising == sorted(set(rising))


def test_a_step_that_is_found_by_its_number_keeps_it() -> None:
    around = [{**step, "providerId": "same"} for step in steps(10, 20, 30)]
    with pytest.raises(InvalidInput, match="name it by its id"):
        Place("index").settle(2, 0, situation(around, step="same", sort="execution", nth="3"))
    assert Place("index").settle(2, 0, situation(around)).changed


def test_a_new_step_is_moved_once_it_is_there() -> None:
    known = {"index": {"flow": {"id": "x", "steps": steps(10, 20)}}}
    new = Situation({"realm": "acme", "flow_alias": "f"}, creating=True, found=known)
    assert [step.phase >= LATER for step in Place("index").settle(None, 1, new).steps] == [True]
    assert not Place("index").settle(None, 2, new).steps


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({}, "provider_id: or sub_flow is needed"),
        ({"provider_id": "a", "nth": 0}, "nth: must be 1 or more"),
        ({"sub_flow": "a", "nth": 2}, "nth: must be 1 or more"),
        ({"sub_flow": ".."}, "sub_flow"),
    ],
)
def test_what_names_a_step(options: dict[str, Any], says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        named(options)
    assert named({"id": "x"}) == {"id": "x"}


@pytest.mark.parametrize(("number", "sent"), [(3, {"priority": 7}), (None, {})])
def test_an_older_server_gets_no_number(number: int | None, sent: dict[str, int]) -> None:
    body = {"id": "a", "requirement": "REQUIRED", "priority": 7, "surroundings": {"steps": steps(number)}}
    assert changed_body(body, False) == {"id": "a", "requirement": "REQUIRED", **sent}


class Realm:
    """A realm with one flow and some settings."""

    def __init__(self, used: list[str], there: bool) -> None:
        self.used, self.there = used, there

    def get(self, path: str, params: Any = None) -> Any:
        if path.endswith("/executions"):
            return [{"id": number, "authenticationConfig": used} for number, used in enumerate(self.used)]
        return {"id": "some"} if self.there else None


def test_settings_that_are_left_over() -> None:
    address = {"realm": "acme", "flow_alias": "f", "step": "p"}
    reader: Any = Realm([], True)
    found = LeftOver("one").find(reader, address, "left over")
    assert found and found["there"]
    assert found != LeftOver("two").find(reader, address, "left over")
    taken: Any = Realm([found["id"]], True)
    assert LeftOver("one").find(taken, address, "left over") == {"id": "", "there": False}


def test_settings_of_an_execution() -> None:
    part, here = Settings("config", "authenticatorConfig"), Situation({"realm": "acme", "id": "x"})
    had = {"id": "s", "alias": "a", "config": {"k": "v", "l": "w"}}
    changed = part.settle(had, {"config": {"k": None, "l": "x"}}, here)
    assert [(step.method, step.body["config"]) for step in changed.steps] == [("PUT", {"l": "x"})]
    assert not part.settle(had, {"alias": "a", "config": {"k": "v"}}, here).changed
    assert [step.method for step in part.settle(had, {"alias": ""}, here).steps] == ["DELETE"]
    assert not part.settle({}, {"alias": ""}, here).changed
    with pytest.raises(InvalidInput, match="config_alias: is needed"):
        part.settle({}, {"config": {"k": "v"}}, here)
