# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Verifiable credentials that users may get, by client scopes: ``/admin/realms/{realm}/users/{id}/vc/credentials``.

The server takes down the user's attributes when it makes one, and anew when it is asked to; what a task gives in their
place can't be changed afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Optional

from ...engine.canonical import MapOf
from ...engine.field import Field
from ...engine.links import Named
from ...engine.lookup import InList
from ...engine.part import ADD, CHANGE, PENDING_ID, REMOVE, UNSET, Outcome, Part, Reader, Situation, Step
from ...engine.resource import Home, Resource
from ...rest.errors import InvalidInput
from ...rest.paths import fill
from .references import REALM, Lenient
from .user_credentials import OF_USER, USER_NAMES, of_one_user, one_way
from .user_passwords import USER_ITEM

OFFERS = f"{REALM}/users/{{user}}/vc/credentials"
OFFER = OFFERS + "/{client_scope}"
ATTRIBUTES = "userAttributes"
# what of a user isn't among its attributes
_OWN = ("username", "email", "firstName", "lastName")


@dataclass(frozen=True)
class OfScope(Named):
    """A client scope of the protocol ``oid4vc``."""

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        found = super().find(reader, address, target)
        if found and found.get("protocol") not in (None, "oid4vc"):
            raise InvalidInput("client_scope", target, "must be a client scope with the protocol oid4vc")
        return found


TO_SCOPE = Lenient(OfScope("client_scope", InList(f"{REALM}/client-scopes", {"name": "target"})))


@dataclass(frozen=True)
class ByScope:
    """A user's verifiable credential by its client scope."""

    def one(self, reader: Reader, address: Mapping[str, str]) -> Optional[dict[str, Any]]:
        if of_one_user(address) == PENDING_ID:
            return None
        # not a get: a server that has no such path answers like one that has none of them
        found = reader.list(fill(OFFERS, address))
        return next((one for one in found if one["credentialScopeName"] == address["client_scope"]), None)


@dataclass(frozen=True)
class Given(Field):
    """Attributes that a credential has in the place of the user's. A change makes it anew."""

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        if situation.creating:
            return Outcome(want, True, want)
        if self.canonical(now) == self.canonical(want):
            return Outcome(now)
        path = fill(OFFER, situation.address)
        body = {"credentialScopeName": situation.address["client_scope"], self.api: want}
        again = Step("POST", fill(OFFERS, situation.address), body, ADD)
        return Outcome(want, True, UNSET, [Step("DELETE", path, phase=REMOVE), again])


@dataclass(frozen=True)
class Refresh(Part):
    """Whether a credential follows the user's attributes: it is refreshed where those that it has differ."""

    def arguments(self) -> dict[str, dict[str, Any]]:
        return {self.option: {"type": "bool", "default": False, "no_log": False}}

    def desire(self, options: Mapping[str, Any]) -> Any:
        if options.get(self.option) and options.get("user_attributes") is not None:
            raise InvalidInput(self.option, None, "can't be given together with user_attributes, which stay as given")
        return True if options.get(self.option) else UNSET

    def observe(self, reader: Reader, address: Mapping[str, str], document: Mapping[str, Any]) -> Any:
        user = reader.get(fill(USER_ITEM, {**address, "id": address["user"]})) or {}
        has = document.get(ATTRIBUTES) or {}
        own = {name: _of(user, name) for name in has}
        return own if own != {name: list(values or []) for name, values in has.items()} else None

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        if situation.creating or now is None:
            return Outcome(None, situation.creating)
        step = Step("PUT", fill(OFFER, situation.address), phase=CHANGE)
        return Outcome(None, True, UNSET, [step], aside={ATTRIBUTES: now})

    def canonical(self, value: Any) -> Any:
        return None

    def represent(self, value: Any) -> Any:
        return None


def _of(user: Mapping[str, Any], name: str) -> list[str]:
    """Return a user's attribute as a credential takes it down."""
    if name in _OWN:
        return [user[name]] if user.get(name) else []
    return list((user.get("attributes") or {}).get(name) or [])


USER_VERIFIABLE_CREDENTIAL = Resource(
    name="user_verifiable_credential",
    title="verifiable credential",
    homes=(Home(OFFERS, OFFER, ByScope(), needs=OF_USER),),
    parts=(
        Field("client_scope", "credentialScopeName", refers=TO_SCOPE, max_length=255, required=True),
        Given("user_attributes", type="dict", shape=MapOf(multi=True)),
        Refresh("refresh"),
    ),
    key=("client_scope",),
    named_by=("username", "user_id"),
    label=lambda address: address["client_scope"],
    server_made=frozenset({"credentialConfigurationId", "revision", "createdDate", "updatedDate"}),
    normalize=one_way,
    parents=dict(USER_NAMES),
    takes=frozenset({"state"}),
)
