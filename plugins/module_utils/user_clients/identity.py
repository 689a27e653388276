# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A user's identity, as a browser has it: the cookie that the login page gives, kept like other logins' tokens."""

from __future__ import annotations

import html
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from ..keycloak.assertion import expiry_of
from ..keycloak.auth import Login
from ..keycloak.session import TokenSession
from ..rest.errors import BadRequest, InvalidInput, LoginFailed, Redirected, Unauthorized, UnexpectedBody
from ..rest.paths import fill
from ..rest.tokens import Tokens

COOKIE = "KEYCLOAK_IDENTITY"
# the realm's own public client, which every realm has
CLIENT = "account"
NO_IDENTITY = "no way to log in is given: give identity_cookie, or auth_username and auth_password"
ALONE = f"must be the value of the cookie {COOKIE} alone: one word without its name and attributes"
OTP = "the user has a second factor, which only a browser can give: give identity_cookie instead of a password"
PENDING = "the user has a required action: log in with a browser, or have it removed"
OTHER_PAGE = "the realm's login page isn't the usual one with name and password: give identity_cookie instead"
OTHER_HOST = "auth_keycloak_url must be the address by which users know the server"

_COOKIE = re.compile(r"(?:^|,)\s*([\w.-]+)=([^;,\s]+)")
_FORM = re.compile(r"<form\b[^>]*\bid=[\"']?kc-form-login\b[^>]*>")
_ACTION = re.compile(r"\baction=[\"']([^\"']*)[\"']")
_SAID = re.compile(r"<(\w+)\b[^>]*(?:\bid=\"input-error[\w-]*\"|kc-feedback-text)[^>]*>(.*?)</\1>", re.S)


class NoIdentity(Unauthorized):
    """The server doesn't let the user in."""

    kind = "login_failed"

    def __init__(self, status: int | None, path: str, reason: str, hint: str = "") -> None:
        super().__init__(status, "POST", path, reason, hint)
        self.message = f"Could not log in as the user: {self.message}"


@dataclass(frozen=True)
class Identity(Login):
    """What a task gives to be a user of a realm; the cookie is the token of this login."""

    client_id: str = CLIENT
    # with which a login for tokens asks for nothing: theirs are kept apart
    scope: str | None = "openid"

    def check(self) -> None:
        """Check that what is given is one way to log in.

        :raises InvalidInput: if nothing or half of it is given
        """
        if not (self.token or self.username or self.password):
            raise InvalidInput("identity_cookie", None, NO_IDENTITY)
        if self.token and not re.fullmatch(r"[\w.~+/=-]+", self.token, re.A):
            raise InvalidInput("identity_cookie", None, ALONE)
        super().check()

    def page(self) -> str:
        """Return the path of the login page."""
        return self.path("auth")

    def entry(self) -> str:
        """Return the path that its form is sent to."""
        return fill("/realms/{auth_realm}/login-actions/authenticate", {"auth_realm": self.realm})


class IdentitySession(TokenSession):
    """Gives the identity cookie of a user; one that was had with a password is ended like other logins of the run."""

    def _renewed(self, kept: Tokens | None) -> Tokens | None:
        """A refresh token brings no cookie."""
        return None

    def _new(self) -> Tokens:
        if self.login.grant is None:
            raise NoIdentity(403, self.login.path("auth"), "identity_cookie has ended", "give another one")
        home = f"{self.transport.base_url}{fill('/realms/{realm}/account/', {'realm': self.login.realm})}"
        cookie, code = self._enter(home)
        self.transport.redactor.add(cookie)
        lifespan = min(expiry_of(cookie), time.time() + 36000) - time.time()
        facts = {**self._tokens_of(code, home), "access_token": cookie, "expires_in": lifespan}
        facts.pop("refresh_expires_in", None)
        return self._kept(facts, own=True, before=None)

    def _enter(self, home: str) -> tuple[str, str]:
        """Fill the login page in and return the identity cookie and the code for tokens.

        ``GET .../protocol/openid-connect/auth`` and the POST of its form. The cookies are marked secure, which keeps
        libraries from sending them by http: they are sent by hand. The form's own host is not asked: the password goes
        to the server that the task names.
        """
        login: Any = self.login
        asked = {"client_id": CLIENT, "response_type": "code", "scope": "openid", "redirect_uri": home}
        try:
            page = self.transport.send("GET", login.page(), params=asked, accept="text/html")
        except BadRequest as error:
            raise NoIdentity(error.status, login.page(), error.reason, OTHER_HOST) from None
        except Redirected as error:
            raise NoIdentity(error.status, login.page(), error.reason, OTHER_PAGE) from None
        action = _action(page.data)
        if not action:
            raise NoIdentity(page.status, login.page(), "the answer has no login form", OTHER_PAGE)
        typed = {"username": login.username, "password": login.password}
        cookies = "; ".join(f"{name}={value}" for name, value in _cookies(page.headers).items())
        query = {name: values[-1] for name, values in parse_qs(urlsplit(action).query).items()}
        try:
            answer = self.transport.send(
                "POST",
                login.entry(),
                params=query,
                form=typed,
                headers={"Cookie": cookies},
                accept="text/html",
                reads=True,
                idempotent=False,
            )
        except Redirected as leads_on:
            return self._taken(leads_on)
        raise self._refused(answer.status, answer.data)

    def _taken(self, answer: Redirected) -> tuple[str, str]:
        target = urlsplit(answer.headers.get("Location", ""))
        query = {name: values[-1] for name, values in parse_qs(target.query).items()}
        cookie = _cookies(answer.headers).get(COOKIE)
        if cookie:
            return cookie, query.get("code", "")
        if target.path.endswith("/login-actions/required-action"):
            action = query.get("execution") or "a required action"
            raise NoIdentity(answer.status, answer.path, f"{action} comes before anything else", PENDING)
        raise NoIdentity(answer.status, answer.path, answer.reason, OTHER_PAGE)

    def _refused(self, status: int, page: Any) -> NoIdentity:
        """Return the error that a page stands for: a wrong password is answered 200, too."""
        text = page if isinstance(page, str) else ""
        said = _SAID.search(text)
        reason = " ".join(html.unescape(re.sub(r"<[^>]*>", " ", said.group(2))).split()) if said else "no identity"
        login: Any = self.login
        if re.search(r"kc-otp-login-form|name=\"otp\"", text):
            return NoIdentity(status, login.entry(), "a one-time password is asked for", OTP)
        if "disabled" in reason:
            return NoIdentity(status, login.entry(), reason, f"user {login.username!r}, or for a while only")
        if _FORM.search(text):
            wrong = f"auth_username {login.username!r} or auth_password is wrong for realm {login.realm!r}"
            return NoIdentity(status, login.entry(), reason, wrong if said else f"{wrong}, or {OTHER_PAGE}")
        # the usual page may offer a passkey, too
        if "webauth" in text:
            return NoIdentity(status, login.entry(), "a security key is asked for", OTP)
        return NoIdentity(status, login.entry(), reason, PENDING if "required-action" in text else OTHER_PAGE)

    def _tokens_of(self, code: str, home: str) -> dict[str, Any]:
        """Return the tokens that end the session when the run does; without them, it ends by itself after a while."""
        if not code:
            return {}
        try:
            form = {"grant_type": "authorization_code", "code": code, "redirect_uri": home}
            answer = self._ask(form)
        except (LoginFailed, UnexpectedBody):
            return {}
        return {name: answer[name] for name in ("refresh_token", "id_token") if answer.get(name)}


def _cookies(headers: Mapping[str, str]) -> dict[str, str]:
    """Return the cookies that an answer sets; a library joins several headers by commas."""
    return dict(_COOKIE.findall(headers.get("Set-Cookie", "")))


def _action(page: Any) -> str:
    """Return where a login page's form goes, empty where it has none."""
    form = _FORM.search(page) if isinstance(page, str) else None
    action = _ACTION.search(form.group(0)) if form else None
    return html.unescape(action.group(1)) if action else ""
