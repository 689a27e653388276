# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done to revoke tokens: a not-before time is set, and clients are told of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Optional

from ...engine.action import Action, Call, Deed
from ...engine.part import PENDING_ID, UNSET
from ...engine.reading import Source, argument, not_empty
from ...rest.errors import InvalidInput
from ..kinds.references import CLIENT_DOCUMENT, REALM, TO_CLIENT
from ..kinds.user_passwords import USER_ITEM
from ..moments import NOW, not_before
from ..readings.clients import named_in_a_put
from ..readings.realms import the_realm
from ..readings.sessions import CLIENT, NARROWING, OWNER_OPTIONS
from ..readings.users import called, user_of
from .sessions import notified

ON_CHANGE, ALWAYS, NEVER = "on_change", "always", "never"
PUSH = "/push-revocation"


@dataclass(frozen=True)
class Holder:
    """What has the not-before time.

    :param title: words for it
    :param now: its time now, seconds since 1970; 0 for none
    :param change: the write that sets another, less its body
    :param body: what the write's body has beside the time, lest it be changed; None where the server takes its own time
    :param push: the request that tells clients, None where nobody is to be told
    """

    title: str
    now: int
    change: Call
    body: Optional[Mapping[str, Any]]
    push: Optional[Call] = None


def _time(found: Mapping[str, Any], option: str) -> int:
    """Return a not-before time that the server always shows to whoever may see more than a name.

    :raises InvalidInput: where the login may not
    """
    yet_to_be_made = found.get("id") in (None, PENDING_ID) and "realm" not in found
    if "notBefore" not in found and not yet_to_be_made:
        raise InvalidInput(option, None, "its not-before time is not shown to the login, which lacks a role")
    return int(found.get("notBefore") or 0)


def _holder(source: Source) -> Holder:
    """Return what the task means: a user, a client, or the realm.

    :raises InvalidInput: where the login may not see the time
    :raises MissingReference: where there is no such user or client
    """
    options, realm = source.options, {"realm": source.options["realm"]}
    if options["user_id"] or options["username"]:
        user = user_of(source, "user_id")
        title = f"user {called(source, user, 'user_id')!r}"
        logout = Call("POST", USER_ITEM + "/logout", {**realm, "id": str(user["id"])})
        return Holder(title, int(user.get("notBefore") or 0), logout, None)
    if options["client_id"]:
        client, name = source.find(TO_CLIENT, "client_id"), options["client_id"]
        where = {**realm, "client": str(client["id"])}
        push = Call("POST", CLIENT + PUSH, where) if client.get("adminUrl") else None
        change = Call("PUT", CLIENT, where)
        return Holder(f"client {name!r}", _time(client, "client_id"), change, named_in_a_put(client), push)
    whole = the_realm(source)
    title = f"realm {options['realm']!r}"
    return Holder(title, _time(whole, "realm"), Call("PUT", REALM, realm), {}, Call("POST", REALM + PUSH, realm))


def _check(options: Mapping[str, Any]) -> None:
    """See that the options go together.

    :raises InvalidInput: where they don't
    """
    not_empty(options, *NARROWING)
    user, push = options["user_id"] or options["username"], options["push"]
    if user and options["client_id"]:
        raise InvalidInput("client_id", None, "can't be given for a user: either has a time of its own")
    if user and options["not_before"] != NOW:
        raise InvalidInput(
            "not_before", options["not_before"], "must be now for a user: the server sets no other, in that it logs out"
        )
    if user and push == ALWAYS:
        raise InvalidInput("push", push, "must be on_change or never for a user, of whom no client is told")
    if options["not_before"] is None and push != ALWAYS:
        raise InvalidInput("not_before", None, "is needed unless push is always")


def _calls(holder: Holder, time: int, push: str) -> list[Call]:
    """Return the writes that set the time, where it is another one, and tell of it."""
    calls = []
    if time != holder.now:
        body = UNSET if holder.body is None else {**holder.body, "notBefore": time}
        calls.append(Call(holder.change.method, holder.change.template, holder.change.values, body))
    if holder.push and (push == ALWAYS or (push == ON_CHANGE and calls)):
        calls.append(holder.push)
    return calls


def _words(would: bool, holder: Holder, time: int, pushes: bool) -> str:
    set_to = "cleared" if time == 0 else f"set to {time}"
    said = [f"not-before time of {holder.title} {'would be' if would else 'has been'} {set_to}"]
    if time == holder.now:
        said = [f"not-before time of {holder.title} is {time or 'not set'}"]
    if pushes:
        said.append(f"clients {'would be' if would else 'have been'} told")
    return ", ".join(said)


def _failures(urls: list[str]) -> list[str]:
    return [f"the server could not tell {', '.join(urls)} of the revocation; push=always tries again"] if urls else []


def _revoke(source: Source) -> Deed:
    """Revoke tokens: ``PUT`` of the realm or client, ``POST /users/{id}/logout``, ``POST .../push-revocation``."""
    options = source.options
    _check(options)
    given = options["not_before"]
    time = None if given is None else not_before(given, "not_before")
    holder = _holder(source)
    time = holder.now if time is None else time
    calls = _calls(holder, time, options["push"])
    pushes = holder.push in calls

    def result(after: int) -> dict[str, Any]:
        before, end = {"notBefore": holder.now}, {"notBefore": after}
        return {"existing": before, "end_state": end, "diff": {"before": before, "after": end}}

    def told(answers: list[Any]) -> dict[str, Any]:
        kept = time
        if calls and holder.body is None:
            kept = int((user_of(source, "user_id") or {}).get("notBefore") or 0)
        pushed = notified(answers)
        msg = _words(False, holder, kept, pushes)
        return {**result(kept), **pushed, "warnings": _failures(pushed["failed_requests"]), "msg": msg}

    return Deed(calls, {**result(time), **notified([]), "msg": _words(True, holder, time, pushes)}, told)


def _document(options: Mapping[str, Any]) -> str:
    """Return what has the time: a realm or a client, which others write as they were read. A user's is its own."""
    if options["user_id"] or options["username"]:
        return ""
    return CLIENT_DOCUMENT if options["client_id"] else "realm"


REVOKE = Action(
    {
        **OWNER_OPTIONS,
        "not_before": argument(aliases=["notBefore"]),
        "push": argument(choices=[ON_CHANGE, ALWAYS, NEVER], default=ON_CHANGE),
    },
    _revoke,
    shares=_document,
)
