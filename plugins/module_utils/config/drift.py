# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drift: where a server is another than its data says, object by object and field by field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Optional

from .compared import Compared
from .tally import sums, tally

MISSING, CHANGED, EXTRA, UNCHANGED = "missing", "changed", "extra", "unchanged"
STATES = (MISSING, CHANGED, EXTRA, UNCHANGED)
_OF_CHANGE = {"created": MISSING, "updated": CHANGED, "removed": EXTRA, "unchanged": UNCHANGED}
# what tells the items of a list apart
_NAMES = ("name", "alias", "username", "providerId")


@dataclass(frozen=True)
class Difference:
    """A field that differs.

    :param field: its name, with dots for what is within
    :param data: its value in the data, None for nothing
    :param server: its value on the server, None for nothing
    """

    field: str
    data: Any
    server: Any


@dataclass
class Found:
    """An object, and how it differs.

    :param where: where it stands in the data; for what the data hasn't, the section that it would be of
    """

    kind: str
    name: str
    where: str
    state: str
    fields: list[Difference] = field(default_factory=list)


@dataclass(frozen=True)
class Drift:
    """How a realm differs from its data.

    :param found: each object once, in the data's order, what the data hasn't at the end
    """

    realm: str
    found: list[Found]

    @property
    def differing(self) -> list[Found]:
        return [one for one in self.found if one.state != UNCHANGED]

    def kinds(self) -> dict[str, dict[str, int]]:
        """Return how many objects of each kind are in which state."""
        return tally(((one.kind, one.state) for one in self.found), STATES)

    def sums(self) -> dict[str, int]:
        """Return how many objects are in which state."""
        return sums(self.kinds(), STATES)


def drift(realm: str, compared: Iterable[Compared], extra: Iterable[Found]) -> Drift:
    """Return the drift of a realm; what several sections say of one object is put together.

    :param extra: what the data hasn't
    """
    found: dict[tuple[str, str], Found] = {}
    for one in compared:
        key = (one.wish.kind.name, one.label)
        seen = found.setdefault(key, Found(*key, one.wish.where, UNCHANGED))
        seen.state = min(seen.state, _OF_CHANGE[one.change], key=STATES.index)
        if one.change == "updated":
            seen.fields += _fields(one)
    nothing = any(seen.kind == "realm" and seen.state == MISSING for seen in found.values())
    for seen in found.values():
        if nothing:
            seen.state = MISSING
        if seen.state == MISSING:
            # what it would be is in the data
            seen.fields = []
    return Drift(realm, [*found.values(), *extra])


def _fields(one: Compared) -> Iterator[Difference]:
    """Yield the fields that differ, also those of which only that may be shown: both values are hidden then."""
    after, before = one.plan.after, one.plan.before
    owner = _owner(one)
    for name in sorted({*after, *before}):
        found = list(differences(after.get(name), before.get(name), name + owner))
        if not found and name in one.plan.unsettled:
            found = [Difference(name + owner, after.get(name), before.get(name))]
        yield from found


def _owner(one: Compared) -> str:
    """Return whose roles they are, where the object's name doesn't tell: they may be several clients'."""
    client = one.wish.desired.options.get("client_id")
    return f"[{client}]" if client and str(client) not in one.label else ""


def differences(data: Any, server: Any, at: str = "") -> Iterator[Difference]:
    """Yield what differs between two values, within maps, and within lists whose items have names."""
    if data == server:
        return
    pair = _maps(data, server)
    if pair is None:
        yield Difference(at, data, server)
        return
    ours, theirs, form = pair
    for name in sorted({*ours, *theirs}):
        yield from differences(ours.get(name), theirs.get(name), form.format(at, name) if at else name)


def _maps(data: Any, server: Any) -> Optional[tuple[Mapping[str, Any], Mapping[str, Any], str]]:
    """Return two values as maps, and how a name within is written; None where they can't be compared by names."""
    if isinstance(data, Mapping) and isinstance(server, Mapping):
        return data, server, "{}.{}"
    for name in _NAMES:
        ours, theirs = _by(name, data), _by(name, server)
        if ours and theirs:
            return ours, theirs, "{}[{}]"
    return None


def _by(name: str, items: Any) -> Optional[dict[str, Any]]:
    if not isinstance(items, list) or not all(isinstance(item, Mapping) and item.get(name) for item in items):
        return None
    found = {str(item[name]): item for item in items}
    return found if len(found) == len(items) else None


def presented(found: Found) -> dict[str, Any]:
    """Return an object that differs as results and reports have it."""
    return {
        "kind": found.kind,
        "name": found.name,
        "difference": found.state,
        "where": found.where,
        "fields": [{"field": one.field, "data": one.data, "server": one.server} for one in found.fields],
    }
