# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Authentication in a realm's representation: flows with their steps, required actions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ...config.items import Data, Item, listed, refuse_others, without
from ...engine.canonical import Scalar
from ...rest.errors import InvalidInput
from ..kinds.flow_options import AS_MADE

_AT, _SETTINGS_AT = "authenticationFlows", "authenticatorConfig"
_FLOW = ("id", "alias", "description", "providerId", "topLevel", "builtIn", "authenticationExecutions")
_STEP = (
    *("authenticator", "authenticatorConfig", "flowAlias", "requirement", "priority"),
    # what the server derives, once misspelled by it, too
    *("authenticatorFlow", "autheticatorFlow", "userSetupAllowed"),
)
STRUCTURE = (*_FLOW, *_STEP)
_BASIC = "basic-flow"
# the API neither lists nor finds this built-in flow, and exports have it (26.7.2)
_UNLISTED = "saml ecp"
# a built-in flow of servers before 22, whose steps newer ones don't have
_OLD = "http challenge"


@dataclass(frozen=True)
class Parts:
    """What the flows of a realm are put together from.

    :param flows: where each flow stands, and the flow, by its alias
    :param settings: the settings of authenticators by their alias
    """

    flows: Mapping[Any, tuple[str, Data]]
    settings: Mapping[Any, Data]

    def steps(self, alias: Any) -> list[tuple[str, Data]]:
        """Return where each step of a flow stands, and the step, in their order."""
        where, flow = self.flows[alias]
        steps = list(listed(flow.get("authenticationExecutions"), f"{where}.authenticationExecutions"))
        return sorted(steps, key=lambda one: Scalar("int").shape(one[1].get("priority") or 0, f"{one[0]}.priority"))

    def unused(self) -> Iterator[str]:
        """Yield what no flow at the top has in it, in words: servers keep such remains, and exports have them."""
        flows = {alias for alias, (_where, flow) in self.flows.items() if _is_top(flow)}
        settings, waiting = set(), list(flows)
        while waiting:
            for _where, step in self.steps(waiting.pop()):
                below = step.get("flowAlias")
                settings.update([step.get("authenticatorConfig")] if below is None else [])
                if below in self.flows and below not in flows:
                    flows.add(below)
                    waiting.append(below)
        for where, flow in self.flows.values():
            if _is_old(flow):
                yield f"{where} is the built-in flow {_OLD!r} of old servers, which is not written"
        left = {_AT: [alias for alias in self.flows if alias not in flows]}
        left[_SETTINGS_AT] = [alias for alias in self.settings if alias not in settings]
        for at, aliases in left.items():
            if aliases:
                yield f"{at} has what no flow uses, which is not written: {', '.join(map(str, aliases))}"


def _is_old(flow: Data) -> bool:
    return bool(flow.get("builtIn")) and flow.get("alias") == _OLD


def _is_top(flow: Data) -> bool:
    return bool(flow.get("topLevel", True))


def _parts(data: Data) -> Parts:
    flows: dict[Any, tuple[str, Data]] = {}
    for where, flow in listed(data.get(_AT), _AT):
        refuse_others(flow, where, *_FLOW)
        before = flows.setdefault(flow.get("alias"), (where, flow))
        if before[0] != where:
            raise InvalidInput(f"{where}.alias", flow.get("alias"), f"is already that of {before[0]}")
    settings: dict[Any, Data] = {}
    for where, one in listed(data.get(_SETTINGS_AT), _SETTINGS_AT):
        refuse_others(one, where, "id", "alias", "config")
        known = settings.setdefault(one.get("alias"), without(one, "id"))
        # a realm may have several of one alias, and a step of an export doesn't say which of them it has
        if known != without(one, "id"):
            raise InvalidInput(f"{where}.alias", one.get("alias"), "is already that of other settings")
    return Parts(flows, settings)


def flows(data: Data) -> Iterator[Item]:
    """Yield the flows at the top, each with all its sub-flows.

    :raises InvalidInput: where a step names a flow or settings that the data doesn't have
    """
    parts = _parts(data)
    for alias, (where, flow) in parts.flows.items():
        if _is_top(flow) and alias != _UNLISTED and not _is_old(flow):
            own = without(flow, "authenticationExecutions", "topLevel", "builtIn", "id")
            steps = flow.get("authenticationExecutions")
            shaped = own if steps is None else {**own, **_steps(alias, parts, ())}
            yield Item("authentication_flow", where, shaped, {AS_MADE: True} if flow.get("builtIn") else {})


def unused(data: Data) -> Iterator[str]:
    """Yield what of flows is in no flow at the top, in words."""
    return _parts(data).unused()


def _steps(alias: Any, parts: Parts, above: tuple[Any, ...]) -> dict[str, Any]:
    return {"executions": [_step(step, where, parts, (*above, alias)) for where, step in parts.steps(alias)]}


def _step(step: Data, where: str, parts: Parts, above: tuple[Any, ...]) -> dict[str, Any]:
    refuse_others(step, where, *_STEP)
    shaped = {"requirement": step.get("requirement")}
    below, config = step.get("flowAlias"), step.get("authenticatorConfig")
    if below is None:
        if config is not None and config not in parts.settings:
            raise InvalidInput(f"{where}.authenticatorConfig", config, f"must be an alias in {_SETTINGS_AT}")
        told = parts.settings[config] if config is not None else None
        return {**shaped, "provider_id": step.get("authenticator"), "authentication_config": told}
    if config is not None:
        raise InvalidInput(f"{where}.authenticatorConfig", config, "can't be given for a flow")
    if below not in parts.flows:
        raise InvalidInput(f"{where}.flowAlias", below, f"must be an alias in {_AT}")
    if below in above:
        raise InvalidInput(f"{where}.flowAlias", below, "can't be a flow that this one is in")
    _at, flow = parts.flows[below]
    shaped.update(sub_flow=below, sub_flow_type=flow.get("providerId") or _BASIC, description=flow.get("description"))
    page = {"provider_id": step["authenticator"]} if step.get("authenticator") else {}
    return {**shaped, **page, **_steps(below, parts, above)}


def required_actions(data: Data) -> Iterator[Item]:
    """Yield the realm's required actions, all at once: their order is one thing."""
    if data.get("requiredActions") is not None:
        actions = [one for _where, one in listed(data["requiredActions"], "requiredActions")]
        yield Item("authentication_required_actions", "requiredActions", {"required_actions": actions})
