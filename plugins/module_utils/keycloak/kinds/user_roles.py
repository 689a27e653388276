# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Roles of users and of clients' service accounts: ``/admin/realms/{realm}/users/{id}/role-mappings``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Optional

from ...engine.links import Named
from ...engine.lookup import InList
from ...engine.part import PENDING_ID, Reader, Sought
from ...engine.resource import Need
from ...rest.errors import BadRequest
from ...rest.paths import fill
from .group_roles import CLIENT_NEEDS, of_client
from .references import TO_CLIENT, ById
from .role_mappings import TEXT, Roles, asked_proposed, mapping, roles_of, withdrawn
from .user_names import USERS
from .users import SERVICE_ACCOUNT

BY_NAME = InList(USERS, {"username": "target"}, {"username": "{target}", "exact": "true"}, fold=("username",))
TO_USER = Named("user", BY_NAME, "username")
USER_BY_ID = ById("user", USERS + "/{target}")


@dataclass(frozen=True)
class ServiceAccountOf(Sought):
    """The service account of a client; a client without one is answered 400."""

    what: str = "client"

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        client = TO_CLIENT.find(reader, address, target)
        if client is None or client["id"] == PENDING_ID:
            return None
        try:
            return reader.get(fill(SERVICE_ACCOUNT, {**address, "client": client["id"]}))
        except BadRequest:
            return None

    def missing(self, label: str, address: Mapping[str, str]) -> str:
        """Return what is wrong where there is none."""
        return f"there is no client {label!r} with a service account in realm {address['realm']!r}"


def of_user(options: dict[str, Any]) -> dict[str, Any]:
    """Return the options with one way of naming the user: its id, else its name, else the client it belongs to."""
    options, given = of_client(withdrawn(options, "roles_behavior")), False
    for way in ("uid", "target_username", "service_account_user_client_id"):
        options[way] = None if given else options.get(way)
        given = given or bool(options[way])
    return options


USER_ROLEMAPPING = mapping(
    "user_rolemapping",
    "mapping of roles to a user",
    (
        Need("owner", "uid", USER_BY_ID, True),
        Need("owner", "target_username", TO_USER, True),
        Need("owner", "service_account_user_client_id", ServiceAccountOf(), True),
        *CLIENT_NEEDS,
    ),
    {"user": ("uid", "target_username", "service_account_user_client_id"), "client": ("cid", "client_id")},
    Roles("roles", at=USERS + "/{owner}/role-mappings", born=True),
    named_by=("target_username", "uid", "service_account_user_client_id"),
    parents={
        name: dict(TEXT) for name in ("target_username", "uid", "service_account_user_client_id", "client_id", "cid")
    },
    normalize=of_user,
    returned=roles_of,
    proposes=asked_proposed,
    sayings={
        "updated": "Roles {done} userId {id}.",
        "removed": "Roles {done} userId {id}.",
        "would be updated": "Roles {would} user {user}.",
        "would be removed": "Roles {would} user {user}.",
        "unchanged": "Nothing to do, roles {roles} are correctly mapped to user for username {user}.",
        "absent": "Nothing to do, roles {roles} are correctly mapped to user for username {user}: none of them is.",
        "idle": "Nothing to do (no roles specified).",
    },
)
