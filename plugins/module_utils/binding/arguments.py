# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The argument specs that modules share, and those that a kind's parts give."""

from __future__ import annotations

from typing import Any

from ansible.module_utils.basic import env_fallback

from ..engine.resource import Resource

Spec = dict[str, dict[str, Any]]


def _option(type: str = "str", secret: bool = False, env: str = "", **more: Any) -> dict[str, Any]:
    spec: dict[str, Any] = {"type": type, "no_log": secret, **more}
    if env:
        spec["fallback"] = (env_fallback, [env])
    return spec


def connection() -> Spec:
    """Return the options that say where the server is and how to log in."""
    return {
        "auth_keycloak_url": _option(env="KEYCLOAK_URL", required=True, aliases=["url"]),
        "auth_url": _option(env="KEYCLOAK_AUTH_URL"),
        "auth_realm": _option(env="KEYCLOAK_AUTH_REALM"),
        "auth_client_id": _option(env="KEYCLOAK_CLIENT_ID", default="admin-cli"),
        "auth_client_secret": _option(secret=True, env="KEYCLOAK_CLIENT_SECRET"),
        "auth_username": _option(env="KEYCLOAK_USERNAME", aliases=["username"]),
        "auth_password": _option(secret=True, env="KEYCLOAK_PASSWORD", aliases=["password"]),
        "token": _option(secret=True, env="KEYCLOAK_TOKEN"),
        "refresh_token": _option(secret=True, env="KEYCLOAK_REFRESH_TOKEN"),
        "auth_private_key": _option(secret=True),
        "auth_private_key_file": _option("path", env="KEYCLOAK_PRIVATE_KEY_FILE"),
        "auth_private_key_id": _option(),
        "auth_signing_algorithm": _option(),
        "auth_jwt_file": _option("path", env="KEYCLOAK_JWT_FILE"),
        "client_cert": _option("path", env="KEYCLOAK_CLIENT_CERT"),
        "client_key": _option("path", env="KEYCLOAK_CLIENT_KEY"),
        "ca_path": _option("path", env="KEYCLOAK_CA_PATH"),
        "validate_certs": _option("bool", env="KEYCLOAK_VALIDATE_CERTS", default=True),
        "proxy": _option(),
        "http_agent": _option(default="Ansible"),
        "connection_timeout": _option("int", default=10),
        "retries": _option("int", default=3),
    }


def of_kind(kind: Resource) -> Spec:
    """Return the argument spec of a kind's module."""
    shared = {
        "state": _option(choices=["present", "absent"], default="present"),
        "update_secrets": _option(choices=["on_change", "always", "on_create"], default="on_change"),
        "raw": _option("dict"),
    }
    spec: Spec = {**connection(), "realm": _option(default="master")}
    spec.update({name: entry for name, entry in shared.items() if name in kind.takes})
    if kind.id_option:
        spec[kind.id_option] = _option()
    for part in kind.parts:
        spec.update(part.arguments())
    spec.update({name: dict(entry) for name, entry in kind.parents.items()})
    return with_names_of_its_own(spec)


def with_names_of_its_own(spec: Spec) -> Spec:
    """Return a spec where an option goes before an alias of the connection's: a user has a ``username``, too."""
    for name in connection():
        aliases = [alias for alias in spec[name].get("aliases", []) if alias not in spec]
        if "aliases" in spec[name]:
            spec[name] = {**spec[name], "aliases": aliases}
    return spec
