# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Roles of groups: ``/admin/realms/{realm}/groups/{id}/role-mappings``."""

from __future__ import annotations

from typing import Any

from ...engine.resource import Need
from ...rest.errors import InvalidInput
from .group_lookups import GROUP_ITEM
from .groups import TO_PARENT, placed
from .references import TO_CLIENT, ById
from .role_mappings import CLIENT_BY_ID, TEXT, Roles, all_proposed, mapping, names_of, roles_of, withdrawn

MAPPINGS = GROUP_ITEM.replace("{id}", "{owner}") + "/role-mappings"
GROUP_BY_ID = ById("group", GROUP_ITEM.replace("{id}", "{target}"))
GROUP_NEEDS = (Need("owner", "gid", GROUP_BY_ID, True), Need("owner", "group_name", TO_PARENT, True))
CLIENT_NEEDS = (Need("client", "cid", CLIENT_BY_ID, True), Need("client", "client_id", TO_CLIENT, True))
PLACE = {
    "group_name": dict(TEXT),
    "gid": dict(TEXT),
    "parents": {
        "type": "list",
        "elements": "dict",
        "no_log": False,
        "options": {"id": dict(TEXT), "name": dict(TEXT)},
    },
}
SHOWN = {"group": ("gid", "group_name")}


def of_group(options: dict[str, Any]) -> dict[str, Any]:
    """Return the options with the group as a reference knows it. An id goes before a name.

    :raises InvalidInput: where they can't be right
    """
    options = withdrawn(options, "roles_behavior")
    options = dict(options)
    parents = options.pop("parents", None)
    if options.get("gid"):
        return {**options, "group_name": None}
    if options.get("group_name"):
        there = placed({"name": options["group_name"], "parents": parents})
        options["group_name"] = (*(there["parents"] or ()), ("name", str(options["group_name"])))
    return options


def of_client(options: dict[str, Any]) -> dict[str, Any]:
    """Return the options with the client whose roles they are. An id goes before a name.

    :raises InvalidInput: for an empty client: it would be about roles of the realm
    """
    for name in ("cid", "client_id"):
        if options.get(name) == "" and not (options.get("cid") or options.get("client_id")):
            raise InvalidInput(name, None, "must not be empty: leave it out for roles of the realm")
    if options.get("cid"):
        return {**options, "client_id": None}
    return {**options, "roles_of": options.get("client_id")}


def of_group_and_client(options: dict[str, Any]) -> dict[str, Any]:
    """Return the options with group and client.

    :raises InvalidInput: where there is no client: it would be about roles of the realm
    """
    if not options.get("cid") and not options.get("client_id"):
        raise InvalidInput("client_id", None, "is needed, or cid")
    return of_group(of_client(options))


TOLD_OF_GROUP = {
    "updated": "Roles {done} group {group}.",
    "removed": "Roles {done} group {group}.",
    "would be updated": "Roles {would} group {group}.",
    "would be removed": "Roles {would} group {group}.",
    "unchanged": "Nothing to do, roles {roles} are mapped with group {group}.",
    "absent": "Nothing to do, roles {roles} are not mapped with group {group}.",
    "idle": "Nothing to do (no roles specified).",
}

REALM_ROLEMAPPING = mapping(
    "realm_rolemapping",
    "mapping of realm roles to a group",
    GROUP_NEEDS,
    SHOWN,
    Roles("roles", at=MAPPINGS),
    named_by=("group_name", "gid"),
    narrowed_by=("parents",),
    parents=PLACE,
    normalize=of_group,
    returned=names_of,
    proposes=lambda asked, before, then: names_of(then),
    sayings={
        **TOLD_OF_GROUP,
        "updated": "Realm roles {done} groupId {id}.",
        "removed": "Realm roles {done} groupId {id}.",
        "would be updated": "Realm roles {would} group {group}.",
        "would be removed": "Realm roles {would} group {group}.",
    },
)

CLIENT_ROLEMAPPING = mapping(
    "client_rolemapping",
    "mapping of a client's roles to a group",
    (*GROUP_NEEDS, *CLIENT_NEEDS),
    {**SHOWN, "client": ("cid", "client_id")},
    Roles("roles", at=MAPPINGS),
    named_by=("group_name", "gid"),
    narrowed_by=("parents",),
    parents={**PLACE, "client_id": dict(TEXT), "cid": dict(TEXT)},
    normalize=of_group_and_client,
    returned=roles_of,
    proposes=all_proposed,
    sayings=TOLD_OF_GROUP,
)
