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
from .arguments import Spec, connection, with_names_of_its_own
from .foresight import Foreseeing
from .runtime import Runtime
from .task import Task


class Reads(Task):
    """A module for a reading.

    :param reading: the reading
    """

    def __init__(self, reading: Reading, **conditions: Any) -> None:
        super().__init__(**conditions)
        self.reading = reading

    def spec(self) -> Spec:
        return with_names_of_its_own({**connection(), **{name: {**e} for name, e in self.reading.arguments.items()}})

    def secrets(self, options: Mapping[str, Any]) -> Iterable[str]:
        return self.reading.secrets(options)

    def perform(self, options: Mapping[str, Any], runtime: Runtime, check: bool, result: dict[str, Any]) -> None:
        client = runtime.public(options) if self.reading.public else runtime.client(options)
        anticipation = runtime.anticipation(options, check)
        shown = without_fingerprints if self.reading.shows_secrets else hide
        result.update(shown(self.reading.read(source_of(client, options, anticipation, check))))
        result["warnings"] = [*result.get("warnings", []), *getattr(anticipation, "warnings", [])]


def source_of(client: Any, options: Mapping[str, Any], anticipation: Anticipation, check: bool) -> Source:
    """Return the server as a task reads it: in check mode, with what earlier tasks would have made."""
    login = {name: options[name] for name in connection()}
    own = {name: value for name, value in options.items() if name not in login}
    reader = Foreseeing(client, anticipation, own.get("realm") or "") if check else client
    return Source(reader, own, anticipation, login)
