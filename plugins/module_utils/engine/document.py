# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Document: a representation of its own beside the object's, read at one path and written whole by one call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Callable

from ..rest.errors import InvalidInput
from ..rest.paths import fill
from .canonical import Free, Shape
from .part import AFTER, UNSET, Outcome, Part, Reader, Situation, Step


@dataclass(frozen=True)
class Document(Part):
    """A document of its own.

    :param at: path template that it is read at
    :param write: method and path template of the call that takes the whole of it
    :param shape: how it is merged and compared
    :param embed: whether the request that makes the object takes it
    :param there: object's document -> whether the object has such a document now
    """

    at: str = ""
    write: tuple[str, str] = ("PUT", "")
    shape: Shape = field(default_factory=Free)
    embed: bool = False
    there: Callable[[Mapping[str, Any]], bool] = lambda document: True

    def desire(self, options: Mapping[str, Any]) -> Any:
        given = options.get(self.option)
        if given is None:
            return UNSET
        if not isinstance(given, Mapping):
            raise InvalidInput(self.option, given, "must be a dictionary")
        return self.shape.shape(given, self.option)

    def observe(self, reader: Reader, address: Mapping[str, str], document: Mapping[str, Any]) -> Any:
        return reader.get(fill(self.at, address)) if self.there(document) else None

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        merged = self.shape.merge(now, want)
        if situation.creating and self.embed:
            return Outcome(merged, True, merged)
        if self.canonical(merged) == self.canonical(now):
            return Outcome(now)
        method, path = self.write
        step = Step(method, fill(path, situation.address), self.shape.sent(now, merged), AFTER)
        return Outcome(merged, True, UNSET, [step])

    def canonical(self, value: Any) -> Any:
        return self.shape.canonical(value)
