# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A partial import on a real server: what is foretold is what comes of it, and what can't be is said before."""

from __future__ import annotations

import pathlib
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.data import Options
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import Ran, World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_partial_import"
PROVIDER = {"providerId": "oidc", "config": {"authorizationUrl": "https://x/a", "tokenUrl": "https://x/t"}}
MAPPER = {"identityProviderMapper": "oidc-hardcoded-role-idp-mapper", "config": {"role": "offline_access"}}


def everything(tag: str) -> Options:
    """Return a content with objects of all sorts."""
    return {
        "clients": [{"clientId": f"shop-{tag}", "secret": "canary-of-the-import"}, {"clientId": "account"}],
        "roles": {"realm": [{"name": f"r-{tag}"}], "client": {f"shop-{tag}": [{"name": "buyer"}]}},
        "groups": [{"name": f"staff {tag}", "subGroups": [{"name": "night"}]}],
        "users": [{"username": f"Ann-{tag}", "email": f"ann-{tag}@example.org"}],
        "identityProviders": [{"alias": f"partner-{tag}", **PROVIDER}],
        "identityProviderMappers": [{"name": "m", "identityProviderAlias": f"partner-{tag}", **MAPPER}],
    }


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm that has everything of one content."""
    name = f"partial-import-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    ran = world.run(MODULE, {"realm": name, "content": everything("old")})
    assert not ran.failed, ran
    yield name
    world.admin.remove_realm(name)


def turn(world: World, realm: str, **options: Any) -> Ran:
    """Foretell, and do."""
    check = world.run(MODULE, {"realm": realm, **options}, check=True)
    ran = world.run(MODULE, {"realm": realm, **options})
    assert not ran.failed, ran
    assert not check.writes
    for name in ("changed", "actions", "added", "skipped", "overwritten", "warnings"):
        assert check.result[name] == ran.result[name], name
    assert nameless(check) == nameless(ran)
    assert len(ran.writes) == len(ran.result["actions"])
    return ran


def nameless(ran: Ran) -> list[Options]:
    """Return what came of each object, less ids."""
    return [{key: value for key, value in one.items() if key != "id"} for one in ran.result["results"]]


@pytest.mark.since("24")  # 16.1 imports no mappers of identity providers
def test_all_are_new_and_then_all_exist(world: World, realm: str) -> None:
    content = everything("new")
    ran = turn(world, realm, content=content)
    assert (ran.changed, ran.result["added"], ran.result["skipped"]) == (True, 7, 0)
    assert all(one["id"] for one in ran.result["results"])
    assert ran.result["msg"] == "Partial import: 7 added, 0 skipped, 0 overwritten"
    assert world.admin.get(f"/admin/realms/{realm}/group-by-path/staff%20new/night")["path"] == "/staff new/night"
    again = turn(world, realm, content=content)
    assert (again.changed, again.result["skipped"], again.writes) == (False, 7, [])
    assert [one["id"] for one in again.result["results"] if one["resourceType"] == "GROUP"]


@pytest.mark.since("24")  # 16.1 imports no mappers of identity providers
def test_some_exist(world: World, realm: str) -> None:
    content = everything("old")
    content["users"].append({"username": f"bob-{secrets.token_hex(2)}"})
    ran = turn(world, realm, content=content)
    assert (ran.result["added"], ran.result["skipped"]) == (1, 7)


@pytest.mark.since("24")  # 16.1 imports no mappers of identity providers
def test_overwrite(world: World, realm: str) -> None:
    content = everything("over")
    del content["users"]
    assert turn(world, realm, content=content, policy="OVERWRITE").result["added"] == 6
    ran = turn(world, realm, content=content, policy="OVERWRITE")
    assert (ran.changed, ran.result["added"], ran.result["overwritten"]) == (True, 0, 6)


def test_users_are_overwritten_only_where_the_task_says_so(world: World, realm: str) -> None:
    content = {"users": [{"username": "Carl", "email": "carl@example.org"}]}
    turn(world, realm, content=content)
    before = world.admin.get(f"/admin/realms/{realm}/users?username=carl")
    for check in (True, False):
        ran = world.run(MODULE, {"realm": realm, "content": content, "policy": "OVERWRITE"}, check=check)
        assert ran.failed
        assert "overwrite_users: must be true to remove and make again user 'Carl'" in ran.result["msg"]
        assert not ran.writes
    assert world.admin.get(f"/admin/realms/{realm}/users?username=carl") == before
    assert turn(world, realm, content=content, policy="OVERWRITE", overwrite_users=True).result["overwritten"] == 1


@pytest.mark.parametrize("check", [True, False])
@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"content": None}, "content"),
        ({"content": {"clients": {"a": 1}}}, "content.clients: must be a list"),
        ({"content": {"clients": ["a"]}}, "content.clients[0]: must be a dictionary"),
        ({"content": {"clients": [{"name": "x"}]}}, "content.clients[0]: needs clientId"),
        ({"content": {"roles": []}, "policy": "MERGE"}, "policy"),
        ({"content": {"roles": {"client": {"nosuch": [{"name": "a"}]}}}}, "there is no client 'nosuch'"),
        ({"content": {"roles": {"client": ["a"]}}}, "content.roles: must be a dictionary"),
        (
            {"content": {"groups": [{"name": "x", "path": "/staff old/x"}]}},
            "content.groups[0].path: must be at the top",
        ),
        (
            {"content": {"identityProviderMappers": [{"name": "m", "identityProviderAlias": "nosuch"}]}},
            "content.identityProviderMappers[0].identityProviderAlias: there is no identity provider 'nosuch'",
        ),
        (
            {"content": {"users": [{"username": "x", "email": "ANN-old@example.org"}]}},
            "is that of user 'ann-old' already",
        ),
        (
            {"content": {"users": [{"username": "ann-old"}], "groups": [{"name": "staff old"}]}, "policy": "FAIL"},
            "policy: is FAIL, and these exist already: group 'staff old', user 'ann-old'",
        ),
    ],
)
def test_refused(world: World, realm: str, check: bool, options: Options, says: str) -> None:
    ran = world.run(MODULE, {"realm": realm, **options}, check=check)
    assert ran.failed
    assert says in ran.result["msg"], ran
    assert (ran.writes, ran.changed) == ([], False)


@pytest.mark.since("24")  # 16.1 imports no mappers of identity providers
def test_what_is_no_part_of_an_import_is_told(world: World, realm: str) -> None:
    content = {"realm": realm, "clientScopes": [], "components": {}, **everything("old")}
    ran = turn(world, realm, content=content)
    assert ran.result["warnings"] == ["a partial import takes no clientScopes, components"]


def test_an_export_can_be_imported(world: World, realm: str) -> None:
    export = world.run("keycloak_partial_export_info", {"realm": realm, "clients": True, "groups_and_roles": True})
    ran = turn(world, realm, content=export.result["realm_export"])
    assert (ran.changed, ran.result["added"]) == (False, 0)


def test_both_ways(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    where = {"realm": realm}
    steps = {
        "check": {**where, "content": everything("both")},
        "again": {**where, "content": everything("old")},
        "refuse": {**where, "content": everything("old"), "policy": "FAIL"},
    }
    played, results = both(world, tmp_path, MODULE, steps)
    for step, (worker, process) in results.items():
        assert worker == process, step
    assert [results[step][0]["changed"] for step in ("check", "again")] == [True, False]
    assert "canary-of-the-import" not in "\n".join(str(results[step]) for step in results)
    assert played.status == 0
