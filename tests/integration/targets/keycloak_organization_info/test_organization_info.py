# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_organization_info on a real server: one by each of its names, many by searches, and what belongs to each."""

from __future__ import annotations

import functools
import pathlib
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.again import told
from ansible_collections.iamops.keycloak.tests.integration.harness.invited import invite
from ansible_collections.iamops.keycloak.tests.integration.harness.mail import Mailbox
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_organization_info"
MANY = 25
PARTNER = {
    "alias": "partner",
    "providerId": "oidc",
    "config": {"clientId": "a", "authorizationUrl": "https://a.example", "tokenUrl": "https://a.example"},
}


@pytest.fixture(scope="module")
def realm(world: World, post_office: Mailbox) -> Iterator[str]:
    """A realm with an organization that has everything, and many others."""
    name = f"organization-info-{secrets.token_hex(3)}"
    admin, base = world.admin, f"/admin/realms/{name}"
    admin.make_realm(name, organizationsEnabled=True, smtpServer=post_office.settings)
    staff = {"name": "Staff of x", "alias": "staff", "domains": [{"name": "staff.example"}], "attributes": {"n": ["0"]}}
    admin.send("POST", f"{base}/organizations", staff)
    found = admin.get(f"{base}/organizations")[0]["id"]
    place = f"{base}/organizations/{found}"
    users = [{"username": f"user{number:02}", "enabled": True} for number in range(12)]
    admin.send("POST", f"{base}/partialImport", {"ifResourceExists": "FAIL", "users": users})
    for user in admin.get(f"{base}/users"):
        admin.send("POST", f"{place}/members", user["id"])
    admin.send("POST", f"{base}/identity-provider/instances", PARTNER)
    admin.send("POST", f"{place}/identity-providers", "partner")
    for number in range(12):
        admin.send("POST", f"{place}/groups", {"name": f"group {number}", "attributes": {"n": [str(number)]}})
    invite(admin, name, found, "new@example.org")
    for number in range(MANY):
        admin.send(
            "POST", f"{base}/organizations", {"name": f"many-{number:02}", "attributes": {"n": [str(number + 1)]}}
        )
    yield name
    admin.remove_realm(name)


@pytest.fixture
def info(world: World, realm: str) -> Any:
    """The module, in this realm."""
    return functools.partial(told, world, MODULE, realm=realm)


def names(result: dict[str, Any]) -> list[str]:
    return [one["name"] for one in result["organizations"]]


def test_one(info: Any) -> None:
    staff = info(name="Staff of x")["organizations"][0]
    assert (staff["alias"], staff["attributes"]) == ("staff", {"n": ["0"]})
    for options in ({"id": staff["id"]}, {"alias": "staff"}, {"search": "staff.example", "exact": True}):
        assert info(**options)["organizations"] == [staff]
    assert info(attributes={"n": "0"})["organizations"] == [staff]
    for options in ({"id": "nosuch"}, {"name": "staff of x"}, {"alias": "nosuch"}, {"search": "many", "exact": True}):
        found = info(**options)
        assert (found["organizations"], found["exists"]) == ([], False)


def test_many(info: Any) -> None:
    assert len(names(info())) == MANY + 1
    found = info(search="many", brief=True, count=True)
    assert (len(names(found)), found["count"]) == (MANY, MANY)
    assert "attributes" not in found["organizations"][0]
    assert names(info(search="many", first=20)) == [f"many-{number}" for number in range(20, MANY)]
    assert names(info(search="many", first=3, max=2)) == ["many-03", "many-04"]
    counted = info(attributes={"n": "7"}, count=True, max=0)
    assert (counted["count"], counted["organizations"], counted["exists"]) == (1, [], True)


def test_what_belongs_to_one(info: Any) -> None:
    every = ["groups", "identity_providers", "invitations", "members", "members_count"]
    staff = info(name="Staff of x", include=every, identity_provider="partner")["organizations"][0]
    assert (len(staff["members"]), staff["members_count"], len(staff["groups"])) == (12, 12, 12)
    assert staff["groups"][0]["attributes"] == {"n": ["0"]}
    assert [one["alias"] for one in staff["identity_providers"]] == ["partner"]
    assert staff["identity_provider"]["alias"] == "partner"
    assert len(staff["identity_provider_groups"]) == 12
    assert [one["email"] for one in staff["invitations"]] == ["new@example.org"]
    assert "inviteLink" not in staff["invitations"][0]
    other = info(name="many-03", include=every, identity_provider="partner")["organizations"][0]
    assert [other[name] for name in (*every, "identity_provider")] == [[], [], [], [], 0, None]


def test_of_a_member(info: Any) -> None:
    assert names(info(member="user03")) == ["Staff of x"]
    assert info(member="user03", include=["members_count"])["organizations"][0]["members_count"] == 12


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"name": "a", "id": "b"}, "mutually exclusive: id|name|alias|search|member"),
        ({"search": "a", "attributes": {"a": "b"}}, "attributes: can't be given together with search"),
        ({"attributes": {"a": ["b"]}}, "attributes: must give each attribute's name one text"),
        ({"member": "nosuch"}, "member: there is no user 'nosuch'"),
        ({"first": -1}, "first: must not be negative"),
        ({"include": ["nosuch"]}, "value of include must be one or more of"),
    ],
)
def test_refused(world: World, realm: str, options: dict[str, Any], says: str) -> None:
    ran = world.run(MODULE, {"realm": realm, **options})
    assert ran.failed
    assert says in ran.result["msg"]


def test_switched_off(world: World) -> None:
    ran = world.run(MODULE, {"realm": "master"})
    assert "organizations_enabled of keycloak_realm" in ran.result["msg"]


def test_both_ways(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    steps = {"one": {"realm": realm, "name": "Staff of x", "include": ["members"]}, "refuse": {"realm": "nosuch"}}
    _played, results = both(world, tmp_path, MODULE, steps)
    for step, (worker, process) in results.items():
        assert worker == process, step
    assert [results[step][0]["failed"] for step in steps] == [False, True]
