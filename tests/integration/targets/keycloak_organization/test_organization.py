# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_organization on a real server: names and aliases, members whose accounts are the organization's."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.invited import invite, register
from ansible_collections.iamops.keycloak.tests.integration.harness.mail import Mailbox
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import Ran, World

MODULE = "keycloak_organization"
PARTNER = {
    "alias": "partner",
    "providerId": "oidc",
    "config": {"clientId": "a", "authorizationUrl": "https://a.example", "tokenUrl": "https://a.example"},
}


@pytest.fixture(scope="module")
def realm(world: World, post_office: Mailbox) -> Iterator[str]:
    """A realm with organizations switched on."""
    name = f"organization-{secrets.token_hex(3)}"
    world.admin.make_realm(name, organizationsEnabled=True, smtpServer=post_office.settings)
    world.admin.send("POST", f"/admin/realms/{name}/users", {"username": "ann", "enabled": True})
    world.admin.send("POST", f"/admin/realms/{name}/identity-provider/instances", PARTNER)
    yield name
    world.admin.remove_realm(name)


def fine(world: World, realm: str, check: bool = False, **options: Any) -> Ran:
    """Run a task that must not fail."""
    ran = world.run(MODULE, {"realm": realm, **options}, check=check)
    assert not ran.failed, ran.result["msg"]
    return ran


def refused(world: World, realm: str, says: str, **options: Any) -> None:
    """See that a task is refused before a write, in check mode and in a run."""
    for check in (True, False):
        ran = world.run(MODULE, {"realm": realm, **options}, check=check)
        assert (ran.failed, ran.writes, ran.changed) == (True, [], False), str(ran)
        assert says in ran.result["msg"]


def test_names_change_aliases_stay(world: World, realm: str) -> None:
    made = fine(world, realm, name="One and only", alias="one").result["end_state"]
    refused(world, realm, "alias: can't be changed once it is made, it is 'one'", name="One and only", alias="two")
    refused(world, realm, "alias: is needed for a name that has spaces: 'An other'", name="An other")
    for names in ({"name": "New name", "alias": "one"}, {"name": "Newer name", "id": made["id"]}):
        check, run = fine(world, realm, True, **names), fine(world, realm, **names)
        assert check.result["diff"] == run.result["diff"]
        assert [write.method for write in run.writes] == ["PUT"]
        assert run.result["end_state"] == {**made, "name": names["name"]}
        assert not fine(world, realm, **names).changed
    # a domain that is called like an organization isn't one
    fine(world, realm, name="other", domains=[{"name": "domain.example"}])
    assert fine(world, realm, check=True, name="domain.example").result["existing"] == {}
    for name in ("Newer name", "other"):
        assert fine(world, realm, name=name, state="absent").changed


def test_accounts_are_not_deleted_unasked(world: World, realm: str, mailbox: Mailbox) -> None:
    options = {"name": "owner", "members": [{"username": "ann"}]}
    organization = fine(world, realm, **options).result["end_state"]["id"]
    for email in ("eve@example.org", "eva@example.org"):
        invite(world.admin, realm, organization, email)
        register(world.admin, realm, organization, email)
    says = "these members are managed by the organization, and their accounts would be deleted: eva, eve."
    for option, more in (("members", {"members": []}), ("state", {"state": "absent"})):
        refused(world, realm, f"{option}: {says} delete_managed_members: true allows it", name="owner", **more)
    assert fine(world, realm, name="owner", members=[{"username": "ann", "state": "absent"}]).changed
    one = {"name": "owner", "members": [{"username": "eve", "state": "absent"}], "delete_managed_members": True}
    assert fine(world, realm, check=True, **one).result["diff"]["after"]["members"] == ["eva"]
    assert fine(world, realm, **one).changed
    users = f"/admin/realms/{realm}/users"
    assert sorted(user["username"] for user in world.admin.get(users)) == ["ann", "eva"]
    assert fine(world, realm, name="owner", state="absent", delete_managed_members=True).changed
    assert [user["username"] for user in world.admin.get(users)] == ["ann"]


def test_providers_of_a_disabled_organization(world: World, realm: str) -> None:
    """They read as disabled, and what is read would be written; a new link would write it, too."""
    fine(world, realm, name="asleep", enabled=False, domains=[{"name": "asleep.example"}],
         identity_providers=[{"alias": "partner", "domain": "asleep.example"}])  # fmt: skip
    same = {"name": "asleep", "identity_providers": [{"alias": "partner", "domain": "asleep.example"}]}
    assert not fine(world, realm, **same).changed
    for more in ({}, {"enabled": True}):
        other = {"name": "asleep", "identity_providers": [{"alias": "partner", "domain": "ANY"}], **more}
        refused(
            world, realm, "identity_providers: can't get other settings while the organization is disabled", **other
        )
    fine(world, realm, name="asleep", enabled=True)
    assert fine(world, realm, **other).changed
    assert world.admin.get(f"/admin/realms/{realm}/identity-provider/instances/partner")["enabled"] is True
    fine(world, realm, name="asleep", state="absent")


def test_switched_off(world: World, realm: str) -> None:
    place = f"/admin/realms/{realm}"
    world.admin.send("PUT", place, {"organizationsEnabled": False})
    says = "Organizations not enabled for this realm. (switch organizations on in the realm: organizations_enabled of"
    for options in ({"name": "a"}, {"name": "a", "state": "absent"}, {"id": "nosuch", "name": "a"}):
        refused(world, realm, says, **options)
    world.admin.send("PUT", place, {"organizationsEnabled": True})
