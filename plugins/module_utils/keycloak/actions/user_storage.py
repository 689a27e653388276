# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done to the users of a user federation: they are synchronized, unlinked, or removed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...engine.action import Action, Call, Deed
from ...engine.part import PENDING_ID
from ...engine.reading import Source, argument
from ...rest.errors import InvalidInput, MissingReference
from ..kinds.components import COMPONENTS, only
from ..readings.connections import STORAGE, federation_of
from ..readings.realms import REALM_OPTION

SYNC = {"sync": "triggerFullSync", "sync_changed": "triggerChangedUsersSync"}
DIRECTIONS = {"to_keycloak": "fedToKeycloak", "to_federation": "keycloakToFed"}
ACTIONS = (*SYNC, "sync_mapper", "unlink", "remove_imported")
# `failed` is Ansible's own word for a task that failed
COUNTED = {"added": "added", "updated": "updated", "removed": "removed_count", "failed": "failed_count"}


def _do(source: Source) -> Deed:
    action, found = source.options["action"], federation_of(source)
    wrong = "mapper" if source.options["mapper"] and action != "sync_mapper" else ""
    wrong = wrong or ("direction" if source.options["direction"] and action != "sync_mapper" else "")
    if wrong:
        raise InvalidInput(wrong, None, "is only for action=sync_mapper")
    if action in SYNC:
        return _sync(source, found, STORAGE + "/sync", {"action": SYNC[action]}, {})
    if action == "sync_mapper":
        mapper = _mapper(source, found)
        direction = {"direction": DIRECTIONS[source.options["direction"] or "to_keycloak"]}
        return _sync(source, found, STORAGE + "/mappers/{mapper}/sync", direction, {"mapper": mapper})
    return _drop(source, found, action)


def _mapper(source: Source, found: Mapping[str, Any]) -> str:
    """Return the id of a mapper of the federation.

    :raises InvalidInput: where it has several of that name
    :raises MissingReference: where it has none of that name
    """
    name = source.options["mapper"]
    if not name:
        raise InvalidInput("mapper", None, "is needed for action=sync_mapper")
    if found["id"] == PENDING_ID:
        return PENDING_ID
    listed = source.list(COMPONENTS, {"parent": found["id"]})
    chosen = [one for one in listed if one.get("id") == name] or [one for one in listed if one.get("name") == name]
    one = only(chosen, "mapper", f"named {name!r}", "mappers")
    if one:
        return str(one["id"])
    known = ", ".join(sorted(str(one.get("name")) for one in listed)) or "none"
    raise MissingReference("mapper", None, f"user federation {found['name']!r} has no mapper {name!r}: it has {known}")


def _sync(
    source: Source, found: Mapping[str, Any], template: str, params: Mapping[str, str], more: Mapping[str, str]
) -> Deed:
    """``POST .../user-storage/{id}/sync?action=...``, which answers what became of how many."""
    name = found["name"]

    def told(answers: list[Any]) -> dict[str, Any]:
        answer = answers[0] or {}
        counts = {shown: answer.get(count) or 0 for count, shown in COUNTED.items()}
        status = answer.get("status") or "nothing to synchronize"
        return {**counts, "status": status, "msg": f"User federation {name}: {status}"}

    def did(data: Any) -> bool:
        return any((data or {}).get(count) for count in ("added", "updated", "removed"))

    values = {"realm": source.options["realm"], "id": str(found["id"]), **more}
    foretold = {"msg": f"User federation {name} would be synchronized; what that changes is only known afterwards"}
    return Deed([Call("POST", template, values, params=params, did=did)], foretold, told)


def _drop(source: Source, found: Mapping[str, Any], action: str) -> Deed:
    """``POST .../unlink-users`` or ``.../remove-imported-users``; one that imports none may have done so before."""
    name = found["name"]
    if action == "remove_imported" and not source.options["confirm"]:
        raise InvalidInput("confirm", None, "must be true to remove users: what Keycloak alone knows of them is lost")
    path, past = {
        "unlink": ("unlink-users", "unlinked"),
        "remove_imported": ("remove-imported-users", "removed"),
    }[action]
    call = Call("POST", f"{STORAGE}/{path}", {"realm": source.options["realm"], "id": str(found["id"])})
    foretold = {"msg": f"Users of user federation {name} would be {past}"}
    return Deed([call], foretold, lambda answers: {"msg": f"Users of user federation {name} have been {past}"})


USER_STORAGE = Action(
    {
        **REALM_OPTION,
        "name": argument(),
        "id": argument(),
        "action": argument(choices=list(ACTIONS), required=True),
        "mapper": argument(),
        "direction": argument(choices=list(DIRECTIONS)),
        "confirm": argument("bool", default=False),
    },
    _do,
)
