# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Generic: a task for any kind, which it takes by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ..engine.resource import Resource
from ..keycloak.kinds.catalogue import KINDS
from ..rest.errors import InvalidInput
from .arguments import of_kind
from .keycloak import KEYCLOAK, connection
from .module import Binding
from .runtime import Runtime
from .system import Spec
from .task import Task, complaint

COMMON = ("state", "realm", "update_secrets", "raw")


class AnyKind(Task):
    """Brings one object of any kind to its desired state."""

    def spec(self) -> Spec:
        shared = of_kind(KINDS["client"], KEYCLOAK)
        return {
            **connection(),
            **{name: shared[name] for name in COMMON},
            "kind": {"type": "str", "required": True, "choices": sorted(KINDS), "no_log": False},
            "options": {"type": "dict", "default": {}, "no_log": False},
        }

    def secrets(self, options: Mapping[str, Any]) -> Iterable[str]:
        given = options.get("options")
        if not isinstance(given, Mapping):
            return ()
        # with a wrong kind it might be a secret of any
        kinds = [KINDS[options["kind"]]] if options.get("kind") in KINDS else list(KINDS.values())
        return {secret for kind in kinds for secret in _checked(kind, given)._no_log_values}

    def perform(self, options: Mapping[str, Any], runtime: Runtime, check: bool, result: dict[str, Any]) -> None:
        kind = KINDS[options["kind"]]
        checked = _checked(kind, options["options"])
        if checked.error_messages:
            raise InvalidInput("options", None, f"don't fit kind {kind.name}: {complaint(checked)}")
        Binding(kind).perform({**options, **checked.validated_parameters}, runtime, check, result)


def _checked(kind: Resource, given: Mapping[str, Any]) -> Any:
    """Return what Ansible's own validation makes of a kind's options."""
    apart = (*connection(), *COMMON)
    own = {name: entry for name, entry in of_kind(kind, KEYCLOAK).items() if name not in apart}
    return ArgumentSpecValidator(own, **Binding(kind).conditions).validate(dict(given))
