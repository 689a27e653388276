# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A private sshd on a free loopback port, with keys of its own, for tests of a connection that isn't local."""

from __future__ import annotations

import contextlib
import getpass
import os
import pathlib
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator

import pytest

from .data import Options

# privilege separation wants this directory where sshd starts as root
SEPARATION = pathlib.Path("/run/sshd")


def find_sshd() -> str:
    """Return the machine's sshd; in continuous integration it is installed where that is allowed."""
    path = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"])
    ci = os.environ.get("CI", "").lower() in ("true", "1", "yes")
    if ci and not shutil.which("sshd", path=path) and os.geteuid() == 0 and shutil.which("apt-get"):
        # it must not start by itself
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
        for words in (["update"], ["install", "-y", "--no-install-recommends", "openssh-server"]):
            subprocess.run(["apt-get", "-q", *words], env=environment, capture_output=True, timeout=300, check=False)
    found = shutil.which("sshd", path=path)
    if found:
        return found
    reason = "there is no sshd (package openssh-server): the connection that isn't local is not tested"
    assert not ci, reason
    return pytest.skip(reason)


def _keys(directory: pathlib.Path) -> None:
    for name in ("host", "user"):
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(directory / name)]
        subprocess.run(command, check=True, capture_output=True)
    (directory / "authorized").write_bytes((directory / "user.pub").read_bytes())


def _configuration(directory: pathlib.Path, port: int) -> str:
    return "\n".join(
        (
            f"Port {port}",
            "ListenAddress 127.0.0.1",
            f"HostKey {directory}/host",
            f"AuthorizedKeysFile {directory}/authorized",
            f"PidFile {directory}/pid",
            "StrictModes no",
            "UsePAM no",
            "PasswordAuthentication no",
            "PermitRootLogin prohibit-password",
            "AcceptEnv *",
            "",
        )
    )


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextlib.contextmanager
def _separation() -> Iterator[None]:
    made = os.geteuid() == 0 and not SEPARATION.exists()
    if made:
        SEPARATION.mkdir(mode=0o755)
    try:
        yield
    finally:
        if made:
            SEPARATION.rmdir()


@contextlib.contextmanager
def running(directory: pathlib.Path) -> Iterator[Options]:
    """Start one, yield the variables of a host behind it, and stop it by its process id."""
    program = find_sshd()
    _keys(directory)
    port = _free_port()
    (directory / "configuration").write_text(_configuration(directory, port), "utf-8")
    command = [program, "-D", "-e", "-f", str(directory / "configuration")]
    with _separation(), (directory / "sshd.log").open("wb") as log:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=log)
        try:
            _await(port, process, directory / "sshd.log")
            yield {
                "ansible_connection": "ssh",
                "ansible_host": "127.0.0.1",
                "ansible_port": port,
                "ansible_user": getpass.getuser(),
                "ansible_ssh_private_key_file": str(directory / "user"),
                "ansible_ssh_common_args": f"-o UserKnownHostsFile={directory}/known -o ControlPath=none",
            }
        finally:
            process.terminate()
            process.wait(timeout=10)


def _await(port: int, process: subprocess.Popen[bytes], log: pathlib.Path) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise AssertionError(f"sshd did not start: {log.read_text('utf-8')}")
