# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Field: one value of an object's own document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Optional

from ..rest.errors import InvalidInput
from .canonical import MapOf, Shape, as_text, shape_of
from .fingerprint import MASK, PREFIX, matches
from .part import UNSET, Outcome, Part, Reference, Situation
from .secrecy import HIDDEN, is_secret_key
from .since import News

RENEWED = f"{HIDDEN} (changed)"
# a kind's own policy for secrets: written again as with always, but fingerprints are kept
AGAIN = "again"


@dataclass(frozen=True)
class Field(Part):
    """One value.

    :param type: Ansible's type of the option
    :param elements: Ansible's type of a list's items
    :param choices: what is allowed, empty where the server decides
    :param shape: how the value is merged and compared, by type unless given
    :param required: whether the option must be given
    :param create_only: whether the server keeps the first value for ever
    :param secret: whether the value is a secret (one that the server gives in clear)
    :param masked: whether the server masks secrets in this map, so that fingerprints tell a change
    :param max_length: most characters the server can keep
    :param refers: what the value names, so that a name of nothing is told before a write
    :param once: whether only the request that makes the object takes it, and nothing shows it afterwards
    :param keys: suboptions of a map, for the argument spec
    :param since: the first version of the server that knows it, empty where all do
    """

    type: str = "str"
    elements: str = ""
    choices: tuple[str, ...] = ()
    shape: Optional[Shape] = None
    required: bool = False
    create_only: bool = False
    secret: bool = False
    masked: bool = False
    max_length: int = 0
    refers: Optional[Reference] = None
    once: bool = False
    keys: tuple[Field, ...] = ()
    since: str = ""

    @property
    def form(self) -> Shape:
        return self.shape or shape_of(self.type)

    def argument(self) -> dict[str, Any]:
        """Return the argument spec's entry of this field."""
        spec: dict[str, Any] = {"type": self.type, "no_log": self.secret}
        if self.elements:
            spec["elements"] = self.elements
        if self.choices:
            spec["choices"] = list(self.choices)
        if self.required:
            spec["required"] = True
        if self.keys:
            spec["options"] = {key.option: key.argument() for key in self.keys}
        if self.names():
            spec["aliases"] = self.names()
        return spec

    def arguments(self) -> dict[str, dict[str, Any]]:
        return {self.option: self.argument()}

    def desire(self, options: Mapping[str, Any]) -> Any:
        given = options.get(self.option)
        return UNSET if given is None else self.read(given, self.option)

    def read(self, given: Any, option: str) -> Any:
        """Return an option's value in the API's form.

        :param given: the value as given
        :param option: what to call it in an error
        :raises InvalidInput: where it can't be right
        """
        if self.secret and isinstance(given, (Mapping, list, tuple)):
            raise InvalidInput(option, None, "must be a text")
        value = self.form.shape(given, option)
        if self.max_length and isinstance(value, str) and len(value) > self.max_length:
            raise InvalidInput(option, None, f"must have at most {self.max_length} characters, has {len(value)}")
        if self.secret and value == MASK:
            raise InvalidInput(option, None, "is the mask that servers show, not a secret")
        return value

    def nothing(self, option: str) -> Any:
        """Return what null means where the field is given by its API name: what empties it.

        :raises InvalidInput: where nothing can empty it
        """
        empty = {"str": "", "list": []}
        if self.type not in empty:
            one = "its keys can be null" if self.type == "dict" else "it always has a value"
            raise InvalidInput(option, None, f"can't be null: {one}")
        return empty[self.type]

    def wants(self, now: Any, want: Any, mode: Optional[str]) -> Iterable[tuple[Any, Reference]]:
        if self.refers is None or not want:
            return
        had = now if isinstance(now, list) else [now]
        for name in want if isinstance(want, list) else [want]:
            if name not in had:
                yield name, self.refers

    def news(self, now: Any, want: Any, situation: Situation) -> News:
        if self.since and now is None and (situation.creating or self.canonical(want) != self.canonical(None)):
            yield self.option, self.since

    def canonical(self, value: Any) -> Any:
        return self.form.canonical(value)

    def shown(self, value: Any) -> Any:
        return HIDDEN if self.secret and value else super().shown(value)

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        if self.create_only and not situation.creating and self.canonical(now) != self.canonical(want):
            raise InvalidInput(self.option, want, f"can't be changed once it is made, it is {now!r}")
        if self.once:
            return Outcome(None, situation.creating, want)
        if self.masked:
            return _Masked(self, now, want, situation).outcome()
        if self.secret and not situation.creating and situation.policy == "on_create":
            return Outcome(now)
        merged = self.form.merge(now, want)
        changed = not _same_text(now, merged) and self.canonical(merged) != self.canonical(now)
        if self.secret:
            changed = changed or situation.policy in ("always", AGAIN)
            return Outcome(merged, changed, merged, shown=RENEWED if changed else UNSET)
        return Outcome(merged, changed, self.form.sent(now, merged))


def _same_text(now: Any, want: Any) -> bool:
    return type(now) is type(want) is str and now == want


def _first(value: Any) -> Any:
    return (value[0] if value else None) if isinstance(value, list) else value


@dataclass
class _Masked:
    """The settling of a map in which the server masks secrets."""

    field: Field
    now: Any
    want: Mapping[str, Any]
    situation: Situation

    def outcome(self) -> Outcome:
        self.merged = self.field.form.merge(self.now, self.want)
        self.before = dict(self.now or {})
        self.prints: dict[str, Optional[str]] = {}
        self.notes: list[str] = []
        renewed = [key for key in self._secret_keys() if self._settle(key)]
        form = self.field.form
        changed = bool(renewed) or form.canonical(self._plain(self.merged)) != form.canonical(self._plain(self.before))
        shown = self.field.shown(self.merged)
        shown.update({key: [RENEWED] if isinstance(shown.get(key), list) else RENEWED for key in renewed})
        inside = {} if self._elsewhere() else {PREFIX + key: sealed for key, sealed in self.prints.items()}
        merged = {key: item for key, item in {**self.merged, **inside}.items() if item is not None}
        outside = (
            {f"{self.field.api}.{key}": sealed for key, sealed in self.prints.items()} if self._elsewhere() else {}
        )
        # nothing is written for a fingerprint alone
        body = form.sent(self.now, merged)
        kept = outside if changed else {}
        return Outcome(merged, changed, body, shown=shown, fingerprints=kept, notes=self.notes)

    def _elsewhere(self) -> bool:
        return self.situation.fingerprints is not None

    def _sealed(self, key: str) -> Optional[str]:
        if self.situation.fingerprints is not None:
            return self.situation.fingerprints.get(f"{self.field.api}.{key}")
        return _first(self.before.get(PREFIX + key))

    def _plain(self, value: Mapping[str, Any]) -> dict[str, Any]:
        return {key: item for key, item in value.items() if not key.startswith(PREFIX)}

    def _secret_keys(self) -> Iterable[str]:
        return [key for key in self.want if is_secret_key(key) or _first(self.before.get(key)) == MASK]

    def _settle(self, key: str) -> bool:
        """Settle one secret; return whether it will be written."""
        want, now = _first(self.want[key]), _first(self.before.get(key))
        if want in (None, "", "true", "false"):
            if self._sealed(key):
                self.prints[key] = None
            return False
        if want == MASK and now is None:
            raise InvalidInput(f"{self.field.option}.{key}", None, "is the mask that servers show, not a secret")
        if now is not None and self._keeps(key, as_text(want), now):
            self.merged[key] = self.before[key]
            return False
        on_change = self.situation.policy in ("on_change", AGAIN) and not as_text(want).startswith("${vault.")
        if on_change or self._sealed(key):
            self.prints[key] = self.situation.seal(as_text(want)) if on_change else None
        if now == MASK and on_change and not self._sealed(key):
            self.notes.append(
                f"{self.field.option}.{key}: the server masks this secret and had no fingerprint of it: written once"
            )
        return True

    def _keeps(self, key: str, want: str, now: Any) -> bool:
        if want == MASK or self.situation.policy == "on_create":
            return True
        if self.situation.policy in ("always", AGAIN):
            return False
        return matches(want, self._sealed(key)) if now == MASK else want == now


def free_map(option: str, **more: Any) -> Field:
    """Return a field for a free map of strings."""
    return Field(option, type="dict", shape=more.pop("shape", MapOf()), **more)
