# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""User profiles: attributes as given -> as the server will have them, and which writes that takes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.desired import read
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Certain, observe
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.plan import Plan, plan
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.user_profile_shapes import (
    canonical_entries,
    entries_news,
    merge_entries,
    read_entries,
)
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.user_profiles import KEPT_AS, USERPROFILE
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput

REALM = "/admin/realms/acme"
BOTH = {"view": ["admin", "user"], "edit": ["admin", "user"]}
USERNAME = {"name": "username", "validations": {"length": {"min": 3}}, "permissions": BOTH, "multivalued": False}
EMAIL = {"name": "email", "required": {"roles": ["user"]}}
PHONE = {"name": "phone", "annotations": {"a": 1, "b": "2"}, "group": "more"}
PROFILE = {"attributes": [USERNAME, EMAIL, PHONE], "groups": [{"name": "more"}]}
OWN = {"id": "c", "providerId": "declarative-user-profile", "providerType": "x", "parentId": "r", "config": {}}


class Server:
    """A realm with a profile of its own, or without one."""

    def __init__(self, own: bool) -> None:
        self.own = own

    def get(self, path: str, params: Any = None) -> Any:
        assert path == f"{REALM}/users/profile"
        return PROFILE

    def list(self, path: str, params: Any = None) -> Any:
        return [OWN] if self.own else []


class Bare(Server):
    """A server without profiles, which has the realm or is yet to have it."""

    def __init__(self, realm: bool) -> None:
        super().__init__(own=False)
        self.realm = realm

    def get(self, path: str, params: Any = None) -> Any:
        return {"realm": "acme"} if path == REALM and self.realm else None


def planned(profile: Any = None, own: bool = True, **options: Any) -> Plan:
    config = {} if profile is None else {"config": {"kc_user_profile_config": [profile]}}
    desired = read(USERPROFILE, {"realm": "acme", **config, **options})
    return plan(USERPROFILE, observe(USERPROFILE, Server(own), desired, Certain()), desired)


def attributes(*given: Any) -> dict[str, Any]:
    return {"attributes": list(given)}


@pytest.mark.parametrize(
    ("profile", "more", "actions"),
    [
        (None, {}, []),
        ({}, {}, []),
        (attributes({"name": "username"}, {"name": "email"}, {"name": "phone"}), {}, []),
        (attributes({"name": "email"}, {"name": "username"}, {"name": "phone"}), {}, ["PUT /users/profile"]),
        (attributes({"name": "username"}, {"name": "email"}), {}, ["PUT /users/profile"]),
        (attributes({"name": "phone"}), {"attributes_behavior": "subset"}, []),
        (attributes({"name": "new"}), {"attributes_behavior": "subset"}, ["PUT /users/profile"]),
        (attributes(), {"attributes_behavior": "subset"}, []),
        ({"groups": []}, {}, ["PUT /users/profile"]),
        ({"groups": []}, {"groups_behavior": "subset"}, []),
        ({"unmanaged_attribute_policy": "DISABLED"}, {}, []),
        ({"unmanaged_attribute_policy": "ENABLED"}, {}, ["PUT /users/profile"]),
        # the path of the profile would take no notice of the server's own, and makes a second one for two at once
        (None, {"own": False}, ["POST /components"]),
        ({"groups": []}, {"own": False}, ["POST /components"]),
        (None, {"state": "absent"}, ["DELETE /components/c"]),
        (None, {"state": "absent", "own": False}, []),
        (None, {"raw": {"other": 1}}, ["PUT /users/profile"]),
    ],
)
def test_writes(profile: Any, more: dict[str, Any], actions: list[str]) -> None:
    assert [one.replace(REALM, "") for one in planned(profile, **more).actions] == actions


def test_a_policy_alone_leaves_the_attributes() -> None:
    policy = {"unmanaged_attribute_policy": "ENABLED"}
    assert planned(policy).steps[0].body == {**PROFILE, "unmanagedAttributePolicy": "ENABLED"}
    assert kept(planned(policy, own=False)) == {**PROFILE, "unmanagedAttributePolicy": "ENABLED"}


def kept(made: Plan) -> Any:
    return json.loads(made.steps[0].body["config"][KEPT_AS][0])


def test_a_profile_of_its_own_that_is_the_servers() -> None:
    assert kept(planned(own=False)) == PROFILE


def test_a_profile_of_its_own_has_the_id_that_follows_from_the_realm() -> None:
    """Of two who make a realm's at once, the server refuses the later one."""
    first, second = planned(own=False), planned({"groups": []}, own=False)
    assert first.steps[0].body["id"] == second.steps[0].body["id"]


@pytest.mark.parametrize(
    ("now", "given", "then"),
    [
        (None, {"display_name": "P"}, {"displayName": "P"}),
        ({"group": "g"}, {"displayName": "P"}, {"displayName": "P", "group": "g"}),
        ({"group": "g"}, {"group": ""}, {}),
        ({"group": "g"}, {"group": None}, {}),
        (None, {"some_new_field": [1], "otherField": 2}, {"someNewField": [1], "otherField": 2}),
        (None, {"multivalued": "true"}, {"multivalued": True}),
        (None, {"multivalued": "yes"}, {"multivalued": True}),
        (None, {"multivalued": 0}, {"multivalued": False}),
        (None, {"validations": {"iso_date": {}}}, {"validations": {"iso-date": {}}}),
        (None, {"validations": {"up_own_one": {"a": 1}}}, {"validations": {"up_own_one": {"a": 1}}}),
        (
            {"validations": {"length": {"min": 1, "max": 2}, "email": {}}},
            {"validations": {"length": {"max": 3, "min": None}, "personNameProhibitedCharacters": {}, "uri": None}},
            {"validations": {"length": {"max": 3}, "person-name-prohibited-characters": {}}},
        ),
        ({"validations": {"email": {}}}, {"validations": {}}, {}),
        ({"annotations": {"a": 1, "b": 2}}, {"annotations": {"b": None, "c": 3}}, {"annotations": {"a": 1, "c": 3}}),
        ({"annotations": {"a": 1}}, {"annotations": {}}, {"annotations": {"a": 1}}),
        (None, {"permissions": {}}, {"permissions": BOTH}),
        (None, {"permissions": {"edit": []}}, {"permissions": {"view": ["admin", "user"], "edit": []}}),
        (
            {"permissions": {"view": ["admin"], "edit": ["admin"]}},
            {"permissions": {"view": "admin, user"}},
            {"permissions": {"view": ["admin", "user"], "edit": ["admin"]}},
        ),
        (None, {"required": {}}, {"required": {"roles": ["user"]}}),
        (None, {"required": {"scopes": ["s"]}}, {"required": {"scopes": ["s"]}}),
        (None, {"required": {"roles": []}}, {"required": {"roles": []}}),
        ({"required": {"roles": ["user"]}}, {"required": None}, {}),
        ({"selector": {"scopes": ["s"]}}, {"selector": {"scopes": []}}, {}),
    ],
)
def test_an_attribute_is_merged(now: Any, given: dict[str, Any], then: dict[str, Any]) -> None:
    had = [] if now is None else [{"name": "a", **now}]
    want = read_entries([{"name": "a", **given}], "attributes")
    assert merge_entries(had, want, True) == [{"name": "a", **then}]


@pytest.mark.parametrize(
    ("now", "given", "news"),
    [
        (None, {"default_value": "x"}, True),
        ([{"name": "a"}], {"defaultValue": "x"}, True),
        ([{"name": "a", "defaultValue": "x"}], {"default_value": "y"}, False),
        ([{"name": "a"}], {"default_value": None}, False),
        ([{"name": "a"}], {"default_value": ""}, False),
        ([{"name": "a"}], {"display_name": "A"}, False),
    ],
)
def test_what_older_servers_do_not_know(now: Any, given: dict[str, Any], news: bool) -> None:
    want = read_entries([{"name": "b"}, {"name": "a", **given}], "attributes")
    assert list(entries_news(now, want, "attributes")) == [("attributes[1].default_value", "26.4")] * news


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({}, {"multivalued": False, "validations": {}, "displayName": ""}, True),
        ({"validations": {"length": {"max": 3}}}, {"validations": {"length": {"max": "3"}}}, True),
        ({"permissions": {"view": ["user", "admin"], "edit": []}}, {"permissions": {"view": ["admin", "user"]}}, True),
        ({"required": {}}, {}, False),
        ({"required": {"roles": []}}, {"required": {}}, True),
        ({"validations": {"email": {}}}, {}, False),
        (
            {"validations": {"options": {"options": ["a", "b"]}}},
            {"validations": {"options": {"options": ["b", "a"]}}},
            False,
        ),
    ],
)
def test_what_is_the_same(one: dict[str, Any], other: dict[str, Any], same: bool) -> None:
    shaped = [canonical_entries([{"name": "a", **entry}]) for entry in (one, other)]
    assert (shaped[0] == shaped[1]) is same


@pytest.mark.parametrize(
    ("profile", "more", "message"),
    [
        (attributes(), {}, "lacks 'username' and 'email'"),
        (attributes({"name": "username"}), {}, "lacks 'email', .* with attributes_behavior=subset"),
        (attributes({"display_name": "x"}), {}, r"attributes\[0\]: needs name"),
        (attributes("x"), {}, "must be a dictionary"),
        (attributes({"name": "a"}, {"name": "a"}), {}, "must be unique"),
        (attributes({"name": "a", "required": ["user"]}), {}, "must be a dictionary"),
        (attributes({"name": "a", "required": {"roles": 3}}), {}, "must be a list"),
        (attributes({"name": "a", "multivalued": "perhaps"}), {}, "must be true or false"),
        (attributes({"name": "a", "displayName": "x", "display_name": "y"}), {}, "is given twice"),
        (None, {"config": {"kc_user_profile_config": []}}, "must have one entry, has 0"),
        (None, {"raw": {"groups": []}}, "has an option of its own"),
    ],
)
def test_refused(profile: Any, more: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidInput, match=message):
        planned(profile, **more)


@pytest.mark.parametrize("realm", [True, False])
def test_only_a_realm_that_is_there_tells_that_a_server_has_no_profiles(realm: bool) -> None:
    desired = read(USERPROFILE, {"realm": "acme", "config": {"kc_user_profile_config": [PROFILE]}})

    def found() -> Plan:
        return plan(USERPROFILE, observe(USERPROFILE, Bare(realm), desired, Certain()), desired)

    if realm:
        with pytest.raises(InvalidInput, match="this server has no user profiles"):
            found()
    else:
        assert found().actions == [f"POST {REALM}/components"]


def test_the_diff_is_by_attribute_and_results_are_as_peers_have_them() -> None:
    found = planned(attributes({"name": "phone", "display_name": "P"}), attributes_behavior="subset")
    before, after = found.before["config"], found.after["config"]
    assert before["attributes"]["username"] == after["attributes"]["username"]
    assert after["attributes"]["phone"] == {**before["attributes"]["phone"], "displayName": "P"}
    shown = USERPROFILE.presents({**OWN, "config": PROFILE}, False)
    assert shown["config"] == {KEPT_AS: [PROFILE]}
    assert USERPROFILE.also_returns(False, {}, shown) == {"data": PROFILE}
    assert USERPROFILE.also_returns(False, shown, {}) == {}
