# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Workflows: ``/admin/realms/{realm}/workflows``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...engine.canonical import ListOf, MapOf, Scalar, as_text
from ...engine.field import Field
from ...engine.links import Named
from ...engine.lookup import InList
from ...engine.resource import Home, Resource
from ...rest.errors import InvalidInput
from .references import REALM

WORKFLOWS = f"{REALM}/workflows"
WORKFLOW_ITEM = WORKFLOWS + "/{id}"
# the component that a server keeps one as, with its steps below
PROVIDER_TYPE = "org.keycloak.models.workflow.WorkflowProvider"
LONGEST = 255
TO_WORKFLOW = Named("workflow", InList(WORKFLOWS, {"name": "target"}, {"search": "{target}", "exact": "true"}))


@dataclass(frozen=True)
class EnabledUnlessSaid(Scalar):
    """Whether a workflow is enabled; the server says nothing of one that nobody said anything of."""

    type: str = "bool"

    def canonical(self, value: Any) -> Any:
        return value is None or as_text(value).lower() == "true"


@dataclass(frozen=True)
class Settings(MapOf):
    """A map with keys of its own, of which an empty text empties one.

    :param numbers: the keys whose values are whole numbers
    """

    numbers: frozenset[str] = frozenset()

    def shape(self, value: Any, option: str) -> Any:
        given = (
            {name: item for name, item in value.items() if item is not None} if isinstance(value, Mapping) else value
        )
        shaped = super().shape(given, option)
        for name in self.numbers & set(shaped):
            shaped[name] = int(shaped[name])
        return shaped

    def canonical(self, value: Any) -> Any:
        return {name: as_text(item) for name, item in super().canonical(value).items()}


@dataclass(frozen=True)
class Steps(ListOf):
    """The steps in their order. Each write gives all of them new ids (26.7.2), which therefore mean nothing.

    The server keeps several values of a setting in an order of its own, and shows true and false as such.
    """

    ordered: bool = True

    def shape(self, value: Any, option: str) -> Any:
        if not value:
            raise InvalidInput(option, None, "needs at least one step")
        return [self._step(item, f"{option}[{number}]") for number, item in enumerate(super().shape(value, option))]

    def _step(self, item: Mapping[str, Any], where: str) -> dict[str, Any]:
        if not isinstance(item, Mapping):
            raise InvalidInput(where, item, "must be a dictionary")
        step: dict[str, Any] = {"uses": item.get("uses")}
        if not step["uses"]:
            raise InvalidInput(f"{where}.uses", None, "must name a step that the server knows, such as disable-user")
        if item.get("after"):
            step["after"] = str(item["after"])
        settings = _settings(item.get("config") or item.get("with") or {})
        if settings:
            step["with"] = settings
        return step

    def canonical(self, value: Any) -> Any:
        kept = [{name: one[name] for name in ("uses", "after") if one.get(name)} for one in value or []]
        settings = [_settings(one.get("with") or {}) for one in value or []]
        return [{**one, **({"with": more} if more else {})} for one, more in zip(kept, settings)]


def _settings(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return a step's settings as the server keeps them: one text, or several in order."""
    settings: dict[str, Any] = {}
    for name, value in sorted(given.items()):
        texts = sorted(as_text(one) for one in (value if isinstance(value, (list, tuple)) else [value]))
        texts = [text for text in texts if text]
        if texts:
            settings[name] = texts if len(texts) > 1 else texts[0]
    return settings


class Dropped(Field):
    """A map that the server drops where it is empty."""

    def represent(self, value: Any) -> Any:
        return value or None


STEPS = Steps()


def without_ids(workflow: Mapping[str, Any], foreseen: bool) -> Mapping[str, Any]:
    """Return a workflow as results show it: what changes by itself with each write isn't there."""
    return {**workflow, "steps": STEPS.canonical(workflow["steps"])} if workflow.get("steps") else workflow


def needs_steps(document: Mapping[str, Any], will_be: Mapping[str, Any], desired: Mapping[str, Any]) -> None:
    """A workflow is its steps.

    :raises InvalidInput: for a new one without
    """
    if not document and not desired.get("steps"):
        raise InvalidInput("steps", None, "is needed to make a workflow")


WORKFLOW = Resource(
    name="workflow",
    title="workflow",
    homes=(
        Home(
            WORKFLOWS,
            WORKFLOW_ITEM,
            InList(WORKFLOWS, {"name": "name"}, {"search": "{name}", "exact": "true"}),
            search={"search": "{search}"},
            unknown="Not a valid workflow resource",
        ),
    ),
    key=("name",),
    chooses_id=True,
    id_option="id",
    keeps_id=True,
    parts=(
        Field("name", max_length=LONGEST),
        Field("enabled", type="bool", shape=EnabledUnlessSaid()),
        # without quotes, YAML takes the API's name for true
        Field("on_event", "on"),
        Field("condition", "if"),
        Dropped(
            "concurrency",
            type="dict",
            since="26.5",
            shape=Settings(
                rename={
                    "cancel_in_progress": "cancel-in-progress",
                    "restart_in_progress": "restart-in-progress",
                }
            ),
            keys=(
                Field("cancel_in_progress", "cancel_in_progress"),
                Field("restart_in_progress", "restart_in_progress"),
            ),
        ),
        Dropped(
            "schedule",
            type="dict",
            since="26.5",
            shape=Settings(rename={"batch_size": "batch-size"}, numbers=frozenset({"batch-size"})),
            keys=(Field("after"), Field("batch_size", "batch_size", type="int")),
        ),
        Field(
            "steps",
            type="list",
            elements="dict",
            shape=STEPS,
            keys=(
                Field("uses", required=True),
                Field("after"),
                Field("config", "with", type="dict"),
            ),
        ),
    ),
    server_made=frozenset({"id", "state"}),
    not_sent=frozenset({"state", "supports"}),
    checks=(needs_steps,),
    presents=without_ids,
)
