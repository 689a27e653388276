# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What reads of groups ask for, and what they make of older servers' answers."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.reading import Source
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.groups import GROUPS_OF_A_REALM
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.mappings import ROLE_MAPPINGS
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import ApiError, InvalidInput

NIGHT = {
    "id": "2",
    "name": "night",
    "path": "/staff/night",
    "subGroups": [{"id": "3", "name": "Nights", "subGroups": []}],
}
STAFF = {"id": "1", "name": "staff", "path": "/staff", "subGroups": [NIGHT]}
DEFAULTS = {"path": None, "id": None, "search": None, "query": None, "include": []}
FLAGS = dict.fromkeys(("exact", "top_only", "only_count"), False)


class Old:
    """A server that shows what is below a group inside of it, and has no list of it."""

    told = ""

    def version(self) -> str:
        return self.told

    def get(self, path: str, params: Any = None) -> Any:
        return {"count": len(params)} if path.endswith("/count") else NIGHT

    def list(self, path: str, params: Any = None) -> Any:
        if path.endswith("/children"):
            raise ApiError(405, "GET", path, "HTTP 405 Method Not Allowed")
        return [STAFF]


def read(**options: Any) -> Any:
    return GROUPS_OF_A_REALM.read(Source(Old(), {"realm": "acme", **DEFAULTS, **FLAGS, **options}))


@pytest.mark.parametrize(
    ("options", "names"),
    [
        ({}, ["staff"]),
        ({"search": "night"}, ["night", "Nights"]),
        ({"search": "night", "exact": True}, ["night"]),
        ({"search": "night", "top_only": True}, []),
        ({"search": "sta", "top_only": True}, ["staff"]),
        ({"id": "2"}, ["night"]),
    ],
)
def test_found(options: dict[str, Any], names: list[str]) -> None:
    assert [group["name"] for group in read(**options)["groups"]] == names


def test_children_of_a_group_that_holds_them() -> None:
    (group,) = read(path="/staff/night", include=["children"])["groups"]
    assert [child["name"] for child in group["children"]] == ["Nights"]


def test_an_exact_name_among_groups_that_hold_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that doesn't know what exact is finds parts of names."""
    monkeypatch.setattr(Old, "list", lambda self, path, params=None: [{"name": "a"}, {"name": "ab"}])
    assert [group["name"] for group in read(search="a", exact=True)["groups"]] == ["a"]


@pytest.mark.parametrize(
    ("options", "count"),
    [({"top_only": True}, 0), ({"exact": True}, 1), ({"exact": True, "top_only": True}, 0)],
)
def test_counted_among_what_a_search_finds(options: dict[str, bool], count: int) -> None:
    """The server would count what it finds at any place, and by parts of names."""
    assert read(only_count=True, search="night", **options)["count"] == count


def test_counted() -> None:
    assert read(only_count=True)["count"] == 0
    assert read(only_count=True, top_only=True)["count"] == read(only_count=True, search="x")["count"] == 1


def test_an_old_server_counts_others_and_knows_no_queries(monkeypatch: pytest.MonkeyPatch) -> None:
    """It counts the groups at the top that have what is found below them (16.1.1)."""
    monkeypatch.setattr(Old, "told", "16.1.1")
    assert read(only_count=True, search="night")["count"] == len(read(search="night")["groups"]) == 2
    with pytest.raises(InvalidInput, match="version 20"):
        read(query="a:b")


@pytest.mark.parametrize(
    "options",
    [{"include": ["members"]}, {"exact": True}, {"only_count": True, "id": "2"}, {"path": ""}, {"id": ""}],
)
def test_refused(options: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput):
        read(**options)


@pytest.mark.parametrize("who", ["uid", "target_username", "gid", "group_name"])
def test_an_empty_name_has_no_roles(who: str) -> None:
    options = {**dict.fromkeys(ROLE_MAPPINGS.arguments), "realm": "acme", "include": ["assigned"], who: ""}
    with pytest.raises(InvalidInput, match="uid: is needed, or target_username"):
        ROLE_MAPPINGS.read(Source(Old(), options))
