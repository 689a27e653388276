# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Client scopes on a real server, by both of their names: by their ids, and with several new mappers."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.again import Tasks
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World

PLACES = {"keycloak_client_scope": "/client-scopes", "keycloak_clienttemplate": "/client-templates"}
CLAIM = {"protocol_mapper": "oidc-hardcoded-claim-mapper"}


@pytest.fixture(scope="module")
def tasks(world: World) -> Iterator[Tasks]:
    """A realm."""
    name = f"scopes-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    yield Tasks(world, name)
    world.admin.remove_realm(name)


@pytest.mark.parametrize("module", PLACES)
def test_by_its_id(tasks: Tasks, module: str) -> None:
    ident = f"{tasks.realm}-own"
    made = tasks.idempotent(module, {"id": ident, "name": "first", "protocol_mappers": [{"name": "a", **CLAIM}]})
    assert made.result["end_state"]["id"] == ident
    at = f"/admin/realms/{tasks.realm}{PLACES[module]}"
    assert made.result["actions"] == [f"POST {at}"]
    since = len(tasks.world.proxy.wire.requests)
    tasks.run(module, {"id": ident})
    # no list is read
    read = {(request.method, request.path.rpartition("/")[2]) for request in tasks.world.proxy.wire.requests[since:]}
    assert read == {("GET", ident)}
    renamed = tasks.idempotent(module, {"id": ident, "name": "second", "description": "another"})
    assert renamed.result["actions"] == [f"PUT {at}/{ident}"]
    assert tasks.get(f"/client-scopes/{ident}")["name"] == "second"
    gone = tasks.idempotent(module, {"id": ident, "state": "absent"})
    assert gone.result["actions"] == [f"DELETE {at}/{ident}"]


@pytest.mark.parametrize("module", PLACES)
def test_several_new_mappers_in_one_request(tasks: Tasks, module: str) -> None:
    tasks.idempotent(module, {"name": f"{module}-many", "protocol_mappers": [{"name": "a", **CLAIM}]})
    options = {"name": f"{module}-many", "protocol_mappers": [{"name": name, **CLAIM} for name in "abc"]}
    ran = tasks.foreseen(module, options)
    assert [write.path.rpartition("/")[2] for write in ran.writes] == ["add-models"]
    assert ran.result["actions"][0].endswith("/protocol-mappers/add-models")
    tasks.unchanged(module, options)
    assert len(ran.result["end_state"]["protocolMappers"]) == 3


@pytest.mark.parametrize("module", PLACES)
def test_a_mapper_keeps_its_protocol(tasks: Tasks, module: str) -> None:
    tasks.run(module, {"name": f"{module}-kept", "protocol_mappers": [{"name": "a", **CLAIM}]})
    other = {"realm": tasks.realm, "name": f"{module}-kept", "protocol_mappers": [{"name": "a", "protocol": "saml"}]}
    for check in (True, False):
        ran = tasks.world.run(module, other, check)
        assert (ran.failed, ran.writes) == (True, [])
        assert "protocol_mappers[].protocol: can't be changed" in ran.result["msg"]
