# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A realm's files: found on the controller, decrypted, filled in where that is asked for, and merged in their order."""

from __future__ import annotations

import json
import pathlib
import secrets
import subprocess
import sys
from collections.abc import Iterator

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.playbooks import Played, Player, task
from ansible_collections.iamops.keycloak.tests.integration.harness.secrecy import canary
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World

MODULE = "keycloak_config"
VAULT = pathlib.Path(sys.executable).with_name("ansible-vault")
VALUE = canary()

pytestmark = pytest.mark.since("24")


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm of a name."""
    name = f"files-{secrets.token_hex(3)}"
    yield name
    world.admin.remove_realm(name)


@pytest.fixture
def files(tmp_path: pathlib.Path, realm: str) -> pathlib.Path:
    """A directory with a realm in three files, of which one is encrypted and one is no part of it."""
    (tmp_path / "parts/below").mkdir(parents=True)
    base = {"realm": realm, "enabled": True, "displayName": "Base", "clients": [{"clientId": "one"}]}
    (tmp_path / "parts/10-base.json").write_text(json.dumps(base))
    (tmp_path / "parts/20-more.yml").write_text("displayName: '{{ title }} (ours)'\nclients:\n  - clientId: two\n")
    (tmp_path / "parts/readme.txt").write_text("no data")
    (tmp_path / "password").write_text("a vault's own phrase")
    hidden = tmp_path / "parts/below/30-hidden.yaml"
    hidden.write_text(f"clients:\n  - client_id: three\n    secret: {VALUE}\n")
    subprocess.run([VAULT, "encrypt", "--vault-password-file", tmp_path / "password", hidden], check=True)
    return tmp_path


def play(world: World, place: pathlib.Path, *steps: dict[str, object]) -> Played:
    """Run tasks with these options, and register what comes of each."""
    player = Player(place, world.proxy.url, world.admin.username, world.admin.password)
    tasks = [
        task(f"step {number}", MODULE, options, "worker", register=f"step_{number}", ignore_errors=True)
        for number, options in enumerate(steps)
    ]
    vault = ("--vault-password-file", str(place / "password"))
    played = player.play(tasks, {"title": "The title"}, verbosity=2, options=vault)
    assert VALUE not in played.printed
    return played


def test_files(world: World, realm: str, files: pathlib.Path) -> None:
    """A directory, found beside the playbook; then the same with more options, which count after the files."""
    whole: dict[str, object] = {"files": ["parts"], "template": True}
    played = play(world, files, whole, whole, {**whole, "config": {"displayName": "Inline"}})
    made, again, more = (played.results[f"step_{number}"] for number in range(3))
    assert made["changed"], played.printed[-3000:]
    assert made["kinds"]["client"]["created"] == 3
    assert not again["changed"], again
    assert [(one["kind"], one["fields"]) for one in more["changes"]] == [("realm", ["displayName"])]
    shown = world.admin.get(f"/admin/realms/{realm}")
    assert shown["displayName"] == "Inline"
    clients = {one["clientId"]: one for one in world.admin.get(f"/admin/realms/{realm}/clients")}
    assert {"one", "two", "three"} <= set(clients)
    assert clients["three"]["secret"] == VALUE


REFUSED: tuple[tuple[dict[str, object], str], ...] = (
    ({"files": ["nowhere.yml"]}, "files: must be a file or a directory on the controller"),
    ({"files": ["parts/readme.txt"]}, "must hold a dictionary"),
    ({"files": ["empty"]}, "must have files that end with"),
    ({"files": ["parts/20-more.yml"], "realm": "acme", "config": {"clients": {}}}, "another sort of value"),
    ({"files": ["unfilled.yml"]}, "displayName: is a template that nothing has filled in"),
)


def test_refused(world: World, files: pathlib.Path) -> None:
    (files / "empty").mkdir()
    (files / "unfilled.yml").write_text("realm: acme\ndisplayName: '{{ title }}'\n")
    results = play(world, files, *(options for options, _says in REFUSED)).results
    for number, (_options, says) in enumerate(REFUSED):
        result = results[f"step_{number}"]
        assert result["failed"], says
        assert says in result["msg"]
