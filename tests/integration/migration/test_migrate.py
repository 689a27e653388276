# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The one command of the guide: a project of another collection's modules is rewritten, and runs on a real server."""

from __future__ import annotations

import os
import pathlib
import re
import secrets
import subprocess
import sys
from collections.abc import Iterator

import pytest
import yaml
from ansible_collections.iamops.keycloak.plugins.modules.migrate import EXAMPLES
from ansible_collections.iamops.keycloak.tests.integration.harness.playbooks import executable
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World

PLAY = """\
---
# Our realm, by community.general
- name: Our realm
  hosts: localhost
  gather_facts: false
  collections:
    - community.general
  module_defaults:
    group/community.general.keycloak:   # one login for all
      auth_keycloak_url: "{{ url }}"
      auth_username: "{{ username }}"
      auth_password: "{{ password }}"
      auth_realm: master
      connection_timeout: 60  # a busy machine takes its time to make a realm
  tasks:
    - name: The realm
      community.general.keycloak_realm:
        id: "{{ realm }}"
        realm: "{{ realm }}"
        enabled: true

    - name: In a block
      block:
        - name: By its bare name
          keycloak_clientscope: {name: department, realm: "{{ realm }}"}

        - ansible.builtin.include_tasks: more.yml
      always:
        - local_action:
            module: keycloak_user
            realm: "{{ realm }}"
            username: ann
  roles: []
"""
MORE = """\
- action: middleware_automation.keycloak.keycloak_role realm={{ realm }} name=reader
- community.general.keycloak_realm_info: {realm: "{{ realm }}", auth_keycloak_url: "{{ url }}"}
  register: shown
  failed_when: shown.realm_info is none
"""


@pytest.fixture
def realm(world: World) -> Iterator[str]:
    """A realm that isn't there yet."""
    name = f"migrate-{secrets.token_hex(3)}"
    yield name
    world.admin.remove_realm(name)


def ansible_playbook(directory: pathlib.Path, *arguments: str) -> str:
    """Run ansible-playbook in a directory and return what it prints."""
    environment = {**os.environ, "ANSIBLE_NOCOLOR": "1", "ANSIBLE_PYTHON_INTERPRETER": sys.executable}
    ran = subprocess.run(
        [executable("ansible-playbook"), *arguments],
        cwd=directory,
        env={**environment, "PWD": "/nowhere"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout[-4000:]
    return ran.stdout


def changes(printed: str) -> int:
    """Return how many changes a run recaps."""
    found = re.search(r"changed=(\d+)", printed)
    assert found, printed[-2000:]
    return int(found.group(1))


def test_a_rewritten_project_runs(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    (tmp_path / "site.yml").write_text(PLAY, "utf-8")
    (tmp_path / "more.yml").write_text(MORE, "utf-8")
    command = ("iamops.keycloak.migrate", "-e", "path=.")

    shown = ansible_playbook(tmp_path, *command)
    assert "+    group/iamops.keycloak.keycloak:   # one login for all" in shown
    assert f"--- {tmp_path}/site.yml" in shown
    assert (tmp_path / "site.yml").read_text("utf-8") == PLAY
    for arguments in (("-e", "write=true", "--check"), ("-e", "write=false")):
        ansible_playbook(tmp_path, *command, *arguments)
        assert (tmp_path / "site.yml").read_text("utf-8") == PLAY

    assert changes(ansible_playbook(tmp_path, *command, "-e", "write=true")) == 1
    assert changes(ansible_playbook(tmp_path, *command, "-e", "write=true")) == 0
    site, more = ((tmp_path / name).read_text("utf-8") for name in ("site.yml", "more.yml"))
    assert site.count("iamops.keycloak") == 5
    assert more.count("iamops.keycloak") == 2
    assert "community.general." not in site + more

    login = {"url": world.admin.url, "username": world.admin.username, "password": world.admin.password, "realm": realm}
    given = [word for name, value in login.items() for word in ("-e", f"{name}={value}")]
    assert changes(ansible_playbook(tmp_path, "site.yml", *given)) == 4
    assert changes(ansible_playbook(tmp_path, "site.yml", *given)) == 0
    assert [user["username"] for user in world.admin.get(f"/admin/realms/{realm}/users")] == ["ann"]


@pytest.mark.parametrize("keywords", [{}, {"environment": {"ANY": "thing"}}], ids=["worker", "process"])
def test_examples(tmp_path: pathlib.Path, keywords: dict[str, object]) -> None:
    play = {"hosts": "localhost", "connection": "local", "gather_facts": False, "tasks": yaml.safe_load(EXAMPLES)}
    (tmp_path / "play.yml").write_text(yaml.safe_dump([{**play, **keywords}]), "utf-8")
    (tmp_path / "more.yml").write_text(MORE, "utf-8")
    assert changes(ansible_playbook(tmp_path, "play.yml")) == 2
    assert (tmp_path / "more.yml").read_text("utf-8").count("iamops.keycloak.") == 2
