# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Report: what came of each object, by its kind and one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .compared import Compared
from .tally import Counts, sums, tally, words

CHANGES = ("created", "updated", "removed", "unchanged")


def kinds(compared: Iterable[Compared]) -> dict[str, dict[str, int]]:
    """Return how many objects of each kind were created, updated, removed and unchanged; each counts once."""
    found: dict[tuple[str, str], str] = {}
    for one in compared:
        key = (one.wish.kind.name, one.label)
        # of several changes of one object, the first in CHANGES counts
        found[key] = min(found.get(key, one.change), one.change, key=CHANGES.index)
    return tally(((kind, change) for (kind, _name), change in found.items()), CHANGES)


def changes(compared: Iterable[Compared]) -> list[dict[str, Any]]:
    """Return what became of each object that differs, in the order of the work."""
    return [
        {
            "kind": one.wish.kind.name,
            "name": one.label,
            "change": one.change,
            "where": one.wish.where,
            "fields": sorted(one.plan.unsettled),
        }
        for one in compared
        if one.plan.changed
    ]


def diff(compared: Iterable[Compared]) -> list[dict[str, Any]]:
    """Return the difference of each object that differs, for ``--diff``."""
    shown = []
    for one in compared:
        if one.plan.changed:
            header = f"{one.wish.kind.title} {one.label}"
            before, after = dict(one.plan.before), dict(one.plan.after)
            if before and after:
                before, after = _differing(before, after), _differing(after, before)
            shown.append({"before_header": header, "after_header": header, "before": before, "after": after})
    return shown


def _differing(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that differ: of thousands of objects, the others would hide them."""
    return {name: value for name, value in one.items() if other.get(name) != value}


def sentence(counts: Counts, realm: str, check: bool) -> str:
    """Return the result's message."""
    done = words(sums(counts, CHANGES)) or "nothing is asked for"
    return f"Realm {realm}{' (check mode)' if check else ''}: {done}."
