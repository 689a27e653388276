# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Texts of a realm: added, changed and removed one by one or all at once, on a real server."""

from __future__ import annotations

import pathlib
import secrets
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.naming import ODD
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import Ran, World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

FIRST = {"greeting": "Hello", "farewell": "Bye", "doForgotPassword": "Forgotten?", "empty": ""}


def listed(texts: dict[str, str]) -> list[dict[str, str]]:
    return [{"key": key, "value": value} for key, value in texts.items()]


class Locale:
    """A locale of a realm under test."""

    def __init__(self, world: World, realm: str, name: str = "en") -> None:
        self.world, self.realm, self.name = world, realm, name
        self.path = f"/admin/realms/{realm}/localization/{quote(name, safe='')}"

    def run(self, check: bool = False, **options: Any) -> Ran:
        return self.world.run(
            "keycloak_realm_localization", {"realm": self.realm, "locale": self.name, **options}, check
        )

    def read(self) -> Any:
        return self.world.admin.get(self.path)

    def put(self, texts: dict[str, str]) -> None:
        """Have exactly these texts."""
        self.world.admin.send("DELETE", self.path, accept=(404,))
        if texts:
            self.world.admin.send("POST", self.path, texts)

    def turn(self, then: dict[str, str], writes: int, **options: Any) -> Ran:
        """Check, run, again; each tells the truth."""
        before = self.read()
        check = self.run(True, **options)
        assert not check.writes
        assert self.read() == before
        ran = self.run(**options)
        assert not ran.failed, ran
        assert len(ran.writes) == writes, ran
        assert [write.method for write in ran.writes] == [line.split()[0] for line in ran.result["actions"]]
        for name in ("changed", "diff", "actions", "end_state", "existing", "proposed"):
            assert check.result[name] == ran.result[name], name
        assert ran.changed == (before != then)
        assert self.read() == then
        assert {one["key"]: one["value"] for one in ran.result["end_state"]["overrides"]} == then
        again = self.run(**options)
        assert not again.changed
        assert not again.writes
        assert again.result["diff"]["before"] == again.result["diff"]["after"]
        return ran


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm of its own."""
    name = f"proof-localization-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    yield name
    world.admin.remove_realm(name)


@pytest.fixture
def locale(world: World, realm: str) -> Locale:
    """A locale with some texts."""
    locale = Locale(world, realm)
    locale.put(FIRST)
    return locale


@pytest.mark.parametrize(
    ("options", "then", "writes"),
    [
        ({}, FIRST, 0),
        ({"overrides": []}, FIRST, 0),
        ({"overrides": listed({"greeting": "Hello"})}, FIRST, 0),
        ({"overrides": listed({"greeting": "Hi", "new": "N"})}, {**FIRST, "greeting": "Hi", "new": "N"}, 1),
        ({"overrides": [{"key": "greeting"}]}, {**FIRST, "greeting": ""}, 1),
        ({"overrides": [{"key": "number", "value": 7}]}, {**FIRST, "number": "7"}, 1),
        ({"overrides": listed({"greeting": "Hi"}), "force": True}, {"greeting": "Hi"}, 4),
        ({"overrides": [], "force": True}, {}, 1),
        ({"overrides": listed(FIRST), "force": True}, FIRST, 0),
        ({"state": "absent"}, FIRST, 0),
        ({"state": "absent", "overrides": [{"key": "nosuch"}]}, FIRST, 0),
        (
            {"state": "absent", "overrides": [{"key": "greeting", "value": "x"}, {"key": "empty"}]},
            {name: FIRST[name] for name in ("farewell", "doForgotPassword")},
            2,
        ),
        ({"state": "absent", "force": True}, {}, 1),
        ({"state": "absent", "force": True, "overrides": [{"key": "greeting"}]}, {}, 1),
    ],
)
def test_change(locale: Locale, options: dict[str, Any], then: dict[str, str], writes: int) -> None:
    locale.turn(then, writes, **options)


def test_from_nothing_with_many_texts(world: World, realm: str) -> None:
    texts = {f"key.{number}": f"text {number}" for number in range(300)}
    Locale(world, realm, "fr").turn(texts, 1, overrides=listed(texts))


def test_odd_texts_and_keys(locale: Locale) -> None:
    texts = {name: name for name in ODD} | {"long": "ü" * 4000, "k" * 255: "{0} 'quoted' ${msg}\n<b>"}
    locale.turn(texts, len(FIRST) + 1, overrides=listed(texts), force=True)
    locale.turn({}, len(texts), state="absent", overrides=[{"key": key} for key in texts])


@pytest.mark.parametrize("key", ["", ".", ".."])
def test_keys_that_no_path_can_hold(locale: Locale, key: str) -> None:
    """The server takes them in a map; with the others they go at once, and what stays comes back."""
    locale.put({**FIRST, key: "stray"})
    locale.turn(FIRST, 2, overrides=listed(FIRST), force=True)


@pytest.mark.parametrize("name", ["pt-BR", "a b", "ü", "x+y"])
def test_names_of_locales(world: World, realm: str, name: str) -> None:
    locale = Locale(world, realm, name)
    locale.turn({"a": "b"}, 1, overrides=listed({"a": "b"}))
    locale.turn({}, 1, state="absent", force=True)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"locale": None}, "locale"),
        ({"locale": ""}, "locale"),
        ({"locale": ".."}, "locale"),
        ({"locale": "l" * 256}, "at most 255"),
        ({"realm": None}, "one of the following is required: realm, parent_id"),
        ({"parent_id": "other"}, "parent_id: names the realm"),
        ({"raw": {"a": "b"}}, "raw: can't be given"),
        ({"overrides": [{"value": "x"}]}, "key"),
        ({"overrides": [{"key": ""}]}, "overrides[0].key"),
        ({"overrides": listed({"a": "1"}) + listed({"a": "2"})}, "overrides[1].key: must be unique"),
        ({"overrides": {"a": "b"}}, "overrides"),
        ({"force": "perhaps"}, "force"),
        ({"realm": "nosuch"}, "Realm not found"),
    ],
)
def test_refused(locale: Locale, options: dict[str, Any], says: str) -> None:
    for check in (True, False):
        ran = locale.run(check, **options)
        if check and says == "Realm not found":
            continue
        assert ran.failed, ran
        assert says in ran.result["msg"], ran
        assert not ran.writes, ran
    assert locale.read() == FIRST


def test_parent_id_is_the_realm(locale: Locale) -> None:
    assert not locale.run(realm=None, parent_id=locale.realm, overrides=listed(FIRST), force=True).changed


def test_info_lists_the_locales(world: World, locale: Locale) -> None:
    everything = {"realm": locale.realm, "kind": "realm_localization"}
    one = world.run("keycloak_info", {**everything, "options": {"locale": "en"}}).result["objects"]
    assert one[0] in world.run("keycloak_info", everything).result["objects"]
    assert one == [{"locale": "en", "overrides": sorted(listed(FIRST), key=lambda text: text["key"])}]


def test_random_states(locale: Locale) -> None:
    texts = st.dictionaries(st.sampled_from(["a", "b/c", "ü"]), st.sampled_from(["", "1", "2"]), max_size=3)
    drawn = st.fixed_dictionaries(
        {"overrides": texts, "state": st.sampled_from(["present", "absent"]), "force": st.booleans()}
    )

    @seed(20250117)
    @settings(
        max_examples=8, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
    )
    @given(st.lists(drawn, min_size=2, max_size=3))
    def follow(sequence: list[dict[str, Any]]) -> None:
        for row in sequence:
            options = {**row, "overrides": listed(row["overrides"])}
            check = locale.run(True, **options).result
            ran = locale.run(**options).result
            assert (check["end_state"], check["diff"], check["actions"]) == (
                ran["end_state"],
                ran["diff"],
                ran["actions"],
            )
            assert not locale.run(**options).writes

    follow()


def test_both_ways(world: World, locale: Locale, tmp_path: pathlib.Path) -> None:
    where = {"realm": locale.realm, "locale": "en"}
    steps = {
        "check": {**where, "overrides": listed({"greeting": "Hi", "new": "N"}), "force": True},
        "check_absent": {**where, "state": "absent", "force": True},
        "again": {**where, "overrides": listed(FIRST)},
        "refuse": {**where, "overrides": [{"value": "V"}]},
    }
    _played, results = both(world, tmp_path, "keycloak_realm_localization", steps)
    for step, (worker, process) in results.items():
        assert worker == process, step
    assert [results[step][0]["changed"] for step in ("check", "check_absent", "again")] == [True, True, False]
