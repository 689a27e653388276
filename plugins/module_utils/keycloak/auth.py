# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How to log in: what a task gives, which way that is, and the forms that the token endpoint wants."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Callable

from ..rest.errors import InvalidInput
from ..rest.paths import fill
from . import assertion
from .assertion import PrivateKey

DEFAULT_CLIENT = "admin-cli"

JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
JWT_SPIFFE = "urn:ietf:params:oauth:client-assertion-type:jwt-spiffe"

NO_LOGIN = (
    "no way to log in is given: give auth_username and auth_password, or auth_client_id with one of auth_client_secret,"
    " auth_private_key, auth_private_key_file, auth_jwt_file and client_cert, or token, or refresh_token"
)

Form = dict[str, str]
#: Returns the realm's issuer and the server's time.
Server = Callable[[], tuple[str, float]]


@dataclass(frozen=True)
class Login:
    """What a task gives to log in with. The options' names are those of the documentation, less ``auth_``.

    :param url: the server's base URL; ``auth_url`` that of the server to log in at, if it is another one
    :param realm: the realm that holds the user or client who logs in
    :param token: an access token; with ``refresh_token`` or another login beside it, it is renewed when it ends
    :param jwt_file: a file with a token that the client proves itself with; it is read again at each login
    :param client_cert: a certificate that the client proves itself with, where nothing else is given
    :param scope: scopes to ask for, separated by spaces
    """

    url: str
    auth_url: str | None = None
    realm: str = "master"
    client_id: str = DEFAULT_CLIENT
    client_secret: str | None = field(default=None, repr=False)
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    token: str | None = field(default=None, repr=False)
    refresh_token: str | None = field(default=None, repr=False)
    jwt_file: str | None = None
    private_key: str | None = field(default=None, repr=False)
    private_key_file: str | None = None
    private_key_id: str | None = None
    signing_algorithm: str | None = None
    client_cert: str | None = None
    client_key: str | None = None
    scope: str | None = None

    def secrets(self) -> Iterator[str]:
        """Yield every secret that is given."""
        for secret in (self.client_secret, self.password, self.token, self.refresh_token, self.private_key):
            if secret:
                yield secret

    @property
    def proof(self) -> str:
        """How the client proves who it is: ``""``, ``secret``, ``secret_jwt``, ``key``, ``file`` or ``certificate``."""
        if self.jwt_file:
            return "file"
        if self.private_key or self.private_key_file:
            return "key"
        if self.client_secret:
            return "secret_jwt" if self.signing_algorithm in assertion.SYMMETRIC else "secret"
        return "certificate" if self.client_cert and self.client_id != DEFAULT_CLIENT else ""

    @property
    def grant(self) -> str | None:
        """The grant of a new login, ``password`` or ``client_credentials``; ``None`` where only tokens are given."""
        if self.username:
            return "password"
        return "client_credentials" if self.proof else None

    def check(self) -> None:
        """Check that what is given is one way to log in.

        :raises InvalidInput: if nothing, half of it or more than one way is given
        """
        if self.username and not self.password:
            raise InvalidInput("auth_password", None, "is missing; auth_username needs it")
        if self.password and not self.username:
            raise InvalidInput("auth_username", None, "is missing; auth_password needs it")
        proofs = ("client_secret", "private_key", "private_key_file", "jwt_file")
        given = [name for name in proofs if getattr(self, name)]
        if len(given) > 1:
            raise InvalidInput(f"auth_{given[0]}", None, f"can't be given together with auth_{given[1]}")
        if self.signing_algorithm and self.proof not in ("key", "secret_jwt"):
            raise InvalidInput(
                "auth_signing_algorithm", self.signing_algorithm,
                f"needs auth_private_key or auth_private_key_file ({', '.join(assertion.ASYMMETRIC)})"
                f" or auth_client_secret ({', '.join(assertion.SYMMETRIC)})",
            )
        for name in ("token", "refresh_token"):
            if not (getattr(self, name) or "").isprintable() or not (getattr(self, name) or "").isascii():
                raise InvalidInput(name, None, "must be a token: one line of ASCII characters")
        if not (self.token or self.refresh_token or self.grant):
            raise InvalidInput("auth_username", None, NO_LOGIN)

    def key(self) -> str:
        """Return what tells this login's tokens from others': a hash that tells nothing of passwords."""
        given = self.refresh_token or self.token or ""
        parts = [
            self.url.rstrip("/"), (self.auth_url or self.url).rstrip("/"), self.realm, self.client_id, self.proof,
            self.username or "", self.scope or "", self.jwt_file or "", self.client_cert or "",
            self.private_key_file or "", self.private_key_id or "",
            "" if self.grant else hashlib.sha256(given.encode("utf-8")).hexdigest(),
        ]
        return hashlib.sha256(json.dumps(parts).encode("utf-8")).hexdigest()

    def path(self, endpoint: str) -> str:
        """Return the path of an OpenID Connect endpoint, such as ``token`` or ``logout``."""
        return fill("/realms/{auth_realm}/protocol/openid-connect/", {"auth_realm": self.realm}) + endpoint

    def discovery_path(self) -> str:
        """Return the path of the realm's OpenID Connect configuration."""
        return fill("/realms/{auth_realm}/.well-known/openid-configuration", {"auth_realm": self.realm})

    def grant_form(self) -> Form:
        """Return what a new login sends, less the client's proof."""
        form = {"grant_type": self.grant or ""}
        scope = (self.scope or "").split()
        if self.grant == "password":
            form.update(username=self.username or "", password=self.password or "")
            # The id token ends the session without the client's secret.
            scope = scope if "openid" in scope else ["openid", *scope]
        if scope:
            form["scope"] = " ".join(scope)
        return form

    def client_form(self, server: Server) -> Form:
        """Return the client's proof, made anew: a signed one counts once.

        :param server: called if a token must be signed
        :raises InvalidInput: for a key or file that can't be read
        :raises MissingLibrary: without ``cryptography``, if a private key is given
        """
        if self.proof == "file":
            token = _read("auth_jwt_file", self.jwt_file or "").strip()
            kind = JWT_SPIFFE if assertion.subject_of(token).startswith("spiffe://") else JWT_BEARER
            named = {} if self.client_id == DEFAULT_CLIENT else {"client_id": self.client_id}
            return {**named, "client_assertion_type": kind, "client_assertion": token}
        form = {"client_id": self.client_id}
        if self.proof == "secret":
            form["client_secret"] = self.client_secret or ""
        elif self.proof in ("key", "secret_jwt"):
            form.update(client_assertion_type=JWT_BEARER, client_assertion=self._signed(server))
        return form

    def _signed(self, server: Server) -> str:
        if self.proof == "secret_jwt":
            claims = assertion.client_claims(self.client_id, *server())
            return assertion.sign_with_secret(self.client_secret or "", self.signing_algorithm or "HS256", claims)
        pem = self.private_key or _read("auth_private_key_file", self.private_key_file or "")
        key = PrivateKey(pem, self.signing_algorithm, self.private_key_id)
        return key.sign(assertion.client_claims(self.client_id, *server()))


def _read(option: str, path: str) -> str:
    try:
        with open(path, encoding="utf-8") as stream:
            content = stream.read()
    except OSError as error:
        raise InvalidInput(option, path, f"must be a file that can be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise InvalidInput(option, path, "must be a text file") from None
    if not content.strip():
        raise InvalidInput(option, path, "must be a file that isn't empty")
    return content
