# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_client_info on a real server: clients by name and search, and what belongs to them."""

from __future__ import annotations

import pathlib
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.secrecy import canary
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.version import older
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_client_info"
SECRET = canary()
MANY = 120


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with more than a page of clients."""
    name = f"client-info-{secrets.token_hex(3)}"
    place = f"/admin/realms/{name}"
    worker = {"id": f"{name}-worker", "clientId": "worker", "serviceAccountsEnabled": True, "secret": SECRET}
    pages = [{"clientId": f"page-{number}", "publicClient": True} for number in range(MANY)]
    world.admin.make_realm(name)
    world.admin.send("POST", f"{place}/clients", worker)
    world.admin.send("POST", f"{place}/partialImport", {"ifResourceExists": "FAIL", "clients": pages})
    world.admin.send("POST", f"{place}/clients/{name}-worker/roles", {"name": "digger"})
    yield name
    world.admin.remove_realm(name)


def ordered(value: Any) -> Any:
    """Return a copy in which lists are in one order: the server keeps none of scopes."""
    if isinstance(value, dict):
        return {name: ordered(item) for name, item in value.items()}
    return sorted(map(ordered, value), key=str) if isinstance(value, list) else value


def read(world: World, realm: str, **options: Any) -> list[dict[str, Any]]:
    check, run = (world.run(MODULE, {"realm": realm, **options}, check=check) for check in (True, False))
    assert not run.failed, run.result["msg"]
    assert ordered(check.result["clients"]) == ordered(run.result["clients"])
    assert not run.changed
    return run.result["clients"]


def test_one(world: World, realm: str) -> None:
    whole = world.admin.get(f"/admin/realms/{realm}/clients/{realm}-worker")
    # 16.1 keeps it out of the document
    hidden = {"secret": "********"} if "secret" in whole else {}
    for options in ({"client_id": "worker"}, {"id": f"{realm}-worker"}, {"clientId": "worker"}):
        found = read(world, realm, **options)
        assert ordered(found) == ordered([{**whole, **hidden, "included": {}}])
        (shown,) = read(world, realm, show_secrets=True, **options)
        assert shown.get("secret") == (SECRET if hidden else None)
    assert read(world, realm, client_id="work") == read(world, realm, id="nosuch") == []


def test_many(world: World, realm: str) -> None:
    assert len(read(world, realm, search="page-")) == MANY
    assert [one["clientId"] for one in read(world, realm, search="orke")] == ["worker"]
    names = [one["clientId"] for one in read(world, realm, viewable_only=True)]
    assert len(names) == len(set(names)) > MANY + 1


def test_what_belongs_to_it(world: World, realm: str) -> None:
    wanted = ["default_client_scopes", "optional_client_scopes", "roles", "secret", "service_account_user"]
    (worker,) = read(world, realm, client_id="worker", include=wanted)
    more = worker["included"]
    assert sorted(more) == wanted
    assert more["service_account_user"]["username"] == "service-account-worker"
    assert more["secret"] == {"type": "secret", "value": "********"}
    assert [role["name"] for role in more["roles"]] == ["digger"]
    assert sorted(one["name"] for one in more["default_client_scopes"]) == sorted(worker["defaultClientScopes"])
    (shown,) = read(world, realm, client_id="worker", include=["secret"], show_secrets=True)
    assert shown["included"]["secret"]["value"] == SECRET
    (page,) = read(world, realm, client_id="page-7", include=["secret", "service_account_user"])
    assert page["included"] == {"secret": None, "service_account_user": None}


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"id": "a", "search": "b"}, "mutually exclusive: id|search"),
        ({"search": "a", "query": "b:c"}, "mutually exclusive: id|search|query"),
        ({"include": ["everything"]}, "include must be one or more of: default_client_scopes"),
        ({"query": "nosuch:1"}, "needs a server of version 17" if older("17") else "not allowed for search"),
        ({"realm": "nosuch"}, "Realm not found"),
    ],
)
def test_refused(world: World, realm: str, options: dict[str, Any], says: str) -> None:
    ran = world.run(MODULE, {"realm": realm, **options})
    assert ran.failed
    assert says in ran.result["msg"]


def test_both_ways(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    steps = {"read": {"realm": realm, "client_id": "worker", "include": ["secret"]}}
    played, results = both(world, tmp_path, MODULE, steps)
    worker, process = results["read"]
    assert ordered(worker) == ordered(process)
    assert SECRET not in played.printed + played.syslog
