# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is read of a realm: what it shows to everybody, and its users."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...engine.reading import Reading, Source, argument
from ...rest.errors import MissingReference
from ..kinds.references import REALM

REALM_OPTION = {"realm": argument(default="master")}


def the_realm(source: Source) -> Mapping[str, Any]:
    """Return the realm as the login may see it; an empty one where it is yet to be made.

    :raises MissingReference: where there is no such realm
    """
    found, name = source.get(REALM), source.options["realm"]
    if found is None and not source.anticipation.expects("realm", name):
        raise MissingReference("realm", None, f"there is no realm {name!r}")
    return found or {}


def _public(source: Source) -> dict[str, Any]:
    """Return what ``GET /realms/{realm}`` answers, None where there is no such realm."""
    told = f"Get realm public info successful for ID {source.options['realm']}"
    return {"realm_info": source.get("/realms/{realm}"), "msg": told}


def _users(source: Source) -> dict[str, Any]:
    """Return all users: ``GET /admin/realms/{realm}/users`` answers a hundred at a time."""
    users = source.list(f"{REALM}/users")
    return {"users": users, "msg": f"{len(users)} users found in realm {source.options['realm']}"}


REALM_INFO = Reading(REALM_OPTION, _public, public=True)
REALM_USERS = Reading(REALM_OPTION, _users)
