# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Generic: a task for any kind, which it takes by name."""

from __future__ import annotations

from typing import Any, Mapping

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ..keycloak.kinds.catalogue import KINDS
from ..rest.errors import InvalidInput
from .arguments import Spec, connection, of_kind
from .module import Binding
from .runtime import Runtime
from .task import Task

COMMON = ("state", "realm", "update_secrets", "raw")


class AnyKind(Task):
    """Brings one object of any kind to its desired state."""

    def spec(self) -> Spec:
        shared = of_kind(KINDS["client"])
        return {
            **connection(),
            **{name: shared[name] for name in COMMON},
            "kind": {"type": "str", "required": True, "choices": sorted(KINDS), "no_log": False},
            "options": {"type": "dict", "default": {}, "no_log": False},
        }

    def perform(self, options: Mapping[str, Any], runtime: Runtime, check: bool, result: dict[str, Any]) -> None:
        kind = KINDS[options["kind"]]
        own = {name: entry for name, entry in of_kind(kind).items() if name not in (*connection(), *COMMON)}
        checked = ArgumentSpecValidator(own).validate(options["options"])
        for secret in checked._no_log_values:
            runtime.redactor.add(secret)
        if checked.error_messages:
            raise InvalidInput("options", None, f"don't fit kind {kind.name}: {'; '.join(checked.error_messages)}")
        Binding(kind).perform({**options, **checked.validated_parameters}, runtime, check, result)
