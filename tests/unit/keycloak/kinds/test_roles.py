# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Roles: which one is meant, by its name or by its id, and what is refused before a request."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.desired import read
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Certain
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.run import run
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.roles import ROLE
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput

ACME = "/admin/realms/acme"
ANSWERS = {
    f"{ACME}/roles/clerk": {"id": "r", "name": "clerk", "clientRole": False, "containerId": "acme"},
    f"{ACME}/roles-by-id/c": {"id": "c", "name": "buyer", "clientRole": True, "containerId": "s"},
}

CLIENTS: dict[str, Any] = {
    "shop": {"id": "s", "clientId": "shop", "access": {"configure": True}},
    "realm-management": {"id": "m", "clientId": "realm-management", "access": {"configure": False}},
}
ANSWERS[f"{ACME}/clients/m/roles/view-users"] = {"id": "v", "name": "view-users"}


class Server:
    """A realm with a role of its own, and one of a client."""

    def get(self, path: str, params: Any = None) -> Any:
        return ANSWERS.get(path)

    def list(self, path: str, params: Any = None) -> Any:
        return [CLIENTS[params["clientId"]]] if path == f"{ACME}/clients" else []


def actions(**options: Any) -> list[str]:
    """Return the writes that check mode foresees."""
    desired = read(ROLE, {"realm": "acme", **options})
    return [one.replace(ACME, "") for one in run(ROLE, Server(), desired, Certain(), True, []).first.actions]


CLERK = {"name": "clerk"}


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"name": "clerk", "description": "x"}, ["PUT /roles/clerk"]),
        ({"id": "c"}, []),
        ({"id": "c", "description": "x"}, ["PUT /roles-by-id/c"]),
        ({"id": "c", "name": "seller"}, ["PUT /roles-by-id/c"]),
        ({"id": "c", "composites": [CLERK]}, ["POST /roles-by-id/c/composites"]),
        ({"id": "c", "name": "buyer", "composites": [CLERK]}, ["POST /clients/s/roles/buyer/composites"]),
        ({"id": "c", "name": "clerk", "state": "absent"}, ["DELETE /roles-by-id/c"]),
        ({"id": "x", "name": "clerk", "state": "absent"}, []),
        ({"name": "new", "client_id": "shop"}, ["POST /clients/s/roles"]),
        ({"name": "view-users", "client_id": "realm-management", "description": ""}, []),
    ],
)
def test_which_is_meant(options: dict[str, Any], expected: list[str]) -> None:
    assert actions(**options) == expected


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"id": "x", "name": "clerk"}, "id: is no role"),
        ({"id": "c", "client_id": "shop"}, "client_id: can't be given with id"),
        ({"name": "new", "client_id": "realm-management"}, "name: must stay as it is: the server lets this login look"),
        ({"name": "view-users", "client_id": "realm-management", "description": "x"}, "must stay as it is"),
        ({"name": "clerk", "client_id": "", "state": "absent"}, "client_id: must not be empty"),
        ({"name": "clerk", "composites": [{"name": "a", "client_id": ""}]}, "composites.client_id: must not be empty"),
    ],
)
def test_refused(options: dict[str, Any], says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        actions(**options)
