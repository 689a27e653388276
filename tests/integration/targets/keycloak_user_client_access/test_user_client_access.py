# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Links between users and clients: by an admin token, once, and given up only knowingly."""

from __future__ import annotations

import json
import pathlib
from collections.abc import Iterator

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.again import shows
from ansible_collections.iamops.keycloak.tests.integration.harness.secrecy import canary
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.users import ACCESS, CLIENT, Users, users
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[Users]:
    with users(world) as made:
        yield made


def token_of(realm: Users, client_id: str) -> str:
    """Make a client of ann's and return its admin token."""
    realm.ok("ann", CLIENT, {"client_id": client_id})
    return realm.person("ann").admin_token(client_id)


def test_link_and_unlink(realm: Users) -> None:
    token = token_of(realm, "shared")
    linked = realm.done("bob", ACCESS, {"client_id": "shared", "admin_token": token})
    assert linked.result["actions"] == [f"POST /realms/{realm.realm}/userClientAdministration/access"]
    assert linked.result["existing"] == {} and linked.result["end_state"]["clientId"] == "shared"
    assert linked.result["end_state"]["secret"] == "********" and not shows(linked, token)
    assert linked.result["msg"] == "The user has been linked with client shared."
    assert [client["clientId"] for client in realm.person("bob").clients()] == ["shared"]
    given_up = realm.done("bob", ACCESS, {"client_id": "shared", "state": "absent", "confirm": True})
    assert given_up.result["actions"] == [f"DELETE /realms/{realm.realm}/userClientAdministration/access/shared"]
    assert realm.person("bob").clients() == [] and realm.person("ann").find("shared")


def test_a_token_alone_says_which_client(realm: Users) -> None:
    token = token_of(realm, "by-token")
    realm.done("bob", ACCESS, {"admin_token": token})
    # whoever is linked needs no token
    realm.unchanged("bob", ACCESS, {"client_id": "by-token"})
    realm.ok("bob", ACCESS, {"client_id": "by-token", "state": "absent", "confirm": True})


def test_the_second_link_breaks_the_server_so_it_is_never_made(realm: Users) -> None:
    token = token_of(realm, "once")
    realm.ok("bob", ACCESS, {"client_id": "once", "admin_token": token})
    other = realm.person("ann").admin_token("once")
    # another token of the same client, with and without its name, and who has made it
    for options in ({"client_id": "once", "admin_token": other}, {"admin_token": token}):
        realm.unchanged("bob", ACCESS, options)
    realm.unchanged("ann", ACCESS, {"admin_token": token})
    assert realm.person("bob").ask("GET", "/client/once").status_code == 200


def test_a_link_whose_answer_was_lost_is_not_sent_again(realm: Users) -> None:
    token, sent = token_of(realm, "lost"), []

    def cut(method: str, path: str) -> str | None:
        if not path.endswith("/access"):
            return None
        sent.append(method)
        return "cut"

    with realm.world.proxy.wire.troubled(cut):
        ran = realm.ok("bob", ACCESS, {"client_id": "lost", "admin_token": token})
    assert ran.changed and sent == ["POST"]
    assert len(realm.person("bob").clients()) == len({client["id"] for client in realm.person("bob").clients()})


@pytest.mark.parametrize("status", [429, 503])
def test_a_link_is_sent_once_also_to_a_busy_server(realm: Users, status: int) -> None:
    token = token_of(realm, f"busy-{status}")

    def busy(method: str, path: str) -> int | None:
        return status if method == "POST" and path.endswith("/access") else None

    with realm.world.proxy.wire.troubled(busy):
        ran = realm.run("bob", ACCESS, {"admin_token": token})
    assert (ran.result["failure"]["status"], ran.changed, len(ran.writes)) == (status, False, 1)


def test_links_that_somebody_has_doubled_go_at_once(realm: Users) -> None:
    token, bob = token_of(realm, "twice"), realm.person("bob")
    for _time in range(2):
        assert bob.ask("POST", "/access", json={"adminToken": token}).status_code == 200
    assert bob.ask("GET", "/client/twice").status_code == 500
    realm.unchanged("bob", ACCESS, {"client_id": "twice"})
    realm.done("bob", ACCESS, {"client_id": "twice", "state": "absent", "confirm": True})
    assert not bob.find("twice")


def test_unlinking_the_last_user_orphans_the_client_so_it_needs_confirm(realm: Users) -> None:
    token = token_of(realm, "orphan")
    for options in ({}, {"confirm": False}):
        ran = realm.refused(
            "ann", ACCESS, {"client_id": "orphan", "state": "absent", **options}, "confirm: must be true"
        )
        assert not ran.writes
    realm.done("ann", ACCESS, {"client_id": "orphan", "state": "absent", "confirm": True})
    assert len(realm.in_realm("orphan")) == 1
    realm.refused("ann", CLIENT, {"client_id": "orphan"}, "its admin token", checks=False)
    # the token that was kept leads back to it
    realm.done("ann", ACCESS, {"client_id": "orphan", "admin_token": token})
    # of what isn't linked nothing is given up
    realm.unchanged("bob", ACCESS, {"client_id": "orphan", "state": "absent"})


def test_bad_tokens(realm: Users) -> None:
    token = token_of(realm, "gone")
    realm.ok("ann", CLIENT, {"client_id": "gone", "state": "absent"})
    head, body, signature = token.split(".")
    for bad in (token, f"{head}.{body}.{signature[::-1]}"):
        ran = realm.refused("bob", ACCESS, {"client_id": "gone", "admin_token": bad}, "invalid token", checks=False)
        assert "its client is gone" in ran.result["msg"] and not shows(ran, bad)
        assert ran.result["failure"]["status"] == 409
    for bad in (canary(), str(realm.person("bob").cookie)):
        ran = realm.refused("bob", ACCESS, {"client_id": "gone", "admin_token": bad}, "admin_token: must be")
        assert not ran.writes and not shows(ran, bad)
    ran = realm.refused("bob", ACCESS, {"client_id": "gone"}, "admin_token: is needed")
    assert not ran.writes
    realm.refused("bob", ACCESS, {}, "one of the following is required: client_id, admin_token")


def test_a_token_of_another_client_than_the_one_named(realm: Users) -> None:
    token = token_of(realm, "meant")
    realm.ok("ann", CLIENT, {"client_id": "other"})
    ran = realm.refused("ann", ACCESS, {"client_id": "other", "admin_token": token}, "admin_token: is that of client")
    assert not ran.writes
    # nor by the token of a client that the user isn't linked with
    realm.ok("bob", ACCESS, {"admin_token": realm.person("ann").admin_token("other")})
    ran = realm.refused("bob", ACCESS, {"client_id": "other", "admin_token": token}, "is that of another client")
    assert not ran.writes


def test_both_ways(world: World, realm: Users, tmp_path: pathlib.Path) -> None:
    token = token_of(realm, "both")
    login = {"auth_keycloak_url": world.proxy.url, "realm": realm.realm, "auth_username": "bob"}
    login["auth_password"] = "{{ bobs_password }}"
    link = {**login, "client_id": "both", "admin_token": "{{ the_token }}"}
    steps = {
        "check_link": link,
        "refuse": {**login, "client_id": "both"},
        "mistype": {**link, "confirm": ["perhaps"]},
        "misspell": {**login, "admin_tokn": "{{ the_token }}"},
    }
    # what has happened once doesn't happen again the other way
    happens = {"link": link, "unlink": {**login, "client_id": "both", "state": "absent", "confirm": True}}
    secrets = {"bobs_password": realm.password, "the_token": token}
    played, results = both(world, tmp_path, ACCESS, {**steps, **happens}, secrets)
    for step, (worker, process) in results.items():
        assert worker == process or step in happens, step
        assert step not in happens or (worker["changed"], process["changed"]) == (True, False)
    assert results["check_link"][0]["changed"] and results["refuse"][0]["failed"]
    for text in (played.printed, played.syslog, json.dumps(played.results)):
        assert realm.password not in text and token not in text
