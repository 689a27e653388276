# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Comparing what was read: byte for byte, but for what may differ."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

FINGERPRINT = "iamops.fingerprint"
_KEYS = ("name", "clientId", "alias", "id", "type")
EMPTY: tuple[Any, ...] = (None, "", [], {}, [""])


def text(value: Any) -> str:
    """Return a value as sorted JSON."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def _label(item: Any) -> str:
    if isinstance(item, Mapping):
        return next((f"{key}={item[key]}" for key in _KEYS if key in item), text(item))
    return text(item)


def flat(value: Any, sets: Iterable[str] = (), path: str = "") -> Iterator[tuple[str, str]]:
    """Yield (path, text) of each scalar and each list of scalars; lists of objects by their names."""
    if isinstance(value, Mapping) and value:
        for name in sorted(value):
            yield from flat(value[name], sets, f"{path}.{name}" if path else str(name))
    elif isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
        ordered = sorted(value, key=_label) if path in sets else value
        for number, item in enumerate(ordered):
            where = f"[{_label(item)}]" if path in sets else f"[{number}]"
            # the elements' own lists are named without the elements
            yield from ((f"{path}{where}{rest}", leaf) for rest, leaf in _inside(item, sets, path))
    elif isinstance(value, list) and path in sets:
        yield path, text(sorted(value, key=text))
    else:
        yield path, text(value)


def _inside(item: Any, sets: Iterable[str], path: str) -> Iterator[tuple[str, str]]:
    inner = [name[len(path) + 1 :] for name in sets if name.startswith(path + ".")]
    for name, leaf in flat(item, inner):
        yield (f".{name}" if name else ""), leaf


def below(path: str, tops: Iterable[str]) -> bool:
    """Return whether a path is one of these, or inside of one."""
    return any(path == top or path.startswith((top + ".", top + "[")) for top in tops)


def differences(before: Any, after: Any, sets: Iterable[str], may: Iterable[str]) -> list[str]:
    """Return what differs between two readings, but for paths that may, and for fingerprints."""
    sets, may = list(sets), list(may)
    old, new = dict(flat(before, sets)), dict(flat(after, sets))
    found = []
    for path in sorted({*old, *new}):
        if old.get(path) != new.get(path) and not below(path, may) and FINGERPRINT not in path:
            found.append(f"{path}: {old.get(path, 'nothing')} -> {new.get(path, 'nothing')}")
    return found


def uncovered(foreseen: Any, real: Any, path: str = "") -> list[str]:
    """Return what check mode foresaw and the run didn't give; the run may give more."""
    if isinstance(foreseen, Mapping) and isinstance(real, Mapping):
        found = []
        for name, value in foreseen.items():
            found += uncovered(value, real.get(name), f"{path}.{name}" if path else str(name))
        return found
    if isinstance(foreseen, list) and isinstance(real, list) and len(foreseen) == len(real):
        # things without names are told apart by their place
        if all(_named(item) for item in foreseen):
            foreseen, real = sorted(foreseen, key=_natural), sorted(real, key=_natural)
        pairs = zip(foreseen, real, strict=True)
        return [line for old, new in pairs for line in uncovered(old, new, f"{path}[{_natural(old)}]")]
    # the server leaves out what is empty
    same = text(foreseen) == text(real) or (foreseen in EMPTY and real in EMPTY)
    return [] if same else [f"{path}: foreseen {text(foreseen)}, is {text(real)}"]


def none(found: list[str]) -> None:
    """See that nothing was found, or show all of it."""
    if found:
        raise AssertionError("\n".join(found))


def _named(item: Any) -> bool:
    return not isinstance(item, Mapping) or any(key in item for key in _KEYS if key != "id")


def _natural(item: Any) -> str:
    if isinstance(item, Mapping):
        return next((str(item[key]) for key in _KEYS if key in item and key != "id"), text(item))
    return text(item)


def without(value: Any, paths: Iterable[str]) -> Any:
    """Return a copy of a representation without some fields, wherever they are below those paths."""
    paths = list(paths)
    if isinstance(value, Mapping):
        deeper = {name: [path[len(name) + 1 :] for path in paths if path.startswith(name + ".")] for name in value}
        return {name: without(item, deeper[name]) for name, item in value.items() if name not in paths}
    return [without(item, paths) for item in value] if isinstance(value, list) else value
