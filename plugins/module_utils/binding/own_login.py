# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The user and the client that a task logs in as: without them, its work would end in the middle."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from ..config.items import Item, Section
from ..engine.part import Reader
from ..keycloak.kinds.references import REALM, TO_CLIENT
from ..rest.errors import Forbidden
from ..rest.paths import fill
from .realm_data import PEOPLE

SESSIONS = f"{REALM}/clients/{{client}}/user-sessions"


def own_login(section: Section, client: Any, reader: Reader, realm: str) -> Iterator[Item]:
    """Yield which of a section's objects these are, where the login is one of the realm.

    :param client: what is logged in
    """
    if section.name not in (PEOPLE, "clients") or client.own_realm() != realm:
        return
    if section.name == PEOPLE:
        for name in _own_user(client, reader, realm):
            yield Item("user", f"purge.{section.name}", {}, {"username": name})
    else:
        yield Item("client", f"purge.{section.name}", {}, {"client_id": client.own_client()})


def _own_user(client: Any, reader: Reader, realm: str) -> Iterator[str]:
    """Yield what the user may be called: a login may go by an e-mail address or a token, and tokens needn't say whose
    they are. Who may not look at clients is only known by the name that the task gives.
    """
    if client.session.login.username:
        yield client.session.login.username
    address, own = {"realm": realm}, client.own_session()
    with suppress(Forbidden):
        found = TO_CLIENT.find(reader, address, client.own_client())
        for session in client.list(fill(SESSIONS, {**address, "client": found["id"]})) if found and own else ():
            if session["id"] == own:
                yield session["username"]
