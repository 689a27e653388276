# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A user's own requests to the extension userClientAdministration, past the collection."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import requests

COOKIE = "KEYCLOAK_IDENTITY"
EITHER = "application/json, text/plain"


def identity_of(url: str, realm: str, username: str, password: str) -> str:
    """Log in as a browser does and return the identity cookie."""
    base = f"{url}/realms/{realm}"
    asked = {"client_id": "account", "response_type": "code", "scope": "openid", "redirect_uri": f"{base}/account/"}
    page = requests.get(f"{base}/protocol/openid-connect/auth", params=asked, timeout=60)
    form = re.search(r'<form id="kc-form-login"[^>]* action="([^"]*)"', page.text)
    assert page.status_code == 200 and form, page.text[:2000]
    # marked secure, which keeps a library from sending them by http
    cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in page.cookies)
    typed = {"username": username, "password": password}
    answer = requests.post(
        html.unescape(form[1]), data=typed, headers={"Cookie": cookies}, allow_redirects=False, timeout=60
    )
    assert answer.status_code == 302, answer.text[:2000]
    return str(answer.cookies[COOKIE])


@dataclass
class Person:
    """A user with an identity.

    :param url: the server's base URL
    :param cookie: the identity cookie; None for somebody who isn't logged in
    """

    url: str
    realm: str
    cookie: str | None
    session: requests.Session = field(default_factory=requests.Session)

    def ask(self, method: str, path: str, accept: str = EITHER, **more: Any) -> requests.Response:
        """Send one request, whatever its answer is."""
        cookies = {"Cookie": f"{COOKIE}={self.cookie}"} if self.cookie else {}
        headers = {"Accept": accept, **cookies, **more.pop("headers", {})}
        url = f"{self.url}/realms/{self.realm}/userClientAdministration{path}"
        return self.session.request(method, url, headers=headers, timeout=60, **more)

    def make(self, client_id: str, **more: Any) -> dict[str, Any]:
        """Make a client and return it."""
        answer = self.ask("POST", "/create", json={"clientId": client_id, **more})
        assert answer.status_code == 200, answer.text
        return self.find(client_id) or {}

    def clients(self) -> list[dict[str, Any]]:
        """Return all clients that the user is linked with."""
        answer = self.ask("GET", "/clients")
        assert answer.status_code == 200, answer.text
        return list(answer.json())

    def find(self, client_id: str) -> dict[str, Any] | None:
        """Return a client that the user is linked with, None for any other."""
        return next((client for client in self.clients() if client["clientId"] == client_id), None)

    def admin_token(self, client_id: str) -> str:
        """Return a client's admin token."""
        answer = self.ask("GET", f"/client/{quote(client_id, safe='')}")
        assert answer.status_code == 200, answer.text
        return str(answer.json()["adminToken"])
