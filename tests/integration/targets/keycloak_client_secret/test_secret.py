# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_client_secret on a real server: a new secret where the old one is too old, and then only."""

from __future__ import annotations

import pathlib
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.runtime import Runtime
from ansible_collections.iamops.keycloak.tests.integration.harness.people import login_with
from ansible_collections.iamops.keycloak.tests.integration.harness.secrecy import canary
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import Ran, World
from ansible_collections.iamops.keycloak.tests.integration.harness.version import older
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_client_secret"


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with a public client."""
    name = f"secret-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    world.admin.send("POST", f"/admin/realms/{name}/clients", {"clientId": "page", "publicClient": True})
    yield name
    world.admin.remove_realm(name)


@pytest.fixture
def shop(world: World, realm: str) -> Iterator[str]:
    """A client; its path."""
    path = f"/admin/realms/{realm}/clients/{realm}-shop"
    client = {"id": f"{realm}-shop", "clientId": "shop/1", "secret": canary()}
    world.admin.send("POST", f"/admin/realms/{realm}/clients", client)
    yield path
    world.admin.send("DELETE", path)


def run(world: World, realm: str, check: bool = False, **options: Any) -> Ran:
    ran = world.run(MODULE, {"realm": realm, "client_id": "shop/1", **options}, check=check)
    assert not ran.failed, ran.result["msg"]
    return ran


def made_at(world: World, shop: str, time: str) -> None:
    """Set when the secret was made."""
    client = world.admin.get(shop)
    attributes = {**client["attributes"], "client.secret.creation.time": time}
    world.admin.send("PUT", shop, {**client, "attributes": attributes})


def secret_of(world: World, shop: str) -> str:
    """Return a client's secret; on 16.1 only this path has it."""
    return str(world.admin.get(f"{shop}/client-secret")["value"])


def unchanged(world: World, realm: str, **options: Any) -> None:
    for check in (True, False):
        ran = run(world, realm, check, **options)
        assert (ran.changed, ran.writes, ran.result["actions"]) == (False, [], [])
        assert ran.result["existing"] == ran.result["end_state"]


def turn(world: World, realm: str, shop: str, **options: Any) -> Ran:
    """See a new secret foreseen and made."""
    before = secret_of(world, shop)
    check = run(world, realm, True, **options)
    assert (check.changed, check.writes, secret_of(world, shop)) == (True, [], before)
    assert check.result["end_state"] == {"type": "secret", "value": "********"}
    ran = run(world, realm, **options)
    assert [write.method for write in ran.writes] == ["POST"]
    assert ran.result["actions"] == check.result["actions"] == [f"POST {shop}/client-secret"]
    after, made = secret_of(world, shop), world.admin.get(shop)["attributes"].get("client.secret.creation.time")
    assert after != before
    # 16.1 doesn't keep it
    assert ran.result["end_state"].get("creation_time") == (int(made) if made else None)
    assert not [secret for secret in (before, after) if secret in str(ran.result)]
    return ran


@pytest.mark.since("24")
def test_by_its_age(world: World, realm: str, shop: str) -> None:
    made_at(world, shop, "1000000000")
    unchanged(world, realm)
    ran = turn(world, realm, shop, max_age=3600)
    assert ran.result["existing"]["creation_time"] == 1000000000
    assert "the former one is " in ran.result["msg"]
    unchanged(world, realm, max_age=3600)


@pytest.mark.since("24")
def test_of_unknown_age(world: World, realm: str, shop: str) -> None:
    # as it is where somebody gave the client its secret
    unchanged(world, realm)
    assert "age of the former one is unknown" in turn(world, realm, shop, max_age=3600).result["msg"]
    unchanged(world, realm, max_age=3600)


@pytest.mark.skipif(not older("24"), reason="the server keeps when a secret was made")
def test_an_age_that_is_not_kept_is_told(world: World, realm: str, shop: str) -> None:
    unchanged(world, realm)
    for check in (True, False):
        ran = world.run(MODULE, {"realm": realm, "client_id": "shop/1", "max_age": 3600}, check)
        assert (ran.failed, ran.writes) == (True, [])
        assert "max_age: can't be told" in ran.result["msg"]


@pytest.mark.skipif(not older("18"), reason="the server keeps when a secret was made")
def test_a_first_secret_whose_age_would_not_be_kept_is_not_made(world: World, realm: str) -> None:
    assert not world.run("keycloak_client", {"realm": realm, "client_id": "without"}).failed
    for check in (True, False):
        ran = world.run(MODULE, {"realm": realm, "client_id": "without", "max_age": 3600}, check)
        assert (ran.failed, ran.writes) == (True, [])
        assert "max_age: needs a server of version 18" in ran.result["msg"]


def test_each_time_where_asked(world: World, realm: str, shop: str) -> None:
    turn(world, realm, shop, regenerate=True)
    turn(world, realm, shop, regenerate=True)


def test_the_secret_where_asked(world: World, realm: str, shop: str) -> None:
    shown = run(world, realm, regenerate=True, show_secrets=True)
    assert shown.result["end_state"]["value"] == secret_of(world, shop)
    again = run(world, realm, show_secrets=True, id=f"{realm}-shop", client_id=None)
    assert again.result["end_state"] == shown.result["end_state"]


@pytest.mark.since("24")
def test_nothing_rotates_here(world: World, realm: str, shop: str) -> None:
    """Without the feature and a policy, there is no rotated secret to invalidate."""
    unchanged(world, realm, rotated="absent")
    assert turn(world, realm, shop, rotated="absent", regenerate=True).changed


def test_refused(world: World, realm: str, shop: str) -> None:
    for options, says in (
        ({"client_id": None}, "one of the following is required: id, client_id"),
        ({"client_id": "nosuch"}, "client_id: Client does not exist nosuch"),
        ({"client_id": "page", "regenerate": True}, "must be a confidential client, a public one has no secret"),
        ({"max_age": -1}, "max_age: must be a number of seconds"),
        ({"rotated": "present"}, "rotated must be one of: keep, absent"),
    ):
        for check in (True, False):
            ran = world.run(MODULE, {"realm": realm, "client_id": "shop/1", **options}, check=check)
            assert (ran.failed, ran.changed, ran.writes) == (True, False, [])
            assert says in ran.result["msg"]


def test_both_ways(world: World, realm: str, shop: str, tmp_path: pathlib.Path) -> None:
    task = {"realm": realm, "client_id": "shop/1"}
    steps = {"check": {**task, "regenerate": True}, "again": task}
    played, results = both(world, tmp_path, MODULE, steps)
    for worker, process in results.values():
        assert worker == process
    assert [results[step][0]["changed"] for step in steps] == [True, False]
    assert secret_of(world, shop) not in played.printed + played.syslog


@pytest.mark.parametrize("name", ["shop/1", "nosuch"])
def test_a_login_that_is_shown_no_client(world: World, realm: str, shop: str, name: str) -> None:
    """To one with ``query-clients`` alone, the server shows an empty list: it doesn't say that there is no client."""
    own = login_with(world.admin, realm, ["query-clients"])
    for check in (True, False):
        options = {"realm": realm, "client_id": name, **own}
        ran = world.run(MODULE, options, check=check, runtime=Runtime(world.directory.name))
        assert ran.failed and not ran.writes
        assert "answered 200: the login sees no client at all (it needs the role view-clients)" in ran.result["msg"]
