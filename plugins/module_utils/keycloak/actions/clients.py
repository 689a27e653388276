# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done to a client: its secret is made anew."""

from __future__ import annotations

from typing import Any

from ...engine.action import Action, Call, Deed
from ...engine.part import PENDING_ID
from ...engine.reading import Source
from ...engine.secrecy import HIDDEN
from ..kinds.references import CLIENT_DOCUMENT
from ..readings.clients import CLIENT_OPTIONS, SECRET, by_client_id, client_id_of


def _regenerate(source: Source) -> Deed:
    """``POST .../clients/{id}/client-secret`` answers the new credential."""
    found = client_id_of(source)
    shown = "" if found == PENDING_ID else f" for ID {found}"
    foretold = {
        # playbooks use the value in later tasks, which check mode reaches, too
        "end_state": {"type": "secret", "value": HIDDEN},
        "msg": f"A new client secret would be generated{shown}",
    }

    def told(answers: list[Any]) -> dict[str, Any]:
        return {"end_state": answers[0], "msg": f"New client secret has been generated{shown}"}

    return Deed([Call("POST", SECRET, {"realm": source.options["realm"], "id": found})], foretold, told)


REGENERATE_SECRET = Action(CLIENT_OPTIONS, _regenerate, shows_secrets=True, shares=CLIENT_DOCUMENT, named=by_client_id)
