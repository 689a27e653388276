# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runtime: the login, the connection and the check run's record that a task works with."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Any, Optional

from ..engine.observe import Anticipation, Certain
from ..keycloak.auth import Login
from ..keycloak.client import KeycloakClient, PublicClient
from ..keycloak.tokens import FileStore, MemoryStore, TokenStore
from ..rest.recording import recorder
from ..rest.redaction import Redactor
from ..rest.transport import Transport, TransportOptions
from .foresight import Assumption, Record


def login_of(options: Mapping[str, Any]) -> Login:
    """Return what the connection options log in with."""
    return Login(
        url=options["auth_keycloak_url"],
        auth_url=options.get("auth_url"),
        realm=options.get("auth_realm") or "master",
        client_id=options["auth_client_id"],
        client_secret=options.get("auth_client_secret"),
        username=options.get("auth_username"),
        password=options.get("auth_password"),
        token=options.get("token"),
        refresh_token=options.get("refresh_token"),
        jwt_file=options.get("auth_jwt_file"),
        private_key=options.get("auth_private_key"),
        private_key_file=options.get("auth_private_key_file"),
        private_key_id=options.get("auth_private_key_id"),
        signing_algorithm=options.get("auth_signing_algorithm"),
        client_cert=options.get("client_cert"),
        client_key=options.get("client_key"),
    )


def transport_of(options: Mapping[str, Any]) -> TransportOptions:
    """Return how the connection options talk to the server."""
    return TransportOptions(
        timeout=options["connection_timeout"],
        validate_certs=options["validate_certs"],
        ca_path=options["ca_path"],
        client_cert=options["client_cert"],
        client_key=options["client_key"],
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
        self._clients: dict[Any, KeycloakClient] = {}
        self._public: dict[Any, PublicClient] = {}

    def runs(self, module: str) -> None:
        """Note which module runs now, for the record of requests."""
        if self.recorder:
            self.recorder.module = module.rpartition(".")[2]

    def client(self, options: Mapping[str, Any], observer: Any = None) -> KeycloakClient:
        """Return a client for the options' server and identity; the items of a loop share one connection."""
        transport, login = transport_of(options), login_of(options)
        key = (repr(transport), login)
        if key not in self._clients:
            self._clients[key] = self._connect(transport, login)
        return self._clients[key]

    def public(self, options: Mapping[str, Any]) -> PublicClient:
        """Return a client for what the options' server shows to everybody."""
        transport, url = transport_of(options), options["auth_keycloak_url"]
        key = (repr(transport), url)
        if key not in self._public:
            self._public[key] = PublicClient(self._transport(url, transport, "auth_keycloak_url"))
        return self._public[key]

    def _connect(self, options: TransportOptions, login: Login) -> KeycloakClient:
        server = self._transport(login.url, options, "auth_keycloak_url")
        door = server
        if login.auth_url:
            door = self._transport(login.auth_url, options, "auth_url")
        return KeycloakClient(server, door, login, self.store)

    def _transport(self, url: str, options: TransportOptions, option: str) -> Transport:
        return Transport(url, options, self.redactor, observer=self.recorder, url_option=option)

    def turn(self, options: Mapping[str, Any], document: str) -> AbstractContextManager[None]:
        """Return a context in which no other task of this run reads and rewrites the same document."""
        name = hashlib.sha256(f"{options['auth_keycloak_url']}|{document}".encode()).hexdigest()
        # a few names are enough, and each of them is a file
        return self.store.lock(f"turn-{name[:2]}")

    def anticipation(self, options: Mapping[str, Any], check: bool) -> Anticipation:
        """Return what check mode may expect of earlier tasks."""
        if not check:
            return Certain()
        if self.directory is None:
            return Assumption()
        return Record(self.directory, f"{options.get('auth_keycloak_url')}|{options.get('realm')}")
