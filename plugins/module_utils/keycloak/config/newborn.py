# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the server makes by itself, with realms and with clients, as data has it."""

from __future__ import annotations

from typing import Any

from ...config.compared import Compared
from ...config.items import without
from ...engine.since import Dated
from ..export.fresh import fresh, minor, nearest
from ..kinds.references import ADMIN_PERMISSIONS, MANAGEMENT, UMA_PROTECTION, account_of, management_access

_BROKER = "broker"


def new_realm(version: str, name: str) -> dict[str, Any]:
    """Return what a new realm has, as far as that is known of a server's version or of one before it."""
    known = fresh(nearest(version), name)
    if known is None:
        return {}
    clients = {client["clientId"]: _client(client) for client in known["clients"]}
    # exports leave this one out, as nobody may change it; the server makes it as it makes the broker's (26.7.2)
    own = {**clients[_BROKER], "clientId": MANAGEMENT, "name": f"${{client_{MANAGEMENT}}}"}
    own["access"] = management_access(version)
    return {**known, "clients": [*clients.values(), own]}


def unknown(version: str) -> list[str]:
    """Return what to tell the user of a new realm that nobody has seen yet."""
    known = nearest(version)
    if known and known == minor(version):
        return []
    says = f"taken for it is what Keycloak {known} gives one" if known else "all that the data has counts as created"
    server = f"Keycloak {version}" if version else "a server that doesn't tell its version"
    return [f"what {server} gives a new realm isn't known here: {says}"]


def permissions(realm: Compared, server: Dated, name: str) -> dict[str, Any]:
    """Return the client that comes where permissions of administrators are switched on (26.7.2), empty for none."""
    if not _turned_on("adminPermissionsEnabled", realm):
        return {}
    version = server.version()
    alike = [client for client in new_realm(version, name).get("clients", ()) if client["clientId"] == _BROKER]
    own: dict[str, Any] = {"clientId": ADMIN_PERMISSIONS, "bearerOnly": False, "attributes": {"realm_client": "false"}}
    own.update(serviceAccountsEnabled=True, authorizationServicesEnabled=True, access=management_access(version))
    return {"clients": [{**without(client, "name", "clientAuthenticatorType"), **own} for client in alike]}


def _turned_on(field: str, changed: Compared) -> bool:
    return field in changed.plan.unsettled and bool(changed.wish.desired.values[field])


def _client(client: dict[str, Any]) -> dict[str, Any]:
    """Return a client with what the server notes of it: whether it stands for the realm's own services."""
    own = "true" if client["clientId"] == _BROKER else "false"
    return {**client, "attributes": {**client.get("attributes", {}), "realm_client": own}}


def new_account(client: Compared) -> dict[str, Any]:
    """Return the user that a client gets, with the role that comes with authorization; empty for none."""
    if not _turned_on("serviceAccountsEnabled", client):
        return {}
    name = client.label
    user = {"username": account_of(name), "serviceAccountClientId": name, "enabled": True, "emailVerified": False}
    if not (client.plan.creates and _turned_on("authorizationServicesEnabled", client)):
        return {"users": [user]}
    owned = {name: [UMA_PROTECTION]}
    return {"users": [{**user, "clientRoles": owned}], "roles": {"client": {name: [{"name": UMA_PROTECTION}]}}}
