# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How results show references, in the shapes that playbooks of the peers read."""

from __future__ import annotations

from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.identity_providers import IDENTITY_PROVIDER
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.roles import COMPOSITES
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.users import GROUPS
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import LoginFailed


def test_composites_are_a_list_of_roles() -> None:
    reader = {"id": "1", "name": "reader", "clientRole": True, "containerId": "c", "attributes": {}}
    assert COMPOSITES.represent({("shop", "reader"): reader, (None, "new"): None}) == [
        {"name": "new", "clientRole": False, "client_id": None},
        {"name": "reader", "clientRole": True, "client_id": "shop", "id": "1", "containerId": "c"},
    ]
    assert COMPOSITES.represent(None) == []


def test_proposed_composites_are_those_given() -> None:
    assert COMPOSITES.propose({"present": [("shop", "reader")], "absent": [(None, "old")]}) == [
        {"name": "reader", "client_id": "shop", "state": "present"},
        {"name": "old", "client_id": None, "state": "absent"},
    ]


def test_groups_at_the_top_go_by_their_names() -> None:
    assert GROUPS.represent({"/staff": None, "/staff/sales": None}) == ["staff", "/staff/sales"]
    assert GROUPS.propose({"present": ["/staff"], "absent": ["/x"]}) == ["staff"]


def test_an_identity_provider_is_shown_with_its_mappers() -> None:
    assert IDENTITY_PROVIDER.inside == {"mappers"}


def test_a_failed_login_says_what_it_was_for() -> None:
    message = LoginFailed(400, "POST", "/token", "invalid_grant", "the password is wrong").message
    assert message == "Could not obtain access token: POST /token answered 400: invalid_grant (the password is wrong)"
