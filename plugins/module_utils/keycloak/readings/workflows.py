# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is read of workflows: what they are, and what is due for a user or a client."""

from __future__ import annotations

from typing import Any

from ...engine.part import PENDING_ID
from ...engine.reading import Reading, Source, argument, not_empty
from ...rest.errors import InvalidInput
from ..kinds.references import TO_CLIENT
from ..kinds.user_roles import TO_USER
from ..kinds.workflows import TO_WORKFLOW, WORKFLOW, WORKFLOWS
from .pages import PAGE, read_list
from .realms import REALM_OPTION

SCHEDULED = WORKFLOWS + "/scheduled/{resource}"
# who a workflow can run for: option -> (how it is found, its type in paths)
SUBJECTS = {"user": (TO_USER, "USERS"), "client_id": (TO_CLIENT, "CLIENTS")}
SUBJECT_OPTIONS = {"user": argument(), "client_id": argument(aliases=["clientId"])}


def subject_of(source: Source) -> tuple[str, str]:
    """Return the id and the type of the user or client that the task names; a pending id for one yet to be made.

    :raises MissingReference: where there is none
    :raises InvalidInput: for an empty name
    """
    not_empty(source.options, *SUBJECTS)
    option = next(name for name in SUBJECTS if source.options[name])
    reference, sort = SUBJECTS[option]
    return str(source.find(reference, option)["id"]), sort


def scheduled(source: Source, subject: str) -> list[dict[str, Any]]:
    """Return the workflows that run for somebody, with what is due when: ``GET /workflows/scheduled/{id}``."""
    return source.get(SCHEDULED, resource=subject) or []


def _workflows(source: Source) -> dict[str, Any]:
    """Return workflows, or those that run for somebody."""
    options = source.options
    not_empty(options, "id", "name", *SUBJECTS)
    if (options["user"] or options["client_id"]) and (options["first"] is not None or options["max"] is not None):
        raise InvalidInput("first" if options["first"] is not None else "max", None, "is for lists of all workflows")
    if options["user"] or options["client_id"]:
        found = scheduled(source, subject_of(source)[0])
    elif options["id"] or options["name"]:
        found = _one(source)
    else:
        params = {"search": options["search"], "exact": "false"} if options["search"] else {}
        found = read_list(source, WORKFLOWS, params)
    said = {0: "no workflows", 1: "one workflow"}.get(len(found), f"{len(found)} workflows")
    return {"workflows": found, "exists": bool(found), "msg": f"{said} found in realm {options['realm']}"}


def _one(source: Source) -> list[dict[str, Any]]:
    chosen = source.options["id"]
    if not chosen:
        address = {"realm": source.options["realm"], "target": source.options["name"]}
        chosen = (TO_WORKFLOW.lookup.one(source.reader, address) or {}).get("id")
    address = {"realm": str(source.options["realm"]), "id": str(chosen)}
    found = WORKFLOW.homes[0].read(source.reader, address) if chosen and chosen != PENDING_ID else None
    return [] if found is None else [found]


WORKFLOW_INFO = Reading(
    {**REALM_OPTION, "id": argument(), "name": argument(), "search": argument(), **SUBJECT_OPTIONS, **PAGE}, _workflows
)
