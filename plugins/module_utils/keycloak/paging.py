# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading a list page by page without missing an item."""

from __future__ import annotations

import json
from typing import Any, Callable

PAGE = 500

_RESTARTS = 3

Fetch = Callable[[int, int], list[Any]]


def read_all(fetch: Fetch, page: int = PAGE) -> list[Any]:
    """Return every item of a list, each once.

    Pages overlap by one item. If that item isn't the one seen before, something was added or removed meanwhile and the
    next page would skip an item, so reading starts again. Endpoints that ignore paging give everything at once.

    :param fetch: gives at most so many items (second argument) from a position (first argument) on
    :param page: items to ask for at a time, at least 2
    """
    for attempt in range(_RESTARTS + 1):
        items = _read(fetch, page, trusting=attempt == _RESTARTS)
        if items is not None:
            break
    return unique(items or [])


def unique(items: list[Any]) -> list[Any]:
    """Return the items without repeated ones, in their order."""
    seen: dict[str, Any] = {}
    for item in items:
        seen.setdefault(identity(item), item)
    return list(seen.values())


def identity(item: Any) -> str:
    """Return what tells an item from others: its id, or all of it."""
    if isinstance(item, dict):
        for name in ("id", "_id", "internalId"):
            if item.get(name):
                return f"{name}:{item[name]}"
    return json.dumps(item, sort_keys=True, default=str)


def _read(fetch: Fetch, page: int, *, trusting: bool) -> list[Any] | None:
    """Return the items, ``None`` if the list changed while it was read."""
    items = fetch(0, page)
    size = len(items)
    seen = {identity(item) for item in items}
    while size == page:
        found = fetch(len(items) - 1, page)
        size = len(found)
        if [identity(item) for item in found] == [identity(item) for item in items]:
            # The endpoint ignores where to start: this is the whole list again.
            return items
        if found and identity(found[0]) == identity(items[-1]):
            items += found[1:]
        elif trusting and not seen.issuperset(identity(item) for item in found):
            # An endpoint without a stable order; what is seen twice is removed later.
            items += found
        elif trusting:
            return items
        else:
            return None
        seen.update(identity(item) for item in found)
    return items
