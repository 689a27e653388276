# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done with people and organizations: one becomes a member or ceases to be one, one is invited by mail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Optional

from ...engine.action import Action, Call, Deed
from ...engine.links import Named
from ...engine.lookup import InList
from ...engine.part import PENDING_ID
from ...engine.reading import Source, argument
from ...rest.errors import InvalidInput
from ..kinds.organization_parts import DELETE_MANAGED, MANAGED, refuse_managed
from ..kinds.user_roles import TO_USER
from ..kinds.users import USERS
from ..readings.organizations import (
    INVITATIONS,
    MEMBER,
    MEMBERS,
    ORGANIZATION_OPTIONS,
    organization_of,
    without_links,
)

BY_EMAIL = InList(USERS, {"email": "target"}, {"email": "{target}", "exact": "true"}, fold=("email",))
TO_USER_BY_EMAIL = Named("user", BY_EMAIL, "email", "user with the e-mail address")
STATE = argument(choices=["present", "absent"], default="present")


def _user(source: Source, required: bool) -> Optional[Mapping[str, Any]]:
    """Return the user that the task names by its name or its e-mail address, None where there is none.

    :raises MissingReference: where there must be one
    """
    option = "user" if source.options["user"] else "email"
    reference = TO_USER if option == "user" else TO_USER_BY_EMAIL
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
    return Deed([], told, lambda answers: told)


def _join(source: Source) -> Deed:
    """``POST .../members`` with the bare id, ``DELETE .../members/{id}``, where that isn't so already.

    :raises MissingReference: where there is no such organization, or no such user to be a member
    :raises InvalidInput: where an account would be deleted unasked
    """
    options, org = source.options, organization_of(source)
    joins = options["state"] == "present"
    user = _user(source, joins)
    member = _member(source, org, user)
    told = f"{options['user'] or options['email']!r} is {'a' if joins else 'no'} member of {options['organization']!r}"
    if joins == bool(member):
        return _nothing(member=member or {}, msg=told)
    who = str((user or {}).get("id"))
    values = {"realm": options["realm"], "org": org, "user": who}
    if not joins and member and member.get("membershipType") == MANAGED and not options[DELETE_MANAGED]:
        refuse_managed("state", [member["username"]])
    call = Call("POST", MEMBERS, values, who) if joins else Call("DELETE", MEMBER, values)
    return Deed(
        [call],
        {"member": {}, "msg": told.replace(" is ", " would be ")},
        lambda answers: {"member": _member(source, org, user) or {}, "msg": f"{told} now"},
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
    return [] if org == PENDING_ID else without_links(source.list(INVITATIONS, {"email": email}, org=org))


def _email(source: Source, user: Optional[Mapping[str, Any]]) -> str:
    """Return the address that is invited.

    :raises InvalidInput: where a user has none
    """
    options = source.options
    if options["user"] and user and user["id"] != PENDING_ID and not user.get("email"):
        raise InvalidInput("user", options["user"], "has no e-mail address to send to")
    if options["email"] is not None and not 0 < options["email"].find("@") < len(options["email"]) - 1:
        raise InvalidInput("email", options["email"], "must be an e-mail address")
    return str((user or {}).get("email") or options["email"] or "").lower()


def _calls(source: Source, org: str, email: str, user: Optional[Mapping[str, Any]]) -> list[Call]:
    """Return what it takes that somebody is invited, or is not."""
    options = source.options
    values = {"realm": options["realm"], "org": org}
    found = _invitations(source, org, email) if email else []
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
    user = _user(source, bool(options["user"]) and options["state"] == "present")
    email = _email(source, user)
    whom, where = options["user"] or options["email"], options["organization"]
    if options["state"] == "present" and _member(source, org, user):
        return _nothing(invitation={}, msg=f"{whom!r} is a member of {where!r} already")
    calls = _calls(source, org, email, user)
    is_to_be = "is invited" if options["state"] == "present" else "is not invited"

    def told(answers: list[Any]) -> dict[str, Any]:
        left = _invitations(source, org, email) if email else []
        return {"invitation": left[0] if left else {}, "msg": f"{whom!r} {is_to_be} to {where!r}"}

    if not calls:
        return _nothing(**told([]))
    return Deed(
        calls, {"invitation": {}, "msg": f"{whom!r} {is_to_be.replace('is', 'would be', 1)} to {where!r}"}, told
    )


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
