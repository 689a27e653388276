# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What playbooks still say of clients and no server does any more: it is taken, not written, and the task says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ...engine.field import Field
from ...engine.part import Outcome, Situation


@dataclass(frozen=True)
class Relic(Field):
    """A field that the server takes and drops (26.7.2).

    :param instead: what a playbook would say today
    """

    instead: str = ""

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        return Outcome(now, notes=(f"{self.option} was not written: {self.instead}.",) if want else ())


SCOPES = "the server has client scopes in the place of client templates"
RELICS = (
    Relic("client_template", instead=SCOPES),
    Relic("use_template_config", type="bool", instead=SCOPES),
    Relic("use_template_scope", type="bool", instead=SCOPES),
    Relic("use_template_mappers", type="bool", instead=SCOPES),
    Relic(
        "default_roles",
        type="list",
        elements="str",
        instead="the server has default roles of the realm only, in keycloak_realm",
    ),
)
