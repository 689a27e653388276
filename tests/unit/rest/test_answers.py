# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bodies, error texts and classes."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.rest import answers, errors
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.answers import Answer

HTML = "<!DOCTYPE html>\n<html><head><title>502 Bad\n Gateway</title></head><body>nginx</body></html>"


@pytest.mark.parametrize("data, reason", [
    ({"errorMessage": "Client c already exists"}, "Client c already exists"),
    ({"error": "Realm not found."}, "Realm not found."),
    ({"error": "invalid_grant", "error_description": "Invalid user credentials"},
     "invalid_grant: Invalid user credentials"),
    ({"error": "x", "error_description": ""}, "x"),
    ({"field": "username", "errorMessage": "error-invalid-length", "params": ["username", 3, 255]},
     "username: error-invalid-length (username, 3, 255)"),
    ({"errors": [{"field": "a", "errorMessage": "b"}, {"errorMessage": "c", "params": None}]}, "a: b; c"),
    ({"message": "nope"}, "nope"),
    ({"title": "t", "detail": "d"}, "d"),
    ({"strange": 1}, '{"strange": 1}'),
    ({}, "Status"),
    (None, "Status"),
    ("", "Status"),
    ("plain\n  words", "plain words"),
    (HTML, "an HTML page titled '502 Bad Gateway'"),
    ("<html><body>hello</body></html>", "an HTML page"),
    ([1, 2], "[1, 2]"),
    (b"\x00\x01", "2 bytes of binary data"),
])
def test_reason(data: Any, reason: str) -> None:
    assert answers.reason_of(data, "Status") == reason


@pytest.mark.parametrize("data", [
    "x" * 100_000, {"errorMessage": "y" * 100_000}, {"other": "z" * 100_000}, ["w"] * 9999,
])
def test_huge_bodies_are_cut(data: Any) -> None:
    reason = answers.reason_of(data)
    assert len(reason) < answers.LONGEST_REASON + 50
    assert "characters in all)" in reason


@pytest.mark.parametrize("status, kind", [
    (301, errors.Redirected), (302, errors.Redirected), (304, errors.Redirected), (400, errors.BadRequest),
    (401, errors.Unauthorized), (403, errors.Forbidden), (404, errors.NotFound), (405, errors.ApiError),
    (409, errors.Conflict), (415, errors.ApiError), (429, errors.ApiError), (500, errors.ServerFault),
    (501, errors.ServerFault), (503, errors.ServerFault), (599, errors.ServerFault),
])
def test_error_class(status: int, kind: type[errors.ApiError]) -> None:
    assert answers.error_class(status) is kind


@pytest.mark.parametrize("content, kind, data", [
    (b"", "application/json", None),
    (b" \n", "application/json", None),
    (b'{"a": "\xc3\xa4"}', "application/json;charset=utf-8", {"a": "ä"}),
    (b"[]", "application/problem+json", []),
    (b"false", "application/json", False),
    (b"text", "text/plain", "text"),
    (b'{"a":1}', "", {"a": 1}),
    (b"text", "", "text"),
    (b"\xff\xfe\x00", "application/octet-stream", b"\xff\xfe\x00"),
])
def test_parse(content: bytes, kind: str, data: Any) -> None:
    assert answers.parse(content, kind) == data


def test_broken_json_is_told_from_text() -> None:
    with pytest.raises(answers.Unparsable):
        answers.parse(b'{"a": ', "application/json")


@pytest.mark.parametrize("location, found", [
    (None, None),
    ("", None),
    ("http://kc/admin/realms/acme/clients/9f-1", "9f-1"),
    ("http://kc/admin/realms/acme/roles/a%2Fb%20%C3%A4", "a/b ä"),
    ("/admin/realms/acme/roles/x/", "x"),
    ("http://kc/admin/realms/acme/roles/x?y=z", "x"),
])
def test_location_id(location: Any, found: Any) -> None:
    assert Answer(201, {"Location": location} if location is not None else {}).location_id == found


@pytest.mark.parametrize("content, kind, html", [
    (b"<html>", "", True), (b" \n<!DOCTYPE HTML>", "text/plain", True), (b"x", "text/html; charset=x", True),
    (b"<a>", "application/xml", False), (b"{}", "application/json", False),
])
def test_html(content: bytes, kind: str, html: bool) -> None:
    assert answers.is_html(content, kind) is html
