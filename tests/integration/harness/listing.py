# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a real ``ansible-inventory`` on inventories of realms."""

from __future__ import annotations

import json
import os
import pathlib
import subprocess
from dataclasses import dataclass
from typing import Any

import yaml

from .playbooks import PREFIX, Player, executable
from .subject import World

FROM_ENVIRONMENT = "{{ lookup('ansible.builtin.env', 'OWN_PASSWORD') }}"
DEFAULTS = {"group/iamops.keycloak.keycloak": "{{ keycloak_defaults }}"}


@dataclass
class Listing:
    """What a command printed."""

    status: int
    out: str
    words: str

    @property
    def hosts(self) -> dict[str, dict[str, Any]]:
        return json.loads(self.out)["_meta"]["hostvars"]

    @property
    def members(self) -> dict[str, list[str]]:
        groups = json.loads(self.out)
        return {name: sorted(group["hosts"]) for name, group in groups.items() if "hosts" in group}


class Bench:
    """A directory with inventory files, and realms of its own on the server."""

    def __init__(self, world: World, directory: pathlib.Path, realms: list[str]) -> None:
        self.world, self.directory, self.realms = world, directory, realms
        self.prefix = realms[0].rpartition("-")[0]
        self.login = {
            "plugin": PREFIX + "keycloak_realms",
            "auth_keycloak_url": world.proxy.url,
            "auth_username": world.admin.username,
            "auth_password": FROM_ENVIRONMENT,
            "realms": [f"{self.prefix}-*"],
        }

    def write(self, file: str, **options: Any) -> str:
        """Write an inventory file and return its name."""
        path = self.directory / f"{file}.keycloak_realms.yml"
        path.write_text(yaml.safe_dump({**self.login, **options}), "utf-8")
        return path.name

    def inventory(self, *words: str, **environment: str) -> Listing:
        """Run ``ansible-inventory``."""
        clean = {name: value for name, value in os.environ.items() if not name.startswith("KEYCLOAK_")}
        own = {"OWN_PASSWORD": self.world.admin.password, "ANSIBLE_NOCOLOR": "1", "COLUMNS": "1000"}
        ran = subprocess.run(
            [executable("ansible-inventory"), *words],
            cwd=self.directory, env={**clean, **own, **environment}, capture_output=True, text=True, timeout=120,
            check=False,
        )  # fmt: skip
        assert self.world.admin.password not in ran.stdout + ran.stderr
        return Listing(ran.returncode, ran.stdout, " ".join(ran.stderr.split()))

    def listed(self, name: str, *words: str, **environment: str) -> Listing:
        """List the hosts of a file, which must work."""
        listing = self.inventory("-i", name, "--list", *words, **environment)
        assert listing.status == 0
        assert "Failed to parse" not in listing.words, listing.words
        return listing

    def play(self, name: str, tasks: list[Any], **more: Any) -> Any:
        """Run tasks over the hosts of a file."""
        player = Player(self.directory, self.world.proxy.url, self.world.admin.username, self.world.admin.password)
        play = {"hosts": "all:!localhost", "gather_facts": False, "module_defaults": DEFAULTS, "tasks": tasks}
        environment = {"OWN_PASSWORD": self.world.admin.password, **more.pop("environment", {})}
        options = ("-i", name, *more.pop("options", ()))
        return player.book([{**play, **more}], None, 3, options, environment)
