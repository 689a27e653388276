# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Service clients: what acts in an Authress account on a service's behalf.

Names needn't be unique, nothing says that they are: a name that more than one has stands for none of them. The server
makes the ids. What a PUT does with fields that it isn't given is said nowhere, so it gets all that can be written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Optional

from ..engine.canonical import MapOf, Shape
from ..engine.field import Field
from ..engine.part import PENDING_ID, Reader, Sought, camel
from ..engine.reading import Reading, Source, argument, not_empty
from ..engine.resource import Home, Resource
from ..rest.errors import InvalidInput, MissingReference
from ..rest.paths import fill, segment

CLIENTS = "/v1/clients"
CLIENT = "/v1/clients/{id}"
WRITABLE = ("name", "options", "rateLimits", "tags")
LONGEST = 128
LONGEST_ID = 64
DURATIONS = ("PT0S", "PT5M", "PT1H", "P1D", "P1M")
# 10000 isn't one of them
QUOTAS: tuple[Any, ...] = (100, 1000, 100000, 1000000)


def client_of_id(reader: Reader, client_id: str) -> Optional[dict[str, Any]]:
    """Return a service client: ``GET /v1/clients/{clientId}``; None where there is none that the login may see."""
    return reader.get(fill(CLIENT, {"id": client_id}))


def clients_of_name(reader: Reader, name: str) -> list[dict[str, Any]]:
    """Return all service clients of a name, from all pages of ``GET /v1/clients``."""
    return [client for client in reader.list(CLIENTS) if client.get("name") == name]


def client_of_name(reader: Reader, name: str) -> Optional[dict[str, Any]]:
    """Return the service client of a name, None where none has it.

    :raises InvalidInput: where more than one has it
    :raises MissingReference: where the one that has it can't be seen: another of its name must not be made
    """
    found = clients_of_name(reader, name)
    if len(found) > 1:
        ids = ", ".join(sorted(str(client["clientId"]) for client in found))
        raise InvalidInput("name", name, f"must be the name of one service client: {ids} have it, so give client_id")
    if not found:
        return None
    client_id = str(found[0]["clientId"])
    # a list needn't have all that one has
    client = client_of_id(reader, client_id)
    if client is None:
        raise MissingReference("name", name, f"is that of {client_id}, which the login may list and not see")
    return client


def missing(client_id: str) -> MissingReference:
    """Return the error for an id that names none."""
    return MissingReference("client_id", client_id, "must be the id of a service client that the login may see")


@dataclass(frozen=True)
class ByName(Sought):
    """The one service client of a name."""

    what: str = "service_client"

    def one(self, reader: Reader, address: Mapping[str, str]) -> Optional[dict[str, Any]]:
        """Return it; one that the task names by its id and that isn't there has no name."""
        if "client_id" in address:
            raise missing(address["client_id"])
        return client_of_name(reader, address["name"])

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        """Return it with an ``id``, None where there is none."""
        found = client_of_name(reader, target)
        return found and {**found, "id": found["clientId"]}


@dataclass(frozen=True)
class Grants(Shape):
    """What a service client may do; the server has each, and one that isn't named there is off."""

    def shape(self, value: Any, option: str) -> Any:
        return {camel(name): item for name, item in value.items() if item is not None}

    def merge(self, current: Any, desired: Any) -> Any:
        return {**(current or {}), **desired}

    def canonical(self, value: Any) -> Any:
        return {name: item for name, item in sorted((value or {}).items()) if item}


@dataclass(frozen=True)
class RateLimits(Shape):
    """The service client's rate limit, a list of one or none."""

    def shape(self, value: Any, option: str) -> Any:
        if len(value) > 1:
            raise InvalidInput(option, None, f"must have at most one item, has {len(value)}")
        return [{name: limit[name] for name in ("duration", "quota")} for limit in value]

    def canonical(self, value: Any) -> Any:
        return value or []


@dataclass(frozen=True)
class Tags(MapOf):
    """Tags; an empty text is a value."""

    empty_is_absent: bool = False

    def shape(self, value: Any, option: str) -> Any:
        for name, item in value.items():
            if isinstance(item, (Mapping, list, tuple)):
                raise InvalidInput(f"{option}.{name}", None, "must be a text")
        tags = super().shape(value, option)
        for name, text in tags.items():
            if len(text or "") > LONGEST:
                told = f"must have at most {LONGEST} characters, has {len(text)}"
                raise InvalidInput(f"{option}.{name}", None, told)
        return tags


def can_be_an_id(options: dict[str, Any]) -> dict[str, Any]:
    """See that an id that is given can be one: an empty one, as a variable without a value makes it, is none.

    :raises InvalidInput: where it can't
    """
    client_id = options.get("client_id")
    if client_id is not None:
        segment("client_id", client_id)
        if len(client_id) > LONGEST_ID:
            raise InvalidInput("client_id", None, f"must have at most {LONGEST_ID} characters, has {len(client_id)}")
    return options


def all_that_can_be_written(body: dict[str, Any], creating: bool) -> dict[str, Any]:
    """Return a body with what the API takes; what is null there says nothing."""
    return {name: body[name] for name in WRITABLE if body.get(name) is not None}


SERVICE_CLIENT = Resource(
    name="service_client",
    title="service client",
    homes=(Home(CLIENTS, CLIENT, ByName()),),
    key=("name",),
    narrowed_by=("client_id",),
    id_option="client_id",
    unique=False,
    parts=(
        Field("name", max_length=LONGEST),
        Field(
            "options",
            type="dict",
            shape=Grants(),
            keys=(
                Field("grant_user_permissions_access", type="bool"),
                Field("grant_token_generation", type="bool"),
            ),
        ),
        Field(
            "rate_limits",
            type="list",
            elements="dict",
            shape=RateLimits(),
            keys=(
                Field("duration", choices=DURATIONS, required=True),
                Field("quota", type="int", choices=QUOTAS, required=True),
            ),
        ),
        Field("tags", type="dict", shape=Tags()),
    ),
    server_made=frozenset({"clientId", "createdTime", "verificationKeys"}),
    normalize=can_be_an_id,
    prepare=all_that_can_be_written,
    variables=lambda document: {"id": str(document["clientId"])},
    takes=frozenset({"state"}),
)


def service_client(source: Source) -> Mapping[str, Any]:
    """Return the service client that the options name; in check mode one that is yet to be made has a pending id.

    :raises InvalidInput: where more than one has the name
    :raises MissingReference: where there is none
    """
    client_id = can_be_an_id(dict(source.options))["client_id"]
    if client_id is None:
        not_empty(source.options, "name")
        return {"clientId": PENDING_ID, **source.find(ByName(), "name")}
    named = client_of_id(source.reader, client_id)
    if named is None or source.anticipation.misses(SERVICE_CLIENT.name, client_id):
        raise missing(client_id)
    return named


def _read(source: Source) -> dict[str, Any]:
    options = can_be_an_id(dict(source.options))
    not_empty(options, "name")
    if options["client_id"] is not None:
        found = [client for client in [client_of_id(source.reader, options["client_id"])] if client]
    elif options["name"] is not None:
        found = clients_of_name(source.reader, options["name"])
    else:
        found = source.reader.list(CLIENTS)
    count = {0: "no service clients", 1: "one service client"}.get(len(found), f"{len(found)} service clients")
    return {"clients": found, "exists": bool(found), "msg": f"{count} found"}


SERVICE_CLIENTS = Reading({"client_id": argument(), "name": argument()}, _read)
