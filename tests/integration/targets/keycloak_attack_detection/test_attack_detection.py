# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_attack_detection and its info on a real server: who is locked out may log in again."""

from __future__ import annotations

import pathlib
import secrets
import time
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.people import People
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import Ran, World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE, INFO = "keycloak_attack_detection", "keycloak_attack_detection_info"


@pytest.fixture(scope="module")
def people(world: World) -> Iterator[People]:
    """A realm that locks out whoever fails twice."""
    name = f"attack-{secrets.token_hex(3)}"
    yield People.gather(world.admin, name, ("ann", "bob", "zoe"), bruteForceProtected=True, failureFactor=2)
    world.admin.remove_realm(name)


def fail(people: People, name: str, times: int = 2) -> None:
    """Fail to log in, and see the server record it: a busy one answers before it has."""
    user = people.user(name)
    for number in range(1, times + 1):
        assert people.log_in(name, password="Wrong-pass-13")["error"] == "invalid_grant"
        deadline = time.monotonic() + 10
        while people.get(f"attack-detection/brute-force/users/{user}")["numFailures"] < number:
            assert time.monotonic() < deadline
            time.sleep(0.05)


def clear(world: World, people: People, **options: Any) -> Ran:
    """Foresee, clear, and see that there is nothing more to clear."""
    given = {"realm": people.realm, **options}
    check = world.run(MODULE, given, check=True)
    ran = world.run(MODULE, given)
    assert not ran.failed, ran.result["msg"]
    assert check.changed and ran.changed
    assert (check.result["actions"], check.result["users"]) == (ran.result["actions"], ran.result["users"])
    assert [write.method for write in ran.writes] == ["DELETE"]
    for again in (world.run(MODULE, given, check=True), world.run(MODULE, given)):
        assert not again.changed and not again.writes and not again.result["users"]
    return ran


def test_one_user(world: World, people: People) -> None:
    for name in ("ann", "bob"):
        fail(people, name)
    assert people.log_in("ann")["error"] == "invalid_grant"
    ran = clear(world, people, username="ann")
    assert [(one["username"], one["numFailures"], one["disabled"]) for one in ran.result["users"]] == [("ann", 2, True)]
    assert "access_token" in people.log_in("ann")
    assert people.log_in("bob")["error"] == "invalid_grant"
    assert clear(world, people, user_id=people.user("bob")).result["users"][0]["username"] == "bob"
    assert "access_token" in people.log_in("bob")


def test_all_users(world: World, people: People) -> None:
    fail(people, "ann")
    fail(people, "bob", 1)
    ran = clear(world, people)
    assert sorted(one["username"] for one in ran.result["users"]) == ["ann", "bob"]
    assert "access_token" in people.log_in("ann")


@pytest.mark.parametrize("whose", [{}, {"username": "ann"}])
def test_without_looking(world: World, people: People, whose: dict[str, str]) -> None:
    fail(people, "ann")
    given = {"realm": people.realm, "force": True, **whose}
    check = world.run(MODULE, given, check=True)
    assert check.changed and people.log_in("ann")["error"] == "invalid_grant"
    for _time in range(2):
        ran = world.run(MODULE, given)
        assert ran.changed and ran.result["actions"] == check.result["actions"]
    assert "access_token" in people.log_in("ann")


def test_status(world: World, people: People) -> None:
    fail(people, "zoe")
    given = {"realm": people.realm, "username": "zoe"}
    read = [world.run(INFO, given, check).result for check in (True, False)]
    assert read[0] == read[1]
    assert (read[0]["status"]["numFailures"], read[0]["status"]["disabled"], read[0]["recorded"]) == (2, True, True)
    assert read[0]["msg"] == "User 'zoe' has 2 failed log-ins, and is locked out"
    clear(world, people, username="zoe")
    ran = world.run(INFO, {"realm": people.realm, "user_id": people.user("zoe")})
    assert (ran.result["status"]["numFailures"], ran.result["recorded"]) == (0, False)
    assert ran.result["msg"] == "User 'zoe' has no failed log-in"


@pytest.mark.parametrize("module", [MODULE, INFO])
@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"username": "nosuch"}, "User 'nosuch' not found in realm"),
        ({"user_id": "nosuch"}, "User 'nosuch' not found in realm"),
        ({"username": "ann", "realm": "nosuch"}, "Realm not found"),
    ],
)
def test_refused(world: World, people: People, module: str, options: dict[str, str], says: str) -> None:
    for check in (True, False):
        ran = world.run(module, {"realm": people.realm, **options}, check)
        assert ran.failed and not ran.changed and not ran.writes
        assert says in ran.result["msg"]


def test_whose_status_must_be_said(world: World, people: People) -> None:
    assert "one of the following is required" in world.run(INFO, {"realm": people.realm}).result["msg"]


@pytest.mark.parametrize("module", [MODULE, INFO])
def test_both_ways(world: World, people: People, tmp_path: pathlib.Path, module: str) -> None:
    fail(people, "ann")
    ann = {"realm": people.realm, "username": "ann"}
    _played, results = both(world, tmp_path, module, {"check": ann, "refuse": {**ann, "username": "nosuch"}})
    for step, (worker, process) in results.items():
        assert worker == process, step
