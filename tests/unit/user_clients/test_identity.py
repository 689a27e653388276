# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The login page as a browser sees it, without a server: forms, cookies, and what each answer means."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.answers import Answer
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput, Redirected
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.redaction import Redactor
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.tokens import MemoryStore
from ansible_collections.iamops.keycloak.plugins.module_utils.user_clients.identity import (
    Identity,
    IdentitySession,
    NoIdentity,
)

URL = "https://sso.example.com"
PAGE = '<form id="kc-form-login" method="post" action="https://evil.example.org/elsewhere?a=1&amp;tab_id=x%2By">'
COOKIES = (
    "AUTH_SESSION_ID=one; Path=/realms/acme/; Secure, KC_OLD=; Expires=Thu, 01-Jan-1970 00:00:10 GMT; Max-Age=0,"
    " KC_RESTART=two.three; Version=1, lb-2.sticky=node-1; HttpOnly"
)
HOME = f"{URL}/realms/acme/account/"


class Pages:
    """A connection that gives the login page, and an answer to its form."""

    base_url = URL
    options: Any = None

    def __init__(self, answer: Any, page: Any = PAGE) -> None:
        self.answer, self.page = answer, page
        self.redactor = Redactor()
        self.sent: list[tuple[str, str, dict[str, Any]]] = []

    def send(self, method: str, path: str, **more: Any) -> Answer:
        self.sent.append((method, path, more))
        if method == "GET":
            return Answer(200, {"Set-Cookie": COOKIES}, self.page)
        if isinstance(self.answer, str):
            return Answer(200, {}, self.answer)
        raise self.answer


def redirect(location: str, cookies: str = "") -> Redirected:
    error = Redirected(302, "POST", "/realms/acme/login-actions/authenticate", f"redirects to {location}")
    error.headers = {"Location": location, "Set-Cookie": cookies}
    return error


def session(pages: Any) -> IdentitySession:
    login = Identity(url=URL, realm="acme", username="ann", password="canary-password")
    return IdentitySession(login, pages, MemoryStore())


def test_the_form_is_sent_to_the_server_that_the_task_names() -> None:
    pages = Pages(redirect(f"{HOME}?code=the-code&state=s", "KC_RESTART=; Max-Age=0, KEYCLOAK_IDENTITY=a.b.c; Secure"))
    assert session(pages)._enter(HOME) == ("a.b.c", "the-code")
    (_get, page, asked), (_post, path, sent) = pages.sent
    assert page == "/realms/acme/protocol/openid-connect/auth"
    assert asked["params"]["redirect_uri"] == HOME
    assert path == "/realms/acme/login-actions/authenticate"
    assert sent["params"] == {"a": "1", "tab_id": "x+y"}
    assert sent["headers"] == {"Cookie": "AUTH_SESSION_ID=one; KC_RESTART=two.three; lb-2.sticky=node-1"}
    assert sent["form"] == {"username": "ann", "password": "canary-password"}


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (f'<span id="input-error">Invalid username or password.</span>{PAGE}', "Invalid username or password."),
        (PAGE, "auth_password is wrong for realm 'acme', or the realm's login page isn't the usual one"),
        ('<span id="input-error">Account is disabled, ask.</span>' + PAGE, "user 'ann', or for a while only"),
        ('<form id="kc-otp-login-form"><input name="otp">', "a second factor"),
        ('<form id="webauth"><input name="webauthn">', "a second factor"),
        (f'<span id="input-error">Invalid password.</span>{PAGE}<form id="webauth">', "auth_password is wrong for"),
        ("<html><body>Something else</body></html>", "isn't the usual one"),
        (redirect(f"{URL}/realms/acme/login-actions/required-action?execution=VERIFY_EMAIL"), "VERIFY_EMAIL comes"),
        (redirect(f"{URL}/realms/acme/broker/google/login"), "give identity_cookie instead"),
    ],
)
def test_what_an_answer_means(answer: Any, says: str) -> None:
    with pytest.raises(NoIdentity) as caught:
        session(Pages(answer))._enter(HOME)
    assert says in caught.value.message and "canary-password" not in caught.value.message
    assert caught.value.facts()["kind"] == "login_failed"


@pytest.mark.parametrize("page", ["<form id='another' action='/x'>", "", None, {"a": "map"}])
def test_a_page_without_the_form(page: Any) -> None:
    pages = Pages("", page)
    with pytest.raises(NoIdentity, match="has no login form"):
        session(pages)._enter(HOME)
    assert len(pages.sent) == 1


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({}, "give identity_cookie, or auth_username and auth_password"),
        ({"username": "ann"}, "auth_password: is missing"),
        ({"password": "canary-password"}, "auth_username: is missing"),
        ({"token": "KEYCLOAK_IDENTITY=a.b.c; Path=/"}, "identity_cookie: must be the value"),
        ({"token": "a.b.c\r\nX: y"}, "identity_cookie: must be the value"),
    ],
)
def test_half_a_login(given: dict[str, str], says: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        Identity(url=URL, realm="acme", **given).check()
    assert says in caught.value.message and "canary" not in caught.value.message


def test_identities_are_kept_apart() -> None:
    given = {"url": URL, "username": "ann", "password": "canary-password"}
    keys = {Identity(realm=realm, **given).key() for realm in ("acme", "other")}
    keys |= {
        Identity(realm="acme", **{**given, "username": "bob"}).key(),
        Identity(realm="acme", url=URL, token="a").key(),
    }
    assert len(keys) == 4
