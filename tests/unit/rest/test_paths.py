# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Paths: every value quoted, dots refused."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.paths import fill, has_dots
from hypothesis import given, settings
from hypothesis import strategies as st

ROLE = "/admin/realms/{realm}/roles/{name}"


@pytest.mark.parametrize("name, quoted", [
    ("plain", "plain"),
    ("a/b", "a%2Fb"),
    ("a+b", "a%2Bb"),
    ("a;b", "a%3Bb"),
    ("a%b", "a%25b"),
    ("a%2Fb", "a%252Fb"),
    ("a b", "a%20b"),
    ("a?b#c", "a%3Fb%23c"),
    ("a'b\"c", "a%27b%22c"),
    ("a\\b", "a%5Cb"),
    ("a\nb\x00", "a%0Ab%00"),
    ("ä€😀", "%C3%A4%E2%82%AC%F0%9F%98%80"),
    ("~-_.", "~-_."),
    ("...", "..."),
    (".a", ".a"),
    ("a/../b", "a%2F..%2Fb"),
    ("{realm}", "%7Brealm%7D"),
    ("x" * 255, "x" * 255),
])
def test_values_are_quoted(name: str, quoted: str) -> None:
    assert fill(ROLE, {"realm": "acme", "name": name}) == f"/admin/realms/acme/roles/{quoted}"


@pytest.mark.parametrize("name", [".", "..", "", None])
def test_dots_and_nothing_are_refused(name: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        fill(ROLE, {"realm": "acme", "name": name})
    assert caught.value.option == "name"
    assert str(caught.value).startswith("name: must be a name other than")


def test_broken_unicode_is_refused() -> None:
    with pytest.raises(InvalidInput, match="realm: must be valid unicode"):
        fill(ROLE, {"realm": "\udcff", "name": "a"})


@settings(deadline=None, database=None)
@given(name=st.text(min_size=1).filter(lambda text: text not in (".", "..")))
def test_any_name_is_one_segment(name: str) -> None:
    path = fill("/roles/{name}", {"name": name})
    assert path.count("/") == 2 and not has_dots(path)
    assert unquote(path.rpartition("/")[2]) == name
    assert re.fullmatch(r"[A-Za-z0-9._~%-]+", path.rpartition("/")[2])


def test_missing_variables_stay() -> None:
    assert fill("/clients/{id}/roles/{name}", {"name": "{id}"}) == "/clients/{id}/roles/%7Bid%7D"


@pytest.mark.parametrize("path, dots", [
    ("/a/b", False), ("/a/../b", True), ("/a/./b", True), ("/a/%2e%2e/b", True), ("/a/%2E", True), ("/a/.../b", False),
    ("/a/..%2Fb", False), ("/a/%252e%252e", False),
])
def test_dot_segments_are_seen(path: str, dots: bool) -> None:
    assert has_dots(path) is dots
