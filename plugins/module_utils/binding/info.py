# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Info: a task that reads objects of any kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ..engine.inquiry import Inquiry, inquire, naming
from ..engine.resource import Resource
from ..engine.secrecy import hide, without_fingerprints
from ..keycloak.kinds.catalogue import KINDS
from ..rest.errors import InvalidInput
from .arguments import of_kind
from .foresight import foreseeing
from .keycloak import KEYCLOAK, connection
from .runtime import Runtime
from .system import Spec
from .task import Task, complaint

REALM = "realm"


class Info(Task):
    """Reads objects of any kind; it never changes anything."""

    def spec(self) -> Spec:
        return {
            **connection(),
            "kind": {"type": "str", "required": True, "choices": sorted(KINDS), "no_log": False},
            "realm": {"type": "str", "no_log": False},
            "options": {"type": "dict", "default": {}, "no_log": False},
            "search": {"type": "str", "no_log": False},
            "params": {"type": "dict", "default": {}, "no_log": False},
            "parts": {"type": "list", "elements": "str", "default": [], "no_log": False},
            "show_secrets": {"type": "bool", "default": False, "no_log": False},
        }

    def perform(self, options: Mapping[str, Any], runtime: Runtime, check: bool, result: dict[str, Any]) -> None:
        kind = KINDS[options["kind"]]
        own = {**connected(options), **_where(kind, options)}
        asked = Inquiry(own, options["search"] or "", options["params"], tuple(options["parts"]))
        client = runtime.client(options, KEYCLOAK)
        anticipation = runtime.anticipation(own, check, KEYCLOAK)
        found = inquire(kind, foreseeing(client, own, anticipation, check), asked, anticipation)
        shown = [(without_fingerprints if options["show_secrets"] else hide)(one) for one in found]
        count = {0: "no objects", 1: "one object"}.get(len(found), f"{len(found)} objects")
        result.update(objects=shown, exists=bool(found), msg=f"{count} of kind {kind.name} found")
        result["warnings"] = list(getattr(anticipation, "warnings", []))


def connected(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options of the connection."""
    return {name: options[name] for name in connection()}


def _where(kind: Resource, options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options that say which object, as the kind's own module checks them.

    :raises InvalidInput: where they don't fit the kind
    """
    unset = {"required": False, "default": None}
    known = {name: {**entry, **unset} for name, entry in of_kind(kind, KEYCLOAK).items() if name in naming(kind)}
    realm = options["realm"] or (None if REALM in kind.key else "master")
    given = dict(options["options"])
    if REALM in given and REALM not in kind.key:
        raise InvalidInput("options", None, "don't take the realm: it is an option beside them")
    checked = ArgumentSpecValidator(known).validate(given)
    if checked.error_messages:
        raise InvalidInput("options", None, f"don't fit kind {kind.name}: {complaint(checked)}")
    where = {name: value for name, value in checked.validated_parameters.items() if value is not None}
    return {REALM: realm, **where} if realm else where
