# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cluster nodes of a client: where its application runs, for the server to tell all of them."""

from __future__ import annotations

from typing import Any

from ...engine.action import Action, Call, Deed, idle
from ...engine.reading import Source, argument
from ...rest.errors import InvalidInput
from ...rest.paths import segment
from ..kinds.references import CLIENT_DOCUMENT
from ..readings.clients import CLIENT, CLIENT_OPTIONS, by_client_id, called, client_of

NODES = CLIENT + "/nodes"


def _node(source: Source) -> Deed:
    """``POST .../nodes`` or ``DELETE .../nodes/{node}``, by what the client's ``registeredNodes`` are."""
    node, state = source.options["node"], source.options["state"]
    # the server keeps an empty name, and has no way to remove it (26.7.2)
    segment("node", node)
    if "/" in node:
        raise InvalidInput("node", node, "must be a host name without a slash")
    client = client_of(source)
    before = sorted(client.get("registeredNodes") or {})
    after = sorted({*before, node} if state == "present" else {*before} - {node})
    values = {"realm": source.options["realm"], "id": client["id"], "node": node}
    said = f"Node {node} of client {called(source, client)}"
    returned: dict[str, Any] = {"existing": before, "end_state": after}
    returned["diff"] = {"before": {"nodes": before}, "after": {"nodes": after}}
    if before == after:
        same = {**returned, "msg": f"{said} is {state}"}
        return idle(same)
    present = state == "present"
    call = Call("POST", NODES, values, {"node": node}) if present else Call("DELETE", NODES + "/{node}", values)
    done = "registered" if present else "removed"
    return Deed(
        [call],
        {**returned, "msg": f"{said} would be {done}"},
        lambda answers: {**returned, "msg": f"{said} has been {done}"},
    )


NODE = Action(
    {
        **CLIENT_OPTIONS,
        "node": argument(required=True),
        "state": argument(choices=["present", "absent"], default="present"),
    },
    _node,
    shares=CLIENT_DOCUMENT,
    named=by_client_id,
)
