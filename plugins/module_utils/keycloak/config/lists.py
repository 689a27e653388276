# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which lists of Keycloak's have whole objects, and answer for single ones (26.7.2)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Optional
from urllib.parse import unquote

from ...config.survey import Params, Rule, Survey
from ..kinds.group_lookups import WHOLE
from ..kinds.references import OF_A_CLIENT
from . import exported
from .holdings import all_groups


def _by(survey: Survey, path: str, field: str, params: Optional[Params] = None) -> Mapping[str, Any]:
    """Return a list's items by a field, read once."""
    return survey.once(
        ("by", field, path, tuple(sorted((params or {}).items()))),
        lambda: {item[field]: item for item in survey.whole(path, params)},
    )


def _client(survey: Survey, match: re.Match[str], params: Params) -> Any:
    client = _by(survey, f"{match[1]}/clients", "clientId").get(params["clientId"])
    # most data with many clients has roles of theirs
    exported.begun(survey, match[1])
    return [client] if client else []


def _client_by_id(survey: Survey, match: re.Match[str], params: Params) -> Any:
    return _by(survey, f"{match[1]}/clients", "id").get(unquote(match[2]))


def _realm_role(survey: Survey, match: re.Match[str], params: Params) -> Any:
    return _by(survey, match[1], "name", WHOLE).get(unquote(match[2]))


def _client_role(survey: Survey, match: re.Match[str], params: Params) -> Any:
    return _roles_of_client(survey, match[1], match[2]).get(unquote(match[3]))


def _roles_of_client(survey: Survey, realm: str, client: str) -> Mapping[str, Any]:
    """Return a client's roles by name; its id is as it stands in paths."""
    known = exported.client_roles(survey, realm, unquote(client))
    return _by(survey, f"{realm}/clients/{client}/roles", "name", WHOLE) if known is None else known


def _client_roles(survey: Survey, match: re.Match[str], params: Params) -> Any:
    return list(_roles_of_client(survey, match[1], match[2]).values())


def _all_groups(survey: Survey, path: str) -> Mapping[Any, list[Any]]:
    """Return the groups below each, by its id, None for those at the top."""
    realm = unquote(path.rpartition("/")[2])
    return survey.once(("groups", path), lambda: exported.groups(survey, path) or all_groups(survey, realm))


def _group_named(survey: Survey, match: re.Match[str], params: Params) -> Any:
    return [group for group in _all_groups(survey, match[1]).get(None, ()) if group["name"] == params["search"]]


def _groups_below(survey: Survey, match: re.Match[str], params: Params) -> Any:
    below = _all_groups(survey, match[1]).get(unquote(match[2]), [])
    return [group for group in below if group["name"] == params.get("search", group["name"])]


def _user(survey: Survey, match: re.Match[str], params: Params) -> Any:
    if params["username"].startswith(OF_A_CLIENT):
        # which no list shows
        return survey.whole(f"{match[1]}/users", params)
    user = _by(survey, f"{match[1]}/users", "username").get(params["username"].lower())
    return [user] if user else []


def _roles_of_user(survey: Survey, match: re.Match[str], params: Params) -> Any:
    """One question has all mappings of a user."""
    path = match[1]
    whole = survey.once(("mappings", path), lambda: survey.reader.get(path)) or {}
    if match[2] == "realm":
        return whole.get("realmMappings") or []
    client = unquote(match[2].rpartition("/")[2])
    owned = (entry for entry in (whole.get("clientMappings") or {}).values() if entry["id"] == client)
    return next((entry["mappings"] for entry in owned), [])


def _roles_of_group(survey: Survey, match: re.Match[str], params: Params) -> Any:
    """The list of groups has the names of their roles."""
    realm, group = match[1], unquote(match[2])
    known = survey.once(
        ("groups by id", realm),
        lambda: {one["id"]: one for below in _all_groups(survey, realm).values() for one in below},
    )
    if group not in known or "realmRoles" not in known[group]:
        return survey.asked("list", f"{realm}/groups/{match[2]}/role-mappings/{match[3]}", params)
    if match[3] == "realm":
        roles = _by(survey, f"{realm}/roles", "name", WHOLE)
        return [roles[name] for name in known[group].get("realmRoles") or ()]
    owner = _by(survey, f"{realm}/clients", "id")[unquote(match[3].rpartition("/")[2])]
    names = (known[group].get("clientRoles") or {}).get(owner["clientId"]) or ()
    if not names:
        return []
    roles = _roles_of_client(survey, realm, match[3].rpartition("/")[2])
    return [roles[name] for name in names]


_R = r"(/admin/realms/[^/]+)"


def _rule(way: str, path: str, params: tuple[str, ...], answer: Any) -> Rule:
    return Rule(way, re.compile(path), frozenset(params), answer)


LISTS: tuple[Rule, ...] = (
    _rule("list", _R + "/clients", ("clientId",), _client),
    _rule("get", _R + "/clients/([^/]+)", (), _client_by_id),
    _rule("get", _R[:-1] + "/roles)/([^/]+)", (), _realm_role),
    _rule("get", _R + "/clients/([^/]+)/roles/([^/]+)", (), _client_role),
    _rule("list", _R + "/clients/([^/]+)/roles", tuple(WHOLE), _client_roles),
    _rule("list", _R + "/groups", ("search", "exact", "briefRepresentation", "populateHierarchy"), _group_named),
    _rule("list", _R + "/groups/([^/]+)/children", ("briefRepresentation",), _groups_below),
    _rule("list", _R + "/groups/([^/]+)/children", ("search", "exact", "briefRepresentation"), _groups_below),
    _rule("list", _R + "/users", ("username", "exact"), _user),
    _rule("list", _R + "/groups/([^/]+)/role-mappings/(realm|clients/[^/]+)", (), _roles_of_group),
    _rule("list", r"(/admin/realms/[^/]+/users/[^/]+/role-mappings)/(realm|clients/[^/]+)", (), _roles_of_user),
)
