# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A realm's files on the controller: found where ``copy`` finds its own, decrypted, parsed, templated if asked."""

from __future__ import annotations

import inspect
import json
import os
from collections.abc import Iterator, Mapping
from typing import Any

from ansible.errors import AnsibleError
from ansible.plugins.action import ActionBase
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput

ENDINGS = (".json", ".yaml", ".yml")


class ConfigFiles:
    """Reads the files of a task.

    :param action: the task's action
    :param task_vars: the task's variables
    :param template: whether what stands in double braces is filled in
    """

    def __init__(self, action: ActionBase, task_vars: Mapping[str, Any], template: bool) -> None:
        self.action = action
        self.task_vars = task_vars
        self.template = template

    def read(self, given: Any) -> list[tuple[str, Any]]:
        """Return each file's path and what it holds, in the order in which later ones win.

        :raises InvalidInput: for a file that isn't there, or can't be parsed
        """
        names = [given] if isinstance(given, str) else list(given)
        return [(path, self._parsed(path)) for name in names for path in self._paths(str(name))]

    def _paths(self, name: str) -> Iterator[str]:
        """Yield a file, or a directory's files by their paths."""
        try:
            found = self.action._find_needle("files", name)
        except AnsibleError:
            raise InvalidInput("files", name, "must be a file or a directory on the controller") from None
        if not os.path.isdir(found):
            yield found
            return
        below = [
            os.path.join(directory, file)
            for directory, _directories, files in os.walk(found)
            for file in files
            if file.endswith(ENDINGS) and not file.startswith(".")
        ]
        if not below:
            raise InvalidInput("files", name, f"must have files that end with {', '.join(ENDINGS)}")
        yield from sorted(below)

    def _parsed(self, path: str) -> Any:
        loader = self.action._loader
        try:
            if path.endswith(".json") and not self.template:
                # thousands of texts, of which none needs to know where it is from
                with open(loader.get_real_file(path), encoding="utf-8") as stream:
                    return json.load(stream)
            trust = "trusted_as_template" in inspect.signature(loader.load_from_file).parameters
            how = {"trusted_as_template": True} if trust and self.template else {}
            data = loader.load_from_file(path, **how)
        except (AnsibleError, OSError, ValueError) as error:
            raise InvalidInput("files", path, f"can't be read: {error}") from None
        if not self.template:
            return data
        templar = self.action._templar
        templar.available_variables = dict(self.task_vars)
        return templar.template(data)
