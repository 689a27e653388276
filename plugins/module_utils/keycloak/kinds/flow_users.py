# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What uses an authentication flow, and how a flow that is in use is exchanged for another one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Optional

from ...engine.desired import Desired
from ...engine.exchange import Exchange, Instead
from ...engine.field import Field
from ...engine.observe import Observed
from ...engine.part import PENDING_ID, Reader, Step
from ...rest.errors import InvalidInput
from ...rest.paths import fill
from .flow_executions import Executions, carried
from .flow_nodes import BELOW, Node, nest, within
from .flow_options import SUFFIX, Want
from .flow_writes import BASIC, FLOWS
from .references import REALM

REALM_FLOWS = (
    "browserFlow",
    "registrationFlow",
    "directGrantFlow",
    "resetCredentialsFlow",
    "clientAuthenticationFlow",
    "dockerAuthenticationFlow",
    "firstBrokerLoginFlow",
)
BROKER_FLOWS = ("firstBrokerLoginFlowAlias", "postBrokerLoginFlowAlias")
OVERRIDES = "authenticationFlowBindingOverrides"
DESCRIPTION = Field("description", max_length=255)
TYPE_OF_FLOW = Field("provider_id", max_length=255)
CLIENT = f"{REALM}/clients/{{id}}"
BROKER = f"{REALM}/identity-provider/instances/{{alias}}"


@dataclass(frozen=True)
class User:
    """What uses a flow.

    :param what: as people call it
    :param path: where it is written
    :param fields: its fields that name the flow
    :param body: what a write must send beside them
    :param overrides: the flows by their ids that a client has of its own
    """

    what: str
    path: str
    fields: tuple[str, ...]
    body: Mapping[str, Any]
    overrides: Optional[Mapping[str, str]] = None

    def turned(self, flow: str, flow_id: str) -> Step:
        """Return the write that makes it use another flow."""
        if self.overrides is None:
            return Step("PUT", self.path, {**self.body, **dict.fromkeys(self.fields, flow)})
        overrides = {**self.overrides, **dict.fromkeys(self.fields, flow_id)}
        return Step("PUT", self.path, {**self.body, OVERRIDES: overrides})


def users(reader: Reader, address: Mapping[str, str], document: Mapping[str, Any]) -> list[User]:
    """Return what uses a flow: the realm, clients, identity providers."""
    alias, flow_id = document["alias"], document["id"]
    path = fill(REALM, address)
    realm = reader.get(path) or {}
    found = []
    fields = tuple(name for name in REALM_FLOWS if realm.get(name) == alias)
    if fields:
        found.append(User(f"the realm ({', '.join(fields)})", path, fields, {}))
    for client in reader.list(f"{path}/clients"):
        overrides = client.get(OVERRIDES) or {}
        fields = tuple(sorted(name for name, flow in overrides.items() if flow == flow_id))
        if fields:
            where = fill(CLIENT, {**address, "id": client["id"]})
            name = f"client {client['clientId']!r} ({', '.join(fields)})"
            found.append(User(name, where, fields, {"clientId": client["clientId"]}, overrides))
    for broker in reader.list(f"{path}/identity-provider/instances"):
        fields = tuple(name for name in BROKER_FLOWS if broker.get(name) == alias)
        if fields:
            where = fill(BROKER, {**address, "alias": broker["alias"]})
            found.append(User(f"identity provider {broker['alias']!r} ({', '.join(fields)})", where, fields, broker))
    return found


def keeps(document: Mapping[str, Any], used_by: Sequence[User]) -> None:
    """A built-in flow can't be removed (26.7.2: 400), nor one that is in use (26.7.2: 500).

    :raises InvalidInput: where that is so
    """
    if document.get("builtIn"):
        raise InvalidInput("alias", None, f"Can't delete built in flow {document['alias']!r}, nor make it again")
    if used_by:
        names = ", ".join(user.what for user in used_by)
        raise InvalidInput(
            "alias", None, f"{document['alias']!r} is in use and therefore cannot be deleted: by {names}"
        )


def beside_options(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options of the flow that is built beside another, or that a broken run has left."""
    return {**options, "alias": f"{options.get('alias')}{options.get('temporary_swap_flow_suffix') or SUFFIX}"}


def exchange_needed(seen: Observed, desired: Desired) -> bool:
    """Return whether a flow must be made again: the task says so, or it changes what no request can.

    Another type of flow takes other executions, and the link to a sub-flow keeps the type's page (26.7.2); a sub-flow
    that moves to another level would have to go before it comes again, and names are unique.
    """
    document = seen.document or {}
    if document.get("alias") != desired.options.get("alias"):
        return False
    wanted = desired.values.get("providerId")
    if desired.remake or (wanted and wanted != document.get("providerId")):
        return True
    want, part = desired.values.get(BELOW), desired.parts.get(BELOW)
    if not isinstance(want, Want) or not isinstance(part, Executions) or document.get("builtIn"):
        return False
    now = nest(seen.values.get(BELOW) or [], want.names)
    then = _then(part, want, now, seen)
    types = {node.alias: node.type or BASIC for node in within(now) if node.alias}
    return any(
        node.alias in types and (not node.item or types[node.alias] != (node.type or BASIC)) for node in within(then)
    )


def _then(part: Executions, want: Want, now: Sequence[Node], seen: Observed) -> tuple[Node, ...]:
    source = seen.found.get(BELOW, {}).get(("copy", want.copy)) or {}
    return part.woven(now, want, False, part.copy_of(source, want, want.names.alias))


def beside(desired: Desired, seen: Observed) -> Desired:
    """Return what is desired of the new flow: all that the task leaves out, the old one has, unless it is forced."""
    options = beside_options(desired.options)
    parts, values = dict(desired.parts), {**desired.values, "alias": options["alias"]}
    document, want, part = seen.document or {}, values.get(BELOW), parts.get(BELOW)
    source = seen.found.get(BELOW, {}).get(("copy", getattr(want, "copy", ""))) or {}
    described = {"description": source.get("description") or "", "providerId": source.get("providerId") or BASIC}
    if not desired.remake:
        if not isinstance(want, Want) or not isinstance(part, Executions) or want.levels is None:
            given = values.get("providerId")
            raise InvalidInput("provider_id", None, f"{given!r} is another type of flow: it needs a list of executions")
        now = nest(seen.values.get(BELOW) or [], want.names)
        values[BELOW] = carried(want, _then(part, want, now, seen))
        described = {"description": document.get("description") or "", "providerId": document["providerId"]}
    values, parts = {**described, **values}, {"description": DESCRIPTION, "providerId": TYPE_OF_FLOW, **parts}
    return replace(desired, options=options, parts=parts, values=values, remake=False)


def turn(instead: Instead, new: Optional[Mapping[str, Any]]) -> list[Step]:
    """Return the writes that put a new flow in the place of an old one: whatever used it, its removal, the name."""
    old, name = instead.old.document, instead.desired.values["alias"]
    new_id = str((new or {}).get("id") or PENDING_ID)
    item = f"{fill(FLOWS, instead.old.address)}/"
    steps = [user.turned(name, new_id) for user in instead.users]
    steps.append(Step("DELETE", item + fill("{id}", {"id": str(old["id"])})))
    named = {key: value for key, value in (new or {}).items() if key != BELOW}
    return [*steps, Step("PUT", item + fill("{id}", {"id": new_id}), {**named, "alias": old["alias"]})]


def found(desired: Desired, document: Mapping[str, Any]) -> None:
    """A flow that has the name of the one to be built is what a broken run has left, and is finished, if one may.

    :raises InvalidInput: where one may not
    """
    if desired.options.get("force_temporary_swap_flow_deletion") is False:
        raise InvalidInput(
            "temporary_swap_flow_suffix",
            None,
            f"leads to the name {document['alias']!r}, which a flow already has, and "
            "force_temporary_swap_flow_deletion is false",
        )


SWAP = Exchange(exchange_needed, beside, users, keeps, found, turn)
