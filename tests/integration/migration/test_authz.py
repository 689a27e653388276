# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Authorization services: what the modules of other collections get wrong, each by its name."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import Ran, World

SETTINGS = {
    "scopes": [{"name": "view"}, {"name": "edit"}],
    "resources": [{"name": "Order"}, {"name": "Bill"}],
    "policies": [{"name": name, "type": "time", "config": {"hour": "1"}} for name in ("Managers", "Night")],
}
PERMISSION = {"name": "proof", "permission_type": "scope", "scopes": ["view"], "policies": ["Managers"]}


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with a protected client and a plain one."""
    name = f"migrate-authz-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    protected = {"service_accounts_enabled": True, "authorization_services_enabled": True}
    for options in ({"client_id": "app", **protected, "authorization_settings": SETTINGS}, {"client_id": "plain"}):
        assert not world.run("keycloak_client", {"realm": name, **options}).failed
    yield name
    world.admin.remove_realm(name)


@pytest.fixture
def run(world: World, realm: str) -> Any:
    """Run one of the modules on the client."""

    def task(module: str, check: bool = False, **options: Any) -> Ran:
        return world.run(f"keycloak_authz_{module}", {"realm": realm, "client_id": "app", **options}, check)

    return task


@pytest.fixture
def permission(run: Any) -> Iterator[Any]:
    """Run the permission's module; the permission is made before and removed afterwards."""
    assert run("permission", **PERMISSION).changed
    yield lambda check=False, **options: run("permission", check, **{**PERMISSION, **options})
    run("permission", name="proof", permission_type="scope", state="absent")


def test_an_unchanged_permission_is_unchanged_and_not_written(permission: Any) -> None:
    """Theirs reports each run as changed, writes each time, and says that it is unable to check."""
    for check in (True, False):
        ran = permission(check)
        assert not ran.changed
        assert not ran.writes


def test_a_permissions_diff_tells_by_names_what_changes(permission: Any) -> None:
    """Theirs has no diff, and its end_state repeats what the task asks for."""
    ran = permission(scopes=["edit"], policies=["Managers", "Night"], resources=["Order"])
    assert ran.result["diff"]["before"]["scopes"] == ["view"]
    assert ran.result["diff"]["after"]["scopes"] == ["edit"]
    assert ran.result["diff"]["after"]["policies"] == ["Managers", "Night"]
    assert ran.result["diff"]["after"]["resources"] == ["Order"]
    assert [one["name"] for one in ran.result["end_state"]["policiesData"]] == ["Managers", "Night"]


def test_a_permissions_end_state_has_ids_as_documented(permission: Any) -> None:
    """Users' playbooks assert on lists of ids, in check mode as well."""
    for check in (True, False):
        end = permission(check, scopes=["view", "edit"]).result["end_state"]
        assert len(end["scopes"]) == 2
        assert not {"view", "edit"} & set(end["scopes"])
        assert (end["resources"], len(end["policies"])) == ([], 1)
        assert (end["logic"], end["type"], end["description"]) == ("POSITIVE", "scope", None)


def test_what_a_permissions_task_leaves_out_stays(permission: Any) -> None:
    """Theirs takes policies and resources away and resets the strategy where a task doesn't name them."""
    assert permission(description="d", resources=["Order"], decision_strategy="AFFIRMATIVE").changed
    ran = permission(description="e", policies=None, scopes=None)
    assert ran.changed
    end = ran.result["end_state"]
    assert (len(end["policies"]), len(end["scopes"]), len(end["resources"])) == (1, 1, 1)
    assert end["decisionStrategy"] == "AFFIRMATIVE"


def test_a_missing_scope_of_a_permission_is_named(run: Any) -> None:
    """Theirs crashes with "'bool' object is not subscriptable"."""
    ran = run("permission", **{**PERMISSION, "name": "other", "scopes": ["nosuch"]})
    assert ran.failed
    assert "no authorization scope 'nosuch'" in ran.result["msg"]
    assert not ran.writes


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"permission_type": "resource"}, "Scopes cannot be defined when permission type is set to resource!"),
        ({"scopes": []}, "Scopes need to defined when permission type is set to scope!"),
        ({"resources": ["Order", "Bill"]}, "Only one resource can be defined for a scope permission!"),
    ],
)
def test_what_a_permission_can_not_be_says_the_same(run: Any, options: dict[str, Any], says: str) -> None:
    """Users' playbooks search failures for these words."""
    ran = run("permission", **{**PERMISSION, "name": "other", **options})
    assert ran.failed
    assert says in ran.result["msg"]
    assert not ran.writes


def test_a_client_without_authorization_services_is_told(run: Any) -> None:
    """Theirs foresees the change in check mode, and fails with a bare 404 in the run."""
    for module, options in (
        ("authorization_scope", {"name": "a"}),
        ("custom_policy", {"name": "a", "policy_type": "time"}),
        ("permission", PERMISSION),
    ):
        ran = run(module, **options, client_id="plain")
        assert ran.failed
        assert "no client with authorization services 'plain'" in ran.result["msg"]


def test_a_scopes_texts_stay_where_they_are_left_out(run: Any) -> None:
    """Theirs empties the texts that a task doesn't name, and reports the change."""
    assert run("authorization_scope", name="texts", display_name="D", icon_uri="https://a/b").changed
    assert not run("authorization_scope", name="texts").changed
    end = run("authorization_scope", name="texts", icon_uri="https://a/c").result["end_state"]
    assert (end["displayName"], end["iconUri"]) == ("D", "https://a/c")


def test_a_policy_of_another_type_is_told(run: Any) -> None:
    """Theirs says that the policy exists and returns the type that it does not have."""
    assert run("custom_policy", name="typed", policy_type="time", raw={"hour": "1"}).changed
    ran = run("custom_policy", name="typed", policy_type="regex")
    assert ran.failed
    assert "of type 'time'" in ran.result["msg"]


def test_a_policy_type_that_the_server_lacks_is_told_in_check_mode(run: Any) -> None:
    """Theirs foresees the change in check mode, and fails with a bare 404 in the run."""
    ran = run("custom_policy", check=True, name="script", policy_type="script-policy.js")
    assert ran.failed
    assert "no 'script-policy.js' among" in ran.result["msg"]


@pytest.mark.parametrize(
    ("module", "options", "words"),
    [
        (
            "authorization_scope",
            {"name": "words"},
            "Authorization scope would be created|Authorization scope created|Authorization scope not updated"
            "|Authorization scope would be removed|Authorization scope removed|",
        ),
        (
            "custom_policy",
            {"name": "words", "policy_type": "time", "raw": {"hour": "1"}},
            "Would create custom policy words|Custom policy words created|Custom policy words already exists"
            "|Would remove custom policy words|Custom policy words removed|Custom policy words does not exist",
        ),
        (
            "permission",
            {**PERMISSION, "name": "words"},
            "Would create permission|Permission created|Permission not updated|Would remove permission"
            "|Permission removed|",
        ),
    ],
)
def test_msg_has_the_words_that_playbooks_assert(run: Any, module: str, options: dict[str, Any], words: str) -> None:
    """All but those of an unchanged permission, which theirs does not know."""
    gone = {**options, "state": "absent"}
    steps = [(True, options), (False, options), (False, options), (True, gone), (False, gone), (False, gone)]
    assert [run(module, check, **given).result["msg"] for check, given in steps] == words.split("|")


def test_a_check_run_knows_what_its_earlier_tasks_would_make(world: World, realm: str) -> None:
    """Theirs fails in check mode where a permission names what an earlier task of the same run would make."""
    runtime = world.fresh_record()
    app = {"realm": realm, "client_id": "app"}
    settings = {"authorization_settings": {"resources": [{"name": "Foreseen"}]}}
    given = {"permission_type": "scope", "resources": ["Foreseen"], "scopes": ["foreseen"], "policies": ["Foreseen"]}
    tasks = [
        ("client", settings),
        ("authz_authorization_scope", {"name": "foreseen"}),
        ("authz_custom_policy", {"name": "Foreseen", "policy_type": "time", "raw": {"hour": "1"}}),
        ("authz_permission", {"name": "foreseen", **given}),
    ]
    for module, options in tasks:
        ran = world.run(f"keycloak_{module}", {**app, **options}, check=True, runtime=runtime)
        assert ran.changed, ran.result["msg"]
        assert not ran.writes
    lost = {"name": "lost", **given, "scopes": ["nosuch"]}
    assert world.run("keycloak_authz_permission", {**app, **lost}, check=True, runtime=runtime).failed
