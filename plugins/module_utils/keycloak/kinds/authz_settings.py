# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How a client's authorization services decide: ``/admin/realms/{realm}/clients/{id}/authz/resource-server``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...engine.field import Field
from ...engine.lookup import ByPath
from ...engine.part import Outcome, Situation, camel
from ...engine.resource import Resource
from ...rest.errors import InvalidInput
from .authorization import NAMED, AuthorizationShape, Settings
from .authz import CLIENT_ID, SERVER, STRATEGIES, of_client
from .references import CLIENT_DOCUMENT

MODES = ("ENFORCING", "PERMISSIVE", "DISABLED")
DECIDES = ("policy_enforcement_mode", "decision_strategy", "allow_remote_resource_management")


@dataclass(frozen=True)
class Import(Settings):
    """What is imported by names. An import writes how the services decide, too, and back to defaults if it isn't
    given (26.7.2); so it is given what the task's own options say."""

    def arguments(self) -> dict[str, dict[str, Any]]:
        return {self.option: {"type": "dict", "no_log": False}}

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        for option in DECIDES:
            if camel(option) in want:
                raise InvalidInput(f"{self.option}.{camel(option)}", None, f"has an option of its own: {option}")
        decides = {camel(option): situation.document.get(camel(option)) for option in DECIDES}
        decides.update({name: situation.desired[name] for name in decides if name in situation.desired})
        had = {name: (now or {}).get(name) for name in NAMED}
        outcome = super().settle({**had, **decides}, want, situation)
        return outcome if outcome.changed else Outcome(now)

    def canonical(self, value: Any) -> Any:
        shaped = super().canonical(value)
        return {name: shaped[name] for name in shaped if name in NAMED}


def as_the_server_takes_it(body: dict[str, Any], creating: bool) -> dict[str, Any]:
    """The PUT wants how the services decide, all of it: without a strategy it answers 409 (26.7.2)."""
    return {camel(option): body[camel(option)] for option in DECIDES if camel(option) in body}


def shown_settings(document: Mapping[str, Any], foreseen: bool) -> Mapping[str, Any]:
    """The server's document has empty lists in the place of what an export holds."""
    return {name: value for name, value in document.items() if name not in NAMED}


AUTHZ_SETTINGS = Resource(
    name="authz_settings",
    title="authorization settings",
    sayings={
        "updated": "authorization settings of client {name!r} have been updated",
        "unchanged": "authorization settings of client {name!r} are as desired",
        "would be updated": "authorization settings of client {name!r} would be updated",
    },
    homes=(of_client(SERVER, SERVER, ByPath(SERVER)),),
    key=(),
    label=lambda address: str(address.get("client_id", "")),
    shares=CLIENT_DOCUMENT,
    parts=(
        Field("policy_enforcement_mode", choices=MODES),
        Field("decision_strategy", choices=STRATEGIES[:2]),
        Field("allow_remote_resource_management", type="bool"),
        Import(
            "settings",
            at=f"{SERVER}/settings",
            write=("POST", f"{SERVER}/import"),
            shape=AuthorizationShape(),
        ),
    ),
    parents=CLIENT_ID,
    takes=frozenset(),
    server_made=frozenset({"id", "clientId", "name"}),
    not_sent=frozenset({"id", "clientId", "name", *NAMED}),
    prepare=as_the_server_takes_it,
    presents=shown_settings,
)
