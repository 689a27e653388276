# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nodes: what a realm's representation is made of, how each is written, and what of it another realm doesn't have.

``tidy`` gives data in one order, without secrets and without what means nothing on another server. ``beyond`` gives
what has to be written to a realm that is like ``other``; ``SAME`` where that is nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...engine.secrecy import hide

SAME: Any = object()
Removed = list[str]


@dataclass(frozen=True)
class Plain:
    """A value that is kept or left out as a whole.

    :param ordered: whether the order of a list in it means something
    """

    ordered: bool = True

    def tidy(self, value: Any, key: str = "") -> Any:
        """Return it in one order.

        :param key: the field that it is in, which may say that it is a secret
        """
        return _sorted(hide(value, key), self.ordered)

    def beyond(self, value: Any, other: Any, where: str, removed: Removed) -> Any:
        """Return what another one doesn't have.

        :param where: what to call it
        :param removed: gets what the other one has and this one has not, where data can't say so
        """
        return SAME if value == other else value


@dataclass(frozen=True)
class Text(Plain):
    """A text that is no secret, whatever its field is called."""

    def tidy(self, value: Any, key: str = "") -> Any:
        return _sorted(value, self.ordered)


@dataclass(frozen=True)
class Settings(Plain):
    """A free map that is merged when it is applied: null removes a key.

    :param own: keys that only this server gives a meaning
    """

    own: frozenset[str] = frozenset()

    def tidy(self, value: Any, key: str = "") -> Any:
        return super().tidy({name: item for name, item in (value or {}).items() if name not in self.own})

    def beyond(self, value: Any, other: Any, where: str, removed: Removed) -> Any:
        gone = {name: None for name in other or {} if name not in value}
        new = {name: item for name, item in value.items() if name not in (other or {}) or item != other[name]}
        return dict(sorted({**new, **gone}.items())) or SAME


@dataclass(frozen=True)
class Listing(Settings):
    """A free map with lists written as JSON in its texts, whose order means nothing."""

    def tidy(self, value: Any, key: str = "") -> Any:
        return {name: _listed(item) for name, item in super().tidy(value).items()}


@dataclass(frozen=True)
class Entries(Plain):
    """A list of objects in their order; applied, each keeps what it isn't given, unless that is null."""

    def beyond(self, value: Any, other: Any, where: str, removed: Removed) -> Any:
        there = {one.get("name"): one for one in other}
        gone = [sorted(set(there.get(one.get("name"), ())) - set(one)) for one in value]
        whole = [{**one, **dict.fromkeys(names)} for one, names in zip(value, gone)]
        return SAME if value == other else whole


@dataclass(frozen=True)
class Named:
    """A map by names, whose values are all alike.

    :param each: a value
    """

    each: Any

    def tidy(self, value: Any, key: str = "") -> Any:
        tidied = {name: self.each.tidy(item) for name, item in sorted((value or {}).items())}
        return {name: item for name, item in tidied.items() if item not in ([], {})}

    def beyond(self, value: Any, other: Any, where: str, removed: Removed) -> Any:
        left = {}
        for name in sorted({*value, *other}):
            item, there = value.get(name), other.get(name)
            if item is None:
                if not isinstance(there, list) or not isinstance(self.each, Objects):
                    removed.append(f"{where}.{name}")
                    continue
                item = []
            more = item if there is None else self.each.beyond(item, there, f"{where}.{name}", removed)
            if more is not SAME:
                left[name] = more
        return left or SAME


@dataclass(frozen=True)
class Record:
    """An object.

    :param fields: its fields that aren't plain
    :param own: its fields that mean nothing on another server
    :param key: the fields that tell it from others of its sort
    :param whole: whether it is written whole where it differs; else the fields that differ
    :param keeps: fields that are written where they are empty, too: left out, they would get a value
    """

    fields: Mapping[str, Any] = field(default_factory=dict)
    own: frozenset[str] = frozenset()
    key: tuple[str, ...] = ("name",)
    whole: bool = False
    keeps: frozenset[str] = frozenset()

    def tidy(self, value: Any, key: str = "") -> Any:
        names = [name for name in (*self.key, *sorted(value)) if name in value and name not in self.own]
        tidied = {name: self.fields.get(name, PLAIN).tidy(value[name], name) for name in dict.fromkeys(names)}
        return {name: item for name, item in tidied.items() if name in self.keeps or item not in ({}, [], "", None)}

    def beyond(self, value: Any, other: Any, where: str, removed: Removed) -> Any:
        left: dict[str, Any] = {}
        for name in dict.fromkeys([*value, *other]):
            item = self._field(name, value, other, f"{where}.{name}" if where else name, removed)
            if item is not SAME:
                left[name] = item
        if not left:
            return SAME
        if self.whole:
            return {**value, **{name: item for name, item in left.items() if name not in value}}
        return {**{name: value[name] for name in self.key if name in value}, **left}

    def _field(self, name: str, value: Any, other: Any, where: str, removed: Removed) -> Any:
        node = self.fields.get(name, PLAIN)
        if name not in value:
            return _emptied(node, other[name], where, removed)
        return value[name] if name not in other else node.beyond(value[name], other[name], where, removed)

    def identity(self, value: Any) -> tuple[str, ...]:
        """Return what tells it from others of its sort."""
        return tuple(str(value.get(name, "")) for name in self.key)


def called(identity: tuple[str, ...]) -> str:
    """Return what people call an object."""
    return " ".join(name for name in identity if name)


@dataclass(frozen=True)
class Objects:
    """A list of objects, sorted by what they are called.

    :param of: one of them
    :param exact: whether applying it removes others, so that it is written whole where it differs
    """

    of: Record
    exact: bool = False

    def tidy(self, value: Any, key: str = "") -> Any:
        return sorted((self.of.tidy(one) for one in value or ()), key=self._place)

    def beyond(self, value: Any, other: Any, where: str, removed: Removed) -> Any:
        if self.exact:
            return SAME if value == other else value
        there = {self.of.identity(one): one for one in other}
        left = []
        for one in value:
            identity = self.of.identity(one)
            match = there.pop(identity, None)
            more = one if match is None else self.of.beyond(one, match, f"{where}[{called(identity)}]", removed)
            if more is not SAME:
                left.append(more)
        removed += [f"{where}[{called(identity)}]" for identity in there]
        return left or SAME

    def _place(self, one: Any) -> Any:
        return self.of.identity(one), json.dumps(one, sort_keys=True, default=str)


PLAIN = Plain()
UNORDERED = Plain(ordered=False)


def _emptied(node: Any, there: Any, where: str, removed: Removed) -> Any:
    """Return how data says that a field is empty where another realm's has something."""
    if isinstance(node, Objects) and node.exact:
        return []
    if isinstance(node, (Objects, Named, Settings)):
        return node.beyond([] if isinstance(there, list) else {}, there, where, removed)
    if isinstance(there, (str, list)):
        return type(there)()
    removed.append(where)
    return SAME


def _listed(text: Any) -> Any:
    if not (isinstance(text, str) and text.startswith("[")):
        return text
    try:
        items = _sorted(json.loads(text), ordered=False)
    except ValueError:
        return text
    return json.dumps(items, separators=(",", ":"), ensure_ascii=False)


def _sorted(value: Any, ordered: bool) -> Any:
    if isinstance(value, Mapping):
        return {name: _sorted(value[name], ordered) for name in sorted(value)}
    if isinstance(value, Sequence) and not isinstance(value, (str, bytes)):
        items = [_sorted(one, ordered) for one in value]
        return items if ordered else sorted(items, key=lambda one: json.dumps(one, sort_keys=True, default=str))
    return value
