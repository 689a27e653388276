# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The extension userClientAdministration of Keycloak, as modules bind it."""

from __future__ import annotations

from ..user_clients.client import UserClientsClient
from ..user_clients.identity import Identity
from .arguments import option, transport
from .system import Means, Options, Spec, System

URL = "auth_keycloak_url"


def connection() -> Spec:
    """Return the options that say where the server is and who the user is."""
    return {
        URL: option(env="KEYCLOAK_URL", required=True, aliases=["url"]),
        "auth_username": option(aliases=["username"]),
        "auth_password": option(secret=True, aliases=["password"]),
        "identity_cookie": option(secret=True),
        **transport("KEYCLOAK"),
    }


def _connect(options: Options, means: Means) -> UserClientsClient:
    login = Identity(
        url=options[URL],
        realm=options["realm"],
        username=options.get("auth_username"),
        password=options.get("auth_password"),
        token=options.get("identity_cookie"),
    )
    return UserClientsClient(means.transport(options, URL), login, means.store)


USER_CLIENTS = System("user_clients", connection, URL, _connect, None, {"realm": option(required=True)}, ("realm",))
