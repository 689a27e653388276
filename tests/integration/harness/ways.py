# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Both ways of execution for modules that keep no state: equal results, and what is printed of them."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping
from typing import Any

from .data import Options
from .playbooks import Played, Player, task
from .subject import World

WAYS = ("worker", "process")


def both(
    world: World,
    directory: pathlib.Path,
    module: str,
    steps: Mapping[str, Options],
    variables: Options | None = None,
    **more: Any,
) -> tuple[Played, dict[str, list[Options]]]:
    """Run each step in the worker and as a process, and return all that was printed and each step's two results.

    :param steps: options by the step's name; in check mode where the name begins with ``check``
    :param variables: what the options take from variables, as no secret stands in a play
    :param more: further keywords of the tasks
    """
    tasks = [
        task(
            f"{step} {way}", module, options, way, register=f"{step}_{way}", ignore_errors=True,
            **({"check_mode": True} if step.startswith("check") else {}), **more,
        )
        for step, options in steps.items()
        for way in WAYS
    ]  # fmt: skip
    player = Player(directory, world.proxy.url, world.admin.username, world.admin.password)
    played = player.play(tasks, variables, verbosity=4, options=("--diff",))
    assert played.status == 0, played.printed[-3000:]
    for step in steps:
        assert played.in_a_process(f"{step} process")
        assert not played.in_a_process(f"{step} worker")
    return played, {step: [_result(played.results[f"{step}_{way}"]) for way in WAYS] for step in steps}


def _result(result: Options) -> Options:
    return {name: value for name, value in result.items() if name not in ("ansible_facts", "exception")}
