# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading and writing the real server past the collection: what the tests believe."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import requests

from .realmkeys import ready_made
from .version import older


def settled(client: Any) -> Any:
    """Return a client with its scopes, which the server tells in any order, in one; anything else as it is."""
    names = ("defaultClientScopes", "optionalClientScopes")
    if not isinstance(client, dict):
        return client
    return {name: sorted(value) if name in names else value for name, value in client.items()}


def _flat(groups: Iterable[Any]) -> Iterator[Any]:
    for group in groups:
        yield group
        yield from _flat(group["subGroups"])


@dataclass
class Admin:
    """The Admin REST API, with the plainest client there is.

    :param url: base URL
    :param username: an administrator of the master realm
    """

    url: str
    username: str
    password: str
    session: requests.Session = field(default_factory=requests.Session)
    until: float = 0

    @classmethod
    def from_environment(cls) -> Admin:
        """Return the server that KEYCLOAK_URL, KEYCLOAK_USERNAME and KEYCLOAK_PASSWORD tell of."""
        names = ("KEYCLOAK_URL", "KEYCLOAK_USERNAME", "KEYCLOAK_PASSWORD")
        return cls(*(os.environ[name] for name in names))

    def send(self, method: str, path: str, body: Any = None, accept: tuple[int, ...] = ()) -> requests.Response:
        """Send one request; an error status that isn't accepted is an error."""
        self._log_in()
        # workflows are YAML to whoever doesn't say
        wanted = {"Accept": "application/json" if older("17") else "application/json, */*;q=0.5"}
        answer = self.session.request(method, self.url + path, json=body, headers=wanted, timeout=60)
        if answer.status_code not in accept and answer.status_code >= 400:
            raise AssertionError(f"{method} {path}: {answer.status_code} {answer.text[:300]}")
        return answer

    def get(self, path: str) -> Any:
        """Return what is at a path, None where nothing is."""
        group, children, _page = path.partition("/children")
        if children and older("23"):
            # a group has those below it in itself
            return (self.get(group) or {}).get("subGroups")
        answer = self.send("GET", path, accept=(404,))
        found = None if answer.status_code in (204, 404) else answer.json()
        if found and "populateHierarchy=false" in path and older("23"):
            search = parse_qs(urlsplit(path).query)["search"][0]
            return [group for group in _flat(found) if search in group["name"]]
        return found

    def make_realm(self, name: str, **more: Any) -> None:
        """Make a realm: what a new one has, but that its RSA keys are ready-made."""
        if older("25"):
            # it doesn't know them
            more.pop("organizationsEnabled", None)
        self.send("POST", "/admin/realms", {"realm": name, "enabled": True, "components": ready_made(), **more})

    def make_fresh(self, name: str) -> None:
        """Make a realm as the server makes it by itself."""
        self.send("POST", "/admin/realms", {"realm": name, "enabled": True})
        self.renew()

    def renew(self) -> None:
        """Log in anew: a token has no roles in realms that came after it."""
        self.until = 0

    def remove_realm(self, name: str) -> None:
        """Remove a realm, if it is there."""
        self.send("DELETE", f"/admin/realms/{quote(name, safe='')}", accept=(404,))

    def _log_in(self) -> None:
        if time.monotonic() < self.until:
            return
        form = {"grant_type": "password", "client_id": "admin-cli"}
        answer = self.session.post(
            f"{self.url}/realms/master/protocol/openid-connect/token",
            data={**form, "username": self.username, "password": self.password},
            timeout=60,
        )
        answer.raise_for_status()
        tokens = answer.json()
        self.session.headers["Authorization"] = f"Bearer {tokens['access_token']}"
        self.until = time.monotonic() + tokens["expires_in"] / 2
