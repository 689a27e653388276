# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sentences: what ``msg`` says came of a task."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Optional

from ..engine.resource import Resource
from ..engine.run import Run

_TOLD = {
    "created": "{title} {name!r} has been created",
    "updated": "{title} {name!r} has been updated",
    "removed": "{title} {name!r} has been removed",
    "unchanged": "{title} {name!r} is as desired",
    "absent": "{title} {name!r} is absent",
    "would be created": "{title} {name!r} would be created",
    "would be updated": "{title} {name!r} would be updated",
    "would be removed": "{title} {name!r} would be removed",
}


def sentence(kind: Resource, ran: Run, removing: bool, check: bool, asked: Optional[Mapping[str, Any]] = None) -> str:
    """Return what came of a task, in the kind's own words where it has some.

    :param removing: whether the object was to be absent
    :param check: whether it was only foreseen
    :param asked: what the task asks by API field
    """
    event = _event(ran, removing)
    if not ran.first.changed and not asked and "idle" in kind.sayings:
        event = "idle"
    if check and ran.first.changed:
        event = f"would be {event}"
    fields = {**(ran.existing or {}), **(ran.end_state or {})}
    known = {name: value for name, value in fields.items() if isinstance(value, (str, int))}
    changes = list(_changes(ran.first.before, ran.first.after))
    values = {"name": ran.label, **known, "title": kind.title, "changes": ", ".join(changes), "count": len(changes)}
    values.update(kind.wording(asked or {}, ran.first.before, ran.first.after))
    return {**_TOLD, **kind.sayings}[event].format_map(defaultdict(str, values))


def _event(ran: Run, removing: bool) -> str:
    if not ran.first.changed:
        return "absent" if removing else "unchanged"
    return "removed" if removing else "created" if ran.first.creates else "updated"


def _changes(before: Any, after: Any, where: str = "") -> Iterator[str]:
    """Yield each value of a diff that differs, with its path in the representation."""
    if _nested(before, after):
        before, after = before or {}, after or {}
        for name in sorted({*before, *after}):
            yield from _changes(before.get(name), after.get(name), f"{where}.{name}" if where else str(name))
    elif before != after:
        yield f"{where}: {before} -> {after}"


def _nested(before: Any, after: Any) -> bool:
    """Return whether two values are told apart by what is in them: of a map that comes or goes, each value differs."""
    some = [value for value in (before, after) if value is not None]
    return any(some) and all(isinstance(value, Mapping) for value in some)
