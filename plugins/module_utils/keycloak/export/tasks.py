# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A realm's data as tasks, one for each object and each list of roles, in the order in which they can be made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Callable

from ...config.items import Item
from ...config.wishes import raw, without_made
from ...engine.links import EXACT
from ...engine.resource import Resource
from ..config.sections import SECTIONS
from ..kinds.catalogue import KINDS
from ..kinds.flow_options import AS_MADE
from ..kinds.realms import REALM_KIND as REALM
from ..kinds.role_mappings import EXACT_BUT_BORN

MODULES = "iamops.keycloak.keycloak_"
# what objects are called by, and options that don't say where one is
_NAMES = ("clientId", "alias", "username", "name")
_UNSAID = ("_behavior", "_type")
# settings that a task's name can tell
FEW = 3
Spec = Mapping[str, Mapping[str, Any]]


def tasks(config: Mapping[str, Any], spec_of: Callable[[str], Spec]) -> list[dict[str, Any]]:
    """Return what makes a realm, as tasks of the modules for single objects.

    :param config: its data
    :param spec_of: gives the argument spec of a kind's module, without the options of the connection
    """
    realm = str(config["realm"])
    items = (item for section in SECTIONS for item in section.items(config))
    return [_task(realm, item, KINDS[item.kind], spec_of(item.kind)) for item in items]


def _task(realm: str, item: Item, kind: Resource, spec: Spec) -> dict[str, Any]:
    options, rest = _named(without_made(kind, item.data), spec)
    beside = raw(kind, rest)
    # an export names the roles that came by themselves as well
    place = {name: EXACT if value == EXACT_BUT_BORN else value for name, value in item.options.items()}
    place.pop(AS_MADE, None)
    options = {"realm": realm, **options, **({"raw": beside} if beside else {}), **place}
    return {"name": _name(kind, options, item), MODULES + item.kind: options}


def _named(given: Mapping[str, Any], spec: Spec) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what is given by the names of options, and what there is no option for."""
    names = {alias: name for name, entry in spec.items() for alias in entry.get("aliases") or ()}
    options: dict[str, Any] = {}
    rest: dict[str, Any] = {}
    for name, value in given.items():
        option = name if name in spec else names.get(name)
        if option is None:
            rest[name] = value
        elif value is not None:
            options[option] = _value(value, spec[option].get("options"))
    return options, rest


def _value(value: Any, spec: Spec | None) -> Any:
    if spec is None:
        return value
    if isinstance(value, list):
        return [_value(one, spec) for one in value]
    if not isinstance(value, Mapping):
        return value
    options, rest = _named(value, spec)
    return {**options, **rest}


def _name(kind: Resource, options: Mapping[str, Any], item: Item) -> str:
    """Return what a task is called: the sort of object, what it is called, and where it is."""
    above = [str(one["name"]) for one in item.options.get("parents") or ()]
    own = [str(item.data[name]) for name in _NAMES if name in item.data][:1]
    told = [value for name, value in item.options.items() if isinstance(value, str) and not name.endswith(_UNSAID)]
    if item.kind == REALM.name:
        settings = [name.replace("_", " ") for name in options if name != "realm"]
        own, told = [options["realm"]], settings if len(settings) <= FEW else []
    words = [" / ".join([*above, *(own or told[:1])]), *(told if own else told[1:])]
    return f"{kind.title[0].upper()}{kind.title[1:]} {', '.join(filter(None, words))}".strip()
