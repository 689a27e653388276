# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_info reads any kind on a real server: completely, by name or search, with secrets on request only."""

from __future__ import annotations

import functools
import pathlib
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.again import told
from ansible_collections.iamops.keycloak.tests.integration.harness.playbooks import Player, task
from ansible_collections.iamops.keycloak.tests.integration.harness.secrecy import canary
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.version import older

SECRET = canary()
USERS = 130
COMPOSITES = {"realm": ["offline_access"], "client": {"shop": ["refund"]}}
KEYS = "org.keycloak.keys.KeyProvider"
KINDS = {
    "client": ("clients", "clientId"),
    "client_scope": ("client-scopes", "name"),
    "component": ("components", "id"),
    "group": ("groups", "name"),
    "identity_provider": ("identity-provider/instances", "alias"),
    "role": ("roles", "name"),
    "user": ("users?max=-1", "username"),
}


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with 130 users, two clients, roles, groups and an identity provider."""
    name = f"info-{secrets.token_hex(3)}"
    admin, base = world.admin, f"/admin/realms/{name}"
    admin.make_realm(name, displayName="A realm to read")
    client = {"clientId": "shop", "secret": SECRET, "serviceAccountsEnabled": True, "redirectUris": ["https://a/*"]}
    admin.send("POST", f"{base}/clients", client)
    admin.send("POST", f"{base}/clients", {"clientId": "shop/2"})
    found = admin.get(f"{base}/clients?clientId=shop")[0]["id"]
    admin.send("POST", f"{base}/clients/{found}/roles", {"name": "refund", "attributes": {"a": ["b"]}})
    admin.send("POST", f"{base}/roles", {"name": "both", "composite": True, "composites": COMPOSITES})
    for number in range(3):
        admin.send("POST", f"{base}/groups", {"name": f"group {number}", "attributes": {"n": [str(number)]}})
    hub = {"alias": "hub", "providerId": "github", "config": {"clientId": "x", "clientSecret": SECRET}}
    admin.send("POST", f"{base}/identity-provider/instances", hub)
    users = [{"username": f"user{number:03}", "enabled": True} for number in range(USERS)]
    admin.send("POST", f"{base}/partialImport", {"ifResourceExists": "FAIL", "users": users})
    yield name
    admin.remove_realm(name)


@pytest.fixture
def info(world: World, realm: str) -> Any:
    """The module, in this realm."""
    return functools.partial(told, world, "keycloak_info", realm=realm)


@pytest.mark.parametrize("kind", KINDS)
def test_all_of_a_kind(world: World, realm: str, info: Any, kind: str) -> None:
    path, key = KINDS[kind]
    found = info(kind=kind)
    expected = world.admin.get(f"/admin/realms/{realm}/{path}")
    assert sorted(one[key] for one in found["objects"]) == sorted(one[key] for one in expected)
    assert found["exists"]


def test_realms(info: Any, realm: str) -> None:
    assert realm in [one["realm"] for one in info(kind="realm", realm=None)["objects"]]
    assert [one["displayName"] for one in info(kind="realm")["objects"]] == ["A realm to read"]
    assert [one["realm"] for one in info(kind="realm", realm=None, search=realm.upper())["objects"]] == [realm]
    assert info(kind="realm", realm="nosuch")["exists"] is False


@pytest.mark.parametrize(
    ("options", "names"),
    [
        ({"kind": "client", "options": {"client_id": "shop"}}, ["shop"]),
        ({"kind": "client", "options": {"clientId": "shop/2"}}, ["shop/2"]),
        ({"kind": "client", "options": {"client_id": "nosuch"}}, []),
        ({"kind": "client", "search": "hop"}, ["shop", "shop/2"]),
        ({"kind": "client", "params": {"clientId": "shop"}}, ["shop"]),
        ({"kind": "role", "options": {"client_id": "shop"}}, ["refund"]),
        ({"kind": "role", "options": {"client_id": "shop", "name": "refund"}}, ["refund"]),
        ({"kind": "role", "search": "offline"}, ["offline_access"]),
        ({"kind": "group", "options": {"name": "group 1"}}, ["group 1"]),
        ({"kind": "group", "search": "group"}, ["group 0", "group 1", "group 2"]),
        ({"kind": "user", "options": {"username": "USER007"}}, ["user007"]),
        ({"kind": "user", "search": "user12"}, [f"user{number}" for number in range(120, 130)]),
        ({"kind": "user", "params": {"first": 0, "max": 2}}, ["user000", "user001"]),
        ({"kind": "identity_provider", "options": {"alias": "hub"}}, ["hub"]),
        ({"kind": "identity_provider", "search": "h*"}, ["hub"]),
        ({"kind": "client_scope", "search": "MAIL"}, ["email"]),
        ({"kind": "component", "options": {"provider_type": KEYS, "name": "rsa-generated"}}, ["rsa-generated"]),
    ],
)
def test_found(info: Any, options: dict[str, Any], names: list[str]) -> None:
    found = info(**options)
    keys = ("clientId", "username", "alias", "name")
    assert sorted(next(one[key] for key in keys if key in one) for one in found["objects"]) == names
    assert found["exists"] is bool(names)


def test_lists_have_whole_objects(info: Any) -> None:
    assert info(kind="role", options={"client_id": "shop"})["objects"][0]["attributes"] == {"a": ["b"]}
    assert [one["attributes"] for one in info(kind="group")["objects"]] == [{"n": [str(number)]} for number in range(3)]


def test_parts(info: Any) -> None:
    found = info(kind="role", options={"name": "both"}, parts=["composites"])
    composites = found["objects"][0]["composites"]
    assert [(role["client_id"], role["name"]) for role in composites] == [(None, "offline_access"), ("shop", "refund")]
    assert info(kind="role", search="both", parts=["all"])["objects"][0]["composites"] == composites
    assert info(kind="identity_provider", parts=["mappers"])["objects"][0]["mappers"] == []


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"kind": "nosuch"}, "value of kind must be one of"),
        ({"kind": "role", "options": {"nosuch": 1}}, "unknown option nosuch"),
        ({"kind": "role", "options": {"name": ".."}}, "must be a name other than"),
        ({"kind": "role", "options": {"client_id": "nosuch"}}, "there is no client 'nosuch'"),
        ({"kind": "role", "options": {"name": "x"}, "search": "x"}, "search: can't be given for one object"),
        ({"kind": "role", "parts": ["nosuch"]}, "parts: must be among those that a role has: composites"),
        ({"kind": "role", "realm": "nosuch"}, "Realm not found"),
        ({"kind": "role", "params": "x y"}, "params"),
    ],
)
def test_refused(world: World, realm: str, options: dict[str, Any], says: str) -> None:
    ran = world.run("keycloak_info", {"realm": realm, **options})
    assert ran.failed
    assert says in ran.result["msg"]


def test_secrets_both_ways(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    """Shown when asked for, and else nowhere in all that is printed; the worker and a process tell the same."""
    client = {"kind": "client", "realm": realm, "options": {"client_id": "shop"}}
    tasks = []
    for way in ("worker", "process"):
        tasks.append(task(f"hidden {way}", "keycloak_info", client, way, register=f"hidden_{way}"))
        all_of_them = {**client, "options": {}, "parts": ["all"]}
        tasks.append(task(f"all {way}", "keycloak_info", all_of_them, way, register=f"all_{way}"))
        asked = {**client, "show_secrets": True}
        tasks.append(task(f"shown {way}", "keycloak_info", asked, way, register=f"shown_{way}", no_log=True))
    player = Player(tmp_path, world.proxy.url, world.admin.username, world.admin.password)
    played = player.play(tasks, verbosity=4, options=("--diff",))
    assert played.status == 0, played.printed[-3000:]
    assert SECRET not in played.printed
    assert SECRET not in played.syslog
    for step in ("hidden", "all", "shown"):
        worker, process = (played.results[f"{step}_{way}"] for way in ("worker", "process"))
        assert worker["objects"] == process["objects"]
        assert {**worker, "ansible_facts": None} == {**process, "ansible_facts": None}
    # 16.1 keeps it out of the document
    assert older("17") or played.results["shown_worker"]["objects"][0]["secret"] == SECRET
    assert played.results["hidden_worker"]["objects"][0].get("secret") != SECRET
