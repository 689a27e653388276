# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_revocation on a real server: not-before times, and clients that are told of them."""

from __future__ import annotations

import pathlib
import secrets
import time
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.listener import Listener
from ansible_collections.iamops.keycloak.tests.integration.harness.people import People
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import Ran, World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_revocation"
NOWHERE = "http://127.0.0.1:9/nobody"


@pytest.fixture(scope="module")
def people(world: World) -> Iterator[People]:
    """A realm whose users can log in."""
    people = People.gather(world.admin, f"revocation-{secrets.token_hex(3)}")
    yield people
    world.admin.remove_realm(people.realm)


@pytest.fixture
def listener(people: People) -> Iterator[Listener]:
    """The shop listens at its admin URL."""
    with Listener() as listener:
        people.send("PUT", f"clients/{people.client('shop')}", {"adminUrl": listener.url})
        yield listener
    for client in ("shop", "desk"):
        people.send("PUT", f"clients/{people.client(client)}", {"adminUrl": "", "notBefore": 0})
    people.send("PUT", "", {"notBefore": 0})


def revoke(world: World, people: People, check: bool = False, **options: Any) -> Ran:
    ran = world.run(MODULE, {"realm": people.realm, **options}, check)
    assert not ran.failed, ran.result["msg"]
    assert len(ran.writes) == (0 if check else len(ran.result["actions"]))
    return ran


def turn(world: World, people: People, path: str, **options: Any) -> Ran:
    """Foresee, run, run again; nothing but the time has changed."""
    before = people.get(path)
    check = revoke(world, people, check=True, **options)
    assert people.get(path) == before
    ran = revoke(world, people, **options)
    after = people.get(path)
    for key in ("changed", "actions", "diff", "existing", "end_state"):
        assert check.result[key] == ran.result[key], key
    assert ran.changed
    assert ran.result["diff"]["before"] == ran.result["existing"] == {"notBefore": before["notBefore"]}
    assert ran.result["diff"]["after"] == ran.result["end_state"] == {"notBefore": after["notBefore"]}
    assert {**before, "notBefore": after["notBefore"]} == after
    again = revoke(world, people, **options)
    assert not again.changed and again.result["actions"] == []
    assert again.result["existing"] == again.result["end_state"] == ran.result["end_state"]
    return ran


@pytest.mark.parametrize("whose", ["realm", "client"])
def test_a_time(world: World, people: People, listener: Listener, whose: str) -> None:
    """Set, another, cleared: each is told to the client that listens."""
    options, path = ({}, "") if whose == "realm" else ({"client_id": "shop"}, f"clients/{people.client('shop')}")
    for given, seconds in (
        ("1700000000", 1700000000),
        ("2024-02-29T12:30:00+01:00", 1709206200),
        ("2024-02-29T11:31:00Z", 1709206260),
        ("2024-03-01", 1709251200),
        ("cleared", 0),
    ):
        ran = turn(world, people, path, not_before=given, **options)
        assert people.get(path)["notBefore"] == seconds
        assert (ran.result["success_requests"], ran.result["failed_requests"]) == ([listener.url], [])
        told_at, message = listener.told.pop()
        assert told_at == "/admin/k_push_not_before"
        assert (message["action"], message["notBefore"], message["resource"]) == ("PUSH_NOT_BEFORE", seconds, "shop")
        assert not listener.told


@pytest.mark.parametrize("options", [{}, {"client_id": "shop"}])
def test_now(world: World, people: People, listener: Listener, options: dict[str, str]) -> None:
    early = time.time()
    ran = revoke(world, people, not_before="now", **options)
    assert int(early) <= ran.result["end_state"]["notBefore"] <= time.time()
    time.sleep(1.1 - time.time() % 1)
    assert revoke(world, people, not_before="now", **options).changed


def test_tokens_are_revoked(world: World, people: People) -> None:
    tokens = people.log_in("ann")
    time.sleep(1.1 - time.time() % 1)
    assert revoke(world, people, client_id="shop", not_before="now").changed
    assert people.renew(tokens)["error"] == "invalid_grant"
    assert "access_token" in people.renew(people.log_in("bob", "desk"), "desk")
    assert revoke(world, people, client_id="shop", not_before="cleared").changed


def test_a_user(world: World, people: People) -> None:
    """Only now can be had, by a log-out; offline tokens are stale then."""
    tokens, offline = people.log_in("ann"), people.log_in("ann", offline=True)
    time.sleep(1.1 - time.time() % 1)
    check = revoke(world, people, True, username="ann", not_before="now")
    ran = revoke(world, people, username="ann", not_before="now")
    assert check.changed and check.result["actions"] == ran.result["actions"]
    assert [action.rpartition("/")[2] for action in ran.result["actions"]] == ["logout"]
    assert ran.result["end_state"]["notBefore"] == people.get(f"users/{people.user('ann')}")["notBefore"] > 0
    assert people.renew(tokens)["error"] == people.renew(offline)["error"] == "invalid_grant"
    assert revoke(world, people, user_id=people.user("bob"), not_before="now").changed


@pytest.mark.parametrize(("options", "deaf"), [({}, "desk"), ({"client_id": "shop"}, "shop")])
def test_pushing_again(world: World, people: People, listener: Listener, options: dict[str, str], deaf: str) -> None:
    """Who could not be reached is named, in a warning too, and told again when that is asked for."""
    people.send("PUT", f"clients/{people.client(deaf)}", {"adminUrl": NOWHERE})
    ran = revoke(world, people, not_before="1700000000", **options)
    assert ran.result["failed_requests"] == [NOWHERE]
    assert NOWHERE in ran.result["warnings"][0]
    assert not revoke(world, people, not_before="1700000000", **options).changed
    for given in ({"not_before": "1700000000"}, {}):
        check = revoke(world, people, check=True, push="always", **given, **options)
        again = revoke(world, people, push="always", **given, **options)
        assert check.changed and again.changed
        assert check.result["actions"] == again.result["actions"]
        assert [action.rpartition("/")[2] for action in again.result["actions"]] == ["push-revocation"]
        assert again.result["failed_requests"] == [NOWHERE]
    silent = revoke(world, people, push="never", not_before="cleared", **options)
    assert [write.method for write in silent.writes] == ["PUT"]
    assert silent.result["failed_requests"] == silent.result["success_requests"] == []


def test_a_client_without_an_admin_url_is_not_told(world: World, people: People) -> None:
    ran = turn(world, people, f"clients/{people.client('desk')}", client_id="desk", not_before="1700000001")
    assert [write.method for write in ran.writes] == ["PUT"]
    assert not revoke(world, people, client_id="desk", push="always").changed
    turn(world, people, f"clients/{people.client('desk')}", client_id="desk", not_before="cleared")


def test_a_client_keeps_its_authorization_services(world: World, people: People) -> None:
    """A PUT that doesn't say that they are on takes them away, with all that is in them (26.7.2)."""
    services = {"serviceAccountsEnabled": True, "authorizationServicesEnabled": True}
    place = f"clients/{people.realm}-bank"
    people.send("POST", "clients", {"id": f"{people.realm}-bank", "clientId": "bank", **services})
    people.send("POST", f"{place}/authz/resource-server/resource", {"name": "vault"})
    before = people.get(f"{place}/authz/resource-server/resource")
    assert "vault" in [resource["name"] for resource in before]
    turn(world, people, place, client_id="bank", not_before="1700000000")
    assert people.get(f"{place}/authz/resource-server/resource") == before


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({}, "not_before: is needed unless push is always"),
        ({"not_before": "soon"}, "must be now, cleared, seconds since 1970, or an ISO 8601 time"),
        ({"not_before": "1795278575970"}, "not milliseconds"),
        ({"not_before": "1900-01-01"}, "must be seconds since 1970"),
        ({"not_before": "now", "client_id": "nosuch"}, "there is no client 'nosuch' in realm"),
        ({"not_before": "now", "username": "nosuch"}, "User 'nosuch' not found in realm"),
        ({"not_before": "cleared", "username": "ann"}, "must be now for a user"),
        ({"not_before": "now", "username": "ann", "push": "always"}, "of whom no client is told"),
        ({"not_before": "now", "username": "ann", "client_id": "shop"}, "can't be given for a user"),
        ({"not_before": "now", "client_id": ""}, "client_id: must not be empty"),
        ({"not_before": "now", "realm": "nosuch"}, "realm: there is no realm 'nosuch'"),
    ],
)
def test_refused(world: World, people: People, options: dict[str, str], says: str) -> None:
    for check in (True, False):
        ran = world.run(MODULE, {"realm": people.realm, **options}, check)
        assert ran.failed and not ran.changed and not ran.writes
        assert says in ran.result["msg"]


def test_both_ways(world: World, people: People, tmp_path: pathlib.Path) -> None:
    here = {"realm": people.realm, "not_before": 1700000000}
    steps = {
        "check": here,
        "check_client": {**here, "client_id": "desk"},
        "nothing": {**here, "client_id": "desk", "not_before": "cleared"},
        "refuse": {**here, "client_id": "nosuch"},
    }
    _played, results = both(world, tmp_path, MODULE, steps)
    for step, (worker, process) in results.items():
        assert worker == process, step
    assert results["check_client"][0]["diff"]["after"] == {"notBefore": 1700000000}
