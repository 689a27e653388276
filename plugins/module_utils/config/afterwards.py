# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Afterwards: the server as foreseen writes will leave it, for what is only done after them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Optional
from urllib.parse import quote

from ..engine.part import Reader, Step

Params = Mapping[str, Any]
# what an object's own path may know it by
_NAMES = ("id", "alias")


class Afterwards:
    """A reader of objects with the fields that writes give them, and without those that writes remove.

    :param reader: the server as it is
    :param steps: the writes
    """

    def __init__(self, reader: Reader, steps: Iterable[Step]) -> None:
        self.reader = reader
        self._written: dict[str, dict[str, Any]] = {}
        self._gone: set[str] = set()
        for step in steps:
            if step.method == "DELETE":
                self._gone.add(step.path)
            elif step.method == "PUT" and isinstance(step.body, Mapping):
                self._written.setdefault(step.path, {}).update(step.body)

    def get(self, path: str, params: Optional[Params] = None) -> Any:
        return None if path in self._gone else self._after(self.reader.get(path, params), path)

    def list(self, path: str, params: Optional[Params] = None) -> Any:
        places = ((item, [_place(path, item, name) for name in _NAMES]) for item in self.reader.list(path, params))
        return [self._after(item, *own) for item, own in places if not self._gone & {*own}]

    def query(self, path: str, body: Any = None, **how: Any) -> Any:
        return self.reader.query(path, body, **how)

    def version(self) -> str:
        return self.reader.version()

    def _after(self, found: Any, *places: str) -> Any:
        written = [self._written[place] for place in places if place in self._written]
        return {**found, **written[0]} if written and isinstance(found, Mapping) else found


def _place(path: str, item: Any, name: str) -> str:
    own = item.get(name) if isinstance(item, Mapping) else None
    return f"{path}/{quote(own, safe='')}" if isinstance(own, str) else ""
