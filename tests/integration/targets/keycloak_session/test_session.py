# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_session on a real server: those who have logged in are logged out, and nobody else."""

from __future__ import annotations

import pathlib
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.client import KeycloakClient
from ansible_collections.iamops.keycloak.tests.integration.harness.people import PASSWORD, People
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import Ran, World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_session"


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[People]:
    """A realm whose users can log in."""
    people = People.gather(world.admin, f"session-{secrets.token_hex(3)}")
    yield people
    world.admin.remove_realm(people.realm)


@pytest.fixture
def people(realm: People) -> Iterator[People]:
    """Ann twice at the shop, once at the desk and offline at both; Bob at the shop, and offline there."""
    for name, client, offline in (
        ("ann", "shop", False),
        ("ann", "shop", False),
        ("ann", "desk", False),
        ("ann", "shop", True),
        ("ann", "desk", True),
        ("bob", "shop", False),
        ("bob", "shop", True),
    ):
        assert "access_token" in realm.log_in(name, client, offline=offline)
    yield realm
    realm.forget_sessions()


def there(people: People) -> dict[str, list[str]]:
    """Return what sessions there are, as ``user@client``."""
    lists = {"online": "user-sessions", "offline": "offline-sessions"}
    return {
        sort: sorted(
            f"{one['username']}@{client}"
            for client in ("shop", "desk")
            for one in people.get(f"clients/{people.client(client)}/{path}")
        )
        for sort, path in lists.items()
    }


def told(result: dict[str, Any]) -> dict[str, list[str]]:
    """Return what a result says was ended, in the same way."""
    lists = {"online": "sessions", "offline": "offline_sessions"}
    return {
        sort: sorted(f"{one['username']}@{client}" for one in result[key] for client in one["clients"].values())
        for sort, key in lists.items()
    }


def end(world: World, people: People, **options: Any) -> Ran:
    """Foresee, end, and see that there is nothing more to end."""
    given = {"realm": people.realm, **options}
    before = there(people)
    check = world.run(MODULE, given, check=True)
    assert not check.failed, check.result["msg"]
    assert there(people) == before
    ran = world.run(MODULE, given)
    assert not ran.failed, ran.result["msg"]
    assert check.changed and ran.changed
    for key in ("actions", "sessions", "offline_sessions"):
        assert check.result[key] == ran.result[key], key
    assert check.result["msg"].replace("Would end", "Ended") == ran.result["msg"]
    assert [write.method for write in ran.writes] == [action.split()[0] for action in ran.result["actions"]]
    after, ended = there(people), told(ran.result)
    assert {sort: sorted(after[sort] + ended[sort]) for sort in after} == before
    again = world.run(MODULE, given)
    assert not again.changed and not again.writes and again.result["actions"] == []
    assert again.result["sessions"] == again.result["offline_sessions"] == []
    assert "no" in again.result["msg"]
    return ran


ANN, BOB = ["ann@desk", "ann@shop", "ann@shop"], ["bob@shop"]


@pytest.mark.since("24")  # 16.1 has a session beside each offline one
@pytest.mark.parametrize(
    ("options", "online", "offline", "writes"),
    [
        ({}, ANN + BOB, ["ann@desk", "ann@shop", "bob@shop"], 1),
        ({"type": "online"}, ANN + BOB, [], 4),
        ({"type": "offline"}, [], ["ann@desk", "ann@shop", "bob@shop"], 3),
        ({"username": "ann"}, ANN, ["ann@desk", "ann@shop"], 3),
        ({"username": "ann", "type": "online"}, ANN, [], 3),
        ({"username": "ann", "type": "offline"}, [], ["ann@desk", "ann@shop"], 2),
        ({"client_id": "shop"}, ["ann@shop", "ann@shop", "bob@shop"], ["ann@shop", "bob@shop"], 5),
        ({"client_id": "shop", "type": "offline"}, [], ["ann@shop", "bob@shop"], 2),
        ({"client_id": "shop", "username": "ann"}, ["ann@shop", "ann@shop"], ["ann@shop"], 3),
        ({"clientId": "desk", "username": "ann", "type": "online"}, ["ann@desk"], [], 1),
    ],
)
def test_whose_sessions(
    world: World, people: People, options: dict[str, str], online: list[str], offline: list[str], writes: int
) -> None:
    ran = end(world, people, **options)
    assert told(ran.result) == {"online": online, "offline": offline}
    assert len(ran.writes) == writes


@pytest.mark.since("24")  # 16.1 has a session beside each offline one
def test_a_user_by_id_and_what_a_logout_leaves(world: World, people: People) -> None:
    """Tokens of a session that has ended are worth nothing, others are good."""
    mine, offline, other = people.log_in("ann"), people.log_in("ann", offline=True), people.log_in("bob", offline=True)
    end(world, people, user_id=people.user("ann"))
    assert people.renew(mine)["error"] == people.renew(offline)["error"] == "invalid_grant"
    assert "access_token" in people.renew(other)


def test_offline_tokens_stay_good_where_only_sessions_end(world: World, people: People) -> None:
    """The server's own log-out of a user makes them stale, though their sessions are still listed (26.7.2)."""
    offline = people.log_in("ann", offline=True)
    end(world, people, username="ann", type="online")
    assert "access_token" in people.renew(offline)


@pytest.mark.since("24")  # 16.1 has a session beside each offline one
@pytest.mark.parametrize("where", [{}, {"username": "ann"}, {"client_id": "shop"}])
@pytest.mark.parametrize("sort", ["user-sessions", "offline-sessions"])
def test_one_session(world: World, people: People, sort: str, where: dict[str, str]) -> None:
    found = people.get(f"clients/{people.client('shop')}/{sort}")
    mine = next(one["id"] for one in found if one["username"] == "ann")
    ran = end(world, people, session_id=mine, **where)
    assert [one["id"] for one in ran.result["sessions"] + ran.result["offline_sessions"]] == [mine]


def test_a_session_that_is_not_there(world: World, people: People) -> None:
    for where in ({"session_id": "nosuch"}, {"session_id": "nosuch", "username": "ann"}):
        for check in (True, False):
            ran = world.run(MODULE, {"realm": people.realm, **where}, check)
            assert not ran.failed and not ran.changed and not ran.writes
            assert "no session to end of session 'nosuch'" in ran.result["msg"]


@pytest.mark.since("24")  # 16.1 has a session beside each offline one
def test_what_ends_by_itself_is_not_counted(world: World, people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody logs out between the look and the write."""
    real, gone = KeycloakClient.send, []

    def late(self: KeycloakClient, method: str, path: str, *rest: Any, **more: Any) -> Any:
        if not gone:
            gone.append(path.rpartition("/")[2])
            people.send("DELETE", f"sessions/{gone[0]}")
        return real(self, method, path, *rest, **more)

    monkeypatch.setattr(KeycloakClient, "send", late)
    ran = world.run(MODULE, {"realm": people.realm, "type": "online", "username": "ann"})
    assert ran.result["msg"] == "Ended 2 sessions of user 'ann' (1 had ended meanwhile)"
    assert gone[0] not in [one["id"] for one in ran.result["sessions"]]
    assert len(ran.result["sessions"]) == len(ran.result["actions"]) == 2


def test_clients_are_told(world: World, people: People) -> None:
    """The server answers which admin URLs it has told, and calls it a success where nobody listens (26.7.2)."""
    place = f"clients/{people.client('desk')}"
    people.send("PUT", place, {"adminUrl": "http://127.0.0.1:9/nobody"})
    try:
        ran = world.run(MODULE, {"realm": people.realm})
    finally:
        people.send("PUT", place, {"adminUrl": ""})
    assert ran.result["success_requests"] + ran.result["failed_requests"] == ["http://127.0.0.1:9/nobody"]


@pytest.mark.since("24")  # 16.1 has a session beside each offline one
def test_a_login_does_not_count_its_own_session(world: World, realm: People) -> None:
    """Else there would always be a session to end."""
    manager = realm.get("clients?clientId=realm-management")[0]["id"]
    needed = ("manage-users", "view-clients", "view-realm")
    roles = [realm.get(f"clients/{manager}/roles/{role}") for role in needed]
    realm.send("POST", f"users/{realm.user('bob')}/role-mappings/clients/{manager}", roles)
    login = {"auth_realm": realm.realm, "auth_username": "bob", "auth_password": PASSWORD}
    realm.forget_sessions()
    for whose in ({}, {"client_id": "admin-cli"}, {"username": "bob"}):
        ran = world.run(MODULE, {**login, "realm": realm.realm, **whose})
        assert not ran.failed, ran.result["msg"]
        assert not ran.changed, ran.result
    realm.log_in("ann")
    ran = world.run(MODULE, {**login, "realm": realm.realm})
    assert told(ran.result)["online"] == ["ann@shop"]
    assert not world.run(MODULE, {**login, "realm": realm.realm}).changed


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"username": "nosuch"}, "User 'nosuch' not found in realm"),
        ({"user_id": "nosuch"}, "User 'nosuch' not found in realm"),
        ({"client_id": "nosuch"}, "there is no client 'nosuch' in realm"),
        ({"realm": "nosuch"}, "Realm not found"),
        ({"user_id": ".."}, "must be a name other than"),
        ({"username": ""}, "username: must not be empty"),
        ({"session_id": ""}, "session_id: must not be empty"),
        ({"type": "some"}, "value of type must be one of"),
        ({"state": "present"}, "value of state must be one of"),
    ],
)
def test_refused(world: World, realm: People, options: dict[str, str], says: str) -> None:
    for check in (True, False):
        ran = world.run(MODULE, {"realm": realm.realm, **options}, check)
        assert ran.failed and not ran.changed and not ran.writes
        assert says in ran.result["msg"]


def test_a_user_whom_an_earlier_task_would_have_made(world: World, realm: People) -> None:
    runtime = world.fresh_record()
    zoe = {"realm": realm.realm, "username": "zoe"}
    assert world.run("keycloak_user", zoe, check=True, runtime=runtime).changed
    ran = world.run(MODULE, zoe, check=True, runtime=runtime)
    assert not ran.failed and not ran.changed


def test_both_ways(world: World, people: People, tmp_path: pathlib.Path) -> None:
    here = {"realm": people.realm}
    steps = {
        "check": here,
        "check_user": {**here, "username": "ann", "type": "online"},
        "nothing": {**here, "session_id": "nosuch"},
        "refuse": {**here, "username": "nosuch"},
    }
    _played, results = both(world, tmp_path, MODULE, steps)
    for step, (worker, process) in results.items():
        assert worker == process, step
    assert results["check_user"][0]["changed"] and not results["nothing"][0]["changed"]
