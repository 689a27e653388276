# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What modules need of a server: its version, features. Tests of what one lacks are skipped, with the reason."""

from __future__ import annotations

import functools
import pathlib
from dataclasses import dataclass, field

import pytest
import yaml

from .data import Options
from .subject import World
from .version import VERSION, older

TARGETS = pathlib.Path(__file__).resolve().parents[1] / "targets"


@dataclass(frozen=True)
class Needs:
    """What a target's ``needs.yml`` says.

    :param since: the first version of the server that has what the module is for
    :param examples: the first version on which all the examples of its documentation run, if that is another one
    :param features: features that have to be switched on; their names are those of ``--features``
    :param task: options that an older server's lack has to be said of; the first task of the least roles if empty
    """

    since: str = "0"
    examples: str = "0"
    features: list[str] = field(default_factory=list)
    extensions: list[str] = field(default_factory=list)
    task: Options = field(default_factory=dict)


@functools.cache
def needs_of(module: str) -> Needs:
    """Return what a module needs."""
    path = TARGETS / module / "needs.yml"
    return Needs(**yaml.safe_load(path.read_text(encoding="utf-8"))) if path.exists() else Needs()


def target_of(path: pathlib.Path) -> str:
    """Return the module whose target a file belongs to, empty for none."""
    return path.relative_to(TARGETS).parts[0] if path.is_relative_to(TARGETS) else ""


def skip_before(first: str, what: str = "this") -> None:
    """Skip a test on a server that is older than the first one that has something."""
    if older(first):
        pytest.skip(f"the server's version is {VERSION}: {what} is for those from {first} on")


def lacking(world: World, wanted: list[str]) -> list[str]:
    """Return those features that the server hasn't switched on."""
    info = world.admin.get("/admin/serverinfo")
    if "features" in info:
        on = {feature["name"] for feature in info["features"] if feature.get("enabled")}
    else:
        # how servers before 25 tell it
        shown = info["profileInfo"]
        on = {*shown["previewFeatures"], *shown["experimentalFeatures"]} - set(shown["disabledFeatures"])
    names = {name.lower().replace("_", "-") for name in on}
    return [name for name in wanted if name not in names]


def skip_without(world: World, *wanted: str) -> None:
    """Skip a test where the server lacks a feature that it needs."""
    missing = lacking(world, list(wanted))
    if missing:
        pytest.skip(f"the server is started without {', '.join(missing)}")


def skip_without_extensions(world: World, *wanted: str) -> None:
    """Skip a test where the server lacks an extension that it needs."""
    if not wanted:
        return
    there = world.admin.get("/admin/serverinfo")["providers"]["realm-restapi-extension"]["providers"]
    missing = [name for name in wanted if name not in there]
    if missing:
        pytest.skip(f"the server is started without the extension {', '.join(missing)}")


def skip_unless_examples_run(world: World, module: str) -> None:
    """Skip a test of a module's examples where the server lacks what they need."""
    needs = needs_of(module)
    skip_before(needs.since, module)
    skip_before(needs.examples, f"an option in the examples of {module}")
    skip_without(world, *needs.features)
    skip_without_extensions(world, *needs.extensions)
