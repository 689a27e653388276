# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Role mappings and types of client scopes: what the modules of other collections get wrong, each by its name.

What a docstring says of the others was seen with community.general 13.4 on Keycloak 26.7.2.
"""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import Ran, World


class Realm:
    """The realm, and tasks in it."""

    def __init__(self, world: World, name: str) -> None:
        self.world, self.name = world, name

    def run(self, module: str, check: bool = False, **options: Any) -> Ran:
        """Run a task that must not fail."""
        ran = self.refused(module, check, **options)
        assert not ran.failed, ran.result["msg"]
        return ran

    def refused(self, module: str, check: bool = False, **options: Any) -> Ran:
        return self.world.run(f"keycloak_{module}", {"realm": self.name, **options}, check)

    def get(self, path: str) -> Any:
        return self.world.admin.get(f"/admin/realms/{self.name}/{path}")

    def owner(self, sort: str) -> str:
        """Return the path of the first object in a list."""
        return f"{sort.partition('?')[0]}/{self.get(sort)[0]['id']}"


@pytest.fixture
def acme(world: World, realm_with_roles: str) -> Realm:
    """The realm, nothing mapped."""
    acme = Realm(world, realm_with_roles)
    for owner, options in (("groups", {"group_name": "staff"}), ("users", {"target_username": "ann"})):
        module = "realm_rolemapping" if owner == "groups" else "user_rolemapping"
        acme.run(module, **options, roles=[], roles_behavior="exact")
        acme.run(module.replace("realm", "client"), **options, client_id="shop", roles=[], roles_behavior="exact")
    return acme


def roles(*names: str) -> list[dict[str, str]]:
    return [{"name": name} for name in names]


GROUP, USER = {"group_name": "staff"}, {"target_username": "ann"}
ROWS = [
    ("realm_rolemapping", GROUP),
    ("client_rolemapping", {**GROUP, "client_id": "shop"}),
    ("user_rolemapping", USER),
    ("user_rolemapping", {**USER, "client_id": "shop"}),
]


@pytest.mark.parametrize(("module", "owner"), ROWS)
def test_diffs_have_leaves_and_tell_all_roles(acme: Realm, module: str, owner: dict[str, Any]) -> None:
    """Those of groups have a list in the place of a text, which no callback can show; those of users show the roles
    that the task names as all that is left, and as added again when they are removed."""
    acme.run(module, **owner, roles=roles("alpha"))
    added = acme.run(module, **owner, roles=roles("gamma")).result["diff"]
    assert [added[when]["roles"] for when in ("before", "after")] == [["alpha"], ["alpha", "gamma"]]
    removed = acme.run(module, **owner, roles=roles("gamma"), state="absent").result["diff"]
    assert [removed[when]["roles"] for when in ("before", "after")] == [["alpha", "gamma"], ["alpha"]]


@pytest.mark.parametrize(("module", "owner"), ROWS)
def test_check_mode_returns_the_end_state(acme: Realm, module: str, owner: dict[str, Any]) -> None:
    """They return an empty end state and an empty message in check mode."""
    check = acme.run(module, check=True, **owner, roles=roles("gamma"))
    run = acme.run(module, **owner, roles=roles("gamma"))
    assert check.result["end_state"] == run.result["end_state"] != []
    assert check.result["msg"]


@pytest.mark.parametrize(("module", "owner"), ROWS)
def test_an_unchanged_task_returns_the_end_state(acme: Realm, module: str, owner: dict[str, Any]) -> None:
    """They return an empty dictionary, where a changed task returns a list."""
    run = acme.run(module, **owner, roles=roles("gamma"))
    again = acme.run(module, **owner, roles=roles("gamma"))
    assert not again.changed
    assert again.result["end_state"] == again.result["existing"] == run.result["end_state"]


def test_a_users_role_from_a_composite_is_not_removed_for_ever(acme: Realm) -> None:
    """They take effective roles for mapped ones: each run reports a change and sends a request that removes nothing."""
    acme.run("user_rolemapping", **USER, roles=roles("whole"))
    for check in (True, False):
        ran = acme.run("user_rolemapping", check, **USER, roles=roles("part"), state="absent")
        assert (ran.changed, ran.writes) == (False, [])
        assert [role["name"] for role in ran.result["end_state"]] == ["whole"]


def test_a_users_default_roles_are_not_taken_for_mapped_ones(acme: Realm) -> None:
    """They list what comes with ``default-roles-<realm>`` among the roles that exist."""
    acme.run("user_rolemapping", **USER, roles=roles(f"default-roles-{acme.name}"))
    ran = acme.run("user_rolemapping", **USER, roles=roles("offline_access"), state="absent")
    assert (ran.changed, ran.writes) == (False, [])
    assert [role["name"] for role in ran.result["existing"]] == [f"default-roles-{acme.name}"]


def test_a_users_unknown_role_is_named(acme: Realm) -> None:
    """They crash: 'NoneType' object is not subscriptable."""
    ran = acme.refused("user_rolemapping", **USER, roles=roles("nosuch"))
    assert ran.failed
    assert "roles: there is no role 'nosuch'" in ran.result["msg"]


def test_a_role_that_is_gone_is_absent(acme: Realm) -> None:
    """They fail where a role to be taken away doesn't exist any more."""
    for module, owner in ROWS:
        ran = acme.run(module, **owner, roles=roles("nosuch"), state="absent")
        assert (ran.changed, ran.writes) == (False, [])


def test_roles_of_a_client_with_full_scope_are_mapped_to_a_client_scope(acme: Realm) -> None:
    """They refuse it because of the client that the roles belong to, whose own scope doesn't matter."""
    options = {"clientscope_id": "sales", "client_id": "open", "role_names": ["opener"]}
    acme.run("role", name="opener", client_id="open")
    ran = acme.run("client_scope_rolemappings", **options)
    assert ran.changed
    assert [role["name"] for role in ran.result["end_state"]] == ["opener"]
    assert not acme.run("client_scope_rolemappings", **options).changed


@pytest.mark.parametrize("client", [None, "shop"])
def test_a_list_of_scopes_left_out_stays(acme: Realm, client: str | None) -> None:
    """They remove all optional scopes where only default ones are given, and the other way round, while the diff says
    that nothing changes there."""
    path = f"{acme.owner('clients?clientId=shop')}/" if client else "default-"
    before = acme.get(f"{path}optional-client-scopes")
    ran = acme.run("client_scope_type", client_id=client, default_clientscopes=["profile", "sales"])
    assert ran.changed
    assert before
    assert acme.get(f"{path}optional-client-scopes") == before
    assert sorted(one["name"] for one in acme.get(f"{path}default-client-scopes")) == ["profile", "sales"]


def test_scope_types_are_foreseen(acme: Realm) -> None:
    """They return an empty end state in check mode."""
    options = {"client_id": "kiosk", "optional_clientscopes": ["sales"]}
    check = acme.run("client_scope_type", check=True, **options)
    run = acme.run("client_scope_type", **options)
    assert check.result["end_state"] == run.result["end_state"]
    assert run.result["end_state"]["optional_clientscopes"] == ["sales"]


def test_scopes_of_an_unknown_client_name_it(acme: Realm) -> None:
    """They ask the server for a client whose id is None, and tell of that."""
    ran = acme.refused("client_scope_type", client_id="nosuch", default_clientscopes=["profile"])
    assert ran.failed
    assert ran.result["msg"] == f"client_id: there is no client 'nosuch' in realm '{acme.name}'"


def test_an_unknown_client_scope_is_named(acme: Realm) -> None:
    """They say that at least one of them does not exist."""
    ran = acme.refused("client_scope_type", client_id="shop", default_clientscopes=["profile", "nosuch"])
    assert ran.failed
    assert "there is no client scope 'nosuch'" in ran.result["msg"]


def test_returned_as_playbooks_read_it(acme: Realm) -> None:
    """Names for a group's realm roles, else roles, and the roles asked as what is proposed for a user."""
    group = acme.run("realm_rolemapping", **GROUP, roles=roles("gamma", "alpha")).result
    assert (group["existing"], group["proposed"], group["end_state"]) == ([], ["alpha", "gamma"], ["alpha", "gamma"])
    client = acme.run("client_rolemapping", **GROUP, client_id="shop", roles=roles("alpha")).result
    assert client["end_state"] == client["proposed"] == acme.get(f"{client['actions'][0].split(acme.name + '/')[1]}")
    user = acme.run("user_rolemapping", **USER, roles=roles("alpha")).result
    assert [set(role) for role in user["proposed"]] == [{"id", "name"}]
    gone = acme.run("user_rolemapping", **USER, roles=roles("alpha"), state="absent").result
    assert len(gone["end_state"]) == len(gone["existing"]) - 1
