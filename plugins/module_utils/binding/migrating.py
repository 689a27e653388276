# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Migrating: a task that rewrites playbooks for this collection; it talks to no server."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from ..migration.files import Report, look
from ..migration.rewriting import HAS_YAML
from ..rest.errors import InvalidInput, MissingLibrary
from .runtime import Runtime
from .system import Spec
from .task import Task


class Migrates(Task):
    """Rewrites the playbooks and roles of a directory."""

    def spec(self) -> Spec:
        return {"path": {"type": "path", "required": True, "no_log": False}}

    def perform(self, options: Mapping[str, Any], runtime: Runtime, check: bool, result: dict[str, Any]) -> None:
        path = options["path"]
        if not HAS_YAML:
            raise MissingLibrary("PyYAML", "Reading playbooks")
        if not os.path.isabs(path):
            raise InvalidInput("path", path, "must be absolute: where a relative one begins differs by the connection")
        if not os.path.exists(path):
            raise InvalidInput("path", path, "must be a file or a directory that exists")
        report = look(path)
        written = list(report.changes)
        if not check:
            written = [change for change in report.changes if _wrote(change, report)]
        result.update(
            changed=bool(written),
            files=[change.path for change in written],
            left=report.left,
            problems=report.problems,
            hints=report.hints,
            diff=[{"prepared": change.diff} for change in report.changes],
            msg=_summary(len(written), report, check),
        )


def _wrote(change: Any, report: Report) -> bool:
    try:
        change.write()
    except OSError as error:
        report.problems.append(f"{change.path}: can't be written: {error.strerror}")
        return False
    return True


def _summary(count: int, report: Report, check: bool) -> str:
    more = [
        f"{_counted(len(found), word)}{rest}"
        for found, word, rest in ((report.left, "mention", " left to look at"), (report.problems, "problem", ""))
        if found
    ]
    return ", ".join([f"{_counted(count, 'file')} {'would be ' if check else ''}rewritten", *more])


def _counted(count: int, word: str) -> str:
    return f"one {word}" if count == 1 else f"{count} {word}s"
