# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Client registration policies: components that decide over clients that register themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Optional

from ...engine.field import Field
from ...engine.part import UNSET, Outcome, Part, Reader, Situation
from ...engine.resource import Home
from ...rest.errors import InvalidInput
from ...rest.paths import fill
from .components import (
    COMPONENT,
    COMPONENT_ITEM,
    COMPONENTS,
    LONGEST,
    REGISTRATION_POLICY,
    Config,
    ProviderReference,
    only,
)

ANONYMOUS, AUTHENTICATED = "anonymous", "authenticated"


@dataclass(frozen=True)
class PolicyByName:
    """A policy by its name and whom it is for: a new realm has two sets under the same names."""

    def one(self, reader: Reader, address: Mapping[str, str]) -> Optional[dict[str, Any]]:
        params = {"type": REGISTRATION_POLICY, "name": address["name"]}
        wanted = {"name": address["name"], "subType": address["sub_type"], "providerType": REGISTRATION_POLICY}
        items = reader.list(fill(COMPONENTS, address), params)
        found = [one for one in items if all(one.get(api) == value for api, value in wanted.items())]
        return only(found, "id", f"named {address['name']!r} for {address['sub_type']} clients", "policies")


@dataclass(frozen=True)
class Type(Part):
    """The type that makes a component a policy; no option says so."""

    def arguments(self) -> dict[str, dict[str, Any]]:
        return {}

    def desire(self, options: Mapping[str, Any]) -> Any:
        return UNSET if options.get("state") == "absent" else REGISTRATION_POLICY

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        return Outcome(want, situation.creating, want)


def is_a_policy(now: Mapping[str, Any], then: Mapping[str, Any], want: Mapping[str, Any]) -> None:
    """An id may be that of any component: of a key, say. A new policy needs a provider."""
    if now and now.get("providerType") != REGISTRATION_POLICY:
        raise InvalidInput("id", now.get("id"), f"is no registration policy: its type is {now.get('providerType')!r}")
    if then and not then.get("providerId"):
        raise InvalidInput("provider_id", None, "is needed to make a registration policy")


CLIENT_REGISTRATION_POLICY = replace(
    COMPONENT,
    name="client_registration_policy",
    title="client registration policy",
    sayings={
        "created": "Client registration policy {name} created",
        "updated": "Client registration policy {name} changed: {changes}",
        "removed": "Client registration policy {name} deleted",
        "unchanged": "Client registration policy {name} was in sync",
        "absent": "Client registration policy {name} not present",
        "would be created": "Client registration policy {name} would be created",
        "would be updated": "Client registration policy {name} would be changed: {changes}",
        "would be removed": "Client registration policy {name} would be deleted",
    },
    homes=(Home(COMPONENTS, COMPONENT_ITEM, PolicyByName(), whole={"type": REGISTRATION_POLICY}),),
    key=("name", "sub_type"),
    narrowed_by=(),
    named_by=("name", "id"),
    keeps_id=True,
    label=lambda address: "/".join(str(address[name]) for name in ("sub_type", "name") if address.get(name)),
    parts=(
        Field("name", max_length=LONGEST),
        Field("sub_type", choices=(ANONYMOUS, AUTHENTICATED), create_only=True),
        Field("provider_id", create_only=True, refers=ProviderReference(type=REGISTRATION_POLICY), max_length=LONGEST),
        Type("provider_type"),
        # the PUT merges this map: only an empty list removes a key
        Field("config", type="dict", shape=Config(multi=True, remove_with=[])),
    ),
    normalize=lambda options: options,
    carried={},
    vault=None,
    shares="",
    checks=(is_a_policy,),
    takes=frozenset({"state", "raw"}),
    parents={},
)
