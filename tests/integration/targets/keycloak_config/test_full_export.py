# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a server writes of a whole realm to a file: hashed credentials, users without roles, its keys and clients."""

from __future__ import annotations

import base64
import copy
import hashlib
import json
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.people import PASSWORD, People
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.whole import EXPORT

MODULE = "keycloak_config"
MANY = 12
OTP = {
    "type": "otp",
    "userLabel": "phone",
    "secretData": '{"value":"an-otp-phrase"}',
    "credentialData": '{"subType":"totp","digits":6,"counter":0,"period":30,"algorithm":"HmacSHA1"}',
}

pytestmark = pytest.mark.since("26")


def hashed(password: str) -> dict[str, Any]:
    """Return a password as an export has it."""
    salt = b"sixteen bytes..."
    digest = hashlib.pbkdf2_hmac("sha256", password.encode(), salt, 1, 64)
    secret = {"value": base64.b64encode(digest).decode(), "salt": base64.b64encode(salt).decode()}
    return {
        "id": "e1b0d23e-4f0c-4f0a-9c39-000000000000",
        "type": "password",
        "createdDate": 1700000000000,
        "secretData": json.dumps({**secret, "additionalParameters": {}}),
        "credentialData": '{"hashIterations":1,"algorithm":"pbkdf2-sha256","additionalParameters":{}}',
    }


def person(name: str, *roles: str, **more: Any) -> dict[str, Any]:
    """Return a user as an export has one."""
    return {
        "username": name,
        "email": f"{name}@example.org",
        "firstName": name,
        "lastName": "Example",
        "emailVerified": True,
        "enabled": True,
        "createdTimestamp": 1700000000000,
        "totp": False,
        "disableableCredentialTypes": [],
        "requiredActions": [],
        "notBefore": 0,
        "groups": [],
        "realmRoles": list(roles),
        "credentials": [hashed(PASSWORD)],
        **more,
    }


@pytest.fixture(scope="module")
def people(world: World) -> Iterator[People]:
    """A realm that once had another name, and clients to log in to."""
    name = f"config-full-{secrets.token_hex(3)}"
    old = People.gather(world.admin, f"{name}-old", ())
    world.admin.send("PUT", f"/admin/realms/{old.realm}", {"realm": name})
    world.admin.renew()
    yield People(world.admin, name)
    world.admin.remove_realm(name)


def roles_of(people: People, name: str) -> list[str]:
    return [role["name"] for role in people.get(f"users/{people.user(name)}/role-mappings/realm")]


@pytest.mark.parametrize("number", [1, MANY])
def test_users_are_who_they_were(world: World, people: People, number: int) -> None:
    """Made one by one or many at once, they log in as before, and those without the default role have not got it."""
    role = f"default-roles-{people.realm}-old"
    names = [f"user-{number}-{one}" for one in range(number)]
    users = [person(name, role) for name in names]
    users += [person(f"bare-{number}", credentials=[hashed(PASSWORD), OTP])]
    data = {"defaultRole": {"name": role}, "users": users}
    options = {"realm": people.realm, "config": data}
    foreseen = world.run(MODULE, options, check=True)
    made = world.run(MODULE, options)
    assert not made.failed, made
    assert made.result["warnings"] == []
    assert "an-otp-phrase" not in str(made.result)
    assert made.result["kinds"] == foreseen.result["kinds"]
    again = world.run(MODULE, options)
    assert (again.changed, again.writes) == (False, []), again
    assert "access_token" in people.log_in(names[-1])
    assert (roles_of(people, names[-1]), roles_of(people, f"bare-{number}")) == ([role], [])
    kept = people.get(f"users/{people.user(f'bare-{number}')}/credentials")
    assert sorted((one["type"], one.get("userLabel")) for one in kept) == [("otp", "phone"), ("password", None)]


def test_a_credential_comes_where_there_is_none_of_its_type(world: World, people: People) -> None:
    people.send("POST", "users", person("eve", credentials=[], requiredActions=["UPDATE_PASSWORD"]))
    own = {"username": "eve", "credentials": [OTP]}
    for user, changed in ((own, True), ({**own, "credentials": [OTP, hashed(PASSWORD)]}, True), (own, False)):
        ran = world.run(MODULE, {"realm": people.realm, "config": {"users": [user]}})
        assert (ran.failed, ran.changed) == (False, changed), ran
    kept = people.get(f"users/{people.user('eve')}/credentials")
    assert sorted(one["type"] for one in kept) == ["otp", "password"]
    assert people.get(f"users/{people.user('eve')}")["requiredActions"] == ["UPDATE_PASSWORD"]


def test_the_default_role_stays_where_nothing_is_said_of_it(world: World, people: People) -> None:
    """It isn't called as the realm is: that was renamed."""
    options = {"realm": people.realm, "config": {"users": [person("fay", "offline_access")]}}
    assert not world.run(MODULE, options).failed
    assert sorted(roles_of(people, "fay")) == [f"default-roles-{people.realm}-old", "offline_access"]
    again = world.run(MODULE, options)
    assert (again.changed, again.writes) == (False, []), again


def test_our_own_export_says_who_has_not_got_the_default_role(world: World, people: People) -> None:
    name = f"{people.realm}-2"
    role = {"name": f"default-roles-{name}"}
    try:
        data = {"enabled": True, "defaultRole": role, "users": [person("bare", credentials=[])]}
        assert not world.run(MODULE, {"realm": name, "config": data}).failed
        config = world.run("keycloak_export", {"realm": name, "users": True}).result["config"]
        assert (config["defaultRole"], config["users"][0]["realmRoles"]) == (role, [])
        again = world.run(MODULE, {"config": config})
        assert (again.failed, again.changed, again.writes) == (False, False, []), again
        assert roles_of(People(world.admin, name), "bare") == []
    finally:
        world.admin.remove_realm(name)


def test_consents_can_be_kept_and_not_given(world: World, people: People) -> None:
    """Only users give them, or an import that makes a user."""
    consent = {"clientId": "shop", "grantedClientScopes": ["email"], "createdDate": 1, "lastUpdatedDate": 2}
    given = person("gus", clientConsents=[consent])
    people.send("POST", "partialImport", {"ifResourceExists": "FAIL", "users": [given]})
    kept = {"username": "gus", "clientConsents": [consent]}
    ran = world.run(MODULE, {"realm": people.realm, "config": {"users": [kept]}})
    assert (ran.failed, ran.changed) == (False, False), ran
    refused = world.run(MODULE, {"realm": people.realm, "config": {"users": [{**kept, "username": "hal"}]}})
    assert (refused.failed, refused.writes) == (True, [])
    assert "leave it out, and the user is asked" in refused.result["msg"]


@pytest.fixture(scope="module")
def export(world: World, people: People) -> dict[str, Any]:
    """What the server says of the realm, with what it only writes to files."""
    export = world.admin.send("POST", EXPORT.format(people.realm)).json()
    for key in export["components"]["org.keycloak.keys.KeyProvider"]:
        if key["providerId"].endswith("-generated"):
            key["config"].update(kid=["x"], secret=["a-private-phrase"], keyUse=["SIG"])
    return dict(export)


def test_keys_that_a_server_generated_stay_its_own(world: World, export: dict[str, Any]) -> None:
    ran = world.run(MODULE, {"config": export})
    assert (ran.failed, ran.changed, ran.writes) == (False, False, []), ran
    assert "keys that a server generated" in str(ran.result["warnings"])


@pytest.mark.parametrize(
    ("place", "name", "says"),
    [
        ("clients", "clientId", "client_id: must stay as it is: the server lets this login look at it"),
        ("roles", "name", "name: must stay as it is: the server lets this login look at it"),
    ],
)
def test_a_client_that_nobody_may_change(
    world: World, export: dict[str, Any], place: str, name: str, says: str
) -> None:
    """Nothing is written at all where it is to be another, and drift tells of it."""
    data = {**copy.deepcopy(export), "displayName": "Never written"}
    held = data["clients"] if place == "clients" else data["roles"]["client"]["realm-management"]
    own = next(one for one in held if one[name] in ("realm-management", "view-users"))
    own["description"] = "Another"
    for check in (True, False):
        ran = world.run(MODULE, {"config": data}, check=check)
        assert (ran.failed, ran.writes) == (True, []), ran
        assert says in ran.result["msg"]
    drift = world.run("keycloak_drift", {"config": data})
    assert not drift.failed, drift.result["msg"]
    assert own[name] in str(drift.result["differences"])
