# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How clients come to register themselves: initial access tokens, and the token of a client that is there."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from ...engine.action import Action, Call, Deed, idle
from ...engine.reading import Source, argument, not_empty
from ...engine.secrecy import HIDDEN
from ...engine.since import refuse_news
from ...rest.errors import InvalidInput
from ..kinds.references import REALM
from ..readings.clients import CLIENT, CLIENT_OPTIONS, called, client_of
from ..readings.realms import REALM_OPTION

ACCESS = f"{REALM}/clients-initial-access"
_Tokens = list[dict[str, Any]]


def usable(token: Mapping[str, Any], remaining: int) -> bool:
    """Return whether a token can still be used as often as is asked.

    :param remaining: times
    """
    lasts = int(token.get("expiration") or 0)
    ended = bool(lasts) and int(token.get("timestamp") or 0) + lasts <= time.time()
    return not ended and int(token.get("remainingCount") or 0) >= max(remaining, 1)


def _check(options: Mapping[str, Any]) -> None:
    not_empty(options, "id")
    for name, least in (("count", 1), ("remaining", 1), ("expiration", 0)):
        if options[name] < least:
            raise InvalidInput(name, options[name], f"must be {least} or more")
    if options["remaining"] > options["count"]:
        raise InvalidInput("remaining", options["remaining"], f"must be at most the count, {options['count']}")
    if options["id"] and options["state"] == "present":
        raise InvalidInput("id", options["id"], "goes with state absent: the server gives a new token its id")


def _idle(there: _Tokens, token: Mapping[str, Any], said: str) -> Deed:
    returned = {"initial_access": dict(token), "existing": there, "msg": said}
    return idle(returned)


def _removal(source: Source, there: _Tokens) -> Deed:
    options = source.options
    if options["id"]:
        doomed = [one for one in there if one["id"] == options["id"]]
    else:
        doomed = [one for one in there if options["which"] == "all" or not usable(one, 1)]
    if not doomed:
        return _idle(there, {}, "There is no such initial access token")
    calls = [Call("DELETE", ACCESS + "/{id}", {"realm": options["realm"], "id": one["id"]}) for one in doomed]
    returned, some = {"initial_access": {}, "existing": there}, f"{len(doomed)} initial access tokens"
    return Deed(
        calls,
        {**returned, "msg": f"{some} would be removed"},
        lambda answers: {**returned, "msg": f"{some} have been removed"},
    )


def _access(source: Source) -> Deed:
    """``POST /clients-initial-access`` where none is left that can be used, or ``DELETE .../{id}``."""
    options = source.options
    _check(options)
    there = source.get(ACCESS) or []
    if options["state"] == "absent":
        return _removal(source, there)
    good = next((one for one in there if usable(one, options["remaining"])), None)
    if good and not options["force"]:
        return _idle(there, good, f"Initial access token {good['id']} can be used {good['remainingCount']} times")
    body = {"count": options["count"], "expiration": options["expiration"]}
    if options["web_origins"]:
        refuse_news(source.reader, [("web_origins", "26.5")])
        body["webOrigins"] = options["web_origins"]
    foreseen = {"count": options["count"], "expiration": options["expiration"], "token": HIDDEN}
    return Deed(
        [Call("POST", ACCESS, {"realm": options["realm"]}, body)],
        {"initial_access": foreseen, "existing": there, "msg": "An initial access token would be made"},
        lambda answers: {
            "initial_access": answers[0],
            "existing": there,
            "msg": f"Initial access token {answers[0].get('id')} has been made",
        },
    )


INITIAL_ACCESS = Action(
    {
        **REALM_OPTION,
        "state": argument(choices=["present", "absent"], default="present"),
        "id": argument(),
        "count": argument("int", default=1),
        "expiration": argument("int", default=0),
        "remaining": argument("int", default=1),
        "web_origins": argument("list", elements="str", aliases=["webOrigins"]),
        "force": argument("bool", default=False),
        "which": argument(choices=["expired", "all"], default="expired"),
    },
    _access,
    shows_secrets=True,
)


def _registration_token(source: Source) -> Deed:
    """``POST .../registration-access-token`` answers the client with its new token; no answer ever shows it again."""
    client = client_of(source)
    name = called(source, client)
    call = Call("POST", CLIENT + "/registration-access-token", {"realm": source.options["realm"], "id": client["id"]})
    return Deed(
        [call],
        {"registration_access_token": HIDDEN, "msg": f"A new registration access token of client {name} would be made"},
        lambda answers: {
            "registration_access_token": answers[0]["registrationAccessToken"],
            "msg": f"A new registration access token of client {name} has been made",
        },
    )


REGISTRATION_TOKEN = Action(CLIENT_OPTIONS, _registration_token, shows_secrets=True)
