# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_client_initial_access on a real server: a token where none is left, told once."""

from __future__ import annotations

import pathlib
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import Ran, World
from ansible_collections.iamops.keycloak.tests.integration.harness.version import older
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_client_initial_access"


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm."""
    name = f"initial-access-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    yield name
    world.admin.remove_realm(name)


@pytest.fixture(autouse=True)
def no_tokens(world: World, realm: str) -> None:
    for token in tokens(world, realm):
        world.admin.send("DELETE", f"/admin/realms/{realm}/clients-initial-access/{token['id']}")


def tokens(world: World, realm: str) -> Any:
    return world.admin.get(f"/admin/realms/{realm}/clients-initial-access")


def turn(world: World, realm: str, methods: list[str], **options: Any) -> Ran:
    """See a task in check mode and in a run."""
    before = tokens(world, realm)
    check = world.run(MODULE, {"realm": realm, **options}, check=True)
    assert (check.failed, check.changed, check.writes, tokens(world, realm)) == (False, bool(methods), [], before)
    run = world.run(MODULE, {"realm": realm, **options})
    assert not run.failed, run.result["msg"]
    assert [write.method for write in run.writes] == methods
    assert run.changed == bool(methods)
    assert run.result["actions"] == check.result["actions"]
    assert run.result["existing"] == check.result["existing"] == before
    return run


def register(world: World, realm: str, token: str) -> int:
    """Register a client with a token; return the status of the answer."""
    path = f"{world.proxy.url}/realms/{realm}/clients-registrations/default"
    client = {"clientId": f"own-{secrets.token_hex(3)}"}
    return requests.post(path, json=client, headers={"Authorization": f"Bearer {token}"}, timeout=60).status_code


def test_made_while_none_can_be_used(world: World, realm: str) -> None:
    made = turn(world, realm, ["POST"], count=1).result["initial_access"]
    assert (made["count"], made["remainingCount"], made["expiration"]) == (1, 1, 0)
    again = turn(world, realm, [], count=1).result["initial_access"]
    assert again == {name: value for name, value in made.items() if name != "token"}
    assert register(world, realm, made["token"]) == 201
    # used up
    assert turn(world, realm, ["POST"], count=1).result["initial_access"]["id"] != made["id"]


def test_as_many_times_as_asked(world: World, realm: str) -> None:
    turn(world, realm, ["POST"], count=2)
    turn(world, realm, [], count=5)
    origins = {} if older("26.5") else {"web_origins": ["https://shop.example.com"]}
    turn(world, realm, ["POST"], count=5, remaining=3, expiration=600, **origins)
    turn(world, realm, [], count=5, remaining=3)
    turn(world, realm, ["POST"], count=5, remaining=3, force=True)
    assert len(tokens(world, realm)) == 3


def test_removed(world: World, realm: str) -> None:
    first = turn(world, realm, ["POST"]).result["initial_access"]
    turn(world, realm, ["POST"], force=True)
    turn(world, realm, [], state="absent")
    turn(world, realm, ["DELETE"], state="absent", id=first["id"])
    turn(world, realm, [], state="absent", id=first["id"])
    last = turn(world, realm, ["POST"], force=True).result["initial_access"]
    assert register(world, realm, last["token"]) == 201
    if last["id"] in {token["id"] for token in tokens(world, realm)}:
        # those that are used up alone
        turn(world, realm, ["DELETE"], state="absent")
    turn(world, realm, ["DELETE"], state="absent", which="all")
    assert tokens(world, realm) == []


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"count": 0}, "count: must be 1 or more, not 0"),
        ({"expiration": -1}, "expiration: must be 0 or more, not -1"),
        ({"remaining": 2}, "remaining: must be at most the count, 1"),
        ({"id": "any"}, "id: goes with state absent"),
        ({"count": "many"}, "count"),
        ({"realm": "nosuch"}, "Realm not found"),
    ],
)
def test_refused(world: World, realm: str, options: dict[str, Any], says: str) -> None:
    for check in (True, False):
        ran = world.run(MODULE, {"realm": realm, **options}, check=check)
        assert (ran.failed, ran.changed, ran.writes) == (True, False, [])
        assert says in ran.result["msg"]


def test_both_ways(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    steps = {"check": {"realm": realm}, "make": {"realm": realm, "force": True}, "refuse": {"realm": realm, "count": 0}}
    played, results = both(world, tmp_path, MODULE, steps, no_log=True)
    made = []
    for result in results["make"]:
        made.append(result["initial_access"].pop("token"))
        assert result["initial_access"].pop("id") in result["msg"]
        for name in ("existing", "msg"):
            del result[name]
        del result["initial_access"]["timestamp"]
    for worker, process in results.values():
        assert worker == process
    assert not [token for token in made if token in played.printed + played.syslog]
