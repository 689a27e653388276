# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_user_info on a real server: who is found, how many are counted, and what belongs to one."""

from __future__ import annotations

import json
import pathlib
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.secrecy import canary
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.version import older
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_user_info"
OTHERS = 210
DEVICE = canary()
BOTH = {"view": ["admin"], "edit": ["admin"]}
PROFILE = {
    "unmanagedAttributePolicy": "ADMIN_VIEW",
    "attributes": [
        *({"name": name} for name in ("username", "email")),
        *({"name": name, "permissions": BOTH} for name in ("firstName", "lastName", "dept")),
    ],
}
PARTNER = {"alias": "partner", "providerId": "oidc", "config": {"clientId": "a", "clientSecret": "canary-partner"}}
ANN = {
    "username": "ann",
    "enabled": True,
    "email": "ann@example.org",
    "emailVerified": True,
    "firstName": "Ann",
    "lastName": "O'Neil",
    "attributes": {"dept": ['sales & "more"'], "shoe": ["42"]},
    "groups": ["/staff"],
    "federatedIdentities": [{"identityProvider": "partner", "userId": "4711", "userName": "annie"}],
    "credentials": [
        {"type": "otp", "userLabel": "phone", "secretData": json.dumps({"value": DEVICE}), "credentialData": "{}"}
    ],
}


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with more users than the server lists at once, and one who has everything."""
    name = f"user-info-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    base = f"/admin/realms/{name}"
    if not older("24"):
        world.admin.send("PUT", f"{base}/users/profile", {**PROFILE, "unmanagedAttributePolicy": "ENABLED"})
    world.admin.send("POST", f"{base}/groups", {"name": "staff"})
    world.admin.send("POST", f"{base}/identity-provider/instances", PARTNER)
    users = [{"username": f"user{number:03}", "enabled": number > 0} for number in range(OTHERS)]
    world.admin.send("POST", f"{base}/partialImport", {"ifResourceExists": "FAIL", "users": users})
    world.admin.send("POST", f"{base}/users", ANN)
    if not older("24"):
        world.admin.send("PUT", f"{base}/users/profile", PROFILE)
    yield name
    world.admin.remove_realm(name)


def names(ran: Any) -> list[str]:
    assert not ran.failed, ran.result["msg"]
    assert not ran.changed
    assert not ran.writes
    return [user["username"] for user in ran.result["users"]]


@pytest.mark.parametrize(
    "options",
    [
        {"username": "Ann"},
        {"username": "an", "exact": False},
        {"email": "ann@example.org"},
        {"first_name": "ann", "last_name": "o'neil"},
        {"search": "ann@"},
        {"email_verified": True},
        {"attributes": {"dept": 'sales & "more"'}},
        {"identity_provider": "partner"},
        {"identity_provider": "partner", "identity_user_id": "4711"},
        {"created_after": "2020-01-01", "username": "ann"},
    ],
)
def test_found(world: World, realm: str, options: dict[str, Any]) -> None:
    ran = world.run(MODULE, {"realm": realm, "count": True, **options})
    assert names(ran) == ["ann"]
    assert ran.result["exists"]
    # 16.1 leaves most of these out of a count
    assert older("24") or ran.result["count"] == 1
    assert ran.result["users"] == world.admin.get(f"/admin/realms/{realm}/users?username=ann&exact=true")
    assert ran.result["msg"] == f"one user found in realm {realm}"


@pytest.mark.parametrize(
    "options",
    [
        {"username": "an"},
        {"id": "nosuch"},
        {"attributes": {"dept": "sales"}},
        pytest.param({"created_before": "2020-01-01"}, marks=pytest.mark.since("26")),
        {"identity_provider": "nosuch"},
    ],
)
def test_not_found(world: World, realm: str, options: dict[str, Any]) -> None:
    ran = world.run(MODULE, {"realm": realm, **options})
    assert names(ran) == []
    assert not ran.result["exists"]


def test_all_of_them(world: World, realm: str) -> None:
    everyone = world.admin.get(f"/admin/realms/{realm}/users?max=-1")
    for check in (True, False):
        ran = world.run(MODULE, {"realm": realm, "count": True}, check=check)
        assert ran.result["users"] == everyone
        assert ran.result["count"] == len(everyone) == OTHERS + 1
    brief = world.run(MODULE, {"realm": realm, "brief": True, "search": "ann"}).result["users"]
    assert "attributes" not in brief[0]


@pytest.mark.since("24")
def test_pages_and_counts(world: World, realm: str) -> None:
    assert names(world.run(MODULE, {"realm": realm, "first": 1, "max": 2})) == ["user000", "user001"]
    assert len(names(world.run(MODULE, {"realm": realm, "first": 1}))) == OTHERS
    none = world.run(MODULE, {"realm": realm, "max": 0, "count": True, "enabled": False})
    assert names(none) == []
    assert (none.result["count"], none.result["exists"]) == (1, True)
    assert none.result["msg"] == f"one user found in realm {realm}"


@pytest.mark.since("24")
def test_what_belongs_to_a_user(world: World, realm: str) -> None:
    wanted = [
        *("consents", "credentials", "federated_identities", "groups", "groups_count", "profile_metadata"),
        *("role_mappings", "storage_credential_types", "unmanaged_attributes"),
    ]
    ran = world.run(MODULE, {"realm": realm, "username": "ann", "include": wanted})
    assert names(ran) == ["ann"]
    ann = ran.result["users"][0]
    same = world.run(MODULE, {"realm": realm, "id": ann["id"], "include": ["groups"]}).result["users"][0]
    assert same["groups"] == ann["groups"]
    assert [group["path"] for group in ann["groups"]] == ["/staff"]
    assert ann["groups_count"] == 1
    assert ann["consents"] == ann["storage_credential_types"] == []
    assert [(one["type"], one["userLabel"]) for one in ann["credentials"]] == [("otp", "phone")]
    assert ann["federated_identities"] == [ANN["federatedIdentities"][0]]  # type: ignore[index]
    assert ann["unmanaged_attributes"] == {"shoe": ["42"]}
    assert ann["role_mappings"]["realmMappings"][0]["name"] == f"default-roles-{realm}"
    assert "dept" in [attribute["name"] for attribute in ann["profile_metadata"]["attributes"]]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"id": "x", "username": "y"}, "mutually exclusive: id|username"),
        ({"include": ["nosuch"]}, "value of include must be one or more of"),
        ({"max": -1}, "max: must not be negative"),
        ({"attributes": {"dept": ""}}, "attributes: must give each attribute's name one text"),
        pytest.param({"created_after": "soon"}, "Invalid value for 'createdAfter'", marks=pytest.mark.since("26")),
        ({"id": ".."}, "must be a name other than"),
        ({"id": ""}, "id: must not be empty"),
        ({"username": ""}, "username: must not be empty"),
        ({"identity_provider": ""}, "identity_provider: must not be empty"),
        ({"id": "x", "enabled": True}, "mutually exclusive: id|enabled"),
        ({"search": "x", "username": "y"}, "mutually exclusive: search|username"),
        ({"realm": "nosuch"}, "Realm not found"),
    ],
)
def test_refused(world: World, realm: str, options: dict[str, Any], says: str) -> None:
    ran = world.run(MODULE, {"realm": realm, **options})
    assert ran.failed
    assert says in ran.result["msg"]


@pytest.mark.since("26.7")
def test_a_feature_that_is_off(world: World, realm: str) -> None:
    for what in ("verifiable_credentials", "issued_verifiable_credentials"):
        ran = world.run(MODULE, {"realm": realm, "username": "ann", "include": [what]})
        assert ran.failed
        assert "Feature oid4vc-vci not enabled (the server must be started with it" in ran.result["msg"]


def test_both_ways(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    one = {"realm": realm, "username": "ann", "include": ["credentials", "groups_count"]}
    steps = {"read": one, "check": one, "refuse": {"realm": "nosuch"}}
    played, results = both(world, tmp_path, MODULE, steps)
    for worker, process in results.values():
        assert worker == process
    assert results["read"][0]["users"][0]["groups_count"] == 1
    assert DEVICE not in played.printed + played.syslog
