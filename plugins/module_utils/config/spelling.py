# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Spelling: names of a representation that data may also write as our options do, with underscores."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..rest.errors import InvalidInput


def snake(name: str) -> str:
    """Return an API's name as an option of that name is written."""
    return re.sub(r"(?<=[a-z0-9])[A-Z]", lambda letter: "_" + letter[0].lower(), name)


@dataclass(frozen=True)
class Spelling:
    """The names that data may write with underscores, too.

    :param names: those names as the API writes them
    :param free: names of maps that users fill as they like: nothing in them is one of these names
    :param named: names of maps whose keys are names of objects; what they lead to is spelled
    """

    names: Iterable[str]
    free: Container[str] = ()
    named: Container[str] = ()

    def spelled(self, data: Any) -> Any:
        """Return data in which the names are written as the API writes them, at any depth.

        :raises InvalidInput: where one is there in both spellings
        """
        return self._spelled(data, {snake(name): name for name in self.names if snake(name) != name}, "config")

    def _spelled(self, data: Any, names: Mapping[str, str], where: str, keys: bool = True) -> Any:
        if isinstance(data, list):
            return [self._spelled(item, names, f"{where}[{number}]") for number, item in enumerate(data)]
        if not isinstance(data, Mapping):
            return data
        shaped = {}
        for name, value in data.items():
            api = names.get(name, name) if keys else name
            if api != name and api in data:
                raise InvalidInput(f"{where}.{name}", None, f"is already given as {api}")
            deeper = isinstance(value, (dict, list)) and not (keys and api in self.free)
            below = not (keys and api in self.named)
            shaped[api] = self._spelled(value, names, f"{where}.{api}", below) if deeper else value
        return shaped
