# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Groups and users in a realm's representation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...config.items import Data, Item, listed, mapped, names, without
from ...engine.links import EXACT
from ...rest.errors import InvalidInput
from ..kinds.references import account_of
from ..kinds.role_mappings import EXACT_BUT_BORN
from ..kinds.user_realm import BORN
from .roles import mappings

STRUCTURE = ("realmRoles", "clientRoles", "subGroups", "serviceAccountClientId", "userLabel")
_ROLES = ("realmRoles", "clientRoles")
# what the server would accept, and do nothing with
_NOT_WRITTEN = {
    "applicationRoles": "is old: these are clientRoles",
    "socialLinks": "is old: these are federatedIdentities",
    "verifiableCredentials": "can't be written with a user: keycloak_user_verifiable_credential does",
    "issuedVerifiableCredentials": "can't be written: the server issues them",
}
# what a server gives a credential itself, and what exports of long ago have as null
_NOT_OF_A_CREDENTIAL = ("id", "createdDate", "priority")
_OLD_HASH = "is old: these are secretData and credentialData"
_OLD_HASHES = ("hashedSaltedValue", "salt", "hashIterations", "algorithm", "counter", "digits", "period", "device")
# as keycloak-config-cli calls a password that is written once
_INITIAL = "initial"
_SCOPES, _EMPTY_IN_A_CONSENT = "grantedClientScopes", ("grantedRealmRoles", "additionalGrants")
NOT_OF_A_NODE = (*_ROLES, "subGroups", "path", "id", "subGroupCount", "parentId", "access")


def groups(data: Data) -> Iterator[Item]:
    """Yield the groups, those at the top and all below them."""
    for where, group, above in all_groups(data, "groups"):
        path = "/".join(["", *(one["name"] for one in above), str(group.get("name"))])
        beside = {"path": path, **{name: group[name] for name in _ROLES if group.get(name) is not None}}
        yield Item("group", where, without(group, *NOT_OF_A_NODE), parents_of(above), len(above), beside)


def group_roles(data: Data) -> Iterator[Item]:
    """Yield the roles of groups."""
    for where, group, above in all_groups(data, "groups"):
        named = {"group_name": group.get("name"), **parents_of(above)}
        yield from mappings(group, where, "realm_rolemapping", "client_rolemapping", named, EXACT)


def all_groups(data: Data, at: str) -> Iterator[tuple[str, Data, list[dict[str, Any]]]]:
    """Yield where each group of a realm or an organization stands, the group, and the names of those above it.

    :param at: where its groups stand
    """
    waiting: list[tuple[str, Data, list[dict[str, Any]]]] = [
        (where, group, []) for where, group in listed(data.get("groups"), at)
    ]
    while waiting:
        where, group, above = waiting.pop(0)
        yield where, group, above
        own = [*above, {"name": str(group.get("name"))}]
        waiting += [(here, below, own) for here, below in listed(group.get("subGroups"), f"{where}.subGroups")]


def parents_of(above: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the option that says where a group is."""
    return {"parents": above} if above else {}


def users(data: Data) -> Iterator[Item]:
    """Yield the users, without their roles.

    :raises InvalidInput: where a user has what can't be written
    """
    accounts = _accounts(data)
    for where, user in listed(data.get("users"), "users"):
        for name in _NOT_WRITTEN:
            if user.get(name):
                raise InvalidInput(f"{where}.{name}", None, _NOT_WRITTEN[name])
        shaped = without(user, *_ROLES, *_NOT_WRITTEN, "groups", "attributes", "userProfileMetadata")
        client = accounts.get(str(user.get("username")).lower())
        if client and not user.get("serviceAccountClientId"):
            shaped["serviceAccountClientId"] = client
        if user.get("groups") is not None:
            paths = names(user["groups"], f"{where}.groups")
            shaped.update(groups=[{"name": path} for path in paths], groups_behavior=EXACT)
        if user.get("attributes") is not None:
            attributes = mapped(user["attributes"], f"{where}.attributes")
            shaped["attributes"] = [_attribute(name, value) for _at, name, value in attributes]
        if user.get("credentials") is not None:
            credentials = listed(user["credentials"], f"{where}.credentials")
            shaped["credentials"] = [_credential(one, here) for here, one in credentials]
        if user.get("clientConsents") is not None:
            consents = listed(user["clientConsents"], f"{where}.clientConsents")
            shaped["clientConsents"] = [_consent(one) for _here, one in consents]
        beside = {name: user[name] for name in (*_ROLES, "groups") if user.get(name) is not None}
        if "realmRoles" not in beside or not _are_whole(data):
            beside["realmRoles"] = [*names(beside.get("realmRoles") or [], f"{where}.realmRoles"), BORN]
        yield Item("user", where, shaped, beside=beside)


def _accounts(data: Data) -> dict[str, Any]:
    """Return the clients of the data by the usernames of their service accounts: nobody else can be called so."""
    clients = (client for _where, client in listed(data.get("clients"), "clients"))
    ids = (client.get("clientId") or client.get("client_id") for client in clients)
    return {account_of(client): client for client in ids}


def _credential(credential: Data, where: str) -> dict[str, Any]:
    for name in _OLD_HASHES:
        if credential.get(name):
            raise InvalidInput(f"{where}.{name}", None, _OLD_HASH)
    shaped = without(credential, *_NOT_OF_A_CREDENTIAL, *_OLD_HASHES)
    once = shaped.get("value") is not None and shaped.get("userLabel") == _INITIAL
    return without(shaped, "userLabel") if once else shaped


def _consent(consent: Data) -> dict[str, Any]:
    """Return a consent by the names of our options; what an export has of it beside scopes is empty today."""
    said = {name: value for name, value in consent.items() if value or name not in _EMPTY_IN_A_CONSENT}
    shaped = without(said, "createdDate", "lastUpdatedDate", _SCOPES)
    return {**shaped, "roles": said[_SCOPES]} if _SCOPES in said else shaped


def _attribute(name: str, value: Any) -> dict[str, Any]:
    if value is None:
        return {"name": name, "state": "absent"}
    return {"name": name, "values": value if isinstance(value, list) else [value]}


def user_roles(data: Data) -> Iterator[Item]:
    """Yield the roles of users."""
    behavior = EXACT if _are_whole(data) else EXACT_BUT_BORN
    for where, user in listed(data.get("users"), "users"):
        client = user.get("serviceAccountClientId")
        name = user.get("username")
        named = {"target_username": name} if name else {"service_account_user_client_id": client}
        yield from mappings(user, where, "user_rolemapping", "user_rolemapping", named, behavior)


def _are_whole(data: Data) -> bool:
    """Return whether lists of users' roles have the realm's default role, where the user has it.

    Exports have, which say which role that is. Where nothing is said of it, it stays with each user.
    """
    return bool(data.get("defaultRole"))
