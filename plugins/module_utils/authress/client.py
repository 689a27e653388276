# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Authress's API, as far as it is about service clients: logged in, and read to its last page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Optional

from ..rest.answers import page_title
from ..rest.errors import NotFound, UnexpectedBody
from ..rest.transport import Answer, Transport
from .login import Login, Session

ACCEPT = "application/links+json"
# the most that the server gives at a time
PAGE = 20
_HINTS = {
    401: "is the access key still there, or the token still valid, and authress_url that of its account?",
    403: "the login may see this, but not do it",
    404: "there is no such thing, or the login may not see it: the server doesn't tell which",
}
_NO_API = "is authress_url right, or is a proxy in between?"


def hint(status: Optional[int], method: str, path: str, reason: str) -> str:
    """Return advice for an error, empty where there is none."""
    return _NO_API if status == 404 and reason.startswith("an HTML page") else _HINTS.get(status or 0, "")


class AuthressClient:
    """Reads and writes service clients. Paths are filled ones, below the base URL.

    :param transport: the connection to the server
    :param login: what to log in with
    :raises InvalidInput: if the login is incomplete
    """

    def __init__(self, transport: Transport, login: Login) -> None:
        self.transport = transport
        for secret in login.secrets():
            transport.redactor.add(secret)
        transport.hint = hint
        self.session = Session(login)

    def get(self, path: str, params: Optional[Mapping[str, Any]] = None) -> Any:
        """Return an object, None where there is none that the login may see.

        :raises NotFound: where a page answers in the place of the API
        """
        try:
            return self._send("GET", path, params=params).data
        except NotFound as error:
            if isinstance(error.body, str) and page_title(error.body):
                raise
            return None

    def list(self, path: str, params: Optional[Mapping[str, Any]] = None) -> list[Any]:
        """Return all items of a collection, each once: a page names the cursor of the next, the last one none.

        :raises UnexpectedBody: for what is no collection, or has no end
        """
        found: dict[str, Any] = {}
        cursors: list[Any] = [None]
        while True:
            asked = {"limit": PAGE, "cursor": cursors[-1], **(params or {})}
            page = self._send("GET", path, params=asked).data
            items = page.get("clients") if isinstance(page, Mapping) else None
            if not isinstance(items, list):
                raise UnexpectedBody(200, "GET", path, "a collection of clients was expected")
            found.update((str(item.get("clientId")), item) for item in items)
            cursor = ((page.get("pagination") or {}).get("next") or {}).get("cursor")
            if not cursor:
                if (page.get("links") or {}).get("next"):
                    raise UnexpectedBody(200, "GET", path, "a next page without its cursor is no end of a list")
                return list(found.values())
            if cursor in cursors:
                raise UnexpectedBody(200, "GET", path, "the pages have no end: a cursor comes again")
            cursors.append(cursor)

    def send(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        content: str = "json",
        params: Optional[Mapping[str, Any]] = None,
        idempotent: Optional[bool] = None,
        accept: str = ACCEPT,
    ) -> Answer:
        """Write; a POST is sent once.

        :raises ApiError: if the server refuses; ``AnswerLost`` if it may have been carried out
        """
        return self._send(method, path, params=params, idempotent=idempotent, accept=accept, **{content: body})

    def _send(self, method: str, path: str, accept: str = ACCEPT, **arguments: Any) -> Answer:
        token = self.session.token()
        self.transport.redactor.add(token)
        headers = {"Authorization": f"Bearer {token}"}
        # nothing says that a refused POST has made nothing
        once = method == "POST"
        return self.transport.send(method, path, headers=headers, accept=accept, once=once, **arguments)
