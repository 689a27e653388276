# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Finds Python interpreters that really run: shims on PATH may stand for versions that aren't there."""

from __future__ import annotations

import functools
import os
import pathlib
import subprocess
from collections.abc import Iterator, Sequence
from typing import Optional

PROBE = "import ensurepip, sys, venv; print('%d.%d' % sys.version_info[:2])"


def _candidates(version: str) -> Iterator[pathlib.Path]:
    for directory in os.environ.get("PATH", os.defpath).split(os.pathsep):
        yield pathlib.Path(directory) / f"python{version}"
    root = pathlib.Path(os.environ.get("PYENV_ROOT") or pathlib.Path.home() / ".pyenv")
    yield from sorted(root.glob(f"versions/{version}.*/bin/python"))


def runs(python: pathlib.Path, version: str) -> bool:
    """Tell whether an interpreter starts, is of a version such as ``3.12``, and can make virtual environments."""
    try:
        answer = subprocess.run([str(python), "-c", PROBE], capture_output=True, text=True, check=False, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0 and answer.stdout.strip() == version


@functools.cache
def find_one(version: str) -> Optional[pathlib.Path]:
    """Return an interpreter of one version such as ``3.12``, or ``None``."""
    return next((path for path in _candidates(version) if path.is_file() and runs(path, version)), None)


def find(versions: Sequence[str]) -> Optional[tuple[str, pathlib.Path]]:
    """Return version and path of the first of ``versions`` that is there, or ``None``."""
    return next(((version, path) for version in versions for path in [find_one(version)] if path), None)
