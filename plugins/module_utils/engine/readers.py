# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Readers that stand for a server."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Optional

from .part import Reader


class Nothing:
    """A reader of a parent that doesn't exist yet."""

    def get(self, path: str, params: Optional[Mapping[str, Any]] = None) -> Any:
        return None

    def list(self, path: str, params: Optional[Mapping[str, Any]] = None) -> list[Any]:
        return []

    def query(self, path: str, body: Any = None, **how: Any) -> Any:
        return None

    def version(self) -> str:
        return ""


class Cached:
    """A reader that asks for the same thing once."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.answers: dict[Any, Any] = {}

    def _once(self, way: str, path: str, params: Optional[Mapping[str, Any]]) -> Any:
        key = (way, path, tuple(sorted((params or {}).items())))
        if key not in self.answers:
            self.answers[key] = getattr(self.reader, way)(path, params)
        return self.answers[key]

    def get(self, path: str, params: Optional[Mapping[str, Any]] = None) -> Any:
        return self._once("get", path, params)

    def list(self, path: str, params: Optional[Mapping[str, Any]] = None) -> list[Any]:
        return self._once("list", path, params)

    def query(self, path: str, body: Any = None, **how: Any) -> Any:
        return self.reader.query(path, body, **how)

    def version(self) -> str:
        return self.reader.version()
