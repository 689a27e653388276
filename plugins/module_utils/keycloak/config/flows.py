# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Authentication in a realm's representation: flows with their steps, required actions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...config.items import Data, Item, listed, without
from ...rest.errors import InvalidInput

STRUCTURE = (*("authenticationExecutions", "topLevel", "builtIn", "flowAlias", "authenticatorConfig", "providerId"),)
_BASIC = "basic-flow"
# the API neither lists nor finds this built-in flow, and exports have it (26.7.2)
_UNLISTED = "saml ecp"


def flows(data: Data) -> Iterator[Item]:
    """Yield the flows at the top, each with all its sub-flows.

    :raises InvalidInput: where a step names a flow or settings that the data doesn't have
    """
    known = {flow.get("alias"): (where, flow) for where, flow in listed(data.get("authenticationFlows"), _AT)}
    settings = {one.get("alias"): one for _where, one in listed(data.get("authenticatorConfig"), "authenticatorConfig")}
    for where, flow in known.values():
        if flow.get("topLevel", True) and flow.get("alias") != _UNLISTED:
            yield Item("authentication_flow", where, _flow(flow, where, known, settings))


_AT = "authenticationFlows"


def _flow(flow: Data, where: str, known: Mapping[Any, Any], settings: Mapping[Any, Any]) -> dict[str, Any]:
    own = without(flow, "authenticationExecutions", "topLevel", "builtIn", "id")
    steps = flow.get("authenticationExecutions")
    if steps is None:
        return own
    return {**own, "executions": _steps(flow, where, known, settings, ())}


def _steps(
    flow: Data, where: str, known: Mapping[Any, Any], settings: Mapping[Any, Any], above: tuple[str, ...]
) -> list[dict[str, Any]]:
    at = f"{where}.authenticationExecutions"
    steps = sorted(listed(flow.get("authenticationExecutions"), at), key=lambda one: one[1].get("priority") or 0)
    return [_step(step, here, known, settings, (*above, str(flow.get("alias")))) for here, step in steps]


def _step(
    step: Data, where: str, known: Mapping[Any, Any], settings: Mapping[Any, Any], above: tuple[str, ...]
) -> dict[str, Any]:
    shaped = {"requirement": step.get("requirement")}
    below = step.get("flowAlias")
    if below is None:
        config = step.get("authenticatorConfig")
        if config is not None and config not in settings:
            raise InvalidInput(f"{where}.authenticatorConfig", config, "must be an alias in authenticatorConfig")
        told = without(settings[config], "id") if config is not None else None
        return {**shaped, "provider_id": step.get("authenticator"), "authentication_config": told}
    if below not in known:
        raise InvalidInput(f"{where}.flowAlias", below, f"must be an alias in {_AT}")
    if below in above:
        raise InvalidInput(f"{where}.flowAlias", below, "can't be a flow that this one is in")
    at, flow = known[below]
    shaped.update(sub_flow=below, sub_flow_type=flow.get("providerId") or _BASIC, description=flow.get("description"))
    page = {"provider_id": step["authenticator"]} if step.get("authenticator") else {}
    return {**shaped, **page, "executions": _steps(flow, at, known, settings, above)}


def required_actions(data: Data) -> Iterator[Item]:
    """Yield the realm's required actions, all at once: their order is one thing."""
    if data.get("requiredActions") is not None:
        actions = [one for _where, one in listed(data["requiredActions"], "requiredActions")]
        yield Item("authentication_required_actions", "requiredActions", {"required_actions": actions})
