# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What one step of an authentication flow must know of the flow that it is in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Optional

from ...engine.part import PENDING_ID, Reader, Sought
from ...rest.errors import InvalidInput
from ...rest.paths import fill
from .flow_executions import Provider
from .flow_nodes import DISABLED
from .flow_writes import FLOWS, LISTED
from .references import TO_FLOW

AROUND = "surroundings"
# what authenticators of the server take; those that aren't here, and those that others bring, can't be asked before
# there is an execution of them (24.0.5, 26.7.2)
_TAKES = {
    "REQUIRED": (
        "auth-username-form auth-username-password-form direct-grant-auth-x509-username direct-grant-validate-username"
        " docker-http-basic-authenticator idp-username-password-form reset-credential-email"
        " reset-credentials-choose-user"
    ),
    "REQUIRED, DISABLED": (
        "allow-access-authenticator conditional-client-scope conditional-credential"
        " conditional-level-of-authentication conditional-sub-flow-executed conditional-user-attribute"
        " conditional-user-configured conditional-user-role deny-access-authenticator idp-confirm-override-link"
        " idp-detect-existing-broker-user registration-password-action registration-recaptcha-action"
        " registration-recaptcha-enterprise registration-terms-and-conditions registration-user-creation"
        " user-session-limits"
    ),
}
_CHOICES = {provider: choices for choices, providers in _TAKES.items() for provider in providers.split()}
Item = dict[str, Any]


def siblings_of(reader: Reader, address: Mapping[str, str]) -> list[Item]:
    """Return the steps of the flow that the address names, without those of its sub-flows; none where there is none.

    ``GET .../flows/{alias}/executions``
    """
    items = reader.get(fill(LISTED, {**address, "flow": address["flow_alias"]})) or []
    return [item for item in items if not item.get("level")]


def steps_like(steps: Sequence[Mapping[str, Any]], name: str, flow: bool) -> list[Mapping[str, Any]]:
    """Return the executions of an authenticator, or the sub-flows of a name, in their order."""
    field = "displayName" if flow else "providerId"
    return [step for step in steps if bool(step.get("authenticationFlow")) == flow and step.get(field) == name]


def surroundings(reader: Reader, address: Mapping[str, str], document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the flow that a step is in: its name, whether it is built in, and all its steps."""
    flow = reader.get(fill(FLOWS + "/{flow}", {**address, "flow": str(document["parentFlow"])})) or {}
    here = {**address, "flow_alias": str(flow.get("alias"))}
    return {"alias": here["flow_alias"], "builtIn": flow.get("builtIn"), "steps": siblings_of(reader, here)}


def own_item(document: Mapping[str, Any], around: Optional[Mapping[str, Any]] = None) -> Mapping[str, Any]:
    """Return a step as its flow lists it."""
    steps = (around or document.get(AROUND) or {}).get("steps") or []
    return next((step for step in steps if step.get("id") == document.get("id")), {})


def refuse_requirement(provider: str, asked: str) -> None:
    """See that a new execution takes a requirement; one that is there tells itself what it takes.

    :raises InvalidInput: where it doesn't
    """
    choices = _CHOICES.get(provider)
    # whatever it takes, a new one is disabled at first
    if choices and asked not in (*choices.split(", "), DISABLED):
        raise InvalidInput("requirement", asked, f"must be one of {choices}: others mean nothing here")
    if asked == "CONDITIONAL":
        raise InvalidInput("requirement", asked, "is for sub-flows: it means nothing for an execution")


def is_the_last_one(
    reader: Reader, address: Mapping[str, str], document: Mapping[str, Any], options: Mapping[str, Any]
) -> None:
    """See that no other execution takes the number of the one that goes: the next run would remove that one.

    :raises InvalidInput: where one does
    """
    if address.get("sort") != "execution":
        return
    name, number = address["step"], int(address.get("nth") or 1)
    like = len(steps_like(siblings_of(reader, address), name, False))
    if like > number:
        said = f"the flow has {like} executions of {name!r}: name the one to be removed by its id, or remove the last"
        raise InvalidInput("nth", number, said)


@dataclass(frozen=True)
class EarlierExecution(Sought):
    """One execution of an authenticator, by the flow's name, the authenticator and its number."""

    what: str = "authentication_execution"

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        _flow, name, number = target
        like = steps_like(siblings_of(reader, address), name, False)
        return like[number - 1] if len(like) >= number else None

    def label(self, target: Any) -> str:
        flow, name, number = target
        return f"{flow}/{name}" + (f"/{number}" if number > 1 else "")

    def missing(self, label: str, address: Mapping[str, str]) -> str:
        """Return what to say where there is none."""
        before = int(address["nth"]) - 1
        return f"can't be made: the flow doesn't have {before} executions of {address['step']!r}"


@dataclass(frozen=True)
class AnyFlow(Sought):
    """A flow of any sort by its alias; only of those at the top is there a list with their ids."""

    what: str = TO_FLOW.what

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        found = reader.get(fill(LISTED, {**address, "flow": str(target)}))
        return None if found is None else {"id": "flow"}


@dataclass(frozen=True)
class ParentFlow(Sought):
    """The flow that a new step is put into, with its steps, and with its id where it is one at the top."""

    what: str = "parent flow"

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        if "step" not in address:
            raise InvalidInput("id", None, "there is no such step, and none is made under an id")
        flow = TO_FLOW.find(reader, address, address["flow_alias"])
        if flow is None and reader.get(fill(LISTED, {**address, "flow": address["flow_alias"]})) is None:
            # an earlier task of a check run is going to make it
            return {"id": PENDING_ID, "steps": []}
        return {"id": flow["id"] if flow else "", "steps": siblings_of(reader, address)}


@dataclass(frozen=True)
class Authenticator(Sought):
    """An authenticator that the server has."""

    what: str = Provider.what

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        return Provider().find(reader, address, ("provider", target))
