# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Members: what a policy or a resource of authorization services refers to, by names where the API has ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Callable, Optional

from ...engine.part import PENDING_ID, UNSET, Outcome, Part, Reader, Reference, Situation
from ...engine.secrecy import hide
from ...rest.errors import InvalidInput
from ...rest.paths import fill
from .references import REALM, TO_ROLE

_Name = Callable[[Reader, Mapping[str, str], Mapping[str, Any]], Any]


def by_its_id(path: str, key: str) -> _Name:
    """Return how an entry that has only an id gets its name; one whose object is gone keeps the id.

    :param path: path template of the object
    :param key: the API field of its name
    """

    def named(reader: Reader, address: Mapping[str, str], entry: Mapping[str, Any]) -> Any:
        found = reader.get(fill(REALM + path, {**address, "id": str(entry["id"])}))
        return str((found or {}).get(key) or entry["id"])

    return named


def own_name(reader: Reader, address: Mapping[str, str], entry: Mapping[str, Any]) -> Any:
    """Return the name that an entry has itself."""
    return str(entry["name"])


def role_name(reader: Reader, address: Mapping[str, str], entry: Mapping[str, Any]) -> Any:
    """Return (client id, name) of a role: ``GET /roles-by-id/{id}``."""
    found = reader.get(fill(f"{REALM}/roles-by-id/{{id}}", {**address, "id": str(entry["id"])}))
    return TO_ROLE.target(reader, address, found) if found else (None, str(entry["id"]))


def _only_name(target: Any) -> dict[str, Any]:
    return {"name": target}


def _only_id(entry: Mapping[str, Any]) -> Any:
    return entry.get("id")


@dataclass(frozen=True)
class Members(Part):
    """Other objects by name; a list given is exact.

    :param of: how one is found by its name
    :param named: (reader, address, entry as the API has it) -> the target
    :param item: argument spec of an item given as a dictionary; empty where items are names
    :param target: item -> target, a hashable value
    :param flag: option and API field of what is true or false of an entry; empty where there is nothing
    :param wire: entry -> as the API takes and represents it
    :param shows: target -> as people read it
    :param at: path template of the list of entries, where the document doesn't have them
    """

    of: Reference = field(default=None)  # type: ignore[assignment]
    named: _Name = own_name
    item: Mapping[str, Any] = field(default_factory=dict)
    target: Callable[[Any], Any] = str
    flag: tuple[str, str] = ("", "")
    wire: Callable[[Mapping[str, Any]], Any] = _only_id
    shows: Callable[[Any], dict[str, Any]] = _only_name
    at: str = ""

    def arguments(self) -> dict[str, dict[str, Any]]:
        spec: dict[str, Any] = {"type": "list", "no_log": False, "elements": "dict" if self.item else "str"}
        if self.item:
            spec["options"] = {name: dict(entry) for name, entry in self.item.items()}
        if self.names():
            spec["aliases"] = self.names()
        return {self.option: spec}

    def desire(self, options: Mapping[str, Any]) -> Any:
        given = options.get(self.option)
        if given is None:
            return UNSET
        if not isinstance(given, (list, tuple)):
            raise InvalidInput(self.option, given, "must be a list")
        option, api = self.flag
        return {self.target(item): {api: bool(item.get(option))} if api else {} for item in given}

    def observe(self, reader: Reader, address: Mapping[str, str], document: Mapping[str, Any]) -> Any:
        entries = reader.get(fill(self.at, address)) if self.at else document.get(self.api)
        known = [entry if isinstance(entry, Mapping) else {"id": entry} for entry in entries or []]
        api = self.flag[1]
        return {
            self.named(reader, address, entry): {
                "id": entry["id"],
                **({api: bool(entry.get(api))} if api else {}),
            }
            for entry in known
        }

    def wants(self, now: Any, want: Any, mode: Optional[str]) -> Iterable[tuple[Any, Reference]]:
        for target in want:
            if target not in (now or {}):
                yield target, self.of

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        known = {**situation.found.get(self.api, {}), **(now or {})}
        # what is there already may be named in another way, as an organization by its alias
        names = {entry["id"]: target for target, entry in (now or {}).items()}
        ids = {target: known[target]["id"] for target in want}
        value = {names.get(ids[target], target): {"id": ids[target], **marks} for target, marks in want.items()}
        changed = self.canonical(value) != self.canonical(now)
        return Outcome(value, changed, self.represent(value))

    def canonical(self, value: Any) -> Any:
        if not isinstance(value, Mapping):
            # a document's own list that the task doesn't name
            named = [entry["name"] for entry in value or [] if isinstance(entry, Mapping) and "name" in entry]
            return sorted(named) if named else value or []
        entries = [{**self.shows(target), **value[target]} for target in sorted(value, key=self.of.label)]
        shown = [{name: item for name, item in entry.items() if name != "id"} for entry in entries]
        return shown if self.item else [entry["name"] for entry in shown]

    def propose(self, want: Any) -> Any:
        return self.canonical({target: {"id": None, **marks} for target, marks in want.items()})

    def represent(self, value: Any) -> Any:
        entries = [{**self.shows(target), **value[target]} for target in sorted(value, key=self.of.label)]
        return [self.wire(entry) for entry in entries if entry["id"] != PENDING_ID]

    def shown(self, value: Any) -> Any:
        return hide(self.canonical(value), self.api)


def id_and(api: str) -> Callable[[Mapping[str, Any]], Any]:
    """Return how an entry is written that is an id and what is true or false of it."""

    def wire(entry: Mapping[str, Any]) -> Any:
        return {"id": entry["id"], api: entry[api]}

    return wire


def id_and_name(entry: Mapping[str, Any]) -> Any:
    """Return an entry as it is written with both."""
    return {"id": entry["id"], "name": entry["name"]}
