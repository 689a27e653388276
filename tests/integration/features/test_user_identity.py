# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A user's identity: by a cookie or the login page, kept for a run, ended with it; what can't be is told in words."""

from __future__ import annotations

import json
import pathlib
import tempfile
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.runtime import Runtime
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.logout import end_sessions
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.tokens import FileStore
from ansible_collections.iamops.keycloak.tests.integration.harness.again import shows
from ansible_collections.iamops.keycloak.tests.integration.harness.needs import skip_without_extensions
from ansible_collections.iamops.keycloak.tests.integration.harness.playbooks import Player, task
from ansible_collections.iamops.keycloak.tests.integration.harness.secrecy import canary
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.users import INFO, Users, users

ENTRY = "/login-actions/authenticate"


@pytest.fixture(scope="module")
def made(world: World) -> Iterator[Users]:
    skip_without_extensions(world, "userClientAdministration")
    with users(world) as found:
        yield found


@pytest.fixture
def realm(made: Users) -> Users:
    """The realm without any session."""
    made.forget_sessions()
    return made


@pytest.fixture
def runtime() -> Iterator[Runtime]:
    """What the tasks of one run share."""
    with tempfile.TemporaryDirectory() as directory:
        yield Runtime(directory)


def logins(realm: Users, since: int) -> int:
    return sum(ENTRY in request.path for request in realm.world.proxy.wire.requests[since:])


def look(realm: Users, username: str = "ann", **options: Any) -> dict[str, Any]:
    """Read a user's clients in a process of its own, as it were, and return the result."""
    runtime = options.pop("runtime", None) or Runtime()
    ran = realm.world.run(INFO, {**realm.login(username), **options}, runtime=runtime)
    assert not shows(ran, realm.password)
    return ran.result


def test_one_login_a_run_that_the_end_of_the_run_ends(realm: Users, runtime: Runtime) -> None:
    since = len(realm.world.proxy.wire.requests)
    for _task in range(3):
        # another worker
        assert not look(realm, runtime=Runtime(runtime.directory)).get("failed")
    assert (logins(realm, since), realm.sessions()) == (1, 1)
    look(realm, "bob", runtime=runtime)
    assert (logins(realm, since), realm.sessions()) == (2, 2)
    assert end_sessions(FileStore(str(runtime.directory))) == (2, [])
    assert realm.sessions() == 0


def test_an_identity_is_of_one_realm(realm: Users, runtime: Runtime, world: World) -> None:
    with users(world) as other:
        other.password = realm.password
        other.add("carl")
        for place in (realm, other):
            found = look(place, "ann" if place is realm else "carl", runtime=runtime)
            assert not found.get("failed"), found["msg"]


def test_an_identity_that_has_ended_is_had_anew(realm: Users, runtime: Runtime) -> None:
    since = len(realm.world.proxy.wire.requests)
    assert not look(realm, runtime=runtime).get("failed")
    realm.forget_sessions()
    assert not look(realm, runtime=runtime).get("failed")
    assert logins(realm, since) == 2


def test_a_given_cookie_needs_no_login_and_is_not_ended(realm: Users, runtime: Runtime) -> None:
    cookie = str(realm.person("ann").cookie)
    since = len(realm.world.proxy.wire.requests)
    options = {"auth_username": None, "auth_password": None, "identity_cookie": cookie}
    assert not look(realm, runtime=runtime, **options).get("failed")
    end_sessions(FileStore(str(runtime.directory)))
    assert (logins(realm, since), realm.sessions()) == (0, 1)
    realm.forget_sessions()
    ended = look(realm, **options)
    assert ended["failed"] and "the identity has ended with its session" in ended["msg"] and cookie not in str(ended)
    # with a user beside it, there is another one
    assert not look(realm, identity_cookie=cookie).get("failed")


def test_a_cookie_of_another_host_is_told(realm: Users) -> None:
    cookie = str(realm.person("ann").cookie)
    elsewhere = realm.world.proxy.url.replace("127.0.0.1", "localhost")
    options = {"auth_username": None, "auth_password": None, "identity_cookie": cookie}
    found = look(realm, auth_keycloak_url=elsewhere, **options)
    assert found["failed"] and "had under another host name than that of auth_keycloak_url" in found["msg"]
    # a login at that host is one for it
    assert not look(realm, auth_keycloak_url=elsewhere).get("failed")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"auth_username": None, "auth_password": None}, "give identity_cookie, or auth_username and auth_password"),
        ({"auth_password": None}, "auth_password: is missing"),
        ({"auth_username": None}, "auth_username: is missing"),
        ({"identity_cookie": "KEYCLOAK_IDENTITY=a; b"}, "identity_cookie: must be the value of the cookie"),
    ],
)
def test_half_a_login(realm: Users, options: dict[str, Any], says: str) -> None:
    since = len(realm.world.proxy.wire.requests)
    found = look(realm, **options)
    assert found["failed"] and says in found["msg"]
    assert len(realm.world.proxy.wire.requests) == since


def test_a_wrong_password_is_answered_200_and_told(realm: Users) -> None:
    wrong = canary()
    found = look(realm, auth_password=wrong)
    assert found["failed"] and found["failure"]["kind"] == "login_failed"
    assert "auth_username 'ann' or auth_password is wrong" in found["msg"] and wrong not in str(found)
    assert "auth_username 'nobody' or auth_password is wrong" in look(realm, "nobody")["msg"]
    assert realm.sessions() == 0


def test_a_required_action_is_told(realm: Users) -> None:
    realm.add("fresh", credential={"temporary": True})
    found = look(realm, "fresh")
    assert found["failed"] and "UPDATE_PASSWORD" in found["msg"] and "required action" in found["msg"]


def test_a_disabled_user_is_told(realm: Users) -> None:
    realm.add("off", enabled=False)
    assert "disabled" in look(realm, "off")["msg"].lower()


def test_a_second_factor_is_told(realm: Users) -> None:
    totp = {"subType": "totp", "digits": 6, "counter": 0, "period": 30, "algorithm": "HmacSHA1"}
    realm.add("careful")
    user = realm.world.admin.get(f"/admin/realms/{realm.realm}/users?username=careful")[0]
    own = {"type": "otp", "secretData": json.dumps({"value": canary()}), "credentialData": json.dumps(totp)}
    realm.world.admin.send("PUT", f"/admin/realms/{realm.realm}/users/{user['id']}", {**user, "credentials": [own]})
    found = look(realm, "careful")
    assert found["failed"] and "a second factor" in found["msg"] and "give identity_cookie" in found["msg"]


def test_the_password_goes_to_no_other_host(realm: Users) -> None:
    """The login form may name any address; the one that the task names is asked."""
    since = len(realm.world.proxy.wire.requests)
    look(realm)
    sent = [request for request in realm.world.proxy.wire.requests[since:] if realm.password.encode() in request.body]
    assert [request.path.partition("?")[0] for request in sent] == [f"/realms/{realm.realm}{ENTRY}"]


def test_runs_leave_as_many_sessions_as_other_logins(realm: Users, tmp_path: pathlib.Path) -> None:
    """One a run, none with the callback, and none of a module's process."""
    login = {**realm.login("ann"), "auth_keycloak_url": realm.world.proxy.url, "auth_password": "{{ the_password }}"}
    player = Player(tmp_path, realm.world.proxy.url, "", "")
    hidden = {"the_password": realm.password}
    callback = {"ANSIBLE_CALLBACKS_ENABLED": "iamops.keycloak.logout"}
    cases = (("worker", {}, 1), ("worker", callback, 0), ("process", {}, 0))
    for way, environment, left in cases:
        realm.forget_sessions()
        tasks = [task(f"look {number}", INFO, login, way) for number in range(2)]
        played = player.play(tasks, hidden, verbosity=4, variables_of_the_process=environment)
        assert played.status == 0, played.printed[-3000:]
        assert realm.sessions() == left, (way, environment)
        assert realm.password not in played.printed
