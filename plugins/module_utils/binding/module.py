# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Binding: a kind as an Ansible module."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..engine.desired import Desired, read
from ..engine.foretelling import foretell
from ..engine.observe import with_key
from ..engine.resource import Resource
from ..engine.run import Run, run
from ..engine.secrecy import hide
from .arguments import of_kind
from .foresight import foreseeing
from .keycloak import KEYCLOAK
from .masking import presentable
from .runtime import Runtime
from .sentences import sentence
from .system import Spec, System
from .task import Task


class Binding(Task):
    """A module that brings one object of a kind to its desired state.

    :param kind: the kind
    :param system: the sort of server that has its objects
    """

    def __init__(self, kind: Resource, system: System = KEYCLOAK, **conditions: Any) -> None:
        if kind.named_by:
            conditions.setdefault("required_one_of", [list(kind.named_by)])
        super().__init__(**conditions)
        self.kind = kind
        self.system = system

    def spec(self) -> Spec:
        return of_kind(self.kind, self.system)

    def perform(self, options: Mapping[str, Any], runtime: Runtime, check: bool, result: dict[str, Any]) -> None:
        desired = read(self.kind, options)
        result.update(proposed=hide(self._proposed(desired)), actions=[])
        client = runtime.client(options, self.system)
        anticipation = runtime.anticipation(desired.options, check, self.system)
        server = foreseeing(client, desired.options, anticipation, check)
        done: list[str] = result["actions"]
        try:
            # what goes by its id is looked at first: others know it by its key, and so does its turn
            by_id = desired.options.get(self.kind.id_option or "") and not self.kind.shares
            look = run(self.kind, server, desired, anticipation, True, []) if check or by_id else None
            if look and (check or not look.first.changed):
                ran = look
            else:
                document = self.kind.rewrites(with_key(self.kind, desired, look.existing if look else None))
                with runtime.turn(options, document, self.system):
                    ran = run(self.kind, server, desired, anticipation, False, done)
        finally:
            # a failed run says what it has written
            result["changed"] = bool(done)
        if check and ran.first.changed:
            foretell(self.kind, desired, ran.label, ran.existing or {}, anticipation)  # type: ignore[arg-type]
        self._report(ran, desired, check, result)
        result["warnings"] = [*ran.warnings, *getattr(anticipation, "warnings", [])]

    def _proposed(self, desired: Desired) -> Any:
        if self.kind.proposes:
            return self.kind.proposes(desired.values, {}, {})
        if desired.removing:
            return {}
        return {api: part.propose(desired.values[api]) for api, part in desired.parts.items()}

    def _report(self, ran: Run, desired: Desired, check: bool, result: dict[str, Any]) -> None:
        if check:
            result.update(changed=ran.first.changed, actions=ran.first.actions)
        end = self._presented(ran.end_state, check and ran.first.changed)
        if check and ran.first.creates:
            end = {name: value for name, value in end.items() if name not in self.kind.server_made}
        existing = self._presented(ran.existing, False)
        if self.kind.proposes:
            result.update(proposed=hide(self.kind.proposes(desired.values, ran.existing or {}, ran.first.foreseen)))
        result.update(self.kind.also_returns(ran.first.creates and ran.first.changed, existing, end))
        result.update(
            existing=self.kind.returned(existing) if existing else {},
            end_state=self.kind.returned(end) if end else {},
            diff={"before": dict(ran.first.before), "after": dict(ran.first.after)},
            msg=" ".join([sentence(self.kind, ran, desired.removing, check, desired.values), *ran.first.notes]),
        )

    def _presented(self, representation: Any, foreseen: bool) -> dict[str, Any]:
        return presentable(representation and self.kind.presents(representation, foreseen))
