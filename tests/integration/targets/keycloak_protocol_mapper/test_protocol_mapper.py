# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_protocol_mapper on a real server: of each sort of owner, by its name, its protocol and its id."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.again import Tasks
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World

MODULE = "keycloak_protocol_mapper"
OIDC = {"protocol_mapper": "oidc-hardcoded-claim-mapper", "config": {"claim.name": "a", "claim.value": "b"}}
SAML = {"protocol_mapper": "saml-hardcode-attribute-mapper", "config": {"attribute.name": "a"}}
OWNERS = {
    "client": ({"client_id": "shop"}, "/clients/shop-id"),
    "scope": ({"client_scope": "sales"}, "/client-scopes/sales-id"),
    "scope by id": ({"client_scope": "sales-id"}, "/client-scopes/sales-id"),
    "template": ({"client_template": "sales"}, "/client-templates/sales-id"),
    "saml scope": ({"client_scope": "papers"}, "/client-scopes/papers-id"),
}


@pytest.fixture(scope="module")
def tasks(world: World) -> Iterator[Tasks]:
    """A realm with a client and client scopes of both protocols."""
    name = f"mappers-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    top = f"/admin/realms/{name}"
    world.admin.send("POST", f"{top}/clients", {"id": f"{name}-shop", "clientId": "shop"})
    for scope, protocol in (("sales", "openid-connect"), ("papers", "saml")):
        made = {"id": f"{name}-{scope}", "name": scope, "protocol": protocol}
        world.admin.send("POST", f"{top}/client-scopes", made)
    yield Tasks(world, name)
    world.admin.remove_realm(name)


def placed(tasks: Tasks, owner: str) -> tuple[dict[str, Any], str]:
    """Return the options that name an owner, and the path of its mappers."""
    options, path = OWNERS[owner]
    here = {name: value if not value.endswith("-id") else f"{tasks.realm}-sales" for name, value in options.items()}
    sort, _slash, ident = path[1:].partition("/")
    return here, f"/{sort}/{tasks.realm}-{ident[:-3]}/protocol-mappers/models"


@pytest.mark.parametrize("owner", OWNERS)
def test_a_life(tasks: Tasks, owner: str) -> None:
    where, models = placed(tasks, owner)
    saml = owner.startswith("saml")
    key = {**where, "name": "one"}
    new = tasks.foreseen(MODULE, {**key, **(SAML if saml else OIDC)})
    assert new.result["actions"] == [f"POST /admin/realms/{tasks.realm}{models}"]
    assert [write.method for write in new.writes] == ["POST"]
    (made,) = tasks.get(models)
    assert made["protocol"] == new.result["end_state"]["protocol"] == ("saml" if saml else "openid-connect")
    tasks.unchanged(MODULE, {**key, **(SAML if saml else OIDC)})
    tasks.idempotent(MODULE, {**key, "config": {"extra": "x"}})
    by_id = {**where, "id": made["id"]}
    tasks.unchanged(MODULE, {**by_id, "name": "one"})
    changed = tasks.idempotent(MODULE, {**by_id, "config": {"more": "y"}})
    assert changed.result["actions"] == [f"PUT /admin/realms/{tasks.realm}{models}/{made['id']}"]
    tasks.unchanged(MODULE, {**where, "name": "other", "state": "absent"})
    assert tasks.idempotent(MODULE, {**by_id, "state": "absent"}).result["end_state"] == {}
    assert tasks.get(models) == []


def test_few_reads(tasks: Tasks) -> None:
    for owner in ("client", "scope", "template"):
        where, _models = placed(tasks, owner)
        options = {**where, "name": "cheap", **OIDC}
        tasks.run(MODULE, options)
        since = len(tasks.world.proxy.wire.requests)
        assert not tasks.run(MODULE, options).changed
        assert [request.method for request in tasks.world.proxy.wire.requests[since:]] == ["GET"]
        tasks.run(MODULE, {**options, "state": "absent"})


def test_one_name_for_each_protocol(tasks: Tasks) -> None:
    where, models = placed(tasks, "scope")
    key = {**where, "name": "both"}
    tasks.idempotent(MODULE, {**key, **OIDC})
    tasks.idempotent(MODULE, {**key, "protocol": "saml", **SAML})
    assert len(tasks.get(models)) == 2
    tasks.unchanged(MODULE, {**key, "protocol": "openid-connect", **OIDC})
    which = tasks.world.run(MODULE, {"realm": tasks.realm, **key, "state": "absent"})
    assert "protocol: is needed" in which.result["msg"]
    tasks.idempotent(MODULE, {**key, "protocol": "saml", "state": "absent"})
    tasks.unchanged(MODULE, {**key, **OIDC})
    tasks.idempotent(MODULE, {**key, "state": "absent"})


def test_a_new_one_gets_its_id_and_what_it_keeps_is_told(world: World, tasks: Tasks) -> None:
    where, models = placed(tasks, "client")
    ident = f"{tasks.realm}-own"
    by_id = {**where, "id": ident}
    tasks.idempotent(MODULE, {**by_id, "name": "own", **OIDC})
    assert tasks.get(f"{models}/{ident}")["name"] == "own"
    for other in ({"name": "another"}, {"protocol": "saml"}):
        for check in (True, False):
            ran = world.run(MODULE, {"realm": tasks.realm, **by_id, **other}, check)
            assert (ran.failed, ran.writes) == (True, [])
            assert "can't be changed once it is made" in ran.result["msg"]
    tasks.idempotent(MODULE, {**by_id, "state": "absent"})


def test_of_a_client_that_is_yet_to_be_made(world: World, tasks: Tasks) -> None:
    runtime = world.fresh_record()
    options = {"realm": tasks.realm, "client_id": "later"}
    assert world.run("keycloak_client", options, True, runtime).changed
    ran = world.run(MODULE, {**options, "name": "one", **OIDC}, True, runtime)
    assert (ran.changed, ran.result["actions"]) == (
        True,
        [f"POST /admin/realms/{tasks.realm}/clients/{{id}}/protocol-mappers/models"],
    )


def test_by_the_kinds_name(world: World, tasks: Tasks) -> None:
    """The modules for any kind do and show the same."""
    here = {"kind": "protocol_mapper", "realm": tasks.realm}
    for name in ("first", "second"):
        options = {"client_id": "shop", "name": name, **OIDC}
        assert world.run("keycloak_resource", {**here, "options": options}).changed
        tasks.unchanged(MODULE, options)
    for options, names in (({}, ["first", "second"]), ({"name": "first"}, ["first"]), ({"name": "nosuch"}, [])):
        read = world.run("keycloak_info", {**here, "options": {"client_id": "shop", **options}})
        assert not read.failed, read.result["msg"]
        assert sorted(one["name"] for one in read.result["objects"]) == names
    whole = {"kind": "protocol_mappers", "realm": tasks.realm, "options": {"client_id": "shop"}}
    (shop,) = world.run("keycloak_info", whole).result["objects"]
    assert sorted(one["name"] for one in shop["protocolMappers"]) == ["first", "second"]
    empty = {"client_id": "shop", "protocol_mappers": []}
    assert world.run("keycloak_resource", {**whole, "options": empty}).changed
