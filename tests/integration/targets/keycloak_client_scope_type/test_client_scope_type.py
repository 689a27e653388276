# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_client_scope_type on a real server: the lists of a realm and of a client."""

from __future__ import annotations

import pathlib
import re
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.data import Options
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import Ran, World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_client_scope_type"
START = {"default": ["alpha", "beta"], "optional": ["gamma"]}
# (default, optional, both afterwards, writes); None is left out
ROWS: list[tuple[list[str] | None, list[str] | None, list[list[str]], int]] = [
    (["alpha", "beta"], ["gamma"], [["alpha", "beta"], ["gamma"]], 0),
    (["beta", "alpha", "alpha"], None, [["alpha", "beta"], ["gamma"]], 0),
    (["alpha"], None, [["alpha"], ["gamma"]], 1),
    (["alpha", "beta", "delta"], None, [["alpha", "beta", "delta"], ["gamma"]], 1),
    (["alpha", "beta", "gamma"], None, [["alpha", "beta", "gamma"], []], 2),
    (None, ["gamma", "beta"], [["alpha"], ["beta", "gamma"]], 2),
    (["gamma"], ["alpha"], [["gamma"], ["alpha"]], 5),
    ([], None, [[], ["gamma"]], 2),
    (None, [], [["alpha", "beta"], []], 1),
]


class Place:
    """A realm, or a client of it, and the scopes that it has."""

    def __init__(self, world: World, realm: str, client: str = "") -> None:
        self.world, self.realm = world, realm
        self.client = {"client_id": client} if client else {}
        top = f"/admin/realms/{realm}"
        self.ids = {scope["name"]: scope["id"] for scope in world.admin.get(f"{top}/client-scopes")}
        self.at = top + "/default-{}-client-scopes"
        if client:
            ident = world.admin.get(f"{top}/clients?clientId={client}")[0]["id"]
            self.at = f"{top}/clients/{ident}/{{}}-client-scopes"

    def read(self) -> list[list[str]]:
        return [sorted(one["name"] for one in self.world.admin.get(self.at.format(word))) for word in START]

    def begin(self) -> None:
        """Bring about the scopes that each test begins with."""
        for word in START:
            for one in self.world.admin.get(self.at.format(word)):
                self.world.admin.send("DELETE", f"{self.at.format(word)}/{one['id']}")
        for word, names in START.items():
            for name in names:
                self.world.admin.send("PUT", f"{self.at.format(word)}/{self.ids[name]}")

    def run(self, check: bool = False, **options: Any) -> Ran:
        return self.world.run(MODULE, {"realm": self.realm, **self.client, **options}, check)


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with scopes and clients."""
    name = f"scope-type-{secrets.token_hex(3)}"
    world.admin.make_realm(name, clients=[{"clientId": "shop"}, {"clientId": "robot", "serviceAccountsEnabled": True}])
    for scope in ("alpha", "beta", "gamma", "delta"):
        world.admin.send("POST", f"/admin/realms/{name}/client-scopes", {"name": scope, "protocol": "openid-connect"})
    yield name
    world.admin.remove_realm(name)


@pytest.fixture(params=["", "shop"], ids=["realm", "client"])
def place(world: World, realm: str, request: Any) -> Place:
    """The realm, then a client."""
    place = Place(world, realm, request.param)
    place.begin()
    return place


def given(default: list[str] | None, optional: list[str] | None) -> Options:
    return {"default_client_scopes": default, "optional_clientscopes": optional}


@pytest.mark.parametrize(("default", "optional", "want", "writes"), ROWS)
def test_lists(place: Place, default: Any, optional: Any, want: list[list[str]], writes: int) -> None:
    options, had = given(default, optional), place.read()
    check = place.run(check=True, **options)
    assert (check.failed, check.writes, place.read()) == (False, [], had), check.result["msg"]
    run = place.run(**options)
    assert not run.failed, run.result["msg"]
    assert (place.read(), len(run.writes)) == (want, writes)
    for key in ("changed", "actions", "diff", "existing", "proposed", "end_state"):
        assert check.result[key] == run.result[key], key
    assert run.changed == bool(writes)
    for mode in (True, False):
        again = place.run(check=mode, **options)
        assert (again.changed, again.writes, again.result["actions"]) == (False, [], [])
    for key, lists in (("existing", had), ("end_state", want)):
        for name, words in zip(("default", "optional"), lists, strict=True):
            assert again.result["end_state"][f"{name}_clientscopes"] == want[0 if name == "default" else 1]
            assert run.result[key][f"{name}_clientscopes"] == run.result[key][f"{name}_client_scopes"] == words
    shown = run.result["diff"]["after"]
    assert [shown.get(f"{word}ClientScopes", []) for word in START] == want


@pytest.mark.since("25")
def test_the_scope_of_service_accounts_stays(world: World, realm: str) -> None:
    robot = Place(world, realm, "robot")
    assert "service_account" in robot.read()[0]
    assert robot.run(default_client_scopes=["alpha"]).changed
    assert robot.read()[0] == ["alpha", "service_account"]
    assert not robot.run(default_client_scopes=["alpha"]).changed


def test_bad_input(place: Place) -> None:
    rows = [
        ({"default_client_scopes": ["nosuch"]}, "default_client_scopes: there is no client scope 'nosuch'"),
        ({"default_client_scopes": [], "client_id": "nosuch"}, "client_id: there is no client 'nosuch'"),
        ({"default_client_scopes": ["alpha"], "optional_client_scopes": ["alpha"]}, "can't name a scope that"),
        ({}, "one of the following is required"),
        ({"default_client_scopes": {"a": "b"}}, "default_client_scopes"),
        ({"default_client_scopes": [], "state": "absent"}, "state"),
        ({"default_client_scopes": [], "raw": {}}, "raw"),
    ]
    had = place.read()
    for options, says in rows:
        for check in (True, False):
            ran = place.run(check, **options)
            assert (ran.failed, ran.writes, ran.changed) == (True, [], False), f"{options}: {ran}"
            assert re.search(says, ran.result["msg"]), f"{says!r} isn't in {ran.result['msg']!r}"
    assert place.read() == had


def test_both_ways(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    Place(world, realm, "shop").begin()
    shop = {"realm": realm, "client_id": "shop"}
    steps = {
        "check": {**shop, "default_client_scopes": ["gamma"]},
        "again": {**shop, "default_clientscopes": ["alpha", "beta"]},
        "refuse": {**shop, "default_client_scopes": ["nosuch"]},
        "misspell": {**shop, "scopes": []},
    }
    _played, results = both(world, tmp_path, MODULE, steps)
    for step, (worker, process) in results.items():
        assert worker == process, step
    assert [results[step][0]["changed"] for step in ("check", "again")] == [True, False]
