# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_api on a real server: needed calls are made once, others not at all, and no secret is shown."""

from __future__ import annotations

import json
import pathlib
import secrets
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.playbooks import Player, task
from ansible_collections.iamops.keycloak.tests.integration.harness.secrecy import canary
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World

REALM = "/admin/realms/{realm}"
USERS = 120


@pytest.fixture(scope="module")
def values(world: World) -> Iterator[dict[str, str]]:
    """A realm with 120 groups, a user and a role, as values for paths."""
    name = f"api-{secrets.token_hex(3)}"
    admin, base = world.admin, f"/admin/realms/{name}"
    admin.make_realm(name)
    admin.send("POST", f"{base}/users", {"username": "anna"})
    admin.send("POST", f"{base}/roles", {"name": "a/b"})
    users = [{"username": f"user{number:03}"} for number in range(USERS)]
    admin.send("POST", f"{base}/partialImport", {"ifResourceExists": "FAIL", "users": users})
    user, role = admin.get(f"{base}/users?username=anna")[0]["id"], admin.get(f"{base}/roles/offline_access")["id"]
    yield {"realm": name, "user": user, "role_id": role, "role": "a/b"}
    admin.remove_realm(name)


MAPPING = f"{REALM}/users/{{user}}/role-mappings/realm"
ZORA = {"has": {"username": "zora"}}
OFFLINE = {"has": [{"name": "offline_access"}]}


@pytest.mark.parametrize(
    "options",
    [
        {"method": "PUT", "path": f"{REALM}/localization/de/hello", "body": "Grüezi, \"welt\"", "body_format": "text"},
        {"method": "PUT", "path": REALM, "body": {"displayName": "Raw", "registrationAllowed": "true"}},
        {"method": "PUT", "path": f"{REALM}/events/config", "body": {"eventsEnabled": True, "eventsExpiration": 86400}},
        {"method": "PUT", "path": f"{REALM}/roles/{{role}}", "body": {"name": "a/b", "description": "with a slash"}},
        {"method": "POST", "path": f"{REALM}/roles", "body": {"name": "r1"}, "unless": {"path": f"{REALM}/roles/r1"}},
        {"method": "POST", "path": f"{REALM}/roles", "body": {"name": "r2"}, "unless": {"has": {"name": "r2"}}},
        {"method": "DELETE", "path": f"{REALM}/roles/r2"},
        {
            "method": "POST",
            "path": f"{REALM}/users",
            "body": {"username": "zoe"},
            "unless": {"params": {"username": "zoe", "exact": True}, "has": {"username": "zoe"}},
        },
        {"method": "POST", "path": f"{REALM}/users", "body": {"username": "zora"}, "unless": ZORA},
        {"method": "POST", "path": MAPPING, "body": [{"id": "ROLE", "name": "offline_access"}], "unless": OFFLINE},
        {"method": "DELETE", "path": MAPPING, "body": [{"id": "ROLE", "name": "offline_access"}], "only_if": OFFLINE},
        {"method": "DELETE", "path": f"{REALM}/users/{{user}}"},
    ],
    ids=lambda options: f"{options['method']} {options['path'].rpartition('/')[2]}",
)
def test_made_once(world: World, values: dict[str, str], options: dict[str, Any]) -> None:
    options = json.loads(json.dumps({**options, "path_values": values}).replace("ROLE", values["role_id"]))
    check = world.run("keycloak_api", options, check=True)
    assert not check.failed, check
    assert not check.writes
    run = world.run("keycloak_api", options)
    assert not run.failed, run
    assert (check.changed, run.changed, len(run.writes)) == (True, True, 1)
    assert check.result["diff"] == run.result["diff"]
    sent, base = run.writes[0], urlsplit(world.proxy.url).path
    assert check.result["actions"] == run.result["actions"] == [f"{sent.method} {sent.path.removeprefix(base)}"]
    for check_again in (True, False):
        again = world.run("keycloak_api", options, check=check_again)
        assert (again.changed, again.writes, again.result["actions"]) == (False, [], [])
        assert again.result["diff"]["before"] == again.result["diff"]["after"]


def test_reading(world: World, values: dict[str, str]) -> None:
    for check in (True, False):
        ran = world.run("keycloak_api", {"path": f"{REALM}/users/count", "path_values": values}, check=check)
        assert (ran.changed, ran.result["status"], ran.writes) == (False, 200, [])
        assert ran.result["body"] >= USERS


def test_a_post_that_reads(world: World, values: dict[str, str]) -> None:
    ran = world.run(
        "keycloak_api",
        {"method": "POST", "path": f"{REALM}/partial-export", "path_values": values, "changes": False},
    )
    assert (ran.changed, ran.result["body"]["realm"]) == (False, values["realm"])


def test_a_status_that_is_expected(world: World, values: dict[str, str]) -> None:
    options = {"path": f"{REALM}/roles/nosuch", "path_values": values}
    assert world.run("keycloak_api", options).result["failure"]["status"] == 404
    assert world.run("keycloak_api", {**options, "status_code": [200, 404]}).result["status"] == 404
    options = {"method": "POST", "path": f"{REALM}/roles", "path_values": values, "body": {"name": "offline_access"}}
    assert world.run("keycloak_api", options).result["failure"]["kind"] == "conflict"
    ran = world.run("keycloak_api", {**options, "status_code": [201, 409]})
    assert (ran.changed, ran.result["status"], ran.result["actions"]) == (False, 409, [])


def test_what_has_no_way_to_compare_is_made_each_time(world: World, values: dict[str, str]) -> None:
    made = {"username": "berta"}
    ran = world.run("keycloak_api", {"method": "POST", "path": f"{REALM}/users", "path_values": values, "body": made})
    user = ran.result["location_id"]
    options = {
        "method": "PUT",
        "path": f"{REALM}/users/{{user}}/reset-password",
        "path_values": {**values, "user": user},
        "body": {"type": "password", "value": canary()},
    }
    for _turn in range(2):
        ran = world.run("keycloak_api", options)
        assert (ran.changed, len(ran.writes)) == (True, 1)


@pytest.mark.parametrize(
    "path",
    [
        f"{REALM}/../master", f"{REALM}/roles/..", f"{REALM}/roles/%2e%2e", "//evil/admin", "http://evil/",
        f"{REALM}?a=b", f"{REALM}/roles/{{nosuch}}", "admin/realms", f"{REALM}//roles",
    ],
)  # fmt: skip
def test_paths_that_lead_away(world: World, values: dict[str, str], path: str) -> None:
    since = len(world.proxy.wire.requests)
    ran = world.run("keycloak_api", {"method": "DELETE", "path": path, "path_values": values, "force": True})
    assert ran.result["failure"]["kind"] == "invalid_input"
    assert world.proxy.wire.requests[since:] == []


def test_values_that_lead_away(world: World, values: dict[str, str]) -> None:
    for name in ("..", ".", ""):
        given = {"method": "DELETE", "path": f"{REALM}/roles/{{role}}", "path_values": {**values, "role": name}}
        assert world.run("keycloak_api", given).result["failure"]["kind"] == "invalid_input"
    assert world.admin.get(f"/admin/realms/{values['realm']}") is not None


def test_secrets_both_ways(world: World, values: dict[str, str], tmp_path: pathlib.Path) -> None:
    """Neither sent nor read secrets are printed; the worker and a process tell the same."""
    canaries = {"first": canary(), "second": canary(), "third": canary()}
    clients = f"{REALM}/clients"
    make = {"method": "POST", "path": clients, "unless": {"has": {"clientId": "raw"}}}
    steps: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
        ("foresee", {**make, "body": {"clientId": "raw", "secret": "{{ first }}"}}, {"check_mode": True}),
        ("mistake", {**make, "body": {"clientId": "raw", "secret": "{{ first }}"}, "nosuch": 1}, {}),
        ("refused", {**make, "body": {"clientId": "raw", "secret": "{{ second }}", "nosuch": 1}}, {}),
        ("text", {**make, "body": "{\"secret\": \"{{ second }}\", \"a\": {{ 1 }}x"}, {}),
    ]
    tasks = [
        task(f"{step} {way}", "keycloak_api", {**options, "path_values": values}, way, ignore_errors=True,
             register=f"{step}_{way}", **more)
        for step, options, more in steps
        for way in ("worker", "process")
    ]  # fmt: skip
    body = {"clientId": "raw", "secret": "{{ first }}", "attributes": {"some.password": "{{ third }}"}}
    tasks.append(task("make", "keycloak_api", {**make, "path_values": values, "body": body}))
    for way in ("worker", "process"):
        read = {"path": clients, "path_values": values, "params": {"clientId": "raw"}}
        tasks.append(task(f"read {way}", "keycloak_api", read, way, register=f"read_{way}"))
    player = Player(tmp_path, world.proxy.url, world.admin.username, world.admin.password)
    played = player.play(tasks, canaries, verbosity=4, options=("--diff",))
    assert played.status == 0, played.printed[-3000:]
    assert [name for name, value in canaries.items() if value in played.printed + played.syslog] == []
    for step in (*(name for name, _options, _more in steps), "read"):
        worker, process = ({**played.results[f"{step}_{way}"], "ansible_facts": None} for way in ("worker", "process"))
        assert json.dumps(worker, sort_keys=True) == json.dumps(process, sort_keys=True)
    assert played.results["foresee_worker"]["changed"]
    # 16.1 keeps it out of the document
    assert played.results["read_worker"]["body"][0].get("secret", "********") == "********"
