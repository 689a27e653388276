# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is read of events: what users did, and what administrators did."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Optional

from ...engine.part import Reference
from ...engine.reading import Reading, Source, argument, not_empty
from ...engine.secrecy import hide
from ...rest.errors import Forbidden, InvalidInput, NotFound
from ..kinds.events_config import not_known
from ..kinds.references import REALM, SERVER_INFO, TO_CLIENT
from ..kinds.user_roles import TO_USER
from ..moments import bound
from .pages import PAGE, page_of
from .realms import REALM_OPTION
from .sessions import NARROWING, USER_OPTIONS
from .users import user_of

EVENTS, ADMIN_EVENTS = f"{REALM}/events", f"{REALM}/admin-events"
_WHEN = {
    "date_from": argument(aliases=["dateFrom"]),
    "date_to": argument(aliases=["dateTo"]),
    "direction": argument(choices=["asc", "desc"]),
}
# options that name the server's own words -> how the server calls all of them
_WORDS = {"types": "eventType", "operation_types": "operationType", "resource_types": "resourceType"}
# options that name who did it -> query parameters
_ACTOR = {"actor_realm": "authRealm", "actor_client": "authClient", "actor_user": "authUser"}
_ID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.I)


def _events(source: Source, path: str, params: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return all events that are meant, page by page, or the one page that a greatest number asks for."""
    options = source.options
    given = {**params, "direction": options["direction"]}
    given.update({name: bound(options[name], name) for name in ("date_from", "date_to") if options[name] is not None})
    given = {_camel(name): value for name, value in given.items() if value}
    page = page_of(options)
    if "max" not in page:
        # the server's own page would end a list that is only to begin later
        return _in_order(source.list(path, given), options["direction"])[page.get("first", 0) :]
    found = source.get(path, {**given, **page}) or [] if page["max"] else []
    if found != _in_order(found, options["direction"]):
        raise InvalidInput("direction", options["direction"], "can't go with max: this server takes no notice of it")
    return found


def _in_order(events: list[dict[str, Any]], direction: Optional[str]) -> list[dict[str, Any]]:
    """Return events in an order; 24.0 and older servers have the newest first, whatever they are asked for."""
    return sorted(events, key=lambda event: event["time"], reverse=direction == "desc") if direction else events


def _camel(name: str) -> str:
    head, *tail = name.split("_")
    return head + "".join(word.capitalize() for word in tail)


def _check_words(source: Source) -> None:
    """See that the server knows the words: it answers 500 to others, and doesn't say which (26.7.2).

    :raises InvalidInput: where it doesn't
    """
    given = {option: source.options[option] for option in _WORDS if source.options.get(option)}
    if not given:
        return
    try:
        enums = (source.get(SERVER_INFO) or {}).get("enums") or {}
    except Forbidden:
        return
    for option, names in given.items():
        known = enums.get(_WORDS[option]) or names
        for name in names:
            if name not in known:
                raise InvalidInput(option, None, not_known(option[:-1].replace("_", " "), name, sorted(known)))


def _told(events: list[dict[str, Any]], what: str, source: Source) -> dict[str, Any]:
    said = {0: f"no {what}s", 1: f"one {what}"}.get(len(events), f"{len(events)} {what}s")
    return {"events": events, "msg": f"{said} found in realm {source.options['realm']}"}


def _of_users(source: Source) -> dict[str, Any]:
    """Return what users did: ``GET /events``."""
    options = source.options
    not_empty(options, *NARROWING, "ip_address", "types")
    _check_words(source)
    # events outlive the user
    user = options["user_id"] or (options["username"] and user_of(source, "user_id")["id"])
    params = {
        "type": options["types"],
        "client": options["client_id"],
        "user": user,
        "ipAddress": options["ip_address"],
    }
    return _told(_events(source, EVENTS, params), "event", source)


def _found(source: Source, reference: Reference, realm: Optional[str], name: Optional[str]) -> Any:
    """Return what has that name in a realm, None where there is no such, or the login may not see it."""
    try:
        return reference.find(source.reader, {"realm": realm}, name) if realm and name else None
    except (Forbidden, NotFound):
        return None


def _actor(source: Source) -> dict[str, Any]:
    """Return what is known of who did it, by options."""
    options, realm = source.options, source.options["actor_realm"]
    try:
        found = source.get(REALM, realm=realm) if realm else None
    except Forbidden:
        found = None
    place = found["realm"] if found else None if realm else options["realm"]
    return {
        "actor_realm": found,
        "actor_client": _found(source, TO_CLIENT, place, options["actor_client"]),
        "actor_user": _found(source, TO_USER, place, options["actor_user"]),
    }


def _guesses(source: Source, actor: Mapping[str, Any]) -> list[str]:
    """Return warnings of names that were taken for ids, since nothing of that name was found: no event has them."""
    given = {option: source.options[option] for option, found in actor.items() if not found}
    names = {option: name for option, name in given.items() if name and not _ID.fullmatch(name)}
    return [
        f"{option}: the login sees nothing named {name!r}: it was taken for an id" for option, name in names.items()
    ]


def without_secrets(event: Mapping[str, Any]) -> dict[str, Any]:
    """Return an administrator's event whose representation, JSON in a text, has its secrets hidden."""
    try:
        written = json.loads(event.get("representation") or "null")
    except ValueError:
        return dict(event)
    hidden = hide(written)
    return {**event, "representation": json.dumps(hidden)} if hidden != written else dict(event)


def _of_admins(source: Source) -> dict[str, Any]:
    """Return what administrators did: ``GET /admin-events``."""
    options = source.options
    not_empty(options, "operation_types", "resource_types", "resource_path", *_ACTOR, "actor_ip_address")
    _check_words(source)
    actor = _actor(source)
    params = {
        "operationTypes": options["operation_types"],
        "resourceTypes": options["resource_types"],
        "resourcePath": options["resource_path"],
        # the server only knows ids, of the realm too; one may be of what is gone, or hidden
        **{param: (actor[option] or {}).get("id") or options[option] for option, param in _ACTOR.items()},
        "authIpAddress": options["actor_ip_address"],
    }
    events = [without_secrets(one) for one in _events(source, ADMIN_EVENTS, params)]
    return {**_told(events, "admin event", source), "warnings": [] if events else _guesses(source, actor)}


EVENT_INFO = Reading(
    {
        **REALM_OPTION,
        **USER_OPTIONS,
        "types": argument("list", elements="str", aliases=["type"]),
        "client_id": argument(aliases=["clientId", "client"]),
        "ip_address": argument(aliases=["ipAddress"]),
        **_WHEN,
        **PAGE,
    },
    _of_users,
)
ADMIN_EVENT_INFO = Reading(
    {
        **REALM_OPTION,
        "operation_types": argument("list", elements="str", aliases=["operationTypes"]),
        "resource_types": argument("list", elements="str", aliases=["resourceTypes"]),
        "resource_path": argument(aliases=["resourcePath"]),
        "actor_realm": argument(aliases=["authRealm"]),
        "actor_client": argument(aliases=["authClient"]),
        "actor_user": argument(aliases=["authUser"]),
        "actor_ip_address": argument(aliases=["authIpAddress"]),
        **_WHEN,
        **PAGE,
    },
    _of_admins,
)
