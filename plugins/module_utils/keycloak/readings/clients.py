# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is read of a client: its secret."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...engine.part import PENDING_ID
from ...engine.reading import Reading, Source, argument
from ...engine.secrecy import hide
from ...rest.errors import MissingReference
from ..kinds.references import REALM, TO_CLIENT
from .realms import REALM_OPTION

CLIENT_OPTIONS = {**REALM_OPTION, "id": argument(), "client_id": argument(aliases=["clientId"])}
CLIENT = f"{REALM}/clients/{{id}}"
SECRET = CLIENT + "/client-secret"
ROTATED = SECRET + "/rotated"
SHOW_SECRETS = {"show_secrets": argument("bool", default=False)}


def client_of(source: Source) -> Mapping[str, Any]:
    """Return the client that the task names; one with a pending id where it is yet to be made.

    :raises MissingReference: where there is no such client
    """
    chosen, name = source.options["id"], source.options["client_id"]
    where = f"in realm {source.options['realm']!r}"
    if chosen:
        found = source.get(CLIENT, id=chosen)
        if found is not None:
            return found
        if source.anticipation.expects("client", name or chosen):
            return {"id": PENDING_ID}
        raise MissingReference("id", None, f"Client does not exist {chosen} {where}")
    try:
        return source.find(TO_CLIENT, "client_id")
    except MissingReference:
        raise MissingReference("client_id", None, f"Client does not exist {name} {where}") from None


def with_its_secret(source: Source, client: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a client with its secret; where the document has none, ``GET .../client-secret`` tells it (16.1.1)."""
    none = client.get("publicClient") or client.get("bearerOnly") or client["id"] == PENDING_ID
    if client.get("secret") or none or client.get("protocol") == "saml":
        return client
    return {**client, "secret": (source.get(SECRET, id=str(client["id"])) or {}).get("value")}


def client_id_of(source: Source) -> str:
    """Return the id of the client that the task names; a pending one where it is yet to be made.

    :raises MissingReference: where there is no such client
    """
    return str(client_of(source)["id"])


def by_client_id(source: Source) -> Mapping[str, Any]:
    """Return the options with the client id of the client that they name.

    :raises MissingReference: where there is no such client
    """
    if not source.options["id"]:
        return source.options
    return {**source.options, "client_id": called(source, client_of(source))}


def called(source: Source, client: Mapping[str, Any]) -> str:
    """Return what a client is called in messages: its client id, as far as it is known."""
    return str(client.get("clientId") or source.options["client_id"] or source.options["id"])


def named_in_a_put(client: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a PUT of a client must have beside what it changes.

    One that doesn't say that the client has authorization services takes them away, with all that is in them (26.7.2);
    one that says so must say that it has a service account, too (16.1.1 answers 500).
    """
    names = ("clientId", "authorizationServicesEnabled", "serviceAccountsEnabled")
    return {name: client[name] for name in names if name in client}


def asked_for(source: Source, value: Any) -> Any:
    """Return what was read, its secrets hidden unless the task asks for them by ``show_secrets``."""
    return value if source.options["show_secrets"] else hide(value)


def _secret(source: Source) -> dict[str, Any]:
    """Return a client's credential, ``{}`` where it is yet to be made: ``GET .../client-secret``.

    Where asked, the rotated one comes with it, ``{}`` where there is none: ``GET .../client-secret/rotated``.
    """
    found = client_id_of(source)
    shown = "" if found == PENDING_ID else f" for ID {found}"
    told = {"clientsecret_info": source.get(SECRET, id=found) or {}}
    if source.options["rotated"]:
        told["rotated_clientsecret_info"] = source.get(ROTATED, id=found) or {}
    return {**told, "msg": f"Get client secret successful{shown}"}


CLIENT_SECRET = Reading({**CLIENT_OPTIONS, "rotated": argument("bool", default=False)}, _secret, shows_secrets=True)
