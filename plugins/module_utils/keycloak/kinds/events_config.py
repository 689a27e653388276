# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which events a realm keeps: ``/admin/realms/{realm}/events/config``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Callable, Optional

from ...engine.canonical import Scalar
from ...engine.field import Field
from ...engine.lookup import ByPath
from ...engine.part import Reader, Sought, Step
from ...engine.resource import Home, Resource
from ...rest.errors import InvalidInput, MissingReference
from ...rest.paths import fill
from .references import REALM, server_info

EVENTS_CONFIG = f"{REALM}/events/config"
TYPES = "enabledEventTypes"


@dataclass(frozen=True)
class OfServer(Sought):
    """What the server itself has, and no task can make; it isn't checked where the login may not look.

    :param option: the option that names it
    :param names: what the server says of itself -> all names of such
    """

    what: str = ""
    option: str = ""
    names: Callable[[Mapping[str, Any]], Iterable[str]] = lambda info: ()

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        known = sorted(self.names(server_info(reader)))
        if known and target not in known:
            raise MissingReference(self.option, None, not_known(self.what, str(target), known))
        return {"id": target}


def not_known(what: str, name: str, known: Iterable[str]) -> str:
    """Return the words for a name that the server doesn't know."""
    return f"the server has no {what} {name!r}, but {', '.join(known)}"


def event_types(info: Mapping[str, Any]) -> list[str]:
    """Return the types of users' events, of what ``GET /admin/serverinfo`` answers."""
    return list((info.get("enums") or {}).get("eventType") or [])


def listeners(info: Mapping[str, Any]) -> list[str]:
    """Return the names of what can listen to events."""
    return list(((info.get("providers") or {}).get("eventsListener") or {}).get("providers") or {})


@dataclass(frozen=True)
class EventTypes(Field):
    """The types that are kept. Of a realm that keeps the server's own choice, the events' configuration lists these.

    The realm's own representation tells the two apart: it has an empty list (26.7.2).
    """

    def observe(self, reader: Reader, address: Mapping[str, str], document: Mapping[str, Any]) -> Any:
        realm = reader.get(fill(REALM, address)) or {}
        if TYPES not in realm:
            raise InvalidInput(self.option, None, "can only be compared by a login that may view the realm")
        return sorted(realm[TYPES])


@dataclass(frozen=True)
class Seconds(Scalar):
    """A time to live: none is 0."""

    type: str = "int"

    def canonical(self, value: Any) -> Any:
        return int(value or 0)


def no_negative_time(now: Mapping[str, Any], then: Mapping[str, Any], want: Mapping[str, Any]) -> None:
    """The server keeps a negative time, and removes all events soon after (26.7.2)."""
    if want.get("eventsExpiration", 0) < 0:
        raise InvalidInput("events_expiration", want["eventsExpiration"], "must be 0 or more seconds")


def what_follows(now: Mapping[str, Any], then: dict[str, Any]) -> dict[str, Any]:
    """An expiration of 0 isn't shown."""
    return {name: value for name, value in then.items() if name != "eventsExpiration" or value}


def written(seen: Any, desired: Any, body: Mapping[str, Any]) -> list[Step]:
    """The configuration of a realm that is yet to be made comes with it, and is changed like any other."""
    return [Step("PUT", fill(EVENTS_CONFIG, seen.address), body)]


EVENTS_CONFIGURATION = Resource(
    name="events_config",
    title="events configuration",
    sayings={"created": "events configuration {name!r} has been updated"},
    homes=(Home(EVENTS_CONFIG, EVENTS_CONFIG, ByPath(EVENTS_CONFIG)),),
    key=(),
    label=lambda address: str(address.get("realm", "")),
    parts=(
        Field("events_enabled", type="bool"),
        Field("events_expiration", type="int", shape=Seconds()),
        Field(
            "events_listeners",
            type="list",
            elements="str",
            refers=OfServer("event listener", "events_listeners", listeners),
        ),
        EventTypes(
            "enabled_event_types",
            type="list",
            elements="str",
            refers=OfServer("event type", "enabled_event_types", event_types),
        ),
        Field("admin_events_enabled", type="bool"),
        Field("admin_events_details_enabled", type="bool"),
    ),
    takes=frozenset(),
    not_sent=frozenset({TYPES}),
    checks=(no_negative_time,),
    derive=what_follows,
    birth=written,
    # the same settings are fields of the realm
    shares="realm",
)
