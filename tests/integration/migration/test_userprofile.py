# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""User profiles: what the modules of other collections get wrong, each by its name."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import Ran, World

pytestmark = pytest.mark.since("24")
ATTRIBUTES = [
    {
        "name": "username",
        "displayName": "${username}",
        "validations": {"length": {"min": 3, "max": 255}, "up_username_not_idn_homograph": {}},
        "annotations": {},
        "permissions": {"view": ["admin", "user"], "edit": []},
        "multivalued": False,
    },
    {
        "name": "email",
        "displayName": "${email}",
        "validations": {"email": {}, "length": {"max": 255}},
        "required": {"roles": ["user"]},
        "permissions": {"view": ["admin", "user"], "edit": []},
    },
    {"name": "testAttribute", "displayName": "${test}", "validations": {"integer": {"min": 0, "max": 255}}},
]
GROUPS = [{"name": "user-metadata", "displayHeader": "User metadata", "displayDescription": "About", "annotations": {}}]
WHOLE = {"attributes": ATTRIBUTES, "groups": GROUPS}


class Profile:
    """The profile of a new realm."""

    def __init__(self, world: World, realm: str) -> None:
        self.world, self.realm = world, realm

    def run(self, profile: Any = None, check: bool = False, **options: Any) -> Ran:
        """Run the module as playbooks of other collections do."""
        config = {} if profile is None else {"config": {"kc_user_profile_config": [profile]}}
        return self.world.run("keycloak_userprofile", {"parent_id": self.realm, **config, **options}, check)

    def read(self) -> Any:
        return self.world.admin.get(f"/admin/realms/{self.realm}/users/profile")

    def names(self) -> list[str]:
        return [attribute["name"] for attribute in self.read()["attributes"]]


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm of its own."""
    name = f"migrate-profile-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    yield name
    world.admin.remove_realm(name)


@pytest.fixture
def profile(world: World, realm: str) -> Profile:
    """A realm with the server's profile."""
    profile = Profile(world, realm)
    profile.run(state="absent")
    return profile


def test_a_policy_alone_does_not_empty_the_profile(profile: Profile) -> None:
    """Theirs, with its documented example for unmanaged attributes, takes every attribute of the realm away."""
    before = profile.read()
    assert profile.run({"unmanagedAttributePolicy": "ENABLED"}).changed
    assert profile.read() == {**before, "unmanagedAttributePolicy": "ENABLED"}
    assert not profile.run({"unmanagedAttributePolicy": "ENABLED"}).changed


def test_attributes_alone_leave_groups_and_policy(profile: Profile) -> None:
    """Theirs takes groups and policy away where a task doesn't name them."""
    assert profile.run({**WHOLE, "unmanaged_attribute_policy": "ADMIN_EDIT"}).changed
    assert not profile.run({"attributes": ATTRIBUTES}).changed
    assert profile.read()["unmanagedAttributePolicy"] == "ADMIN_EDIT"


def test_an_order_of_permissions_is_no_change(profile: Profile) -> None:
    """Theirs reports a change, and writes, where the same roles are listed in another order."""
    assert profile.run(WHOLE).changed
    permissions = {"view": ["user", "admin"], "edit": []}
    turned = [{**one, "permissions": permissions} if "permissions" in one else one for one in ATTRIBUTES]
    ran = profile.run({"attributes": turned})
    assert not ran.changed
    assert not ran.writes


def test_the_diff_is_by_attribute(profile: Profile) -> None:
    """Theirs has the whole profile before and after as one value."""
    assert profile.run(WHOLE).changed
    changed = [*ATTRIBUTES[:2], {**ATTRIBUTES[2], "displayName": "Another"}]
    ran = profile.run({"attributes": changed}, check=True)
    before, after = (ran.result["diff"][when]["config"]["attributes"] for when in ("before", "after"))
    assert [name for name in after if before[name] != after[name]] == ["testAttribute"]
    expected = "config.attributes.testAttribute.displayName: ${test} -> Another"
    assert ran.result["msg"] == f"Userprofile declarative-user-profile would be changed: {expected}"


@pytest.mark.parametrize("given", [{"config": {"kc_user_profile_config": []}}, {"config": {}}])
def test_an_empty_config_does_not_crash(profile: Profile, given: dict[str, Any]) -> None:
    """Theirs crashes: "list index out of range", "object of type 'NoneType' has no len()"."""
    before = profile.read()
    ran = profile.run(check=True, **given)
    assert not ran.failed or "must have one entry" in ran.result["msg"]
    assert profile.read() == before


@pytest.mark.parametrize("attributes", [[], ATTRIBUTES[:1], [{"name": "dept", "displayName": "Dept"}]])
def test_a_list_that_would_empty_the_profile_is_told_before_a_write(profile: Profile, attributes: Any) -> None:
    """Theirs foresees the change in check mode, and the server refuses it in the run."""
    for check in (True, False):
        ran = profile.run({"attributes": attributes}, check)
        assert ran.failed
        assert "without which the server takes no profile" in ran.result["msg"]
        assert not ran.writes
    assert profile.names() == ["username", "email", "firstName", "lastName"]


def test_one_attribute_by_itself(profile: Profile) -> None:
    """Theirs can't: an attribute that isn't listed is removed."""
    ran = profile.run({"attributes": [{"name": "dept", "displayName": "Dept"}]}, attributes_behavior="subset")
    assert ran.changed
    assert profile.names() == ["username", "email", "firstName", "lastName", "dept"]


def test_scopes_and_validators_of_extensions_are_taken(profile: Profile) -> None:
    """Theirs knows neither ``required.scopes`` nor validators beyond its own list."""
    dept = {"name": "dept", "required": {"scopes": ["profile"]}, "validations": {"own-validator": {}}}
    ran = profile.run({"attributes": [dept]}, attributes_behavior="subset")
    assert "Validator own-validator" in ran.result["msg"], "the server, not the module, says that it has none"
    dept["validations"] = {}
    assert profile.run({"attributes": [dept]}, attributes_behavior="subset").changed


def test_msg_and_shapes_are_those_that_playbooks_assert(profile: Profile) -> None:
    """The same as theirs from a new profile to none; ``data`` is documented there and never returned."""
    steps = [(WHOLE, True, "present"), (WHOLE, False, "present"), (WHOLE, False, "present")]
    steps += [(None, True, "absent"), (None, False, "absent"), (None, False, "absent")]
    ran = [profile.run(given, check, state=state) for given, check, state in steps]
    words = ["would be created", "created", "was in sync", "would be deleted", "deleted", "not present"]
    assert [one.result["msg"] for one in ran] == [f"Userprofile declarative-user-profile {word}" for word in words]
    end = ran[1].result["end_state"]
    assert end["providerId"] == "declarative-user-profile"
    assert end["config"]["kc.user.profile.config"][0] == ran[1].result["data"]
    assert [one["name"] for one in ran[1].result["data"]["attributes"]] == ["username", "email", "testAttribute"]
    assert ran[0].result["end_state"]["config"]["kc.user.profile.config"][0]["groups"][0]["name"] == "user-metadata"
    assert ran[4].result["end_state"] == {}


def test_a_profile_like_the_servers_is_made_and_kept(profile: Profile) -> None:
    """As with theirs, a realm has a profile of its own from the first task on, though it is the server's."""
    given = {"attributes": profile.read()["attributes"]}
    assert profile.run(given).result["msg"] == "Userprofile declarative-user-profile created"
    assert not profile.run(given).changed
    assert profile.run(state="absent").changed
