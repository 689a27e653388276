# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Born: what an object will have by itself once it is made, told as wishes that it fulfils then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ..engine.canonical import sort_key
from ..engine.desired import Desired
from ..engine.field import Field
from ..engine.observe import Anticipation, locate
from ..engine.part import UNSET, Part, Reader, Situation
from ..engine.plan import Plan
from ..engine.secrecy import hide
from .compared import Compared, follow_up
from .identity import Identity, identity
from .items import Data, Section
from .wishes import Wish

# what tells the items of a list apart
_NAMES = frozenset({"name", "alias"})


class Born:
    """What comes by itself with objects that are to be made."""

    def __init__(self) -> None:
        self._wishes: dict[tuple[str, Identity], Wish] = {}
        self._data: dict[Identity, Data] = {}

    def add(self, section: Section, wishes: Sequence[Wish]) -> None:
        """Note what will be there, by the wishes of a section that it fulfils."""
        for wish in wishes:
            known = identity(wish)
            self._wishes[(section.name, known)] = wish
            self._data.setdefault(known, wish.data)

    def data(self, wish: Wish) -> Data:
        """Return what is known of the object of a wish by what comes by itself, empty for nothing."""
        return self._data.get(identity(wish), {})

    def fulfils(self, section: Section, wish: Wish) -> Wish | None:
        """Return the wish that will be fulfilled of the same object in a section, None for none."""
        return self._wishes.get((section.name, identity(wish))) if self._wishes else None


def beyond(wish: Wish, born: Wish, reader: Reader, anticipation: Anticipation) -> Compared:
    """Return what a wish takes of an object that will be as another wish says.

    :raises MissingReference: where it names another object that doesn't exist
    """
    desired, has = wish.desired, born.desired.values
    parts = {
        api: part
        for api, part in desired.parts.items()
        if _differs(part, desired, desired.values[api], has.get(api, UNSET))
    }
    if not parts:
        return Compared(wish, wish.kind.label(locate(wish.kind, reader, desired, anticipation)), Plan())
    told = follow_up(replace(wish, desired=replace(desired, parts=parts)), reader, anticipation, born.data)
    before = {api: hide(part.propose(has[api]), api) for api, part in parts.items() if api in has}
    return replace(told, wish=wish, plan=replace(told.plan, before=before))


def _differs(part: Part, desired: Desired, want: Any, has: Any) -> bool:
    if isinstance(part, Field):
        now = None if has is UNSET else has
        return part.settle(now, want, Situation({}, desired=desired.values, policy=desired.policy)).changed
    return _plain(part.propose(want)) != (None if has is UNSET else _plain(part.propose(has)))


def _plain(value: Any) -> Any:
    """Return a value as equal ones are equal: None for what is empty, and lists of what has names without an order."""
    if isinstance(value, Mapping):
        told = {name: _plain(item) for name, item in value.items()}
        return {name: item for name, item in told.items() if item is not None} or None
    if isinstance(value, (list, tuple)):
        items = [_plain(item) for item in value]
        named = all(isinstance(item, Mapping) and _NAMES & {*item} for item in items)
        return (sorted(items, key=sort_key) if named else items) or None
    return None if value == "" else value
