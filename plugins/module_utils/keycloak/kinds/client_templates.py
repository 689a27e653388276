# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Client templates: since 2018 that is another name of client scopes, to whose paths servers still answer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ...engine.field import Field
from ...engine.lookup import InList
from ...engine.part import Outcome, Situation
from ...engine.resource import Home
from .client_scopes import CLIENT_SCOPE
from .mappers import protocol_mappers
from .references import REALM

TEMPLATES = f"{REALM}/client-templates"
TEMPLATE = TEMPLATES + "/{id}"
MAPPERS = protocol_mappers(TEMPLATE, inline=False)


class Former(Field):
    """A field that templates had and client scopes don't: the server takes it and drops it (26.7.2)."""

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        return Outcome(None, notes=(f"{self.option} was not written: a client has it, in keycloak_client.",))


# of the kind client_scope, since later tasks of a check run find it by that
CLIENT_TEMPLATE = replace(
    CLIENT_SCOPE,
    title="client template",
    sayings={
        "created": "Client template {name} has been created.",
        "updated": "Client template {name} has been updated.",
        "removed": "Client template {name} has been deleted.",
        "absent": "Client template does not exist, doing nothing.",
    },
    homes=(Home(TEMPLATES, TEMPLATE, InList(TEMPLATES, {"name": "name"})),),
    parts=(
        *(MAPPERS if part.option == MAPPERS.option else part for part in CLIENT_SCOPE.parts),
        Former("full_scope_allowed", type="bool"),
    ),
)
