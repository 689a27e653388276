# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One required action: ``/admin/realms/{realm}/authentication/required-actions/{alias}``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Optional

from ...engine.canonical import MapOf
from ...engine.desired import Desired
from ...engine.field import Field
from ...engine.lookup import ByPath
from ...engine.observe import Observed
from ...engine.part import (
    AFTER,
    CHANGE,
    DOCUMENT,
    LATER,
    PENDING_ID,
    UNSET,
    Outcome,
    Reader,
    Reference,
    Situation,
    Sought,
    Step,
)
from ...engine.resource import Home, Resource
from ...rest.errors import ApiError, InvalidInput
from ...rest.paths import fill
from .execution_places import Index, moved, one_by_one
from .required_actions import ACTIONS, REGISTER, REGISTERED, REQUIRED_ACTIONS, WHAT, Unregistered

ACTION = ACTIONS + "/{alias}"


@dataclass(frozen=True)
class Order(Sought):
    """All required actions in their order."""

    what: str = "order of required actions"

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        return {"id": "", "steps": [{**one, "id": one["alias"]} for one in reader.list(fill(ACTIONS, address))]}


@dataclass(frozen=True)
class SettingsOf(Sought):
    """The settings that an action takes: ``GET .../config-description``, of Keycloak 26 and later."""

    what: str = "settings of a required action"

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        try:
            found = reader.get(fill(ACTION + "/config-description", address))
        except ApiError as error:
            # 26.7.2 answers 400 for an action without settings, older servers know none
            if error.status not in (400, 404, 405):
                raise
            found = None
        return {"id": "", "known": [one["name"] for one in (found or {}).get("properties") or []]}


@dataclass(frozen=True)
class Alias(Field):
    """The alias, which is the id of the action's provider; one that isn't registered must be known to the server."""

    def wants(self, now: Any, want: Any, mode: Optional[str]) -> Iterable[tuple[Any, Reference]]:
        if now is None:
            yield want, Unregistered()


@dataclass(frozen=True)
class Settings(Field):
    """The settings; they have an endpoint of their own, which checks values and takes unknown keys (26.7.2)."""

    def wants(self, now: Any, want: Any, mode: Optional[str]) -> Iterable[tuple[Any, Reference]]:
        if self.canonical(self.form.merge(now, want)) != self.canonical(now):
            yield "settings", SettingsOf()

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        then = self.form.merge(now, want)
        if self.canonical(then) == self.canonical(now):
            return Outcome(now)
        known = situation.found[self.api]["settings"].get("known")
        # a server tells what an action takes before that is registered (26.7.2), a realm that is yet to be made doesn't
        new = situation.found.get("alias", {}).get(situation.address["alias"]) or {}
        for name in () if new.get("id") == PENDING_ID else want:
            if name not in (known or ()) and want[name] is not None:
                takes = (
                    f"takes {', '.join(known)}" if known else "takes no settings on this server (Keycloak 26 has some)"
                )
                raise InvalidInput(
                    f"{self.option}.{name}", None, f"is no setting: {situation.address['alias']!r} {takes}"
                )
        path, late = fill(ACTION + "/config", situation.address), LATER if situation.creating else 0
        step = Step("PUT", path, {"config": then}, late + AFTER) if then else Step("DELETE", path, phase=late + AFTER)
        return Outcome(then, True, UNSET, [step])


@dataclass(frozen=True)
class Place(Index):
    """Which of the realm's required actions it is."""

    def observe(self, reader: Reader, address: Mapping[str, str], document: Mapping[str, Any]) -> Any:
        aliases = [one["alias"] for one in reader.list(fill(ACTIONS, address))]
        return aliases.index(document["alias"]) if document["alias"] in aliases else None

    def wants(self, now: Any, want: Any, mode: Optional[str]) -> Iterable[tuple[Any, Reference]]:
        if now != want:
            yield "order", Order()

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        if now == want:
            return Outcome(now)
        steps = [dict(step) for step in situation.found[self.api]["order"].get("steps") or ()]
        alias, late = situation.address["alias"], LATER if situation.creating else 0
        if situation.creating:
            last = int(steps[-1]["priority"]) + 1 if steps else 0
            steps.append({**situation.desired, "id": alias, "priority": last})
        place = min(want, len(steps) - 1)
        writes = self._writes(steps, alias, place, situation)
        aside = (
            {"priority": moved(steps, alias, place, one_by_one(steps, alias, place))[place]["priority"]}
            if writes and not late
            else {}
        )
        return Outcome(
            place, bool(writes), UNSET, [replace(one, phase=late + one.phase) for one in writes], aside=aside
        )

    def _writes(self, steps: list[dict[str, Any]], alias: str, place: int, situation: Situation) -> list[Step]:
        now = next(number for number, step in enumerate(steps) if step["id"] == alias)
        if now == place:
            return []
        if one_by_one(steps, alias, place):
            way = "raise-priority" if place < now else "lower-priority"
            return [Step("POST", f"{fill(ACTION, situation.address)}/{way}", phase=CHANGE)] * abs(place - now)
        had, writes = {step["id"]: step["priority"] for step in steps}, []
        for step in moved(steps, alias, place, False):
            if step["priority"] != had[step["id"]]:
                body = {name: value for name, value in step.items() if name != "id"}
                if step["id"] == alias:
                    # what the write before has changed; the settings come last, by themselves
                    asked = {name: value for name, value in situation.desired.items() if name in ("name", *REGISTERED)}
                    body = {**body, **asked, "config": step.get("config") or {}}
                writes.append(Step("PUT", fill(ACTION, {**situation.address, "alias": step["id"]}), body, CHANGE))
        return writes


def birth(seen: Observed, desired: Desired, body: Mapping[str, Any]) -> list[Step]:
    """An action is registered with its name alone, in the last place; what it is given then follows (26.7.2)."""
    alias = seen.address["alias"]
    known = seen.found["alias"].get(alias) or {}
    new = {"providerId": alias, "name": body.get("name") or known.get("name") or alias}
    first = Step("POST", fill(REGISTER, seen.address), new)
    born = {"alias": alias, **new, **REGISTERED}
    fields = ("name", "enabled", "defaultAction", "priority")
    if any(body[name] != born.get(name) for name in fields if name in body and body[name] != ""):
        return [first, Step("PUT", fill(ACTION, seen.address), {}, LATER + DOCUMENT)]
    return [first]


def what_follows(now: Mapping[str, Any], then: dict[str, Any]) -> dict[str, Any]:
    """What a new action has where the task leaves it out."""
    return then if now else {"providerId": then["alias"], **REGISTERED, **then}


REQUIRED_ACTION = Resource(
    name=WHAT,
    title="required action",
    homes=(Home(REGISTER, ACTION, ByPath(ACTION), lists=ACTIONS),),
    key=("alias",),
    parts=(
        Alias("alias", required=True, max_length=255),
        Field("name", max_length=255),
        Field("enabled", type="bool"),
        Field("default_action", type="bool"),
        Field("priority", type="int"),
        Place("index"),
        Settings("config", type="dict", shape=MapOf()),
    ),
    server_made=frozenset({"id"}),
    not_sent=frozenset({"index"}),
    birth=birth,
    derive=what_follows,
    takes=frozenset({"state"}),
    # to move one, the numbers of others are written, with all else that they have
    shares=REQUIRED_ACTIONS.name,
)
