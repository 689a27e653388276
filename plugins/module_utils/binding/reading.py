# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading: a task that reads what its name says, and never changes anything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..engine.observe import Anticipation
from ..engine.reading import Reading, Source
from ..engine.secrecy import hide, without_fingerprints
from .arguments import with_names_of_its_own
from .foresight import foreseeing
from .keycloak import KEYCLOAK
from .runtime import Runtime
from .system import Spec, System
from .task import Task


class Reads(Task):
    """A module for a reading.

    :param reading: the reading
    :param system: the sort of server that it reads
    """

    def __init__(self, reading: Reading, system: System = KEYCLOAK, **conditions: Any) -> None:
        super().__init__(**conditions)
        self.reading = reading
        self.system = system

    def spec(self) -> Spec:
        own = {name: {**entry} for name, entry in self.reading.arguments.items()}
        return with_names_of_its_own({**self.system.connection(), **own}, self.system)

    def secrets(self, options: Mapping[str, Any]) -> Iterable[str]:
        return self.reading.secrets(options)

    def perform(self, options: Mapping[str, Any], runtime: Runtime, check: bool, result: dict[str, Any]) -> None:
        connect = runtime.public if self.reading.public else runtime.client
        client = connect(options, self.system)
        anticipation = runtime.anticipation(options, check, self.system)
        shown = without_fingerprints if self.reading.shows_secrets else hide
        result.update(shown(self.reading.read(source_of(client, options, anticipation, check, self.system))))
        result["warnings"] = [*result.get("warnings", []), *getattr(anticipation, "warnings", [])]


def source_of(
    client: Any, options: Mapping[str, Any], anticipation: Anticipation, check: bool, system: System
) -> Source:
    """Return the server as a task reads it: in check mode, with what earlier tasks would have made."""
    login = {name: options[name] for name in system.connection()}
    own = {name: value for name, value in options.items() if name not in login}
    return Source(foreseeing(client, own, anticipation, check), own, anticipation, login)
