# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables of what fresh realms have: one in full, those of other versions by what differs."""

from __future__ import annotations

import importlib
import pathlib
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.export.fresh import TABLES, fresh, minor, nearest
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.export.laid import laid

TOOLS = pathlib.Path(__file__).resolve().parents[3] / "tools"
BELOW = {"a": 1, "b": {"c": [1, 2], "d": "x"}, "clients": [{"clientId": "a", "name": "A"}, {"clientId": "b"}]}


@pytest.mark.parametrize(
    ("above", "differing"),
    [
        ({**BELOW, "a": 2}, {"a": 2}),
        ({"b": BELOW["b"], "clients": BELOW["clients"]}, {"a": None}),
        ({**BELOW, "b": {"c": [2, 1], "d": "x"}}, {"b": {"c": [2, 1]}}),
        ({**BELOW, "clients": [{"clientId": "a"}, {"clientId": "b"}]}, {"clients": {"a": {"name": None}}}),
        ({**BELOW, "clients": [{"clientId": "a", "name": "A"}, {"clientId": "aa"}]},
         {"clients": {"b": None, "aa": {"clientId": "aa"}}}),
        ({**BELOW, "clients": BELOW["clients"][::-1]}, {"clients": BELOW["clients"][::-1]}),
        ({**BELOW, "clients": []}, {"clients": []}),
        ({**BELOW, "new": [{"name": "n"}]}, {"new": [{"name": "n"}]}),
    ],
)  # fmt: skip
def test_what_differs(monkeypatch: pytest.MonkeyPatch, above: Any, differing: Any) -> None:
    monkeypatch.syspath_prepend(str(TOOLS))
    assert importlib.import_module("fresh").differing(BELOW, above) == differing
    assert laid(BELOW, differing) == above


@pytest.mark.parametrize(("version", "known"), [("26.7.2", True), ("26.7.0", True), ("26", False), ("15.0.2", False)])
def test_versions(version: str, known: bool) -> None:
    assert (minor(version) in TABLES) == (fresh(version, "acme") is not None) == known


@pytest.mark.parametrize(
    ("version", "known"),
    [("26.7.2", "26.7"), ("26.1.4", "26.0"), ("25.0.6", "25.0"), ("27.0.0", "26.7"), ("100.1", "26.7"), ("23.0.7", "")],
)
def test_nearest(version: str, known: str) -> None:
    assert (nearest(version), nearest("")) == (known, "")
