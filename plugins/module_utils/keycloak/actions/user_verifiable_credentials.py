# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done with users' verifiable credentials: they are offered by mail, and issued ones are revoked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...engine.action import Action, Call, Deed, idle
from ...engine.part import PENDING_ID
from ...engine.reading import Source, argument
from ...rest.errors import InvalidInput
from ..kinds.user_passwords import USER_ITEM
from ..readings.users import USER_OPTIONS, called, user_of
from .users import check_mail

CREDENTIALS = USER_ITEM + "/vc/credentials"
ISSUED = USER_ITEM + "/vc/issued-credentials"


def _ids(source: Source, user: Mapping[str, Any]) -> tuple[dict[str, str], Any, str]:
    """Return the path variables of a user, its id as results have it, and what it is called."""
    pending = user["id"] == PENDING_ID
    return {"realm": source.options["realm"], "id": user["id"]}, None if pending else user["id"], called(source, user)


def _offer(source: Source) -> Deed:
    """``PUT .../vc/credentials/send-credential-offer``; the mail's link leads to the offer of one credential."""
    options, user = source.options, user_of(source)
    values, shown, name = _ids(source, user)
    wanted = options["credential_configuration_id"]
    known = [one["credentialConfigurationId"] for one in source.list(CREDENTIALS, id=user["id"])]
    if wanted not in known and not source.anticipation.expects("user_verifiable_credential", wanted):
        has = ", ".join(known) or "none"
        told = f"must be a credential that user {name!r} may have, which is {has}"
        raise InvalidInput("credential_configuration_id", wanted, told)
    check_mail(source, user)
    body = {"credentialConfigurationId": wanted}
    if options["pre_authorized"] is not None:
        body["preAuthorized"] = options["pre_authorized"]
    params = {option: options[option] for option in ("client_id", "redirect_uri", "lifespan")}
    returned = {"user_id": shown, "credential_configuration_id": wanted}
    return Deed(
        [Call("PUT", CREDENTIALS + "/send-credential-offer", values, body, params)],
        {**returned, "msg": f"Would send the offer of {wanted} to user {name}"},
        lambda answers: {**returned, "msg": f"The offer of {wanted} has been sent to user {name}"},
    )


OFFER_CREDENTIAL = Action(
    {
        **USER_OPTIONS,
        "credential_configuration_id": argument(required=True, aliases=["credentialConfigurationId"]),
        "client_id": argument(aliases=["clientId"]),
        "redirect_uri": argument(aliases=["redirectUri"]),
        "lifespan": argument("int"),
        "pre_authorized": argument("bool", aliases=["preAuthorized"]),
    },
    _offer,
)


def _revoke(source: Source) -> Deed:
    """``DELETE .../vc/issued-credentials/{issued}`` for each issued credential that is named, or is of the type."""
    options, user = source.options, user_of(source)
    values, shown, name = _ids(source, user)
    issued = source.list(ISSUED, id=user["id"])
    named, sort = options["credentials"], options["credential_type"]
    mine = [
        one
        for one in issued
        if (named is None or one["id"] in named) and (sort is None or one.get("credentialType") == sort)
    ]
    told = {"user_id": shown, "revoked": mine}
    if not mine:
        nothing = {**told, "msg": f"User {name} has no such credential issued: nothing is revoked"}
        return idle(nothing)
    return Deed(
        [Call("DELETE", ISSUED + "/{issued}", {**values, "issued": one["id"]}) for one in mine],
        {**told, "msg": f"{len(mine)} issued credentials of user {name} would be revoked"},
        lambda answers: {**told, "msg": f"{len(mine)} issued credentials of user {name} have been revoked"},
    )


REVOKE_ISSUED = Action(
    {
        **USER_OPTIONS,
        "credentials": argument("list", elements="str"),
        "credential_type": argument(aliases=["credentialType"]),
        "state": argument(choices=["absent"], default="absent"),
    },
    _revoke,
)
