# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_authz_resource on a real server: resources of one name that several own."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World

MODULE = "keycloak_authz_resource"


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with a client that is protected, and two users."""
    name = f"authz-owners-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    client = {"clientId": "app", "serviceAccountsEnabled": True, "authorizationServicesEnabled": True}
    world.admin.send("POST", f"/admin/realms/{name}/clients", client)
    for user in ("ann", "ann-marie"):
        world.admin.send("POST", f"/admin/realms/{name}/users", {"username": user, "enabled": True})
    yield name
    world.admin.remove_realm(name)


def test_each_owner_has_a_resource_of_that_name(world: World, realm: str) -> None:
    given = {"realm": realm, "client_id": "app", "name": "Photo"}
    made = []
    for owner in (None, "ann-marie", "Ann"):
        options = {**given, "owner": owner, "uris": [f"/{owner}"]}
        foreseen = world.run(MODULE, options, check=True)
        ran = world.run(MODULE, options)
        assert ran.changed
        assert (ran.result["actions"], ran.result["diff"]) == (foreseen.result["actions"], foreseen.result["diff"])
        assert ran.result["end_state"]["owner"]["name"] == (owner or "app").lower()
        again = world.run(MODULE, options)
        assert not again.changed
        assert again.writes == []
        made.append(ran.result["end_state"]["_id"])
    assert len(set(made)) == 3
    ran = world.run(MODULE, {**given, "owner": "ann", "uris": ["/b"]})
    assert [len(ran.writes), ran.result["end_state"]["_id"]] == [1, made[2]]
    ran = world.run(MODULE, {**given, "owner": "ann", "state": "absent"})
    assert ran.changed
    ran = world.run(MODULE, {**given, "owner": "ann", "state": "absent"})
    assert not ran.changed
    assert world.run(MODULE, {**given, "owner": "ann-marie", "uris": ["/ann-marie"]}).writes == []
    assert world.run(MODULE, {**given, "uris": ["/None"]}).writes == []


def test_an_owner_is_a_user(world: World, realm: str) -> None:
    for check in (True, False):
        ran = world.run(MODULE, {"realm": realm, "client_id": "app", "name": "P", "owner": "nosuch"}, check=check)
        assert ran.failed
        assert ran.writes == []
    assert "owner: there is no user 'nosuch'" in ran.result["msg"]
