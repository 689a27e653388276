# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads of which client scopes are default and which optional, of one client or for the new ones of a realm."""

from __future__ import annotations

from typing import Any

from ...engine.facets import Facet, gather
from ...engine.reading import Reading, Source, argument, not_empty
from ..kinds.references import REALM, TO_CLIENT
from ..kinds.scope_types import TYPES
from .realms import REALM_OPTION


def _types(source: Source) -> dict[str, Any]:
    """Return the scopes of each type: ``GET .../default-client-scopes``, ``GET /default-default-client-scopes``."""
    options = source.options
    not_empty(options, "client_id")
    at, where = f"{REALM}/default-", {}
    if options["client_id"]:
        at, where = f"{REALM}/clients/{{client}}/", {"client": str(source.find(TO_CLIENT, "client_id")["id"])}
    facets = {f"{word}_client_scopes": Facet(f"{at}{word}-client-scopes", many=True) for word in TYPES}
    found = gather(source, facets, list(facets), **where)
    return {**found, "msg": f"Types of client scopes of {options['client_id'] or options['realm']} read"}


CLIENT_SCOPE_TYPES = Reading({**REALM_OPTION, "client_id": argument(aliases=["clientId"])}, _types)
