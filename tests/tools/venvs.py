# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Private virtual environments under ``build/venvs``, made from the pinned lists in ``tests/requirements``."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import pathlib
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import interpreters
import layout
from console import GateSkipped, Log


@dataclass(frozen=True)
class Venv:
    """A virtual environment.

    :param path: its directory
    :param version: its Python, such as ``3.12``
    """

    path: pathlib.Path
    version: str

    def bin(self, name: str) -> pathlib.Path:
        """Return the path of one of its programs."""
        return self.path / "bin" / name

    @property
    def environment(self) -> Mapping[str, str]:
        """Variables with which Ansible finds this environment's programs and the collection's copy."""
        path = os.pathsep.join([str(self.path / "bin"), os.environ.get("PATH", os.defpath)])
        return {
            "ANSIBLE_COLLECTIONS_PATH": str(layout.BUILD),
            "ANSIBLE_HOME": str(layout.HOME / ".ansible"),
            "ANSIBLE_LOCALHOST_WARNING": "false",
            "ANSIBLE_PYTHON_INTERPRETER": str(self.bin("python")),
            "PATH": path,
            "PYTHONPATH": str(layout.BUILD),
            "NO_COLOR": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            "VIRTUAL_ENV": str(self.path),
        }


@contextlib.contextmanager
def locked(name: str) -> Iterator[None]:
    """Hold a lock that threads and processes share."""
    layout.VENVS.mkdir(parents=True, exist_ok=True)
    with (layout.VENVS / f"{name}.lock").open("w", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _stamp(name: str, python: pathlib.Path) -> str:
    parts = [str(python)]
    parts.extend(path.read_text("utf-8") for path in sorted(layout.REQUIREMENTS.glob(f"{name}.*")))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def ensure(name: str, versions: Sequence[str], log: Log) -> Venv:
    """Return the virtual environment ``name`` on the first Python of ``versions`` that is found, made where needed.

    :raises GateSkipped: if none of the versions is found
    """
    found = interpreters.find(versions)
    if not found:
        raise GateSkipped(f"no Python {' or '.join(versions)} was found, on PATH or among pyenv's versions")
    version, python = found
    venv = Venv(layout.VENVS / name, version)
    stamp = venv.path / ".stamp"
    with locked(name):
        wanted = _stamp(name, python)
        if stamp.is_file() and stamp.read_text("utf-8") == wanted:
            return venv
        shutil.rmtree(venv.path, ignore_errors=True)
        log.run([python, "-m", "venv", venv.path])
        log.run([
            venv.bin("python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input",
            "-r", layout.REQUIREMENTS / f"{name}.in", "-c", layout.REQUIREMENTS / f"{name}.txt",
        ])
        stamp.write_text(wanted, encoding="utf-8")
    return venv
