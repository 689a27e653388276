# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Survey: a reader that answers for single objects out of whole lists, so that thousands of them take few requests."""

from __future__ import annotations

import re
from collections.abc import Mapping
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock, Thread
from time import monotonic
from typing import Any, Callable, Optional
from urllib.parse import quote

from ..engine.part import PENDING_ID, Reader
from ..rest.errors import RestError

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
        self._rules: dict[Any, list[Rule]] = {}
        for rule in rules:
            self._rules.setdefault((rule.way, rule.params), []).append(rule)
        self._known: dict[Any, Future[Any]] = {}
        self._took: dict[Any, float] = {}
        self._lock = Lock()

    def get(self, path: str, params: Optional[Params] = None) -> Any:
        return self._answer("get", path, params or {})

    def list(self, path: str, params: Optional[Params] = None) -> Any:
        return self._answer("list", path, params or {})

    def query(self, path: str, body: Any = None, **how: Any) -> Any:
        return self.reader.query(path, body, **how)

    def version(self) -> str:
        return self.reader.version()

    def whole(self, path: str, params: Optional[Params] = None) -> Any:
        """Return a list as the server has it, asked for once."""
        return self.asked("list", path, params or {})

    def took(self, path: str) -> float:
        """Return how many seconds the server took for a list, none where it wasn't asked for."""
        return self._took.get(("list", path, ()), 0.0)

    def once(self, key: Any, make: Callable[[], Any]) -> Any:
        """Return what is made once for a key, whichever thread needs it first.

        :raises RestError: what making it raises, for each that needs it
        """
        known = self._known.get(key)
        if known is None:
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

    def known(self, key: Any) -> Any:
        """Return what was made once for a key, None where it isn't there yet."""
        made = self._known.get(key)
        return made.result() if made is not None and made.done() else None

    def _answer(self, way: str, path: str, params: Params) -> Any:
        for rule in self._rules.get((way, frozenset(params)), ()):
            match = rule.path.fullmatch(path)
            if match:
                return rule.answer(self, match, params)
        return self.asked(way, path, params)

    def asked(self, way: str, path: str, params: Params) -> Any:
        """Return the server's own answer, asked for once; what is yet to be made has nothing, and isn't asked for."""
        if _PENDING in path:
            return None if way == "get" else []
        key = (way, path, _key(params))
        return self.once(key, lambda: self._timed(key, lambda: getattr(self.reader, way)(path, params or None)))

    def _timed(self, key: Any, ask: Callable[[], Any]) -> Any:
        started = monotonic()
        answer = ask()
        self._took[key] = monotonic() - started
        return answer


class Soon:
    """What is asked for beside the work, which uses it once it is there and doesn't wait for it.

    :param ask: returns it; where the server refuses, there is nothing to use
    """

    def __init__(self, ask: Callable[[], Any]) -> None:
        self.value: Any = None
        # one that is still under way doesn't keep the process from ending
        Thread(target=self._fetch, args=(ask,), daemon=True).start()

    def _fetch(self, ask: Callable[[], Any]) -> None:
        with suppress(RestError):
            self.value = ask()


def _key(params: Params) -> Any:
    return tuple(sorted(params.items()))
