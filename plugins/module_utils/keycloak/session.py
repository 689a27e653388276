# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A login's tokens: had once, shared through a store, renewed before they end and once after they are refused."""

from __future__ import annotations

import atexit
import hashlib
import os
import threading
import time
from email.utils import parsedate_to_datetime
from typing import Any

from ..rest.answers import Answer
from ..rest.errors import (
    AnswerLost,
    ApiError,
    BadRequest,
    Forbidden,
    LoginFailed,
    NotFound,
    RestError,
    Unauthorized,
    UnexpectedBody,
)
from ..rest.tokens import Tokens, TokenStore
from ..rest.transport import Transport
from .assertion import expiry_of
from .auth import Form, Login
from .hints import login_hint

_MARGIN = 15.0
_MARGIN_SHARE = 0.3
_CLOCK_TOLERANCE = 5.0
_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange"
_ACCESS = "urn:ietf:params:oauth:token-type:access_token"


class TokenSession:
    """Gives a valid access token for a login.

    :param login: what to log in with
    :param transport: the connection to the server that gives tokens
    :param store: where tokens are kept for other tasks
    :raises InvalidInput: if the login is incomplete
    """

    def __init__(self, login: Login, transport: Transport, store: TokenStore) -> None:
        login.check()
        self.login = login
        self.transport = transport
        self.store = store
        self._tokens: Tokens | None = None
        self._lock = threading.RLock()
        self._key = login.key()
        self._server: tuple[str, float] | None = None
        for secret in login.secrets():
            transport.redactor.add(secret)

    @property
    def renewable(self) -> bool:
        """Whether another access token can be had after one was refused."""
        return bool(self.login.grant or self.login.refresh_token)

    def token(self) -> str:
        """Return an access token that is valid for a while.

        :raises LoginFailed: if the server refuses the login
        """
        with self._lock:
            if self._tokens is None or not _fresh(self._tokens):
                self._tokens = self._obtain(refused=None)
            return str(self._tokens["access_token"])

    def replace(self, refused: str) -> str:
        """Return another access token after the server refused the given one.

        :raises LoginFailed: if there is no way to get one
        """
        with self._lock:
            if self._tokens is None or self._tokens["access_token"] == refused:
                self._tokens = self._obtain(refused)
            return str(self._tokens["access_token"])

    def exchanged(self, audience: str, scope: str | None = None) -> str:
        """Return an access token for another client, in exchange for this login's own; it is kept nowhere.

        :param audience: client id of the client that it is to be for
        :param scope: scopes to ask for, separated by spaces
        :raises LoginFailed: if the server refuses
        """
        form = {"grant_type": _EXCHANGE, "audience": audience, **({"scope": scope} if scope else {})}
        answer = self._ask({**form, "subject_token": self.token(), "subject_token_type": _ACCESS})
        self.transport.redactor.add(answer["access_token"])
        return str(answer["access_token"])

    def outdate(self) -> None:
        """Renew the token before it is used again, here and in other tasks; a given token stays as it is."""
        with self._lock:
            if self._tokens is None or not self.renewable:
                return
            self._tokens["renew_at"] = 0
            with self.store.lock(self._key):
                kept = self.store.load(self._key)
                if kept:
                    self.store.save(self._key, {**kept, "renew_at": 0})

    def end(self) -> None:
        """End the session that this login made, if it is this object's alone; a login that leaves none needs nothing.

        ``POST /realms/{realm}/protocol/openid-connect/logout``. A server that can't be reached is ignored.
        """
        atexit.unregister(self.end)
        with self._lock:
            tokens, self._tokens = self._tokens, None
            if self.store.shared or not tokens or not tokens.get("refresh_token") or not tokens.get("own"):
                return
            self.store.save(self._key, None)
            try:
                form = {**self.login.client_form(self._server_facts), "refresh_token": str(tokens["refresh_token"])}
                self.transport.send("POST", self.login.path("logout"), form=form, reads=True)
            except RestError:
                # The session ends by itself after a while; the task's own result matters more.
                return

    def _obtain(self, refused: str | None) -> Tokens:
        if self.login.token and refused is None and self._tokens is None:
            return {"access_token": self.login.token, "renew_at": expiry_of(self.login.token)}
        with self.store.lock(self._key):
            kept = self.store.load(self._key)
            if kept and not self._is_mine(kept):
                kept = None
            if kept:
                self._remember(kept)
                if _fresh(kept) and kept["access_token"] != refused:
                    return kept
            tokens = self._renewed(kept) or self._new()
            self.store.save(self._key, tokens)
        if kept is None and not self.store.shared and tokens["own"]:
            # A process that ends without closing its client leaves no session either.
            atexit.register(self.end)
        return tokens

    def _renewed(self, kept: Tokens | None) -> Tokens | None:
        """Return tokens from a refresh token, ``None`` if there is none or the server refuses it."""
        given = str(kept["refresh_token"]) if kept and kept.get("refresh_token") else self.login.refresh_token
        if not given or (kept and time.time() >= kept.get("refresh_until", float("inf"))):
            return None
        try:
            answer = self._ask({"grant_type": "refresh_token", "refresh_token": given})
        except LoginFailed:
            if self.login.grant:
                return None
            raise
        return self._kept({"refresh_token": given, **answer}, own=bool(kept and kept.get("own")), before=kept)

    def _new(self) -> Tokens:
        if self.login.grant is None:
            path = self.login.path("token")
            raise LoginFailed(401, "POST", path, "the given token has ended", "give refresh_token or another login too")
        return self._kept(self._ask(self.login.grant_form()), own=True, before=None)

    def _ask(self, form: Form) -> dict[str, Any]:
        """Ask the token endpoint, ``POST /realms/{realm}/protocol/openid-connect/token``."""
        try:
            answer = self._ask_once(form)
        except AnswerLost:
            # The proof of a client may count once, so it is made anew.
            answer = self._ask_once(form)
        if not isinstance(answer.data, dict) or not isinstance(answer.data.get("access_token"), str):
            raise UnexpectedBody(answer.status, "POST", self.login.path("token"), "the answer holds no access token")
        return answer.data

    def _ask_once(self, form: Form) -> Answer:
        path = self.login.path("token")
        refusal: ApiError
        try:
            whole = {**form, **self.login.client_form(self._server_facts)}
            for name in ("client_assertion", "refresh_token"):
                self.transport.redactor.add(whole.get(name))
            # A login changes nothing that a task is about, so it may be sent where writes are refused.
            return self.transport.send("POST", path, form=whole, reads=True, idempotent=False)
        except (BadRequest, Unauthorized, Forbidden, NotFound) as error:
            refusal = error
        hint = login_hint(refusal.status, refusal.reason, self.login)
        raise LoginFailed(refusal.status, refusal.method, refusal.path, refusal.reason, hint) from None

    def _server_facts(self) -> tuple[str, float]:
        """Return the realm's issuer and the server's time, ``GET /realms/{realm}/.well-known/openid-configuration``."""
        if self._server is None:
            answer = self.transport.send("GET", self.login.discovery_path())
            issuer = answer.data.get("issuer") if isinstance(answer.data, dict) else None
            if not isinstance(issuer, str):
                raise UnexpectedBody(answer.status, "GET", self.login.discovery_path(), "the answer names no issuer")
            self._server = (issuer, _clock_offset(answer.headers.get("Date")))
        issuer, offset = self._server
        return issuer, time.time() + offset

    def _kept(self, answer: dict[str, Any], *, own: bool, before: Tokens | None) -> Tokens:
        """Return what is kept of a token endpoint's answer."""
        now = time.time()
        lifespan = float(answer.get("expires_in") or 60)
        tokens: Tokens = {
            "access_token": answer["access_token"],
            "renew_at": now + lifespan - min(_MARGIN, lifespan * _MARGIN_SHARE),
            "own": own,
            "logout": self._logout_facts(),
            **self._fingerprint(before),
        }
        for name in ("refresh_token", "id_token"):
            if answer.get(name) or (before and before.get(name)):
                tokens[name] = answer.get(name) or (before or {})[name]
        if answer.get("refresh_expires_in"):
            tokens["refresh_until"] = now + float(answer["refresh_expires_in"]) - 1
        self._remember(tokens)
        return tokens

    def _remember(self, tokens: Tokens) -> None:
        for name in ("access_token", "refresh_token", "id_token"):
            self.transport.redactor.add(tokens.get(name))

    def _logout_facts(self) -> dict[str, Any]:
        """Return what ending the session later takes; no secret among it."""
        options = self.transport.options
        return {
            "url": self.transport.base_url, "realm": self.login.realm, "client_id": self.login.client_id,
            "validate_certs": options.validate_certs, "ca_path": options.ca_path, "client_cert": options.client_cert,
            "client_key": options.client_key, "http_agent": options.http_agent, "timeout": options.timeout,
        }

    def _fingerprint(self, before: Tokens | None) -> dict[str, str]:
        """Return two bytes of a slow, salted hash of the credentials.

        They tell a task with another password from this one, and tell a thief of the file next to nothing.
        """
        if before and before.get("salt"):
            return {"salt": before["salt"], "check": before["check"]}
        salt = os.urandom(16)
        return {"salt": salt.hex(), "check": self._check(salt)}

    def _is_mine(self, kept: Tokens) -> bool:
        try:
            return bool(kept["access_token"]) and kept["check"] == self._check(bytes.fromhex(kept["salt"]))
        except (KeyError, ValueError, TypeError):
            return False

    def _check(self, salt: bytes) -> str:
        given = (self.login.password, self.login.client_secret, self.login.private_key)
        secret = "\0".join(item or "" for item in given).encode("utf-8", "surrogateescape")
        return hashlib.pbkdf2_hmac("sha256", secret, salt, 4000).hex()[:4]


def _clock_offset(date: str | None) -> float:
    """Return by how many seconds the server's clock is ahead of ours; small differences don't count."""
    try:
        offset = parsedate_to_datetime(date or "").timestamp() - time.time()
    except (TypeError, ValueError, IndexError):
        return 0.0
    return offset if abs(offset) > _CLOCK_TOLERANCE else 0.0


def _fresh(tokens: Tokens) -> bool:
    return time.time() < float(tokens.get("renew_at", 0))
