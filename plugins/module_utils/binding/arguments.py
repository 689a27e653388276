# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The argument specs that modules share, and those that a kind's parts give."""

from __future__ import annotations

from typing import Any

from ansible.module_utils.basic import env_fallback

from ..engine.resource import Resource
from .system import Spec, System


def option(type: str = "str", secret: bool = False, env: str = "", **more: Any) -> dict[str, Any]:
    """Return an argument spec's entry.

    :param env: the environment variable that is read if the option is not set
    """
    spec: dict[str, Any] = {"type": type, "no_log": secret, **more}
    if env:
        spec["fallback"] = (env_fallback, [env])
    return spec


def transport(prefix: str) -> Spec:
    """Return the options that say how to talk to a server, whichever it is.

    :param prefix: what its environment variables begin with
    """
    return {
        "ca_path": option("path", env=f"{prefix}_CA_PATH"),
        "validate_certs": option("bool", env=f"{prefix}_VALIDATE_CERTS", default=True),
        "proxy": option(),
        "http_agent": option(default="Ansible"),
        "connection_timeout": option("int", default=10),
        "retries": option("int", default=3),
    }


def of_kind(kind: Resource, system: System) -> Spec:
    """Return the argument spec of a kind's module."""
    shared = {
        "state": option(choices=["present", "absent"], default="present"),
        "update_secrets": option(choices=["on_change", "always", "on_create"], default="on_change"),
        "raw": option("dict"),
    }
    spec: Spec = {**system.connection(), **{name: dict(entry) for name, entry in system.place.items()}}
    spec.update({name: entry for name, entry in shared.items() if name in kind.takes})
    if kind.id_option:
        spec[kind.id_option] = option()
    for part in kind.parts:
        spec.update(part.arguments())
    spec.update({name: dict(entry) for name, entry in kind.parents.items()})
    return with_names_of_its_own(spec, system)


def with_names_of_its_own(spec: Spec, system: System) -> Spec:
    """Return a spec where an option goes before an alias of the connection's: a user has a ``username``, too."""
    for name in system.connection():
        aliases = [alias for alias in spec[name].get("aliases", []) if alias not in spec]
        if "aliases" in spec[name]:
            spec[name] = {**spec[name], "aliases": aliases}
    return spec
