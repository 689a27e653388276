# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A run that breaks off says where it stopped, loses nothing, and the next one finishes the job."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.data import Options
from ansible_collections.iamops.keycloak.tests.integration.harness.proxy import LOGIN
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import Ran, World

REALM = f"broken-{secrets.token_hex(3)}"
ROLE: Options = {"realm": REALM, "name": "clerk", "description": "first", "composites": [{"name": "a"}]}
CHANGE: Options = {**ROLE, "description": "second", "composites": [{"name": "b"}], "composites_behavior": "exact"}


@pytest.fixture(autouse=True)
def realm(world: World) -> Iterator[None]:
    """A realm with two roles to hold."""
    world.admin.make_realm(REALM)
    for name in ("a", "b"):
        world.admin.send("POST", f"/admin/realms/{REALM}/roles", {"name": name})
    yield
    world.admin.remove_realm(REALM)


class Nth:
    """Trouble at the n-th write, once."""

    def __init__(self, number: int, trouble: Any) -> None:
        self.left, self.trouble = number, trouble

    def __call__(self, method: str, path: str) -> Any:
        if method == "GET" or LOGIN.search(path.partition("?")[0]):
            return None
        self.left -= 1
        return self.trouble if self.left == 0 else None


def ok(ran: Ran, changed: bool) -> Ran:
    """See that a run did well."""
    assert not ran.failed, ran
    assert ran.changed == changed, ran
    return ran


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_next_run_finishes(world: World, number: int) -> None:
    ok(world.run("keycloak_role", ROLE), True)
    planned = world.run("keycloak_role", CHANGE, check=True).result["actions"]
    assert len(planned) == 3
    with world.proxy.wire.troubled(Nth(number, 500)):
        broken = world.run("keycloak_role", CHANGE)
    assert broken.failed
    assert broken.result["actions"] == planned[: number - 1]
    assert broken.changed == (number > 1)
    assert broken.result["failure"]["status"] == 500
    finished = ok(world.run("keycloak_role", CHANGE), True)
    assert finished.result["actions"] == planned[number - 1 :]
    ok(world.run("keycloak_role", CHANGE), False)


def test_a_lost_answer_to_a_post_is_looked_for(world: World) -> None:
    with world.proxy.wire.troubled(Nth(1, "cut")):
        made = ok(world.run("keycloak_role", ROLE), True)
    assert [write.method for write in made.writes].count("POST") == 1, made
    ok(world.run("keycloak_role", ROLE), False)


@pytest.mark.parametrize("status", [502, 503, 504])
def test_passing_trouble_is_waited_for(world: World, status: int) -> None:
    ok(world.run("keycloak_role", ROLE), True)
    change = {**ROLE, "description": "second"}
    with world.proxy.wire.troubled(Nth(1, status)):
        ok(world.run("keycloak_role", change), True)
    ok(world.run("keycloak_role", change), False)


def test_somebody_else_was_faster(world: World) -> None:
    """Between look and write the same role is made: 409, another look, and the job is finished."""

    def meanwhile(method: str, path: str) -> Any:
        if method == "POST" and path.endswith("/roles") and not world.admin.get(f"/admin/realms/{REALM}/roles/clerk"):
            world.admin.send("POST", f"/admin/realms/{REALM}/roles", {"name": "clerk", "description": "theirs"})
        return None

    with world.proxy.wire.troubled(meanwhile):
        ok(world.run("keycloak_role", ROLE), True)
    role = world.admin.get(f"/admin/realms/{REALM}/roles/clerk")
    assert (role["description"], role["composite"]) == ("first", True)
    ok(world.run("keycloak_role", ROLE), False)
