# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Spelling: names of a representation that data may also write as our options do, with underscores."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from ..rest.errors import InvalidInput


def snake(name: str) -> str:
    """Return an API's name as an option of that name is written."""
    return re.sub(r"(?<=[a-z0-9])[A-Z]", lambda letter: "_" + letter[0].lower(), name)


def spelled(data: Any, names: Iterable[str]) -> Any:
    """Return data in which these names are written as the API writes them, at any depth.

    :raises InvalidInput: where one is there in both spellings
    """
    return _spelled(data, {snake(name): name for name in names if snake(name) != name}, "config")


def _spelled(data: Any, names: Mapping[str, str], where: str) -> Any:
    if isinstance(data, list):
        return [_spelled(item, names, where) for item in data]
    if not isinstance(data, Mapping):
        return data
    shaped = {}
    for name, value in data.items():
        api = names.get(name, name)
        if api is not name and api in data:
            raise InvalidInput(f"{where}.{name}", None, f"is already given as {api}")
        shaped[api] = _spelled(value, names, api) if isinstance(value, (dict, list)) else value
    return shaped
