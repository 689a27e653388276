# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holdings: what a realm has of each section, and what of that is nobody's to remove."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...config.items import Holding
from ...engine.part import Reader
from ...engine.since import is_older
from ...rest.paths import fill
from ..kinds.components import FEDERATION, REGISTRATION_POLICY
from ..kinds.group_lookups import WHOLE, below_each
from ..kinds.realm_keys import KEYS
from ..kinds.realm_parts import NEW_DEFAULT_ROLES, NEW_DEFAULT_SCOPES, NEW_OPTIONAL_SCOPES
from ..kinds.realms import NEW_CLIENTS, NEW_SCOPES
from ..kinds.references import ADMIN_PERMISSIONS, REALM, UMA_PROTECTION
from ..kinds.user_profiles import PROVIDER_TYPE
from ..kinds.user_realm import default_role

# what each realm is made with, and what Keycloak itself needs (26.7.2)
CLIENTS = frozenset({*NEW_CLIENTS, ADMIN_PERMISSIONS, "_system"})
ROLES = frozenset(NEW_DEFAULT_ROLES)
# of the master realm
MASTER, MASTER_ROLES = "master", frozenset({"admin", "create-realm"})
SCOPES = frozenset({*NEW_DEFAULT_SCOPES, *NEW_OPTIONAL_SCOPES, *NEW_SCOPES, "oid4vc_natural_person"})
_WORKFLOW = "org.keycloak.models.workflow"


def _read(reader: Reader, template: str, realm: str, params: Mapping[str, Any] | None = None) -> list[Any]:
    return reader.list(fill(template, {"realm": realm}), params)


def clients(reader: Reader, realm: str) -> Iterator[Holding]:
    """Yield the clients; Keycloak's own, and those by which the master realm administers others, are protected."""
    for client in _read(reader, f"{REALM}/clients", realm):
        name = client["clientId"]
        yield Holding("client", {"client_id": name}, name in CLIENTS or (realm == MASTER and name.endswith("-realm")))


def realm_roles(reader: Reader, realm: str) -> Iterator[Holding]:
    """Yield the realm's roles; those that came with it are protected."""
    own = {*ROLES, default_role(reader, realm), *(MASTER_ROLES if realm == MASTER else ())}
    for role in _read(reader, f"{REALM}/roles", realm, WHOLE):
        yield Holding("role", {"name": role["name"]}, role["name"] in own)


def client_roles(reader: Reader, realm: str) -> Iterator[Holding]:
    """Yield the clients' roles; those of protected clients are protected."""
    owners = {one.options["client_id"]: one for one in clients(reader, realm)}
    for client in _read(reader, f"{REALM}/clients", realm):
        path = fill(f"{REALM}/clients/{{client}}/roles", {"realm": realm, "client": client["id"]})
        for role in reader.list(path, WHOLE):
            owner = owners[client["clientId"]]
            options = {"name": role["name"], **owner.options}
            yield Holding("role", options, owner.protected or role["name"] == UMA_PROTECTION, owner)


def client_scopes(reader: Reader, realm: str) -> Iterator[Holding]:
    """Yield the client scopes; those that a realm is made with are protected."""
    for scope in _read(reader, f"{REALM}/client-scopes", realm):
        yield Holding("client_scope", {"name": scope["name"]}, scope["name"] in SCOPES)


def groups(reader: Reader, realm: str) -> Iterator[Holding]:
    """Yield the groups at the top, which go with all that is below them, and then those below."""
    found = all_groups(reader, realm)
    waiting: list[tuple[Any, Holding | None]] = [(None, None)]
    while waiting:
        parent, above = waiting.pop(0)
        for group in found.get(parent, ()):
            own = {"name": group["name"], **({"parents": _path(above)} if above else {})}
            holding = Holding("group", own, within=above)
            yield holding
            waiting.append((group["id"], holding))


def _path(group: Holding) -> list[dict[str, Any]]:
    return [*group.options.get("parents", []), {"name": group.options["name"]}]


def all_groups(reader: Reader, realm: str) -> dict[Any, list[Any]]:
    """Return the groups below each, by its id, None for those at the top.

    One search finds them all; each page of it would take the server as long as all of them. Servers before 23 know no
    such search, and show each group with all that is below.
    """
    path = fill(f"{REALM}/groups", {"realm": realm})
    if is_older(reader.version(), "23"):
        return below_each(reader.get(path, WHOLE) or [])
    below: dict[Any, list[Any]] = {}
    for group in reader.get(path, {**WHOLE, "search": "*", "populateHierarchy": "false"}) or []:
        below.setdefault(group.get("parentId"), []).append(group)
    return below


def users(reader: Reader, realm: str) -> Iterator[Holding]:
    """Yield the users; no list shows the service accounts of clients.

    Those of a user federation are another system's, which may lose them, too.
    """
    for user in _read(reader, f"{REALM}/users", realm):
        yield Holding("user", {"username": user["username"]}, bool(user.get("federationLink")))


def flows(reader: Reader, realm: str) -> Iterator[Holding]:
    """Yield the flows at the top; built-in ones are protected."""
    for flow in _read(reader, f"{REALM}/authentication/flows", realm):
        yield Holding("authentication_flow", {"alias": flow["alias"]}, bool(flow.get("builtIn")))


def identity_providers(reader: Reader, realm: str) -> Iterator[Holding]:
    """Yield the identity providers."""
    for provider in _read(reader, f"{REALM}/identity-provider/instances", realm):
        yield Holding("identity_provider", {"alias": provider["alias"]})


def components(reader: Reader, realm: str) -> Iterator[Holding]:
    """Yield the realm's components; keys, registration policies and what other sections keep are protected."""
    found = _read(reader, f"{REALM}/components", realm)
    ids = {component["id"] for component in found}
    for component in found:
        kind = component.get("providerType", "")
        if component.get("parentId") in ids:
            continue
        if kind == FEDERATION:
            yield Holding("user_federation", {"name": component["name"]})
            continue
        fields = {"provider_type": kind, "provider_id": component.get("providerId"), "name": component.get("name")}
        kept = kind in (KEYS, REGISTRATION_POLICY, PROVIDER_TYPE) or kind.startswith(_WORKFLOW)
        yield Holding("component", fields, kept)


def organizations(reader: Reader, realm: str) -> Iterator[Holding]:
    """Yield the organizations; a realm in which they are switched off shows none."""
    if not (reader.get(fill(REALM, {"realm": realm})) or {}).get("organizationsEnabled"):
        return
    for organization in _read(reader, f"{REALM}/organizations", realm):
        yield Holding("organization", {"name": organization["name"], "alias": organization.get("alias")})


def workflows(reader: Reader, realm: str) -> Iterator[Holding]:
    """Yield the workflows."""
    for workflow in _read(reader, f"{REALM}/workflows", realm):
        yield Holding("workflow", {"name": workflow["name"]})
