# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Components: ``/admin/realms/{realm}/components``: keys, user federations and their mappers, registration policies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Optional

from ...engine.canonical import MapOf
from ...engine.field import Field
from ...engine.part import Reader, Sought
from ...engine.resource import Home, Need, Resource
from ...rest.errors import InvalidInput, MissingReference
from ...rest.paths import fill
from .references import REALM, server_info
from .vault import RealmVault

COMPONENTS = f"{REALM}/components"
COMPONENT_ITEM = COMPONENTS + "/{id}"
FEDERATION = "org.keycloak.storage.UserStorageProvider"
# every realm has two sets of these under the same names, told apart by subType: anonymous and authenticated
REGISTRATION_POLICY = "org.keycloak.services.clientregistration.policy.ClientRegistrationPolicy"
KEY = ("provider_type", "provider_id", "name")
LONGEST = 255


def only(found: list[dict[str, Any]], option: str, what: str, title: str = "components") -> Optional[dict[str, Any]]:
    """Return the one component that was found, None for none.

    :raises InvalidInput: where there are several, with their ids
    """
    if len(found) > 1:
        ids = ", ".join(sorted(str(item["id"]) for item in found))
        raise InvalidInput(option, None, f"there are {len(found)} {title} {what} ({ids}): say which one")
    return found[0] if found else None


@dataclass(frozen=True)
class Config(MapOf):
    """Settings of a component: the server keeps no order in a list of them (26.7.2)."""

    def canonical(self, value: Any) -> Any:
        settings = super().canonical(value)
        return {key: sorted(items) if isinstance(items, list) else items for key, items in settings.items()}


@dataclass(frozen=True)
class ComponentByKey:
    """A component by type, provider, name and parent; the server keeps none of them unique."""

    def one(self, reader: Reader, address: Mapping[str, str]) -> Optional[dict[str, Any]]:
        params = {"type": address["provider_type"], "name": address["name"]}
        if "parent" in address:
            params["parent"] = address["parent"]
        wanted = {"name": "name", "providerType": "provider_type", "providerId": "provider_id"}
        if address["provider_type"] == REGISTRATION_POLICY:
            wanted["subType"] = "sub_type"
        found = [
            item
            for item in reader.list(fill(COMPONENTS, address), params)
            if all(item.get(api) == address[name] for api, name in wanted.items() if name in address)
            and ("parent" not in address or item.get("parentId") == address["parent"])
        ]
        return only(found, "id", f"named {address['name']!r} of {address['provider_id']!r}")


@dataclass(frozen=True)
class ComponentReference:
    """A component that holds others, by name or id."""

    what: str = "component"

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        named = reader.list(fill(COMPONENTS, address), {"name": str(target)})
        named = [item for item in named if item.get("name") == target]
        holders = [item for item in named if item.get("providerType") == FEDERATION] or named
        if holders:
            return only(holders, "parent_id", f"named {target!r}")
        return reader.get(fill(COMPONENT_ITEM, {**address, "id": str(target)}))

    def label(self, target: Any) -> str:
        return str(target)

    def target(self, reader: Reader, address: Mapping[str, str], entry: Mapping[str, Any]) -> Any:
        return entry["name"]


@dataclass(frozen=True)
class ProviderReference(Sought):
    """A provider that the server has. It is looked up where the login may; else the server says it by itself.

    :param type: its type, that of the address unless given
    """

    what: str = "component provider"
    type: str = ""

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        types = server_info(reader).get("componentTypes") or {}
        wanted = self.type or address.get("provider_type")
        if not types or not wanted:
            return {"id": target}
        if wanted not in types:
            raise MissingReference("provider_type", None, f"this server has no {wanted!r}")
        known = sorted(str(one.get("id")) for one in types[wanted])
        if target not in known:
            raise MissingReference("provider_id", None, f"there is no {target!r} among {', '.join(known)}")
        return {"id": target}


def realm_or_parent(options: dict[str, Any]) -> dict[str, Any]:
    """``parent_id`` names the realm, as it does in other collections, or another component where ``realm`` is given."""
    realm, parent = options.get("realm"), options.get("parent_id")
    if not realm:
        return {**options, "realm": parent, "parent_id": None}
    return {**options, "parent_id": None if parent == realm else parent}


def _component_home(whole: Mapping[str, str], **more: Any) -> Home:
    return Home(COMPONENTS, COMPONENT_ITEM, ComponentByKey(), whole={"type": "{provider_type}", **whole}, **more)


COMPONENT = Resource(
    name="component",
    title="component",
    sayings={
        "created": "Component {name} created",
        "updated": "Component {name} changed: {changes}",
        "removed": "Component {name} deleted",
        "unchanged": "Component {name} was in sync",
        "absent": "Component {name} not present",
        "would be created": "Component {name} would be created",
        "would be updated": "Component {name} would be changed: {changes}",
        "would be removed": "Component {name} would be deleted",
    },
    homes=(
        _component_home(
            {"parent": "{parent}"}, when="parent_id", needs=(Need("parent", "parent_id", ComponentReference()),)
        ),
        _component_home({}),
    ),
    key=KEY,
    narrowed_by=("sub_type",),
    id_option="id",
    unique=False,
    chooses_id=True,
    label=lambda address: str(address.get("name") or address.get("id", "")),
    parts=(
        Field("name", max_length=LONGEST),
        Field("provider_id", create_only=True, refers=ProviderReference(), max_length=LONGEST),
        Field("provider_type", create_only=True, max_length=LONGEST),
        Field("sub_type", max_length=LONGEST),
        # the PUT merges this map: only an empty list removes a key
        Field("config", type="dict", shape=Config(multi=True, remove_with=[]), masked=True),
    ),
    server_made=frozenset({"id", "parentId"}),
    normalize=realm_or_parent,
    carried={"parentId": "parent"},
    vault=RealmVault("config"),
    shares="realm",
    parents={
        "realm": {"type": "str", "no_log": False},
        "parent_id": {"type": "str", "no_log": False, "aliases": ["parentId"]},
    },
)
