# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is read of a client's authorization services: a permission."""

from __future__ import annotations

from typing import Any

from ...engine.part import PENDING_ID
from ...engine.reading import Reading, Source, argument
from ...rest.errors import MissingReference
from ..kinds.authz import POLICIES
from ..kinds.authz_permissions import PermissionByName, shown_permission
from ..kinds.references import TO_CLIENT
from .realms import REALM_OPTION

_FIND = PermissionByName({"fields": "*"}, POLICIES)


def _client(source: Source) -> Any:
    try:
        return source.find(TO_CLIENT, "client_id")
    except MissingReference:
        name, realm = source.options["client_id"], source.options["realm"]
        raise MissingReference("client_id", None, f"Invalid client {name} for realm {realm}: there is none") from None


def _permission(source: Source) -> dict[str, Any]:
    """Return a permission, or a policy of that name: ``GET .../authz/resource-server/policy/search``."""
    client, name = _client(source), source.options["name"]
    found = None
    if client["id"] != PENDING_ID and client.get("authorizationServicesEnabled"):
        found = _FIND.one(source.reader, {"realm": source.options["realm"], "client": client["id"], "name": name})
    shown = dict(shown_permission(found, False)) if found else False
    return {"queried_state": shown, "exists": bool(found), "msg": "" if found else f"there is no permission {name!r}"}


AUTHZ_PERMISSION_STATE = Reading(
    {**REALM_OPTION, "client_id": argument(required=True), "name": argument(required=True)}, _permission
)
