# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs keycloak_config: its files are the controller's, and it tells how far it is."""

from __future__ import annotations

import sys
import time
from typing import Any, Optional

from ansible.errors import AnsibleActionFail
from ansible.module_utils.parsing.convert_bool import boolean
from ansible_collections.iamops.keycloak.plugins.action.keycloak_resource import ActionModule as InProcess
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.runtime import Runtime
from ansible_collections.iamops.keycloak.plugins.module_utils.config.files import merged
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput
from ansible_collections.iamops.keycloak.plugins.plugin_utils.config_files import ConfigFiles

# seconds between two messages of one section
_EVERY = 2.0
# Whether somebody looks on: a worker, which has no terminal, inherits this.
_SEEN = sys.stderr.isatty()


class ActionModule(InProcess):
    """The action of keycloak_config."""

    def run(self, tmp: Any = None, task_vars: Optional[dict[str, Any]] = None) -> dict[str, Any]:
        """Read the files, and run the module with what is in them."""
        given = self._task.args
        args = dict(given)
        files = args.pop("files", None)
        if files:
            try:
                template = boolean(args.get("template") or False)
                parts = ConfigFiles(self, task_vars or {}, template).read(files)
                inline = [("config", args["config"])] if args.get("config") else []
                args["config"] = merged([*parts, *inline])
            except (InvalidInput, TypeError) as error:
                raise AnsibleActionFail(str(error)) from None
            self._task.args = args
        try:
            return super().run(tmp, task_vars)
        finally:
            # a worker sends its task's arguments back with the result, and nobody needs the files' data there
            self._task.args = given

    def _runtime(self) -> Runtime:
        runtime = super()._runtime()
        if _SEEN:
            runtime.progress = Progress(self._say)
        return runtime

    def _say(self, line: str) -> None:
        # what callbacks print may be for a machine, and nobody reads in a log how far it once was
        self._display.display(line, stderr=True, screen_only=True)


class Progress:
    """Says on the terminal how far a long task is, not more often than people can read.

    :param say: shows a line
    """

    def __init__(self, say: Any) -> None:
        self._say = say
        self._said = time.monotonic()

    def __call__(self, what: str, done: int, total: int) -> None:
        if time.monotonic() - self._said >= _EVERY:
            self._said = time.monotonic()
            self._say(f"  {what.replace('_', ' ')}: {done} of {total}")
