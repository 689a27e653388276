# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keycloak's Admin REST API, as modules bind it."""

from __future__ import annotations

from ..keycloak.auth import Login
from ..keycloak.client import KeycloakClient, PublicClient
from .arguments import option, transport
from .system import Means, Options, Spec, System

URL = "auth_keycloak_url"


def connection() -> Spec:
    """Return the options that say where the server is and how to log in."""
    return {
        URL: option(env="KEYCLOAK_URL", required=True, aliases=["url"]),
        "auth_url": option(env="KEYCLOAK_AUTH_URL"),
        "auth_realm": option(env="KEYCLOAK_AUTH_REALM"),
        "auth_client_id": option(env="KEYCLOAK_CLIENT_ID", default="admin-cli"),
        "auth_client_secret": option(secret=True, env="KEYCLOAK_CLIENT_SECRET"),
        "auth_username": option(env="KEYCLOAK_USERNAME", aliases=["username"]),
        "auth_password": option(secret=True, env="KEYCLOAK_PASSWORD", aliases=["password"]),
        "token": option(secret=True, env="KEYCLOAK_TOKEN"),
        "refresh_token": option(secret=True, env="KEYCLOAK_REFRESH_TOKEN"),
        "auth_private_key": option(secret=True),
        "auth_private_key_file": option("path", env="KEYCLOAK_PRIVATE_KEY_FILE"),
        "auth_private_key_id": option(),
        "auth_signing_algorithm": option(),
        "auth_jwt_file": option("path", env="KEYCLOAK_JWT_FILE"),
        "client_cert": option("path", env="KEYCLOAK_CLIENT_CERT"),
        "client_key": option("path", env="KEYCLOAK_CLIENT_KEY"),
        **transport("KEYCLOAK"),
    }


def login_of(options: Options) -> Login:
    """Return what the connection options log in with."""
    return Login(
        url=options[URL],
        auth_url=options.get("auth_url"),
        realm=options.get("auth_realm") or "master",
        client_id=options["auth_client_id"],
        client_secret=options.get("auth_client_secret"),
        username=options.get("auth_username"),
        password=options.get("auth_password"),
        token=options.get("token"),
        refresh_token=options.get("refresh_token"),
        jwt_file=options.get("auth_jwt_file"),
        private_key=options.get("auth_private_key"),
        private_key_file=options.get("auth_private_key_file"),
        private_key_id=options.get("auth_private_key_id"),
        signing_algorithm=options.get("auth_signing_algorithm"),
        client_cert=options.get("client_cert"),
        client_key=options.get("client_key"),
    )


def _connect(options: Options, means: Means) -> KeycloakClient:
    server = means.transport(options, URL)
    door = means.transport(options, "auth_url") if options.get("auth_url") else server
    return KeycloakClient(server, door, login_of(options), means.store)


def _public(options: Options, means: Means) -> PublicClient:
    return PublicClient(means.transport(options, URL))


KEYCLOAK = System("keycloak", connection, URL, _connect, _public, {"realm": option(default="master")})
