# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Partial import: what it would make, by the names that other tasks use, and what counts as a change."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.reading import Source
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.actions.partial_import import PARTIAL_IMPORT
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import MissingReference

ACME = "/admin/realms/acme"
LISTS = {
    f"{ACME}/clients": [{"id": "9f", "clientId": "shop"}],
    f"{ACME}/clients/9f/roles": [{"id": "1", "name": "buyer"}],
    f"{ACME}/roles": [{"id": "2", "name": "staff"}],
}
CONTENT = {
    "clients": [{"clientId": "shop"}, {"clientId": "desk"}, {"clientId": "account"}],
    "roles": {
        "realm": [{"name": "staff"}, {"name": "boss"}],
        "client": {"shop": [{"name": "buyer"}, {"name": "seller"}], "desk": [{"name": "clerk"}]},
    },
    "groups": [{"name": "people", "subGroups": [{"name": "night"}]}],
    "identityProviders": [{"alias": "partner"}],
    "users": [{"username": "ann"}],
}


class Server:
    """A realm with a client and a role."""

    def get(self, path: str, params: Any = None) -> Any:
        return None

    def list(self, path: str, params: Any = None) -> Any:
        return LISTS.get(path, [])


def deed(content: dict[str, Any]) -> Any:
    options = {"realm": "acme", "content": content, "policy": "SKIP", "overwrite_users": False}
    return PARTIAL_IMPORT.prepare(Source(Server(), options))


def test_what_it_makes_goes_by_the_names_of_other_tasks() -> None:
    assert set(deed(CONTENT).brings) == {
        ("client", "desk"),
        ("role", "boss"),
        ("role", "shop/seller"),
        ("role", "desk/clerk"),
        ("group", "/people"),
        ("group", "/people/night"),
        ("identity_provider", "partner"),
        ("user", "ann"),
    }


def test_a_client_that_the_server_takes_for_its_own_is_told() -> None:
    content = {"clients": [{"clientId": "account"}, {"clientId": "shop-realm"}]}
    assert not deed(content).calls
    assert deed(content).foretold["warnings"] == ["the server imports no client whose id ends in -realm: 'shop-realm'"]
    with pytest.raises(MissingReference, match="there is no client 'shop-realm'"):
        deed({**content, "roles": {"client": {"shop-realm": [{"name": "a"}]}}})


@pytest.mark.parametrize(("actions", "changed"), [(["ADDED", "SKIPPED"], True), (["SKIPPED"], False), ([], False)])
def test_what_the_server_skipped_is_no_change(actions: list[str], changed: bool) -> None:
    [call] = deed(CONTENT).calls
    told = [{"action": action, "resourceType": "USER", "resourceName": "ann"} for action in actions]
    assert call.did({"results": told}) is changed
