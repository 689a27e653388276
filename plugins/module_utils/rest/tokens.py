# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where tokens are kept between the tasks of a run. A store holds tokens, never passwords or client secrets."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any, Protocol

from .errors import RestError

Tokens = dict[str, Any]

_PREFIX = "iamops-keycloak-"
_SUFFIX = ".json"


class TokenStore(Protocol):
    """What a login needs of a store. Keys are hexadecimal texts that tell nothing of what they stand for.

    ``shared`` says whether other tasks see the tokens: if not, the session is ended with the client.
    """

    shared: bool

    def load(self, key: str) -> Tokens | None:
        """Return the tokens kept under a key, ``None`` if there are none."""

    def save(self, key: str, tokens: Tokens | None) -> None:
        """Keep tokens; ``None`` forgets them."""

    def lock(self, key: str) -> AbstractContextManager[None]:
        """Return a context in which no other thread or process renews the tokens of this key."""


class MemoryStore:
    """Keeps tokens for this process alone, as a module's process does."""

    shared = False

    def __init__(self) -> None:
        self._tokens: dict[str, Tokens] = {}
        self._locks: dict[str, AbstractContextManager[Any]] = {}

    def load(self, key: str) -> Tokens | None:
        """Return the tokens kept under a key, ``None`` if there are none."""
        return self._tokens.get(key)

    def save(self, key: str, tokens: Tokens | None) -> None:
        """Keep tokens; ``None`` forgets them."""
        if tokens is None:
            self._tokens.pop(key, None)
        else:
            self._tokens[key] = tokens

    @contextlib.contextmanager
    def lock(self, key: str) -> Iterator[None]:
        """Hold the key's lock: who holds another may wait for a thread that needs this one."""
        with self._locks.setdefault(key, threading.RLock()):
            yield


class FileStore:
    """Keeps tokens in a run's private temporary directory, for all its workers.

    :param directory: an existing directory that only its owner may enter
    """

    shared = True

    def __init__(self, directory: str) -> None:
        self.directory = directory

    def load(self, key: str) -> Tokens | None:
        """Return the tokens kept under a key, ``None`` if there are none or the file can't be read."""
        try:
            with open(self._path(key), encoding="utf-8") as stream:
                tokens = json.load(stream)
        except (OSError, ValueError):
            return None
        return tokens if isinstance(tokens, dict) else None

    def save(self, key: str, tokens: Tokens | None) -> None:
        """Keep tokens, readable by the owner alone and never half written; ``None`` forgets them."""
        if tokens is None:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(self._path(key))
            return
        with self._telling():
            # mkstemp gives mode 0600.
            handle, temporary = tempfile.mkstemp(prefix=_PREFIX, suffix=".new", dir=self.directory)
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as stream:
                    json.dump(tokens, stream)
                os.replace(temporary, self._path(key))
            except BaseException:
                os.unlink(temporary)
                raise

    @contextlib.contextmanager
    def lock(self, key: str) -> Iterator[None]:
        """Hold an advisory lock on a file beside the tokens; it ends with the process that holds it."""
        path = os.path.join(self.directory, f"{_PREFIX}{key}.lock")
        with self._telling():
            handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    def keys(self) -> list[str]:
        """Return the keys of all tokens kept here."""
        names = [name for name in os.listdir(self.directory) if name.startswith(_PREFIX) and name.endswith(_SUFFIX)]
        return sorted(name[len(_PREFIX): -len(_SUFFIX)] for name in names)

    @contextlib.contextmanager
    def _telling(self) -> Iterator[None]:
        """Turn an error of the file system into one that a task can show."""
        try:
            yield
        except OSError as error:
            raise RestError(f"the token can't be kept in {self.directory}: {error.strerror}") from None

    def _path(self, key: str) -> str:
        return os.path.join(self.directory, _PREFIX + key + _SUFFIX)
