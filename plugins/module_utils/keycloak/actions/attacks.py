# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done about brute force detection: recorded failures are cleared, and users may log in again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...engine.action import Action, Call, Deed, idle
from ...engine.reading import Source, argument, not_empty
from ..kinds.user_names import USERS
from ..readings.attacks import ATTACKS, is_recorded, status_of
from ..readings.realms import REALM_OPTION
from ..readings.sessions import USER_OPTIONS
from ..readings.users import called, user_of


def _failed(source: Source, users: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the users of whom failures are recorded, with these: the server tells them of one user at a time."""
    found = []
    for user in users:
        status = status_of(source, user)
        if is_recorded(status):
            found.append({"id": user["id"], "username": user.get("username"), **status})
    return found


def _clear(source: Source) -> Deed:
    """Clear failures: ``DELETE /attack-detection/brute-force/users``, or those below it of one user."""
    options, realm = source.options, {"realm": source.options["realm"]}
    not_empty(options, *USER_OPTIONS)
    one = user_of(source, "user_id") if options["user_id"] or options["username"] else None
    call = Call("DELETE", ATTACKS, realm)
    whose = f"the users of realm {options['realm']!r}"
    if one is not None:
        call = Call("DELETE", ATTACKS + "/{user}", {**realm, "user": str(one["id"])})
        whose = f"user {called(source, one, 'user_id')!r}"
    if options["force"]:
        found = []
    else:
        found = _failed(source, source.list(USERS, {"briefRepresentation": "true"}) if one is None else [one])
    if not found and not options["force"]:
        nothing = {"users": [], "msg": f"No failed log-ins of {whose} are recorded"}
        return idle(nothing)
    would = {"users": found, "msg": f"Would clear the failed log-ins of {whose}"}
    return Deed([call], would, lambda answers: {"users": found, "msg": f"Cleared the failed log-ins of {whose}"})


CLEAR_FAILURES = Action(
    {
        **REALM_OPTION,
        **USER_OPTIONS,
        "state": argument(choices=["cleared"], default="cleared"),
        "force": argument("bool", default=False),
    },
    _clear,
)
