# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A realm with some users, as a server answers for it."""

from __future__ import annotations

from typing import Any, Optional

from ansible_collections.iamops.keycloak.plugins.module_utils.engine.desired import read
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Certain, observe
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.plan import Plan, plan
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.users import USER
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import BadRequest, Forbidden

REALM = "/admin/realms/acme"
USERS = f"{REALM}/users"
BOB: dict[str, Any] = {
    "id": "1",
    "username": "bob",
    "firstName": "Bob",
    "email": "bob@x.org",
    "enabled": True,
    "emailVerified": True,
    "attributes": {"dept": ["a", "b"], "other": ["c"]},
    "requiredActions": ["VERIFY_EMAIL"],
    "access": {"manage": True},
    "notBefore": 0,
}
ROBOT = {"id": "2", "username": "service-account-robot", "requiredActions": []}
IDENTITY = {"identityProvider": "idp", "userId": "7", "userName": "bobby"}
SECRET = {"type": "password", "value": "canary-1", "temporary": False}
HASH = {"type": "password", "secret_data": {"value": "canary-1"}, "credential_data": {"algorithm": "x"}}
PASSWORD = {"credentials": [SECRET]}
TEMPORARY = {"credentials": [{**SECRET, "temporary": True}]}


def group(path: str) -> dict[str, str]:
    return {"id": "id" + path.replace("/", "-"), "name": path.rpartition("/")[2], "path": path}


def action(alias: str, default: bool = False) -> dict[str, Any]:
    return {"alias": alias, "defaultAction": default, "enabled": True}


class Server:
    """A realm with some users, groups, required actions, clients and identity providers."""

    def __init__(self, *users: dict[str, Any], **answers: Any) -> None:
        self.users = users
        self.reads: list[str] = []
        self.answers: dict[str, Any] = {
            "users/1/groups": [group("/home")],
            "users/1/credentials": [],
            "users/1/federated-identity": [IDENTITY],
            "users/1/consents": [{"clientId": "app", "grantedClientScopes": ["b", "a"]}, {"clientId": "web"}],
            "authentication/required-actions": [*map(action, ("VERIFY_EMAIL", "UPDATE_PASSWORD", "TERMS"))],
            "default-groups": [],
            "clients": [{"id": "c", "clientId": "robot"}, {"id": "d", "clientId": "none"}],
            "clients/c/service-account-user": ROBOT,
            "identity-provider/instances/idp": {"alias": "idp"},
            "identity-provider/instances/other": {"alias": "other"},
            **{f"group-by-path{path}": group(path) for path in ("/home", "/a/b", "/new")},
            **{name.replace("__", "/").replace("_", "-"): value for name, value in answers.items()},
        }

    def _answer(self, path: str) -> Any:
        self.reads.append(path)
        found = self.answers.get(path.removeprefix(REALM + "/"))
        if found is Forbidden:
            raise Forbidden(403, "GET", path, "HTTP 403 Forbidden")
        if path.endswith("clients/d/service-account-user"):
            raise BadRequest(400, "GET", path, "Service account not enabled for the client 'none'")
        return found

    def get(self, path: str, params: Any = None) -> Any:
        byid = {f"{USERS}/{one['id']}": one for one in self.users}
        return byid[path] if path in byid else self._answer(path)

    def list(self, path: str, params: Any = None) -> Any:
        if path != USERS:
            return self._answer(path) or []
        self.reads.append(path)
        return [one for one in self.users if one["username"] == params["username"].lower()]

    def query(self, path: str, body: Any = None) -> Any:
        raise AssertionError(path)


def planned(server: Optional[Server] = None, **options: Any) -> Plan:
    server = server or Server(BOB)
    given = (
        options if {"username", "id", "service_account_client_id"} & set(options) else {"username": "Bob", **options}
    )
    desired = read(USER, {"realm": "acme", **given})
    return plan(USER, observe(USER, server, desired, Certain()), desired)


def attribute(name: str, *values: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "values": list(values), **more}
