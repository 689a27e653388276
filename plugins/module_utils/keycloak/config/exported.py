# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an export answers at once, where the server has everything at hand: the roles of many clients, and the groups.

``POST /admin/realms/{realm}/partial-export``, which changes nothing
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Optional

from ...config.survey import Soon, Survey
from ...engine.since import is_older
from ..export.reading import EVERYTHING
from ..kinds.group_lookups import below_each

# fewer clients are read by one request each in no time
MANY = 50
# seconds a client that their list takes at most where the server has them at hand; elsewhere an export takes a minute
# for a thousand clients, and the list twenty times as long (26.7.2)
AT_HAND = 0.0005


@dataclass(frozen=True)
class _Export:
    """Each as its list has it.

    :param roles: the roles of each client by its id, by name
    :param groups: the groups below each by its id, None for those at the top
    """

    roles: Mapping[str, Mapping[str, Any]]
    groups: Mapping[Any, list[Any]]


def begun(survey: Survey, realm: str) -> Optional[Soon]:
    """Ask for an export beside the comparison, None where that would take the server long.

    :param realm: the realm's path
    """
    return survey.once(("export", realm), lambda: _begin(survey, realm))


def client_roles(survey: Survey, realm: str, client: str) -> Optional[Mapping[str, Any]]:
    """Return a client's roles by name, None while there is no export of them; nothing waits for one.

    :param realm: the realm's path
    :param client: the client's id
    """
    soon = begun(survey, realm)
    return soon.value.roles.get(client) if soon and soon.value else None


def groups(survey: Survey, realm: str) -> Optional[Mapping[Any, list[Any]]]:
    """Return the groups below each by its id, None while there is no export of them, and for servers before 23."""
    soon = survey.known(("export", realm))
    return soon.value.groups if soon and soon.value and not is_older(survey.version(), "23") else None


def _begin(survey: Survey, realm: str) -> Optional[Soon]:
    clients = survey.whole(f"{realm}/clients")
    if len(clients) < MANY or survey.took(f"{realm}/clients") > AT_HAND * len(clients):
        return None
    ids = {client["clientId"]: client["id"] for client in clients}
    return Soon(lambda: _read(survey.query(f"{realm}/partial-export", params=EVERYTHING, once=True) or {}, ids))


def _read(export: Mapping[str, Any], ids: Mapping[str, str]) -> _Export:
    of_clients = (export.get("roles") or {}).get("client") or {}
    roles = {ids[name]: {one["name"]: _role(one) for one in owned} for name, owned in of_clients.items() if name in ids}
    below = below_each(export.get("groups") or [])
    return _Export(roles, {parent: [_group(one) for one in found] for parent, found in below.items()})


def _role(role: Mapping[str, Any]) -> dict[str, Any]:
    """Return a role as lists have it: what it consists of isn't told there."""
    return {name: value for name, value in role.items() if name != "composites"}


def _group(group: Mapping[str, Any]) -> dict[str, Any]:
    """Return a group as the list of all groups has it."""
    return {**group, "subGroups": [], "subGroupCount": len(group.get("subGroups") or ())}
