# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The place of one step in its flow: moved one by one, or by numbers where that takes fewer writes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Optional

from ...engine.field import Field
from ...engine.part import AFTER, LATER, PENDING_ID, UNSET, Outcome, Part, Reader, Reference, Situation, Step
from ...engine.sequence import numbered
from ...rest.errors import InvalidInput
from ...rest.paths import fill
from .execution_references import AROUND, EarlierExecution, Item, ParentFlow, steps_like, surroundings
from .flow_writes import EXECUTIONS, LISTED

FIXED = "can't be given: servers before Keycloak 25 don't move the steps of a built-in flow: copy it (copy_from)"
NEWER = "is a number that this server doesn't know, it came with Keycloak 25: say the place by index"


def ranked(steps: Sequence[Mapping[str, Any]]) -> bool:
    """Return whether the server tells the numbers that make the order; those before Keycloak 25 tell places only."""
    return any("priority" in step for step in steps)


def moved(steps: Sequence[Item], own: str, place: int, swaps: bool) -> list[Item]:
    """Return the steps with one of them at another place, and with the numbers that make this the order.

    :param swaps: whether it is to change places with its neighbours: ``raise-priority`` and ``lower-priority`` have the
        two change numbers
    """
    rest = [step for step in steps if step["id"] != own]
    mine = next(step for step in steps if step["id"] == own)
    order = [*rest[:place], mine, *rest[place:]]
    if not ranked(steps):
        return order
    numbers = [int(step["priority"]) for step in steps]
    if swaps:
        return [{**step, "priority": number} for step, number in zip(order, numbers)]
    return [{**step, "priority": number} for step, number in zip(order, _numbers(order, own))]


def _numbers(order: Sequence[Item], own: str) -> list[int]:
    """Return rising numbers; those of the others stay where there is room."""
    return numbered([None if step["id"] == own else int(step["priority"]) for step in order])


def one_by_one(steps: Sequence[Item], own: str, place: int) -> bool:
    """Return whether a step is better moved by changing places with its neighbours."""
    if not ranked(steps):
        return True
    numbers = [int(step["priority"]) for step in steps]
    rest = [step for step in steps if step["id"] != own]
    mine = next(step for step in steps if step["id"] == own)
    order = [*rest[:place], mine, *rest[place:]]
    written = sum(step["priority"] != number for step, number in zip(order, _numbers(order, own)))
    # of two with the same number, none gets before the other by changing numbers with it
    return len(set(numbers)) == len(numbers) and abs(place - steps.index(mine)) <= written


def stays_that_one(option: str, want: Any, before: Sequence[Item], address: Mapping[str, Any]) -> None:
    """See that a step which is found by its number among those of its authenticator has that number afterwards.

    :param before: the steps that will be before it
    :raises InvalidInput: where another one would have it
    """
    name, number = address.get("step"), int(address.get("nth") or 1)
    if address.get("sort") == "execution" and len(steps_like(before, str(name), False)) != number - 1:
        said = f"would make another execution of {name!r} the one that is found as number {number}: name it by its id"
        raise InvalidInput(option, want, said)


def _after_foreseen(situation: Situation) -> bool:
    """Return whether executions of its authenticator, which come before it, are only foreseen: they have no place."""
    return any(one["id"] == PENDING_ID for one in situation.found.get("nth", {}).values())


@dataclass(frozen=True)
class Nth(Part):
    """Which of the executions of one authenticator it is: those before it must be there."""

    def arguments(self) -> dict[str, dict[str, Any]]:
        return {self.option: {"type": "int", "no_log": False}}

    def desire(self, options: Mapping[str, Any]) -> Any:
        number = options.get(self.option) or 1
        return (options.get("flow_alias"), options["step"], number - 1) if number > 1 else UNSET

    def wants(self, now: Any, want: Any, mode: Optional[str]) -> Iterable[tuple[Any, Reference]]:
        yield want, EarlierExecution()

    def brings(self, kind: str, label: str, want: Any) -> Iterable[tuple[str, str]]:
        flow, name, before = want
        yield kind, EarlierExecution().label((flow, name, before + 1))

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        return Outcome(now)

    def propose(self, want: Any) -> Any:
        return want[2] + 1


@dataclass(frozen=True)
class Number(Field):
    """The number that makes the order of steps; the place follows from it."""

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        outcome = super().settle(now, want, situation)
        if situation.creating or not outcome.changed:
            return outcome
        steps = (situation.document.get(AROUND) or {}).get("steps") or []
        below = [step for step in steps if step["id"] != situation.address["id"] and step.get("priority", 0) < want]
        stays_that_one(self.option, want, below, situation.address)
        return replace(outcome, aside={"index": len(below)})


@dataclass(frozen=True)
class Index(Field):
    """A place in an order, counted from 0; one beyond the last is the last."""

    type: str = "int"

    def read(self, given: Any, option: str) -> Any:
        if given < 0:
            raise InvalidInput(option, given, "must be 0 or more")
        return given


@dataclass(frozen=True)
class Place(Index):
    """Which of its flow's steps it is."""

    def observe(self, reader: Reader, address: Mapping[str, str], document: Mapping[str, Any]) -> Any:
        ids = [step["id"] for step in surroundings(reader, address, document)["steps"]]
        return ids.index(document["id"]) if document.get("id") in ids else None

    def wants(self, now: Any, want: Any, mode: Optional[str]) -> Iterable[tuple[Any, Reference]]:
        if now is None:
            yield "flow", ParentFlow()

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        steps = [dict(step) for step in (situation.document.get(AROUND) or {}).get("steps") or ()]
        own, late = situation.address.get("id") or PENDING_ID, 0
        if situation.creating:
            own, late = PENDING_ID, LATER
            steps = [dict(step) for step in situation.found[self.api]["flow"]["steps"]]
            last = {"priority": int(steps[-1]["priority"]) + 1} if ranked(steps) else {}
            steps.append({"id": own, "requirement": situation.desired.get("requirement"), **last})
        place = min(want, len(steps) - 1)
        # a built-in flow takes new numbers, but refuses the other way (26.7.2)
        built_in = (situation.document.get(AROUND) or {}).get("builtIn")
        if built_in and not ranked(steps) and steps[place]["id"] != own:
            raise InvalidInput(self.option, want, FIXED)
        swaps = one_by_one(steps, own, place) and not built_in
        writes = self._writes(steps, own, place, swaps, situation)
        order = moved(steps, own, place, swaps)
        if writes and not _after_foreseen(situation):
            stays_that_one(self.option, want, order[:place], situation.address)
        after = order[place]
        aside = {"priority": after["priority"]} if writes and not late and "priority" in after else {}
        moves = [Step(one.method, one.path, one.body, late + AFTER) for one in writes]
        return Outcome(place, bool(moves), UNSET, moves, aside=aside)

    def _writes(self, steps: Sequence[Item], own: str, place: int, swaps: bool, situation: Situation) -> list[Step]:
        now = next(number for number, step in enumerate(steps) if step["id"] == own)
        if now == place:
            return []
        if swaps:
            way = "raise-priority" if place < now else "lower-priority"
            path = f"{fill(EXECUTIONS, situation.address)}/{fill('{id}', {'id': own})}/{way}"
            return [Step("POST", path)] * abs(place - now)
        path = fill(LISTED, {**situation.address, "flow": situation.address["flow_alias"]})
        had = {step["id"]: step.get("priority") for step in steps}
        writes = []
        for step in moved(steps, own, place, False):
            if step.get("priority") != had[step["id"]]:
                asked = situation.desired.get("requirement") if step["id"] == own else None
                body = {"id": step["id"], "requirement": asked or step["requirement"], "priority": step["priority"]}
                writes.append(Step("PUT", path, body))
        return writes
