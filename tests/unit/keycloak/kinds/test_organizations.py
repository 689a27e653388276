# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Organizations: what a write would do to accounts, and to providers that can't be seen as they are."""

from __future__ import annotations

from typing import Any, Optional

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.desired import read
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Observed
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.plan import Plan, plan
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.organization_groups import (
    ORGANIZATION_GROUP_ROLEMAPPING,
)
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.organizations import ORGANIZATION
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput

ADDRESS = {"realm": "r", "name": "o", "id": "o-id"}
DOMAIN, REDIRECT = "kc.org.domain", "kc.org.broker.redirect.mode.email-matches"
MEMBERS = {
    "ann": {"id": "1", "username": "ann", "membershipType": "UNMANAGED"},
    "eve": {"id": "2", "username": "eve", "membershipType": "MANAGED"},
}


def provider(linked: bool = True, **more: Any) -> dict[str, Any]:
    """Return a provider as the server shows it."""
    owner = {"organizationId": "o-id"} if linked else {}
    return {"id": "p", "alias": "p", "enabled": True, "config": {"clientId": "c"}, **owner, **more}


def planned(document: Optional[dict[str, Any]] = None, values: Any = None, found: Any = None, **options: Any) -> Plan:
    """Return the plan of a task for an organization that is there."""
    there = {"id": "o-id", "name": "o", "alias": "o", "enabled": True, **(document or {})}
    desired = read(ORGANIZATION, {"realm": "r", "name": "o", **options})
    values = {api: (values or {}).get(api, there.get(api)) for api in desired.parts}
    return plan(ORGANIZATION, Observed(ADDRESS, there, values, found or {}), desired)


def test_accounts_are_not_deleted_unasked() -> None:
    with pytest.raises(InvalidInput, match="their accounts would be deleted: eve"):
        planned(values={"members": MEMBERS}, members=[])
    gone = planned(values={"members": MEMBERS}, members=[], delete_managed_members=True)
    assert gone.actions == [f"DELETE /admin/realms/r/organizations/o-id/members/{number}" for number in (1, 2)]
    one = planned(values={"members": MEMBERS}, members=[{"username": "Ann", "state": "absent"}])
    assert one.actions == ["DELETE /admin/realms/r/organizations/o-id/members/1"]


@pytest.mark.parametrize(
    ("item", "writes"),
    [
        ({}, []),
        ({"domain": "ANY"}, ["PUT"]),
        ({"domain": "A.example"}, ["PUT"]),
        ({"domain": ""}, []),
        ({"redirect_when_email_matches": False}, []),
        ({"redirect_when_email_matches": True}, ["PUT"]),
    ],
)
def test_settings_of_a_linked_provider(item: dict[str, Any], writes: list[str]) -> None:
    there = {"domains": [{"name": "a.example"}]}
    got = planned(there, {"identityProviders": {"p": provider()}}, identity_providers=[{"alias": "p", **item}])
    assert [step.method for step in got.steps] == writes


def test_a_domain_that_goes_leaves_the_provider_by_itself() -> None:
    there = {"domains": [{"name": "a.example"}]}
    linked = provider(config={DOMAIN: "a.example", REDIRECT: "true"})
    got = planned(there, {"identityProviders": {"p": linked}}, domains=[], identity_providers=[{"alias": "p"}])
    assert [step.path for step in got.steps] == ["/admin/realms/r/organizations/o-id"]
    assert got.foreseen["identityProviders"] == [{"alias": "p", "redirectWhenEmailMatches": True}]


def test_a_provider_that_is_linked_to_a_disabled_organization_stays_enabled() -> None:
    found = {"identityProviders": {"p": provider(linked=False)}}
    got = planned({"enabled": False}, {"identityProviders": {}}, found, identity_providers=[{"alias": "p"}])
    assert [step.method for step in got.steps] == ["POST", "PUT"]
    assert got.steps[1].body["enabled"] is True
    linked = {"identityProviders": {"p": provider(enabled=False)}}
    with pytest.raises(InvalidInput, match="can't get other settings while the organization is disabled"):
        planned({"enabled": False}, linked, identity_providers=[{"alias": "p", "domain": "ANY"}])


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"alias": "a b"}, "alias: must be a text without spaces"),
        ({"alias": "other"}, "alias: can't be changed once it is made, it is 'o'"),
        ({"identity_providers": [{"alias": "p", "domain": "b.example"}]}, "must be one of domains, or ANY"),
        ({"identity_providers": [{"alias": "p"}, {"alias": "p"}]}, "must be unique"),
    ],
)
def test_refused(options: dict[str, Any], says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        planned(values={"identityProviders": {"p": provider()}}, **options)


def test_what_is_removed_has_the_alias_that_is_given() -> None:
    assert planned(alias="o", state="absent").actions == ["DELETE /admin/realms/r/organizations/o-id"]
    with pytest.raises(InvalidInput, match="must be that of the organization to remove: 'o' has the alias 'o'"):
        planned(alias="other", state="absent")


def test_roles_of_nobody_s_client_are_not_those_of_the_realm() -> None:
    group = {"realm": "r", "organization": "o", "group_name": "g", "roles": [{"name": "x"}]}
    with pytest.raises(InvalidInput, match="client_id: must not be empty"):
        read(ORGANIZATION_GROUP_ROLEMAPPING, {**group, "client_id": ""})
    assert read(ORGANIZATION_GROUP_ROLEMAPPING, {**group, "client_id": "shop"}).values
