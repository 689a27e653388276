# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Copies the collection to where Ansible's tools want it: ``.../ansible_collections/iamops/keycloak``."""

from __future__ import annotations

import filecmp
import os
import pathlib
import shutil
import subprocess

import layout

KEPT = {".git", "tests/output"}
NEVER = {".ansible", ".git", ".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache", "__pycache__", "build"}


def source_files() -> list[str]:
    """Return the collection's files, relative to its root: tracked ones and new ones that aren't ignored."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        answer = subprocess.run(command, cwd=layout.ROOT, capture_output=True, text=True, check=True)
        names = answer.stdout.split("\0")
    except (OSError, subprocess.CalledProcessError):  # an unpacked archive
        names = _walk()
    return sorted({name for name in names if name and (layout.ROOT / name).is_file()})


def _walk() -> list[str]:
    found: list[str] = []
    for directory, folders, files in os.walk(layout.ROOT):
        folders[:] = [name for name in folders if name not in NEVER]
        found.extend(os.path.relpath(os.path.join(directory, name), layout.ROOT) for name in files)
    return found


def sync(target: pathlib.Path) -> None:
    """Make ``target`` a copy of the collection's files, touching only what differs."""
    wanted = set(source_files())
    for path in sorted(target.rglob("*"), reverse=True):
        name = path.relative_to(target).as_posix()
        if any(name == kept or name.startswith(kept + "/") for kept in KEPT):
            continue
        if path.is_dir() and not path.is_symlink():
            _remove_empty(path)
        elif name not in wanted:
            path.unlink()
    for name in wanted:
        _copy(layout.ROOT / name, target / name)
    _own_repository(target)


def _own_repository(target: pathlib.Path) -> None:
    """Make the copy a repository: tools that ask git would find the one around it, where ``build`` is ignored."""
    if shutil.which("git") and not (target / ".git").exists():
        subprocess.run(["git", "-c", "init.defaultBranch=main", "init", "--quiet", str(target)], check=True)


def _remove_empty(path: pathlib.Path) -> None:
    if not any(path.iterdir()):
        path.rmdir()


def _copy(source: pathlib.Path, target: pathlib.Path) -> None:
    if target.is_file() and filecmp.cmp(source, target, shallow=False):
        shutil.copymode(source, target)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(source, target)
