# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What reads of components and keys ask of the server, and under which names they return it."""

from __future__ import annotations

from typing import Any, Optional

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.reading import Source
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.components import (
    COMPONENTS_OF_A_REALM,
    KEYS_METADATA,
)

ACME = "/admin/realms/acme"
ITEMS = [
    {"id": "k", "name": "key", "providerType": "keys", "parentId": "r"},
    {"id": "l", "name": "ldap", "providerType": "users", "parentId": "r"},
    {"id": "m", "name": "email", "providerType": "mappers", "parentId": "l"},
]


class Server:
    """A realm with a key, a federation and its mapper."""

    def get(self, path: str, params: Any = None) -> Any:
        return {ACME: {"id": "r", "realm": "acme"}, f"{ACME}/keys": {"active": {"RS256": "k"}, "keys": []}}.get(path)

    def list(self, path: str, params: Any = None) -> Any:
        names = {"name": "name", "type": "providerType", "parent": "parentId"}
        return [one for one in ITEMS if all(one[names[key]] == value for key, value in params.items())]


def source(**options: Optional[str]) -> Source:
    return Source(Server(), {"realm": "acme", "name": None, "provider_type": None, "parent_id": None, **options})


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, ["key", "ldap", "email"]),
        ({"name": "key"}, ["key"]),
        ({"provider_type": "users"}, ["ldap"]),
        ({"name": "key", "provider_type": "users"}, []),
        ({"parent_id": "acme"}, ["key", "ldap"]),
        ({"parent_id": "r", "provider_type": "keys"}, ["key"]),
        ({"parent_id": "ldap"}, ["email"]),
        ({"parent_id": "l"}, ["email"]),
        ({"parent_id": "nosuch"}, []),
    ],
)
def test_components(options: dict[str, str], expected: list[str]) -> None:
    told = COMPONENTS_OF_A_REALM.read(source(**options))
    assert [one["name"] for one in told["components"]] == expected
    assert told["msg"] == f"{len(expected)} components found in realm acme"


def test_keys() -> None:
    assert KEYS_METADATA.read(source()) == {
        "keys_metadata": {"active": {"RS256": "k"}, "keys": []},
        "msg": "Get realm keys metadata successful for ID acme",
    }
