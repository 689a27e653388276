# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A realm with users who log in, past the collection."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import requests

from .admin import Admin, settled
from .data import Options

PASSWORD = "Right-pass-42"
CLIENTS = ("shop", "desk")


@dataclass(frozen=True)
class People:
    """Users of a realm.

    :param admin: the server
    :param realm: name of their realm
    """

    admin: Admin
    realm: str

    @classmethod
    def gather(cls, admin: Admin, realm: str, names: Iterable[str] = ("ann", "bob"), **more: Any) -> People:
        """Make a realm with users and with clients that they can log in to by a password."""
        # passwords that take no time to check
        admin.make_realm(realm, passwordPolicy="hashIterations(1)", **more)
        people = cls(admin, realm)
        for client in CLIENTS:
            grants = {"publicClient": True, "directAccessGrantsEnabled": True, "redirectUris": ["http://localhost/*"]}
            people.send("POST", "clients", {"id": people.client(client), "clientId": client, **grants})
        for name in names:
            whole = {"firstName": name, "lastName": "Example", "email": f"{name}@example.org", "emailVerified": True}
            credentials = [{"type": "password", "value": PASSWORD}]
            people.send("POST", "users", {"username": name, "enabled": True, "credentials": credentials, **whole})
        return people

    def client(self, name: str) -> str:
        """Return a client's id."""
        return f"{self.realm}-{name}"

    def user(self, name: str) -> str:
        """Return a user's id."""
        return str(self.get(f"users?username={name}&exact=true")[0]["id"])

    def send(self, method: str, path: str, body: Any = None) -> requests.Response:
        """Send a request as the administrator."""
        return self.admin.send(method, f"/admin/realms/{self.realm}/{path}".rstrip("/"), body)

    def get(self, path: str = "") -> Any:
        """Return what is at a path of the realm."""
        return settled(self.admin.get(f"/admin/realms/{self.realm}/{path}".rstrip("/")))

    def log_in(
        self, name: str, client: str = "shop", *, password: str = PASSWORD, offline: bool = False
    ) -> dict[str, Any]:
        """Log a user in; return the tokens, or what is wrong."""
        form = {"grant_type": "password", "client_id": client, "username": name, "password": password}
        scope = {"scope": "openid offline_access"} if offline else {}
        return self._token({**form, **scope})

    def renew(self, tokens: dict[str, Any], client: str = "shop") -> dict[str, Any]:
        """Return new tokens for a refresh token, or what is wrong."""
        form = {"grant_type": "refresh_token", "client_id": client, "refresh_token": tokens["refresh_token"]}
        return self._token(form)

    def _token(self, form: dict[str, str]) -> dict[str, Any]:
        place = f"{self.admin.url}/realms/{self.realm}/protocol/openid-connect/token"
        return dict(requests.post(place, data=form, timeout=60).json())

    def forget_sessions(self) -> None:
        """End all sessions, and let tokens be good again."""
        self.send("POST", "logout-all")
        self.send("PUT", "", {"notBefore": 0})


def login_with(admin: Admin, realm: str, roles: Iterable[str], realm_roles: Iterable[str] = (), **more: Any) -> Options:
    """Return the connection options of a new user who has these roles, beside those that all users have.

    :param roles: roles of ``realm-management``
    :param realm_roles: roles of the master realm; it is a user of that realm then
    :param more: what else the user is
    """
    home, name = "master" if realm_roles else realm, more.get("username") or f"least-{secrets.token_hex(4)}"
    person = {"username": name, "enabled": True, "email": f"{name}@example.com", "firstName": "A", "lastName": "B"}
    credentials = [{"type": "password", "value": PASSWORD}]
    base = f"/admin/realms/{home}"
    admin.send("POST", f"{base}/users", {**person, "credentials": credentials, **more})
    user = admin.get(f"{base}/users?username={name}&exact=true")[0]["id"]
    # the default role lets users manage their own account, and nothing of the realm
    for role in realm_roles:
        admin.send("POST", f"{base}/users/{user}/role-mappings/realm", [admin.get(f"{base}/roles/{role}")])
    if roles:
        owner = "realm-management" if home == realm else f"{realm}-realm"
        client = admin.get(f"{base}/clients?clientId={owner}")[0]["id"]
        given = [admin.get(f"{base}/clients/{client}/roles/{role}") for role in roles]
        admin.send("POST", f"{base}/users/{user}/role-mappings/clients/{client}", given)
    return {"auth_realm": home, "auth_username": name, "auth_password": PASSWORD}
