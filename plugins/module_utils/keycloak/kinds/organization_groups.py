# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Groups of an organization: ``/admin/realms/{realm}/organizations/{org}/groups``, and the roles that they have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Optional

from ...engine.links import EXACT, SUBSET, Call, Links, Named
from ...engine.lookup import InList
from ...engine.part import PENDING_ID, Reader, Step
from ...engine.resource import Home, Need, Resource
from ...rest.paths import fill
from .group_roles import CLIENT_NEEDS, PLACE, TOLD_OF_GROUP, of_client, of_group
from .groups import ABOUT, NAME, NOT_SENT, Ancestors, Place, former, placed
from .organizations import ORGANIZATIONS, STATE, TO_ORGANIZATION
from .references import ById
from .role_mappings import TEXT, Roles, asked_proposed, mapping, roles_of

OF = ORGANIZATIONS + "/{org}"
GROUPS = OF + "/groups"
GROUP_ITEM = GROUPS + "/{id}"
CHILDREN = GROUPS + "/{parent}/children"
MEMBERS = GROUP_ITEM + "/members"
ORGANIZATION = Need("org", "organization", TO_ORGANIZATION)


def group_named(
    reader: Reader, address: Mapping[str, str], parent: Optional[str], name: str
) -> Optional[dict[str, Any]]:
    """Return the group of a name among its siblings, None where there is none.

    The search at the top finds groups at any depth, each with the organization's own hidden group or another above it,
    and loses spaces at the ends of what it is given (26.7.2). A list without a search has those at the top alone.

    :param parent: id of the group above, None at the top
    """
    if PENDING_ID in (address.get("org"), parent):
        return None
    search = {"search": name, "exact": "true"}
    if parent is not None:
        found = reader.list(fill(CHILDREN, {**address, "parent": parent}), search)
    else:
        plain = "/" not in name and name == name.strip()
        found = reader.list(fill(GROUPS, address), search if plain else None)
    at_top = [group for group in found if parent is not None or group.get("path") == f"/{name}"]
    return next((group for group in at_top if group["name"] == name), None)


@dataclass(frozen=True)
class ByName:
    """A group is found by its name among its siblings."""

    def one(self, reader: Reader, address: Mapping[str, str]) -> Optional[dict[str, Any]]:
        return group_named(reader, address, address.get("parent"), address["name"])


@dataclass(frozen=True)
class InOrganization(Ancestors):
    """A group of an organization; one that is yet to be made has none."""

    called: str = "group of the organization"

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        return None if address.get("org") == PENDING_ID else super().find(reader, address, target)


TO_GROUP = InOrganization("organization_group", GROUP_ITEM, group_named)


@dataclass(frozen=True)
class OrganizationPlace(Place):
    """Where a group is; one at the top has the organization's own hidden group above it."""

    def is_there(self, document: Mapping[str, Any], parent: Mapping[str, Any], upper: str) -> bool:
        if parent:
            return bool(document.get("parentId") == parent.get("id"))
        return bool(document.get("path") == f"/{document.get('name')}")


@dataclass(frozen=True)
class OfOrganization:
    """A member of the organization; others can't be in its groups."""

    what: str = "organization_member"
    called: str = "member of the organization"

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        if address.get("org") == PENDING_ID:
            return None
        search = {"search": "{target}", "exact": "true"}
        lookup = InList(OF + "/members", {"username": "target"}, search, fold=("username",))
        return Named(self.what, lookup, "username").find(reader, address, target)

    def label(self, target: Any) -> str:
        return str(target)

    def target(self, reader: Reader, address: Mapping[str, str], entry: Mapping[str, Any]) -> Any:
        return entry["username"]


def made_bare_below(seen: Any, desired: Any, body: Mapping[str, Any]) -> list[Step]:
    """A POST below another group takes the name alone, and drops the rest without a word (26.7.2)."""
    if "parent" not in seen.address or set(body) <= {"name"}:
        return []
    made = Step("POST", fill(CHILDREN, seen.address), {"name": body["name"]}, binds="id")
    return [made, Step("PUT", fill(GROUP_ITEM, seen.address), dict(body))]


ORGANIZATION_GROUP = Resource(
    name="organization_group",
    title="group of the organization",
    homes=(
        Home(
            CHILDREN,
            GROUP_ITEM,
            ByName(),
            when="parents",
            needs=(ORGANIZATION, Need("parent", "parents", TO_GROUP)),
        ),
        Home(GROUPS, GROUP_ITEM, ByName(), needs=(ORGANIZATION,), search={"search": "{search}"}),
    ),
    key=("name", "path"),
    id_option="id",
    label=lambda address: address.get("path") or address.get("id", ""),
    # lists have no attributes, even where they are asked for them
    detail=GROUP_ITEM,
    parts=(
        NAME,
        *ABOUT,
        OrganizationPlace("parents", "path", of=TO_GROUP, top=GROUPS, below=CHILDREN),
        Links(
            "members",
            of=OfOrganization(),
            at=MEMBERS,
            add=Call("PUT", MEMBERS + "/{target}"),
            remove=Call("DELETE", MEMBERS + "/{target}"),
            behavior="members_behavior",
            words={EXACT: EXACT, SUBSET: SUBSET},
            item={"username": {"type": "str", "required": True, "no_log": False}, "state": STATE},
            target=lambda item: str(item["username"]).lower(),
        ),
    ),
    parents={"organization": {"type": "str", "required": True, "no_log": False}},
    server_made=frozenset({"id", "parentId", "access", "subGroupCount", "subGroups", "realmRoles", "clientRoles"}),
    not_sent=NOT_SENT | {"members"},
    normalize=placed,
    former=former,
    birth=made_bare_below,
)


def of_whom_and_whose(options: dict[str, Any]) -> dict[str, Any]:
    """Return the options with group and client."""
    return of_group(of_client(options))


MAPPINGS = GROUPS + "/{owner}/role-mappings"
GROUP_BY_ID = ById("organization_group", GROUPS + "/{target}")

ORGANIZATION_GROUP_ROLEMAPPING = mapping(
    "organization_group_rolemapping",
    "mapping of roles to a group of an organization",
    (
        ORGANIZATION,
        Need("owner", "gid", GROUP_BY_ID, True),
        Need("owner", "group_name", TO_GROUP, True),
        *CLIENT_NEEDS,
    ),
    {"group": ("gid", "group_name"), "client": ("cid", "client_id")},
    Roles("roles", at=MAPPINGS),
    named_by=("group_name", "gid"),
    narrowed_by=("parents",),
    parents={
        **PLACE,
        "organization": {"type": "str", "required": True, "no_log": False},
        "client_id": dict(TEXT),
        "cid": dict(TEXT),
    },
    normalize=of_whom_and_whose,
    returned=roles_of,
    proposes=asked_proposed,
    sayings=TOLD_OF_GROUP,
)
