# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The extension userClientAdministration of a Keycloak server, as one of the realm's users asks it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..keycloak.hints import WRONG_BASE
from ..rest.errors import Forbidden, UnexpectedBody
from ..rest.tokens import TokenStore
from ..rest.transport import Answer, Transport
from .identity import COOKIE, Identity, IdentitySession

BASE = "/realms/{realm}/userClientAdministration"
LIST = BASE + "/clients"
CREATE = BASE + "/create"
ONE = BASE + "/client/{client_id}"
CHANGE = BASE + "/client/{id}"
LINK = BASE + "/access"
UNLINK = BASE + "/access/{client_id}"
# a server before 26 answers 406 to whoever takes JSON alone, and gives text
EITHER = "application/json, text/plain"

_NO_LINK = "there is no such client, or the user isn't linked with it: the server doesn't tell which"
_BASE_PATH = (
    "and is the base path of auth_keycloak_url right? Servers up to Keycloak 16, and some after, have /auth at its end,"
    " others have none"
)
_NO_REALM = f"has the server such a realm, {_BASE_PATH}"
_NO_EXTENSION = f"has the server the extension userClientAdministration, {_BASE_PATH}"
_REFUSED = (
    "the identity has ended with its session, is of another realm, was had under another host name than that of"
    " auth_keycloak_url, or its user is disabled"
)
_HINTS = (
    (404, "", "Realm does not exist|Realm not found", "there is no such realm on this server"),
    (404, "/protocol/openid-connect/", "", _NO_REALM),
    (404, "", WRONG_BASE.pattern + "|HTTP 404 Not Found", _NO_EXTENSION),
    (403, "/userClientAdministration/(clients|create|access)$", "", _REFUSED),
    (403, "", "", _NO_LINK),
    (
        409,
        "/userClientAdministration/create$",
        "",
        "the realm has a client of this name that the user isn't linked with: whoever is can give its admin token for"
        " keycloak_user_client_access",
    ),
    (409, "/userClientAdministration/access$", "", "the admin token isn't one of this realm, or its client is gone"),
)


def hint(status: int | None, method: str, path: str, reason: str) -> str:
    """Return advice for an error, empty where there is none."""
    for meant, place, words, advice in _HINTS:
        if status == meant and re.search(place, path) and re.search(words, reason):
            return advice
    return ""


class UserClientsClient:
    """Reads and writes a user's clients. Paths are filled ones, below the base URL.

    :param transport: the connection to the server
    :param login: who the user is
    :param store: where identities are kept for other tasks
    :raises InvalidInput: if the login is incomplete
    """

    def __init__(self, transport: Transport, login: Identity, store: TokenStore) -> None:
        self.transport = transport
        self.session = IdentitySession(login, transport, store)
        self.transport.hint = hint

    def get(self, path: str, params: Mapping[str, Any] | None = None) -> Any:
        """Return what is at a path.

        :raises Forbidden: where the user has nothing there, also where nobody has
        """
        return self._send("GET", path, params=params).data

    def list(self, path: str, params: Mapping[str, Any] | None = None) -> list[Any]:
        """Return all items of a list; it has no pages."""
        answer = self._send("GET", path, params=params)
        if not isinstance(answer.data, list):
            raise UnexpectedBody(answer.status, "GET", path, "a list was expected")
        return answer.data

    def send(self, method: str, path: str, body: Any = None, *, content: str = "json") -> Answer:
        """Write.

        :raises ApiError: if the server refuses; ``AnswerLost`` if it may have been carried out
        """
        return self._send(method, path, **{content: body})

    def _send(self, method: str, path: str, **arguments: Any) -> Answer:
        """Send with the identity; where the server says that it is none, once more with another one."""
        cookie = self.session.token()
        try:
            return self._send_with(cookie, method, path, arguments)
        except Forbidden:
            # of anything but the list, it may mean the client
            if not (path.endswith("/userClientAdministration/clients") and self.session.renewable):
                raise
        return self._send_with(self.session.replace(cookie), method, path, arguments)

    def _send_with(self, cookie: str, method: str, path: str, arguments: Mapping[str, Any]) -> Answer:
        self.transport.redactor.add(cookie)
        headers = {"Cookie": f"{COOKIE}={cookie}"}
        # a second link with one client breaks the server, and so a refused POST isn't sent again either
        once = method == "POST"
        return self.transport.send(method, path, headers=headers, accept=EITHER, once=once, **arguments)
