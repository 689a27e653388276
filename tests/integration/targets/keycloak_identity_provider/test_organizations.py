# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Providers of organizations: one organization after the other, and what can't be seen while one is disabled."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import Ran, World

MODULE = "keycloak_identity_provider"
NAMES = ("acme", "other", "closed")
pytestmark = pytest.mark.since("26")


class Linked:
    """A provider, and organizations that may have it."""

    def __init__(self, world: World, realm: str) -> None:
        self.world, self.realm = world, realm
        self.path = f"/admin/realms/{realm}"
        self.options = {"realm": realm, "alias": "proof", "provider_id": "github", "config": {"clientId": "a"}}
        for name in NAMES:
            world.admin.send("POST", f"{self.path}/organizations", self._organization(name, True))
        found = world.admin.get(f"{self.path}/organizations")
        self.ids = {one["name"]: one["id"] for one in found}

    def _organization(self, name: str, enabled: bool) -> dict[str, Any]:
        return {"name": name, "alias": name, "enabled": enabled, "domains": [{"name": f"{name}.example"}]}

    def enable(self, name: str, enabled: bool) -> None:
        self.world.admin.send("PUT", f"{self.path}/organizations/{self.ids[name]}", self._organization(name, enabled))

    def read(self) -> dict[str, Any]:
        return self.world.admin.get(f"{self.path}/identity-provider/instances/proof")

    def run(self, check: bool = False, **options: Any) -> Ran:
        return self.world.run(MODULE, {**self.options, **options}, check, self.world.fresh_record())

    def turn(self, **options: Any) -> dict[str, Any]:
        """Check, run, again; return the provider."""
        check, ran, again = (self.run(check, **options) for check in (True, False, False))
        assert ran.changed and not ran.failed, ran.result["msg"]
        assert check.result["actions"] == ran.result["actions"]
        assert check.result["diff"] == ran.result["diff"]
        assert ran.result["warnings"] == []
        assert not again.changed and not again.failed, again.result["msg"]
        return self.read()

    def refused(self, says: str, **options: Any) -> None:
        for check in (True, False):
            ran = self.run(check, **options)
            assert ran.failed and not ran.writes
            assert says in ran.result["msg"]


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[Linked]:
    """A realm with organizations."""
    name = f"providers-{secrets.token_hex(3)}"
    world.admin.make_realm(name, organizationsEnabled=True)
    yield Linked(world, name)
    world.admin.remove_realm(name)


@pytest.fixture
def linked(realm: Linked) -> Iterator[Linked]:
    """The provider is new in each test."""
    realm.enable("closed", False)
    yield realm
    realm.world.admin.send("PUT", realm.path, {"organizationsEnabled": True})
    realm.enable("closed", True)
    realm.run(state="absent")


def test_one_organization_after_the_other(linked: Linked) -> None:
    """A request that names another is answered 204 and changes nothing (26.7.2)."""
    linked.turn(organization_id=linked.ids["acme"])
    assert linked.turn(organization_id=linked.ids["other"])["organizationId"] == linked.ids["other"]
    assert "organizationId" not in linked.turn(organization_id="")


def test_of_a_disabled_organization(linked: Linked) -> None:
    """It reads as disabled, whatever it is."""
    closed = linked.ids["closed"]
    linked.refused("the organization 'closed' is disabled", organization_id=closed)
    linked.turn()
    linked.refused("the organization 'closed' is disabled", organization_id=closed)
    assert linked.turn(organization_id=closed, enabled=False)["organizationId"] == closed


def test_of_an_organization_that_is_disabled_later(linked: Linked) -> None:
    """Any write of what is read would leave it disabled once the organization is enabled again."""
    linked.enable("closed", True)
    linked.turn(organization_id=linked.ids["closed"])
    linked.enable("closed", False)
    assert not linked.read()["enabled"]
    assert not linked.run(organization_id=linked.ids["closed"]).changed
    linked.refused("its organization 'closed' is disabled", display_name="Another")
    linked.refused("its organization 'closed' is disabled", enabled=True)
    assert "hiddenBy" not in str(linked.run().result)
    linked.enable("closed", True)
    assert linked.turn(display_name="Another")["enabled"]
    linked.enable("closed", False)
    assert linked.turn(organization_id="")["enabled"]


def test_while_organizations_are_switched_off(linked: Linked) -> None:
    linked.turn(organization_id=linked.ids["acme"])
    linked.world.admin.send("PUT", linked.path, {"organizationsEnabled": False})
    off = "organizations are switched off in the realm"
    linked.refused(off, display_name="Another")
    linked.refused(off, organization_id="")
    linked.refused("organizations_enabled of keycloak_realm", organization_id=linked.ids["other"])
    assert not linked.run().changed
    assert not linked.run(state="absent").failed
