# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Logging in to Authress: a token that is given, or one that a service client signs with its access key.

There is no request for it: the server checks the signature with the public half of the key.
"""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from ..keycloak.assertion import PrivateKey, key_of, subject_of
from ..rest.errors import InvalidInput

LIFESPAN = 86400
# a token is signed anew when so many seconds of it are left
MARGIN = 3600
ALLOWED = "must be an access key as Authress made it: clientId.keyId.accountId.privateKey"


@dataclass(frozen=True)
class AccessKey:
    """An access key, taken apart.

    :param audience: whom its tokens are for, such as ``acc1.accounts.authress.io``
    :param pem: the private key
    :param algorithm: ``EdDSA``, or ``RS256`` for keys of the former form
    """

    client_id: str
    key_id: str
    audience: str
    pem: str = field(repr=False)
    algorithm: str = "EdDSA"

    @property
    def account(self) -> str:
        """The account's id."""
        return self.audience.partition(".")[0]


def access_key(text: str) -> AccessKey:
    """Return what an access key says.

    :raises InvalidInput: if it is none; the text isn't in the message
    """
    parts = text.strip().split(".")
    if len(parts) == 1:
        return _former(text.strip())
    if len(parts) != 4 or not all(parts):
        raise InvalidInput("access_key", None, ALLOWED)
    client_id, key_id, account, key = parts
    pem = f"-----BEGIN PRIVATE KEY-----\n{key}\n-----END PRIVATE KEY-----"
    return AccessKey(client_id, key_id, f"{account}.accounts.authress.io", pem)


def _former(text: str) -> AccessKey:
    """Return what an access key of the former form says: base64 of JSON, with an RSA key in PEM."""
    try:
        said = json.loads(base64.b64decode(text, validate=True))
        told = [said[name] for name in ("clientId", "keyId", "audience", "privateKey")]
    except (ValueError, KeyError, TypeError):
        raise InvalidInput("access_key", None, ALLOWED) from None
    if not all(isinstance(one, str) and one for one in told):
        raise InvalidInput("access_key", None, ALLOWED)
    client_id, key_id, audience, pem = told
    return AccessKey(client_id, key_id, audience, pem, "RS256")


@dataclass(frozen=True)
class Login:
    """What a task gives to log in with.

    :param url: the account's base URL, or its custom domain's
    :param access_key: a service client's access key
    :param token: a token that is sent as it is
    """

    url: str
    access_key: str | None = field(default=None, repr=False)
    token: str | None = field(default=None, repr=False)

    def secrets(self) -> Iterator[str]:
        """Yield every secret that is given, and the private part of the access key by itself."""
        for given in (self.token, self.access_key, (self.access_key or "").rpartition(".")[2]):
            if given:
                yield given.strip()

    def check(self) -> None:
        """Check that one way to log in is given.

        :raises InvalidInput: if it is none, or what can't be sent
        """
        if not self.token and not self.access_key:
            raise InvalidInput("access_key", None, "is needed to log in, or token")
        if self.token and not (self.token.isascii() and self.token.isprintable()):
            raise InvalidInput("token", None, "must be a token: one line of ASCII characters")


def logged_in(options: Mapping[str, Any]) -> tuple[str, str]:
    """Return the ids of the service client that a task logs in as, and of its key; a token is not checked for it.

    :param options: those of the connection
    """
    if options.get("token"):
        return subject_of(options["token"]), key_of(options["token"])
    key = access_key(options["access_key"])
    return key.client_id, key.key_id


def issuer(url: str, key: AccessKey) -> str:
    """Return who issues the tokens of a key: the account's own address unless it has a domain of its own."""
    url = url.rstrip("/")
    origin = f"https://{key.account}.api.authress.io" if not url or ".authress.io" in url else url
    return f"{origin}/v1/clients/{quote(key.client_id, safe='')}"


def claims(url: str, key: AccessKey, now: float) -> dict[str, Any]:
    """Return what a token of a key says.

    :param now: seconds since 1970
    """
    issued = int(now)
    return {
        "iss": issuer(url, key),
        "aud": key.audience,
        "sub": key.client_id,
        "client_id": key.client_id,
        "iat": issued,
        "exp": issued + LIFESPAN,
        "scope": "openid",
    }


class Session:
    """Gives a token that is valid for a while.

    :raises InvalidInput: if the login is incomplete, or the access key is none
    :raises MissingLibrary: without ``cryptography``, if an access key is given
    """

    def __init__(self, login: Login) -> None:
        login.check()
        self.login = login
        self._token, self._ends = login.token or "", float("inf")
        if not self._token:
            self._key = access_key(login.access_key or "")
            self._signer = _signer(self._key)
            self._ends = 0.0

    def token(self) -> str:
        """Return the token that was given, else one that is signed by the access key."""
        if time.time() > self._ends - MARGIN:
            said = claims(self.login.url, self._key, time.time())
            self._token, self._ends = self._signer.sign(said), said["exp"]
        return self._token


def _signer(key: AccessKey) -> PrivateKey:
    try:
        return PrivateKey(key.pem, key.algorithm, key.key_id)
    except InvalidInput:
        # its words are of an option of Keycloak's
        raise InvalidInput("access_key", None, ALLOWED) from None
