# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Partial import: many objects at once into a realm that exists: ``POST /admin/realms/{realm}/partialImport``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...engine.action import Action, Call, Deed, idle
from ...engine.reading import Source, argument
from ...rest.errors import InvalidInput
from ..kinds.references import REALM
from ..readings.partial_import import ITS_OWN, Item, is_imported, items_of, with_paths
from ..readings.realms import REALM_OPTION

SKIP, FAIL, OVERWRITE = POLICIES = ("SKIP", "FAIL", "OVERWRITE")
SKIPPED, ADDED, OVERWRITTEN = "SKIPPED", "ADDED", "OVERWRITTEN"
SECTIONS = ("clients", "groups", "identityProviders", "identityProviderMappers", "roles", "users")
_Results = list[dict[str, Any]]


def _check(source: Source, items: list[Item]) -> None:
    """See that the policy allows what it would do to the objects that exist.

    :raises InvalidInput: where it doesn't
    """
    there = [item for item in items if item.id]
    if source.options["policy"] == FAIL and there:
        names = ", ".join(f"{item.title} {item.name!r}" for item in there)
        raise InvalidInput("policy", None, f"is {FAIL}, and these exist already: {names}")
    users = [item.name for item in there if item.type == "USER"]
    if source.options["policy"] == OVERWRITE and users and not source.options["overwrite_users"]:
        what = "their passwords, sessions, consents and ids would be lost"
        names = ", ".join(repr(name) for name in users)
        raise InvalidInput("overwrite_users", None, f"must be true to remove and make again user {names}: {what}")


def _foretold(policy: str, items: list[Item]) -> _Results:
    then = OVERWRITTEN if policy == OVERWRITE else SKIPPED
    return _sorted(
        {"action": then if item.id else ADDED, "resourceType": item.type, "resourceName": item.name}
        | ({"id": item.id} if item.id and then == SKIPPED else {})
        for item in items
    )


def _came_of(answer: Any) -> _Results:
    """Return what the server tells. It tells of a role that it makes again twice, as added, too (26.7.2)."""
    told = (answer or {}).get("results") or []
    again = {(one["resourceType"], one["resourceName"]) for one in told if one["action"] == OVERWRITTEN}
    return _sorted(
        one
        for one in told
        if one["action"] != ADDED or (one["resourceType"], one["resourceName"]) not in again
    )  # fmt: skip


def _did_something(answer: Any) -> bool:
    """Return whether the server made anything; somebody else may have made all of it meanwhile."""
    return any(one["action"] != SKIPPED for one in _came_of(answer))


def _sorted(results: Any) -> _Results:
    return sorted(results, key=lambda one: (one["resourceType"], one["resourceName"]))


def _left_out(content: Mapping[str, Any]) -> list[str]:
    """Return a warning of clients that somebody may have made, and that the server takes for its own."""
    given = [client["clientId"] for client in content.get("clients") or []]
    names = [repr(name) for name in given if name not in ITS_OWN and not is_imported(name)]
    return [f"the server imports no client whose id ends in -realm: {', '.join(names)}"] if names else []


def _told(results: _Results, would: str, ignored: list[str], warnings: list[str]) -> dict[str, Any]:
    counts = {
        word: sum(one["action"] == word.upper() for one in results) for word in ("added", "skipped", "overwritten")
    }
    words = ", ".join(f"{count} {would}{word}" for word, count in counts.items())
    more = [f"a partial import takes no {', '.join(ignored)}"] if ignored else []
    return {**counts, "results": results, "msg": f"Partial import: {words}", "warnings": [*warnings, *more]}


def _import(source: Source) -> Deed:
    content, policy = dict(source.options["content"]), source.options["policy"]
    known = {name: content[name] for name in SECTIONS if content.get(name)}
    if "groups" in known:
        known["groups"] = with_paths(known["groups"])
    items = list(items_of(source, known))
    _check(source, items)
    ignored = sorted(str(name) for name in content if name not in (*SECTIONS, "id", "realm", "ifResourceExists"))
    warnings = [*getattr(source.anticipation, "warnings", []), *_left_out(known)]
    foretold = _foretold(policy, items)
    body = {"ifResourceExists": policy, **known}
    calls = [Call("POST", f"{REALM}/partialImport", {"realm": source.options["realm"]}, body, did=_did_something)]
    if all(one["action"] == SKIPPED for one in foretold):
        return idle(_told(foretold, "", ignored, warnings))
    return Deed(
        calls,
        _told(foretold, "would be ", ignored, warnings),
        lambda answers: _told(_came_of(answers[0]), "", ignored, warnings),
        [made for item in items if not item.id for made in item.makes],
    )


PARTIAL_IMPORT = Action(
    {
        **REALM_OPTION,
        "content": argument("dict", required=True),
        "policy": argument(choices=list(POLICIES), default=SKIP, aliases=["if_resource_exists"]),
        "overwrite_users": argument("bool", default=False),
    },
    _import,
)
