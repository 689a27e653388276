# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_clienttemplate on a real server: by its id, and with several new mappers."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.again import Tasks
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World

MODULE, PLACE = "keycloak_clienttemplate", "/client-templates"
CLAIM = {"protocol_mapper": "oidc-hardcoded-claim-mapper"}


@pytest.fixture(scope="module")
def tasks(world: World) -> Iterator[Tasks]:
    """A realm."""
    name = f"scopes-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    yield Tasks(world, name)
    world.admin.remove_realm(name)


def test_by_its_id(tasks: Tasks) -> None:
    ident = f"{tasks.realm}-own"
    made = tasks.idempotent(MODULE, {"id": ident, "name": "first", "protocol_mappers": [{"name": "a", **CLAIM}]})
    assert made.result["end_state"]["id"] == ident
    at = f"/admin/realms/{tasks.realm}{PLACE}"
    assert made.result["actions"] == [f"POST {at}"]
    since = len(tasks.world.proxy.wire.requests)
    tasks.run(MODULE, {"id": ident})
    assert [request.method for request in tasks.world.proxy.wire.requests[since:]] == ["GET"]
    renamed = tasks.idempotent(MODULE, {"id": ident, "name": "second", "description": "another"})
    assert renamed.result["actions"] == [f"PUT {at}/{ident}"]
    assert tasks.get(f"/client-scopes/{ident}")["name"] == "second"
    gone = tasks.idempotent(MODULE, {"id": ident, "state": "absent"})
    assert gone.result["actions"] == [f"DELETE {at}/{ident}"]


def test_several_new_mappers_in_one_request(tasks: Tasks) -> None:
    tasks.idempotent(MODULE, {"name": "many", "protocol_mappers": [{"name": "a", **CLAIM}]})
    options = {"name": "many", "protocol_mappers": [{"name": name, **CLAIM} for name in "abc"]}
    ran = tasks.foreseen(MODULE, options)
    assert [write.path.rpartition("/")[2] for write in ran.writes] == ["add-models"]
    assert ran.result["actions"][0].endswith("/protocol-mappers/add-models")
    tasks.unchanged(MODULE, options)
    assert len(ran.result["end_state"]["protocolMappers"]) == 3


def test_a_mapper_keeps_its_protocol(tasks: Tasks) -> None:
    tasks.run(MODULE, {"name": "kept", "protocol_mappers": [{"name": "a", **CLAIM}]})
    other = {"realm": tasks.realm, "name": "kept", "protocol_mappers": [{"name": "a", "protocol": "saml"}]}
    for check in (True, False):
        ran = tasks.world.run(MODULE, other, check)
        assert (ran.failed, ran.writes) == (True, [])
        assert "protocol_mappers[].protocol: can't be changed" in ran.result["msg"]
