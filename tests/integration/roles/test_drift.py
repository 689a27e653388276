# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The role drift in a real ansible-playbook, on a real server, as a job of CI has it."""

from __future__ import annotations

import json
import pathlib
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.playbooks import Played, Player
from ansible_collections.iamops.keycloak.tests.integration.harness.secrecy import canary
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World

pytestmark = pytest.mark.since("26")

SECRET = canary()
DATA = {"displayName": "As it was", "clients": [{"clientId": "shop", "secret": SECRET}]}


@pytest.fixture(scope="module")
def realms(world: World) -> Iterator[list[str]]:
    """Two realms that are what their data says, and the name of one that doesn't exist."""
    names = [f"drift-role-{secrets.token_hex(3)}-{name}" for name in ("one", "two")]
    for name in names:
        world.admin.make_realm(name)
        assert not world.run("keycloak_config", {"realm": name, "config": DATA}).failed
    yield [*names, f"{names[0]}-none"]
    for name in names:
        world.admin.remove_realm(name)


def play(world: World, directory: pathlib.Path, variables: dict[str, Any], *options: str) -> Played:
    """Run the role; no write may reach the server."""
    player = Player(directory, world.proxy.url, world.admin.username, world.admin.password)
    tasks = [
        {"name": "role", "ansible.builtin.import_role": {"name": "iamops.keycloak.drift"}, "vars": variables},
        {"name": "told", "ansible.builtin.debug": {"var": "drift_found"}},
    ]
    since = len(world.proxy.wire.requests)
    played = player.book([{**player.beginning("localhost"), "tasks": tasks}], None, 3, options)
    assert world.proxy.wire.writes(since) == []
    assert SECRET not in played.printed + played.syslog
    return played


def test_without_drift(world: World, realms: list[str], tmp_path: pathlib.Path) -> None:
    """One realm, as the role realm has its data; there is none to fail on, and no report where none is asked for."""
    data = {"realm_base": {"displayName": "Base"}, "realm_config": DATA, "keycloak_realm": realms[0]}
    played = play(world, tmp_path, {**data, "drift_fail": True})
    assert played.status == 0, played.printed[-3000:]
    assert f"Realm {realms[0]} is what its data says" in played.printed
    assert '"drift_found": []' in played.printed
    assert "changed=0" in played.printed


@pytest.mark.parametrize("fail", [False, True])
def test_many_realms(world: World, realms: list[str], tmp_path: pathlib.Path, fail: bool) -> None:
    """Each has its reports, also where the play fails in the end; what differs is told."""
    (tmp_path / "files").mkdir()
    (tmp_path / "files/realm.json").write_text(json.dumps({**DATA, "displayName": "{{ title }}"}), "utf-8")
    reports = tmp_path / "reports"
    variables = {
        "title": "As it is to be",
        "drift_realms": [
            {"realm": realms[0], "config": DATA},
            {"realm": realms[1], "files": ["realm.json"], "template": True, "extra": False},
            {"realm": realms[2], "config": {"enabled": True}},
        ],
        "drift_reports": str(reports),
        "drift_report_forms": ["html", "json", "md", "txt"],
    }
    # as a job of CI has it
    played = play(world, tmp_path, variables, "-e", f"drift_fail={str(fail).lower()}")
    assert (played.status != 0) == fail, played.printed[-3000:]
    said = f"These realms are not what their data says: {realms[1]}, {realms[2]}."
    assert (said in played.printed) == fail
    assert "As it is to be" in played.printed
    assert "does not exist" in played.printed
    assert len(list(reports.iterdir())) == 12
    drift = [json.loads((reports / f"{name}.json").read_text("utf-8"))["drift"] for name in realms]
    assert drift == [False, True, True]
    assert "As it is to be" in (reports / f"{realms[1]}.html").read_text("utf-8")


def test_check_mode(world: World, realms: list[str], tmp_path: pathlib.Path) -> None:
    """It tells the same, and writes no report, for which there is no directory yet."""
    reports = tmp_path / "reports"
    variables = {"drift_realm": realms[2], "drift_config": {"enabled": True}, "drift_reports": str(reports)}
    played = play(world, tmp_path, variables, "--check")
    assert played.status == 0, played.printed[-3000:]
    assert "does not exist" in played.printed
    assert not reports.exists()


def test_refused(world: World, realms: list[str], tmp_path: pathlib.Path) -> None:
    """What can't be right is told by the argument specs, or by the module."""
    played = play(world, tmp_path, {"drift_realm": realms[0], "drift_report_forms": ["pdf"]})
    assert played.status != 0
    assert "drift_report_forms" in played.printed
