# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What users read of their clients."""

from __future__ import annotations

from typing import Any

from ..engine.reading import Reading, Source, argument, not_empty
from ..engine.secrecy import hide
from ..rest.errors import InvalidInput, MissingReference
from .client import LIST, ONE

OPTIONS = {
    "realm": argument(required=True),
    "client_id": argument(aliases=["clientId"]),
    "admin_token": argument("bool", default=False, aliases=["adminToken"]),
    "show_secrets": argument("bool", default=False),
}


def _clients(source: Source) -> dict[str, Any]:
    """Return the clients that the user is linked with: ``GET .../clients``, and ``GET .../client/{clientId}``."""
    wanted, with_token = source.options["client_id"], source.options["admin_token"]
    not_empty(source.options, "client_id")
    if with_token and wanted is None:
        raise InvalidInput("client_id", None, "is needed: an admin token is that of one client")
    linked = [client for client in source.list(LIST) if wanted in (None, client.get("clientId"))]
    shown = linked if source.options["show_secrets"] else hide(linked)
    told: dict[str, Any] = {"clients": shown}
    if with_token:
        told["admin_token"] = _admin_token(source, wanted, len(linked))
    return {**told, "msg": f"{len(linked)} client{'' if len(linked) == 1 else 's'} found"}


def _admin_token(source: Source, client_id: str, links: int) -> str:
    """Return a new admin token.

    :raises MissingReference: where the user isn't linked with the client
    """
    if not links:
        raise MissingReference("client_id", None, f"the user isn't linked with a client {client_id!r}")
    if links > 1:
        # the server answers 500
        twice = f"the user is linked with {client_id!r} {links} times, and the server can't tell its token then"
        raise InvalidInput("client_id", None, f"{twice}: remove the links with keycloak_user_client_access, and link")
    return str(source.get(ONE, client_id=client_id)["adminToken"])


CLIENTS = Reading(OPTIONS, _clients, shows_secrets=True)
