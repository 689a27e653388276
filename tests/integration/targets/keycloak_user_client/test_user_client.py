# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The traps of users' own clients: what the extension does that nobody would expect."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.users import CLIENT, Users, users

BASE = "/userClientAdministration"


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[Users]:
    with users(world) as made:
        yield made


def test_delete_takes_the_client_id(realm: Users) -> None:
    realm.ok("ann", CLIENT, {"client_id": "a/b c"})
    ran = realm.done("ann", CLIENT, {"client_id": "a/b c", "state": "absent"})
    assert ran.result["actions"] == [f"DELETE /realms/{realm.realm}{BASE}/client/a%2Fb%20c"]
    assert realm.in_realm("a/b c") == []


def test_update_needs_id_client_id_and_attributes(realm: Users) -> None:
    realm.ok("ann", CLIENT, {"client_id": "bare"})
    made = realm.in_realm("bare")[0]
    ran = realm.done("ann", CLIENT, {"client_id": "bare", "description": "now with one"})
    assert ran.result["actions"] == [f"POST /realms/{realm.realm}{BASE}/client/{made['id']}"]
    sent = json.loads(ran.writes[0].body)
    assert (sent["id"], sent["clientId"]) == (made["id"], "bare") and isinstance(sent["attributes"], dict)
    assert not {"defaultClientScopes", "optionalClientScopes", "protocolMappers", "access"} & set(sent)


def test_unknown_and_unlinked_are_told_apart_by_the_list(realm: Users) -> None:
    """Both would be 403: a client is looked for where the user's own are."""
    realm.ok("ann", CLIENT, {"client_id": "anns"})
    for client_id in ("anns", "nobodys"):
        ran = realm.unchanged("bob", CLIENT, {"client_id": client_id, "state": "absent"})
        assert ran.result["existing"] == {}
    assert len(realm.in_realm("anns")) == 1


def test_a_client_that_exists_but_is_not_yours_is_a_conflict(realm: Users) -> None:
    realm.ok("ann", CLIENT, {"client_id": "taken"})
    before = realm.in_realm("taken")
    for client_id in ("taken", "account"):
        # check mode can't know it
        assert realm.ok("bob", CLIENT, {"client_id": client_id}, check=True).changed
        ran = realm.refused("bob", CLIENT, {"client_id": client_id}, "its admin token", checks=False)
        assert (ran.result["failure"]["kind"], ran.result["failure"]["status"]) == ("conflict", 409)
        assert len(ran.writes) == 1
    assert realm.in_realm("taken") == before


def test_a_new_client_gets_the_id_that_is_given_and_keeps_it(realm: Users) -> None:
    own = "0a0a0a0a-0b0b-4c0c-8d0d-0e0e0e0e0e0e"
    realm.done("ann", CLIENT, {"client_id": "with-id", "id": own})
    assert realm.in_realm("with-id")[0]["id"] == own
    realm.refused("ann", CLIENT, {"client_id": "with-id", "id": "another"}, "can't be changed once it is made")


def test_scopes_and_mappers_are_refused_before_a_write(realm: Users) -> None:
    """The extension ignores scopes of a client that exists: the task would report a change for ever."""
    for name in ("defaultClientScopes", "optionalClientScopes", "protocolMappers"):
        ran = realm.refused("ann", CLIENT, {"client_id": "refused", "raw": {name: []}}, f"raw.{name}: can't be written")
        assert not ran.writes
    assert realm.in_realm("refused") == []


def test_none_is_no_pkce_method(realm: Users) -> None:
    name = "pkce.code.challenge.method"
    realm.ok("ann", CLIENT, {"client_id": "pkce", "attributes": {name: "S256"}})
    realm.done("ann", CLIENT, {"client_id": "pkce", "attributes": {name: "none"}})
    assert name not in realm.in_realm("pkce")[0]["attributes"]
    realm.unchanged("ann", CLIENT, {"client_id": "pkce", "raw": {"attributes": {name: "none"}}})


def test_a_change_whose_answer_was_lost_is_made_once(realm: Users) -> None:
    realm.ok("ann", CLIENT, {"client_id": "lost"})
    cut = [True]

    def once(method: str, path: str) -> str | None:
        return "cut" if method == "POST" and BASE in path and cut and cut.pop() else None

    with realm.world.proxy.wire.troubled(once):
        ran = realm.ok("ann", CLIENT, {"client_id": "lost", "description": "new"})
    assert ran.changed and not cut
    realm.unchanged("ann", CLIENT, {"client_id": "lost", "description": "new"})


def test_a_creation_whose_answer_was_lost_is_found(realm: Users) -> None:
    cut = [True]

    def once(method: str, path: str) -> str | None:
        return "cut" if path.endswith("/create") and cut and cut.pop() else None

    with realm.world.proxy.wire.troubled(once):
        ran = realm.ok("ann", CLIENT, {"client_id": "lost-new"})
    assert ran.changed and len(ran.writes) == 1
    realm.unchanged("ann", CLIENT, {"client_id": "lost-new"})
