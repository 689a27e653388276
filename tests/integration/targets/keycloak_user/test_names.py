# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Usernames and e-mail addresses that the realm, or another user, doesn't leave to a user: said before any write."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import Ran, World

MODULE = "keycloak_user"


class People:
    """A realm with Anna, who has an address."""

    def __init__(self, world: World, realm: str) -> None:
        self.world, self.realm, self.path = world, realm, f"/admin/realms/{realm}"

    def run(self, check: bool = False, **options: Any) -> Ran:
        return self.world.run(MODULE, {"realm": self.realm, **options}, check)

    def turn(self, **options: Any) -> dict[str, Any]:
        check, ran, again = (self.run(check, **options) for check in (True, False, False))
        assert check.changed and ran.changed and not ran.failed, ran.result["msg"]
        assert not again.changed and not again.failed, again.result["msg"]
        return ran.result["end_state"]

    def refused(self, says: str, **options: Any) -> None:
        for check in (True, False):
            ran = self.run(check, **options)
            assert ran.failed and not ran.writes
            assert says in ran.result["msg"]

    def allow(self, **settings: bool) -> None:
        self.world.admin.send("PUT", self.path, settings)


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[People]:
    """A realm for users."""
    name = f"names-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    people = People(world, name)
    people.turn(username="Anna", email="Anna@Example.com")
    yield people
    world.admin.remove_realm(name)


@pytest.fixture
def people(realm: People) -> People:
    realm.allow(registrationEmailAsUsername=False, duplicateEmailsAllowed=False, editUsernameAllowed=False)
    return realm


def test_an_address_that_another_user_has(people: People) -> None:
    taken = "must be an address that no other user has, as 'anna'"
    people.refused(taken, username="bert", email="ANNA@example.com")
    people.turn(username="bert", email="bert@example.com")
    people.refused(taken, username="bert", email="anna@example.com")
    assert not people.run(username="anna", email="anna@example.com").changed
    assert people.run(username="Anna", email="anna@example.com", force=True).changed
    people.allow(duplicateEmailsAllowed=True, loginWithEmailAllowed=False)
    people.turn(username="bert", email="anna@example.com")
    people.turn(username="bert", state="absent")
    people.allow(duplicateEmailsAllowed=False, loginWithEmailAllowed=True)


def test_addresses_for_usernames(people: People) -> None:
    """The server gives the user the address for a name: the next run would look for another one in vain."""
    people.allow(registrationEmailAsUsername=True)
    asks = "username: must be the e-mail address 'carl@example.com'"
    people.refused(asks, username="carl", email="Carl@example.com")
    carl = people.turn(username="Carl@Example.com", email="carl@example.com")
    people.refused("must be the e-mail address 'new@example.com'", username="carl@example.com", email="new@example.com")
    # who is named by the id gets the name with the address
    people.turn(id=carl["id"], email="new@example.com")
    people.turn(id=carl["id"], state="absent")


def test_another_username(people: People) -> None:
    """Of a user who is named by the id."""
    bert = people.turn(username="bert")
    people.refused("edit_username_allowed of keycloak_realm", id=bert["id"], username="bertram")
    people.allow(editUsernameAllowed=True)
    people.refused("must be a name that no other user has", id=bert["id"], username="ANNA")
    assert people.turn(id=bert["id"], username="Bertram")["username"] == "bertram"
    people.turn(id=bert["id"], state="absent")
