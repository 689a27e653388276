# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is read of sessions: those of a realm, of a user, of a client, and how many there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Callable, Optional

from ...engine.facets import Facet, gather, include
from ...engine.reading import Reading, Source, argument, not_empty
from ...rest.errors import InvalidInput
from ..kinds.references import REALM, TO_CLIENT
from ..kinds.user_passwords import USER_ITEM
from ..paging import unique
from .realms import REALM_OPTION
from .users import called, user_of

CLIENT = f"{REALM}/clients/{{client}}"
OFFLINE_GRANT = "Offline Token"
USER_OPTIONS = {"user_id": argument(aliases=["userId"]), "username": argument()}
OWNER_OPTIONS = {**REALM_OPTION, **USER_OPTIONS, "client_id": argument(aliases=["clientId"])}
NARROWING = (*USER_OPTIONS, "client_id")

_Session = dict[str, Any]


@dataclass(frozen=True)
class Owner:
    """Whose sessions are meant; without any id, those of the whole realm.

    :param user: id of a user
    :param client: id of a client
    :param title: words for it
    """

    user: str = ""
    client: str = ""
    title: str = ""


def owner_of(source: Source) -> Owner:
    """Return whose sessions a task means: those of a user, of a client, of a user with a client, or of the realm.

    :raises InvalidInput: for an empty name or id
    :raises MissingReference: where there is no such user or client
    """
    options, user, client, words = source.options, "", "", []
    not_empty(options, *NARROWING)
    if options["user_id"] or options["username"]:
        found = user_of(source, "user_id")
        user = str(found["id"])
        words.append(f"user {called(source, found, 'user_id')!r}")
    if options["client_id"]:
        client = str(source.find(TO_CLIENT, "client_id")["id"])
        words.append(f"client {options['client_id']!r}")
    return Owner(user, client, " with ".join(words) or f"realm {options['realm']!r}")


def statistics(source: Source) -> list[dict[str, Any]]:
    """Return the clients that have sessions, and how many: ``GET /client-session-stats``."""
    return source.get(f"{REALM}/client-session-stats") or []


def online(source: Source, owner: Owner) -> list[_Session]:
    """Return the sessions that a log-in has made."""
    if owner.user:
        found = source.get(USER_ITEM + "/sessions", id=owner.user) or []
        return [one for one in found if not owner.client or owner.client in (one.get("clients") or {})]
    return _of_clients(source, owner, "active", "user-sessions")


def offline(source: Source, owner: Owner) -> list[_Session]:
    """Return the sessions that go on for whoever has an offline token."""
    if owner.user:
        clients = [owner.client] if owner.client else _clients_of(source, owner.user)
        path = USER_ITEM + "/offline-sessions/{client}"
        return unique([one for client in clients for one in source.get(path, id=owner.user, client=client) or []])
    return _of_clients(source, owner, "offline", "offline-sessions")


def _of_clients(source: Source, owner: Owner, counted: str, path: str) -> list[_Session]:
    """Return the sessions of a client, or of all: the server has no list of a realm's."""
    counts = [] if owner.client else statistics(source)
    clients = [owner.client] if owner.client else [one["id"] for one in counts if int(one.get(counted) or 0)]
    return unique([one for client in clients for one in source.list(f"{CLIENT}/{path}", client=client)])


def _clients_of(source: Source, user: str) -> list[str]:
    """Return the ids of the clients that have an offline token of a user: ``GET /users/{id}/consents`` tells."""
    consents = source.get(USER_ITEM + "/consents", id=user) or []
    grants = [grant for consent in consents for grant in consent.get("additionalGrants") or []]
    return [grant["client"] for grant in grants if grant.get("key") == OFFLINE_GRANT]


def _count(answer: Optional[Mapping[str, Any]]) -> int:
    return int((answer or {}).get("count") or 0)


# what is asked of a client
COUNTS = {
    "session_count": Facet(f"{CLIENT}/session-count", narrow=_count),
    "offline_session_count": Facet(f"{CLIENT}/offline-session-count", narrow=_count),
}
_LISTS: Mapping[str, Callable[[Source, Owner], list[_Session]]] = {"sessions": online, "offline_sessions": offline}
STATISTICS = "statistics"
_INCLUDE = {**include(COUNTS, ["sessions"]), "choices": sorted([*COUNTS, *_LISTS, STATISTICS])}


def _read(source: Source) -> dict[str, Any]:
    """Return what is asked for of sessions."""
    names, realm = source.options["include"], source.options["realm"]
    counts = [name for name in names if name in COUNTS]
    if counts and not source.options["client_id"]:
        raise InvalidInput("include", None, f"{counts[0]} needs client_id: the server counts sessions by client")
    owner = owner_of(source)
    found: dict[str, Any] = gather(source, COUNTS, counts, client=owner.client)
    found.update({name: _LISTS[name](source, owner) for name in names if name in _LISTS})
    if STATISTICS in names:
        found[STATISTICS] = statistics(source)
    read = " and ".join(name.replace("_", " ") for name in sorted(found)) or "nothing"
    where = f" in realm {realm!r}" if owner.user or owner.client else ""
    return {**found, "msg": f"Read {read} of {owner.title}{where}"}


SESSION_INFO = Reading({**OWNER_OPTIONS, "include": _INCLUDE}, _read)
