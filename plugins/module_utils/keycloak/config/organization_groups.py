# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Groups of organizations in a realm's representation, and the roles that they have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...config.items import Data, Item, listed, without
from ...engine.links import EXACT
from .people import NOT_OF_A_NODE, all_groups, parents_of
from .roles import mappings

_MAPPING = "organization_group_rolemapping"


def organization_groups(data: Data) -> Iterator[Item]:
    """Yield the groups of organizations, those at the top and all below them; a list of members is exact."""
    for organization, where, group, above in _groups(data):
        shaped = without(group, *NOT_OF_A_NODE, "members")
        if group.get("members") is not None:
            members = [{"username": one.get("username")} for _at, one in listed(group["members"], f"{where}.members")]
            shaped.update(members=members, members_behavior=EXACT)
        yield Item("organization_group", where, shaped, {**organization, **parents_of(above)}, len(above))


def organization_group_roles(data: Data) -> Iterator[Item]:
    """Yield the roles of these groups."""
    for organization, where, group, above in _groups(data):
        named = {**organization, "group_name": group.get("name"), **parents_of(above)}
        yield from mappings(group, where, _MAPPING, _MAPPING, named, EXACT)


def _groups(data: Data) -> Iterator[tuple[dict[str, Any], str, Data, list[dict[str, Any]]]]:
    for at, organization in listed(data.get("organizations"), "organizations"):
        named = {"organization": organization.get("name")}
        for where, group, above in all_groups(organization, f"{at}.groups"):
            yield named, where, group, above
