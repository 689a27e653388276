# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Items: how data falls into the objects of our kinds, section by section, in the order in which they can be made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Callable

from ..engine.part import Reader
from ..rest.errors import InvalidInput

Data = Mapping[str, Any]


@dataclass(frozen=True)
class Item:
    """One object as the data has it.

    :param kind: name of its kind
    :param where: where it stands in the data, for messages
    :param data: its fields, by the API's names or by our options'
    :param options: options that its place in the data tells, as the kind's module takes them
    :param depth: how many objects of the same section must be there before, one within the other
    :param beside: what the data says of the object that later sections bring about
    :param notes: what the user should be told of the data
    """

    kind: str
    where: str
    data: Data
    options: Mapping[str, Any] = field(default_factory=dict)
    depth: int = 0
    beside: Data = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Holding:
    """One object as the server has it.

    :param kind: name of its kind
    :param options: options that name it
    :param protected: whether it came with the realm, or belongs to the server: it is nobody's to remove
    :param within: the object, of this section or one before, with which it would go
    """

    kind: str
    options: Mapping[str, Any]
    protected: bool = False
    within: Holding | None = None


@dataclass(frozen=True)
class Section:
    """A step of the way from nothing to the whole realm: what it makes needs only what sections before it made.

    :param name: what users call it
    :param items: the data -> the objects that it makes
    :param holdings: (reader, realm) -> all objects of this section that the server has; where it is None, the section
        has no objects of its own that could be removed
    """

    name: str
    items: Callable[[Data], Iterator[Item]]
    holdings: Callable[[Reader, str], Iterable[Holding]] | None = None


def listed(data: Any, where: str) -> Iterator[tuple[str, Data]]:
    """Yield where each object of a list stands, and the object.

    :raises InvalidInput: where it is no list of dictionaries
    """
    if data is not None and not isinstance(data, (list, tuple)):
        raise InvalidInput(where, None, "must be a list")
    for number, item in enumerate(data or ()):
        if not isinstance(item, Mapping):
            raise InvalidInput(f"{where}[{number}]", None, "must be a dictionary")
        yield f"{where}[{number}]", item


def mapped(data: Any, where: str) -> Iterator[tuple[str, str, Any]]:
    """Yield where each entry of a map stands, its key and its value.

    :raises InvalidInput: where it is no map
    """
    if data is not None and not isinstance(data, Mapping):
        raise InvalidInput(where, None, "must be a dictionary")
    for key, value in (data or {}).items():
        yield f"{where}.{key}", str(key), value


def names(data: Any, where: str) -> list[str]:
    """Return the names in a list.

    :raises InvalidInput: where it is no list of texts
    """
    if not isinstance(data, (list, tuple)):
        raise InvalidInput(where, None, "must be a list")
    for number, name in enumerate(data):
        if not isinstance(name, str):
            raise InvalidInput(f"{where}[{number}]", None, "must be a text")
    return list(data)


def without(data: Data, *fields: str) -> dict[str, Any]:
    """Return data without some fields."""
    return {name: value for name, value in data.items() if name not in fields}


def refuse_others(data: Data, where: str, *fields: str) -> None:
    """See that an object has no other fields: what nobody looks at would be lost without a word.

    :raises InvalidInput: where it has one
    """
    for name, value in data.items():
        if name not in fields and value is not None:
            raise InvalidInput(f"{where}.{name}", None, f"is not one of {', '.join(fields)}")
