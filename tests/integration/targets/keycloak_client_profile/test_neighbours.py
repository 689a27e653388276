# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Client profiles and policies share a document each: the others in it stay as they are, in their order."""

from __future__ import annotations

import concurrent.futures
import pathlib
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.runtime import Runtime
from ansible_collections.iamops.keycloak.tests.integration.harness.playbooks import Player, task
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import Ran, World

PROFILES = [
    {"name": "first", "description": "", "executors": [{"executor": "pkce-enforcer", "configuration": {"other": [1]}}]},
    {"name": "middle", "executors": []},
    {"name": "last", "description": "a <b>", "executors": [{"executor": "secure-session", "configuration": {}}]},
]
POLICIES = [
    {"name": "one", "enabled": True, "conditions": [], "profiles": ["first", "fapi-1-baseline"]},
    {"name": "two", "description": "", "enabled": False, "conditions": [], "profiles": []},
]
EXECUTORS = [{"executor": "consent-required", "configuration": {"auto-configure": True}}]


class Documents:
    """A realm's two documents."""

    def __init__(self, world: World, realm: str) -> None:
        self.world, self.realm = world, realm

    def path(self, what: str) -> str:
        return f"/admin/realms/{self.realm}/client-policies/{what}"

    def begin(self) -> None:
        for what, items in (("policies", []), ("profiles", PROFILES), ("policies", POLICIES)):
            self.world.admin.send("PUT", self.path(what), {what: items})

    def read(self, what: str) -> Any:
        return self.world.admin.get(self.path(what))[what]

    def run(self, kind: str, check: bool = False, **options: Any) -> Ran:
        return self.world.run(f"keycloak_client_{kind}", {"realm": self.realm, **options}, check)


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm of its own."""
    name = f"client-policies-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    yield name
    world.admin.remove_realm(name)


@pytest.fixture
def documents(world: World, realm: str) -> Documents:
    """The documents with some items in them."""
    documents = Documents(world, realm)
    documents.begin()
    return documents


@pytest.mark.parametrize(
    ("options", "then"),
    [
        ({"name": "middle", "executors": EXECUTORS}, [0, {"name": "middle", "executors": EXECUTORS}, 2]),
        ({"name": "middle", "state": "absent"}, [0, 2]),
        ({"name": "new", "executors": EXECUTORS}, [0, 1, 2, {"name": "new", "executors": EXECUTORS}]),
        ({"name": "first", "description": "d"}, [{**PROFILES[0], "description": "d"}, 1, 2]),
    ],
)
def test_others_stay(documents: Documents, options: dict[str, Any], then: list[Any]) -> None:
    before = documents.read("profiles")
    check = documents.run("profile", True, **options)
    assert not check.writes
    ran = documents.run("profile", **options)
    assert len(ran.writes) == 1
    assert [check.result[name] for name in ("actions", "diff")] == [ran.result[name] for name in ("actions", "diff")]
    assert documents.read("profiles") == [before[one] if isinstance(one, int) else one for one in then]
    assert documents.read("policies") == POLICIES
    again = documents.run("profile", **options)
    assert (again.changed, again.writes) == (False, [])


def test_other_policies_stay(documents: Documents) -> None:
    assert documents.run("policy", name="one", enabled=False).changed
    assert documents.read("policies") == [{**POLICIES[0], "enabled": False}, POLICIES[1]]
    assert documents.run("policy", name="two", state="absent").changed
    assert documents.read("policies") == [{**POLICIES[0], "enabled": False}]


@pytest.mark.parametrize("check", [True, False])
def test_a_profile_in_use_is_kept(documents: Documents, check: bool) -> None:
    """The server would remove it and then refuse each change of a policy (26.7.2)."""
    ran = documents.run("profile", check, name="first", state="absent")
    assert ran.failed
    assert not ran.writes
    assert "name: 'first' can't be removed while it is used by client policy 'one'" in ran.result["msg"]


@pytest.mark.parametrize("check", [True, False])
@pytest.mark.parametrize("options", [{"state": "absent"}, {"executors": []}])
def test_the_servers_own_profiles_are_protected(documents: Documents, check: bool, options: Any) -> None:
    ran = documents.run("profile", check, name="fapi-1-advanced", **options)
    assert ran.failed
    assert not ran.writes
    assert "that the server has by itself" in ran.result["msg"]
    assert not documents.run("profile", check, name="fapi-1-advanced").changed


def test_info(documents: Documents) -> None:
    where = {"realm": documents.realm, "kind": "client_profile"}
    everything = documents.world.run("keycloak_info", where).result["objects"]
    assert everything == documents.read("profiles")
    found = documents.world.run("keycloak_info", {**where, "search": "as"}).result["objects"]
    assert [one["name"] for one in found] == ["last"]
    own = documents.world.run("keycloak_info", {**where, "options": {"name": "fapi-1-baseline"}}).result["objects"]
    assert own[0]["executors"]


def test_a_policy_whose_profile_comes_in_the_same_check_run(documents: Documents, tmp_path: pathlib.Path) -> None:
    where = {"realm": documents.realm}
    new = {**where, "name": "for-new", "profiles": ["new"]}
    tasks = [
        task("profile", "keycloak_client_profile", {**where, "name": "new"}, "worker", check_mode=True),
        task("policy", "keycloak_client_policy", new, "worker", check_mode=True, register="policy"),
    ]
    world = documents.world
    played = Player(tmp_path, world.proxy.url, world.admin.username, world.admin.password).play(tasks)
    assert played.status == 0, played.printed[-2000:]
    assert played.results["policy"]["changed"]


def test_tasks_take_turns(documents: Documents) -> None:
    """Many at once in one run of a playbook: none undoes another's work."""
    directory = documents.world.directory.name

    def make(number: int) -> Ran:
        options = {"realm": documents.realm, "name": f"at-once-{number}"}
        return documents.world.run("keycloak_client_profile", options, runtime=Runtime(directory))

    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        runs = list(pool.map(make, range(8)))
    assert all(ran.changed for ran in runs), [ran.result["msg"] for ran in runs]
    assert {f"at-once-{number}" for number in range(8)} <= {one["name"] for one in documents.read("profiles")}
