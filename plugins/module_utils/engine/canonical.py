# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Canonical forms: desired and current are brought to one form before they are compared.

A shape knows one sort of value: how it is written in the API's form (``shape``), how a desired value is merged over
the current one, what both look like when compared, and what a write must send to bring the change about.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from ..rest.errors import InvalidInput

_EMPTY: tuple[Any, ...] = ("", [], [""])
# the type of each scalar, texts that can be taken for one, and what to call it
_SCALARS: Mapping[str, tuple[type, re.Pattern[str], str]] = {
    "str": (str, re.compile(".*", re.S), "a text"),
    "int": (int, re.compile("[+-]?[0-9]+"), "a whole number"),
    "bool": (bool, re.compile("true|false", re.I), "true or false"),
}


def as_text(value: Any) -> str:
    """Return a scalar as Keycloak keeps it in a string map: booleans in lower case, nested values as JSON."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (dict, list, tuple)):
        return json.dumps(value, sort_keys=True)
    return "" if value is None else str(value)


def sort_key(value: Any) -> str:
    """Return a key that orders values of any JSON type."""
    return json.dumps(value, sort_keys=True, default=str)


@dataclass(frozen=True)
class Shape:
    """A value compared as it is."""

    def shape(self, value: Any, option: str) -> Any:
        """Return an option's value in the API's form.

        :raises InvalidInput: where the value can't be one of this shape
        """
        return value

    def merge(self, current: Any, desired: Any) -> Any:
        """Return what the value will be once the desired one is applied to the current one."""
        return desired

    def canonical(self, value: Any) -> Any:
        """Return the one form in which equal values are equal."""
        return value

    def sent(self, current: Any, merged: Any) -> Any:
        """Return what a write must send to turn the current value into the merged one."""
        return merged


@dataclass(frozen=True)
class Scalar(Shape):
    """A string, number or boolean; an absent string equals an empty one."""

    type: str = "str"

    def shape(self, value: Any, option: str) -> Any:
        if self.type not in _SCALARS:
            return value
        own, pattern, wanted = _SCALARS[self.type]
        if type(value) in (own,):
            return value
        text = as_text(value)
        if isinstance(value, (Mapping, list, tuple)) or not pattern.fullmatch(text):
            raise InvalidInput(option, value, f"must be {wanted}")
        if self.type == "int":
            return int(text)
        return text.lower() == "true" if self.type == "bool" else text

    def canonical(self, value: Any) -> Any:
        if self.type == "bool":
            return None if value is None else as_text(value).lower() == "true"
        if self.type == "int":
            return None if value is None or value == "" else int(value)
        return as_text(value)


@dataclass(frozen=True)
class ListOf(Shape):
    """A list; without ``ordered`` the server's order and repeats mean nothing."""

    ordered: bool = False

    def shape(self, value: Any, option: str) -> Any:
        if not isinstance(value, (list, tuple)):
            raise InvalidInput(option, value, "must be a list")
        return list(value) if self.ordered else list({sort_key(item): item for item in value}.values())

    def canonical(self, value: Any) -> Any:
        items = list(value or [])
        if self.ordered:
            return items
        seen = {sort_key(item): item for item in items}
        return [seen[key] for key in sorted(seen)]


@dataclass(frozen=True)
class MapOf(Shape):
    """A map that is merged: a key given as null is removed, keys not given stay.

    :param multi: whether the values are lists of strings
    :param unordered: whether the server takes the same values in another order for no change
    :param rename: names that playbooks use for a key -> the API's key
    :param empty_is_absent: whether the server drops a key whose value is empty
    :param remove_with: what a write sends for a key that goes; ``...`` where leaving it out removes it
    """

    multi: bool = False
    unordered: bool = False
    rename: Mapping[str, str] = field(default_factory=dict)
    empty_is_absent: bool = True
    remove_with: Any = ...

    def shape(self, value: Any, option: str) -> Any:
        if not isinstance(value, Mapping):
            raise InvalidInput(option, value, "must be a dictionary")
        return {self.rename.get(str(key), str(key)): self._value(item) for key, item in value.items()}

    def _value(self, item: Any) -> Any:
        if item is None:
            return None
        if not self.multi:
            return as_text(item)
        return [as_text(one) for one in (item if isinstance(item, (list, tuple)) else [item])]

    def merge(self, current: Any, desired: Any) -> Any:
        merged = dict(current or {})
        for key, value in desired.items():
            if value is None or self.empty_is_absent and value in _EMPTY:
                merged.pop(key, None)
            else:
                merged[key] = value
        return merged

    def canonical(self, value: Any) -> Any:
        items = sorted((str(key), item) for key, item in (value or {}).items() if item is not None)
        shaped = {key: self._value(item) for key, item in items}
        if self.unordered:
            shaped = {key: sorted(item) if isinstance(item, list) else item for key, item in shaped.items()}
        if not self.empty_is_absent:
            return shaped
        return {key: item for key, item in shaped.items() if item not in _EMPTY}

    def sent(self, current: Any, merged: Any) -> Any:
        if self.remove_with is ...:
            return merged
        gone = {key: self.remove_with for key in (current or {}) if key not in merged}
        return {**merged, **gone}


@dataclass(frozen=True)
class Free(Shape):
    """Any JSON, merged deeply: maps key by key, null removes; lists of scalars have no order."""

    def merge(self, current: Any, desired: Any) -> Any:
        if not isinstance(desired, Mapping):
            return desired
        merged = dict(current) if isinstance(current, Mapping) else {}
        for key, value in desired.items():
            if value is None:
                merged.pop(key, None)
            else:
                merged[key] = self.merge(merged.get(key), value)
        return merged

    def canonical(self, value: Any) -> Any:
        if isinstance(value, Mapping):
            return {str(key): self.canonical(value[key]) for key in sorted(value) if value[key] is not None}
        if isinstance(value, (list, tuple)):
            items = [self.canonical(item) for item in value]
            return items if any(isinstance(item, (dict, list)) for item in items) else sorted(items, key=sort_key)
        return value


@cache
def shape_of(type: str) -> Shape:
    """Return the shape that an option's type has unless its field says otherwise."""
    if type == "list":
        return ListOf()
    if type == "dict":
        return MapOf()
    return Scalar(type)
