# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether one object's management has permissions of its own: ``.../management/permissions`` of seven sorts.

This is the first version of fine-grained permissions, which servers before 26.2 have as a preview and later ones only
if they are started with ``--features=admin-fine-grained-authz:v1``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Optional

from ...engine.field import Field
from ...engine.part import PENDING_ID, Reader, Reference, Sought
from ...engine.resource import Home, Need, Resource
from ...rest.errors import ApiError, InvalidInput
from ...rest.paths import fill
from .references import REALM, TO_CLIENT, TO_GROUP, TO_IDENTITY_PROVIDER, TO_ROLE, ById
from .role_mappings import TEXT

OF = "/management/permissions"
CLIENT_ROLE = "\x00client role"
OFF = (
    "fine-grained permissions of this sort are switched off on the server: it must be started with "
    "--features=admin-fine-grained-authz:v1; from Keycloak 26.2 on, others have those of keycloak_admin_permission"
)
NOT_IMPLEMENTED = 501


@dataclass(frozen=True)
class Permissions:
    """What the server says of one object's permissions.

    :param path: path template
    """

    path: str

    def one(self, reader: Reader, address: Mapping[str, str]) -> Optional[dict[str, Any]]:
        if PENDING_ID in address.values():
            return {"enabled": False}
        try:
            return reader.get(fill(self.path, address))
        except ApiError as error:
            if error.status != NOT_IMPLEMENTED:
                raise
            raise InvalidInput("enabled", None, OFF) from None


@dataclass(frozen=True)
class RoleByName(Sought):
    """A role of the realm, or of the client in the address."""

    what: str = "role"

    def meant(self, address: Mapping[str, str], target: Any) -> tuple[Reference, Any]:
        """Return the reference to roles, and the target as that has it."""
        return TO_ROLE, (address.get("client_id"), target)


@dataclass(frozen=True)
class ProviderByAlias(Sought):
    """An identity provider: its path has its alias."""

    what: str = "identity_provider"

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        found = TO_IDENTITY_PROVIDER.find(reader, address, target)
        return found and {"id": target}


def one_sort(options: dict[str, Any]) -> dict[str, Any]:
    """A role and a client are a role of that client.

    :raises InvalidInput: where it isn't one object, or all users
    """
    sorts = ("client_id", "role", "role_id", "group", "identity_provider", "users")
    for name in sorts:
        # a variable without a value: a role of nobody's client would be one of the realm, no role the client itself
        if options.get(name) == "":
            raise InvalidInput(name, None, "must not be empty: leave it out where it isn't meant")
    given = [name for name in sorts if options.get(name)]
    if len(given) == 1 or given == ["client_id", "role"]:
        return {**options, CLIENT_ROLE: True if len(given) > 1 else None}
    words = "role may go with client_id, and nothing else with anything"
    raise InvalidInput(given[-1] if given else "users", None, f"exactly one of {', '.join(sorts)} is needed: {words}")


def _at(path: str, when: str = "", *needs: Need) -> Home:
    return Home(path, path, Permissions(path), when, needs)


def _of(path: str, when: str = "", *needs: Need) -> Home:
    return _at(path + OF, when, *needs)


def named(address: Mapping[str, Any]) -> str:
    """Return which object's permissions they are."""
    shown = [
        str(address[name]) for name in ("client_id", "role", "role_id", "group", "identity_provider") if name in address
    ]
    return "/".join(shown) or "users"


CLIENT = Need("client", "client_id", TO_CLIENT)
ROLE = Need("held", "role", RoleByName())

MANAGEMENT_PERMISSIONS = Resource(
    name="management_permissions",
    title="management permissions",
    sayings={
        "updated": "Management permissions of {name} are switched: {changes}",
        "would be updated": "Management permissions of {name} would be switched: {changes}",
        "unchanged": "Management permissions of {name} are as desired",
    },
    homes=(
        _of(f"{REALM}/clients/{{client}}/roles/{{role}}", CLIENT_ROLE, CLIENT, ROLE),
        _of(f"{REALM}/roles/{{role}}", "role", ROLE),
        _of(
            f"{REALM}/roles-by-id/{{held}}",
            "role_id",
            Need("held", "role_id", ById("role", f"{REALM}/roles-by-id/{{target}}")),
        ),
        _of(f"{REALM}/groups/{{held}}", "group", Need("held", "group", TO_GROUP)),
        _of(
            f"{REALM}/identity-provider/instances/{{held}}",
            "identity_provider",
            Need("held", "identity_provider", ProviderByAlias()),
        ),
        _of(f"{REALM}/clients/{{client}}", "client_id", CLIENT),
        _at(f"{REALM}/users-management-permissions"),
    ),
    key=(),
    narrowed_by=("users",),
    label=named,
    parts=(Field("enabled", type="bool", required=True),),
    parents={
        "client_id": {**TEXT, "aliases": ["clientId"]},
        "role": dict(TEXT),
        "role_id": {**TEXT, "aliases": ["roleId"]},
        "group": dict(TEXT),
        "identity_provider": {**TEXT, "aliases": ["identityProvider"]},
        "users": {"type": "bool", "no_log": False},
    },
    server_made=frozenset({"id", "resource", "scopePermissions"}),
    not_sent=frozenset({"resource", "scopePermissions"}),
    normalize=one_sort,
    takes=frozenset(),
)
