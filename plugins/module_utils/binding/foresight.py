# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Foresight: what check mode may expect to be there, or gone, once the earlier tasks of the same check run are done."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from typing import Any, Optional

from ..keycloak.kinds.references import REALM as PATH
from ..rest.errors import NotFound
from ..rest.paths import fill

REALM = "realm"


class Assumption:
    """A module process knows nothing of earlier tasks: it assumes, and says so."""

    def __init__(self) -> None:
        self.warnings: list[str] = []

    def expects(self, what: str, label: str) -> bool:
        self.warnings.append(
            f"check mode assumes that an earlier task would have made the {what.replace('_', ' ')} {label!r}"
        )
        return True

    def misses(self, what: str, known: str) -> bool:
        return False

    def explains(self, realm: str, refusal: NotFound) -> bool:
        """Return whether something isn't found because an earlier task would have made its realm."""
        return "Realm not found" in refusal.reason and self.expects(REALM, realm)

    def foresee(self, what: str, label: str) -> None:
        """Nothing outlives a module process."""

    def lose(self, what: str, known: str) -> None:
        """Nothing outlives a module process."""


class Record:
    """The check run's own record, one file a realm in the run's private directory; holds names and ids only.

    :param directory: that directory
    :param scope: what the names belong to: server and realm
    """

    def __init__(self, directory: str, scope: str) -> None:
        self.path = os.path.join(directory, "foreseen-" + hashlib.sha256(scope.encode()).hexdigest()[:16])
        self.all_new = False
        self.warnings: list[str] = []

    def expects(self, what: str, label: str) -> bool:
        return self.all_new or self._has([what, label])

    def misses(self, what: str, known: str) -> bool:
        return self._has([what, "-", known])

    def explains(self, realm: str, refusal: NotFound) -> bool:
        """Return whether an earlier task would have made its realm, or switched on what isn't found.

        All that such a realm will have besides what tasks make is the server's to decide.
        """
        self.all_new = self.expects(REALM, realm)
        return self.all_new

    def foresee(self, what: str, label: str) -> None:
        """Note that a later task will find this object."""
        self._note([what, label])

    def lose(self, what: str, known: str) -> None:
        """Note that a later task will not find this object any more; one of its name may be another.

        :param known: its id, or its label
        """
        self._note([what, "-", known])

    def _has(self, entry: list[Any]) -> bool:
        if not os.path.exists(self.path):
            return False
        with open(self.path, encoding="utf-8") as lines:
            return any(json.loads(line) == entry for line in lines)

    def _note(self, entry: list[Any]) -> None:
        handle = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(handle, "a", encoding="utf-8") as lines:
            lines.write(json.dumps(entry) + "\n")


class Foreseeing:
    """A reader for check mode: a realm that doesn't exist yet but will is an empty one, one that will go has nothing.

    :param reader: the server
    :param anticipation: what earlier tasks would have made
    :param realm: the realm's name
    """

    def __init__(self, reader: Any, anticipation: Any, realm: str) -> None:
        self.reader, self.anticipation, self.realm = reader, anticipation, realm
        self.path = fill(PATH, {"realm": realm})

    def get(self, path: str, params: Optional[Mapping[str, Any]] = None, **how: Any) -> Any:
        return self._or_empty(None, self.reader.get, path, params, **how)

    def list(self, path: str, params: Optional[Mapping[str, Any]] = None, **how: Any) -> Any:
        return self._or_empty([], self.reader.list, path, params, **how)

    def query(self, path: str, body: Any = None, params: Optional[Mapping[str, Any]] = None, **how: Any) -> Any:
        return self._or_empty(None, self.reader.query, path, body, params, **how)

    def version(self) -> str:
        return self.reader.version()

    def own_session(self) -> str:
        return self.reader.own_session()

    def _or_empty(self, empty: Any, read: Any, path: str, *arguments: Any, **how: Any) -> Any:
        try:
            if f"{path}/".startswith(f"{self.path}/") and self.anticipation.misses(REALM, self.realm):
                if path == self.path:
                    return empty
                raise NotFound(404, "GET", path, "Realm not found.")
            return read(path, *arguments, **how)
        except NotFound as error:
            if not self.anticipation.explains(self.realm, error):
                raise
            return empty

    def send(self, method: str, path: str, body: Any = None, *, content: str = "json") -> Any:
        return self.reader.send(method, path, body, content=content)


def foreseeing(reader: Any, options: Mapping[str, Any], anticipation: Any, check: bool) -> Any:
    """Return the server as a task reads it: in check mode, with the realm that an earlier task would have made."""
    realm = options.get("realm")
    return Foreseeing(reader, anticipation, str(realm)) if check and realm else reader
