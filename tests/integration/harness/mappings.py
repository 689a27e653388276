# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The proof of a module that maps roles: what is mapped belongs to something that stays, so the lists are proven."""

from __future__ import annotations

import contextlib
import pathlib
import re
import secrets
from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
from hypothesis import strategies

from .admin import Admin
from .data import Options
from .subject import Ran, World
from .ways import both

ROLES = ("alpha", "beta/1; ö", "gamma")
REALM = {
    "roles": {
        "realm": [{"name": name} for name in (*ROLES, "whole", "part")],
        "client": {"shop": [{"name": name} for name in (*ROLES, "whole", "part")]},
    },
    "clients": [
        {"clientId": "shop"},
        {"clientId": "kiosk", "fullScopeAllowed": False, "serviceAccountsEnabled": True, "publicClient": False},
        {"clientId": "open", "fullScopeAllowed": True},
    ],
    "groups": [{"name": "staff", "subGroups": [{"name": "night shift"}]}],
    "users": [{"username": "ann", "enabled": True}],
}


@contextlib.contextmanager
def realm_with_roles(admin: Admin) -> Iterator[str]:
    """Make a realm with roles of its own and of a client, of which some are composites of others."""
    name = f"mappings-{secrets.token_hex(3)}"
    admin.make_realm(name, **REALM)
    top = f"/admin/realms/{name}"
    shop = admin.get(f"{top}/clients?clientId=shop")[0]["id"]
    for roles in (f"{top}/roles", f"{top}/clients/{shop}/roles"):
        admin.send("POST", f"{roles}/whole/composites", [admin.get(f"{roles}/part")])
    admin.send("POST", f"{top}/client-scopes", {"name": "sales", "protocol": "openid-connect"})
    try:
        yield name
    finally:
        admin.remove_realm(name)


class MappingProof:
    """The tests; a module's own class has what they need.

    :param module: the module
    :param owner: the options that say what has the roles, and whose they are
    :param option: the option that lists them
    :param at: path of what is mapped; ``{name}`` of the owner or the client is found at ``places``
    :param places: name in the path -> the list that has it, the field that tells it, and its value
    :param reads: requests of a task that changes nothing
    :param nobody: options of an owner that doesn't exist
    :param names_alone: whether results list names
    :param played: whether a playbook runs it both ways: once for each module is enough
    """

    module = ""
    owner: Options = {}
    option = "roles"
    at = ""
    places: dict[str, tuple[str, str, str]] = {}
    reads = 2
    nobody: Options = {}
    name = ""
    world: World
    names_alone = False
    played = True
    roles = ROLES

    def __init_subclass__(cls) -> None:
        """Leave out the tests that don't fit."""
        if not cls.played:
            cls.test_both_ways = None  # type: ignore[assignment]
        if cls.option != "roles":
            cls.test_one_by_its_id = None  # type: ignore[assignment]

    @pytest.fixture(autouse=True)
    def nothing_mapped(self, world: World, realm_with_roles: str) -> None:
        """Each test begins without mappings."""
        self.name, self.world = realm_with_roles, world
        self.make()

    @property
    def path(self) -> str:
        """The path of what is mapped."""
        top, found = f"/admin/realms/{self.name}", {}
        for word, (where, field, value) in self.places.items():
            items = self.world.admin.get(f"{top}/{where}".format(**found))
            found[word] = next(item["id"] for item in items if item[field] == value)
        return f"{top}/{self.at}".format(**found)

    def read(self) -> list[str]:
        """Return the names of the roles that are mapped."""
        return sorted(role["name"] for role in self.world.admin.get(self.path))

    def make(self, *names: str) -> None:
        """Map these roles and no others, past the collection."""
        admin, path = self.world.admin, self.path
        admin.send("DELETE", path, admin.get(path))
        known = {role["name"]: role for role in admin.get(f"{path}/available")}
        admin.send("POST", path, [known[name] for name in names])

    def given(self, *names: str, **more: Any) -> Options:
        """Return the options that list these roles."""
        roles = [{"name": name} for name in names] if self.option == "roles" else list(names)
        return {"realm": self.name, **self.owner, self.option: roles, **more}

    def run(self, options: Options, check: bool = False) -> Ran:
        return self.world.run(self.module, options, check)

    def names(self, roles: Any) -> list[str]:
        """Return the names in a list that a result returns."""
        return roles if self.names_alone else [role["name"] for role in roles]

    def turn(self, options: Options, want: list[str], writes: list[str]) -> Ran:
        """See a task in check mode, in a run and again."""
        had = self.read()
        check = self.run(options, check=True)
        assert not check.failed, check.result["msg"]
        assert (check.writes, self.read()) == ([], had)
        run = self.run(options)
        assert not run.failed, run.result["msg"]
        assert [write.method for write in run.writes] == writes, str(run)
        assert self.read() == want
        for key in ("changed", "actions", "diff", "existing", "proposed", "end_state"):
            assert check.result[key] == run.result[key], key
        assert run.changed == bool(writes)
        assert self.names(run.result["existing"]) == had
        assert self.names(run.result["end_state"]) == want
        shown = (run.result["diff"][when].get("roles", []) for when in ("before", "after"))
        assert list(shown) == [had, want]
        for mode in (True, False):
            again = self.run(options, mode)
            assert (again.changed, again.writes, again.result["actions"]) == (False, [], [])
            assert self.names(again.result["end_state"]) == want
        return run

    def test_added_and_taken(self) -> None:
        one, two, three = self.roles
        self.turn(self.given(one, two), [one, two], ["POST"])
        self.turn(self.given(three), [one, two, three], ["POST"])
        self.turn(self.given(two, three, state="absent"), [one], ["DELETE"])
        self.turn(self.given(two, state="absent"), [one], [])
        self.turn(self.given(), [one], [])

    def test_exact_where_asked(self) -> None:
        one, two, three = self.roles
        exact = {f"{self.option}_behavior": "exact"}
        self.turn(self.given(one, two, **exact), [one, two], ["POST"])
        self.turn(self.given(two, three, **exact), [two, three], ["DELETE", "POST"])
        self.turn(self.given(one, **{f"{self.option}_behavior": "subset"}), [one, two, three], ["POST"])
        self.turn(self.given(**exact), [], ["DELETE"])

    def test_what_comes_with_others_is_not_mapped(self) -> None:
        self.make("whole")
        self.turn(self.given("part", state="absent"), ["whole"], [])
        self.turn(self.given("part"), ["part", "whole"], ["POST"])

    def test_one_by_its_id(self) -> None:
        ident = next(role["id"] for role in self.world.admin.get(f"{self.path}/available") if role["name"] == "gamma")
        for role in ({"id": ident}, {"id": ident, "name": "gamma"}):
            self.turn(self.given(roles=[role]), ["gamma"], ["POST"])
            # once by its id and once by its name, it is one role
            exact = self.given(roles=[role, {"name": "gamma"}], roles_behavior="exact")
            self.turn(exact, ["gamma"], [])
            self.turn(self.given(roles=[role], state="absent"), [], ["DELETE"])

    def test_few_reads(self) -> None:
        options = self.given(*self.roles)
        assert self.run(options).changed
        since = len(self.world.proxy.wire.requests)
        assert not self.run(options).changed
        requests = [str(request) for request in self.world.proxy.wire.requests[since:]]
        assert len(requests) == self.reads, requests

    def test_bad_input(self) -> None:
        behavior = f"{self.option}_behavior"
        rows = [
            (self.given("nosuch"), f"{self.option}: there is no role '(shop/)?nosuch' in realm"),
            ({**self.given("alpha"), **self.nobody}, "there is no .*'/?nobody'"),
            (
                self.given("alpha", state="absent", **{behavior: "exact"}),
                f"{behavior}: can't be given with state absent",
            ),
            (self.given("alpha", **{behavior: "some"}), f"{behavior} must be one of: exact, subset"),
            (self.given("alpha", state="gone"), "state must be one of: present, absent"),
            (self.given("alpha", raw={"name": "x"}), "Unsupported parameters.*raw|unknown option.*raw"),
            ({**self.given("alpha"), self.option: {"name": "alpha"}}, f"{self.option}"),
            ({**self.given("alpha"), self.option: [""]}, f"{self.option}"),
            ({**self.given("alpha"), **dict.fromkeys(self.owner)}, "required|is needed"),
        ]
        for options, says in rows:
            for check in (True, False):
                ran = self.run(options, check)
                assert (ran.failed, ran.writes, ran.changed) == (True, [], False), f"{options}: {ran}"
                assert re.search(says, ran.result["msg"]), f"{says!r} isn't in {ran.result['msg']!r}"
        assert self.read() == []

    def test_by_the_kinds_name(self) -> None:
        """The modules for any kind do and show the same."""
        kind, options = self.module.removeprefix("keycloak_"), self.given("alpha")
        realm, owner = options.pop("realm"), {name: value for name, value in self.owner.items() if value is not None}
        own = self.run(self.given("alpha"), check=True).result
        ran = self.world.run("keycloak_resource", {"kind": kind, "realm": realm, "options": options})
        for key in ("changed", "actions", "diff", "existing", "proposed", "end_state"):
            assert ran.result[key] == own[key], key
        read = self.world.run("keycloak_info", {"kind": kind, "realm": realm, "options": owner})
        assert [role["name"] for role in read.result["objects"][0]["roles"]] == self.read() == ["alpha"]
        gone = {"kind": kind, "realm": realm, "options": options, "state": "absent"}
        assert self.world.run("keycloak_resource", gone).changed
        assert self.read() == []

    def test_random_states(self) -> None:
        some = strategies.lists(strategies.sampled_from(self.roles), unique=True)
        tasks = strategies.tuples(some, some, strategies.sampled_from(["present", "absent", "exact"]))

        @hypothesis.settings(max_examples=5, deadline=None, database=None)
        @hypothesis.given(tasks)
        def states(task: tuple[list[str], list[str], str]) -> None:
            had, listed, way = task
            self.make(*had)
            more = {"state": "absent"} if way == "absent" else {}
            more.update({f"{self.option}_behavior": "exact"} if way == "exact" else {})
            want = {"present": {*had, *listed}, "absent": {*had} - {*listed}, "exact": {*listed}}[way]
            gone, new = {*had} - want, want - {*had}
            writes = ["DELETE"] * bool(gone) + ["POST"] * bool(new)
            self.turn(self.given(*listed, **more), sorted(want), writes)

        states()

    def test_both_ways(self, tmp_path: pathlib.Path) -> None:
        self.make("alpha")
        steps = {
            "check": self.given("gamma"),
            "again": self.given("alpha"),
            "refuse": self.given("alpha", **self.nobody),
            "misspell": self.given("alpha", rolls=[]),
        }
        _played, results = both(self.world, tmp_path, self.module, steps)
        for step, (worker, process) in results.items():
            assert worker == process, step
        assert [results[step][0]["changed"] for step in ("check", "again")] == [True, False]
        assert [results[step][0]["failed"] for step in ("refuse", "misspell")] == [True, True]
