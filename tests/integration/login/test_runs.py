# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole runs of ansible-playbook: how many logins they make, and how many sessions they leave."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from ansible_collections.iamops.keycloak.tests.integration.login.conftest import USER, Realm

SECRET = f"canary-{secrets.token_hex(16)}"
TASKS = 5
CALLBACK = {"ANSIBLE_CALLBACKS_ENABLED": "iamops.keycloak.logout"}


@pytest.fixture(scope="module", autouse=True)
def robot(realm: Realm) -> str:
    return realm.add_client("running-robot", secret=SECRET)


def play(
    realm: Realm, directory: Path, login: dict[str, str], *, code: int = 0, inventory: str = "localhost,", **more: Any
) -> str:
    """Run some tasks with a login, the first of them on its own and the others in one loop."""
    role = {"iamops.keycloak.keycloak_role": {"realm": realm.name, "name": "offline_access", **more.pop("role", {})}}
    book = [{
        "hosts": "all", "gather_facts": False, **more,
        "module_defaults": {"group/iamops.keycloak.keycloak": {
            "auth_keycloak_url": realm.url, "auth_realm": realm.name,
            **{name: f"{{{{ lookup('env', '{name}') }}}}" for name in login},
        }},
        "tasks": [{"name": "A role", **role}] + [{"name": "More roles", **role, "loop": list(range(TASKS - 1))}],
    }]
    file = directory / "book.yml"
    file.write_text(yaml.safe_dump(book))
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KEYCLOAK_")}
    environment.update(login, **CALLBACK if more.get("vars", {}).get("logout") else {})
    program = Path(sys.executable).parent / "ansible-playbook"
    python = f"ansible_python_interpreter={sys.executable}"
    command = [program, "-i", inventory, "-c", "local", "-vvvv", "-e", python, file]
    done = subprocess.run(
        [str(word) for word in command], env=environment, capture_output=True, text=True, check=False, cwd=directory
    )
    output = done.stdout + done.stderr
    assert realm.password not in output and SECRET not in output
    assert done.returncode == code, output[-3000:]
    return output


def user(realm: Realm) -> dict[str, str]:
    return {"auth_username": USER, "auth_password": realm.password}


@pytest.mark.parametrize("client", [{}, {"auth_client_id": "running-robot", "auth_client_secret": SECRET}])
def test_a_password_leaves_one_session(realm: Realm, client: dict[str, str], tmp_path: Path) -> None:
    play(realm, tmp_path, {**user(realm), **client})
    assert realm.sessions() == 1


def test_workers_side_by_side_share_it(realm: Realm, tmp_path: Path) -> None:
    play(realm, tmp_path, user(realm), inventory="one,two,three,four,five")
    assert realm.sessions() == 1


@pytest.mark.parametrize("client", [{}, {"auth_client_id": "running-robot", "auth_client_secret": SECRET}])
def test_the_callback_ends_it(realm: Realm, client: dict[str, str], tmp_path: Path) -> None:
    output = play(realm, tmp_path, {**user(realm), **client}, vars={"logout": True})
    assert realm.sessions() == 0
    assert "iamops.keycloak.logout: 1 session ended" in output


def test_the_callback_ends_it_after_a_failure(realm: Realm, tmp_path: Path) -> None:
    play(realm, tmp_path, user(realm), vars={"logout": True}, role={"composites": [{"name": "nosuch"}]}, code=2)
    assert realm.sessions() == 0


def test_a_clients_secret_leaves_none(realm: Realm, tmp_path: Path) -> None:
    play(realm, tmp_path, {"auth_client_id": "running-robot", "auth_client_secret": SECRET})
    assert realm.sessions() == 0


def test_module_processes_leave_none(realm: Realm, tmp_path: Path) -> None:
    play(realm, tmp_path, user(realm), environment={"ASKS_FOR": "a process"})
    assert realm.sessions() == 0


def test_a_short_lifespan_is_no_matter(realm: Realm, tmp_path: Path) -> None:
    realm.change(accessTokenLifespan=1)
    play(realm, tmp_path, user(realm))
    assert realm.sessions() == 1
