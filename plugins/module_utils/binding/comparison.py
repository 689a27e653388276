# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Comparison: whether what a server has holds what a raw call asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..engine.canonical import as_text

EMPTY: tuple[Any, ...] = (None, "", [], {})


def holds(current: Any, want: Any) -> bool:
    """Return whether a value holds another one: of a map the keys that are given, of a list all items in any order.

    Booleans and numbers equal their texts, what is empty equals what is absent, and a key given as null is absent.
    """
    if want in EMPTY or current in EMPTY:
        return want in EMPTY and current in EMPTY or isinstance(want, Mapping) and _is_nothing(current, want)
    if isinstance(want, Mapping):
        return isinstance(current, Mapping) and all(holds(current.get(key), value) for key, value in want.items())
    if isinstance(want, (list, tuple)):
        return isinstance(current, list) and len(current) == len(want) and all(among(current, one) for one in want)
    return not isinstance(current, (dict, list)) and as_text(current) == as_text(want)


def _is_nothing(current: Any, want: Mapping[str, Any]) -> bool:
    """A map of nothing but nulls is held by an empty one; an empty map given asks for nothing."""
    return not want or current in EMPTY and all(holds(None, value) for value in want.values())


def among(items: Any, want: Any) -> bool:
    """Return whether a list has an item that holds what is wanted."""
    return isinstance(items, list) and any(holds(item, want) for item in items)


def answers(found: Any, has: Any, any_of: bool = False) -> bool:
    """Return whether an answer has what is asked for: a list some items, anything else itself.

    :param found: the answer, None where nothing was found
    :param has: what it must have; None where it is enough that there is something
    :param any_of: whether one of several items is enough
    """
    if has is None:
        return found not in EMPTY
    if not isinstance(found, list):
        return found is not None and holds(found, has)
    return (any if any_of else all)(among(found, one) for one in _items(has))


def _items(has: Any) -> list[Any]:
    return list(has) if isinstance(has, (list, tuple)) else [has]


def excerpt(found: Any, has: Any) -> Any:
    """Return what an answer has of what was asked for, as a diff shows it."""
    if isinstance(has, Mapping) and isinstance(found, Mapping):
        return {key: found[key] for key in has if found.get(key) not in EMPTY}
    if isinstance(found, list) and has is not None:
        return [item for item in found if any(holds(item, one) for one in _items(has))]
    return found
