# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads of a realm's components, and of what its keys are."""

from __future__ import annotations

from typing import Any

from ...engine.reading import Reading, Source, argument
from ..kinds.components import COMPONENTS
from ..kinds.references import REALM
from .realms import REALM_OPTION


def _components(source: Source) -> dict[str, Any]:
    """Return components: ``GET /components``, narrowed by the server."""
    options = source.options
    given = {"name": options["name"], "type": options["provider_type"]}
    params = {name: value for name, value in given.items() if value}
    if not options["parent_id"]:
        found = source.list(COMPONENTS, params)
    else:
        found = [
            component
            for parent in _parents(source, options["parent_id"])
            for component in source.list(COMPONENTS, {**params, "parent": parent})
        ]
    return {"components": found, "msg": f"{len(found)} components found in realm {options['realm']}"}


def _parents(source: Source, named: str) -> list[str]:
    """Return the ids of what the option may mean: the realm, components of that name, or what has that id."""
    realm = source.get(REALM) or {}
    if named in (realm.get("id"), realm.get("realm")):
        return [realm["id"]]
    ids = [component["id"] for component in source.list(COMPONENTS, {"name": named})]
    return ids or [named]


def _keys(source: Source) -> dict[str, Any]:
    """Return the metadata of all keys: ``GET /keys``."""
    told = f"Get realm keys metadata successful for ID {source.options['realm']}"
    return {"keys_metadata": source.get(f"{REALM}/keys"), "msg": told}


COMPONENTS_OF_A_REALM = Reading(
    {"realm": argument(required=True), **{name: argument() for name in ("name", "parent_id", "provider_type")}},
    _components,
)
KEYS_METADATA = Reading(REALM_OPTION, _keys)
