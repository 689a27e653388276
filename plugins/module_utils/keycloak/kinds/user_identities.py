# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Links of users to identity providers, one by one: ``/admin/realms/{realm}/users/{id}/federated-identity``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Optional

from ...engine.field import Field
from ...engine.part import ADD, PENDING_ID, REMOVE, UNSET, Outcome, Reader, Situation, Step
from ...engine.resource import Home, Resource
from ...rest.errors import InvalidInput
from ...rest.paths import fill
from .references import TO_IDENTITY_PROVIDER, Lenient
from .user_credentials import OF_USER, USER_NAMES, of_one_user, one_way
from .user_names import USERS

IDENTITIES = USERS + "/{user}/federated-identity"
IDENTITY = IDENTITIES + "/{identity_provider}"
USER_ID, USER_NAME = "userId", "userName"


def _links(reader: Reader, path: str) -> list[Any]:
    return reader.get(path) or []


@dataclass(frozen=True)
class Link:
    """A link by its identity provider, of which a user has one at most."""

    def one(self, reader: Reader, address: Mapping[str, str]) -> Optional[dict[str, Any]]:
        if of_one_user(address) == PENDING_ID:
            return None
        mine = _links(reader, fill(IDENTITIES, address))
        link = next((one for one in mine if one["identityProvider"] == address["identity_provider"]), None)
        wanted = address.get("identity_user_id")
        if wanted and (link is None or link.get(USER_ID) != wanted):
            _nobody_else(reader, address, wanted)
        return link


def _nobody_else(reader: Reader, address: Mapping[str, str], wanted: str) -> None:
    """See that the identity is nobody's: the server would give it to a second user, and then knows neither (26.7.2).

    :raises InvalidInput: where it is another user's
    """
    provider = address["identity_provider"]
    asked = {"idpAlias": provider, "idpUserId": wanted, "briefRepresentation": "true", "max": 2}
    # a server that doesn't know the question answers with any users
    for user in reader.get(fill(USERS, address), asked) or []:
        links = _links(reader, fill(IDENTITIES, {**address, "user": user["id"]}))
        if user["id"] != address["user"] and (provider, wanted) in [
            (one["identityProvider"], one.get(USER_ID)) for one in links
        ]:
            raise InvalidInput("identity_user_id", wanted, f"is linked to user {user['username']!r}: unlink that first")


@dataclass(frozen=True)
class Fixed(Field):
    """What the server can't change in a link: it is removed and made again."""

    def names(self) -> list[str]:
        # userId beside user_id, which is another user's, would be a trap
        return list(self.aliases)

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        outcome = super().settle(now, want, situation)
        if situation.creating or not outcome.changed:
            return outcome
        names = [name for name in (USER_ID, USER_NAME) if situation.desired.get(name) is not None]
        differ = [name for name in names if situation.desired[name] != (situation.document.get(name) or "")]
        if differ[:1] != [self.api]:
            # the other one's writes carry this one, too
            return Outcome(outcome.value, True)
        link = {**situation.document, **{name: situation.desired[name] for name in names}}
        path = fill(IDENTITY, situation.address)
        return Outcome(outcome.value, True, UNSET, [Step("DELETE", path, phase=REMOVE), Step("POST", path, link, ADD)])

    def represent(self, value: Any) -> Any:
        return value or None


def an_identity_is_named(now: Mapping[str, Any], then: Mapping[str, Any], desired: Mapping[str, Any]) -> None:
    """A link without the user's id at the provider is accepted, and leads nowhere (26.7.2).

    :raises InvalidInput: for a link that would have none
    """
    if then and not then.get(USER_ID):
        raise InvalidInput("identity_user_id", None, "is needed: it is how the identity provider knows the user")


def as_named(options: dict[str, Any]) -> dict[str, Any]:
    """What an identity is to be says nothing of a link that is to go."""
    gone = options.get("state") == "absent"
    return one_way({**options, **({"identity_user_id": None} if gone else {})})


USER_FEDERATED_IDENTITY = Resource(
    name="user_federated_identity",
    title="link",
    homes=(Home(IDENTITY, IDENTITY, Link(), needs=OF_USER, lists=IDENTITIES),),
    parts=(
        Field("identity_provider", refers=Lenient(TO_IDENTITY_PROVIDER), max_length=255, required=True),
        Fixed("identity_user_id", USER_ID, max_length=255),
        Fixed("identity_user_name", USER_NAME, max_length=255),
    ),
    key=("identity_provider",),
    narrowed_by=("identity_user_id",),
    named_by=("username", "user_id"),
    label=lambda address: address["identity_provider"],
    server_made=frozenset(),
    checks=(an_identity_is_named,),
    normalize=as_named,
    parents=dict(USER_NAMES),
    takes=frozenset({"state"}),
    sayings={
        "created": "User is linked to identity provider {name!r} now",
        "updated": "The link of the user to identity provider {name!r} has been made anew",
        "removed": "The link of the user to identity provider {name!r} has been removed",
        "unchanged": "The link of the user to identity provider {name!r} is as desired",
        "absent": "The user has no link to identity provider {name!r}",
        "would be created": "User would be linked to identity provider {name!r}",
        "would be updated": "The link of the user to identity provider {name!r} would be made anew",
        "would be removed": "The link of the user to identity provider {name!r} would be removed",
    },
)
