# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Mappers of identity providers: ``/admin/realms/{realm}/identity-provider/instances/{alias}/mappers``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Optional

from ...engine.canonical import MapOf
from ...engine.field import Field
from ...engine.lookup import InList
from ...engine.part import PENDING_ID, UNSET, Part, Reader, Sought
from ...engine.resource import Home, Need, Resource
from ...rest.errors import InvalidInput, MissingReference
from ...rest.paths import fill
from .identity_providers import PROVIDERS
from .references import TO_IDENTITY_PROVIDER

OWNER = PROVIDERS + "/{identity_provider}"
MAPPERS = OWNER + "/mappers"
MAPPER = MAPPERS + "/{id}"
TYPES = OWNER + "/mapper-types"
OWNER_OPTION = {
    "identity_provider": {
        "type": "str",
        "no_log": False,
        "required": True,
        "aliases": ["identity_provider_alias", "identityProviderAlias"],
    }
}


@dataclass(frozen=True)
class Owner(Sought):
    """The identity provider, which is named by its alias everywhere."""

    what: str = TO_IDENTITY_PROVIDER.what

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        found = TO_IDENTITY_PROVIDER.find(reader, address, target)
        return None if found is None else {"id": target}


@dataclass(frozen=True)
class MapperByName:
    """A mapper by its name; what is yet to be made has none."""

    def one(self, reader: Reader, address: Mapping[str, str]) -> Optional[dict[str, Any]]:
        return None if address["owner"] == PENDING_ID else InList(MAPPERS, {"name": "name"}).one(reader, address)


@dataclass(frozen=True)
class OfOwner(Part):
    """Whose mapper it is. The server shows, changes and removes any by its id below each of them (26.7.2)."""

    def arguments(self) -> dict[str, dict[str, Any]]:
        return {}

    def desire(self, options: Mapping[str, Any]) -> Any:
        return UNSET

    def observe(self, reader: Reader, address: Mapping[str, str], document: Mapping[str, Any]) -> Any:
        owner = document.get(self.api)
        if owner != address["identity_provider"]:
            raise InvalidInput("id", document.get("id"), f"is that of a mapper of identity provider {owner!r}")
        return owner


@dataclass(frozen=True)
class Type(Sought):
    """A type of mapper that the identity provider can have; the server takes any, and fails at logins (26.7.2)."""

    what: str = "type of mapper"

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        types = reader.get(fill(TYPES, address))
        if types is None or target in types:
            return {"id": target}
        owner, known = address["identity_provider"], ", ".join(sorted(types))
        said = f"{target!r} is none of the mappers that identity provider {owner!r} can have: {known}"
        raise MissingReference("mapper_type", None, said)


def needs_a_type(now: Mapping[str, Any], then: Mapping[str, Any], want: Mapping[str, Any]) -> None:
    """Without one the server answers with a conflict (26.7.2)."""
    if not now and not then.get("identityProviderMapper"):
        raise InvalidInput("mapper_type", None, "is needed to make a mapper")


IDENTITY_PROVIDER_MAPPER = Resource(
    name="identity_provider_mapper",
    title="identity provider mapper",
    homes=(
        Home(
            MAPPERS,
            MAPPER,
            MapperByName(),
            needs=(Need("owner", "identity_provider", Owner()),),
        ),
    ),
    key=("name",),
    label=lambda address: "/".join(str(address[key]) for key in ("identity_provider", "name") if address.get(key)),
    id_option="id",
    keeps_id=True,
    parts=(
        OfOwner("identity_provider_alias"),
        Field("name", max_length=255),
        Field("mapper_type", "identityProviderMapper", aliases=("identity_provider_mapper",), refers=Type()),
        # the PUT replaces it; the server drops empty values (26.7.2)
        Field("config", type="dict", shape=MapOf(rename={"sync_mode": "syncMode"})),
    ),
    carried={"identityProviderAlias": "identity_provider"},
    inside=frozenset({"identityProviderAlias"}),
    checks=(needs_a_type,),
    parents=OWNER_OPTION,
    takes=frozenset({"state"}),
)
