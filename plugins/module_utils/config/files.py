# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files: the parts of a realm's data, merged in their order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..rest.errors import InvalidInput


def merged(parts: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Return all parts as one: maps are merged, lists are put together, of other values the last counts.

    :param parts: names of the parts, and what they hold
    :raises InvalidInput: where a part is no map, or holds another sort of value than one before
    """
    whole: dict[str, Any] = {}
    for name, part in parts:
        if part is None:
            # an empty file
            continue
        if not isinstance(part, Mapping):
            raise InvalidInput(name, None, "must hold a dictionary: a realm, or a part of one")
        whole = _merged(whole, part, name)
    return whole


def _merged(before: Mapping[str, Any], part: Mapping[str, Any], where: str) -> dict[str, Any]:
    return {**before, **{name: _value(before.get(name), value, f"{where}: {name}") for name, value in part.items()}}


def _value(before: Any, value: Any, where: str) -> Any:
    if before is None:
        return value
    if isinstance(before, Mapping) and isinstance(value, Mapping):
        return _merged(before, value, where)
    if isinstance(before, list) and isinstance(value, list):
        return [*before, *value]
    if isinstance(before, (Mapping, list)) or isinstance(value, (Mapping, list)):
        raise InvalidInput(where, None, "is another sort of value than in a file before")
    return value
