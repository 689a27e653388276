# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Management permissions: whose they are, and that nothing stands for nobody."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.desired import read
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Certain, observe
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.plan import plan
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.management_permissions import (
    MANAGEMENT_PERMISSIONS,
)
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput, ServerFault

ACME = "/admin/realms/acme"
OBJECTS = {
    "/roles/a%2Fb": {"id": "r", "name": "a/b"},
    "/clients/s/roles/a%2Fb": {"id": "c", "name": "a/b"},
    "/group-by-path/staff/x": {"id": "g", "path": "/staff/x"},
    "/identity-provider/instances/partner": {"alias": "partner", "internalId": "i"},
}


class Server:
    """A server on which management permissions are off, or without them where they are a preview."""

    def __init__(self, status: int = 200) -> None:
        self.status = status

    def get(self, path: str, params: Any = None) -> Any:
        if path.endswith("permissions") and self.status != 200:
            raise ServerFault(self.status, "GET", path, "Feature not enabled")
        return {"enabled": False} if path.endswith("permissions") else OBJECTS.get(path.replace(ACME, ""))

    def list(self, path: str, params: Any = None) -> Any:
        return [{"id": "s", "clientId": "shop"}]


def actions(status: int = 200, **options: Any) -> list[str]:
    desired = read(MANAGEMENT_PERMISSIONS, {"realm": "acme", **options})
    seen = observe(MANAGEMENT_PERMISSIONS, Server(status), desired, Certain())
    return [one.replace(ACME, "") for one in plan(MANAGEMENT_PERMISSIONS, seen, desired).actions]


@pytest.mark.parametrize(
    ("options", "path"),
    [
        ({"client_id": "shop"}, "/clients/s/management/permissions"),
        ({"client_id": "shop", "role": "a/b"}, "/clients/s/roles/a%2Fb/management/permissions"),
        ({"role": "a/b"}, "/roles/a%2Fb/management/permissions"),
        ({"group": "/staff/x"}, "/groups/g/management/permissions"),
        ({"identity_provider": "partner"}, "/identity-provider/instances/partner/management/permissions"),
        ({"users": True}, "/users-management-permissions"),
    ],
)
def test_whose_they_are(options: dict[str, Any], path: str) -> None:
    assert actions(enabled=True, **options) == [f"PUT {path}"]
    assert actions(enabled=False, **options) == []


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"client_id": "shop", "role": ""}, "role: must not be empty"),
        ({"client_id": "", "role": "a/b"}, "client_id: must not be empty"),
        ({"group": "", "users": True}, "group: must not be empty"),
        ({"users": False}, "exactly one of"),
        ({"users": True, "role": "a/b"}, "exactly one of"),
    ],
)
def test_refused(options: dict[str, Any], says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        actions(enabled=True, **options)


def test_a_server_without_them() -> None:
    with pytest.raises(InvalidInput, match="--features=admin-fine-grained-authz:v1"):
        actions(501, enabled=True, users=True)
