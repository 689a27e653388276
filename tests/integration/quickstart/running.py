# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the quickstart's playbooks as a user does, in a directory and on ports of its own."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

PLAYBOOKS = Path(__file__).resolve().parents[3] / "playbooks"


@dataclass(frozen=True)
class Quickstart:
    """One quickstart: its directory and its variables; `url` is where its server listens."""

    directory: Path
    environment: dict[str, str]

    @property
    def url(self) -> str:
        """Return the server's base URL."""
        return f"http://127.0.0.1:{self.environment['KEYCLOAK_PORT']}"

    def play(self, name: str, *options: str) -> str:
        """Run a playbook as a user does and return what it printed; fail the test when it fails."""
        program = Path(sys.executable).parent / "ansible-playbook"
        command = [str(program), "-i", "localhost,", "-c", "local", str(PLAYBOOKS / name), *options]
        done = subprocess.run(
            command, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
        assert done.returncode == 0, done.stdout[-6000:]
        return done.stdout

    def password(self, name: str) -> str:
        """Return a password that the quickstart made."""
        return (self.directory / "secrets" / name).read_text(encoding="utf-8").strip()


def changed(output: str) -> int:
    """Return how many tasks changed something, by the recap."""
    found = re.search(r"^localhost\s+: ok=\d+\s+changed=(\d+) .*failed=0", output, re.MULTILINE)
    assert found, output[-2000:]
    return int(found.group(1))


def free_ports() -> tuple[int, int]:
    """Return two loopback ports that are free now."""
    with socket.socket() as first, socket.socket() as second:
        first.bind(("127.0.0.1", 0))
        second.bind(("127.0.0.1", 0))
        return first.getsockname()[1], second.getsockname()[1]
