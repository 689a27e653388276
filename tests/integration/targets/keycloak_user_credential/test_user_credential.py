# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_user_credential on a real server. It can make no credential, so that each test has a user who has some."""

from __future__ import annotations

import itertools
import json
import pathlib
import secrets
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.secrecy import canary
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import Ran, World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

MODULE = "keycloak_user_credential"
DEVICE = canary()
ODD = ["a/b+c;d%2F", '{"a}', "straße-名前-🗝", "n" * 255]
_NUMBERS = itertools.count()

User = Callable[[], str]


def device(label: str) -> dict[str, Any]:
    hidden, shown = json.dumps({"value": DEVICE}), json.dumps({"subType": "totp", "digits": 6})
    return {"type": "otp", "userLabel": label, "secretData": hidden, "credentialData": shown}


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm."""
    name = f"credential-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    yield name
    world.admin.remove_realm(name)


@pytest.fixture
def user(world: World, realm: str) -> str:
    """A new user with a password and three devices."""
    return make(world, realm)


def make(world: World, realm: str) -> str:
    name = f"user{next(_NUMBERS)}"
    own = [{"type": "password", "value": canary()}, *(device(label) for label in ("phone", "tablet", "watch"))]
    world.admin.send("POST", f"/admin/realms/{realm}/users", {"username": name, "enabled": True, "credentials": own})
    return name


def credentials(world: World, realm: str, user: str) -> list[dict[str, Any]]:
    found = world.admin.get(f"/admin/realms/{realm}/users?username={user}&exact=true")[0]["id"]
    return world.admin.get(f"/admin/realms/{realm}/users/{found}/credentials")


def labels(world: World, realm: str, user: str) -> list[str]:
    return [one.get("userLabel", one["type"]) for one in credentials(world, realm, user)]


def thrice(world: World, options: dict[str, Any], writes: int = 1) -> Ran:
    """Check, run and run again; return the run."""
    check = world.run(MODULE, options, check=True)
    run = world.run(MODULE, options)
    again = world.run(MODULE, options)
    assert not check.failed and not run.failed, (check.result["msg"], run.result["msg"])
    assert not check.writes
    assert (check.changed, run.changed, again.changed) == (writes > 0, writes > 0, False)
    for key in ("actions", "diff", "existing", "end_state", "proposed"):
        assert check.result[key] == run.result[key]
    assert len(run.writes) == len(run.result["actions"]) == writes
    assert not again.writes
    assert again.result["existing"] == again.result["end_state"] == run.result["end_state"]
    return run


@pytest.mark.parametrize(
    ("options", "writes", "then"),
    [
        ({"type": "otp", "label": "phone", "user_label": "new"}, 1, ["password", "new", "tablet", "watch"]),
        ({"type": "otp", "label": "phone", "user_label": "phone"}, 0, ["password", "phone", "tablet", "watch"]),
        ({"type": "password", "user_label": "word"}, 1, ["word", "phone", "tablet", "watch"]),
        ({"type": "password", "userLabel": "phone"}, 1, ["phone", "phone", "tablet", "watch"]),
        ({"type": "otp", "label": "watch", "first": True}, 1, ["watch", "password", "phone", "tablet"]),
        ({"type": "password", "first": True}, 0, ["password", "phone", "tablet", "watch"]),
        ({"type": "password", "first": False}, 0, ["password", "phone", "tablet", "watch"]),
        ({"type": "password", "after": "watch"}, 1, ["phone", "tablet", "watch", "password"]),
        ({"type": "otp", "label": "watch", "after": "password"}, 1, ["password", "watch", "phone", "tablet"]),
        ({"type": "otp", "label": "phone", "after": "password"}, 0, ["password", "phone", "tablet", "watch"]),
        (
            {"type": "otp", "label": "tablet", "user_label": "slab", "first": True},
            2,
            ["slab", "password", "phone", "watch"],
        ),
    ],
)
def test_label_and_place(
    world: World, realm: str, user: str, options: dict[str, Any], writes: int, then: list[str]
) -> None:
    before = {one["id"]: one for one in credentials(world, realm, user)}
    run = thrice(world, {"realm": realm, "username": user, **options}, writes)
    assert labels(world, realm, user) == then
    own = run.result["end_state"]["id"]
    for one in credentials(world, realm, user):
        had = before[one["id"]]
        # what isn't named stays byte for byte
        assert {**one, "userLabel": had.get("userLabel")} == {**had, "userLabel": had.get("userLabel")}
        assert one["id"] == own or one.get("userLabel") == had.get("userLabel")


def test_by_ids(world: World, realm: str, user: str) -> None:
    found = world.admin.get(f"/admin/realms/{realm}/users?username={user}&exact=true")[0]["id"]
    ids = {one.get("userLabel"): one["id"] for one in credentials(world, realm, user)}
    options = {"realm": realm, "user_id": found, "id": ids["watch"], "after": ids["phone"], "user_label": "a watch"}
    run = thrice(world, options, 2)
    assert labels(world, realm, user) == ["password", "phone", "a watch", "tablet"]
    assert run.result["end_state"]["position"] == 3
    thrice(world, {"realm": realm, "uid": found, "id": ids["watch"], "state": "absent"})
    assert labels(world, realm, user) == ["password", "phone", "tablet"]


def test_removed(world: World, realm: str, user: str) -> None:
    gone = {"realm": realm, "username": user, "type": "otp", "label": "tablet", "state": "absent"}
    check = world.run(MODULE, gone, check=True)
    assert labels(world, realm, user) == ["password", "phone", "tablet", "watch"]
    run, again = world.run(MODULE, gone), world.run(MODULE, gone)
    assert labels(world, realm, user) == ["password", "phone", "watch"]
    assert (check.changed, run.changed, again.changed) == (True, True, False)
    assert check.result["actions"] == run.result["actions"]
    assert check.result["diff"] == run.result["diff"]
    assert (len(run.writes), len(again.writes)) == (1, 0)
    assert (run.result["existing"]["userLabel"], run.result["end_state"], again.result["existing"]) == (
        "tablet",
        {},
        {},
    )


def test_odd_labels(world: World, realm: str, user: str) -> None:
    own, had = {"realm": realm, "username": user, "type": "otp"}, "phone"
    for label in ODD:
        assert world.run(MODULE, {**own, "label": had, "user_label": label}).changed, label
        had = label
        assert not world.run(MODULE, {**own, "label": had, "user_label": label}).changed, label
        assert credentials(world, realm, user)[1]["userLabel"] == label
    assert world.run(MODULE, {**own, "label": had, "state": "absent"}).changed


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({}, "one of the following is required: id, type"),
        ({"type": "password"}, "state is present but any of the following are missing: user_label, first, after"),
        ({"type": "otp", "user_label": "x"}, "label: is needed, the user has otp 'phone', otp 'tablet', otp 'watch'"),
        ({"type": "otp", "label": "nosuch", "user_label": "x"}, "no credential of type 'otp', label 'nosuch'"),
        ({"type": "webauthn", "first": True}, "the user has no credential of type 'webauthn'"),
        ({"id": "nosuch", "first": True}, "id: the user has no credential of id 'nosuch'"),
        ({"type": "otp", "label": "phone", "user_label": "watch"}, "user_label: is another credential's of type otp"),
        ({"type": "otp", "label": "phone", "user_label": " "}, "user_label: must not be empty"),
        ({"type": "otp", "label": "phone", "user_label": "n" * 256}, "user_label: must have at most 255"),
        ({"type": "otp", "label": "phone", "after": "nosuch"}, "after: there is no other credential 'nosuch'"),
        ({"type": "otp", "label": "phone", "after": "phone"}, "after: there is no other credential 'phone'"),
        ({"type": "password", "after": "otp"}, "after: must name one of otp 'phone', otp 'tablet', otp 'watch'"),
        ({"type": "password", "after": "phone", "first": True}, "after: can't be given together with first"),
        ({"type": "password", "first": True, "username": "nosuch"}, "username: there is no user 'nosuch'"),
        ({"type": "password", "first": True, "user_id": "nosuch"}, "user_id: there is no user 'nosuch'"),
        ({"type": "password", "first": True, "user_id": ".."}, "must be a name other than"),
    ],
)
@pytest.mark.parametrize("check", [True, False])
def test_refused(world: World, realm: str, options: dict[str, Any], says: str, check: bool) -> None:
    if "user" not in _REFUSING:
        _REFUSING["user"] = make(world, realm)
    ran = world.run(MODULE, {"realm": realm, "username": _REFUSING["user"], **options}, check=check)
    assert ran.failed
    assert not ran.writes
    assert says in ran.result["msg"]


_REFUSING: dict[str, str] = {}


def test_a_user_whom_an_earlier_task_makes(world: World, realm: str) -> None:
    runtime = world.fresh_record()
    made = {"realm": realm, "username": "later", "credentials": [{"value": canary()}]}
    assert world.run("keycloak_user", made, check=True, runtime=runtime).changed
    own = {"realm": realm, "username": "later", "type": "password"}
    ran = world.run(MODULE, {**own, "user_label": "x", "first": True}, check=True, runtime=runtime)
    assert ran.changed
    base = f"/admin/realms/{realm}/users/{{id}}/credentials/{{id}}"
    assert ran.result["actions"] == [f"PUT {base}/userLabel", f"POST {base}/moveToFirst"]
    assert not world.run(MODULE, {**own, "state": "absent"}, check=True, runtime=runtime).changed


@settings(max_examples=6, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    which=st.sampled_from(["password", "one", "two", "three"]),
    label=st.sampled_from([None, "x", "phone"]),
    place=st.sampled_from([{}, {"first": True}, {"after": "password"}, {"after": "two"}]),
)
def test_random_states(world: World, realm: str, which: str, label: str | None, place: dict[str, Any]) -> None:
    user = make(world, realm)
    own = dict(zip(("password", "one", "two", "three"), (one["id"] for one in credentials(world, realm, user))))
    place = {name: own.get(value, value) for name, value in place.items()}
    options = {"realm": realm, "username": user, "id": own[which], "user_label": label, **place}
    if not label and not place or place.get("after") == own[which]:
        return
    check, run = world.run(MODULE, options, check=True), world.run(MODULE, options)
    assert check.failed == run.failed
    assert check.changed == run.changed
    if not run.failed:
        assert check.result["diff"] == run.result["diff"]
        assert not world.run(MODULE, options).writes


def test_both_ways(world: World, realm: str, user: str, tmp_path: pathlib.Path) -> None:
    own = {"realm": realm, "username": user, "type": "otp", "label": "phone"}
    steps = {
        "check": {**own, "user_label": "p", "first": True},
        "absent": {**own, "state": "absent"},
        "refuse": {**own, "label": "nosuch", "first": True},
    }
    played, results = both(world, tmp_path, MODULE, steps)
    worker, process = results.pop("absent")
    assert (worker["changed"], process["changed"]) == (True, False)
    for worker, process in results.values():
        assert worker == process
    assert DEVICE not in played.printed + played.syslog
