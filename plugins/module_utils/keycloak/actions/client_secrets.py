# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A client's secret: made anew when it is old, and its predecessor invalidated."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from ...engine.action import Action, Call, Deed
from ...engine.part import PENDING_ID
from ...engine.reading import Source, argument
from ...engine.secrecy import HIDDEN
from ...engine.since import refuse_news
from ...rest.errors import InvalidInput
from ..kinds.references import CLIENT_DOCUMENT
from ..readings.clients import (
    CLIENT_OPTIONS,
    ROTATED,
    SECRET,
    SHOW_SECRETS,
    by_client_id,
    called,
    client_of,
    with_its_secret,
)

# attributes that the server keeps about a secret, all of them seconds
TIMES = {
    "creation_time": "client.secret.creation.time",
    "expiration_time": "client.secret.expiration.time",
    "rotated_expiration_time": "client.secret.rotated.expiration.time",
}


def _state(source: Source, client: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is known of a client's secret, hidden unless the task asks for it."""
    attributes = client.get("attributes") or {}
    state: dict[str, Any] = {"type": "secret"}
    values = {"value": client.get("secret"), "rotated_value": attributes.get("client.secret.rotated")}
    for name, value in values.items():
        if value:
            state[name] = value if source.options["show_secrets"] else HIDDEN
    state.update({name: int(attributes[api]) for name, api in TIMES.items() if attributes.get(api)})
    return state


def _too_old(source: Source, client: Mapping[str, Any]) -> str:
    """Return why a client needs a new secret, empty where it doesn't."""
    longest = source.options["max_age"]
    if source.options["regenerate"]:
        return "one is asked for"
    if client["id"] == PENDING_ID:
        return ""
    if not client.get("secret"):
        return "it had none"
    made = (client.get("attributes") or {}).get(TIMES["creation_time"])
    if longest is None:
        return ""
    if not made:
        return "the age of the former one is unknown"
    age = int(time.time()) - int(made)
    return f"the former one is {age} seconds old" if age > longest else ""


def _check(source: Source, client: Mapping[str, Any]) -> None:
    if client.get("publicClient"):
        raise InvalidInput("client_id", client["clientId"], "must be a confidential client, a public one has no secret")
    longest = source.options["max_age"]
    if longest is not None and longest < 0:
        raise InvalidInput("max_age", longest, "must be a number of seconds")


def _client(source: Source) -> Mapping[str, Any]:
    """Return a client with its secret.

    :raises InvalidInput: where the secret's age is asked for, and the server doesn't keep when it was made (16.1.1)
    """
    shown = client_of(source)
    _check(source, shown)
    client = with_its_secret(source, shown)
    if source.options["max_age"] is not None and not shown.get("secret"):
        if client.get("secret"):
            raise InvalidInput("max_age", None, "can't be told: this server doesn't keep when a secret was made")
        # it has none yet: the next run couldn't tell
        refuse_news(source.reader, [("max_age", "18")])
    return client


def _secret(source: Source) -> Deed:
    """``POST .../client-secret`` where a new one is needed, ``DELETE .../rotated`` where that is to go."""
    client = _client(source)
    why, values = _too_old(source, client), {"realm": source.options["realm"], "id": str(client["id"])}
    calls = [Call("POST", SECRET, values)] if why else []
    if source.options["rotated"] == "absent":
        # where secrets expire, a policy of the realm rotates them: the one of now is the next to be rotated
        rotates = bool((client.get("attributes") or {}).get(TIMES["expiration_time"]))
        if (why and rotates) or source.get(ROTATED, id=str(client["id"])):
            calls.append(Call("DELETE", ROTATED, values))
    before, name = _state(source, client), called(source, client)
    foreseen = {key: value for key, value in before.items() if key == "type" or not calls}
    said = _words(why, len(calls), name)
    if calls and not why:
        foreseen = {key: value for key, value in before.items() if not key.startswith("rotated")}
    if why:
        foreseen["value"] = HIDDEN
    return Deed(
        calls,
        {"existing": before, "end_state": foreseen, "msg": said.format("would be")},
        lambda answers: {
            "existing": before,
            "end_state": _state(source, _client(source)) if calls else before,
            "msg": said.format("has been"),
        },
    )


def _words(why: str, calls: int, name: str) -> str:
    if not calls:
        return f"No changes required to the secret of client {name}"
    if not why:
        return f"The rotated secret of client {name} {{}} invalidated"
    more = ", and the rotated one invalidated" if calls > 1 else ""
    return f"A new secret {{}} made for client {name}{more}: {why}"


CLIENT_SECRET_STATE = Action(
    {
        **CLIENT_OPTIONS,
        "max_age": argument("int"),
        "regenerate": argument("bool", default=False),
        "rotated": argument(choices=["keep", "absent"], default="keep"),
        **SHOW_SECRETS,
    },
    _secret,
    shows_secrets=True,
    shares=CLIENT_DOCUMENT,
    named=by_client_id,
)
