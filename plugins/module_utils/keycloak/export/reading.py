# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is read of a realm: the server's own export, and beside it what that leaves out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Callable

from ...engine.reading import Source
from ...rest.errors import ApiError, Forbidden
from ..kinds.organizations import MEMBERS, ORGANIZATIONS, PROVIDERS, WHOLE
from ..kinds.references import REALM
from ..kinds.user_names import USERS
from ..kinds.user_passwords import USER_ITEM
from ..kinds.workflows import WORKFLOWS

EXPORT = f"{REALM}/partial-export"
EVERYTHING = {"exportClients": "true", "exportGroupsAndRoles": "true"}
PROFILE = f"{USERS}/profile"
GROUPS = ORGANIZATIONS + "/{id}/groups"
GROUP = GROUPS + "/{group}"
CHILDREN, GROUP_MEMBERS = GROUP + "/children", GROUP + "/members"
# how many requests are under way at a time
THREADS = 8
# what servers answer that are too old for something, or have it switched off
LACKING = (400, 404, 405, 501)


def read(source: Source, users: bool, left: list[str]) -> dict[str, Any]:
    """Return a realm's representation as the server has it, empty where check mode has none yet.

    ``POST /admin/realms/{realm}/partial-export`` and the lists of what it leaves out: the user profile, workflows,
    organizations, and users with two requests for each.

    :param users: whether people are read, too; service accounts are
    :param left: gets what couldn't be read, in words
    :raises ApiError: where the login may not read something
    """
    found = source.ask(EXPORT, None, EVERYTHING)
    if not found:
        return {}
    profile = _if_known(lambda: source.get(PROFILE), None)
    found["userProfile"] = profile or {}
    found["workflows"] = _workflows(source, left)
    with ThreadPoolExecutor(THREADS) as pool:
        if found.get("organizationsEnabled"):
            found["organizations"] = list(
                pool.map(lambda one: _organization(source, one, users), source.list(ORGANIZATIONS, WHOLE))
            )
        if users:
            people = source.list(USERS, {"briefRepresentation": "false"})
            linked = bool(found.get("identityProviders"))
            found["users"] = [
                *(found.get("users") or ()),
                *pool.map(lambda one: one if is_federated(one) else _user(source, one, linked), people),
            ]
    return found


def _workflows(source: Source, left: list[str]) -> Any:
    try:
        return _if_known(lambda: source.get(WORKFLOWS), [])
    except Forbidden:
        left.append("workflows, which the login may not read: that takes the role realm-admin of realm-management")
        return []


def is_federated(user: Mapping[str, Any]) -> bool:
    """Return whether a user is another system's, which brings it to any realm that is connected to it."""
    return bool(user.get("federationLink")) or str(user.get("id", "")).startswith("f:")


def _user(source: Source, user: Mapping[str, Any], linked: bool) -> dict[str, Any]:
    roles = source.get(f"{USER_ITEM}/role-mappings", id=user["id"]) or {}
    groups = source.list(f"{USER_ITEM}/groups", {"briefRepresentation": "true"}, id=user["id"])
    clients = roles.get("clientMappings") or {}
    links = source.get(f"{USER_ITEM}/federated-identity", id=user["id"]) if linked else None
    return {
        **user,
        "groups": [group["path"] for group in groups],
        "realmRoles": _names(roles.get("realmMappings")),
        "clientRoles": {client: _names(held.get("mappings")) for client, held in clients.items()},
        "federatedIdentities": links or [],
    }


def _organization(source: Source, organization: Mapping[str, Any], users: bool) -> dict[str, Any]:
    own = {"id": organization["id"]}
    members = source.list(MEMBERS, **own) if users else []
    groups: list[Any] = _if_known(lambda: source.list(GROUPS, WHOLE, **own), [])
    return {
        **organization,
        "members": [{"username": member["username"]} for member in members if not is_federated(member)],
        "identityProviders": [{"alias": provider["alias"]} for provider in source.list(PROVIDERS, **own)],
        "groups": [_below(source, own, group, users) for group in groups],
    }


def _below(source: Source, own: Mapping[str, str], group: Mapping[str, Any], users: bool) -> dict[str, Any]:
    path = {**own, "group": group["id"]}
    below = source.list(CHILDREN, WHOLE, **path)
    members = source.list(GROUP_MEMBERS, **path) if users else []
    return {
        # lists have no attributes
        **(source.get(GROUP, **path) or group),
        "members": [{"username": member["username"]} for member in members if not is_federated(member)],
        "subGroups": [_below(source, own, one, users) for one in below],
    }


def _names(roles: Iterable[Mapping[str, Any]] | None) -> list[str]:
    return [role["name"] for role in roles or ()]


def _if_known(ask: Callable[[], Any], otherwise: Any) -> Any:
    """Return an answer, or something else where the server has no such thing, or has it switched off."""
    try:
        return ask() or otherwise
    except ApiError as error:
        if error.status not in LACKING:
            raise
        return otherwise
