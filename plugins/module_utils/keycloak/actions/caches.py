# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done to the server's caches: they are emptied."""

from __future__ import annotations

from typing import Any

from ...engine.action import Action, Call, Deed
from ...engine.reading import Source, argument
from ..kinds.references import REALM
from ..readings.realms import REALM_OPTION, the_realm

# the newest first: a server that doesn't have it says so before anything is done
CACHES = ("crl", "keys", "realm", "user")


def _clear(source: Source) -> Deed:
    """Empty caches: ``POST /clear-realm-cache`` and its like."""
    the_realm(source)
    realm = source.options["realm"]
    chosen = [cache for cache in CACHES if cache in source.options["caches"]]
    calls = [Call("POST", f"{REALM}/clear-{cache}-cache", {"realm": realm}) for cache in chosen]
    words = f"{', '.join(chosen)} of realm {realm}"
    told: dict[str, Any] = {"cleared": chosen, "msg": f"Caches have been cleared: {words}"}
    return Deed(calls, {"cleared": chosen, "msg": f"Caches would be cleared: {words}"}, lambda answers: told)


CLEAR_CACHES = Action(
    {
        **REALM_OPTION,
        "caches": argument("list", elements="str", choices=list(CACHES), default=["keys", "realm", "user"]),
    },
    _clear,
)
