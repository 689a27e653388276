# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The migration guide says what is so: its tables are those that the argument specs make."""

from __future__ import annotations

import re

import pytest
import yaml
from ansible_collections.iamops.keycloak.plugins.module_utils.migration import names
from ansible_collections.iamops.keycloak.tests.unit.peers import guide

AGAIN = f"write it again: python -m {guide.__name__}"


@pytest.mark.parametrize("name", guide.TABLES)
def test_a_table_is_up_to_date(name: str) -> None:
    header, rows = guide.TABLES[name]
    assert guide.written(name) == guide.table(header, rows()), AGAIN


def test_defaults_of_maps_without_options_of_their_own_count() -> None:
    theirs = {
        "config": {"options": {"on": {"default": True}, "off": {"default": None}}},
        "same": {"default": 1},
        "name": {"default": "x"},
    }
    ours = {"config": {}, "same": {"default": 1}, "title": {"aliases": ["name"]}}
    assert list(guide.dropped(theirs, ours)) == [("config.on", True), ("name", "x")]


def test_modules_that_the_guide_names_are_there() -> None:
    text = guide.GUIDE.read_text("utf-8")
    linked = set(re.findall(r":ansplugin:`iamops\.keycloak\.(\w+)#module`", text))
    assert linked - {path.stem for path in (guide.ROOT / "plugins/modules").glob("*.py")} == set()
    assert names.OURS in text


def test_the_guide_is_listed() -> None:
    sections = yaml.safe_load((guide.ROOT / "docs/docsite/extra-docs.yml").read_text("utf-8"))["sections"]
    listed = {name for section in sections for name in section["toctree"]}
    assert listed == {path.stem for path in guide.GUIDE.parent.glob("*.rst")}
