# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What users read of their clients; the admin token only where it is asked for."""

from __future__ import annotations

import json
import pathlib
from collections.abc import Iterator

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.runtime import Runtime
from ansible_collections.iamops.keycloak.tests.integration.harness.again import shows
from ansible_collections.iamops.keycloak.tests.integration.harness.secrecy import canary
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.users import ACCESS, CLIENT, INFO, Users, users
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

SECRET = canary()
NAMES = ("first", "second", "a/b c")


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[Users]:
    with users(world) as made:
        for name in NAMES:
            made.ok("ann", CLIENT, {"client_id": name, "secret": SECRET})
        yield made


def test_all_and_one(realm: Users) -> None:
    assert realm.unchanged("bob", INFO, {}).result["clients"] == []
    found = realm.unchanged("ann", INFO, {})
    assert sorted(client["clientId"] for client in found.result["clients"]) == sorted(NAMES)
    assert found.result["msg"] == "3 clients found" and "admin_token" not in found.result
    for name in NAMES:
        one = realm.unchanged("ann", INFO, {"client_id": name}).result["clients"]
        assert [client["clientId"] for client in one] == [name]


def test_what_is_not_linked_is_not_found(realm: Users) -> None:
    for username, name in (("bob", "first"), ("ann", "nobodys"), ("ann", "account")):
        assert realm.unchanged(username, INFO, {"client_id": name}).result["clients"] == []
        says = f"the user isn't linked with a client '{name}'"
        realm.refused(username, INFO, {"client_id": name, "admin_token": True}, says)


def test_secrets_are_hidden_unless_asked_for(realm: Users) -> None:
    hidden = realm.unchanged("ann", INFO, {})
    assert not shows(hidden, SECRET) and hidden.result["clients"][0]["secret"] == "********"
    # a run that has not been given it
    shown = realm.run("ann", INFO, {"show_secrets": True}, runtime=Runtime())
    assert {client["secret"] for client in shown.result["clients"]} == {SECRET}


def test_the_admin_token_is_a_secret_without_expiry(realm: Users) -> None:
    """It is read where the task asks for it alone: what isn't read can't be printed."""
    wire = realm.world.proxy.wire
    for asked in (False, True):
        since = len(wire.requests)
        ran = realm.unchanged("ann", INFO, {"client_id": "a/b c", "admin_token": asked})
        sent = [request.path for request in wire.requests[since:]]
        assert any("/userClientAdministration/client/a%2Fb%20c" in path for path in sent) == asked
        assert ("admin_token" in ran.result) == asked
        assert not shows(ran, SECRET)
    token = ran.result["admin_token"]
    again = realm.ok("ann", INFO, {"client_id": "a/b c", "admin_token": True}).result["admin_token"]
    assert token != again
    for given in (token, again):
        realm.done("bob", ACCESS, {"client_id": "a/b c", "admin_token": given})
        realm.ok("bob", ACCESS, {"client_id": "a/b c", "state": "absent", "confirm": True})


def test_bad_questions(realm: Users) -> None:
    realm.refused("ann", INFO, {"admin_token": True}, "client_id: is needed: an admin token is that of one client")
    realm.refused("ann", INFO, {"client_id": ""}, "client_id: must not be empty")
    realm.refused("ann", INFO, {"realm": None}, "missing required arguments: realm")
    realm.refused("ann", INFO, {"realm": "no-such-realm"}, "has the server such a realm")
    realm.refused("ann", INFO, {"auth_keycloak_url": f"{realm.world.proxy.url}/elsewhere"}, "is the base path of")


def test_a_client_that_is_linked_twice_is_told_in_words(realm: Users) -> None:
    token, bob = realm.person("ann").admin_token("first"), realm.person("bob")
    for _time in range(2):
        assert bob.ask("POST", "/access", json={"adminToken": token}).status_code == 200
    realm.refused("bob", INFO, {"client_id": "first", "admin_token": True}, "is linked with 'first' 2 times")
    bob.ask("DELETE", "/access/first")


def test_both_ways(world: World, realm: Users, tmp_path: pathlib.Path) -> None:
    place = {"auth_keycloak_url": world.proxy.url, "realm": realm.realm}
    login = {**place, "auth_username": "ann", "auth_password": "{{ anns_password }}"}
    steps = {
        "all": login,
        "one": {**login, "client_id": "first"},
        "none": {**login, "client_id": "nobodys"},
        "refuse": {**login, "admin_token": True},
        "by_cookie": {**place, "identity_cookie": "{{ the_cookie }}"},
        "wrong_cookie": {**place, "identity_cookie": "{{ bad_cookie }}"},
    }
    hidden = {"anns_password": realm.password, "the_cookie": str(realm.person("ann").cookie), "bad_cookie": canary()}
    played, results = both(world, tmp_path, INFO, steps, hidden)
    for step, (worker, process) in results.items():
        assert worker == process, step
    assert len(results["by_cookie"][0]["clients"]) == len(NAMES)
    assert results["wrong_cookie"][0]["failure"]["kind"] == "forbidden"
    for text in (played.printed, played.syslog, json.dumps(played.results)):
        assert not [name for name, value in {**hidden, "secret": SECRET}.items() if value in text]
