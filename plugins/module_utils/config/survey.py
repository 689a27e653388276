# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Survey: a reader that answers for single objects out of whole lists, so that thousands of them take few requests."""

from __future__ import annotations

import re
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from threading import Lock
from typing import Any, Callable, Optional
from urllib.parse import quote

from ..engine.part import PENDING_ID, Reader

Params = Mapping[str, Any]


_PENDING = quote(PENDING_ID, safe="")


@dataclass(frozen=True)
class Rule:
    """How a list answers for single objects.

    :param way: the reader's method that it answers: ``get`` or ``list``
    :param path: what the path must match; its groups go to the answer
    :param params: names of the query parameters that the question must have
    :param answer: (survey, path's match, query parameters) -> the answer that the server would give
    """

    way: str
    path: re.Pattern[str]
    params: frozenset[str]
    answer: Callable[[Survey, re.Match[str], Params], Any]


class Survey:
    """A reader that asks the server for the same thing once, and for many things at once where a rule knows how.

    Threads may share it.

    :param reader: the server
    :param rules: how lists answer for single objects
    """

    def __init__(self, reader: Reader, rules: tuple[Rule, ...]) -> None:
        self.reader = reader
        self.rules = rules
        self._known: dict[Any, Future[Any]] = {}
        self._lock = Lock()

    def get(self, path: str, params: Optional[Params] = None) -> Any:
        return self._answer("get", path, params or {})

    def list(self, path: str, params: Optional[Params] = None) -> Any:
        return self._answer("list", path, params or {})

    def query(self, path: str, body: Any = None) -> Any:
        return self.reader.query(path, body)

    def version(self) -> str:
        return self.reader.version()

    def whole(self, path: str, params: Optional[Params] = None) -> Any:
        """Return a list as the server has it, asked for once."""
        return self.asked("list", path, params or {})

    def once(self, key: Any, make: Callable[[], Any]) -> Any:
        """Return what is made once for a key, whichever thread needs it first.

        :raises RestError: what making it raises, for each that needs it
        """
        own: Future[Any] = Future()
        with self._lock:
            known = self._known.setdefault(key, own)
        if known is own:
            try:
                known.set_result(make())
            except BaseException as error:
                known.set_exception(error)
                raise
        return known.result()

    def _answer(self, way: str, path: str, params: Params) -> Any:
        names = frozenset(params)
        for rule in self.rules:
            match = rule.path.fullmatch(path) if rule.way == way and rule.params == names else None
            if match:
                return rule.answer(self, match, params)
        return self.asked(way, path, params)

    def asked(self, way: str, path: str, params: Params) -> Any:
        """Return the server's own answer, asked for once; what is yet to be made has nothing, and isn't asked for."""
        if _PENDING in path:
            return None if way == "get" else []
        return self.once((way, path, _key(params)), lambda: getattr(self.reader, way)(path, params or None))


def _key(params: Params) -> Any:
    return tuple(sorted(params.items()))
