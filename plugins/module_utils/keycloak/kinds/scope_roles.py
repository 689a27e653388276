# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Roles in the scope of clients and client scopes: ``.../clients/{id}/scope-mappings`` and the like."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Optional

from ...engine.part import UNSET, Reader, Reference, Sought
from ...engine.resource import Need
from .references import REALM, TO_CLIENT, TO_SCOPE, TO_TEMPLATE
from .role_mappings import TEXT, Roles, all_proposed, mapping, roles_of, withdrawn

BEHAVIOR = "role_names_behavior"


@dataclass(frozen=True)
class LimitedClient(Sought):
    """A client whose scope is limited to what is mapped: with ``fullScopeAllowed``, mappings would mean nothing."""

    what: str = "client"

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        client = TO_CLIENT.find(reader, address, target)
        return None if client is None or client.get("fullScopeAllowed") else client

    def missing(self, label: str, address: Mapping[str, str]) -> str:
        """Return what is wrong where the client has all roles."""
        return (
            f"FullScopeAllowed is active for Client '{address['realm']}.{label}': it has all roles in its scope, "
            "and none can be mapped. Set full_scope_allowed to false with keycloak_client before"
        )


@dataclass(frozen=True)
class ClientScoped(Roles):
    """Roles in the scope of a client."""

    def desire(self, options: Mapping[str, Any]) -> Any:
        want = super().desire(options)
        return want if want is UNSET else {**want, "client": options["client_id"]}

    def wants(self, now: Any, want: Any, mode: Optional[str]) -> Iterable[tuple[Any, Reference]]:
        if want["present"]:
            yield want["client"], LimitedClient()
        yield from super().wants(now, want, mode)


@dataclass(frozen=True)
class ScopeRoles(Roles):
    """Roles in a client scope, by the paths of client templates where it is named as one.

    :param template: path template of all mappings of a client template
    """

    template: str = ""

    def _path(self, address: Mapping[str, str]) -> str:
        path = super()._path(address)
        return path.replace(self.at, self.template) if "client_template_id" in address else path


def of_role_owner(options: dict[str, Any]) -> dict[str, Any]:
    """Return the options with the client whose roles come into another one's scope."""
    return {**withdrawn(options, BEHAVIOR), "roles_of": options.get("role_owner_client_id")}


def of_role_client(options: dict[str, Any]) -> dict[str, Any]:
    """Return the options with the client whose roles come into a client scope."""
    return {**withdrawn(options, BEHAVIOR), "roles_of": options.get("client_id")}


def _required(*aliases: str) -> dict[str, Any]:
    return {**TEXT, "required": True, "aliases": list(aliases)}


CLIENT_ROLESCOPE = mapping(
    "client_rolescope",
    "mapping of roles to a client's scope",
    (Need("owner", "client_id", TO_CLIENT), Need("client", "role_owner_client_id", TO_CLIENT, True)),
    {"client": ("client_id",), "role_owner": ("role_owner_client_id",)},
    ClientScoped("role_names", "roles", at=f"{REALM}/clients/{{owner}}/scope-mappings", named=True),
    parents={
        "client_id": _required("target_client_id"),
        "role_owner_client_id": {**TEXT, "aliases": ["client_scope_id"]},
    },
    normalize=of_role_owner,
    returned=roles_of,
    proposes=all_proposed,
    sayings={
        "updated": "Client role scope for {client} has been updated",
        "removed": "Client role scope for {client} has been deleted",
        "would be updated": "Client role scope for {client} would be updated",
        "would be removed": "Client role scope for {client} would be deleted",
        "unchanged": "No changes required for client role scope {client}.",
        "absent": "No changes required for client role scope {client}.",
    },
)

CLIENT_SCOPE_ROLEMAPPINGS = mapping(
    "client_scope_rolemappings",
    "mapping of roles to a client scope",
    (
        Need("owner", "client_scope_id", TO_SCOPE, True),
        Need("owner", "client_template_id", TO_TEMPLATE, True),
        Need("client", "client_id", TO_CLIENT, True),
    ),
    {"client_scope": ("client_scope_id", "client_template_id"), "role_owner": ("client_id",)},
    ScopeRoles(
        "role_names",
        "roles",
        at=f"{REALM}/client-scopes/{{owner}}/scope-mappings",
        template=f"{REALM}/client-templates/{{owner}}/scope-mappings",
        named=True,
    ),
    named_by=("client_scope_id", "client_template_id"),
    parents={
        "client_scope_id": {**TEXT, "aliases": ["clientscope_id"]},
        "client_template_id": {**TEXT, "aliases": ["client_template"]},
        "client_id": dict(TEXT),
    },
    normalize=of_role_client,
    returned=roles_of,
    proposes=all_proposed,
    sayings={
        "updated": "Clientscope scope mappings for {client_scope} have been updated",
        "removed": "Clientscope scope mappings for {client_scope} have been deleted",
        "would be updated": "Clientscope scope mappings for {client_scope} would be updated",
        "would be removed": "Clientscope scope mappings for {client_scope} would be deleted",
        "unchanged": "No changes required for clientscope {client_scope}.",
        "absent": "No changes required for clientscope {client_scope}.",
    },
)
