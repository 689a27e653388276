# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done to a user: a mail asks them to do something."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...engine.action import Action, Call, Deed
from ...engine.part import PENDING_ID
from ...engine.reading import Source, argument
from ...rest.errors import InvalidInput
from ..kinds.references import TO_CLIENT, Lenient
from ..kinds.user_passwords import USER_ITEM
from ..readings.realms import REALM_OPTION
from ..readings.users import user_of


def _wrong_with(user: Mapping[str, Any]) -> str:
    """Return why a user gets no mail, empty for one who does."""
    if user["id"] == PENDING_ID:
        return ""
    if not user.get("email"):
        return "has no e-mail address to send to (User email missing)"
    return "" if user.get("enabled") else "gets no mail while it is disabled (User is disabled)"


def _check(source: Source, user: Mapping[str, Any]) -> None:
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
    _check(source, user)
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
        **REALM_OPTION,
        "id": argument(),
        "username": argument(),
        "actions": argument("list", elements="str", default=["UPDATE_PASSWORD"]),
        "client_id": argument(aliases=["clientId"]),
        "redirect_uri": argument(aliases=["redirectUri"]),
        "lifespan": argument("int"),
    },
    _mail,
)
