# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is read of brute force detection: the failed log-ins that the server has recorded of a user."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...engine.reading import Reading, Source
from ..kinds.references import REALM
from .realms import REALM_OPTION
from .sessions import USER_OPTIONS
from .users import called, user_of

ATTACKS = f"{REALM}/attack-detection/brute-force/users"
# what the server keeps until it is cleared, or the user logs in
_RECORDED = (
    "numFailures",
    "numTemporaryLockouts",
    "numSecondaryAuthFailures",
    "failedLoginNotBefore",
    "lastFailure",
)


def status_of(source: Source, user: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is recorded of a user: ``GET /attack-detection/brute-force/users/{id}``."""
    return source.get(ATTACKS + "/{user}", user=str(user["id"])) or {}


def is_recorded(status: Mapping[str, Any]) -> bool:
    """Return whether there are failures to clear. A user who is disabled for good has none."""
    return any(status.get(name) for name in _RECORDED)


def _read(source: Source) -> dict[str, Any]:
    user = user_of(source, "user_id")
    status, name = status_of(source, user), called(source, user, "user_id")
    failures = int(status.get("numFailures") or 0)
    said = {0: "no failed log-in", 1: "one failed log-in"}.get(failures, f"{failures} failed log-ins")
    locked = ", and is locked out" if status.get("disabled") else ""
    return {"status": status, "recorded": is_recorded(status), "msg": f"User {name!r} has {said}{locked}"}


ATTACK_STATUS = Reading({**REALM_OPTION, **USER_OPTIONS}, _read)
