# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done to a user: mails ask them to do something."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...engine.action import Action, Call, Deed, idle
from ...engine.part import PENDING_ID
from ...engine.reading import Source, argument
from ...rest.errors import InvalidInput
from ..kinds.references import TO_CLIENT, Lenient
from ..kinds.user_passwords import USER_ITEM
from ..readings.users import USER_OPTIONS, user_of


def _wrong_with(user: Mapping[str, Any]) -> str:
    """Return why a user gets no mail, empty for one who does."""
    if user["id"] == PENDING_ID:
        return ""
    if not user.get("email"):
        return "has no e-mail address to send to (User email missing)"
    return "" if user.get("enabled") else "gets no mail while it is disabled (User is disabled)"


def check_mail(source: Source, user: Mapping[str, Any]) -> None:
    """See that the server would send a mail: it refuses these with few words, and only when it really is to send.

    :raises InvalidInput: where it wouldn't
    """
    option = "id" if source.options["id"] else "username"
    wrong = _wrong_with(user)
    # an earlier task of a check run may be to set it right
    if wrong and not source.anticipation.expects("user", str(user["username"])):
        raise InvalidInput(option, None, f"user {user['username']!r} {wrong}")
    if source.options["client_id"]:
        source.find(Lenient(TO_CLIENT), "client_id")
    elif source.options["redirect_uri"]:
        raise InvalidInput("redirect_uri", None, "needs client_id, which client's it is (Client id missing)")


def _mail(source: Source) -> Deed:
    """``PUT .../users/{id}/execute-actions-email`` with the required actions; the link leads to doing them."""
    user = user_of(source)
    check_mail(source, user)
    pending = user["id"] == PENDING_ID
    shown = source.options["username"] or source.options["id"] if pending else user["id"]
    returned = {"user_id": None if pending else user["id"], "actions": source.options["actions"]}
    call = Call(
        "PUT",
        USER_ITEM + "/execute-actions-email",
        {"realm": source.options["realm"], "id": user["id"]},
        source.options["actions"],
        {name: source.options[name] for name in ("client_id", "redirect_uri", "lifespan")},
    )
    return Deed(
        [call],
        {**returned, "msg": f"Would send execute-actions email to user {shown}"},
        lambda answers: {**returned, "msg": f"Execute-actions email sent to user {shown}"},
    )


MAIL_REQUIRED_ACTIONS = Action(
    {
        **USER_OPTIONS,
        "actions": argument("list", elements="str", default=["UPDATE_PASSWORD"]),
        "client_id": argument(aliases=["clientId"]),
        "redirect_uri": argument(aliases=["redirectUri"]),
        "lifespan": argument("int"),
    },
    _mail,
)


# what is sent -> path, what it takes beside client_id and redirect_uri
_MAILS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "verify_email": ("/send-verify-email", ("lifespan",)),
    "reset_password": ("/reset-password-email", ()),
}


def _letter(source: Source) -> Deed:
    """``PUT .../users/{id}/send-verify-email``, or ``.../reset-password-email``, which newer servers call deprecated.

    An address that is verified needs no mail to verify it.
    """
    options, user = source.options, user_of(source)
    about = options["email"]
    path, more = _MAILS[about]
    if options["lifespan"] is not None and "lifespan" not in more:
        raise InvalidInput("lifespan", None, f"can't be given with email={about}: the realm decides it")
    pending = user["id"] == PENDING_ID
    shown = options["username"] or options["id"] if pending else user["id"]
    told = {"user_id": None if pending else user["id"], "email": about}
    if about == "verify_email" and user.get("emailVerified") and not options["force"]:
        nothing = {**told, "msg": f"The address of user {shown} is verified already"}
        return idle(nothing)
    check_mail(source, user)
    call = Call(
        "PUT",
        USER_ITEM + path,
        {"realm": options["realm"], "id": user["id"]},
        params={name: options[name] for name in ("client_id", "redirect_uri", *more)},
    )
    return Deed(
        [call],
        {**told, "msg": f"Would send {about} email to user {shown}"},
        lambda answers: {**told, "msg": f"The {about} email has been sent to user {shown}"},
    )


MAIL = Action(
    {
        **USER_OPTIONS,
        "email": argument(required=True, choices=sorted(_MAILS, reverse=True)),
        "force": argument("bool", default=False),
        "client_id": argument(aliases=["clientId"]),
        "redirect_uri": argument(aliases=["redirectUri"]),
        "lifespan": argument("int"),
    },
    _letter,
)
