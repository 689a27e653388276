# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runtime: the login, the connection and the check run's record that a task works with."""

from __future__ import annotations

import hashlib
from contextlib import AbstractContextManager
from typing import Any, Callable, Optional

from ..engine.observe import Anticipation, Certain
from ..rest.recording import recorder
from ..rest.redaction import Redactor
from ..rest.tokens import FileStore, MemoryStore, TokenStore
from ..rest.transport import Transport, TransportOptions
from .foresight import Assumption, Record
from .system import Options, System


def transport_of(options: Options) -> TransportOptions:
    """Return how the connection options talk to the server."""
    return TransportOptions(
        timeout=options["connection_timeout"],
        validate_certs=options["validate_certs"],
        ca_path=options["ca_path"],
        client_cert=options.get("client_cert"),
        client_key=options.get("client_key"),
        proxy=options["proxy"],
        http_agent=options["http_agent"],
        retries=options["retries"],
    )


class Runtime:
    """What outlives one task.

    :param directory: the run's private directory, shared by all workers; None in a module process
    """

    def __init__(self, directory: Optional[str] = None) -> None:
        self.directory = directory
        self.redactor = Redactor()
        self.recorder = recorder()
        self.store: TokenStore = FileStore(directory) if directory else MemoryStore()
        self._clients: dict[Any, Any] = {}
        self.progress: Callable[[str, int, int], None] = lambda what, done, total: None
        """Is told what a long task works on, how much of it is done, and of how much."""

    def runs(self, module: str) -> None:
        """Note which module runs now, for the record of requests."""
        if self.recorder:
            self.recorder.module = module.rpartition(".")[2]

    def client(self, options: Options, system: System) -> Any:
        """Return a client for the options' server and identity; the items of a loop share one connection."""
        return self._kept(system.connect, options, system)

    def public(self, options: Options, system: System) -> Any:
        """Return a client for what the options' server shows to everybody."""
        return self._kept(system.public, options, system)

    def _kept(self, connect: Any, options: Options, system: System) -> Any:
        key = (connect, *(options.get(name) for name in (*system.connection(), *system.login_in)))
        if key not in self._clients:
            self._clients[key] = connect(options, self)
        return self._clients[key]

    def transport(self, options: Options, url: str) -> Transport:
        """Return a connection to the server whose base URL an option holds.

        :param url: that option's name
        """
        return Transport(options[url], transport_of(options), self.redactor, observer=self.recorder, url_option=url)

    def turn(self, options: Options, document: str, system: System) -> AbstractContextManager[None]:
        """Return a context in which no other task of this run reads and rewrites the same document."""
        name = hashlib.sha256(f"{options[system.url]}|{document}".encode()).hexdigest()
        # a few names are enough, and each of them is a file
        return self.store.lock(f"turn-{name[:2]}")

    def anticipation(self, options: Options, check: bool, system: System) -> Anticipation:
        """Return what check mode may expect of earlier tasks."""
        if not check:
            return Certain()
        if self.directory is None:
            return Assumption()
        return Record(self.directory, f"{options.get(system.url)}|{options.get('realm')}")
