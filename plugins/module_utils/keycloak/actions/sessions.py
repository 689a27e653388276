# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done to sessions: they are ended."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...engine.action import Action, Call, Deed, idle
from ...engine.part import UNSET
from ...engine.reading import Source, argument, not_empty
from ..kinds.references import REALM
from ..kinds.user_passwords import USER_ITEM
from ..readings.sessions import NARROWING, OWNER_OPTIONS, Owner, offline, online, owner_of

SESSION = f"{REALM}/sessions/{{session}}"
ALL, ONLINE, OFFLINE = "all", "online", "offline"

_Sessions = list[dict[str, Any]]


@dataclass(frozen=True)
class Found:
    """The sessions that a task means and that there are.

    :param owner: whose they are
    :param online: those that a log-in has made
    :param offline: those of offline tokens
    """

    owner: Owner
    online: _Sessions
    offline: _Sessions

    def __bool__(self) -> bool:
        return bool(self.online or self.offline)

    def without(self, gone: Collection[tuple[str, bool]]) -> Found:
        """Return them without some, each named by its id and whether it is an offline one."""
        on = [one for one in self.online if (one["id"], False) not in gone]
        return Found(self.owner, on, [one for one in self.offline if (one["id"], True) not in gone])

    def told(self) -> dict[str, Any]:
        """Return them as the result has them."""
        return {"sessions": self.online, "offline_sessions": self.offline}

    def words(self) -> str:
        """Return how many there are."""
        counts = ((self.online, "session"), (self.offline, "offline session"))
        named = " and ".join(f"{len(one)} {title}{'s'[len(one) == 1 :]}" for one, title in counts if one)
        return f"{named or 'no session'} of {self.owner.title}"


def _find(source: Source) -> Found:
    """Return the sessions that are to be ended.

    The session of the task's own login is none of them, unless it is named: there would always be something to end.
    """
    not_empty(source.options, "session_id")
    owner, sort, chosen = owner_of(source), source.options["type"], source.options["session_id"]
    on = [] if sort == OFFLINE else online(source, owner)
    off = [] if sort == ONLINE else offline(source, owner)
    # asked for last: where an earlier task has ended it, reading logs in again
    own = source.reader.own_session()

    def meant(sessions: _Sessions) -> _Sessions:
        return [one for one in sessions if (one["id"] == chosen if chosen else one["id"] != own)]

    return Found(owner, meant(on), meant(off))


def _calls(source: Source, found: Found) -> list[Call]:
    """Return the writes: one for all where the server has such, else one for each session."""
    realm, owner = {"realm": source.options["realm"]}, found.owner
    each = [Call("DELETE", SESSION, {**realm, "session": one["id"]}, gone_is_done=True) for one in found.online]
    # a server that doesn't know isOffline answers 404, which must not pass for success
    offline_too = {"isOffline": "true"}
    ends = [Call("DELETE", SESSION, {**realm, "session": one["id"]}, params=offline_too) for one in found.offline]
    if source.options["type"] != ALL or source.options["session_id"] or owner.client or not found:
        return each + ends
    if owner.user:
        return [*ends, Call("POST", USER_ITEM + "/logout", {**realm, "id": owner.user})]
    return [Call("POST", f"{REALM}/logout-all", realm)]


def notified(answers: Sequence[Any]) -> dict[str, list[str]]:
    """Return which of the clients' admin URLs the server has told, and which it couldn't reach."""
    maps = [answer for answer in answers if isinstance(answer, dict)]
    return {
        name: sorted({url for one in maps for url in one.get(api) or []})
        for name, api in (("success_requests", "successRequests"), ("failed_requests", "failedRequests"))
    }


def _end(source: Source) -> Deed:
    """End sessions: ``DELETE /sessions/{id}``, ``POST /users/{id}/logout`` or ``POST /logout-all``."""
    found, chosen = _find(source), source.options["session_id"]
    of = f"session {chosen!r} of {found.owner.title}" if chosen else found.owner.title
    if not found:
        sort = {ALL: "", ONLINE: "online ", OFFLINE: "offline "}[source.options["type"]]
        nothing = {**found.told(), **notified([]), "msg": f"There is no {sort}session to end of {of}"}
        return idle(nothing)
    calls = _calls(source, found)

    def told(answers: Sequence[Any]) -> dict[str, Any]:
        went = [call for call, answer in zip(calls, answers) if answer is UNSET]
        ended = found.without({(call.values["session"], bool(call.params)) for call in went})
        by_themselves = f" ({len(went)} had ended meanwhile)" if went else ""
        return {**ended.told(), **notified(answers), "msg": f"Ended {ended.words()}{by_themselves}"}

    return Deed(calls, {**found.told(), **notified([]), "msg": f"Would end {found.words()}"}, told)


def _document(options: Mapping[str, Any]) -> str:
    """Return what others write as they read it: a log-out of all sets the realm's not-before time."""
    return "" if any(options[name] for name in (*NARROWING, "session_id")) else "realm"


END_SESSIONS = Action(
    {
        **OWNER_OPTIONS,
        "state": argument(choices=["absent"], default="absent"),
        "session_id": argument(aliases=["sessionId"]),
        "type": argument(choices=[ALL, ONLINE, OFFLINE], default=ALL),
    },
    _end,
    shares=_document,
)
