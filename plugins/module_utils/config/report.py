# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Report: what came of each object, by its kind and one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .compared import Compared

CHANGES = ("created", "updated", "removed", "unchanged")


def kinds(compared: Iterable[Compared]) -> dict[str, dict[str, int]]:
    """Return how many objects of each kind were created, updated, removed and unchanged; each counts once."""
    told: dict[str, dict[str, int]] = {}
    for kind, _name, change in _objects(compared):
        told.setdefault(kind, dict.fromkeys(CHANGES, 0))[change] += 1
    return dict(sorted(told.items()))


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


def _objects(compared: Iterable[Compared]) -> list[tuple[str, str, str]]:
    """Return kind, name and change of each object; of several changes of one the first in CHANGES counts."""
    found: dict[tuple[str, str], str] = {}
    for one in compared:
        key = (one.wish.kind.name, one.label)
        found[key] = min(found.get(key, one.change), one.change, key=CHANGES.index)
    return [(kind, name, change) for (kind, name), change in found.items()]


def sentence(counts: Mapping[str, Mapping[str, int]], realm: str, check: bool) -> str:
    """Return the result's message."""
    sums = {change: sum(of[change] for of in counts.values()) for change in CHANGES}
    done = ", ".join(f"{sums[change]} {change}" for change in CHANGES if sums[change])
    return f"Realm {realm}{' (check mode)' if check else ''}: {done or 'nothing is asked for'}."
