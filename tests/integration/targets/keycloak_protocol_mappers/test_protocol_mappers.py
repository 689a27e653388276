# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_protocol_mappers on a real server: several at once, exactly or beside others."""

from __future__ import annotations

import pathlib
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.again import Tasks
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_protocol_mappers"
CLAIM = "oidc-hardcoded-claim-mapper"
OWNERS = [
    ({"client_id": "shop"}, "clients/{}-shop"),
    ({"client_scope": "sales"}, "client-scopes/{}-sales"),
    ({"client_template": "sales"}, "client-templates/{}-sales"),
]
# (had, behavior, wanted, writes, left)
ROWS: list[tuple[list[str], str | None, list[str], list[str], list[str]]] = [
    ([], None, ["a"], ["POST models"], ["a"]),
    ([], None, ["a", "b", "c"], ["POST add-models"], ["a", "b", "c"]),
    (["a"], "subset", ["b", "c"], ["POST add-models"], ["a", "b", "c"]),
    (["a", "b"], None, ["b"], ["DELETE models"], ["b"]),
    (["a", "b"], "exact", ["a=1", "c", "d"], ["DELETE models", "PUT models", "POST add-models"], ["a", "c", "d"]),
    (["a", "b"], "subset", ["a=1"], ["PUT models"], ["a", "b"]),
    (["a", "b"], None, [], ["DELETE models", "DELETE models"], []),
    (["a", "b"], "subset", [], [], ["a", "b"]),
]


def mapper(text: str) -> dict[str, Any]:
    """Return a mapper by its name, and the value of its claim."""
    name, _equals, value = text.partition("=")
    config = {"claim.name": name, "claim.value": value or "0"}
    return {"name": name, "protocolMapper": CLAIM, "config": config}


@pytest.fixture(scope="module")
def tasks(world: World) -> Iterator[Tasks]:
    """A realm with a client and a client scope."""
    name = f"mappers-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    top = f"/admin/realms/{name}"
    world.admin.send("POST", f"{top}/clients", {"id": f"{name}-shop", "clientId": "shop"})
    sales = {"id": f"{name}-sales", "name": "sales", "protocol": "openid-connect"}
    world.admin.send("POST", f"{top}/client-scopes", sales)
    yield Tasks(world, name)
    world.admin.remove_realm(name)


def begin(tasks: Tasks, place: str, names: list[str]) -> None:
    """Bring about the mappers that a row begins with."""
    at = f"/admin/realms/{tasks.realm}/{place}/protocol-mappers"
    for one in tasks.world.admin.get(f"{at}/models"):
        tasks.world.admin.send("DELETE", f"{at}/models/{one['id']}")
    new = [{**mapper(name), "protocol": "openid-connect"} for name in names]
    tasks.world.admin.send("POST", f"{at}/add-models", new)


@pytest.mark.parametrize(("owner", "place"), OWNERS)
def test_rows(tasks: Tasks, owner: dict[str, str], place: str) -> None:
    place = place.format(tasks.realm)
    at = f"/admin/realms/{tasks.realm}/{place}/protocol-mappers/"
    for had, behavior, wanted, writes, left in ROWS:
        begin(tasks, place, had)
        before = {**tasks.get(f"/{place}"), "protocolMappers": None}
        more = {"protocol_mappers_behavior": behavior} if behavior else {}
        options = {**owner, **more, "protocol_mappers": [mapper(name) for name in wanted]}
        ran = tasks.foreseen(MODULE, options)
        sent = [f"{one.method} {one.path.split(at)[1].split('/')[0]}" for one in ran.writes]
        assert sent == writes, (had, wanted)
        assert ran.changed == bool(writes)
        assert sorted(one["name"] for one in ran.result["existing"].get("protocolMappers", [])) == had
        assert sorted(one["name"] for one in ran.result["end_state"].get("protocolMappers", [])) == left
        found = {one["name"]: one for one in tasks.get(f"/{place}/protocol-mappers/models")}
        assert sorted(found) == left
        for name in wanted:
            value = mapper(name)["config"]["claim.value"]
            assert found[name[0]]["config"]["claim.value"] == value
            assert found[name[0]]["protocol"] == "openid-connect"
        tasks.unchanged(MODULE, options)
        assert {**tasks.get(f"/{place}"), "protocolMappers": None} == before


def test_one_read(tasks: Tasks) -> None:
    options = {"client_id": "shop", "protocol_mappers": [mapper("a"), mapper("b")]}
    tasks.run(MODULE, options)
    since = len(tasks.world.proxy.wire.requests)
    assert not tasks.run(MODULE, options).changed
    assert [request.method for request in tasks.world.proxy.wire.requests[since:]] == ["GET"]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"protocol_mappers": []}, "one of the following is required: client_id, client_scope, client_template"),
        ({"client_id": "shop", "client_scope": "sales", "protocol_mappers": []}, "mutually exclusive"),
        ({"client_id": "nosuch", "protocol_mappers": []}, "client_id: there is no client 'nosuch'"),
        ({"client_id": "shop", "protocol_mappers": [{"name": "z"}]}, "needs a protocolMapper"),
        ({"client_id": "shop", "protocol_mappers": [mapper("z"), mapper("z")]}, "must be unique"),
        ({"client_id": "shop", "protocol_mappers": [{"protocolMapper": CLAIM}]}, "needs name"),
    ],
)
def test_refused(world: World, tasks: Tasks, options: dict[str, Any], says: str) -> None:
    for check in (True, False):
        ran = world.run(MODULE, {"realm": tasks.realm, **options}, check)
        assert (ran.failed, ran.writes) == (True, [])
        assert says in ran.result["msg"]


def test_both_ways(world: World, tasks: Tasks, tmp_path: pathlib.Path) -> None:
    begin(tasks, f"clients/{tasks.realm}-shop", ["a"])
    given = {"realm": tasks.realm, "client_id": "shop"}
    steps = {
        "check": {**given, "protocol_mappers": [mapper("b"), mapper("c")]},
        "again": {**given, "protocol_mappers": [mapper("a")]},
        "refuse": {**given, "protocol_mappers": [{"name": "z"}]},
    }
    _played, results = both(world, tmp_path, MODULE, steps)
    for step, (worker, process) in results.items():
        assert worker == process, step
        assert step == "refuse" or not worker["failed"], worker["msg"]
    assert [results[step][0]["changed"] for step in ("check", "again")] == [True, False]
