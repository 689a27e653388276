# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which client scopes are default and which optional, for one client or for the new ones of a realm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Optional

from ...engine.links import Links
from ...engine.part import PENDING_ID, Outcome, Reader, Situation
from ...engine.resource import Home, Need, Resource
from ...rest.paths import fill
from .clients import one_place_for_a_scope, scopes, service_account_scope
from .realm_parts import default_scopes
from .references import REALM, TO_CLIENT, TO_CLIENT_SCOPE

TYPES = ("default", "optional")
LISTS = tuple(f"{word}ClientScopes" for word in TYPES)
UNTOUCHED = "no-change"


@dataclass(frozen=True)
class OfRealmOrClient:
    """A client, or the realm itself where no client is named."""

    def one(self, reader: Reader, address: Mapping[str, str]) -> Optional[dict[str, Any]]:
        if "client" not in address:
            return {"id": address["realm"], "realm": address["realm"]}
        shown = {"id": address["client"], "clientId": address["client_id"]}
        if address["client"] == PENDING_ID:
            return shown
        client = TO_CLIENT.find(reader, address, address["client_id"]) or {}
        return {**shown, **{name: client[name] for name in _KEPT if name in client}}


# what of a client matters here
_KEPT = ("protocol", "serviceAccountsEnabled", *LISTS)


@dataclass(frozen=True)
class ScopesOfType(Links):
    """The scopes of one type, of a client or of the realm.

    :param client: the links of a client
    :param realm: the links of a realm
    """

    client: Links = field(default=None)  # type: ignore[assignment]
    realm: Links = field(default=None)  # type: ignore[assignment]

    def names(self) -> list[str]:
        return list(self.aliases)

    def observe(self, reader: Reader, address: Mapping[str, str], document: Mapping[str, Any]) -> Any:
        if "client" in address:
            return self.client.observe(reader, address, document)
        return {entry["name"]: entry for entry in reader.list(fill(self.realm.at, address))}

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        links = self.client if "client" in situation.address else self.realm
        return links.settle(now, want, situation)


def of_type(word: str, other: str) -> ScopesOfType:
    """Return the part for one type of scopes."""
    option, sibling = f"{word}_client_scopes", f"{other}_client_scopes"
    client, api = scopes(option, sibling), f"{word}ClientScopes"
    realm = default_scopes(word, other, None)
    return ScopesOfType(
        option,
        api,
        aliases=(f"{word}_clientscopes",),
        of=TO_CLIENT_SCOPE,
        implied=service_account_scope,
        client=client,
        realm=replace(realm, option=option, api=api, displaces=f"{other}ClientScopes"),
    )


def _by_type(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values by type under the names of both peers."""
    return {f"{word}_{scopes}": values[word] for word in TYPES for scopes in ("clientscopes", "client_scopes")}


def presented(place: Mapping[str, Any], foreseen: bool) -> Mapping[str, Any]:
    """Return a client or a realm with the names of its scopes."""
    return {**place, **{name: sorted(place.get(name) or []) for name in LISTS}}


def by_type(representation: Mapping[str, Any]) -> dict[str, Any]:
    """Return the names of the scopes of each type."""
    return _by_type({word: representation[f"{word}ClientScopes"] for word in TYPES})


def proposed(asked: Mapping[str, Any], before: Mapping[str, Any], then: Mapping[str, Any]) -> dict[str, Any]:
    """Return the lists that the task gives."""
    wants = {word: asked.get(f"{word}ClientScopes") for word in TYPES}
    return _by_type({word: UNTOUCHED if want is None else want["present"] for word, want in wants.items()})


CLIENT_SCOPE_TYPE = Resource(
    name="client_scope_type",
    title="types of client scopes",
    homes=(
        Home(
            f"{REALM}/default-default-client-scopes",
            f"{REALM}/default-default-client-scopes",
            OfRealmOrClient(),
            needs=(Need("client", "client_id", TO_CLIENT, True),),
        ),
    ),
    key=(),
    label=lambda address: address.get("client_id") or address.get("realm", ""),
    parts=(of_type("default", "optional"), of_type("optional", "default")),
    parents={"client_id": {"type": "str", "no_log": False, "aliases": ["clientId"]}},
    takes=frozenset(),
    inside=frozenset(LISTS),
    presents=presented,
    server_made=frozenset({"id", "protocol", "serviceAccountsEnabled"}),
    checks=(one_place_for_a_scope,),
    returned=by_type,
    proposes=proposed,
    sayings={
        "updated": "Types of client scopes of {name} have been updated",
        "would be updated": "Types of client scopes of {name} would be updated",
        "unchanged": "No changes required for the types of client scopes of {name}.",
    },
)
