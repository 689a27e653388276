# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Links: a set of references by name, with calls that add and remove them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Callable, Optional

from ..rest.errors import InvalidInput
from ..rest.paths import fill
from .lookup import Lookup
from .part import ADD, LATER, PENDING_ID, REMOVE, UNSET, Outcome, Part, Reader, Reference, Situation, Step, camel

EXACT, SUBSET = "exact", "subset"
ELSEWHERE = "\x00elsewhere"


@dataclass(frozen=True)
class Named:
    """A reference by one name.

    :param what: what is named, for errors
    :param lookup: finds the object; the address has the name as ``target``
    :param key: the API field of that name
    :param called: what errors call it, where it must be more than what it is
    """

    what: str
    lookup: Lookup
    key: str = "name"
    called: str = ""

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        # a search for nothing would find anything
        return None if target is None else self.lookup.one(reader, {**address, "target": target})

    def label(self, target: Any) -> str:
        return str(target)

    def target(self, reader: Reader, address: Mapping[str, str], entry: Mapping[str, Any]) -> Any:
        return entry[self.key]


@dataclass(frozen=True)
class Call:
    """A write that adds or removes links.

    :param method: HTTP method
    :param path: path template; ``{target}`` is the linked object's id
    :param body: what is sent for one linked object, UNSET for no body
    :param batch: whether one call takes a list of them
    """

    method: str
    path: str
    body: Callable[[Mapping[str, Any]], Any] = lambda item: UNSET
    batch: bool = False

    def steps(self, address: Mapping[str, str], items: list[Mapping[str, Any]], phase: int) -> list[Step]:
        """Return the writes for these linked objects."""
        if self.batch:
            bodies = [self.body(item) for item in items]
            return [Step(self.method, fill(self.path, address), bodies, phase)] if items else []
        steps = []
        for item in items:
            path = fill(self.path, {**address, "target": item["id"]} if item.get("id") else address)
            steps.append(Step(self.method, path, self.body(item), phase))
        return steps


def whole(item: Mapping[str, Any]) -> Any:
    """Return what identifies a role in a body: the server wants id and name."""
    return {key: item[key] for key in ("id", "name") if key in item}


def _here(now: Any) -> Any:
    """Return links without those that are the sibling's."""
    if not isinstance(now, Mapping):
        return now or {}
    return {target: entry for target, entry in now.items() if not (entry or {}).get(ELSEWHERE)}


def _own(entry: Any) -> Any:
    return {**entry, ELSEWHERE: False} if isinstance(entry, Mapping) and ELSEWHERE in entry else entry


@dataclass(frozen=True)
class Links(Part):
    """A set of references.

    :param of: what they refer to
    :param add: the call that adds
    :param remove: the call that removes
    :param at: path template of the list of links; where empty, the document holds their names
    :param embed: whether the request that makes the object takes the names
    :param behavior: name of the option that chooses between exact and subset
    :param words: what that option's values mean here: playbook's word -> exact, subset or ignore
    :param displaces: a sibling's API field: what is added here must first be removed there
    :param displace: the call that removes it there
    :param elsewhere: path template of the sibling's list of links, where the document does not have them
    :param born: situation -> what a new owner has by itself, and whether that is the sibling's; where this is given,
        the links of a new owner follow once it is there
    :param item: argument spec of one item given as a dictionary; empty where items are names
    :param target: item -> target, a hashable value
    :param implied: names that the server adds by itself in this document, left alone unless named
    :param as_api: targets -> the API's representation of them
    """

    of: Reference = field(default=None)  # type: ignore[assignment]
    add: Call = field(default=None)  # type: ignore[assignment]
    remove: Call = field(default=None)  # type: ignore[assignment]
    at: str = ""
    embed: bool = False
    behavior: str = ""
    words: Mapping[str, str] = field(default_factory=lambda: {EXACT: EXACT, SUBSET: SUBSET})
    displaces: str = ""
    displace: Optional[Call] = None
    elsewhere: str = ""
    born: Optional[Callable[[Situation], Mapping[Any, bool]]] = None
    item: Mapping[str, Any] = field(default_factory=dict)
    target: Callable[[Any], Any] = str
    implied: Callable[[Mapping[str, Any]], Iterable[str]] = lambda document: ()
    as_api: Callable[[Iterable[Any]], Any] = sorted

    def arguments(self) -> dict[str, dict[str, Any]]:
        spec: dict[str, Any] = {"type": "list", "no_log": False, "elements": "dict" if self.item else "str"}
        if self.item:
            spec["options"] = dict(self.item)
        if self.names():
            spec["aliases"] = self.names()
        entries = {self.option: spec}
        if self.behavior:
            entries[self.behavior] = {"type": "str", "choices": list(self.words), "no_log": False}
            entries[self.behavior]["aliases"] = [camel(self.behavior)]
        return entries

    def desire(self, options: Mapping[str, Any]) -> Any:
        given = options.get(self.option)
        if given is None or self.words.get(options.get(self.behavior) or "") == "ignore":
            return UNSET
        if not isinstance(given, list):
            raise InvalidInput(self.option, given, "must be a list")
        want: dict[str, list[Any]] = {"present": [], "absent": []}
        for item in given:
            state = item.get("state") or "present" if isinstance(item, Mapping) else "present"
            want[state].append(self.target(item))
        return want

    def mode(self, options: Mapping[str, Any]) -> Optional[str]:
        return self.words.get(options.get(self.behavior) or "") if self.behavior else None

    def observe(self, reader: Reader, address: Mapping[str, str], document: Mapping[str, Any]) -> Any:
        if self.at:
            entries = reader.list(fill(self.at, address))
            own = {self.of.target(reader, address, entry): entry for entry in entries}
            others = reader.list(fill(self.elsewhere, address)) if self.elsewhere else []
            return {**{self.of.target(reader, address, one): {**one, ELSEWHERE: True} for one in others}, **own}
        implied = set(self.implied(document))
        return {name: ({"implied": True} if name in implied else None) for name in document.get(self.api) or []}

    def _split(self, now: Any, want: Any, mode: Optional[str]) -> tuple[list[Any], list[Any]]:
        """Return what is to be added and what is to be removed."""
        now = _here(now)
        add = [target for target in dict.fromkeys(want["present"]) if target not in now]
        # a list whose items say what they mean adds and removes just these, unless it is empty
        says = "state" in self.item and bool(want["present"] or want["absent"])
        if mode == SUBSET or (mode is None and says):
            return add, [target for target in dict.fromkeys(want["absent"]) if target in now]
        kept = set(want["present"])
        implied = {target for target, entry in now.items() if entry and entry.get("implied")}
        return add, [target for target in now if target not in kept and target not in implied]

    def wants(self, now: Any, want: Any, mode: Optional[str]) -> Iterable[tuple[Any, Reference]]:
        add, gone = self._split(now, want, mode)
        for target in add + gone:
            if not ((now or {}).get(target) or {}).get("id"):
                yield target, self.of

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        if situation.creating and self.born is not None:
            has = {
                target: {"id": PENDING_ID + self.of.label(target), ELSEWHERE: sibling}
                for target, sibling in self.born(situation).items()
            }
            then = self.settle(has, want, replace(situation, creating=False))
            return replace(then, steps=[replace(step, phase=LATER + step.phase) for step in then.steps])
        add, gone = self._split(now, want, situation.modes.get(self.api))
        known = {target: entry for target, entry in (now or {}).items() if entry and entry.get("id")}
        found = {**situation.found.get(self.api, {}), **known}
        value = {target: entry for target, entry in _here(now).items() if target not in gone}
        value.update({target: _own(found.get(target)) for target in add})
        if situation.creating and self.embed:
            return Outcome(value, True, self.as_api(value))
        moved = [target for target in add if target in (situation.document.get(self.displaces) or ())]
        moved += [target for target in add if ((now or {}).get(target) or {}).get(ELSEWHERE)]
        removed = [(now or {}).get(target) if self.at else found[target] for target in gone]
        steps = self.remove.steps(situation.address, [item for item in removed if item], REMOVE)
        steps += self.add.steps(situation.address, [found[target] for target in add], ADD)
        if not (moved and self.displace):
            return Outcome(value, bool(add or gone), UNSET, steps)
        steps = self.displace.steps(situation.address, [found[target] for target in moved], REMOVE) + steps
        if self.displaces not in situation.document:
            return Outcome(value, True, UNSET, steps)
        rest = [name for name in situation.document[self.displaces] if name not in moved]
        return Outcome(value, True, UNSET, steps, aside={self.displaces: rest})

    def canonical(self, value: Any) -> Any:
        return sorted(self.of.label(target) for target in _here(value))

    def propose(self, want: Any) -> Any:
        return self.as_api(want["present"])

    def represent(self, value: Any) -> Any:
        return self.as_api(_here(value))
