# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done with workflows: one is begun or ended for somebody, and who is at one step is put at another."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Optional

from ...engine.action import Action, Call, Deed, idle
from ...engine.part import PENDING_ID
from ...engine.reading import Source, argument
from ...rest.errors import InvalidInput
from ..kinds.workflows import TO_WORKFLOW, WORKFLOW_ITEM, WORKFLOWS
from ..readings.realms import REALM_OPTION
from ..readings.workflows import SUBJECT_OPTIONS, scheduled, subject_of

# days and smaller: months and weeks are no spans that the server can count
_SPAN = re.compile(r"\+?P(?=[\dT])(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+([.,]\d+)?S)?)?|\d+(ms|s|m|h|d)?", re.IGNORECASE)


def _running(source: Source, subject: str, workflow: Mapping[str, Any]) -> Optional[dict[str, Any]]:
    """Return a workflow as it runs for somebody, None where it doesn't."""
    if PENDING_ID in (subject, workflow["id"]):
        return None
    return next((one for one in scheduled(source, subject) if one["id"] == workflow["id"]), None)


def _activate(source: Source) -> Deed:
    """``POST .../workflows/{id}/activate/{type}/{resource}``, or ``deactivate``, where that isn't so already.

    :raises MissingReference: where there is no such workflow, user or client
    """
    options = source.options
    workflow, (subject, sort) = source.find(TO_WORKFLOW, "workflow"), subject_of(source)
    # the server takes any text for a time, and a wrong one for now (26.7.2)
    if options["not_before"] is not None and not _SPAN.fullmatch(options["not_before"]):
        says = "must be a span of time in days or less, such as P3D, 12h or 30d"
        raise InvalidInput("not_before", options["not_before"], says)
    begin = options["state"] == "present"
    if begin and workflow.get("enabled") is False:
        raise InvalidInput("workflow", options["workflow"], "must be enabled to begin for somebody")
    running = _running(source, subject, workflow)
    whom = options["user"] or options["client_id"]
    words = ("runs", "would run") if begin else ("does not run", "would not run")
    told, foretold = (f"workflow {options['workflow']!r} {word} for {whom!r}" for word in words)
    if begin == bool(running):
        same = {"workflow_state": running or {}, "msg": told}
        return idle(same)
    template = f"{WORKFLOW_ITEM}/{'activate' if begin else 'deactivate'}/{{type}}/{{resource}}"
    values = {"realm": options["realm"], "id": str(workflow["id"]), "type": sort, "resource": subject}
    params = {"notBefore": options["not_before"]} if begin else {}
    return Deed(
        [Call("POST", template, values, params=params)],
        {"workflow_state": {}, "msg": foretold},
        lambda answers: {"workflow_state": _running(source, subject, workflow) or {}, "msg": f"{told} now"},
    )


ACTIVATION = Action(
    {
        **REALM_OPTION,
        "workflow": argument(required=True),
        **SUBJECT_OPTIONS,
        "not_before": argument(aliases=["notBefore"]),
        "state": argument(choices=["present", "absent"], default="present"),
    },
    _activate,
)


def _step(source: Source, way: str) -> tuple[str, str]:
    """Return the id and the name of a step that the task names by its workflow and its place.

    :raises InvalidInput: where the workflow has no such step
    """
    workflow = source.find(TO_WORKFLOW, f"{way}_workflow")
    place, steps = source.options[f"{way}_step"], workflow.get("steps") or []
    if workflow["id"] == PENDING_ID:
        return PENDING_ID, f"step {place} of workflow {workflow['name']!r}"
    if not 1 <= place <= len(steps):
        raise InvalidInput(f"{way}_step", place, f"must be one of the workflow's steps, 1 to {len(steps)}")
    return str(steps[place - 1]["id"]), f"step {place} of workflow {workflow['name']!r} ({steps[place - 1]['uses']})"


def _migrate(source: Source) -> Deed:
    """``POST .../workflows/migrate``. Who is at a step can't be listed, so that this is done each time."""
    (old, was), (new, then) = _step(source, "from"), _step(source, "to")
    if old == new and old != PENDING_ID:
        raise InvalidInput("to_step", source.options["to_step"], "must be another step")
    call = Call("POST", WORKFLOWS + "/migrate", {"realm": source.options["realm"]}, params={"from": old, "to": new})
    whom = f"who was at {was}"
    return Deed(
        [call],
        {"msg": f"{whom} would be at {then}"},
        lambda answers: {"msg": f"{whom} is at {then} now"},
    )


MIGRATION = Action(
    {
        **REALM_OPTION,
        "from_workflow": argument(required=True),
        "from_step": argument("int", default=1),
        "to_workflow": argument(required=True),
        "to_step": argument("int", default=1),
    },
    _migrate,
)
