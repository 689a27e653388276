# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The roles of many clients: out of an export where the server has it at hand, else by one request a client.

``POST /admin/realms/{realm}/partial-export``, which changes nothing
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Optional

from ...config.survey import Soon, Survey

# fewer clients are read by one request each in no time
MANY = 50
# seconds a client that their list takes at most where the server has them at hand; elsewhere an export takes a minute
# for a thousand clients, and the list ten times as long (26.7.2)
AT_HAND = 0.002
_WHOLE = {"exportClients": "true", "exportGroupsAndRoles": "true"}


def exported(survey: Survey, realm: str, client: str) -> Optional[Mapping[str, Any]]:
    """Return a client's roles by name, None while there is no export of them; nothing waits for one.

    :param realm: the realm's path
    :param client: the client's id
    """
    soon = survey.once(("client roles", realm), lambda: _begin(survey, realm))
    return soon.value.get(client) if soon and soon.value else None


def _begin(survey: Survey, realm: str) -> Optional[Soon]:
    clients = survey.whole(f"{realm}/clients")
    if len(clients) < MANY or survey.took(f"{realm}/clients") > AT_HAND * len(clients):
        return None
    ids = {client["clientId"]: client["id"] for client in clients}
    return Soon(lambda: _by_client(survey.query(f"{realm}/partial-export", params=_WHOLE, once=True), ids))


def _by_client(export: Mapping[str, Any], ids: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Return the roles by their client's id, each as their list has it, which doesn't name what a role consists of."""
    roles = ((export or {}).get("roles") or {}).get("client") or {}
    return {ids[name]: {role["name"]: _listed(role) for role in owned} for name, owned in roles.items() if name in ids}


def _listed(role: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in role.items() if name != "composites"}
