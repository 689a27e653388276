# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Desired: what a task's options ask for, in the API's form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..rest.errors import InvalidInput
from ..rest.paths import segment
from .canonical import Free
from .field import Field
from .part import UNSET, Part
from .resource import Resource


@dataclass(frozen=True)
class Desired:
    """What a task asks of one object.

    :param state: present or absent
    :param options: the task's options as the kind knows them
    :param parts: the parts that the task names, by API field
    :param values: what it asks of them
    :param modes: behaviour by part, where the task chooses one
    :param policy: ``update_secrets``
    :param remake: whether an object that exists is removed and made again
    :param begun: whether this run has begun to bring it about
    :param taken: whether the id that follows from its key is another object's
    :param unseen: whether it wasn't there when this run looked first
    :param withdraws: whether ``state: absent`` takes something from an object that stays, as the kind's options say
    """

    state: str
    options: Mapping[str, Any]
    parts: Mapping[str, Part]
    values: Mapping[str, Any]
    modes: Mapping[str, str]
    policy: str = "on_change"
    remake: bool = False
    withdraws: bool = False
    begun: bool = False
    taken: bool = False
    unseen: bool = False

    @property
    def removing(self) -> bool:
        """Return whether the task asked for something to be absent."""
        return self.withdraws or self.state == "absent"


def read(kind: Resource, given: Mapping[str, Any]) -> Desired:
    """Return what validated options ask for.

    :raises InvalidInput: where they ask what can't be
    """
    options = kind.normalize(dict(given))
    _check_key(kind, options)
    parts: dict[str, Part] = {}
    values: dict[str, Any] = {}
    modes: dict[str, str] = {}
    for part in kind.parts:
        want = part.desire(options)
        if want is not UNSET:
            parts[part.api], values[part.api] = part, want
        mode = part.mode(options)
        if mode:
            modes[part.api] = mode
    if options.get("raw") and "raw" not in kind.takes:
        raise InvalidInput("raw", None, f"can't be given for a {kind.title}")
    for name, value in (options.get("raw") or {}).items():
        parts[name], values[name] = _raw(kind, values, name, value)
    if options.get("state") == "absent" and "state" not in kind.takes:
        raise InvalidInput("state", "absent", f"must be present: {kind.title} can't be removed")
    state, policy = options.get("state") or "present", options.get("update_secrets") or "on_change"
    withdraws = given.get("state") == "absent" != state
    return Desired(state, options, parts, values, modes, policy, bool(options.get(kind.remade_by)), withdraws)


def _check_key(kind: Resource, options: Mapping[str, Any]) -> None:
    """See that the options name one object.

    :raises InvalidInput: where they name half of one, or none that can be
    """
    named = any(options.get(name) for name in kind.named_by)
    if options.get("state") == "absent" and kind.named_by and not named:
        raise InvalidInput(kind.named_by[0], None, " or ".join(["is needed", *kind.named_by[1:]]))
    whole = len(kind.key) > 1 and kind.id_option and not options.get(kind.id_option)
    for name in kind.key:
        if whole and options.get(name) in (None, ""):
            raise InvalidInput(name, None, f"is needed where {kind.id_option} is not given")
        if options.get(name) is not None:
            # no object can have such a name, whether or not a path holds it
            segment(name, options[name])


def _raw(kind: Resource, values: Mapping[str, Any], name: str, value: Any) -> tuple[Part, Any]:
    part = kind.part(name) or Field(f"raw.{name}", name, shape=Free(), once=name in kind.born_with)
    if name in values:
        raise InvalidInput(f"raw.{name}", None, f"is already given as {part.option}")
    if name in kind.not_sent or (name in kind.server_made and kind.part(name) is None):
        raise InvalidInput(f"raw.{name}", None, f"can't be written with a {kind.title}")
    if not isinstance(part, Field):
        raise InvalidInput(f"raw.{name}", None, f"has an option of its own: {part.option}")
    if value is None:
        # a field without an option is the server's to know
        return part, part.nothing(f"raw.{name}") if kind.part(name) else None
    return part, part.read(value, f"raw.{name}")
