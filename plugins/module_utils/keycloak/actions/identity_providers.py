# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done to an identity provider: its keys are read anew."""

from __future__ import annotations

from typing import Any

from ...engine.action import Action, Call, Deed, idle
from ...engine.part import PENDING_ID
from ...engine.reading import Source, argument
from ..kinds.identity_provider_mappers import Owner
from ..kinds.identity_providers import PROVIDER
from ..readings.realms import REALM_OPTION

_USES = ("useJwksUrl", "useMetadataDescriptorUrl")


def _nothing_to_do(source: Source) -> str:
    """Return why the server would read no keys, ``""`` where it would; of one that is switched off it doesn't (26.7.2).

    What is yet to be made may have keys to read.
    """
    if source.find(Owner(), "alias")["id"] == PENDING_ID:
        return ""
    found = source.get(PROVIDER) or {}
    if found.get("enabled") is False:
        return "is disabled"
    uses = any(str((found.get("config") or {}).get(name)).lower() == "true" for name in _USES)
    return "" if uses else "has no URL that its keys are read from"


def _reload(source: Source) -> Deed:
    """``GET .../instances/{alias}/reload-keys`` forgets the keys that were read, and reads them; not in 16.1."""
    alias, why_not = source.options["alias"], _nothing_to_do(source)
    if why_not:
        said = {"reloaded": False, "msg": f"Identity provider {alias} {why_not}"}
        return idle(said)

    def told(answers: list[Any]) -> dict[str, Any]:
        done = answers[0] is True
        return {"reloaded": done, "msg": f"Keys of identity provider {alias} were {'' if done else 'not '}read anew"}

    values = {"realm": source.options["realm"], "alias": alias}
    call = Call("GET", PROVIDER + "/reload-keys", values, did=lambda data: data is True)
    return Deed([call], {"reloaded": True, "msg": f"Keys of identity provider {alias} would be read anew"}, told)


RELOAD_KEYS = Action({**REALM_OPTION, "alias": argument(required=True)}, _reload)
