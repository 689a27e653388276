# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is read of a server: its version, its features, and what it can do: ``GET /admin/serverinfo``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Optional

from ...engine.reading import Reading, Source, argument
from ...rest.errors import InvalidInput

# what a task asks for -> the field of the answer
SECTIONS: Mapping[str, str] = {
    "builtin_protocol_mappers": "builtinProtocolMappers",
    "client_installations": "clientInstallations",
    "component_types": "componentTypes",
    "cpu": "cpuInfo",
    "crypto": "cryptoInfo",
    "enums": "enums",
    "features": "features",
    "identity_providers": "identityProviders",
    "memory": "memoryInfo",
    "password_policies": "passwordPolicies",
    "profile": "profileInfo",
    "protocol_mapper_types": "protocolMapperTypes",
    "providers": "providers",
    "social_providers": "socialProviders",
    "system": "systemInfo",
    "themes": "themes",
}


def _of_type(found: Mapping[str, Any], wanted: str) -> dict[str, Any]:
    """Return the component types of one provider type, named in full or by its last word.

    :raises InvalidInput: where the server has no such type
    """
    kept = {name: types for name, types in found.items() if wanted in (name, name.rpartition(".")[2])}
    if not kept:
        known = ", ".join(sorted(name.rpartition(".")[2] for name in found)) or "none that this login may see"
        raise InvalidInput("component_type", None, f"{wanted!r} is none of the server's types: {known}")
    return kept


def _named(features: Optional[list[Mapping[str, Any]]], enabled: bool) -> Optional[list[str]]:
    """Return the names of features that are switched on or off, None where the server doesn't tell any."""
    return None if features is None else sorted(one["name"] for one in features if bool(one.get("enabled")) == enabled)


def _server(source: Source) -> dict[str, Any]:
    """Return chosen sections. A login of another realm than master is not told the version (26.7.2)."""
    info = source.get("/admin/serverinfo") or {}
    wanted, narrowed = list(source.options["include"]), source.options["component_type"]
    if narrowed and "component_types" not in wanted:
        wanted.append("component_types")
    shown = {SECTIONS[name]: info[SECTIONS[name]] for name in sorted(set(wanted)) if SECTIONS[name] in info}
    if narrowed:
        shown["componentTypes"] = _of_type(info.get("componentTypes") or {}, narrowed)
    version = (info.get("systemInfo") or {}).get("version")
    return {
        "version": version,
        "enabled_features": _named(info.get("features"), True),
        "disabled_features": _named(info.get("features"), False),
        "server_info": shown,
        "msg": f"Keycloak {version}" if version else "the server does not tell this login its version",
    }


SERVER = Reading(
    {
        # nothing of a realm is read; the group of all modules may have defaults for it
        "realm": argument(),
        "include": argument(
            "list",
            elements="str",
            choices=sorted(SECTIONS),
            default=["cpu", "features", "memory", "profile", "system"],
        ),
        "component_type": argument(),
    },
    _server,
)
