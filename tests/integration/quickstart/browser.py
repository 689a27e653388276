# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Logs in as a browser does: the server's own login page, its form and its cookies, then the code for a token."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from html.parser import HTMLParser
from typing import Any, Optional
from urllib.parse import parse_qs, urlsplit

import requests


class LoginForm(HTMLParser):
    """Finds where the login form goes and what the page says is wrong."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.action: Optional[str] = None
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, Optional[str]]]) -> None:
        """Keep the form's action and the links to identity providers."""
        found = dict(attrs)
        if tag == "form" and found.get("id") == "kc-form-login":
            self.action = found.get("action")
        if tag == "a" and (found.get("id") or "").startswith("social-"):
            self.links.append(str(found["id"]))


class Browser:
    """A browser that uses one public client of one realm with the authorization code flow and PKCE."""

    def __init__(self, realm_url: str, client_id: str, redirect_uri: str) -> None:
        self.endpoint = f"{realm_url}/protocol/openid-connect"
        self.client_id = client_id
        self.redirect_uri = redirect_uri
        self.verifier = secrets.token_urlsafe(48)
        self.state = secrets.token_urlsafe(12)
        self.session = requests.Session()
        self.session.trust_env = False

    def open_login_page(self, scope: str) -> LoginForm:
        """Ask for a login and return the page's form."""
        digest = hashlib.sha256(self.verifier.encode()).digest()
        asked = {
            "client_id": self.client_id,
            "redirect_uri": self.redirect_uri,
            "response_type": "code",
            "scope": scope,
            "state": self.state,
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
        }
        page = self.session.get(f"{self.endpoint}/auth", params=asked, timeout=60)
        assert page.status_code == 200, page.text[:2000]
        # Browsers trust 127.0.0.1 as they trust https, and so send it the cookies that are marked secure.
        for cookie in self.session.cookies:
            cookie.secure = False
        return LoginForm(page.text)

    def submit(self, form: LoginForm, username: str, password: str) -> requests.Response:
        """Send the form, as its button does; return the answer, a redirect to the application when it is right."""
        assert form.action, "the page has no login form"
        typed = {"username": username, "password": password, "credentialId": ""}
        return self.session.post(form.action, data=typed, allow_redirects=False, timeout=60)

    def tokens(self, answer: requests.Response) -> dict[str, Any]:
        """Exchange the code that the redirect brought."""
        assert answer.status_code == 302, f"{answer.status_code}: {answer.text[:2000]}"
        brought = parse_qs(urlsplit(answer.headers["Location"]).query)
        assert answer.headers["Location"].startswith(self.redirect_uri)
        assert brought["state"] == [self.state]
        sent = {
            "grant_type": "authorization_code",
            "client_id": self.client_id,
            "code": brought["code"][0],
            "redirect_uri": self.redirect_uri,
            "code_verifier": self.verifier,
        }
        answer = self.session.post(f"{self.endpoint}/token", data=sent, timeout=60)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())


def claims(token: str) -> dict[str, Any]:
    """Return what a token says; the server that gave it is trusted here."""
    payload = token.split(".")[1]
    return dict(json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))))
