# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Secrets: each that the server hides becomes a reference to a variable, which somebody fills in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ...engine.secrecy import HIDDEN

# what objects are called by
_NAMES = ("clientId", "alias", "name", "username", "realm")
# what one object of a list is, where it isn't the list's name without its last letter
_ONE = {
    "authenticatorConfig": "authenticator_config",
    "identityProviders": "identity_provider",
    "identityProviderMappers": "identity_provider_mapper",
}
# what says nothing about a secret that the object's name doesn't say
_UNSAID = {"config", "attributes", "configuration"}
_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+")


class References:
    """Writes references in the place of secrets.

    :param realm: the realm's name, which the variables' names begin with
    :param leave: whether secrets are left out instead
    """

    def __init__(self, realm: str, leave: bool = False) -> None:
        self.realm = realm
        self.leave = leave
        self.variables: dict[str, str] = {}
        """where each secret is, by the variable that is to hold it"""

    def into(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Return data with references, or without secrets."""
        return self._value(data, "", ())

    def _value(self, value: Any, where: str, words: tuple[str, ...]) -> Any:
        if value == HIDDEN:
            return None if self.leave else self._reference(where, words)
        if isinstance(value, Mapping):
            items = {name: self._value(item, *_inner(where, words, str(name))) for name, item in value.items()}
            return {name: item for name, item in items.items() if item is not None or value[name] is None}
        if isinstance(value, list):
            listed = [self._value(item, *_item(where, words, number, item)) for number, item in enumerate(value)]
            kept = [item for item, was in zip(listed, value) if item is not None or was is None]
            return kept or (None if value else [])
        return value

    def _reference(self, where: str, words: tuple[str, ...]) -> str:
        name = plain = "_".join(["vault", *(_slug(word) for word in (self.realm, *words))])
        number = 2
        while name in self.variables:
            name, number = f"{plain}_{number}", number + 1
        self.variables[name] = where
        return f"{{{{ {name} }}}}"


def _inner(where: str, words: tuple[str, ...], name: str) -> tuple[str, tuple[str, ...]]:
    unsaid = name in _UNSAID or name.startswith("org.keycloak.") or name == "subComponents"
    return f"{where}.{name}" if where else name, words if unsaid else (*words, name)


def _item(where: str, words: tuple[str, ...], number: int, item: Any) -> tuple[str, tuple[str, ...]]:
    if not isinstance(item, Mapping):
        return where, words
    called = next((str(item[name]) for name in _NAMES if item.get(name)), str(number))
    sort = words[-1:] and (_ONE.get(words[-1]) or words[-1].removesuffix("s"),)
    return f"{where}[{called}]", (*words[:-1], *sort, called)


def _slug(word: str) -> str:
    return _WORD.sub("_", word).strip("_").lower() or "x"
