# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The redactor: no form of a secret survives."""

from __future__ import annotations

import base64
import json
from typing import Any
from urllib.parse import quote, quote_plus

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.redaction import MASK, Redactor
from hypothesis import given, settings
from hypothesis import strategies as st

SECRET = 'p/ä "s+s\\w;ö%rd\n'


def redactor(*secrets: Any) -> Redactor:
    made = Redactor()
    for secret in secrets:
        made.add(secret)
    return made


@pytest.mark.parametrize("form", [
    SECRET,
    quote(SECRET, safe=""),
    quote(SECRET),
    quote_plus(SECRET),
    quote(SECRET, safe="").lower(),
    json.dumps(SECRET)[1:-1],
    json.dumps(SECRET, ensure_ascii=False)[1:-1],
    repr(SECRET)[1:-1],
    base64.b64encode(SECRET.encode()).decode(),
    SECRET.strip(),
], ids=["plain", "quoted", "path", "form", "small", "json", "json-unicode", "repr", "base64", "stripped"])
def test_every_form_is_masked(form: str) -> None:
    masked = redactor(SECRET).text(f"before {form} after")
    assert MASK in masked
    assert form not in masked
    assert masked.startswith("before ") and masked.rstrip().endswith("after")


def test_the_login_of_basic_authentication_is_masked() -> None:
    made = Redactor()
    made.add_basic("jane", SECRET)
    assert base64.b64encode(f"jane:{SECRET}".encode()).decode() not in made.text(
        "Authorization: Basic " + base64.b64encode(f"jane:{SECRET}".encode()).decode()
    )


@pytest.mark.parametrize("secret", [None, "", "a", "ab"])
def test_short_secrets_are_ignored(secret: Any) -> None:
    assert redactor(secret).text("a ab abc None") == "a ab abc None"


@pytest.mark.parametrize("data, masked", [
    ({"a": "hunter2"}, {"a": MASK}),
    ({"hunter2": 1}, {MASK: 1}),
    ([{"a": ("xhunter2x", 5)}], [{"a": (f"x{MASK}x", 5)}]),
    ({"n": 1234567, "t": True, "none": None, "f": 1.5}, {"n": MASK, "t": True, "none": None, "f": 1.5}),
    (b"raw hunter2", b"raw ********"),
    ({"hunter2"}, {MASK}),
])
def test_data_is_masked_everywhere(data: Any, masked: Any) -> None:
    assert redactor("hunter2", "1234567").data(data) == masked


def test_data_is_a_copy() -> None:
    given_data = {"a": ["x"]}
    copy = Redactor().data(given_data)
    copy["a"].append("y")
    assert given_data == {"a": ["x"]}


def test_the_longest_secret_is_masked_first() -> None:
    assert redactor("secret", "my-secret-key").text("my-secret-key secret") == f"{MASK} {MASK}"


def test_lines_of_a_key_are_masked() -> None:
    line = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC"
    made = redactor(f"-----BEGIN PRIVATE KEY-----\n{line}\n-----END PRIVATE KEY-----\n")
    assert made.text(f"error at {line}") == f"error at {MASK}"


@settings(deadline=None, database=None)
@given(secret=st.text(min_size=3, max_size=40), before=st.text(max_size=5), after=st.text(max_size=5))
def test_no_secret_survives(secret: str, before: str, after: str) -> None:
    if secret in MASK or not secret.strip("*"):
        return
    made = redactor(secret)
    shown = json.dumps(made.data({"x": before + secret + after}), ensure_ascii=False)
    assert made.text(before + secret + after).replace(MASK, "").find(secret) == -1 or secret in before + after
    assert MASK in shown
