# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Children: a sub-collection keyed by a natural key, such as the protocol mappers of a client."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Callable, Optional

from ..rest.errors import InvalidInput
from ..rest.paths import fill
from .field import Field
from .links import EXACT, SUBSET
from .part import ADD, CHANGE, LATER, PENDING_ID, REMOVE, UNSET, Outcome, Part, Reader, Reference, Situation, Step


@dataclass(frozen=True)
class Children(Part):
    """A sub-collection.

    :param fields: what one child consists of
    :param key: the natural key's field
    :param at: path template of the sub-collection
    :param child: path template of one child; ``{child}`` is what identifies it
    :param make: path template that a new child is sent to, ``at`` unless given
    :param together: path template that takes several new children in one request, all of them or none; empty where none
    :param ident: the API field that identifies a child in a path
    :param replaced: whether the server can't change a child, so that it is removed and made again
    :param listed: whether the children must be read at ``at``; else the document has them
    :param embed: whether the request that makes the object takes the children
    :param inline: whether a write of the document takes them, too
    :param behavior: name of the option that chooses between exact and subset
    :param fixed: fields that every child carries by its parent: API field -> address variable
    :param born: situation -> fields that a new child gets where the task leaves them out
    :param inborn: situation -> the children that a new owner has by itself; where this is given, those of a new owner
        follow once it is there
    :param implied: (document, child) -> whether the server makes it by itself: an exact list that doesn't name it
        leaves it
    :param by_id: whether an item may say by its id which child it means, and then give it a new name
    """

    fields: tuple[Field, ...] = ()
    key: str = "name"
    at: str = ""
    child: str = ""
    make: str = ""
    together: str = ""
    ident: str = "id"
    replaced: bool = False
    listed: bool = False
    embed: bool = False
    inline: bool = False
    behavior: str = ""
    fixed: Mapping[str, str] = field(default_factory=dict)
    born: Callable[[Situation], Mapping[str, Any]] = lambda situation: {}
    inborn: Optional[Callable[[Situation], Iterable[dict[str, Any]]]] = None
    implied: Callable[[Mapping[str, Any], Mapping[str, Any]], bool] = lambda document, child: False
    by_id: bool = False

    def arguments(self) -> dict[str, dict[str, Any]]:
        options = {one.option: one.argument() for one in self.fields}
        entries: dict[str, dict[str, Any]] = {
            self.option: {"type": "list", "elements": "dict", "no_log": False, "options": options}
        }
        if self.names():
            entries[self.option]["aliases"] = self.names()
        if self.behavior:
            entries[self.behavior] = {"type": "str", "choices": [EXACT, SUBSET], "no_log": False}
            entries[self.behavior]["aliases"] = [Part(self.behavior).api]
        return entries

    def mode(self, options: Mapping[str, Any]) -> Optional[str]:
        return options.get(self.behavior) if self.behavior else None

    def desire(self, options: Mapping[str, Any]) -> Any:
        given = options.get(self.option)
        if given is None:
            return UNSET
        if not isinstance(given, list):
            raise InvalidInput(self.option, given, "must be a list of dictionaries")
        wanted: dict[Any, dict[str, Any]] = {}
        for number, item in enumerate(given):
            child = self._read(item, f"{self.option}[{number}]")
            name = child.get(self.key) or (child.get(self.ident) if self.by_id else None)
            if name in (None, ""):
                needed = f"{self.key} or {self.ident}" if self.by_id else self.key
                raise InvalidInput(f"{self.option}[{number}]", None, f"needs {needed}")
            if name in wanted:
                raise InvalidInput(f"{self.option}[{number}].{self.key}", name, "must be unique in the list")
            wanted[name] = child
        return list(wanted.values())

    def _read(self, item: Any, where: str) -> dict[str, Any]:
        if not isinstance(item, Mapping):
            raise InvalidInput(where, item, "must be a dictionary")
        child = {}
        for one in self.fields:
            if item.get(one.option) is not None:
                child[one.api] = one.read(item[one.option], f"{where}.{one.option}")
        return child

    def observe(self, reader: Reader, address: Mapping[str, str], document: Mapping[str, Any]) -> Any:
        return reader.list(fill(self.at, address)) if self.listed else list(document.get(self.api) or [])

    def wants(self, now: Any, want: Any, mode: Optional[str]) -> Iterable[tuple[Any, Reference]]:
        want, current = self._paired(now or [], want)
        for child in want:
            had = current.get(child[self.key], {})
            for one in self.fields:
                yield from one.wants(had.get(one.api), child.get(one.api), mode)

    def _paired(self, now: list[dict[str, Any]], want: Any) -> tuple[list[dict[str, Any]], dict[Any, dict[str, Any]]]:
        """Return what is wanted, each with its name, and what is there by the names that it will have.

        :raises InvalidInput: where an id alone is to name a child, and none has it, or two would have one name
        """
        own = {child.get(self.ident): child for child in now} if self.by_id else {}
        named: list[dict[str, Any]] = []
        names: dict[Any, Any] = {}
        for number, child in enumerate(want):
            had = own.get(child.get(self.ident))
            name = child.get(self.key) or (had or {}).get(self.key)
            if name is None:
                raise InvalidInput(f"{self.option}[{number}].{self.ident}", child.get(self.ident), "is nobody's here")
            if any(name == one[self.key] for one in named):
                raise InvalidInput(f"{self.option}[{number}].{self.key}", name, "must be unique in the list")
            named.append({**child, self.key: name})
            if had:
                names[had[self.ident]] = name
        current: dict[Any, dict[str, Any]] = {}
        for child in now:
            name = names.get(child.get(self.ident), child[self.key])
            # where the server lets several have one name, the first is meant
            current[(name, child.get(self.ident)) if name in current else name] = child
        return named, current

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        if situation.creating and self.inborn is not None:
            has = [{**child, self.ident: PENDING_ID + str(child[self.key])} for child in self.inborn(situation)]
            then = self.settle(has, want, replace(situation, creating=False))
            return replace(then, steps=[replace(step, phase=LATER + step.phase) for step in then.steps])
        want, current = self._paired(now or [], want)
        merged, added, changed = {}, [], []
        for child in want:
            name = child[self.key]
            merged[name], differs = self._merge(current.get(name), child, situation)
            if name not in current:
                added.append(name)
            elif differs:
                changed.append(name)
        exact = situation.modes.get(self.api) != SUBSET
        gone = [name for name in current if exact and name not in merged]
        gone = [name for name in gone if not self.implied(situation.document, current[name])]
        rest = {name: child for name, child in current.items() if name not in gone}
        value = list({**rest, **merged}.values())
        some = bool(added or changed or gone)
        if situation.creating and self.embed or self.inline:
            return Outcome(value, some or situation.creating, value)
        if self.replaced:
            gone, added, changed = gone + changed, added + changed, []
        steps = [self._step("DELETE", situation, current[name]) for name in gone]
        steps += [self._step("PUT", situation, merged[name]) for name in changed]
        steps += self._makings(situation, [merged[name] for name in added])
        return Outcome(value, some, UNSET, steps)

    def _merge(
        self, now: Optional[dict[str, Any]], want: dict[str, Any], situation: Situation
    ) -> tuple[dict[str, Any], bool]:
        """Return the child as it will be, and whether that differs from now."""
        merged = dict(self.born(situation) if now is None else now)
        differs = now is None
        for name, variable in self.fixed.items():
            merged.setdefault(name, situation.address.get(variable, PENDING_ID))
        own = replace(situation, creating=now is None)
        for one in self.fields:
            # a child is found by its key: an id given for one that exists means nothing
            if one.api in want and not (one.api == "id" and now):
                outcome = one.settle((now or {}).get(one.api), want[one.api], own)
                value = outcome.body if outcome.changed else outcome.value
                if value is not None:
                    merged[one.api] = value
                differs = differs or outcome.changed
        return merged, differs

    def _makings(self, situation: Situation, new: list[dict[str, Any]]) -> list[Step]:
        if self.together and len(new) > 1:
            return [Step("POST", fill(self.together, situation.address), new, ADD)]
        return [self._made(situation, child) for child in new]

    def _made(self, situation: Situation, child: Mapping[str, Any]) -> Step:
        named = {"child": child[self.ident]} if child.get(self.ident) else {}
        return Step("POST", fill(self.make or self.at, {**situation.address, **named}), child, ADD)

    def _step(self, method: str, situation: Situation, child: Mapping[str, Any]) -> Step:
        path = fill(self.child, {**situation.address, "child": child[self.ident]})
        return Step(method, path, child if method == "PUT" else UNSET, REMOVE if method == "DELETE" else CHANGE)

    def canonical(self, value: Any) -> Any:
        known = {one.api: one for one in self.fields}
        return [
            {
                name: known[name].shown(item) if name in known else item
                for name, item in sorted(child.items())
                if name not in ("id", *self.fixed) and item not in (None, {}, [])
            }
            for child in sorted(value or [], key=lambda child: str(child.get(self.key)))
        ]
