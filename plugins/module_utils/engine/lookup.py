# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lookups: how an object is found by what people call it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Optional, Protocol

from ..rest.paths import fill
from .part import Reader


def _value(item: Any, name: str) -> Any:
    return item.get(name) if isinstance(item, Mapping) else None


def query(params: Mapping[str, str], address: Mapping[str, str]) -> dict[str, str]:
    """Return query parameters; ``{name}`` stands for an address variable, and goes where there is none."""
    values = {key: address.get(text[1:-1]) if text.startswith("{") else text for key, text in params.items()}
    return {key: value for key, value in values.items() if value is not None}


class Lookup(Protocol):
    """A way of finding one object."""

    def one(self, reader: Reader, address: Mapping[str, str]) -> Optional[dict[str, Any]]:
        """Return the object that the address describes, None where the server has none."""


@dataclass(frozen=True)
class ByPath:
    """The natural key is part of the item's own path.

    :param path: path template
    :param params: query parameters; ``{name}`` stands for an address variable
    """

    path: str
    params: Mapping[str, str] = field(default_factory=dict)

    def one(self, reader: Reader, address: Mapping[str, str]) -> Optional[dict[str, Any]]:
        return reader.get(fill(self.path, address), query(self.params, address) or None)


@dataclass(frozen=True)
class InList:
    """A list is read, narrowed by query parameters where the server can, and searched for equal keys.

    :param path: path template of the list
    :param match: API field -> address variable that it must equal
    :param params: query parameters; ``{name}`` stands for an address variable
    :param fold: fields that the server keeps in lower case
    """

    path: str
    match: Mapping[str, str]
    params: Mapping[str, str] = field(default_factory=dict)
    fold: tuple[str, ...] = ()

    def one(self, reader: Reader, address: Mapping[str, str]) -> Optional[dict[str, Any]]:
        for item in reader.list(fill(self.path, address), query(self.params, address) or None):
            if all(self._equal(item, name, address.get(variable)) for name, variable in self.match.items()):
                return item
        return None

    def _equal(self, item: Any, name: str, wanted: Optional[str]) -> bool:
        value = _value(item, name)
        if name in self.fold and isinstance(value, str) and wanted is not None:
            return value.lower() == wanted.lower()
        return wanted is None or value == wanted
