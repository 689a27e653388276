# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A module runs in a process of its own where its task asks for more than the worker can give, with the same result."""

from __future__ import annotations

import json
import pathlib
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness import secure_shell
from ansible_collections.iamops.keycloak.tests.integration.harness.data import Options
from ansible_collections.iamops.keycloak.tests.integration.harness.playbooks import Player, task
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World

REALM = "proof-fallback"
# does what sudo does for the same user
SUDO = """#!/bin/sh
while :; do case "$1" in -u|-p) shift 2;; -*) shift;; *) break;; esac; done
exec "$@"
"""
CARRIED = ("ansible_facts", "ansible_job_id", "started", "finished", "results_file", "ansible_async_watchdog_pid")
CARRIED += ("stdout", "stderr", "stdout_lines", "stderr_lines")


@pytest.fixture(scope="module", autouse=True)
def realm(world: World) -> Any:
    """A realm with one role."""
    world.admin.remove_realm(REALM)
    world.admin.make_realm(REALM)
    world.admin.send("POST", f"/admin/realms/{REALM}/roles", {"name": "reader", "description": "reads"})
    yield
    world.admin.remove_realm(REALM)


def role(name: str, **more: Any) -> Options:
    """Return a task that foresees a change of the role, which leaves no trace."""
    options = {"realm": REALM, "name": "reader", "description": "reads more", "attributes": {"a": ["b"]}}
    return task(name, "keycloak_role", options, check_mode=True, register="of_" + name.replace(" ", "_"), **more)


def plain(result: Options) -> str:
    """Return a result without what the way of execution itself adds."""
    return json.dumps({name: value for name, value in result.items() if name not in CARRIED}, sort_keys=True)


@pytest.fixture
def sudo(tmp_path: pathlib.Path) -> str:
    """A program to become the same user with."""
    path = tmp_path / "become"
    path.write_text(SUDO, "utf-8")
    path.chmod(0o755)
    return str(path)


def test_tasks_that_ask_for_more(player: Player, sudo: str) -> None:
    become = {"become": True, "vars": {"ansible_become_exe": sudo, "ansible_become_password": None}}
    tasks = [
        role("worker"),
        role("become", **become),
        role("environment", environment={"ANY": "thing"}),
        role("async", **{"async": 60, "poll": 1}) | {"check_mode": False, "diff": True},
        role("worker with interpreter", vars={"ansible_python_interpreter": "/nonexistent"}),
    ]
    # async can't be checked: it finds the role as the task before has made it
    tasks[3]["iamops.keycloak.keycloak_role"] = {"realm": REALM, "name": "reader"}
    tasks.append({**tasks[3], "name": "worker unchanged", "register": "of_worker_unchanged"})
    del tasks[-1]["async"], tasks[-1]["poll"]
    played = player.play(tasks)
    assert played.status == 0, played.printed[-3000:]
    ways = {one["name"]: played.in_a_process(one["name"]) for one in tasks}
    assert ways == {
        "worker": False,
        "become": True,
        "environment": True,
        "async": True,
        "worker with interpreter": False,
        "worker unchanged": False,
    }
    results = {name: plain(result) for name, result in played.results.items()}
    assert played.results["of_worker"]["changed"] is True
    for name in ("of_become", "of_environment", "of_worker_with_interpreter"):
        assert results[name] == results["of_worker"], name
    assert results["of_async"] == results["of_worker_unchanged"]


def test_play_and_block_keywords(player: Player, sudo: str) -> None:
    """What a task inherits asks for as much as what it says itself."""
    inherited = {"environment": [{"ANY": "thing"}]}
    played = player.play([role("of the play")], **inherited)
    assert played.in_a_process("of the play")
    blocks = [{"environment": {"ANY": "thing"}, "block": [role("of the block")]}]
    played = player.play(blocks)
    assert played.in_a_process("of the block")


def test_a_connection_that_is_not_local(player: Player, tmp_path: pathlib.Path) -> None:
    (tmp_path / "ssh").mkdir()
    with secure_shell.running(tmp_path / "ssh") as host:
        player.inventory["away"] = host
        tasks = [
            role("here"),
            role("there", delegate_to="away"),
            role("worker of another", delegate_to="another"),
            task("made there", "keycloak_role", {"realm": REALM, "name": "away"}, delegate_to="away", register="made"),
            task("again here", "keycloak_role", {"realm": REALM, "name": "away"}, register="again"),
        ]
        player.inventory["another"] = {"ansible_connection": "local"}
        played = player.play(tasks)
    assert played.status == 0, played.printed[-3000:]
    assert not played.in_a_process("here")
    assert played.in_a_process("there")
    assert "ssh" in played.of("there").lower()
    assert not played.in_a_process("worker of another")
    assert plain(played.results["of_here"]) == plain(played.results["of_there"])
    assert plain(played.results["of_here"]) == plain(played.results["of_worker_of_another"])
    assert (played.results["made"]["changed"], played.results["again"]["changed"]) == (True, False)


def test_a_controller_without_requests(player: Player) -> None:
    tasks = [role("reached")]
    with_it = player.play(tasks)
    without = player.play(tasks, variables_of_the_process={"PROOF_CONTROLLER_WITHOUT": "requests"})
    assert without.status == 0, without.printed[-3000:]
    assert (with_it.in_a_process("reached"), without.in_a_process("reached")) == (False, True)
    assert plain(with_it.results["of_reached"]) == plain(without.results["of_reached"])


def test_loops(player: Player) -> None:
    """Each item has its own result, the failed one among them."""
    options = {"realm": REALM, "name": "{{ item }}", "description": "{{ item * 3 }}"}
    loop = {"loop": ["a", "b", ".."], "ignore_errors": True, "check_mode": True}
    tasks = [
        task(f"loop {way}", "keycloak_role", options, way, register=f"loop_{way}", **loop)
        for way in ("worker", "process")
    ]
    played = player.play(tasks)
    assert played.status == 0, played.printed[-3000:]
    worker, process = (json.loads(plain(played.results[f"loop_{way}"])) for way in ("worker", "process"))
    assert [item["changed"] for item in worker["results"]] == [True, True, False]
    assert worker["results"][2]["failed"]
    for one, other in zip(worker["results"], process["results"], strict=True):
        assert plain(one) == plain(other)


def test_short_names_and_own_defaults(player: Player) -> None:
    """A module's own defaults win over the group's; a name without the collection's finds the same way."""
    options = {"realm": REALM, "name": "reader"}
    tasks = [
        {"name": "short", "keycloak_role": options, "register": "short"},
        {"name": "own", "iamops.keycloak.keycloak_role": {"name": "reader"}, "register": "own"},
        {"name": "local", "local_action": {"module": "iamops.keycloak.keycloak_role", **options}, "register": "local"},
    ]
    login = {
        "auth_keycloak_url": player.url,
        "auth_username": player.username,
        "auth_password": "{{ admin_password }}",
    }
    defaults = {"group/iamops.keycloak.keycloak": login, "iamops.keycloak.keycloak_role": {"realm": REALM}}
    played = player.play(tasks, module_defaults=defaults, collections=["iamops.keycloak"])
    assert played.status == 0, played.printed[-3000:]
    assert not any(played.in_a_process(one["name"]) for one in tasks)
    assert plain(played.results["short"]) == plain(played.results["own"]) == plain(played.results["local"])
    assert played.results["own"]["changed"] is False
