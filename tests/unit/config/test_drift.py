# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drift: what differs, field by field, and the forms in which it is told."""

from __future__ import annotations

import json
import re
from types import SimpleNamespace
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.config.drift import (
    Difference,
    Drift,
    Found,
    differences,
    drift,
)
from ansible_collections.iamops.keycloak.plugins.module_utils.config.drift_page import page
from ansible_collections.iamops.keycloak.plugins.module_utils.config.drift_texts import (
    as_json,
    markdown,
    report,
    sentence,
    table,
    text,
    value,
)
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.plan import Plan

EVIL = "<script>alert('|*a`')</script>\n& more"


def compared(name: str, change: str, kind: str = "role", client: str | None = None, **plan: Any) -> Any:
    """Return an object of the data, and how it compares."""
    wish = SimpleNamespace(
        kind=SimpleNamespace(name=kind), where="here", desired=SimpleNamespace(options={"client_id": client})
    )
    return SimpleNamespace(wish=wish, label=name, change=change, plan=Plan(**plan))


@pytest.mark.parametrize(
    ("data", "server", "found"),
    [
        (1, 1, []),
        ({"a": 1, "b": 2}, {"a": 1, "b": 3}, [("b", 2, 3)]),
        ({"a": {"b": 1}}, {"a": {"b": 2, "c": 3}}, [("a.b", 1, 2), ("a.c", None, 3)]),
        # the items of a list by their names, whatever the order
        (
            {"l": [{"alias": "x", "v": 1}, {"alias": "y"}]},
            {"l": [{"alias": "y"}, {"alias": "x"}]},
            [("l[x].v", 1, None)],
        ),
        (
            {"l": [{"name": "x"}]},
            {"l": [{"name": "y"}]},
            [("l[x]", {"name": "x"}, None), ("l[y]", None, {"name": "y"})],
        ),
        # lists without names, or with one twice, are compared whole
        ({"l": [1, 2]}, {"l": [2, 1]}, [("l", [1, 2], [2, 1])]),
        (
            {"l": [{"name": "x"}, {"name": "x", "v": 1}]},
            {"l": [{"name": "x"}]},
            [("l", [{"name": "x"}, {"name": "x", "v": 1}], [{"name": "x"}])],
        ),
        ({"l": []}, {"l": [{"name": "x"}]}, [("l", [], [{"name": "x"}])]),
    ],
)
def test_differences(data: Any, server: Any, found: list[Any]) -> None:
    assert [(one.field, one.data, one.server) for one in differences(data, server)] == found


def test_what_several_sections_say_of_one_object() -> None:
    changed = {"before": {"a": 1}, "after": {"a": 2}, "unsettled": ("a",)}
    seen = drift(
        "acme",
        [
            compared("r", "unchanged"),
            compared("r", "updated", **changed),
            compared("g", "updated", "group", **changed),
            compared("g", "created", "group", after={"name": "g"}),
            compared("same", "unchanged"),
            compared("out", "removed", before={"a": 1}),
        ],
        [Found("role", "more", "roles", "extra")],
    )
    assert [(one.name, one.state, len(one.fields)) for one in seen.found] == [
        ("r", "changed", 1),
        ("g", "missing", 0),
        ("same", "unchanged", 0),
        ("out", "extra", 0),
        ("more", "extra", 0),
    ]
    assert [one.name for one in seen.differing] == ["r", "g", "out", "more"]
    assert seen.kinds() == {
        "group": {"missing": 1, "changed": 0, "extra": 0, "unchanged": 0},
        "role": {"missing": 0, "changed": 1, "extra": 2, "unchanged": 1},
    }
    assert seen.sums() == {"missing": 1, "changed": 1, "extra": 2, "unchanged": 1}


def test_of_a_realm_that_is_missing_all_is() -> None:
    seen = drift("acme", [compared("acme", "created", "realm"), compared("r", "updated", after={"a": 1})], [])
    assert {one.state for one in seen.found} == {"missing"}
    assert not [one for one in seen.found if one.fields]


def test_what_may_not_be_shown_and_whose_roles_they_are() -> None:
    """Both values of a secret look the same."""
    hidden = {"before": {"secret": "***"}, "after": {"secret": "***"}, "unsettled": ("secret",)}
    roles = {"before": {"roles": ["a"]}, "after": {"roles": ["b"]}}
    seen = drift("acme", [compared("c", "updated", **hidden), compared("ann", "updated", client="shop", **roles)], [])
    assert [one.fields for one in seen.found] == [
        [Difference("secret", "***", "***")],
        [Difference("roles[shop]", ["b"], ["a"])],
    ]
    # where the name tells it
    assert (
        drift("acme", [compared("shop/r", "updated", client="shop", **roles)], []).found[0].fields[0].field == "roles"
    )


CHANGED = Found("role", EVIL, "roles[0]", "changed", [Difference("description", EVIL, None), Difference("l", [1], {})])
TOLD = report(
    Drift(
        "acme", [Found("role", "gone", "roles[1]", "missing"), CHANGED, Found("role", "same", "roles[2]", "unchanged")]
    ),
    "https://id.example.com",
    "2026-01-02T03:04:05+00:00",
)
NOTHING = report(Drift("acme", [Found("role", "same", "roles", "unchanged")]), "https://id.example.com", "now")
GONE = report(Drift("acme", [Found("realm", "acme", "config", "missing")]), "https://id.example.com", "now")


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (TOLD, "Realm acme has drifted: 1 missing, 1 changed, 1 unchanged."),
        (NOTHING, "Realm acme is what its data says: 1 objects."),
        (GONE, "Realm acme does not exist: 1 missing."),
    ],
)
def test_sentence(told: Any, said: str) -> None:
    assert sentence(told) == said


def test_table() -> None:
    assert table(NOTHING) == ""
    lines = table(TOLD).splitlines()
    assert len(lines) == 5
    assert lines[0].split()[:4] == ["difference", "kind", "name", "field"]
    assert lines[2].split() == ["missing", "role", "gone"]
    # one line a field, whatever is in it
    assert [line.split()[0] for line in lines[3:]] == ["changed", "changed"]
    assert lines[4].split()[-2:] == ["[1]", "{}"]
    long = Found("role", "r", "w", "changed", [Difference("f", "x" * 200, None)])
    assert max(map(len, re.findall("x+…?", table(report(Drift("acme", [long]), "s", "now"))))) == 60


def test_text_and_json() -> None:
    assert text(NOTHING) == f"Compared with https://id.example.com at now.\n{sentence(NOTHING)}\n"
    assert text(TOLD).endswith(table(TOLD))
    assert json.loads(as_json(TOLD)) == TOLD
    assert TOLD["differences"][1]["fields"][0] == {"field": "description", "data": EVIL, "server": None}
    assert [value(one) for one in (None, "", "ä", 1, {"b": 1, "a": "ä"})] == ["", "", "ä", "1", '{"a": "ä", "b": 1}']


def test_markdown() -> None:
    lines = markdown(TOLD).splitlines()
    assert "| role | 1 | 1 | 0 | 1 |" in lines
    own = [line for line in lines if line.startswith("| changed |")]
    assert len(own) == 2
    assert "<" not in own[0].replace("&lt;", "")
    # a bar of the data's own is no border of a cell
    assert len(re.findall(r"(?<!\\)\|", own[0])) == 7


def test_page() -> None:
    shown = page(TOLD)
    assert "<script" not in shown
    assert shown.count("&lt;script&gt;") == 2
    assert "default-src 'none'" in shown
    assert 'aria-label="role: 1 missing, 1 changed, 1 unchanged"' in shown
    widths = [float(width) for width in re.findall(r'<rect [^>]* width="([\d.]+)"', shown)]
    assert len(widths) == 3
    assert sum(widths) == pytest.approx(600, abs=1)
    assert "<h2>Missing" in shown
    assert "<h2>Extra" not in shown


def test_one_of_a_thousand_is_visible() -> None:
    many = [Found("role", str(number), "w", "unchanged") for number in range(1000)]
    shown = page(report(Drift("acme", [Found("role", "x", "w", "missing"), *many]), "s", "now"))
    assert float(re.findall(r'<rect class="missing"[^>]* width="([\d.]+)"', shown)[0]) > 7
