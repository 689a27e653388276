# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What somebody relies on who trusts a realm to data: nothing is shown or removed by mistake."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.whole import changes

MODULE = "keycloak_config"

pytestmark = pytest.mark.since("26")


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """An empty realm."""
    name = f"config-trust-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    yield name
    world.admin.remove_realm(name)


@pytest.mark.parametrize(
    "clients",
    [
        [{"clientId": "a", "secret": ["a-shown-phrase"]}],
        {"clientId": "a", "secret": "a-shown-phrase"},
        [["a-shown-phrase"]],
        [{"clientId": "a", "attributes": "a-shown-phrase"}],
        [{"clientId": "a", "attributes": ["a-shown-phrase"]}],
    ],
)
def test_what_cant_be_read_is_not_shown(world: World, realm: str, clients: Any) -> None:
    ran = world.run(MODULE, {"realm": realm, "config": {"clients": clients}})
    assert ran.failed
    assert ran.writes == []
    assert "a-shown-phrase" not in str({name: ran.result[name] for name in ("msg", "failure")})


def test_masks_are_told_of_where_they_are_missed(world: World, realm: str) -> None:
    """An export has no private keys, and the server makes no such component without."""
    key = {"name": "ours", "providerId": "rsa", "config": {"privateKey": ["**********"], "priority": ["100"]}}
    data = {"components": {"org.keycloak.keys.KeyProvider": [key]}}
    ran = world.run(MODULE, {"realm": realm, "config": data})
    assert (ran.failed, ran.writes) == (True, []), ran
    assert "privateKey" in ran.result["warnings"][0], ran


def test_names_that_look_like_fields(world: World, realm: str) -> None:
    """What users call things isn't taken for the name of a field in another spelling."""
    data = {
        "clients": [{"clientId": "client_roles", "attributes": {"client_profiles": "1"}}],
        "roles": {"client": {"client_roles": [{"name": "x", "attributes": {"sub_groups": ["1"]}}]}},
        "groups": [
            {"name": "oddly", "attributes": {"realm_roles": ["1"]}, "client_roles": {"client_roles": ["x"]}},
        ],
    }
    options = {"realm": realm, "config": data}
    ran = world.run(MODULE, options)
    assert not ran.failed, ran
    client = world.admin.get(f"/admin/realms/{realm}/clients?clientId=client_roles")[0]
    assert client["attributes"]["client_profiles"] == "1"
    group = world.admin.get(f"/admin/realms/{realm}/groups?search=oddly&exact=true&briefRepresentation=false")[0]
    assert (group["attributes"], group["clientRoles"]) == ({"realm_roles": ["1"]}, {"client_roles": ["x"]})
    assert not world.run(MODULE, options).changed
    gone = world.run(MODULE, {"realm": realm, "config": {}, "purge": ["clients", "groups"]})
    assert len(gone.writes) == 2, gone


def test_organizations_are_switched_on_by_the_same_data(world: World) -> None:
    """Until they are, the server says that there is no such thing."""
    name = f"config-on-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    data = {"organizationsEnabled": True, "organizations": [{"name": "acme", "domains": [{"name": "acme.org"}]}]}
    try:
        off = world.run(MODULE, {"realm": name, "config": {}, "purge": ["organizations"]}, check=True)
        assert (off.failed, off.changed) == (False, False), off
        options = {"realm": name, "config": data, "purge": ["organizations"]}
        foreseen = world.run(MODULE, options, check=True)
        ran = world.run(MODULE, options)
        assert (ran.failed, changes(ran)) == (False, changes(foreseen)), ran
        assert not world.run(MODULE, options).changed
        renamed = {"organizations": [{"name": "Acme", "alias": "acme", "domains": [{"name": "acme.org"}]}]}
        ran = world.run(MODULE, {**options, "config": renamed})
        assert (ran.failed, [change for _kind, _name, change in changes(ran)]) == (False, ["updated"]), ran
    finally:
        world.admin.remove_realm(name)


def test_nobody_saws_off_the_branch(world: World) -> None:
    """The user that the task logs in as stays, and those that go with another object count."""
    master = world.run(MODULE, {"realm": "master", "config": {}, "purge": ["users", "clients"]}, check=True)
    assert world.admin.username not in [name for _kind, name, _change in changes(master)]


@pytest.mark.parametrize("way", ["username", "email", "token"])
def test_nobody_saws_off_the_branch_of_its_own_realm(
    world: World, realm: str, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the task logs in with: an address, or a token that tells neither a name nor whose it is."""
    phrase = "a-phrase-of-the-boss"
    boss = {
        **{"username": "boss", "email": "boss@example.com", "enabled": True, "firstName": "The", "lastName": "Boss"},
        "credentials": [{"type": "password", "value": phrase}],
        "clientRoles": {"realm-management": ["realm-admin"]},
    }
    tool = {"clientId": "tool", "publicClient": True, "directAccessGrantsEnabled": True}
    data = {"users": [boss, {"username": "other"}], "clients": [tool, {"clientId": "other"}]}
    assert not world.run(MODULE, {"realm": realm, "config": data}).failed
    login: dict[str, Any] = {"auth_realm": realm, "auth_client_id": "tool", "auth_password": phrase}
    login["auth_username"] = boss["email" if way == "email" else "username"]
    if way == "token":
        form = {"grant_type": "password", "client_id": "tool", "username": "boss", "password": phrase}
        answer = world.admin.session.post(f"{world.proxy.url}/realms/{realm}/protocol/openid-connect/token", data=form)
        for name in ("KEYCLOAK_USERNAME", "KEYCLOAK_PASSWORD"):
            monkeypatch.delenv(name)
        login = {**dict.fromkeys(login), "token": answer.json()["access_token"]}
    options = {"realm": realm, "config": {}, "purge": ["users", "clients"], "max_deletes": 50}
    ran = world.run(MODULE, {**login, **options}, check=True)
    assert not ran.failed, ran.result["msg"]
    gone = [name for _kind, name, _change in changes(ran)]
    assert "other" in gone, ran
    assert not {"boss", "tool"} & {*gone}


def test_removed_where_it_is_confirmed(world: World) -> None:
    name = f"config-gone-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    options = {"realm": name, "state": "absent", "confirm": name}
    foreseen = world.run(MODULE, options, check=True)
    assert (foreseen.changed, foreseen.writes) == (True, []), foreseen
    ran = world.run(MODULE, options)
    assert (ran.failed, changes(ran)) == (False, [("realm", name, "removed")]), ran
    assert not world.run(MODULE, options).changed


def test_roles_of_clients_that_are_yet_to_be_made(world: World, realm: str) -> None:
    """So many that they are found by lists, which these clients don't have yet."""
    numbers = range(12)
    data = {
        "clients": [{"clientId": f"new-{n}"} for n in numbers],
        "roles": {"client": {f"new-{n}": [{"name": "reader"}] for n in numbers}},
        "groups": [{"name": f"new-{n}", "clientRoles": {f"new-{n}": ["reader"]}} for n in numbers],
    }
    options = {"realm": realm, "config": data}
    foreseen = world.run(MODULE, options, check=True)
    ran = world.run(MODULE, options)
    assert (ran.failed, changes(ran)) == (False, changes(foreseen)), ran
    assert not world.run(MODULE, options).changed
