# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Authentication flows: ``/admin/realms/{realm}/authentication/flows``.

What Keycloak 26.7.2 can change in place, found by trying: the requirement and the place (``priority``) of each step by
``PUT .../flows/{alias}/executions``; the name and the description of a sub-flow by the same request, unless it changes
the requirement, too; the settings of an authenticator; executions and sub-flows can be added and removed while the flow
is in use. What it can't: the page of a sub-flow that is a form, and a sub-flow in the place of another of its name. A
built-in flow takes new requirements, places and settings, and neither gets nor loses a step.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Optional

from ...engine.desired import Desired
from ...engine.field import Field
from ...engine.lookup import InList
from ...engine.observe import Observed
from ...engine.part import DOCUMENT, LATER, PENDING_ID, Reference, Step
from ...engine.resource import Home, Resource
from ...rest.paths import fill
from .flow_executions import Executions
from .flow_names import FreeName
from .flow_nodes import BELOW
from .flow_options import FLAT, NESTED, OWN, Face, Want
from .flow_users import DESCRIPTION, SWAP, TYPE_OF_FLOW, beside_options
from .flow_writes import BASIC, FLOWS
from .references import TO_FLOW


@dataclass(frozen=True)
class FlowName(Field):
    """The name of a flow, which no sub-flow may have; only flows at the top are found by it."""

    def wants(self, now: Any, want: Any, mode: Optional[str]) -> Iterable[tuple[Any, Reference]]:
        if now is None:
            yield ("flow", want), FreeName(self.option)


def a_new_one(body: dict[str, Any], creating: bool) -> dict[str, Any]:
    """A PUT replaces the whole document, and one that doesn't say so makes a sub-flow of a flow (26.7.2)."""
    return {"providerId": BASIC, "topLevel": True, "builtIn": False, **body} if creating else body


def what_follows(now: Mapping[str, Any], then: dict[str, Any]) -> dict[str, Any]:
    """What a new flow has where the task leaves it out; a copy's type is its source's."""
    return then if now else {"topLevel": True, "builtIn": False, **then}


def birth(seen: Observed, desired: Desired, body: Mapping[str, Any]) -> list[Step]:
    """A copy is made by one request, with all its steps; then follows what the task wants otherwise."""
    want = desired.values.get(BELOW)
    source = seen.found.get(BELOW, {}).get(("copy", want.copy)) if isinstance(want, Want) and want.copy else None
    if source is None:
        return []
    flows = fill(FLOWS, seen.address)
    name = fill("{flow}", {"flow": want.copy if isinstance(want, Want) else ""})
    steps = [Step("POST", f"{flows}/{name}/copy", {"newName": body["alias"]}, DOCUMENT, "id")]
    if body.get("description", source.get("description")) != source.get("description"):
        steps.append(Step("PUT", f"{flows}/{fill('{id}', {'id': PENDING_ID})}", dict(body), LATER + DOCUMENT))
    return steps


def left_beside(options: Mapping[str, Any]) -> Optional[dict[str, Any]]:
    """A run that broke off after the old flow was removed has left the new one under the name it had meanwhile."""
    return beside_options(options)


def a_copy_has_its_type(options: dict[str, Any]) -> dict[str, Any]:
    """The type of a flow that is copied is that of its source."""
    return {**options, "provider_id": None} if options.get("copy_from") else options


def _flow(face: Face, sayings: Mapping[str, str]) -> Resource:
    return Resource(
        name=TO_FLOW.what,
        title="authentication flow",
        sayings=sayings,
        homes=(Home(FLOWS, FLOWS + "/{id}", InList(FLOWS, {"alias": "alias"})),),
        key=("alias",),
        # the server looks for another of its name beforehand only, and takes two that come at once (26.7.2)
        chooses_id=True,
        grows=True,
        parts=(
            FlowName("alias", required=True, max_length=255),
            DESCRIPTION,
            TYPE_OF_FLOW,
            Executions(face.option, BELOW, face=face),
        ),
        inside=frozenset({BELOW}),
        not_sent=frozenset({BELOW}),
        normalize=a_copy_has_its_type,
        prepare=a_new_one,
        derive=what_follows,
        former=left_beside,
        remade_by="force",
        exchange=SWAP,
        birth=birth,
    )


FLOW = _flow(
    OWN,
    {
        "created": "Authentication flow {alias} has been created",
        "updated": "Authentication flow {alias} has been updated",
        "removed": "Authentication flow {alias} has been deleted",
        "unchanged": "Authentication flow {alias} is up to date",
        "absent": "Authentication flow {name} is absent",
    },
)
# made of lists of steps, each with the name of the flow that it is in
FLAT_FLOW = _flow(
    FLAT,
    {**FLOW.sayings, "removed": "Authentication flow: {alias} id: {id} is deleted", "absent": "{name} absent"},
)
# made of lists of steps in lists of steps, with nothing but what is listed
NESTED_FLOW = replace(
    _flow(NESTED, {}),
    sayings={
        "created": "Authentication flow '{alias}' with id: '{id}' created",
        "updated": "Authentication flow: {alias} id: {id} updated",
        "removed": "Authentication flow: {alias} id: {id} is deleted",
        "unchanged": "Authentication flow: {alias} id: {id} is up to date",
        "absent": "'{name}' is already absent",
    },
)
