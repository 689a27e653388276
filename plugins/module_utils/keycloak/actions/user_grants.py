# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is taken from a user, or done in a user's name: consents, types of credentials, impersonation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...engine.action import Action, Call, Deed, idle
from ...engine.part import PENDING_ID
from ...engine.reading import Source, argument
from ...rest.errors import InvalidInput
from ..kinds.references import TO_CLIENT, Lenient
from ..kinds.user_passwords import USER_ITEM
from ..readings.users import USER_OPTIONS, called, user_of


def _consents(source: Source, user: Mapping[str, Any]) -> list[Any]:
    """Return what there is to revoke, by clients: consents, and clients that have offline tokens of the user."""
    read = source.get(USER_ITEM + "/consents", id=user["id"]) or []
    found, named = sorted(read, key=lambda one: str(one["clientId"])), source.options["client_id"]
    if named is None:
        return found
    mine = [one for one in found if one["clientId"] == named]
    if not mine:
        # a client of that name is looked for only now: who may revoke a consent needn't be one who may see clients
        source.find(Lenient(TO_CLIENT), "client_id")
    return mine


def _revoke(source: Source) -> Deed:
    """``DELETE .../users/{id}/consents/{client}`` revokes a consent, and the client's offline tokens with it."""
    user = user_of(source)
    found, name = _consents(source, user), called(source, user)
    clients = [one["clientId"] for one in found]
    values = {"realm": source.options["realm"], "id": user["id"]}
    calls = [Call("DELETE", USER_ITEM + "/consents/{client}", {**values, "client": client}) for client in clients]
    told = {"user_id": None if user["id"] == PENDING_ID else user["id"], "revoked": found}
    if not calls:
        nothing = {**told, "msg": f"User {name} has no such consent and no offline token: nothing is revoked"}
        return idle(nothing)
    of = f"consents of user {name} for {', '.join(clients)}"
    return Deed(
        calls,
        {**told, "msg": f"The {of} would be revoked"},
        lambda answers: {**told, "msg": f"The {of} have been revoked"},
    )


REVOKE_CONSENTS = Action(
    {
        **USER_OPTIONS,
        "client_id": argument(aliases=["clientId"]),
        "state": argument(choices=["absent"], default="absent"),
    },
    _revoke,
)


def _disable(source: Source) -> Deed:
    """``PUT .../users/{id}/disable-credential-types`` takes the types; what can be disabled is a field of the user.

    A server disables nothing by it where no user storage provider lets it, and says nothing of that (26.7.2).
    """
    options, user = source.options, user_of(source)
    can, name = user.get("disableableCredentialTypes") or [], called(source, user)
    if not options["types"]:
        raise InvalidInput("types", None, "must name at least one type")
    types = [one for one in dict.fromkeys(options["types"]) if one in can or options["force"]]
    told = {"user_id": None if user["id"] == PENDING_ID else user["id"], "disabled": types}
    if not types:
        what = f"can be disabled only: {', '.join(can)}" if can else "none can be disabled"
        nothing = {**told, "msg": f"Nothing to disable for user {name}: of the types of credentials {what}"}
        return idle(nothing)
    values = {"realm": options["realm"], "id": user["id"]}
    of = f"{', '.join(types)} of user {name}"
    # of what it doesn't say that it can do, nothing shows whether it has done it
    asked = "" if all(one in can for one in types) else "ask the server to "
    return Deed(
        [Call("PUT", USER_ITEM + "/disable-credential-types", values, types)],
        {**told, "msg": f"Would {asked}disable {of}"},
        lambda answers: {**told, "msg": f"Asked the server to disable {of}" if asked else f"Disabled {of}"},
    )


DISABLE_CREDENTIALS = Action(
    {
        **USER_OPTIONS,
        "types": argument("list", elements="str", required=True),
        "force": argument("bool", default=False),
    },
    _disable,
)


def _impersonate(source: Source) -> Deed:
    """``POST .../users/{id}/impersonation`` starts a session of the user; its cookies are thrown away."""
    user = user_of(source)
    name, pending = called(source, user), user["id"] == PENDING_ID
    option = "id" if source.options["id"] else "username"
    # an earlier task of a check run may be to set it right
    if not pending and not user.get("enabled") and not source.anticipation.expects("user", name):
        raise InvalidInput(option, None, f"user {name!r} can't be impersonated while it is disabled (User is disabled)")
    told = {"user_id": None if pending else user["id"]}

    def done(answers: list[Any]) -> dict[str, Any]:
        answer = answers[0] or {}
        where = {"redirect": answer.get("redirect"), "same_realm": bool(answer.get("sameRealm"))}
        return {**told, **where, "msg": f"A session of user {name} has been started"}

    call = Call("POST", USER_ITEM + "/impersonation", {"realm": source.options["realm"], "id": user["id"]})
    return Deed([call], {**told, "msg": f"A session of user {name} would be started"}, done)


IMPERSONATE = Action(USER_OPTIONS, _impersonate)
