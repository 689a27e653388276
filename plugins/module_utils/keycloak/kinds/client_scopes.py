# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Client scopes: ``/admin/realms/{realm}/client-scopes``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...engine.canonical import MapOf
from ...engine.field import Field
from ...engine.lookup import InList
from ...engine.resource import Home, Resource
from ...rest.errors import InvalidInput
from .mappers import protocol_mappers
from .references import REALM

SCOPES = f"{REALM}/client-scopes"

OPENID = "openid-connect"


def a_new_one_has_a_protocol(body: dict[str, Any], creating: bool) -> dict[str, Any]:
    """Without one the server answers 400 since 26; the administration console starts with this one, too."""
    return {"protocol": OPENID, **body} if creating else body


def no_spaces(now: Mapping[str, Any], then: Mapping[str, Any], want: Mapping[str, Any]) -> None:
    """A new name has none: 16.1 makes each an underscore, newer servers refuse them."""
    if " " in (want.get("name") or "") and want["name"] != now.get("name"):
        raise InvalidInput("name", want["name"], "must not have spaces: no server keeps them")


def what_follows(now: Mapping[str, Any], then: dict[str, Any]) -> dict[str, Any]:
    """A new scope that isn't given a protocol has this one."""
    return then if now else {"protocol": OPENID, **then}


CLIENT_SCOPE = Resource(
    name="client_scope",
    title="client scope",
    sayings={
        "created": "Clientscope {name} has been created with ID {id}",
        "updated": "Clientscope {id} has been updated",
        "removed": "Clientscope {name} has been deleted",
        "unchanged": "No changes required to clientscope {name}.",
        "absent": "Clientscope does not exist; doing nothing.",
    },
    homes=(Home(SCOPES, SCOPES + "/{id}", InList(SCOPES, {"name": "name"})),),
    key=("name",),
    id_option="id",
    keeps_id=True,
    parts=(
        Field("name", max_length=255),
        Field("description", max_length=255),
        Field("protocol"),
        # the PUT merges this map: only null removes a key, and an empty value is kept
        Field("attributes", type="dict", shape=MapOf(empty_is_absent=False, remove_with=None)),
        protocol_mappers(SCOPES + "/{id}", inline=False),
    ),
    prepare=a_new_one_has_a_protocol,
    derive=what_follows,
    checks=(no_spaces,),
)
