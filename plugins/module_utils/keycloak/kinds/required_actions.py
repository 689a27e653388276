# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Required actions of a realm: ``/admin/realms/{realm}/authentication/required-actions``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Optional

from ...engine.canonical import MapOf
from ...engine.field import Field
from ...engine.part import CHANGE, LATER, REMOVE, UNSET, Outcome, Part, Reader, Reference, Situation, Sought, Step
from ...engine.resource import Home, Resource
from ...engine.secrecy import hide
from ...rest.errors import InvalidInput
from ...rest.paths import fill
from .references import REALM

AUTHENTICATION = f"{REALM}/authentication"
ACTIONS = f"{AUTHENTICATION}/required-actions"
ACTION = ACTIONS + "/{action}"
REGISTER = f"{AUTHENTICATION}/register-required-action"
UNREGISTERED = f"{AUTHENTICATION}/unregistered-required-actions"
FIELDS = (
    Field("alias", required=True, max_length=255),
    Field("name", max_length=255),
    Field("provider_id"),
    Field("enabled", type="bool"),
    Field("default_action", type="bool"),
    Field("priority", type="int"),
    Field("config", type="dict", shape=MapOf(empty_is_absent=False)),
)
WHAT = "required_action"
# what a newly registered action has by itself; its place is behind all others (26.7.2)
REGISTERED: Mapping[str, Any] = {"enabled": True, "defaultAction": False, "config": {}}


@dataclass(frozen=True)
class OfRealm:
    """The actions that a realm has registered."""

    def one(self, reader: Reader, address: Mapping[str, str]) -> Optional[dict[str, Any]]:
        return {"requiredActions": reader.list(fill(ACTIONS, address))}


@dataclass(frozen=True)
class Unregistered(Sought):
    """An action that the server has and the realm has not registered."""

    what: str = "required_action_provider"

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        found = reader.list(fill(UNREGISTERED, address))
        return next(({"id": target, **one} for one in found if one.get("providerId") == target), None)


@dataclass(frozen=True)
class Want:
    """What a task asks.

    :param actions: actions by the API's names
    :param taken: whether they are to be absent
    """

    actions: tuple[Mapping[str, Any], ...]
    taken: bool


@dataclass(frozen=True)
class Actions(Part):
    """The actions that are named; others stay as they are."""

    def arguments(self) -> dict[str, dict[str, Any]]:
        options = {one.option: one.argument() for one in FIELDS}
        entry = {"type": "list", "elements": "dict", "no_log": False, "aliases": self.names(), "options": options}
        return {self.option: entry}

    def desire(self, options: Mapping[str, Any]) -> Any:
        given = options.get(self.option)
        if given is None:
            return UNSET
        actions: dict[str, dict[str, Any]] = {}
        for number, item in enumerate(given):
            where = f"{self.option}[{number}]"
            read = {one.api: one.read(item[one.option], f"{where}.{one.option}") for one in FIELDS if _has(item, one)}
            alias = read["alias"]
            if not alias:
                raise InvalidInput(f"{where}.alias", None, "must not be empty")
            if alias in actions:
                raise InvalidInput(f"{where}.alias", None, f"{alias!r} must be unique in the list")
            actions[alias] = read
        return Want(tuple(actions.values()), bool(options.get("taken")))

    def propose(self, want: Want) -> Any:
        return [dict(action) for action in want.actions]

    def wants(self, now: Any, want: Want, mode: Optional[str]) -> Iterable[tuple[Any, Reference]]:
        there = {action["alias"] for action in now or []}
        for action in () if want.taken else want.actions:
            if action["alias"] not in there:
                yield action.get("providerId") or action["alias"], Unregistered()

    def brings(self, kind: str, label: str, want: Want) -> Iterable[tuple[str, str]]:
        return () if want.taken else [(WHAT, action["alias"]) for action in want.actions]

    def settle(self, now: Any, want: Want, situation: Situation) -> Outcome:
        current = {action["alias"]: action for action in now or []}
        steps: list[Step] = []
        for action in want.actions:
            had = current.get(action["alias"])
            if want.taken:
                if current.pop(action["alias"], None):
                    path = fill(ACTION, {**situation.address, "action": action["alias"]})
                    steps.append(Step("DELETE", path, phase=REMOVE))
                continue
            current[action["alias"]], more = (
                self._register(action, situation) if had is None else (self._change(had, action, situation))
            )
            steps += more
        return Outcome(list(current.values()), bool(steps), UNSET, steps)

    def _register(self, want: Mapping[str, Any], situation: Situation) -> tuple[dict[str, Any], list[Step]]:
        """Register an action, which gets its provider's id as its alias, and the last place (26.7.2)."""
        provider = want.get("providerId") or want["alias"]
        known = situation.found.get(self.api, {}).get(provider) or {}
        new = {"providerId": provider, "name": want.get("name") or known.get("name") or provider}
        born = {"alias": provider, **new, **REGISTERED}
        path = fill(REGISTER, situation.address)
        then, steps = self._change(born, want, situation)
        # what it is given then is written with its place, which must be read first
        return then, [Step("POST", path, new), *(Step(step.method, step.path, phase=LATER + CHANGE) for step in steps)]

    def _change(
        self, had: Mapping[str, Any], want: Mapping[str, Any], situation: Situation
    ) -> tuple[dict[str, Any], list[Step]]:
        """Change an action.

        Its PUT replaces the whole action, settings included, and doesn't check these; they have an endpoint that does
        (26.7.2).
        """
        address = {**situation.address, "action": had["alias"]}
        merged, differs = dict(had), set()
        for one in FIELDS:
            if one.api in want:
                outcome = one.settle(had.get(one.api), want[one.api], situation)
                merged[one.api] = outcome.body if outcome.changed else outcome.value
                differs |= {one.api} if outcome.changed else set()
        if "providerId" in differs:
            raise InvalidInput(
                f"{self.option}.provider_id", None, f"of {had['alias']!r} is {had['providerId']!r} for ever"
            )
        steps = []
        if "config" in differs:
            steps.append(Step("PUT", fill(ACTION, address) + "/config", {"config": merged["config"]}))
        if differs - {"config"}:
            steps.append(Step("PUT", fill(ACTION, address), merged))
        return merged, steps

    def canonical(self, value: Any) -> Any:
        return {
            action["alias"]: {
                name: item for name, item in sorted(action.items()) if name != "alias" and item not in ("", {})
            }
            for action in sorted(value or [], key=lambda action: str(action["alias"]))
        }

    def shown(self, value: Any) -> Any:
        # an action that is called UPDATE_PASSWORD is no secret
        return {alias: hide(action) for alias, action in self.canonical(value).items()}


def _has(item: Mapping[str, Any], one: Field) -> bool:
    return item.get(one.option) is not None


def withdrawn(options: dict[str, Any]) -> dict[str, Any]:
    """The realm's list is always there: ``state: absent`` takes actions from it."""
    return {**options, "state": "present", "taken": options.get("state") == "absent"}


REQUIRED_ACTIONS = Resource(
    name="authentication_required_actions",
    title="required actions",
    sayings={
        "updated": "Required actions registered/updated",
        "would be updated": "Required actions would be registered/updated",
        "unchanged": "Required actions registered/updated",
        "removed": "Required actions deleted",
        "would be removed": "Required actions would be deleted",
        "absent": "Required actions deleted",
    },
    homes=(Home(REALM, REALM, OfRealm()),),
    key=(),
    label=lambda address: str(address.get("realm", "")),
    parts=(Actions("required_actions"),),
    takes=frozenset({"state"}),
    normalize=withdrawn,
    returned=lambda shown: shown["requiredActions"],
)
