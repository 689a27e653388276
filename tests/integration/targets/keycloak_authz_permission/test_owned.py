# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_authz_permission where users own resources, and resources of several owners have one name."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import Ran, World

MODULE, RESOURCE = "keycloak_authz_permission", "keycloak_authz_resource"
PERMISSION = {"name": "photos", "permission_type": "resource", "policies": ["Ann"]}


class Shop:
    """A client with authorization services, and the permissions of it."""

    def __init__(self, world: World, realm: str) -> None:
        self.world = world
        self.where = {"realm": realm, "client_id": "shop"}

    def make(self, module: str, **options: Any) -> dict[str, Any]:
        """Make or change something, and return what is there then."""
        ran = self.world.run(module, {**self.where, **options})
        assert ran.changed, ran.result["msg"]
        return ran.result["end_state"]

    def bring(self, *resources: str, **more: Any) -> Ran:
        """Bring the permission about; check mode says what the run does."""
        options = {**self.where, **PERMISSION, "resources": list(resources), **more}
        foreseen, ran = self.world.run(MODULE, options, check=True), self.world.run(MODULE, options)
        for key in ("changed", "failed", "msg", "diff", "actions"):
            if key != "msg" or ran.failed:
                assert foreseen.result.get(key) == ran.result.get(key)
        assert ran.failed or not self.world.run(MODULE, options).changed
        return ran


@pytest.fixture(scope="module")
def shop(world: World) -> Iterator[Shop]:
    """A client whose users may own what it protects."""
    name = f"authz-owned-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    shop = Shop(world, name)
    shop.make("keycloak_client", service_accounts_enabled=True, authorization_services_enabled=True)
    for user in ("ann", "bob"):
        world.admin.send("POST", f"/admin/realms/{name}/users", {"username": user, "enabled": True})
    shop.make("keycloak_authz_policy", name="Ann", policy_type="user", users=["ann"])
    yield shop
    world.admin.remove_realm(name)


def test_a_name_means_the_clients_own_resource_or_the_only_one(shop: Shop) -> None:
    anns = shop.make(RESOURCE, name="Photo/1 #ü", owner="ann", owner_managed_access=True)["_id"]
    ran = shop.bring("Photo/1 #ü")
    assert (ran.changed, ran.result["end_state"]["resources"]) == (True, [anns])
    assert ran.result["diff"]["after"]["resources"] == ["Photo/1 #ü"]
    # the same resource by its other name
    assert not shop.bring(anns).changed
    ran = shop.bring("Photo/1 #ü", description="what she shows")
    assert (ran.changed, ran.result["end_state"]["resources"]) == (True, [anns])

    own = shop.make(RESOURCE, name="Photo/1 #ü")["_id"]
    ran = shop.bring("Photo/1 #ü")
    assert (ran.changed, ran.result["end_state"]["resources"]) == (True, [own])
    assert ran.result["diff"]["before"]["resources"] == [anns]
    ran = shop.bring("Photo/1 #ü", anns)
    assert (ran.changed, sorted(ran.result["end_state"]["resources"])) == (True, sorted([anns, own]))
    assert shop.bring("Photo/1 #ü").result["end_state"]["resources"] == [own]


def test_a_name_of_several_users_resources_is_refused(shop: Shop) -> None:
    anns, bobs = (shop.make(RESOURCE, name="Film", owner=owner)["_id"] for owner in ("ann", "bob"))
    ran = shop.bring("Film")
    assert (ran.failed, ran.writes) == (True, [])
    assert "resources: is the name of resources of several owners: ann, bob" in ran.result["msg"]
    for one in (anns, bobs):
        ran = shop.bring(one)
        assert (ran.changed, ran.result["end_state"]["resources"]) == (True, [one])
    ran = shop.bring("no such")
    assert (ran.failed, ran.writes) == (True, [])
    assert "there is no resource 'no such'" in ran.result["msg"]
