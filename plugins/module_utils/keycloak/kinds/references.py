# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How objects of a realm are named by others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Optional

from ...engine.links import Named
from ...engine.lookup import ByPath, InList
from ...engine.part import PENDING_ID, Reader, Reference
from ...engine.since import is_older
from ...rest.errors import Forbidden, NoSegment
from ...rest.paths import fill

REALM = "/admin/realms/{realm}"
SERVER_INFO = "/admin/serverinfo"
# the client that keeps the permissions of administrators
ADMIN_PERMISSIONS = "admin-permissions"
# the role that the server makes with a client's authorization, and gives to its service account
UMA_PROTECTION = "uma_protection"
# the client that has the roles of administrators
MANAGEMENT = "realm-management"
# a write of a client carries its mappers, keys, secret and nodes: whoever writes these takes turns with it
CLIENT_DOCUMENT = "client|{client_id}"
# what the usernames of service accounts begin with: the server makes these names, and keeps them
OF_A_CLIENT = "service-account-"
# organizations and identity providers: a link of the two is in the settings of both
PROVIDERS_DOCUMENT = "identity_providers"


@dataclass(frozen=True)
class ClientByName(Named):
    """A client by its client id. Every realm has some: a login that is shown none has but ``query-clients``."""

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        found = super().find(reader, address, target)
        clients = fill(f"{REALM}/clients", address)
        if found is None and target is not None and reader.get(clients, {"first": 0, "max": 1}) == []:
            raise Forbidden(200, "GET", clients, "the login sees no client at all", "it needs the role view-clients")
        return found


TO_CLIENT = ClientByName(
    "client", InList(f"{REALM}/clients", {"clientId": "target"}, {"clientId": "{target}"}), "clientId"
)
# a client that may be looked at only says so to whoever reads it
FIXED = "may not be changed"


@dataclass(frozen=True)
class Owner(ClientByName):
    """A client that has something, which tells whether that is fixed."""

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        found = super().find(reader, address, target)
        return found and {**found, **self._told(found)}

    def ahead(self, reader: Reader, label: str) -> Mapping[str, Any]:
        """Return what is known of a client that is yet to be made."""
        return self._told({"access": management_access(reader.version())}) if label == MANAGEMENT else {}

    def _told(self, client: Mapping[str, Any]) -> Mapping[str, Any]:
        reason = fixed(client)
        return {FIXED: reason} if reason else {}


def server_info(reader: Reader) -> Mapping[str, Any]:
    """Return what the server says of itself, empty where the login may not look.

    ``GET /admin/serverinfo``
    """
    try:
        return reader.get(SERVER_INFO) or {}
    except Forbidden:
        return {}


def management_access(version: str) -> Mapping[str, bool]:
    """Return what anybody may do with the client that has the roles of administrators, as its document says.

    Nobody may change it: 403, whatever is written (26.7.2).
    """
    return {"configure": is_older(version, "26.7")}


def fixed(client: Mapping[str, Any]) -> str:
    """Return why the login may not change a client, empty where it may."""
    if (client.get("access") or {}).get("configure", True):
        return ""
    return "must stay as it is: the server lets this login look at it, and not change it. Leave it out"


TO_OWNER = Owner(TO_CLIENT.what, TO_CLIENT.lookup, TO_CLIENT.key)
TO_CLIENT_SCOPE = Named("client_scope", InList(f"{REALM}/client-scopes", {"name": "target"}))
TO_FLOW = Named("authentication_flow", InList(f"{REALM}/authentication/flows", {"alias": "target"}), "alias")
TO_IDENTITY_PROVIDER = Named("identity_provider", ByPath(f"{REALM}/identity-provider/instances/{{target}}"), "alias")


@dataclass(frozen=True)
class Lenient:
    """A reference that isn't checked where the login may not look: managing what refers takes fewer roles."""

    of: Reference

    @property
    def what(self) -> str:
        return self.of.what

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        try:
            return self.of.find(reader, address, target)
        except Forbidden:
            return {"id": target}

    def label(self, target: Any) -> str:
        return self.of.label(target)

    def target(self, reader: Reader, address: Mapping[str, str], entry: Mapping[str, Any]) -> Any:
        return self.of.target(reader, address, entry)


@dataclass(frozen=True)
class ById:
    """A reference by an id.

    :param what: what is named, for errors
    :param path: path template of the object; the address has the id as ``target``
    """

    what: str
    path: str

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        return reader.get(fill(self.path, {**address, "target": target}))

    def label(self, target: Any) -> str:
        return str(target)

    def target(self, reader: Reader, address: Mapping[str, str], entry: Mapping[str, Any]) -> Any:
        return entry["id"]


@dataclass(frozen=True)
class ScopeByNameOrId:
    """A client scope by its name, or else by its id: one list has both.

    :param path: path template of the list
    :param called: what errors call it
    """

    path: str = f"{REALM}/client-scopes"
    called: str = "client scope"
    what: str = "client_scope"

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        scopes = reader.list(fill(self.path, address))
        return next((scope for key in ("name", "id") for scope in scopes if scope[key] == target), None)

    def label(self, target: Any) -> str:
        return str(target)

    def target(self, reader: Reader, address: Mapping[str, str], entry: Mapping[str, Any]) -> Any:
        return entry["name"]


TO_SCOPE = ScopeByNameOrId()
# the same scopes, by the name that they had until 2018 and by paths that servers keep for it
TO_TEMPLATE = ScopeByNameOrId(f"{REALM}/client-templates", "client template")


@dataclass(frozen=True)
class RoleReference:
    """A role by (client id, name); the client id is None for a role of the realm."""

    what: str = "role"

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        client_id, name = target
        if client_id is None:
            return reader.get(fill(f"{REALM}/roles/{{name}}", {**address, "name": name}))
        client = TO_CLIENT.find(reader, address, client_id)
        if client is None or client["id"] == PENDING_ID:
            return None
        path = fill(f"{REALM}/clients/{{client}}/roles/{{name}}", {**address, "client": client["id"], "name": name})
        return reader.get(path)

    def label(self, target: Any) -> str:
        client_id, name = target
        return name if client_id is None else f"{client_id}/{name}"

    def target(self, reader: Reader, address: Mapping[str, str], entry: Mapping[str, Any]) -> Any:
        if not entry.get("clientRole"):
            return None, entry["name"]
        client = reader.get(fill(f"{REALM}/clients/{{client}}", {**address, "client": entry["containerId"]}))
        return (client or {}).get("clientId", entry["containerId"]), entry["name"]


TO_ROLE = RoleReference()

GROUPS = f"{REALM}/groups"


@dataclass(frozen=True)
class GroupByPath:
    """A group by its path, with slashes between the names. Where names hold slashes themselves, the server decides."""

    what: str = "group"

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        names = str(target).strip("/").split("/")
        if any(name in ("", ".", "..") for name in names):
            raise NoSegment("path", target, "must be a path such as /staff/sales, with a name between all slashes")
        variables = {f"name{number}": name for number, name in enumerate(names)}
        template = "".join(f"/{{{name}}}" for name in variables)
        return reader.get(fill(f"{REALM}/group-by-path{template}", {**address, **variables}))

    def label(self, target: Any) -> str:
        return str(target)

    def target(self, reader: Reader, address: Mapping[str, str], entry: Mapping[str, Any]) -> Any:
        return entry["path"]


TO_GROUP = GroupByPath()


def account_of(client: Any) -> str:
    """Return the username of a client's service account."""
    return f"{OF_A_CLIENT}{client}".lower()


def group_path(name: str) -> str:
    """Return the path of a group that is named by its path or, at the top, by its name."""
    return name if name.startswith("/") else f"/{name}"


def clean_roles(targets: Any) -> dict[str, Any]:
    """Return roles as representations name them: realm roles in a list, client roles by client."""
    realm = sorted(name for client_id, name in targets if client_id is None)
    clients: dict[str, list[str]] = {}
    for client_id, name in sorted(target for target in targets if target[0] is not None):
        clients.setdefault(client_id, []).append(name)
    return {key: value for key, value in (("realm", realm), ("client", clients)) if value}
