# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A realm of its own for each run of these tests, and connections to it that count what they send."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterator
from typing import Any, Optional

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.auth import Login
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.client import KeycloakClient
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.paths import fill
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.redaction import Redactor
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.tokens import MemoryStore, TokenStore
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.transport import Transport, TransportOptions

VERSION = int(os.environ.get("KEYCLOAK_VERSION", "26").split(".")[0])
USER = "jane"
LIFESPAN = 60


class Realm:
    """A realm with a user who may do everything in it.

    ``path`` is the realm's path, ``calls`` what was sent by the connections made here.
    """

    def __init__(self) -> None:
        self.url = os.environ["KEYCLOAK_URL"]
        self.name = f"login-{secrets.token_hex(4)}"
        self.password = f"canary-{secrets.token_hex(12)}"
        self.path = fill("/admin/realms/{realm}", {"realm": self.name})
        self.calls: list[str] = []
        self.root = self.connect(
            realm="master", username=os.environ["KEYCLOAK_USERNAME"], password=os.environ["KEYCLOAK_PASSWORD"]
        )
        self.root.send("POST", "/admin/realms", {
            "realm": self.name, "enabled": True, "accessTokenLifespan": LIFESPAN, "sslRequired": "none",
        })
        self.user_id = self.add_user(USER, self.password)
        self.allow(self.user_id)

    def connect(self, store: Optional[TokenStore] = None, url: str = "", **login: Any) -> KeycloakClient:
        """Return a client, by default of the user who may do everything."""
        given = {"realm": self.name, **(login or {"username": USER, "password": self.password})}
        transport = Transport(
            url or self.url, TransportOptions(retries=1), Redactor(),
            lambda method, path, _status: self.calls.append(f"{method} {path.rpartition('/')[2]}"),
        )
        return KeycloakClient(transport, transport, Login(url or self.url, **given), store or MemoryStore())

    def add_user(self, name: str, password: str, **more: Any) -> str:
        """Make a user and return the id."""
        answer = self.root.send("POST", self.path + "/users", {
            "username": name, "enabled": True, "email": f"{name}@example.org", "firstName": name, "lastName": "Doe",
            "emailVerified": True, "credentials": [{"type": "password", "value": password}], **more,
        })
        return answer.location_id or ""

    def add_client(self, name: str, *, may_everything: bool = True, **more: Any) -> str:
        """Make a confidential client with a service account and return its id."""
        answer = self.root.send("POST", self.path + "/clients", {
            "clientId": name, "enabled": True, "publicClient": False, "serviceAccountsEnabled": True,
            "directAccessGrantsEnabled": True, "standardFlowEnabled": False, **more,
        })
        account = self.root.get_required(f"{self.path}/clients/{answer.location_id}/service-account-user")
        if may_everything:
            self.allow(account["id"])
        return answer.location_id or ""

    def allow(self, user_id: str) -> None:
        """Let a user do everything in the realm."""
        client = self.root.list(self.path + "/clients", {"clientId": "realm-management"})[0]["id"]
        role = self.root.get_required(f"{self.path}/clients/{client}/roles/realm-admin")
        self.root.send("POST", f"{self.path}/users/{user_id}/role-mappings/clients/{client}", [role])

    def sessions(self) -> int:
        """Return how many sessions the server keeps for this realm."""
        return sum(int(item["active"]) for item in self.root.list(self.path + "/client-session-stats", page=None))

    def change(self, **fields: Any) -> None:
        """Change the realm."""
        self.root.send("PUT", self.path, fields)

    def count(self, call: str) -> int:
        """Return how often something such as ``POST token`` was sent since ``calls`` was cleared."""
        return self.calls.count(call)


@pytest.fixture(scope="session")
def realm() -> Iterator[Realm]:
    """A realm that is removed at the end."""
    made = Realm()
    try:
        yield made
    finally:
        made.root.send("DELETE", made.path)
        made.root.close()


@pytest.fixture(autouse=True)
def clean(realm: Realm) -> Iterator[None]:
    """No sessions and no counted calls before each test."""
    realm.root.send("POST", realm.path + "/logout-all")
    realm.calls.clear()
    yield
    realm.change(accessTokenLifespan=LIFESPAN)


def jwks(*keys: dict[str, str]) -> str:
    """Return public keys as a client's attribute holds them."""
    return json.dumps({"keys": list(keys)})
