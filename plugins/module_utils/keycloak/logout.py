# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ends the sessions whose tokens are kept for the tasks of a run."""

from __future__ import annotations

from typing import Any

from ..rest.errors import BadRequest, RestError, Unauthorized
from ..rest.redaction import Redactor
from ..rest.tokens import FileStore, Tokens
from ..rest.transport import Transport, TransportOptions
from .auth import Login


def end_sessions(store: FileStore) -> tuple[int, list[str]]:
    """End every session that a login of the run made, and forget all tokens.

    :returns: how many sessions were ended, and what went wrong with others, in words
    """
    ended = 0
    troubles: list[str] = []
    for key in store.keys():
        with store.lock(key):
            tokens = store.load(key)
            store.save(key, None)
        if not tokens or not tokens.get("own") or not tokens.get("refresh_token"):
            continue
        try:
            end_session(tokens)
            ended += 1
        except RestError as error:
            troubles.append(error.message)
    return ended, troubles


def end_session(tokens: Tokens) -> None:
    """End one session, ``POST /realms/{realm}/protocol/openid-connect/logout``.

    The refresh token ends it where the client is public. Another client would have to prove itself, and what it needs
    for that isn't kept; there, the id token ends it.

    :raises RestError: if the server refuses or can't be reached
    """
    facts: dict[str, Any] = dict(tokens["logout"])
    login = Login(url=facts.pop("url"), realm=facts.pop("realm"), client_id=facts.pop("client_id"))
    redactor = Redactor()
    for name in ("access_token", "refresh_token", "id_token"):
        redactor.add(tokens.get(name))
    transport = Transport(login.url, TransportOptions(retries=1, **facts), redactor)
    hint = {"id_token_hint": tokens.get("id_token")}
    ways: list[dict[str, Any]] = [
        {"method": "POST", "form": {"client_id": login.client_id, "refresh_token": tokens["refresh_token"]}},
        {"method": "POST", "form": {"client_id": login.client_id, **hint}, "accept": "text/html"},
        # Keycloak 16 has this way for browsers only.
        {"method": "GET", "params": hint, "accept": "text/html"},
    ]
    try:
        _first_that_works(transport, login.path("logout"), ways if tokens.get("id_token") else ways[:1])
    finally:
        transport.close()


def _first_that_works(transport: Transport, path: str, ways: list[dict[str, Any]]) -> None:
    for way in ways[:-1]:
        try:
            transport.send(path=path, reads=True, **way)
        except (BadRequest, Unauthorized):
            continue
        return
    transport.send(path=path, reads=True, **ways[-1])
