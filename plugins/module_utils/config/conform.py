# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conform: an object in data, whose fields go by the API's names or by our options', becomes validated options.

Ansible's own validator does the same for one task; for thousands of objects it takes longer than the server does.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..engine.canonical import Scalar
from ..rest.errors import InvalidInput

Spec = Mapping[str, Mapping[str, Any]]

_SCALAR = {name: Scalar(name) for name in ("str", "int", "bool")}


@dataclass(frozen=True)
class Form:
    """The options of one sort of object.

    :param spec: their argument spec, without those of the connection
    """

    spec: Spec

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """The option that each name and alias means."""
        aliases = {alias: name for name, entry in self.spec.items() for alias in entry.get("aliases") or ()}
        return {**aliases, **{name: name for name in self.spec}}

    @cached_property
    def _required(self) -> list[str]:
        return [name for name, entry in self.spec.items() if entry.get("required")]

    @cached_property
    def _defaults(self) -> Mapping[str, Any]:
        return {name: entry["default"] for name, entry in self.spec.items() if entry.get("default") is not None}

    @cached_property
    def _below(self) -> Mapping[str, Form]:
        """The forms of the options that have options of their own."""
        return {name: Form(entry["options"]) for name, entry in self.spec.items() if entry.get("options")}

    def options(self, given: Any, where: str, told: Container[str] = ()) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return the options that an object names, and what it has beside them.

        :param where: what to call the object in an error
        :param told: options that are known from elsewhere
        :raises InvalidInput: where a value can't be right
        """
        if not isinstance(given, Mapping):
            raise InvalidInput(where, None, "must be a dictionary")
        options: dict[str, Any] = {}
        rest: dict[str, Any] = {}
        for name, value in given.items():
            option = self._names.get(name)
            if option is None:
                rest[name] = value
            elif value is not None:
                if option in options:
                    raise InvalidInput(f"{where}.{name}", None, f"is already given as {option}")
                options[option] = self._value(option, value, f"{where}.{name}")
        for name in self._required:
            if options.get(name) is None and name not in told:
                raise InvalidInput(f"{where}.{name}", None, "is needed")
        return {**self._defaults, **options}, rest

    def _value(self, option: str, value: Any, where: str) -> Any:
        entry, form = self.spec[option], self._below.get(option)
        kind = entry.get("type", "str")
        if kind == "list":
            if not isinstance(value, (list, tuple)):
                raise InvalidInput(where, None, "must be a list")
            element = entry.get("elements", "raw")
            return [self._one(element, form, entry, item, f"{where}[{number}]") for number, item in enumerate(value)]
        return self._one(kind, form, entry, value, where)

    def _one(self, kind: str, form: Any, entry: Mapping[str, Any], value: Any, where: str) -> Any:
        if kind in _SCALAR:
            value = _scalar(kind, entry, value, where)
            if entry.get("choices") and value not in entry["choices"]:
                raise InvalidInput(where, value, f"must be one of {', '.join(map(str, entry['choices']))}")
            return value
        if kind == "dict" and form is not None:
            options, rest = form.options(value, where)
            if rest:
                raise InvalidInput(f"{where}.{next(iter(rest))}", None, f"is not one of {', '.join(form.spec)}")
            return options
        if kind == "dict" and not isinstance(value, Mapping):
            raise InvalidInput(where, None, "must be a dictionary")
        return value


def _scalar(kind: str, entry: Mapping[str, Any], value: Any, where: str) -> Any:
    try:
        return _SCALAR[kind].shape(value, where)
    except InvalidInput as error:
        if entry.get("no_log") or isinstance(value, (Mapping, list, tuple)):
            # whatever is in it may be secret
            raise InvalidInput(where, None, error.allowed) from None
        raise
