# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Task: how one task starts and ends, the same in a module process and inside of the controller's worker."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Optional

from ansible.module_utils.basic import AnsibleModule, missing_required_lib
from ansible.module_utils.common.arg_spec import ModuleArgumentSpecValidator
from ansible.module_utils.errors import UnsupportedError

from ..rest.errors import MissingLibrary, RestError
from .masking import masked, misspelled, occurring, secrets_of
from .runtime import Runtime
from .system import Spec

CONDITIONS = ("mutually_exclusive", "required_together", "required_one_of", "required_if", "required_by")


class Task:
    """What a module does.

    :param conditions: AnsibleModule's conditions between options, such as ``required_one_of``
    """

    # options that are too large for Ansible's validator and for what a result returns of the task
    apart: tuple[str, ...] = ()

    def __init__(self, **conditions: Any) -> None:
        self.conditions = {name: conditions[name] for name in CONDITIONS if conditions.get(name)}

    def spec(self) -> Spec:
        """Return the argument spec."""
        raise NotImplementedError

    def secrets(self, options: Mapping[str, Any]) -> Iterable[str]:
        """Return secrets in the options that neither the spec nor their names tell."""
        return ()

    def all_secrets(self, options: Mapping[str, Any]) -> set[str]:
        """Return all secrets in the options that the spec doesn't tell."""
        return secrets_of(options, self.secrets(options))

    def perform(self, options: Mapping[str, Any], runtime: Runtime, check: bool, result: dict[str, Any]) -> None:
        """Do the work and fill the result.

        :raises RestError: what went wrong
        """
        raise NotImplementedError

    def told(self, options: Mapping[str, Any]) -> dict[str, Any]:
        """Return the options that a result returns of the task."""
        return {name: value for name, value in options.items() if name not in self.apart}

    def main(self) -> None:
        """Run as an Ansible module in a process of its own."""
        # no_log: the result is masked value by value
        module = _Module(self, argument_spec=self.spec(), supports_check_mode=True, no_log=True, **self.conditions)
        secrets = self.all_secrets(module.params)
        # before anything can end the module
        module.no_log_values |= secrets
        runtime = Runtime()
        runtime.runs(module._name)
        result = self.execute(module.params, runtime, module.check_mode, module._diff, secrets)
        shown = [dict(result), self.told(module.params)]
        module.no_log_values = occurring(module.no_log_values | runtime.redactor.secrets, shown)
        for warning in result.pop("warnings", []):
            module.warn(warning)
        if self.apart:
            result["invocation"] = {"module_args": shown[1]}
        if result.pop("failed", False):
            module.fail_json(**result)
        module.exit_json(**result)

    def run(
        self, args: Mapping[str, Any], check_mode: bool = False, diff: bool = False, runtime: Optional[Runtime] = None
    ) -> dict[str, Any]:
        """Run in this process and return the result that the module process would have returned.

        :param args: the task's options as given
        :param runtime: what outlives the task
        """
        runtime = runtime or Runtime()
        given = plain(args)
        large = {name: given.pop(name) for name in self.apart if name in given}
        checked = ModuleArgumentSpecValidator(self.spec(), **self.conditions).validate(given)
        options = {**checked.validated_parameters, **large}
        secrets = self.all_secrets(options)
        if checked.error_messages:
            secrets |= secrets_of({}, misspelled(options, self.spec()))
            result: dict[str, Any] = {"failed": True, "msg": complaint(checked)}
        else:
            result = self.execute(options, runtime, check_mode, diff, secrets)
        result.setdefault("changed", False)
        result["invocation"] = {"module_args": self.told(options)}
        return masked(result, {*secrets, *checked._no_log_values, *runtime.redactor.secrets})

    def execute(
        self, options: Mapping[str, Any], runtime: Runtime, check: bool, diff: bool, secrets: Iterable[str]
    ) -> dict[str, Any]:
        """Perform the task; the only place that catches errors.

        :param secrets: those in the options that the spec doesn't tell
        """
        result: dict[str, Any] = {"changed": False}
        for secret in secrets:
            runtime.redactor.add(secret)
        try:
            self.perform(options, runtime, check, result)
        except MissingLibrary as error:
            result.update(
                failed=True, msg=missing_required_lib(error.library, reason=error.message), failure=error.facts()
            )
        except RestError as error:
            result.update(failed=True, msg=error.message, failure=error.facts())
        if not diff:
            result.pop("diff", None)
        return result


def complaint(checked: Any) -> str:
    """Return all that is wrong with arguments: of several mistakes, the first may not even name its option."""
    said = [("unknown option " if isinstance(error, UnsupportedError) else "") + error.msg for error in checked.errors]
    return "; ".join(dict.fromkeys(said))


def plain(value: Any) -> Any:
    """Return options as a module process gets them, as plain JSON data.

    The controller's own are subclasses that carry where they come from, dates, and texts that a vault keeps.
    """
    if value is None or type(value) in (str, bool):
        return value
    if isinstance(value, Mapping):
        return {_key(name): plain(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, (int, float)):
        return int(value) if isinstance(value, int) else float(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _key(name: Any) -> str:
    """Return a map's key as JSON writes it: always a text."""
    name = plain(name)
    return name if isinstance(name, str) else json.dumps(name)


class _Module(AnsibleModule):
    """A module whose argument errors are those of a task in the worker, and masked: they return free maps, too."""

    def __init__(self, task: Task, **arguments: Any) -> None:
        self.task = task
        super().__init__(**arguments)

    def log(self, msg: str, log_args: Optional[Mapping[str, Any]] = None) -> None:
        """Say nothing to syslog: it would get the free maps in clear, and the task's own ``no_log`` replaces ours."""

    def fail_json(self, msg: str, **facts: Any) -> None:
        """End the module with an error."""
        given = [*self.task.secrets(self.params), *misspelled(self.params, self.argument_spec)]
        self.no_log_values |= secrets_of(self.params, given)
        checked = getattr(self, "validation_result", None)
        super().fail_json(complaint(checked) if checked and checked.error_messages else msg, **facts)
