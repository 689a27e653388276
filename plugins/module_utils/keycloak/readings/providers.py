# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What providers a realm can be given: below one of its components, and to register credentials."""

from __future__ import annotations

from typing import Any

from ...engine.part import PENDING_ID
from ...engine.reading import Reading, Source, argument
from ...rest.errors import InvalidInput
from ..kinds.components import COMPONENT_ITEM, ComponentReference
from ..kinds.references import REALM
from .realms import REALM_OPTION

MAPPER = "org.keycloak.storage.ldap.mappers.LDAPStorageMapper"
REGISTRATORS = f"{REALM}/credential-registrators"


def _below(source: Source) -> Any:
    """Return the providers of a type for what is below a component: ``GET /components/{id}/sub-component-types``.

    :raises InvalidInput: where the server has no such type, which it would answer with 500 (26.7.2)
    """
    wanted = source.options["type"]
    types = (source.get("/admin/serverinfo") or {}).get("componentTypes") or {}
    if types and wanted not in types:
        raise InvalidInput("type", None, f"{wanted!r} is none of the server's: {', '.join(sorted(types))}")
    found = source.find(ComponentReference(), "parent")
    if found["id"] == PENDING_ID:
        return []
    return source.get(COMPONENT_ITEM + "/sub-component-types", {"type": wanted}, id=str(found["id"])) or []


def _providers(source: Source) -> dict[str, Any]:
    below = _below(source) if source.options["parent"] else []
    registrators = source.get(REGISTRATORS) or []
    told = f"{len(registrators)} required actions register credentials in realm {source.options['realm']}"
    more = f", {len(below)} providers can be below {source.options['parent']}" if source.options["parent"] else ""
    return {"credential_registrators": sorted(registrators), "sub_component_types": below, "msg": told + more}


PROVIDERS = Reading(
    {**REALM_OPTION, "parent": argument(), "type": argument(default=MAPPER, aliases=["provider_type"])}, _providers
)
