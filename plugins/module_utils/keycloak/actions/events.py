# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done to events: those that are kept are removed."""

from __future__ import annotations

from typing import Any

from ...engine.action import Action, Call, Deed, idle
from ...engine.reading import Source, argument
from ..readings.events import ADMIN_EVENTS, EVENTS
from ..readings.realms import REALM_OPTION

USER, ADMIN, ALL = "user", "admin", "all"
PLACES = {USER: EVENTS, ADMIN: ADMIN_EVENTS}


def _clear(source: Source) -> Deed:
    """Remove events where there are some: ``DELETE /events``, ``DELETE /admin-events``."""
    chosen, realm = source.options["type"], source.options["realm"]
    asked = [sort for sort in PLACES if chosen in (sort, ALL)]
    there = [sort for sort in asked if source.get(PLACES[sort], {"max": 1})]
    words = " and ".join(f"{sort} events" for sort in there or asked)
    if not there:
        nothing: dict[str, Any] = {"cleared": [], "msg": f"There are no {words} in realm {realm}"}
        return idle(nothing)
    return Deed(
        [Call("DELETE", PLACES[sort], {"realm": realm}) for sort in there],
        {"cleared": there, "msg": f"Would remove all {words} of realm {realm}"},
        lambda answers: {"cleared": there, "msg": f"Removed all {words} of realm {realm}"},
    )


CLEAR_EVENTS = Action(
    {
        **REALM_OPTION,
        "state": argument(choices=["absent"], default="absent"),
        "type": argument(choices=[USER, ADMIN, ALL], required=True),
    },
    _clear,
)
