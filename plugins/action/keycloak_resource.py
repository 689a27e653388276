# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The action behind every module: runs the module's own binding inside of the worker when that is safe.

Each module has an action of its own name that is this one. Routing them all here (``plugin_routing``) would do, but
the strategy finds only an action of the task's own name, and what it finds it loads before it forks the workers: these
inherit requests and the kinds then, and need not compile them once a task, which is two thirds of a task's time. A
redirect of the actions' names isn't the way either: since ansible-core 2.19, ``module_defaults`` of single modules get
lost by it.
"""

from __future__ import annotations

import importlib
from typing import Any, Optional

from ansible import constants as C
from ansible.plugins.action import ActionBase
from ansible.plugins.loader import module_loader
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.runtime import Runtime
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.task import Task
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.catalogue import KINDS
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.transport import HAS_REQUESTS

# what the workers inherit
INHERITED = KINDS

# One a worker: the items of a loop share its connection.
_RUNTIME: list[Runtime] = []


class ActionModule(ActionBase):
    """Runs a module in-process, or as an ordinary module where the task asks for more."""

    _supports_check_mode = True
    _supports_async = True
    _supports_diff = True

    def run(self, tmp: Any = None, task_vars: Optional[dict[str, Any]] = None) -> dict[str, Any]:
        """Run the task's module and return its result."""
        result = super().run(tmp, task_vars)
        del tmp
        name = self._module_name()
        if not self._in_process():
            wanted = self._execute_module(module_name=name, task_vars=task_vars, wrap_async=self._task.async_val)
            return {**result, **wanted}
        runtime = self._runtime()
        runtime.runs(name)
        ran = self._task_of(name).run(
            self._task.args,
            check_mode=self._task.check_mode,
            diff=self._task.diff,
            runtime=runtime,
        )
        for warning in ran.get("warnings", []):
            self._display.vvv(warning)
        return {**result, **ran}

    def _module_name(self) -> str:
        context = module_loader.find_plugin_with_context(self._task.action, collection_list=self._task.collections)
        return context.resolved_fqcn

    def _in_process(self) -> bool:
        task = self._task
        wants_process = task.async_val or self._play_context.become or any(task.environment or [])
        return HAS_REQUESTS and self._connection.transport == "local" and not wants_process

    def _runtime(self) -> Runtime:
        if not _RUNTIME:
            _RUNTIME.append(Runtime(C.DEFAULT_LOCAL_TMP))
        return _RUNTIME[0]

    def _task_of(self, name: str) -> Task:
        collection, module = name.rsplit(".", 1)
        return importlib.import_module(f"ansible_collections.{collection}.plugins.modules.{module}").BINDING
