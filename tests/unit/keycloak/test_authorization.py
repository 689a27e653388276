# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Authorization settings: what is equal, and what an import must carry."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.part import Situation
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.authorization import (
    AuthorizationShape,
    authorization_settings,
)
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput

SHAPE = AuthorizationShape()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"scopes": [{"name": "b"}, {"name": "a"}]}, {"scopes": [{"name": "a"}, {"name": "b", "displayName": ""}]}),
        (
            {"resources": [{"name": "r", "ownerManagedAccess": False, "uris": [], "attributes": {}}]},
            {"resources": [{"name": "r"}]},
        ),
        (
            {"policies": [{"name": "p", "config": {"roles": '[{"required":true,"id":"r"}]'}}]},
            {"policies": [{"name": "p", "config": {"roles": '[{"id": "r", "required": true}]'}}]},
        ),
        (
            {"policies": [{"name": "p", "config": {"scopes": '["b","a"]', "code": "[no json"}}]},
            {"policies": [{"name": "p", "config": {"scopes": '["a","b"]', "code": "[no json"}}]},
        ),
        ({"id": "x", "policies": []}, {}),
    ],
)
def test_equal(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert SHAPE.canonical(one) == SHAPE.canonical(other)


def test_entries_are_merged_by_name_and_the_rest_stays() -> None:
    now = {"decisionStrategy": "AFFIRMATIVE", "scopes": [{"name": "a", "displayName": "A"}, {"name": "b"}]}
    want = SHAPE.shape({"scopes": [{"name": "a", "iconUri": "/i"}, {"name": "c"}]}, "settings")
    assert SHAPE.merge(now, want) == {
        "decisionStrategy": "AFFIRMATIVE",
        "scopes": [{"name": "a", "displayName": "A", "iconUri": "/i"}, {"name": "b"}, {"name": "c"}],
    }


def test_only_entries_that_change_are_sent() -> None:
    now = {"decisionStrategy": "AFFIRMATIVE", "scopes": [{"name": "a"}, {"name": "b"}], "policies": [{"name": "p"}]}
    want = SHAPE.shape({"scopes": [{"name": "a", "displayName": ""}, {"name": "b", "iconUri": "/i"}]}, "settings")
    assert SHAPE.sent(now, SHAPE.merge(now, want)) == {
        "decisionStrategy": "AFFIRMATIVE",
        "scopes": [{"name": "b", "iconUri": "/i"}],
    }


def test_scopes_of_a_resource_may_be_given_by_name() -> None:
    shaped = SHAPE.shape({"resources": [{"name": "r", "scopes": ["a", {"name": "b"}]}]}, "settings")
    assert shaped == {"resources": [{"name": "r", "scopes": [{"name": "a"}, {"name": "b"}]}]}


@pytest.mark.parametrize("given", [{"scopes": ["a"]}, {"policies": [{"type": "role"}]}])
def test_an_entry_without_a_name_is_refused(given: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput, match=r"settings\.\w+\[0\]: must be a dictionary with a name"):
        SHAPE.shape(given, "settings")


def test_what_settings_bring_can_be_named_by_later_tasks_of_a_check_run() -> None:
    want = {"scopes": [{"name": "view"}], "policies": [{"name": "Night"}], "decisionStrategy": "UNANIMOUS"}
    brought = list(authorization_settings("/clients/{id}").brings("client", "app", want))
    assert brought == [("authz_authorization_scope", "view"), ("authz_policy", "Night")]


def test_each_owner_has_resources_of_names_of_their_own() -> None:
    now = {"resources": [{"name": "r"}, {"name": "r", "owner": {"id": "1", "name": "ann"}}]}
    want = SHAPE.shape({"resources": [{"name": "r", "owner": "Ann", "type": "urn:x"}]}, "settings")
    sent = SHAPE.sent(now, SHAPE.merge(now, want))
    assert [(one["name"], one.get("type")) for one in sent["resources"]] == [("r", "urn:x")]
    assert len(SHAPE.merge(now, want)["resources"]) == 2


@pytest.mark.parametrize(
    ("owner", "writes"), [({"id": "x", "name": "shop"}, 0), ({"id": "x"}, 0), ({"name": "ann"}, 1)]
)
def test_the_client_itself_is_no_owner(owner: dict[str, str], writes: int) -> None:
    part = authorization_settings("/c")
    want = part.shape.shape({"resources": [{"name": "r", "owner": owner}]}, "settings")
    outcome = part.settle({"resources": [{"name": "r"}]}, want, Situation({"client_id": "shop"}))
    assert len(outcome.steps) == writes
