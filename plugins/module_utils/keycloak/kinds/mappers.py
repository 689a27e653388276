# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Protocol mappers, as clients and client scopes have them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...engine.canonical import MapOf
from ...engine.children import Children
from ...engine.field import Field
from ...engine.part import Outcome, Situation
from ...rest.errors import InvalidInput
from .client_relics import Relic

CONSENT = "users consent to client scopes"
DEFAULT_PROTOCOL = "openid-connect"


@dataclass(frozen=True)
class Kept(Field):
    """A mapper's protocol: a PUT of the mapper drops another one, one of its client is answered 400 (26.7.2)."""

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        if not situation.creating and now != want:
            told = f"can't be changed once the mapper is made, it is {now!r}: remove the mapper before"
            raise InvalidInput("protocol_mappers[].protocol", want, told)
        return super().settle(now, want, situation)


NOTES_OF_SERVICE_ACCOUNTS = ("clientId", "client_id", "clientHost", "clientAddress")
# An empty value in a mapper's config is dropped by the server (26.7.2).
MAPPER_FIELDS = (
    Field("name", max_length=255),
    Kept("protocol"),
    Field("protocolMapper", aliases=("protocol_mapper", "protocol_mapper_type")),
    Field("config", type="dict", shape=MapOf()),
    Relic("consentRequired", type="bool", aliases=("consent_required",), instead=CONSENT),
    Relic("consentText", aliases=("consent_text",), instead=CONSENT),
    Field("id"),
)


def owners_protocol(situation: Situation) -> dict[str, Any]:
    """A mapper must have a protocol (without one the server answers 409): its owner's."""
    protocol = situation.desired.get("protocol") or situation.document.get("protocol") or DEFAULT_PROTOCOL
    return {"protocol": protocol}


def of_service_accounts(owner: Mapping[str, Any], mapper: Mapping[str, Any]) -> bool:
    """Return whether a mapper is one that 16.1 and 24.0 give a client with a service account; newer give it a scope."""
    scoped = "service_account" in (owner.get("defaultClientScopes") or ())
    note = (mapper.get("config") or {}).get("user.session.note")
    return bool(owner.get("serviceAccountsEnabled")) and not scoped and note in NOTES_OF_SERVICE_ACCOUNTS


def protocol_mappers(owner: str, inline: bool) -> Children:
    """Return the protocol mappers of an owner.

    :param owner: path template of the owner
    :param inline: whether the owner's PUT takes the whole list
    """
    models = f"{owner}/protocol-mappers/models"
    return Children(
        "protocol_mappers",
        fields=MAPPER_FIELDS,
        at=models,
        child=models + "/{child}",
        together=f"{owner}/protocol-mappers/add-models",
        embed=True,
        inline=inline,
        behavior="protocol_mappers_behavior",
        born=owners_protocol,
        implied=of_service_accounts,
    )
