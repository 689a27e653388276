# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The role realm in a real ansible-playbook, on a real server."""

from __future__ import annotations

import pathlib
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from ansible_collections.iamops.keycloak.tests.integration.harness.playbooks import Played, Player
from ansible_collections.iamops.keycloak.tests.integration.harness.proxy import PAGE
from ansible_collections.iamops.keycloak.tests.integration.harness.secrecy import canary
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World

pytestmark = pytest.mark.since("26")

# seconds between two questions
OFTEN = ("-e", "realm__pause=1")
SECRET = canary()
# what all realms here have in common, filled in for each
BASE = {
    "displayName": "{{ title }}",
    "attributes": {"plan": "{{ plan | default('free') }}", "kept": "yes"},
    "roles": {"realm": [{"name": "keeper", "description": "Keeps {{ title }}"}]},
}
OWN = {
    "attributes": {"own": "yes"},
    "roles": {"realm": [{"name": "seller"}]},
    "clients": [{"clientId": "shop", "secret": SECRET}],
}


class Stage:
    """Two realms as hosts, the way that the inventory has them."""

    def __init__(self, world: World, directory: pathlib.Path, realms: list[str]) -> None:
        self.world, self.directory, self.realms = world, directory, realms
        hosts = {
            name: {"ansible_connection": "local", "keycloak_realm": name, "title": title}
            for name, title in zip(realms, ("One", "Two"), strict=True)
        }
        login = (world.proxy.url, world.admin.username, world.admin.password)
        self.player = Player(directory, *login, inventory=hosts)

    def play(self, variables: dict[str, Any], *options: str, entry: str = "main", realm: str = "all") -> Played:
        """Run the role, with what it returns shown by a task of the name ``told``."""
        role = {"name": "iamops.keycloak.realm", "tasks_from": entry}
        told = {"var": "realm_exported" if entry == "export" else "realm_result.msg"}
        tasks = [
            {"name": "role", "ansible.builtin.import_role": role, "vars": variables},
            {"name": "told", "ansible.builtin.debug": told},
        ]
        play = {**self.player.beginning(realm), "tasks": tasks}
        # a busy server makes keys for half a minute
        play["module_defaults"]["group/iamops.keycloak.keycloak"]["connection_timeout"] = 120
        played = self.player.book([play], None, 3, options)
        assert SECRET not in played.printed + played.syslog
        return played

    def ok(self, variables: dict[str, Any], *options: str, **more: str) -> Played:
        """Run the role, which must work."""
        played = self.play(variables, *options, **more)
        assert played.status == 0, played.printed[-3000:]
        return played


@pytest.fixture(scope="module")
def realms(world: World) -> Iterator[list[str]]:
    """Names of realms that the role makes."""
    names = [f"role-{secrets.token_hex(3)}-{name}" for name in ("one", "two")]
    yield names
    for name in names:
        world.admin.remove_realm(name)


@pytest.fixture
def stage(world: World, realms: list[str], tmp_path: pathlib.Path) -> Stage:
    """A directory for a test."""
    return Stage(world, tmp_path, realms)


def test_alike_realms(world: World, stage: Stage) -> None:
    first, second = stage.realms
    data = {"realm_base": BASE, "realm_config": OWN}
    since = len(world.proxy.wire.requests)
    foreseen = stage.ok(data, "--check", "--diff")
    assert not world.proxy.wire.writes(since)
    assert f"changed: [{first}]" in foreseen.printed
    assert "keeper" in foreseen.printed
    made = stage.ok(data)
    for name, title in ((first, "One"), (second, "Two")):
        assert f"changed: [{name}]" in made.printed
        realm = world.admin.get(f"/admin/realms/{name}")
        assert realm["displayName"] == title
        assert {"plan": "free", "kept": "yes", "own": "yes"}.items() <= realm["attributes"].items()
        assert world.admin.get(f"/admin/realms/{name}/roles/keeper")["description"] == f"Keeps {title}"
        assert world.admin.get(f"/admin/realms/{name}/roles/seller")
    since = len(world.proxy.wire.requests)
    again = stage.ok(data)
    assert not world.proxy.wire.writes(since)
    assert "changed: [" not in again.printed


def test_files_that_are_templates(world: World, stage: Stage) -> None:
    name = stage.realms[1]
    (stage.directory / "alike.yml").write_text(yaml.safe_dump(BASE), "utf-8")
    data = {"realm_files": ["alike.yml"], "realm_config": {"attributes": {"plan": "gold"}}}
    stage.ok({**data, "realm_template": True}, realm=name)
    assert world.admin.get(f"/admin/realms/{name}")["displayName"] == "Two"
    assert world.admin.get(f"/admin/realms/{name}")["attributes"]["plan"] == "gold"


def test_what_is_no_longer_in_the_data(world: World, stage: Stage) -> None:
    name = stage.realms[0]
    for role in ("extra-a", "extra-b"):
        world.admin.send("POST", f"/admin/realms/{name}/roles", {"name": role})
    data = {"realm_base": BASE, "realm_config": OWN, "realm_purge": ["realm_roles"]}
    refused = stage.play({**data, "realm_max_deletes": 1}, realm=name)
    assert refused.status != 0
    assert "max_deletes" in refused.printed
    assert world.admin.get(f"/admin/realms/{name}/roles/extra-a")
    assert "2 removed" in stage.ok({**data, "realm_max_deletes": 2}, realm=name).of("told")
    assert world.admin.get(f"/admin/realms/{name}/roles/extra-b") is None


def test_export(world: World, stage: Stage) -> None:
    name = stage.realms[0]
    dest = stage.directory / "exported.yml"
    exported = stage.ok({"realm_export_dest": str(dest)}, entry="export", realm=name)
    assert "vault_variables" in exported.of("told")
    kept = yaml.safe_load(dest.read_text("utf-8"))
    assert kept["displayName"] == "One"
    reference = next(client for client in kept["clients"] if client["clientId"] == "shop")["secret"]
    # the data makes the same again
    secret = {reference.strip("{ }"): SECRET}
    (stage.directory / "group_vars").mkdir()
    (stage.directory / "group_vars/all.yml").write_text(yaml.safe_dump(secret), "utf-8")
    again = stage.ok({"realm_files": [str(dest)], "realm_template": True}, realm=name)
    assert "changed: [" not in again.printed


def test_a_server_that_starts(world: World, stage: Stage) -> None:
    name = stage.realms[0]
    answers = iter([(503, *PAGE[1:]), "cut"])
    asked: list[str] = []

    def starting(method: str, path: str) -> Any:
        asked.append(path)
        return next(answers, None)

    with world.proxy.wire.troubled(starting):
        stage.ok({"realm_wait_timeout": 30}, "--tags", "realm_wait", *OFTEN, realm=name)
    assert len(asked) == 3
    assert {path.rpartition("/")[2] for path in asked} == {"master"}


def test_a_server_that_is_down(stage: Stage) -> None:
    stage.player.url = "http://127.0.0.1:9"
    waited = stage.play({"realm_config": OWN, "realm_wait_timeout": 1}, *OFTEN, realm=stage.realms[0])
    assert waited.status != 0
    assert "failed=1" in waited.printed
    assert "FAILED - RETRYING" in waited.printed
    at_once = stage.play({"realm_config": OWN, "realm_wait_timeout": 0}, realm=stage.realms[0])
    assert at_once.status != 0
    assert "FAILED - RETRYING" not in at_once.printed


def test_a_wrong_argument(stage: Stage) -> None:
    wrong = stage.play({"realm_state": "gone", "realm_config": OWN}, realm=stage.realms[0])
    assert wrong.status != 0
    assert "value of realm_state must be one of: present, absent" in wrong.printed


def test_absent(world: World, stage: Stage) -> None:
    name = stage.realms[0]
    gone = {"realm_state": "absent"}
    assert stage.play(gone, realm=name).status != 0
    assert world.admin.get(f"/admin/realms/{name}")
    stage.ok({**gone, "realm_confirm": "{{ keycloak_realm }}"}, realm=name)
    assert world.admin.get(f"/admin/realms/{name}") is None
