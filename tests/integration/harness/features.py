# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Features of the server under test: what needs one that is off is skipped, and runs where it is on."""

from __future__ import annotations

import pathlib

import pytest
import yaml

from .subject import World

TARGETS = pathlib.Path(__file__).resolve().parents[1] / "targets"


def lacking(world: World, wanted: list[str]) -> list[str]:
    """Return those features that the server hasn't switched on; their names are those of ``--features``."""
    shown = world.admin.get("/admin/serverinfo").get("features") or []
    on = {feature["name"].lower().replace("_", "-") for feature in shown if feature.get("enabled")}
    return [name for name in wanted if name not in on]


def skip_without(world: World, *wanted: str) -> None:
    """Skip a test where the server lacks a feature that it needs."""
    missing = lacking(world, list(wanted))
    if missing:
        pytest.skip(f"the server is started without {', '.join(missing)}")


def skip_without_those_of(world: World, module: str) -> None:
    """Skip a test of a module where the server lacks a feature that its target's ``features.yml`` lists."""
    path = TARGETS / module / "features.yml"
    if path.exists():
        skip_without(world, *yaml.safe_load(path.read_text(encoding="utf-8")))
