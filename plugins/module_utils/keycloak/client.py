# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keycloak's Admin REST API: logged in, paged, and with a 404 that tells an absent object from a wrong path."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from hashlib import sha256
from typing import Any

from ..rest.errors import AnswerLost, ApiError, BadRequest, NotFound, Unauthorized, UnexpectedBody
from ..rest.paths import segment
from ..rest.tokens import TokenStore
from ..rest.transport import Answer, Transport
from .assertion import client_of, realm_of, session_of
from .auth import Login
from .hints import WRONG_BASE, admin_hint
from .paging import PAGE, read_all
from .session import TokenSession

_Items = list[Any]

_REALM = re.compile(r"/admin/realms/[^/]+")
_LOCKED = ("Database operation failed", "Could not create user")
# seconds: a realm takes some to be made
_PAUSES = (1.0, 2.0, 4.0)


class KeycloakClient:
    """Reads and writes through the Admin REST API. Paths are filled ones, below the base URL.

    :param transport: the connection to the server
    :param login_transport: the connection to the server that gives tokens; it may be the same one
    :param login: what to log in with
    :param store: where tokens are kept for other tasks
    :raises InvalidInput: if the login is incomplete
    """

    def __init__(self, transport: Transport, login_transport: Transport, login: Login, store: TokenStore) -> None:
        self.transport = transport
        self.login_transport = login_transport
        self.session = TokenSession(login, login_transport, store)
        self.writes: list[str] = []
        """``METHOD /path`` of every write that the server carried out, or may have: its answer was lost."""
        if transport is not login_transport and transport.redactor is not login_transport.redactor:
            for secret in login.secrets():
                transport.redactor.add(secret)
        if transport.hint is None:
            transport.hint = admin_hint

    def get(self, path: str, params: Mapping[str, Any] | None = None, *, accept: str = "application/json") -> Any:
        """Return an object, ``None`` if the server doesn't have it.

        :raises NotFound: if the realm around it or the base path doesn't exist
        """
        try:
            return self.get_required(path, params, accept=accept)
        except NotFound as error:
            if not _is_absent(path, error):
                raise
            return None

    def get_required(
        self, path: str, params: Mapping[str, Any] | None = None, *, accept: str = "application/json"
    ) -> Any:
        """Return an object.

        :raises NotFound: if the server doesn't have it
        """
        return self._send("GET", path, params=params, accept=accept).data

    def list(
        self, path: str, params: Mapping[str, Any] | None = None, page: int | None = PAGE
    ) -> _Items:
        """Return all items of a list, each once.

        :param page: items asked for at a time; ``None`` asks once, for endpoints that would refuse paging
        :raises NotFound: if what the list belongs to doesn't exist
        """
        if page is None:
            return self._items(path, params or {})
        return read_all(lambda first, size: self._items(path, {**(params or {}), "first": first, "max": size}), page)

    def send(
        self, method: str, path: str, body: Any = None, *, content: str = "json",
        params: Mapping[str, Any] | None = None, idempotent: bool | None = None, accept: str = "application/json",
    ) -> Answer:
        """Write.

        :param content: how the body is sent: ``json``, ``text``, ``form`` or ``multipart``
        :param idempotent: whether sending it twice is the same as once; by default not for POST
        :raises ApiError: if the server refuses; ``AnswerLost`` if it may have been carried out
        """
        written = f"{method.upper()} {path}"
        try:
            answer = self._let_in(method, path, params=params, idempotent=idempotent, accept=accept, **{content: body})
        except AnswerLost:
            self.writes.append(written)
            raise
        self.writes.append(written)
        if _gives_roles(method, path, body):
            self.session.outdate()
        return answer

    def query(
        self, path: str, body: Any = None, params: Mapping[str, Any] | None = None, *, content: str = "json",
        accept: str = "application/json", once: bool = False,
    ) -> Any:
        """Return the answer of a POST that changes nothing, such as an export; it is no write.

        :param content: how the body is sent: ``json``, ``text``, ``form`` or ``multipart``
        :param once: whether it isn't sent again where its answer was lost
        :raises AnswerLost: where it was sent once, and its answer was lost
        """
        how = {"params": params, "accept": accept, "idempotent": not once, content: body}
        return self._send("POST", path, reads=True, **how).data

    def call(
        self, method: str, path: str, body: Any = None, *, content: str = "json", expected: Collection[int] = (),
        params: Mapping[str, Any] | None = None, accept: str = "application/json", reads: bool = False,
    ) -> Answer:
        """Send a request of any sort; an error status that is expected is an answer like others.

        :param expected: error statuses that are none
        :param reads: whether it changes nothing, so that it is no write
        :raises ApiError: for other error statuses
        """
        try:
            if reads:
                return self._send(method, path, params=params, accept=accept, reads=True, **{content: body})
            return self.send(method, path, body, content=content, params=params, accept=accept)
        except ApiError as error:
            if error.status is None or error.status not in expected:
                raise
            return Answer(error.status, {}, error.body)

    def version(self) -> str:
        """Return the server's version, empty where it doesn't tell this login: asked once, for other tasks as well.

        ``GET /admin/serverinfo``
        """
        store, key = self.session.store, sha256(f"version {self.session.login.key()}".encode()).hexdigest()
        with store.lock(key):
            kept = store.load(key)
            if not kept:
                kept = {"version": self._told_version()}
                store.save(key, kept)
        return str(kept["version"])

    def own_session(self) -> str:
        """Return the id of the login's own session, empty where it has none."""
        return session_of(self.session.token())

    def own_client(self) -> str:
        """Return the client that the login goes by."""
        return client_of(self.session.token()) or self.session.login.client_id

    def own_realm(self) -> str:
        """Return the realm of the login."""
        return realm_of(self.session.token()) or self.session.login.realm

    def close(self) -> None:
        """End the session if no other task can use it, and close the connections."""
        self.session.end()
        self.transport.close()
        self.login_transport.close()

    def _let_in(self, method: str, path: str, **arguments: Any) -> Answer:
        """Send; where the database won't, somebody else may be making the same at this moment: once more after a while.

        What is answered so was undone (26.7.2).
        """
        for pause in _PAUSES:
            try:
                return self._send(method, path, **arguments)
            except BadRequest as error:
                if not any(words in error.reason for words in _LOCKED):
                    raise
                self.transport.sleep(pause)
        return self._send(method, path, **arguments)

    def _send(self, method: str, path: str, **arguments: Any) -> Answer:
        """Send with a token; after a 401, which leaves nothing done, once more with another one."""
        token = self.session.token()
        try:
            return self._send_with(token, method, path, arguments)
        except Unauthorized:
            if not self.session.renewable:
                raise
        return self._send_with(self.session.replace(token), method, path, arguments)

    def _send_with(self, token: str, method: str, path: str, arguments: Mapping[str, Any]) -> Answer:
        self.transport.redactor.add(token)
        return self.transport.send(method, path, headers={"Authorization": f"Bearer {token}"}, **arguments)

    def _told_version(self) -> str:
        try:
            info = self.get("/admin/serverinfo") or {}
        except ApiError:
            return ""
        return str((info.get("systemInfo") or {}).get("version") or "")

    def _items(self, path: str, params: Mapping[str, Any]) -> _Items:
        answer = self._send("GET", path, params=params)
        # A search without a hit may answer 204.
        items = [] if answer.data is None else answer.data
        if not isinstance(items, list):
            raise UnexpectedBody(answer.status, "GET", path, "a list was expected")
        return items


class PublicClient:
    """Reads what a server shows to everybody.

    :param transport: the connection to the server
    """

    def __init__(self, transport: Transport) -> None:
        self.transport = transport
        self.transport.hint = admin_hint

    def get(self, path: str, params: Mapping[str, Any] | None = None) -> Any:
        """Return what is at a path, ``None`` if the server doesn't have it.

        :raises NotFound: if the base path doesn't exist
        """
        try:
            return self.transport.send("GET", path, params=params).data
        except NotFound as error:
            if not _is_absent(path, error):
                raise
            return None


def _gives_roles(method: str, path: str, body: Any) -> bool:
    """Return whether a write gives the login roles that its token doesn't have.

    Whoever makes a realm gets its roles, but a service account's token lists those of before: everything in the new
    realm answers 403, and the realm itself is read in part only (seen on 26.7.2). A realm's new name does the same.
    """
    if method.upper() == "POST":
        return path == "/admin/realms"
    if method.upper() != "PUT" or not _REALM.fullmatch(path) or not isinstance(body, dict):
        return False
    name = body.get("realm")
    return bool(name) and segment("realm", name) != path.rpartition("/")[2]


def _is_absent(path: str, error: NotFound) -> bool:
    """Return whether a 404 says that the object itself isn't there, not the realm around it or the API."""
    if "Organizations not enabled" in error.reason:
        return False
    if "Realm not found" in error.reason:
        return bool(_REALM.fullmatch(path))
    return not isinstance(error.body, (str, bytes)) and not WRONG_BASE.search(error.reason)
