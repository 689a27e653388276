# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A realm's data as tasks, by the names of the modules' options."""

from __future__ import annotations

import pathlib
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.export import tasks as room
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.export.tasks import MODULES, tasks
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.catalogue import KINDS

PLACE = pathlib.Path(room.__file__).resolve().parents[3] / "modules"
SPEC: dict[str, Any] = {
    "realm": {"aliases": ["id"]},
    "client_id": {"aliases": ["clientId"]},
    "enabled": {},
    "protocol_mappers": {
        "aliases": ["protocolMappers"],
        "options": {"protocol_mapper": {"aliases": ["protocolMapper"]}},
    },
}


def told(config: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Return names and options of tasks."""
    made = tasks({"realm": "acme", **config}, lambda kind: SPEC)
    return [(task.pop("name"), next(iter(task.values()))) for task in made]


@pytest.mark.parametrize(
    ("config", "name", "options"),
    [
        (
            {"clients": [{"clientId": "shop", "newField": 1, "access": {}, "enabled": None, "description": None}]},
            "Client shop",
            {"realm": "acme", "client_id": "shop", "raw": {"newField": 1}},
        ),
        (
            {"clients": [{"clientId": "shop", "protocolMappers": [{"protocolMapper": "x", "name": "y"}]}]},
            "Client shop",
            {"realm": "acme", "client_id": "shop", "protocol_mappers": [{"protocol_mapper": "x", "name": "y"}]},
        ),
        (
            {"users": [{"username": "ann", "realmRoles": ["a"]}]},
            "Mapping of roles to a user ann",
            {"realm": "acme", "target_username": "ann", "roles": [{"name": "a"}], "roles_behavior": "exact"},
        ),
    ],
)
def test_tasks(config: dict[str, Any], name: str, options: dict[str, Any]) -> None:
    assert told(config)[-1] == (name, options)


def test_they_say_what_they_are_about() -> None:
    groups = [{"name": "staff", "subGroups": [{"name": "night", "realmRoles": ["a"]}]}]
    names = [name for name, _options in told({"groups": groups, "browserFlow": "mine"})]
    assert names == [
        "Realm acme",
        "Realm acme, raw",
        "Group staff",
        "Group staff / night",
        "Mapping of realm roles to a group staff / night",
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_a_module_of_its_name(kind: str) -> None:
    assert (PLACE / f"{MODULES.rpartition('.')[2]}{kind}.py").is_file()
