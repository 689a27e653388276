# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files: the playbooks and roles of a directory, read and written."""

from __future__ import annotations

import difflib
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Optional

from ..engine.secrecy import HIDDEN, is_secret_key
from . import names
from .rewriting import Rewritten, Unreadable, playbook, runtime

# directories whose files hold no tasks, and those that are somebody else's
NO_TASKS = {"vars", "defaults", "group_vars", "host_vars", "files", "templates"}
NOT_OURS = {"ansible_collections", "node_modules"}
# where a project keeps modules of its own
LIBRARY = "library"
NEEDS = ("requirements.yml", "requirements.yaml", "galaxy.yml")
_YAML = (".yml", ".yaml")
_WORTH_A_LOOK = re.compile(r"keycloak_[a-z]|\.keycloak\b")
_SETTING = re.compile(r"""([\w.-]+)(["']?\s*[:=]\s*)("[^"\n]*"|'[^'\n]*'|(?!-\s)[^\s,}{"'!&*|>][^\s,}]*)""")


@dataclass(frozen=True)
class Change:
    """A file that is to be rewritten.

    :param path: where it is
    :param before: its text
    :param after: what it is to be
    """

    path: str
    before: str
    after: str

    @property
    def diff(self) -> str:
        """Return the lines that change, as a unified diff without secrets and without what stands around them."""
        before, after = (without_secrets(text).splitlines() for text in (self.before, self.after))
        return "\n".join(difflib.unified_diff(before, after, self.path, self.path, n=0, lineterm="")) + "\n"

    def write(self) -> None:
        """Write the file, as a whole or not at all.

        :raises OSError: where that can't be
        """
        write(self.path, self.after)


@dataclass
class Report:
    """What is to be done in a directory, and what a person has to look at.

    :param changes: files to be rewritten
    :param left: ``file:line: text`` of names in places that are not a module's
    :param problems: files that could not be read or rewritten, and why
    :param hints: what else the project needs
    """

    changes: list[Change] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)


def write(path: str, text: str) -> None:
    """Write a file, as a whole or not at all; a new one is its owner's alone.

    :raises OSError: where that can't be
    """
    path = os.path.realpath(path)
    part = f"{path}.part"
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
            out.write(text)
        if os.path.exists(path):
            shutil.copymode(path, part)
        os.replace(part, path)
    finally:
        if os.path.exists(part):
            os.remove(part)


def look(path: str) -> Report:
    """Return what is to be rewritten at a path, a file or a directory with all that is below."""
    report, needs, path = Report(), [], os.path.normpath(path)
    files = list(_files(path))
    own = {_stem(file): file for file in files if os.path.basename(os.path.dirname(file)) == LIBRARY}
    own = {name: file for name, file in own.items() if name in names.THEIRS}
    report.hints += [f"{file}: is a module of your own, so the bare name {name} was left" for name, file in own.items()]
    for file in files:
        if not file.endswith(_YAML):
            continue
        text = _read(file, report)
        if os.path.basename(file) in NEEDS:
            needs.append((file, text))
        elif _WORTH_A_LOOK.search(text):
            tasks = not NO_TASKS & set(os.path.relpath(file, path).split(os.sep))
            _one(file, text, frozenset(own) if tasks else None, report)
    if report.changes or report.left:
        report.hints += [hint for file, text in needs for hint in _hint(file, text)]
    return report


def _files(path: str) -> Iterator[str]:
    if os.path.isfile(path):
        yield path
    for directory, below, files in os.walk(path):
        below[:] = sorted(name for name in below if name not in NOT_OURS and not name.startswith("."))
        yield from filter(os.path.isfile, (os.path.join(directory, name) for name in sorted(files)))


def _stem(path: str) -> str:
    return os.path.splitext(os.path.basename(path))[0]


def _read(path: str, report: Report) -> str:
    try:
        with open(path, encoding="utf-8", newline="") as file:
            return file.read()
    except UnicodeDecodeError:
        report.problems.append(f"{path}: is not UTF-8")
    except OSError as error:
        report.problems.append(f"{path}: can't be read: {error.strerror}")
    return ""


def _one(path: str, text: str, own: Optional[frozenset[str]], report: Report) -> None:
    """Rewrite one text; where there are no own names, not even empty ones, it holds no tasks."""
    try:
        rewritten = _rewrite(path, text, own)
    except Unreadable as error:
        report.problems.append(f"{path}: {error}")
        rewritten = Rewritten(text)
    report.problems += [f"{path}: {problem}" for problem in rewritten.problems]
    if rewritten.text != text:
        report.changes.append(Change(path, text, rewritten.text))
    for number, line in enumerate(rewritten.text.splitlines(), 1):
        if names.mentions(line):
            report.left.append(f"{path}:{number}: {without_secrets(line.strip())}")


def _rewrite(path: str, text: str, own: Optional[frozenset[str]]) -> Rewritten:
    folder, name = os.path.split(path)
    if os.path.basename(folder) == "meta":
        return runtime(text) if name == "runtime.yml" else Rewritten(text)
    return Rewritten(text) if own is None else playbook(text, own)


def _hint(path: str, text: str) -> Iterator[str]:
    if names.OURS not in text:
        yield f"{path}: name the collection {names.OURS} here"
    for peer in names.PEERS:
        if peer in text:
            yield f"{path}: names {peer}, which may not be needed any more"


def without_secrets(text: str) -> str:
    """Return a text in which what is set for a secret is hidden; a task may stand in one line."""

    def hidden(match: re.Match[str]) -> str:
        key, sign, value = match.groups()
        shown = "{{" in value or not is_secret_key(key)
        return match.group() if shown else f"{key}{sign}{HIDDEN}"

    return _SETTING.sub(hidden, text)
