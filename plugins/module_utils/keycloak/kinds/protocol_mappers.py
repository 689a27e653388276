# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Protocol mappers on their own: ``.../protocol-mappers`` of a client, a client scope or a client template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Optional

from ...engine.canonical import MapOf
from ...engine.field import Field
from ...engine.part import PENDING_ID, Reader, Reference
from ...engine.resource import Home, Need, Resource
from ...rest.errors import InvalidInput
from .mappers import DEFAULT_PROTOCOL, protocol_mappers
from .references import CLIENT_DOCUMENT, REALM, TO_CLIENT, TO_SCOPE, TO_TEMPLATE

# option that names the owner -> its place in paths, how it is found, the field that it is called by
OWNERS: Mapping[str, tuple[str, Reference, str]] = {
    "client_id": ("clients", TO_CLIENT, "clientId"),
    "client_scope": ("client-scopes", TO_SCOPE, "name"),
    "client_template": ("client-templates", TO_TEMPLATE, "name"),
}
OWNER_OPTIONS: Mapping[str, Mapping[str, Any]] = {
    "client_id": {"type": "str", "no_log": False, "aliases": ["clientId"]},
    "client_scope": {"type": "str", "no_log": False, "aliases": ["clientScope"]},
    "client_template": {"type": "str", "no_log": False, "aliases": ["clientTemplate"]},
}
# fields of a client that tell which mappers the server has made, and that aren't shown with them
TELLING = ("serviceAccountsEnabled", "defaultClientScopes")
OWNER = REALM + "/{owners}/{owner}"
ALL = OWNER + "/protocol-mappers"


def owner_of(options: Mapping[str, Any]) -> str:
    """Return the option that names the owner.

    :raises InvalidInput: where none does, or more than one
    """
    given = [option for option in OWNERS if options.get(option)]
    if len(given) != 1:
        raise InvalidInput("client_id", None, "is needed, or client_scope or client_template, and one of them only")
    return given[0]


def owned(options: dict[str, Any]) -> dict[str, Any]:
    """Return the options with the owner's place in paths."""
    return {**options, "owners": OWNERS[owner_of(options)][0]}


@dataclass(frozen=True)
class InOwner:
    """A mapper is in the document that its owner was found by. One name may be there once for each protocol."""

    option: str

    def one(self, reader: Reader, address: Mapping[str, str]) -> Optional[dict[str, Any]]:
        owner = OWNERS[self.option][1].find(reader, address, address[self.option]) or {}
        same = [mapper for mapper in owner.get("protocolMappers") or [] if mapper["name"] == address["name"]]
        same = [mapper for mapper in same if address.get("protocol") in (None, mapper["protocol"])]
        if len(same) > 1:
            known = ", ".join(sorted(mapper["protocol"] for mapper in same))
            raise InvalidInput("protocol", None, f"is needed: {address['name']!r} is there for each of {known}")
        return same[0] if same else None


@dataclass(frozen=True)
class WithItsMappers:
    """The owner, as what it is called and the mappers that it has."""

    def one(self, reader: Reader, address: Mapping[str, str]) -> Optional[dict[str, Any]]:
        option = next(option for option in OWNERS if option in address)
        _place, reference, name = OWNERS[option]
        if address["owner"] == PENDING_ID:
            return {"id": PENDING_ID, name: address[option]}
        owner = reference.find(reader, address, address[option]) or {}
        shown = ("id", name, "protocol", "protocolMappers")
        return {key: owner[key] for key in (*shown, *TELLING) if key in owner}


def a_new_one_has_a_type(now: Mapping[str, Any], then: Mapping[str, Any], want: Mapping[str, Any]) -> None:
    """Without one the server answers 404, as for one that it doesn't know."""
    if not now and not then.get("protocolMapper"):
        raise InvalidInput("protocol_mapper", None, "is needed to make a protocol mapper")


def each_has_a_type(now: Mapping[str, Any], then: Mapping[str, Any], want: Mapping[str, Any]) -> None:
    """As of a single one; the error names it."""
    for mapper in then.get("protocolMappers") or []:
        if not mapper.get("protocolMapper"):
            raise InvalidInput("protocol_mappers", mapper["name"], "needs a protocolMapper, as a new one")


def has_a_protocol(body: dict[str, Any], creating: bool) -> dict[str, Any]:
    """A mapper must have a protocol (without one the server answers 409), and some clients of the server have none."""
    return {"protocol": DEFAULT_PROTOCOL, **body} if creating else body


def _home(option: str) -> Home:
    place, reference, _name = OWNERS[option]
    models = ALL.replace("{owners}", place) + "/models"
    need = Need("owner", option, reference, tells={"protocol": "owners_protocol"})
    # what has a path of its own also has settings that the server only takes for granted (26.7.2)
    return Home(models, models + "/{id}", InOwner(option), when=option, needs=(need,), brief=True, fuller=True)


PROTOCOL_MAPPER = Resource(
    name="protocol_mapper",
    title="protocol mapper",
    homes=tuple(_home(option) for option in OWNERS),
    key=("name",),
    narrowed_by=("protocol",),
    id_option="id",
    keeps_id=True,
    parts=(
        # a PUT with another name or protocol is answered 204 and changes neither (26.7.2)
        Field("name", max_length=255, create_only=True),
        Field("protocol", create_only=True),
        Field("protocol_mapper", aliases=("protocol_mapper_type",)),
        # an empty value is dropped by the server, and a PUT replaces the map
        Field("config", type="dict", shape=MapOf()),
    ),
    parents=OWNER_OPTIONS,
    normalize=owned,
    carried={"protocol": "owners_protocol"},
    prepare=has_a_protocol,
    checks=(a_new_one_has_a_type,),
    shares=CLIENT_DOCUMENT,
    takes=frozenset({"state"}),
)

PROTOCOL_MAPPERS = Resource(
    name="protocol_mappers",
    title="protocol mappers",
    homes=(
        Home(
            ALL,
            ALL,
            WithItsMappers(),
            needs=tuple(
                Need("owner", option, reference, True) for option, (_place, reference, _name) in OWNERS.items()
            ),
        ),
    ),
    key=(),
    narrowed_by=("owners",),
    label=lambda address: next((address[option] for option in OWNERS if option in address), ""),
    parts=(protocol_mappers(OWNER, inline=False),),
    parents=OWNER_OPTIONS,
    normalize=owned,
    checks=(each_has_a_type,),
    shares=CLIENT_DOCUMENT,
    takes=frozenset(),
    server_made=frozenset(TELLING),
    presents=lambda document, foreseen: {name: value for name, value in document.items() if name not in TELLING},
    sayings={
        "updated": "Protocol mappers of {name} have been updated",
        "would be updated": "Protocol mappers of {name} would be updated",
        "unchanged": "No changes required for the protocol mappers of {name}.",
    },
)
