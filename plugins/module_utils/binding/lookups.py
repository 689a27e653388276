# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the lookup plugins look up: clients' secrets, and tokens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..engine.reading import argument
from ..keycloak.readings.clients import SECRET, client_id_of
from ..keycloak.session import TokenSession
from ..rest.errors import InvalidInput
from .arguments import with_names_of_its_own
from .keycloak import KEYCLOAK, connection, login_of
from .reading import source_of
from .runtime import Runtime
from .system import Spec

_TEXTS = ("realm", "client_id", "username", "scope", "audience")
_SECRETS = ("client_secret", "password")
# what logs in, and what proves who it is
_IDENTITY = (
    "auth_client_secret", "auth_username", "auth_password", "token", "refresh_token", "auth_private_key",
    "auth_private_key_file", "auth_private_key_id", "auth_signing_algorithm", "auth_jwt_file",
)  # fmt: skip


def of_client_secret() -> Spec:
    """Return the argument spec of the lookup of clients' secrets."""
    return {**connection(), "realm": argument(default="master")}


def client_secret(options: Mapping[str, Any], runtime: Runtime, client_id: str) -> str:
    """Return the secret of a client: ``GET /admin/realms/{realm}/clients/{id}/client-secret``.

    :raises InvalidInput: where there is no such client, or it has no secret
    """
    asked = {**options, "id": None, "client_id": client_id}
    anticipation = runtime.anticipation(options, False, KEYCLOAK)
    source = source_of(runtime.client(options, KEYCLOAK), asked, anticipation, False, KEYCLOAK)
    found = (source.get(SECRET, id=client_id_of(source)) or {}).get("value")
    if not found:
        raise InvalidInput("client_id", client_id, "must be a confidential client: a public one has no secret")
    return str(found)


def of_token() -> Spec:
    """Return the argument spec of the lookup of tokens."""
    own = {name: argument() for name in _TEXTS}
    own.update({name: {"type": "str", "no_log": True} for name in _SECRETS})
    return with_names_of_its_own({**connection(), **own}, KEYCLOAK)


def token(options: Mapping[str, Any], runtime: Runtime) -> str:
    """Return an access token of the login, or of another client or user that the options name.

    :raises InvalidInput: where the options name half of somebody
    :raises LoginFailed: where the server refuses
    """
    for name in (*_TEXTS, *_SECRETS):
        # a variable without a value would give the login's own token, which may do more, to whoever is to get it
        if options[name] == "":
            raise InvalidInput(name, None, "must not be empty: leave it out where it isn't meant")
    whose = _somebody(options)
    client = runtime.client(whose, KEYCLOAK)
    scope, session = options["scope"], client.session
    if scope and not options["audience"]:
        # a token that is given has the scopes that it has
        login = replace(login_of(whose), scope=scope, token=None, refresh_token=None)
        if login.grant is None:
            raise InvalidInput("scope", scope, "needs a login of its own or audience: a given token keeps its scopes")
        session = TokenSession(login, client.login_transport, runtime.store)
    return session.exchanged(options["audience"], scope) if options["audience"] else session.token()


def _somebody(options: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the options with those of the identity whose token is wanted in the place of the login's."""
    given = [name for name in ("client_id", "client_secret", "username", "password") if options[name]]
    realm = options["realm"]
    if not given:
        if realm:
            raise InvalidInput("realm", realm, "needs client_id or username: the login's realm is auth_realm")
        return options
    for name, other in (("username", "password"), ("password", "username"), ("client_secret", "client_id")):
        if options[name] and not options[other]:
            raise InvalidInput(other, None, f"is missing; {name} needs it")
    if not options["username"] and not options["client_secret"]:
        raise InvalidInput("client_secret", None, "or username and password are needed for a token of client_id")
    return {
        **options,
        **dict.fromkeys(_IDENTITY),
        "auth_realm": realm or options["auth_realm"],
        "auth_client_id": options["client_id"] or "admin-cli",
        "auth_client_secret": options["client_secret"],
        "auth_username": options["username"],
        "auth_password": options["password"],
    }
