# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Many clients: what an export answers of them is what their lists have, and what differs is found."""

from __future__ import annotations

import copy
import secrets
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.config.survey import Survey
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.config import exported
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.config.holdings import all_groups
from ansible_collections.iamops.keycloak.tests.integration.harness.admin import Admin
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World

MODULE = "keycloak_config"
CLIENTS = exported.MANY + 5
GROUPS = 12
DATA: dict[str, Any] = {
    "clients": [{"clientId": f"app-{number}"} for number in range(CLIENTS)],
    "roles": {
        "realm": [{"name": "staff"}],
        "client": {
            f"app-{number}": [
                {"name": "read", "description": "Reads", "attributes": {"level": ["1", "2"]}},
                {"name": "all of it", "composites": {"realm": ["staff"], "client": {f"app-{number}": ["read"]}}},
            ]
            for number in range(CLIENTS)
        },
    },
    "groups": [
        {
            "name": f"group {number}",
            "attributes": {"place": [f"p{number}"]},
            "realmRoles": ["staff"],
            "subGroups": [{"name": "a/b", "description": "Inside", "clientRoles": {"app-1": ["read"]}}],
        }
        for number in range(GROUPS)
    ],
}

pytestmark = pytest.mark.since("26")


class Plainly:
    """Reads past the collection.

    :param admin: the server
    """

    def __init__(self, admin: Admin) -> None:
        self.admin = admin

    def get(self, path: str, params: Any = None) -> Any:
        return self.admin.get(path + self._query(params))

    def list(self, path: str, params: Any = None) -> Any:
        return self.get(path, {**(params or {}), "max": 1000})

    def query(self, path: str, body: Any = None, params: Any = None, **how: Any) -> Any:
        return self.admin.send("POST", path + self._query(params)).json()

    def version(self) -> str:
        return str(self.admin.get("/admin/serverinfo")["systemInfo"]["version"])

    def _query(self, params: Any) -> str:
        return "?" + "&".join(f"{name}={value}" for name, value in (params or {}).items())


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    name = f"many-{secrets.token_hex(3)}"
    made = world.run(MODULE, {"realm": name, "config": DATA})
    assert not made.failed, made
    yield name
    world.admin.remove_realm(name)


def test_an_export_has_what_lists_have(world: World, realm: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exported, "AT_HAND", 60)
    path, reader = f"/admin/realms/{realm}", Plainly(world.admin)
    survey = Survey(reader, ())
    clients = {client["clientId"]: client["id"] for client in survey.whole(f"{path}/clients")}
    before = set(threading.enumerate())
    exported.client_roles(survey, path, "")
    for thread in set(threading.enumerate()) - before:
        thread.join(60)
    assert len(clients) > CLIENTS
    for client in clients.values():
        roles = reader.list(f"{path}/clients/{client}/roles", {"briefRepresentation": "false"})
        assert exported.client_roles(survey, path, client) == {role["name"]: role for role in roles}
    listed = all_groups(reader, realm)
    assert sum(map(len, listed.values())) == 2 * GROUPS
    assert sorted_by_id(exported.groups(survey, path)) == sorted_by_id(listed)


def sorted_by_id(groups: Any) -> dict[Any, list[Any]]:
    """Return the groups below each, without what only says what the reader may do."""
    return {
        parent: sorted(({**group, "access": None} for group in found), key=lambda group: str(group["id"]))
        for parent, found in groups.items()
        if found
    }


def test_what_differs_is_found(world: World, realm: str) -> None:
    again = world.run(MODULE, {"realm": realm, "config": DATA})
    assert not again.failed, again
    assert not again.changed, again
    data = copy.deepcopy(DATA)
    data["roles"]["client"]["app-3"][0]["attributes"]["level"] = ["1", "3"]
    data["groups"][5]["subGroups"][0]["description"] = "Elsewhere"
    changed = world.run(MODULE, {"realm": realm, "config": data})
    assert not changed.failed, changed
    assert [(one["kind"], one["change"]) for one in changed.result["changes"]] == [
        ("role", "updated"),
        ("group", "updated"),
    ]
    assert world.run(MODULE, {"realm": realm, "config": data}).result["changes"] == []
