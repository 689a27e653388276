# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a user profile consists of: attributes and groups as tasks write them, merged, and compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Callable, Optional

from ...engine.canonical import Scalar, as_text
from ...engine.part import camel
from ...engine.since import News
from ...rest.errors import InvalidInput

Entry = dict[str, Any]
EVERYBODY = ["admin", "user"]
# the server refuses a profile without these (26.7.2)
NEEDED = ("username", "email")
TEXTS = ("name", "displayName", "group", "defaultValue", "displayHeader", "displayDescription")
MAPS = ("validations", "annotations", "permissions", "required", "selector")
_VALIDATORS = (
    "username-prohibited-characters",
    "up-username-not-idn-homograph",
    "person-name-prohibited-characters",
    "iso-date",
    "local-date",
)
_SPELLED = {name: name.replace("-", "_") for name in _VALIDATORS}
VALIDATORS = {one: name for name, snake in _SPELLED.items() for one in (snake, camel(snake))}
# what came later than profiles themselves, by the first version of the server that has it
SINCE = {"default_value": "26.4"}
# what an argument spec takes for a boolean
SPOKEN = {**dict.fromkeys(("y", "yes", "on", "1", "t"), True), **dict.fromkeys(("n", "no", "off", "0", "f"), False)}
_SNAKE = re.compile("[a-z]+(_[a-z0-9]+)+")


def read_entries(given: Any, where: str) -> list[Entry]:
    """Return attributes or groups by the API's names; null stays, as it removes.

    :param given: the list as given
    :param where: what to call it in an error
    :raises InvalidInput: where it can't be one
    """
    entries: dict[str, Entry] = {}
    for number, item in enumerate(given):
        at = f"{where}[{number}]"
        entry = _read(item, at)
        if not entry.get("name"):
            raise InvalidInput(at, None, "needs name")
        if entry["name"] in entries:
            raise InvalidInput(f"{at}.name", entry["name"], "must be unique in the list")
        entries[entry["name"]] = entry
    return list(entries.values())


def _read(item: Any, at: str) -> Entry:
    if not isinstance(item, Mapping):
        raise InvalidInput(at, item, "must be a dictionary")
    entry: Entry = {}
    for name, value in item.items():
        api = camel(name) if _SNAKE.fullmatch(str(name)) else str(name)
        if api in entry:
            raise InvalidInput(f"{at}.{name}", None, "is given twice")
        entry[api] = value if value is None else _value(api, value, f"{at}.{name}")
    return entry


def _value(api: str, value: Any, at: str) -> Any:
    if api in TEXTS:
        return Scalar("str").shape(value, at)
    if api == "multivalued":
        return Scalar("bool").shape(SPOKEN.get(as_text(value).lower(), value), at)
    if api not in MAPS:
        return value
    if not isinstance(value, Mapping):
        raise InvalidInput(at, value, "must be a dictionary")
    if api == "validations":
        return {VALIDATORS.get(str(name), str(name)): _validator(one, f"{at}.{name}") for name, one in value.items()}
    if api == "annotations":
        return dict(value)
    return {str(name): _names(one, f"{at}.{name}") for name, one in value.items() if one is not None}


def _validator(value: Any, at: str) -> Any:
    if value is not None and not isinstance(value, Mapping):
        raise InvalidInput(at, value, "must be a dictionary of the validator's settings, {} for none")
    return value if value is None else {name: one for name, one in value.items() if one is not None}


def _names(value: Any, at: str) -> list[str]:
    if isinstance(value, str):
        return [name.strip() for name in value.split(",") if name.strip()]
    if not isinstance(value, (list, tuple)):
        raise InvalidInput(at, value, "must be a list")
    return [as_text(name) for name in value]


def entries_news(now: Optional[Iterable[Mapping[str, Any]]], want: Iterable[Mapping[str, Any]], where: str) -> News:
    """Yield (option, first version) of what is given and isn't there: an older server may not know it."""
    had = {entry["name"]: entry for entry in now or []}
    for number, entry in enumerate(want):
        for option, since in SINCE.items():
            api = camel(option)
            if entry.get(api) not in (None, "") and had.get(entry["name"], {}).get(api) is None:
                yield f"{where}[{number}].{option}", since


def merge_entries(now: Iterable[Mapping[str, Any]], want: Iterable[Mapping[str, Any]], exact: bool) -> list[Entry]:
    """Return a list as it will be: in the order that is given; without ``exact``, those not listed keep their places.

    :param now: the entries that are there
    :param want: those that are asked for
    :param exact: whether those that are not asked for go
    """
    had = {entry["name"]: dict(entry) for entry in now}
    merged = {entry["name"]: merge_entry(had.get(entry["name"]), entry) for entry in want}
    return list((merged if exact else {**had, **merged}).values())


def merge_entry(now: Optional[Mapping[str, Any]], want: Mapping[str, Any]) -> Entry:
    """Return an entry as it will be: what is not given stays, what is given as null goes."""
    merged = dict(now or {})
    for api, value in want.items():
        settled = value if value is None else _MERGED.get(api, _given)(merged.get(api), value)
        if settled is None or settled == "":
            merged.pop(api, None)
        else:
            merged[api] = settled
    return merged


def _given(now: Any, value: Any) -> Any:
    return value


def _validations(now: Any, value: Mapping[str, Any]) -> Any:
    """Those given are all that there are, as in a list."""
    return {name: one for name, one in value.items() if one is not None} or None


def _annotations(now: Any, value: Mapping[str, Any]) -> Any:
    return {name: one for name, one in {**(now or {}), **value}.items() if one is not None} or None


def _permissions(now: Any, value: Mapping[str, Any]) -> Any:
    """Who may view or edit is everybody, unless it is known or given."""
    return {**{"view": EVERYBODY, "edit": EVERYBODY}, **(now or {}), **value}


def _required(now: Any, value: Mapping[str, Any]) -> Any:
    """It is users who must give it, unless roles or scopes are given."""
    return dict(value) or {"roles": ["user"]}


def _selector(now: Any, value: Mapping[str, Any]) -> Any:
    return dict(value) if any(value.values()) else None


_MERGED: Mapping[str, Callable[[Any, Any], Any]] = {
    "validations": _validations,
    "annotations": _annotations,
    "permissions": _permissions,
    "required": _required,
    "selector": _selector,
}


def canonical_entries(entries: Optional[Iterable[Mapping[str, Any]]]) -> dict[str, Entry]:
    """Return attributes or groups by their names, in the form in which equal ones are equal."""
    return {entry["name"]: _canonical(entry) for entry in sorted(entries or [], key=lambda entry: str(entry["name"]))}


def _canonical(entry: Mapping[str, Any]) -> Entry:
    shaped: Entry = {}
    for api in sorted(entry):
        value = entry[api]
        if api in ("permissions", "required", "selector") and value is not None:
            value = {name: sorted(names) for name, names in sorted(value.items()) if names}
        elif api in MAPS:
            value = _as_texts(value)
        # required by nobody in particular is required always, no empty value
        if api != "name" and (value not in (None, "", [], {}, False) or api == "required" and value is not None):
            shaped[api] = value
    return shaped


def _as_texts(value: Any) -> Any:
    """The server keeps 3 and "3" apart and means the same by them."""
    if isinstance(value, Mapping):
        return {str(name): _as_texts(value[name]) for name in sorted(value) if value[name] is not None}
    if isinstance(value, (list, tuple)):
        return [_as_texts(one) for one in value]
    return as_text(value)
