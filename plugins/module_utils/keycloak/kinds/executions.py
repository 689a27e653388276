# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One step of an authentication flow: ``/admin/realms/{realm}/authentication/executions/{id}``.

A step is an execution of an authenticator, or a sub-flow. It is found among the steps of one flow, or by its id.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Optional

from ...engine.desired import Desired
from ...engine.field import Field
from ...engine.observe import Observed
from ...engine.part import CHANGE, DOCUMENT, LATER, UNSET, Outcome, Part, Reader, Reference, Situation, Step
from ...engine.resource import Home, Need, Resource
from ...rest.errors import InvalidInput
from ...rest.paths import fill, segment
from .execution_places import NEWER, Nth, Number, Place, ranked, stays_that_one
from .execution_references import (
    AROUND,
    AnyFlow,
    Authenticator,
    ParentFlow,
    is_the_last_one,
    own_item,
    refuse_requirement,
    siblings_of,
    steps_like,
    surroundings,
)
from .execution_settings import AUTHENTICATOR_CONFIG, Settings, attached, is_whole, made_apart
from .flow_names import FreeName
from .flow_nodes import DISABLED, FORM
from .flow_writes import BASIC, EXECUTIONS, FLOWS, FORM_PAGE, LISTED

EXECUTION = EXECUTIONS + "/{id}"
REQUIREMENTS = ("REQUIRED", "ALTERNATIVE", "CONDITIONAL", DISABLED)


@dataclass(frozen=True)
class StepByName:
    """A step by its authenticator or name among those of one flow; of several, the one of that number."""

    def one(self, reader: Reader, address: Mapping[str, str]) -> Optional[dict[str, Any]]:
        like = steps_like(siblings_of(reader, address), address["step"], address.get("sort") == "sub_flow")
        number = int(address.get("nth") or 1)
        return dict(like[number - 1]) if 1 <= number <= len(like) else None


@dataclass(frozen=True)
class Surroundings(Part):
    """The flow that a step is in, with all its steps. It is no option."""

    def arguments(self) -> dict[str, dict[str, Any]]:
        return {}

    def desire(self, options: Mapping[str, Any]) -> Any:
        return UNSET

    def observe(self, reader: Reader, address: Mapping[str, str], document: Mapping[str, Any]) -> Any:
        return surroundings(reader, address, document)


@dataclass(frozen=True)
class ProviderOf(Field):
    """The authenticator; a new execution of it is put into a flow that must be looked up."""

    def wants(self, now: Any, want: Any, mode: Optional[str]) -> Iterable[tuple[Any, Reference]]:
        if now is None:
            yield want, Authenticator()
            yield "flow", ParentFlow()


@dataclass(frozen=True)
class SubFlow(Field):
    """The name of a sub-flow, which no other flow has."""

    def observe(self, reader: Reader, address: Mapping[str, str], document: Mapping[str, Any]) -> Any:
        return own_item(document, surroundings(reader, address, document)).get("displayName")

    def wants(self, now: Any, want: Any, mode: Optional[str]) -> Iterable[tuple[Any, Reference]]:
        if now is None:
            yield "flow", ParentFlow()
        if now != want:
            yield ("name", want), FreeName(self.option)

    def brings(self, kind: str, label: str, want: Any) -> Iterable[tuple[str, str]]:
        yield AnyFlow.what, want

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        """A sub-flow that is named by its id gets the name; one that is named by the name has it."""
        if situation.creating or want == now:
            return Outcome(want, situation.creating, want)
        return _described(self, want, situation)


@dataclass(frozen=True)
class Description(Field):
    """The description of a sub-flow."""

    def observe(self, reader: Reader, address: Mapping[str, str], document: Mapping[str, Any]) -> Any:
        return own_item(document, surroundings(reader, address, document)).get("description")

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        if situation.creating or self.canonical(now) == self.canonical(want):
            return Outcome(want, situation.creating, want)
        name = own_item(situation.document).get("displayName")
        # the request that gives it another name carries this, too
        renamed = situation.desired.get("displayName", name) != name
        return Outcome(want, True) if renamed else _described(self, want, situation)


def _described(part: Field, want: Any, situation: Situation) -> Outcome:
    """Name or describe a sub-flow; a request that changes its requirement, too, would leave this out (26.7.2)."""
    item = own_item(situation.document)
    if not item.get("authenticationFlow"):
        raise InvalidInput(part.option, None, "can only be given for a sub-flow")
    asked = {name: situation.desired.get(name, item.get(name)) for name in ("displayName", "description")}
    body = {**item, **asked, "requirement": situation.desired.get("requirement", item["requirement"])}
    if "priority" in item:
        body["priority"] = situation.desired.get("priority", item["priority"])
    step = Step("PUT", fill(LISTED, {**situation.address, "flow": situation.address["flow_alias"]}), body, CHANGE)
    return Outcome(want, True, UNSET, [step])


@dataclass(frozen=True)
class SubFlowType(Field):
    """The type of a sub-flow."""

    def observe(self, reader: Reader, address: Mapping[str, str], document: Mapping[str, Any]) -> Any:
        if not document.get("flowId"):
            raise InvalidInput(self.option, None, "can only be given for a sub-flow")
        return (reader.get(fill(FLOWS + "/{flow}", {**address, "flow": str(document["flowId"])})) or {}).get(
            "providerId"
        )


def named(options: dict[str, Any]) -> dict[str, Any]:
    """A step is named by its id, or by what it is: an authenticator's, or a sub-flow of some name.

    :raises InvalidInput: where it isn't
    """
    provider, flow, number = options.get("provider_id"), options.get("sub_flow"), options.get("nth")
    if number is not None and (number < 1 or flow):
        raise InvalidInput("nth", number, "must be 1 or more, and is only for executions: names of flows are unique")
    if number is not None and options.get("id"):
        raise InvalidInput("nth", number, "can't be given with id, which says which one it is")
    if options.get("id"):
        return options
    for name in ("provider_id", "sub_flow"):
        if options.get(name) is not None:
            segment(name, options[name])
    if not (provider or flow):
        raise InvalidInput("provider_id", None, "or sub_flow is needed where id is not given")
    return {**options, "step": flow or provider, "sort": "sub_flow" if flow else "execution"}


def allowed(now: Mapping[str, Any], then: Mapping[str, Any], want: Mapping[str, Any]) -> None:
    """The server takes any requirement, also one that the authenticator can't be used with (26.7.2)."""
    choices = own_item(now).get("requirementChoices") if now else None
    asked = want.get("requirement")
    # one that has it already is as the task asks
    if choices and asked and asked not in choices and asked != now.get("requirement"):
        raise InvalidInput("requirement", asked, f"must be one of {', '.join(choices)}: others mean nothing here")
    if now and "priority" in want and not ranked(now[AROUND]["steps"]):
        raise InvalidInput("priority", None, NEWER)


def changed_body(body: dict[str, Any], creating: bool) -> dict[str, Any]:
    """The flow's PUT takes what can be changed; an absent priority would be 0 (26.7.2), older ones know none."""
    if creating:
        return body
    sent = {"id": body["id"], "requirement": body["requirement"]}
    return {**sent, "priority": body["priority"]} if ranked(body[AROUND]["steps"]) else sent


def birth(seen: Observed, desired: Desired, body: Mapping[str, Any]) -> list[Step]:
    """Return the writes that make a step.

    In a top-level flow a POST takes an execution with its requirement and settings that exist already, so that it is
    whole from the beginning. In a sub-flow, whose id can't be looked up, it is added by the sub-flow's name, disabled,
    and is set up before it is enabled; so is one with settings on an older server.
    """
    provider = body.get("authenticator")
    flow = seen.found["authenticator" if provider else "displayName"]["flow"]
    _room_for(flow["steps"], desired)
    place = {"priority": body["priority"]} if "priority" in body else {}
    address = {**seen.address, "flow": seen.address["flow_alias"]}
    settings: Any = desired.values.get(AUTHENTICATOR_CONFIG)
    if provider and flow["id"] and not made_apart(seen.found.get(AUTHENTICATOR_CONFIG, {}), settings):
        return _whole(seen, desired, {"parentFlow": flow["id"], "authenticator": provider, **place})
    if provider:
        first = Step("POST", f"{fill(LISTED, address)}/execution", {"provider": provider, **place}, DOCUMENT, "id")
    else:
        type_ = body.get("subFlowType") or BASIC
        new = {"alias": body["displayName"], "type": type_, "description": body.get("description") or "", **place}
        page = {"provider": FORM_PAGE} if type_ == FORM else {}
        first = Step("POST", f"{fill(LISTED, address)}/flow", {**new, **page}, DOCUMENT, "sub_flow")
    if body.get("requirement", DISABLED) == DISABLED:
        return [first]
    return [first, Step("PUT", fill(LISTED, address), {}, LATER + DOCUMENT)]


def _whole(seen: Observed, desired: Desired, new: Mapping[str, Any]) -> list[Step]:
    settings: Any = desired.values.get(AUTHENTICATOR_CONFIG)
    execution = {**new, "authenticatorFlow": False, "requirement": desired.values.get("requirement", DISABLED)}
    before: list[Step] = []
    if is_whole(settings):
        before = [attached(seen, settings)]
        execution["authenticatorConfig"] = settings["alias"]
    return [*before, Step("POST", fill(EXECUTIONS, seen.address), execution, DOCUMENT, "id")]


def _room_for(steps: list[Any], desired: Desired) -> None:
    """See that the step would be the one that the task means.

    :raises InvalidInput: where it wouldn't
    """
    number, provider = desired.options.get("nth") or 1, desired.options.get("provider_id")
    like = len(steps_like(steps, provider, False)) if provider else 0
    if "priority" in desired.values and steps and not ranked(steps):
        raise InvalidInput("priority", None, NEWER)
    if like and "priority" in desired.values:
        asked = desired.values["priority"]
        before = [step for step in steps if step.get("priority", 0) < asked]
        stays_that_one("priority", asked, before, {"sort": "execution", "step": provider, "nth": number})
    if provider:
        refuse_requirement(provider, desired.values.get("requirement", DISABLED))
    if provider and ("description" in desired.values or "subFlowType" in desired.values):
        raise InvalidInput("description", None, "and sub_flow_type can only be given for a sub-flow")


def presented(document: Mapping[str, Any], foreseen: bool) -> dict[str, Any]:
    """Return a step with the name of its flow; the server misspells a field of old (26.7.2).

    An old one says the requirement in five more fields (16.1.1), and has numbers here only: they mean nothing to it.
    """
    around = document.get(AROUND) or {}
    left_out = {AROUND, "autheticatorFlow", "required", "alternative", "conditional", "disabled", "enabled"}
    if around and not ranked(around["steps"]):
        left_out.add("priority")
    shown = {name: value for name, value in document.items() if name not in left_out}
    return {**shown, "flowAlias": around["alias"]} if around else shown


AUTHENTICATION_EXECUTION = Resource(
    name="authentication_execution",
    title="authentication execution",
    homes=(
        Home(
            EXECUTIONS,
            EXECUTION,
            StepByName(),
            needs=(Need("flow", "flow_alias", AnyFlow(), optional=True),),
            lists=LISTED.replace("{flow}", "{flow_alias}"),
            put=LISTED.replace("{flow}", "{flow_alias}"),
        ),
    ),
    key=("flow_alias", "step"),
    narrowed_by=("sort", "nth"),
    id_option="id",
    # a flow takes the same authenticator twice
    unique=False,
    # to move one, the numbers of others are written, with their requirements
    shares="authentication_executions",
    detail=EXECUTION,
    parts=(
        Surroundings(AROUND),
        Nth("nth"),
        ProviderOf("provider_id", "authenticator", create_only=True),
        SubFlow("sub_flow", "displayName", max_length=255),
        SubFlowType("sub_flow_type", choices=(BASIC, FORM), create_only=True),
        Description("description", max_length=255),
        Field("requirement", choices=REQUIREMENTS),
        Place("index"),
        Number("priority", type="int"),
        Settings("config", AUTHENTICATOR_CONFIG),
    ),
    inside=frozenset({AROUND, "displayName", "description", "index", AUTHENTICATOR_CONFIG}),
    server_made=frozenset({"id", AROUND, "parentFlow", "flowId", "authenticatorFlow", "autheticatorFlow"}),
    normalize=named,
    checks=(allowed,),
    prepare=changed_body,
    birth=birth,
    presents=presented,
    spares=is_the_last_one,
    variables=lambda document: {"flow_alias": str(document[AROUND]["alias"])} if AROUND in document else {},
    parents={"flow_alias": {"type": "str", "no_log": False, "aliases": ["flowAlias"]}},
    takes=frozenset({"state"}),
)
