# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Acting: a task that does a thing, each time that it runs."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from ..engine.action import Action, carry_out
from ..engine.reading import Source
from ..engine.resource import document_name
from ..engine.secrecy import hide, without_fingerprints
from ..rest.errors import RestError
from .arguments import with_names_of_its_own
from .keycloak import KEYCLOAK
from .reading import source_of
from .runtime import Runtime
from .system import Spec, System
from .task import Task


class Acts(Task):
    """A module for an action.

    :param action: the action
    :param system: the sort of server that it is done to
    """

    def __init__(self, action: Action, system: System = KEYCLOAK, **conditions: Any) -> None:
        super().__init__(**conditions)
        self.action = action
        self.system = system

    def spec(self) -> Spec:
        own = {name: {**entry} for name, entry in self.action.arguments.items()}
        return with_names_of_its_own({**self.system.connection(), **own}, self.system)

    def perform(self, options: Mapping[str, Any], runtime: Runtime, check: bool, result: dict[str, Any]) -> None:
        client = runtime.client(options, self.system)
        anticipation = runtime.anticipation(options, check, self.system)
        source = source_of(client, options, anticipation, check, self.system)
        with nullcontext() if check else self._turn(options, runtime, source):
            self._do(client, source, check, result)

    def _turn(self, options: Mapping[str, Any], runtime: Runtime, source: Source) -> AbstractContextManager[None]:
        shares = self.action.document(options)
        if not shares:
            return nullcontext()
        return runtime.turn(options, document_name(shares, self.action.named(source)), self.system)

    def _do(self, client: Any, source: Source, check: bool, result: dict[str, Any]) -> None:
        anticipation = source.anticipation
        shown = without_fingerprints if self.action.shows_secrets else hide
        deed = self.action.prepare(source)
        done: list[str] = []
        result["warnings"] = list(getattr(anticipation, "warnings", []))
        if check:
            result.update(changed=bool(deed.calls), actions=[str(call) for call in deed.calls])
            result.update(shown(deed.foretold))
            for what, name in deed.brings:
                anticipation.foresee(what, name)  # type: ignore[attr-defined]
            return
        result["actions"] = done
        kept: dict[str, Any] = {}
        try:
            result.update(shown(carry_out(deed, client, done, kept)))
        except RestError:
            result.update(shown(kept))
            raise
        finally:
            # a failed run says what it has written
            result["changed"] = bool(done)
