# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A realm with much of what is in it, in one answer: ``POST /admin/realms/{realm}/partial-export``."""

from __future__ import annotations

from typing import Any

from ...engine.reading import Reading, Source, argument
from ..kinds.references import REALM
from .realms import REALM_OPTION


def _export(source: Source) -> dict[str, Any]:
    """Return the realm as the server exports it; it changes nothing, though it is a POST."""
    wanted = {"exportClients": "clients", "exportGroupsAndRoles": "groups_and_roles"}
    params = {name: "true" if source.options[option] else "false" for name, option in wanted.items()}
    found = source.ask(f"{REALM}/partial-export", None, params) or {}
    shown = [option.replace("_", " ") for option in wanted.values() if source.options[option]]
    more = f" with its {' and '.join(shown)}" if shown else ""
    return {"realm_export": found, "msg": f"Realm {source.options['realm']} has been read{more}"}


PARTIAL_EXPORT = Reading(
    {
        **REALM_OPTION,
        "clients": argument("bool", default=False),
        "groups_and_roles": argument("bool", default=False, aliases=["groupsAndRoles"]),
    },
    _export,
)
