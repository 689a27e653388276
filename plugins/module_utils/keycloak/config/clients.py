# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Clients and client scopes in a realm's representation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ...config.items import Data, Item, listed, names, refuse_others, without
from ...rest.errors import InvalidInput
from ..kinds.references import ADMIN_PERMISSIONS

STRUCTURE = ("protocolMappers", "authorizationSettings", "authenticationFlowBindingOverrides", "clientScope")
# an export's id is another realm's; old ones say what is the client scope's today
_NOT_OF_A_MAPPER = ("id", "consentRequired", "consentText")
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# what has a scope -> the kind of its mappings, and the option that names it
_OWNERS = {
    "client": ("client_rolescope", "client_id"),
    "clientScope": ("client_scope_rolemappings", "client_scope_id"),
}
_FLOW_NAMES = {"browser": "browser_name", "direct_grant": "direct_grant_name"}


def client_scopes(data: Data) -> Iterator[Item]:
    """Yield the client scopes."""
    for where, scope in listed(data.get("clientScopes"), "clientScopes"):
        yield Item("client_scope", where, _anonymous(scope, where))


def clients(data: Data) -> Iterator[Item]:
    """Yield the clients, without their authorization."""
    flows = _aliases(data)
    for where, client in listed(data.get("clients"), "clients"):
        shaped = _anonymous(without(client, "authorizationSettings"), where)
        overrides = shaped.get("authenticationFlowBindingOverrides")
        if isinstance(overrides, Mapping):
            shaped["authenticationFlowBindingOverrides"] = _named(overrides, flows)
        yield Item("client", where, shaped, notes=tuple(_left_alone(client, where)))


def _left_alone(client: Data, where: str) -> Iterator[str]:
    """Yield what of a client isn't written: permissions of administrators go by ids."""
    settings = client.get("authorizationSettings")
    if _keeps_permissions(client) and isinstance(settings, Mapping) and settings.get("policies"):
        yield (
            f"{where}.authorizationSettings: permissions of administrators, which go by ids, are left as they are;"
            " keycloak_admin_permission writes them"
        )


def _keeps_permissions(client: Data) -> bool:
    """Return whether the server shows a client's settings to nobody: 400 (26.7.2)."""
    return ADMIN_PERMISSIONS in (client.get("clientId"), client.get("client_id"))


def authorization(data: Data) -> Iterator[Item]:
    """Yield the clients' authorization, once all that it names is there.

    :raises InvalidInput: where it is no dictionary
    """
    for where, client in listed(data.get("clients"), "clients"):
        settings = client.get("authorizationSettings")
        if settings is not None and not _keeps_permissions(client):
            if not isinstance(settings, Mapping):
                raise InvalidInput(f"{where}.authorizationSettings", None, "must be a dictionary")
            key = {name: client[name] for name in ("clientId", "client_id") if name in client}
            own = without(settings, "id", "clientId", "name")
            yield Item("client", where, {**key, "authorizationSettings": own})


def scope_mappings(data: Data) -> Iterator[Item]:
    """Yield the realm's roles in the scopes of clients and client scopes.

    :raises InvalidInput: where the data doesn't name one of them, or says what nobody looks at
    """
    for where, mapping in listed(data.get("scopeMappings"), "scopeMappings"):
        # once, self was a link to the mapping itself
        refuse_others(mapping, where, *_OWNERS, "roles", "self")
        owners = [owner for owner in _OWNERS if mapping.get(owner)]
        if len(owners) != 1:
            raise InvalidInput(where, None, "must name a client or a clientScope")
        roles = {"role_names": names(mapping.get("roles"), f"{where}.roles"), "role_names_behavior": "exact"}
        kind, option = _OWNERS[owners[0]]
        yield Item(kind, where, {}, {**roles, option: mapping[owners[0]]})


def _anonymous(owner: Data, where: str) -> dict[str, Any]:
    """Return a client or a scope whose mappers go by their names alone."""
    shaped = dict(owner)
    if shaped.get("protocolMappers") is not None:
        mappers = listed(shaped["protocolMappers"], f"{where}.protocolMappers")
        shaped["protocolMappers"] = [without(mapper, *_NOT_OF_A_MAPPER) for _at, mapper in mappers]
    return shaped


def _aliases(data: Data) -> dict[Any, str]:
    """Return the flows' aliases by what a client may call them: alias, or the id that an export has."""
    flows = [flow for _where, flow in listed(data.get("authenticationFlows"), "authenticationFlows")]
    known = {flow["id"]: flow["alias"] for flow in flows if flow.get("id") and flow.get("alias")}
    return {**{flow["alias"]: flow["alias"] for flow in flows if flow.get("alias")}, **known}


def _named(overrides: Data, flows: Mapping[Any, str]) -> dict[str, Any]:
    named = {}
    for way, flow in overrides.items():
        known = flows.get(flow, None if _ID.fullmatch(flow) else flow) if isinstance(flow, str) and flow else None
        named[_FLOW_NAMES.get(way, way) if known else way] = known or flow
    return named
