# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Wishes: what data asks of each object, checked before anything is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..engine.desired import Desired, read
from ..engine.resource import Resource
from ..rest.errors import InvalidInput
from .conform import Form
from .items import Data, Item, Section


@dataclass(frozen=True)
class Wish:
    """What data asks of one object.

    :param kind: its kind
    :param where: where it stands in the data
    :param desired: what is asked
    :param depth: how many objects of the same section must be there before, one within the other
    :param beside: what the data says of the object that later sections bring about
    :param notes: what the user should be told of the data
    :param data: the object as the data has it
    """

    kind: Resource
    where: str
    desired: Desired
    depth: int = 0
    beside: Data = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    data: Data = field(default_factory=dict)


@dataclass(frozen=True)
class Wishing:
    """How objects in data become wishes.

    :param kinds: kinds by name
    :param forms: their options by kind's name, without those of the connection
    :param shared: options that go for all objects, unless one has another
    :param above: options that no object has another of
    """

    kinds: Mapping[str, Resource]
    forms: Mapping[str, Form]
    shared: Mapping[str, Any]
    above: Mapping[str, Any] = field(default_factory=dict)

    def of(self, section: Section, data: Data) -> Iterator[Wish]:
        """Yield a section's wishes.

        :raises InvalidInput: where the data can't be right
        """
        for item in section.items(data):
            yield self.wish(item)

    def wish(self, item: Item) -> Wish:
        """Return the wish for an object.

        :raises InvalidInput: where the data can't be right
        """
        kind = self.kinds[item.kind]
        given = without_made(kind, item.data)
        options, rest = self.forms[item.kind].options(given, item.where, {**self.shared, **item.options})
        if rest and "raw" not in kind.takes:
            raise InvalidInput(f"{item.where}.{next(iter(rest))}", None, f"is nothing that a {kind.title} has")
        if rest:
            options["raw"] = raw(kind, {**(options.get("raw") or {}), **rest})
        try:
            desired = read(kind, {**self.shared, **options, **item.options, **self.above})
        except InvalidInput as error:
            raise error.within(item.where) from error
        return Wish(kind, item.where, desired, item.depth, item.beside, item.notes, item.data)


def without_made(kind: Resource, data: Data) -> dict[str, Any]:
    """Return an object without what only a server makes, and nobody can ask for."""
    made = {*kind.server_made, kind.id_option} - {*kind.key}
    return {name: value for name, value in data.items() if name not in made}


def raw(kind: Resource, rest: Data) -> dict[str, Any]:
    """Return what of an object there is no option for, as the API may know it."""
    return {name: value for name, value in rest.items() if name not in kind.not_sent and value is not None}
