# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done to an identity provider: its keys are read anew."""

from __future__ import annotations

from typing import Any

from ...engine.action import Action, Call, Deed
from ...engine.reading import Source, argument
from ..kinds.identity_provider_mappers import Owner
from ..kinds.identity_providers import PROVIDER
from ..readings.realms import REALM_OPTION

_USES = ("useJwksUrl", "useMetadataDescriptorUrl")


def _uses_a_url(source: Source) -> bool:
    """Return whether the identity provider's keys are read from a URL, and so are kept for a while."""
    config = (source.get(PROVIDER) or {}).get("config") or {}
    return any(str(config.get(name)).lower() == "true" for name in _USES)


def _reload(source: Source) -> Deed:
    """``GET .../instances/{alias}/reload-keys`` forgets the keys that were read, and reads them; of Keycloak 23."""
    source.find(Owner(), "alias")
    alias = source.options["alias"]
    if not _uses_a_url(source):
        said = {"reloaded": False, "msg": f"Identity provider {alias} has no URL that its keys are read from"}
        return Deed([], said, lambda answers: said)

    def told(answers: list[Any]) -> dict[str, Any]:
        done = answers[0] is True
        return {"reloaded": done, "msg": f"Keys of identity provider {alias} were {'' if done else 'not '}read anew"}

    values = {"realm": source.options["realm"], "alias": alias}
    call = Call("GET", PROVIDER + "/reload-keys", values, did=lambda data: data is True)
    return Deed([call], {"reloaded": True, "msg": f"Keys of identity provider {alias} would be read anew"}, told)


RELOAD_KEYS = Action({**REALM_OPTION, "alias": argument(required=True)}, _reload)
