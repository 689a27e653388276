# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Within: objects that have no path of their own: items of a list in one document, which is read and written whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Optional

from ..rest.errors import InvalidInput
from ..rest.paths import fill
from .part import Reader, Step

Item = dict[str, Any]


@dataclass(frozen=True)
class Within:
    """Where such objects are. It finds them, and writes the document with one of them made, changed or left out.

    The others stay as they were read, and keep their order; a new one comes last.

    :param at: path template of the document
    :param items: the document's list
    :param key: the items' API field that the natural key's option of the same name tells
    :param params: query parameters with which the document shows all that there is
    :param fixed: the document's list of items that the server has by itself: they are found, and never written
    :param what: what an item is called in errors
    """

    at: str
    items: str
    key: str = "name"
    params: Mapping[str, str] = field(default_factory=dict)
    fixed: str = ""
    what: str = "object"

    def read(self, reader: Reader, address: Mapping[str, str]) -> Mapping[str, Any]:
        """Return the whole document."""
        return reader.get(fill(self.at, address), dict(self.params) or None) or {}

    def all(self, reader: Reader, address: Mapping[str, str]) -> list[Item]:
        """Return the items that aren't the server's own."""
        return list(self.read(reader, address).get(self.items) or [])

    def one(self, reader: Reader, address: Mapping[str, str]) -> Optional[Item]:
        """Return the item of the address's name, None where there is none."""
        document = self.read(reader, address)
        everything = [*(document.get(self.items) or []), *(document.get(self.fixed) or [])]
        return next((item for item in everything if item.get(self.key) == address.get(self.key)), None)

    def step(self, document: Mapping[str, Any], address: Mapping[str, str], item: Optional[Mapping[str, Any]]) -> Step:
        """Return the write that has an item as it is given, or leaves it out where it is None.

        :raises InvalidInput: where the server has it by itself
        """
        name = address[self.key]
        if any(one.get(self.key) == name for one in document.get(self.fixed) or []):
            own = f"{name!r} is a {self.what} that the server has by itself"
            raise InvalidInput(self.key, None, f"{own}: it can't be changed")
        items = list(document.get(self.items) or [])
        places = [place for place, one in enumerate(items) if one.get(self.key) == name]
        if places:
            items[places[0] : places[0] + 1] = [] if item is None else [item]
        elif item is not None:
            items.append(item)
        return Step("PUT", fill(self.at, address), {self.items: items})
