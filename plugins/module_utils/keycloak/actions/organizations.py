# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done with people and organizations: one becomes a member or ceases to be one, one is invited by mail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Optional

from ...engine.action import Action, Call, Deed, idle
from ...engine.part import PENDING_ID, Reader, Reference, Sought
from ...engine.reading import Source, argument, not_empty
from ...rest.errors import InvalidInput
from ...rest.paths import fill
from ..kinds.organization_parts import DELETE_MANAGED, MANAGED, refuse_managed
from ..kinds.organizations import STATE
from ..kinds.user_names import USER_WITH_EMAIL, USERS
from ..kinds.user_roles import TO_USER
from ..readings.organizations import (
    INVITATIONS,
    MEMBER,
    MEMBERS,
    ORGANIZATION_OPTIONS,
    organization_of,
    without_links,
)


@dataclass(frozen=True)
class UserByEmail(Sought):
    """A user by the e-mail address, which a realm can let several have."""

    what: str = USER_WITH_EMAIL
    called: str = "user with the e-mail address"

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        users = reader.list(fill(USERS, address), {"email": target, "exact": "true"})
        found = [user for user in users if str(user.get("email") or "").lower() == target.lower()]
        if len(found) > 1:
            names = ", ".join(sorted(str(user["username"]) for user in found))
            raise InvalidInput("email", None, f"{target!r} is the address of several users, name one of them: {names}")
        return found[0] if found else None


TO_USER_BY_EMAIL = UserByEmail()


def _user(source: Source, required: bool) -> Optional[Mapping[str, Any]]:
    """Return the user that the task names by its name or its e-mail address, None where there is none.

    :raises MissingReference: where there must be one
    :raises InvalidInput: where it names several
    """
    option = "user" if source.options["user"] else "email"
    reference: Reference = TO_USER if option == "user" else TO_USER_BY_EMAIL
    if required:
        return source.find(reference, option)
    return reference.find(source.reader, {"realm": source.options["realm"]}, source.options[option])


def _member(source: Source, org: str, user: Optional[Mapping[str, Any]]) -> Optional[dict[str, Any]]:
    """Return a user as a member of the organization, None where they are none."""
    if user is None or PENDING_ID in (org, user["id"]):
        return None
    found: Optional[dict[str, Any]] = source.get(MEMBER, org=org, user=str(user["id"]))
    return found


def _nothing(**told: Any) -> Deed:
    return idle(told)


def _join(source: Source) -> Deed:
    """``POST .../members`` with the bare id, ``DELETE .../members/{id}``, where that isn't so already.

    :raises MissingReference: where there is no such organization, or no such user to be a member
    :raises InvalidInput: where an account would be deleted unasked
    """
    options, org = source.options, organization_of(source)
    not_empty(options, "user", "email")
    joins = options["state"] == "present"
    user = _user(source, joins)
    member = _member(source, org, user)
    whom, place = options["user"] or options["email"], f"{'a' if joins else 'no'} member of {options['organization']!r}"
    if joins == bool(member):
        return _nothing(member=member or {}, msg=f"{whom!r} is {place}")
    who = str((user or {}).get("id"))
    values = {"realm": options["realm"], "org": org, "user": who}
    if not joins and member and member.get("membershipType") == MANAGED and not options[DELETE_MANAGED]:
        refuse_managed("state", [member["username"]])
    call = Call("POST", MEMBERS, values, who) if joins else Call("DELETE", MEMBER, values)
    name = options["user"] or (user or {}).get("username")
    return Deed(
        [call],
        {"member": {}, "msg": f"{whom!r} would be {place}"},
        lambda answers: {"member": _member(source, org, user) or {}, "msg": f"{whom!r} is {place} now"},
        [("organization_member", str(name).lower())] if joins and name else (),
    )


MEMBERSHIP = Action(
    {
        **ORGANIZATION_OPTIONS,
        "user": argument(),
        "email": argument(),
        "state": STATE,
        DELETE_MANAGED: argument("bool", default=False),
    },
    _join,
)


def _invitations(source: Source, org: str, email: str) -> list[dict[str, Any]]:
    """Return the invitations of an address; the server has one at most, and keeps it when it has ended (26.7.2)."""
    if not email or org == PENDING_ID:
        return []
    found = without_links(source.list(INVITATIONS, {"email": email}, org=org))
    return [one for one in found if str(one.get("email") or "").lower() == email]


def _email(source: Source, user: Optional[Mapping[str, Any]]) -> str:
    """Return the address that is invited.

    :raises InvalidInput: where a user has none
    """
    options = source.options
    wanted = options["state"] == "present" and user is not None and user["id"] != PENDING_ID
    if options["user"] and wanted and not (user or {}).get("email"):
        raise InvalidInput("user", options["user"], "has no e-mail address to send to")
    if options["email"] is not None and not 0 < options["email"].find("@") < len(options["email"]) - 1:
        raise InvalidInput("email", options["email"], "must be an e-mail address")
    return str((user or {}).get("email") or options["email"] or "").lower()


def _calls(source: Source, org: str, email: str, user: Optional[Mapping[str, Any]]) -> list[Call]:
    """Return what it takes that somebody is invited, or is not."""
    options = source.options
    values = {"realm": options["realm"], "org": org}
    found = _invitations(source, org, email)
    if options["state"] == "absent":
        return [Call("DELETE", INVITATIONS + "/{invitation}", {**values, "invitation": one["id"]}) for one in found]
    if found:
        # one that has ended keeps the server from making another
        again = options["resend"] or found[0].get("status") != "PENDING"
        template = INVITATIONS + "/{invitation}/resend"
        return [Call("POST", template, {**values, "invitation": found[0]["id"]})] if again else []
    if options["user"]:
        return [
            Call("POST", MEMBERS + "/invite-existing-user", values, {"id": str((user or {})["id"])}, content="form")
        ]
    given = {"email": options["email"], "firstName": options["first_name"], "lastName": options["last_name"]}
    body = {name: text for name, text in given.items() if text}
    return [Call("POST", MEMBERS + "/invite-user", values, body, content="form")]


def _invite(source: Source) -> Deed:
    """``POST .../members/invite-user`` or ``invite-existing-user``, ``POST .../invitations/{id}/resend``, ``DELETE``.

    :raises MissingReference: where there is no such organization, or no user of that name
    """
    options, org = source.options, organization_of(source)
    not_empty(options, "user", "email")
    invites = options["state"] == "present"
    # whoever has the address: an invitation that goes is found by it alone
    user = _user(source, bool(options["user"]) and invites) if invites or options["user"] else None
    email = _email(source, user)
    whom, where = options["user"] or options["email"], options["organization"]
    if invites and _member(source, org, user):
        return _nothing(invitation={}, msg=f"{whom!r} is a member of {where!r} already")
    calls = _calls(source, org, email, user)

    def told(answers: list[Any]) -> dict[str, Any]:
        left = _invitations(source, org, email)
        is_so = "is invited" if invites else "is not invited"
        return {"invitation": left[0] if left else {}, "msg": f"{whom!r} {is_so} to {where!r}"}

    if not calls:
        return _nothing(**told([]))
    would_be = "would be invited" if invites else "would not be invited"
    return Deed(calls, {"invitation": {}, "msg": f"{whom!r} {would_be} to {where!r}"}, told)


INVITATION = Action(
    {
        **ORGANIZATION_OPTIONS,
        "email": argument(),
        "user": argument(),
        "first_name": argument(aliases=["firstName"]),
        "last_name": argument(aliases=["lastName"]),
        "resend": argument("bool", default=False),
        "state": STATE,
    },
    _invite,
)
