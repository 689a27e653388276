# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Policies of every type: ``/admin/realms/{realm}/clients/{id}/authz/resource-server/policy/{type}``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...engine.canonical import MapOf, Scalar
from ...engine.field import Field
from ...engine.part import camel
from ...engine.resource import Resource
from ...rest.errors import InvalidInput
from .authz import (
    CLIENT_ID,
    LOGICS,
    POLICIES,
    POLICY_PARTS,
    STRATEGIES,
    PolicyByName,
    is_a_policy,
    of_client,
)
from .authz_members import Members, by_its_id, id_and, own_name, role_name
from .authz_permissions import TO_POLICY
from .references import CLIENT_DOCUMENT, TO_CLIENT, TO_CLIENT_SCOPE, TO_GROUP, TO_ROLE, group_path
from .user_roles import TO_USER

_SPANS = {"day_month": (1, 31), "month": (1, 12), "year": (1970, 9999), "hour": (0, 23), "minute": (0, 59)}
_MOMENTS = ("not_before", "not_on_or_after")
_TIMES = (*_MOMENTS, *(name for span in _SPANS for name in (span, f"{span}_end")))
# what a policy of a type is about: the first options are those of which a new one must have one
OPTIONS_OF = {
    "role": (("roles",), ("fetch_roles",)),
    "user": (("users",), ()),
    "client": (("clients",), ()),
    "group": (("groups",), ("groups_claim",)),
    "client-scope": (("client_scopes",), ()),
    "time": (_TIMES, ()),
    "regex": (("pattern",), ("target_claim", "target_context_attributes")),
    "aggregate": (("policies",), ()),
}
TYPE_OF = {option: type for type, options in OPTIONS_OF.items() for option in (*options[0], *options[1])}
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")


@dataclass(frozen=True)
class Within(Scalar):
    """A whole number as the text that the server keeps, which takes any text for it (26.7.2); empty for none."""

    low: int = 0
    high: int = 0

    def shape(self, value: Any, option: str) -> Any:
        text = str(super().shape(value, option)).strip()
        if text and not (text.isascii() and text.isdigit() and self.low <= int(text) <= self.high):
            raise InvalidInput(option, value, f"must be a whole number from {self.low} to {self.high}")
        return str(int(text)) if text else ""


@dataclass(frozen=True)
class Moment(Scalar):
    """A moment as the server reads it; it takes others, and then fails whenever the policy is asked (26.7.2)."""

    def shape(self, value: Any, option: str) -> Any:
        text = str(super().shape(value, option)).strip()
        if text and not _MOMENT.fullmatch(text):
            raise InvalidInput(option, value, "must be a moment such as 2030-12-31 23:59:59")
        return text


def _times() -> list[Field]:
    fields = [Field(name, shape=Moment()) for name in _MOMENTS]
    for name, (low, high) in _SPANS.items():
        fields += [Field(option, shape=Within("str", low, high)) for option in (name, f"{name}_end")]
    return fields


def _text(**more: Any) -> dict[str, Any]:
    return {"type": "str", "no_log": False, **more}


def _item(name: str, flag: str = "", **more: Mapping[str, Any]) -> dict[str, Any]:
    flags = {flag: {"type": "bool", "no_log": False, "default": False}} if flag else {}
    return {name: _text(required=True), **flags, **more}


def _role(item: Mapping[str, Any]) -> Any:
    if item.get("client_id") == "":
        raise InvalidInput("roles.client_id", None, "must not be empty: leave it out for a role of the realm")
    return item.get("client_id"), str(item["name"])


def _role_shown(target: Any) -> dict[str, Any]:
    client, name = target
    return {"name": name, **({"clientId": client} if client else {})}


_EXTEND = {"type": "bool", "no_log": False, "default": False, "aliases": ["extendChildren"]}
MEMBERS = (
    Members(
        "roles", of=TO_ROLE, named=role_name, item=_item("name", "required", client_id=_text(aliases=["clientId"])),
        target=_role, flag=("required", "required"), wire=id_and("required"), shows=_role_shown,
    ),
    Members("users", of=TO_USER, named=by_its_id("/users/{id}", "username"), target=lambda name: str(name).lower()),
    Members("clients", of=TO_CLIENT, named=by_its_id("/clients/{id}", "clientId")),
    Members(
        "groups", of=TO_GROUP, named=by_its_id("/groups/{id}", "path"), item=_item("path", extend_children=_EXTEND),
        target=lambda item: group_path(str(item["path"])), flag=("extend_children", "extendChildren"),
        wire=id_and("extendChildren"), shows=lambda target: {"path": target},
    ),
    Members(
        "client_scopes", of=TO_CLIENT_SCOPE, named=by_its_id("/client-scopes/{id}", "name"),
        item=_item("name", "required"), target=lambda item: str(item["name"]), flag=("required", "required"),
        wire=id_and("required"),
    ),
    Members("policies", of=TO_POLICY, named=own_name, at=POLICIES + "/aggregate/{id}/associatedPolicies"),
)  # fmt: skip


def nothing_of_another_type(now: Mapping[str, Any], then: Mapping[str, Any], want: Mapping[str, Any]) -> None:
    """See that a task gives what the policy's type has, and a new one has what it is about.

    The server makes a policy without it, which denies or fails whenever it is asked (26.7.2).
    """
    if not then:
        return
    type, given = then["type"], [option for option in TYPE_OF if camel(option) in want]
    for option in given:
        if "config" in want or TYPE_OF[option] != type:
            says = "can't be given beside config" if "config" in want else f"a policy of type {type!r} has none"
            raise InvalidInput(option, None, says)
    about = OPTIONS_OF.get(type, ((), ()))[0]
    told = bool(now) or "config" in want or any(then.get(camel(option)) not in (None, "") for option in about)
    if about and not told:
        raise InvalidInput(about[0], None, f"is needed to make a policy of type {type!r}{_or(about)}")
    for span in _SPANS:
        if camel(f"{span}_end") in want and want[camel(f"{span}_end")] and not then.get(camel(span)):
            raise InvalidInput(f"{span}_end", None, f"needs {span}, where the time begins")


def _or(options: tuple[str, ...]) -> str:
    return f", or another of {', '.join(options[1:])}" if options[1:] else ""


def without_empty_times(body: dict[str, Any], creating: bool) -> dict[str, Any]:
    """An empty time is kept as a text, and the policy fails whenever it is asked; one left out is none (26.7.2)."""
    times = {camel(option) for option in _TIMES}
    return {name: value for name, value in body.items() if name not in times or value not in (None, "")}


def what_follows(now: Mapping[str, Any], then: dict[str, Any]) -> dict[str, Any]:
    """What the server gives a new one that isn't given it, and what it doesn't keep."""
    kept = without_empty_times(then, False)
    return kept if now else {"logic": LOGICS[0], "decisionStrategy": STRATEGIES[0], **kept}


AUTHZ_POLICY = Resource(
    name="authz_policy",
    title="authorization policy",
    homes=(
        # where the settings are given as the server keeps them, whatever the type
        of_client(POLICIES, POLICIES + "/{id}", PolicyByName({}, POLICIES), when="config"),
        of_client(
            POLICIES + "/{policy_type}",
            POLICIES + "/{policy_type}/{id}",
            PolicyByName({}),
            lists=POLICIES,
            whole={"permission": "false"},
            brief=True,
            search={"name": "{search}"},
        ),
    ),
    key=("name",),
    narrowed_by=("policy_type",),
    shares=CLIENT_DOCUMENT,
    # the PUT takes away what it isn't given, but for an aggregate's policies (26.7.2)
    parts=(
        *POLICY_PARTS,
        *MEMBERS,
        Field("fetch_roles", type="bool", since="25"),
        Field("groups_claim"),
        *_times(),
        Field("target_claim"),
        Field("pattern"),
        Field("target_context_attributes", type="bool", since="24"),
        Field("config", type="dict", shape=MapOf()),
    ),
    parents=CLIENT_ID,
    variables=lambda document: {"policy_type": document["type"]},
    prepare=without_empty_times,
    derive=what_follows,
    checks=(is_a_policy, nothing_of_another_type),
)
