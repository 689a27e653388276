# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists longer than a page, at a real server, whose page sizes differ by endpoint."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.login.conftest import VERSION, Realm

USERS, GROUPS, CHILDREN, ROLES = 130, 25, 25, 30


@pytest.fixture(scope="module")
def crowd(realm: Realm) -> str:
    """Fill the realm and return the path of a group with many children."""
    send = realm.root.send
    for start in range(0, USERS, 65):
        people = [{"username": f"crowd-{number:03}"} for number in range(start, start + 65)]
        send("POST", realm.path + "/partialImport", {"ifResourceExists": "SKIP", "users": people})
    for number in range(GROUPS):
        made = send("POST", realm.path + "/groups", {"name": f"crowd-{number:02}"})
    for number in range(CHILDREN):
        send("POST", f"{realm.path}/groups/{made.location_id}/children", {"name": f"child-{number:02}"})
    for number in range(ROLES):
        send("POST", realm.path + "/roles", {"name": f"crowd-{number:02}"})
    return f"{realm.path}/groups/{made.location_id}/children"


@pytest.mark.parametrize("page", [500, 130, 50, 7, 2])
@pytest.mark.parametrize("path, key, prefix, count", [
    ("/users", "username", "crowd-", USERS),
    ("/groups", "name", "crowd-", GROUPS),
    ("children", "name", "child-", CHILDREN),
    ("/roles", "name", "crowd-", ROLES),
    ("/client-scopes", "name", "", None),
    ("/authentication/flows", "alias", "", None),
])
def test_every_item_once(
    realm: Realm, crowd: str, page: int, path: str, key: str, prefix: str, count: Any
) -> None:
    if path == "children" and VERSION < 23:
        pytest.skip("children come with their group")
    address = crowd if path == "children" else realm.path + path
    items = [item[key] for item in realm.root.list(address, page=page) if item[key].startswith(prefix)]
    assert len(items) == len(set(items))
    expected = len(realm.root.get_required(address)) if count is None else count
    assert len(items) == expected
