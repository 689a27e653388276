# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Users and groups come from a real directory, are unlinked and removed, and what is reported is what was done."""

from __future__ import annotations

import pathlib
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.directory import READER, running_or_skip, settings
from ansible_collections.iamops.keycloak.tests.integration.harness.people import login_with
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import Ran, World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both
from ansible_collections.iamops.keycloak.tests.servers import openldap

MODULE = "keycloak_user_storage"
GROUPS = {
    "groups.dn": openldap.GROUPS,
    "group.name.ldap.attribute": "cn",
    "group.object.classes": "groupOfNames",
    "membership.ldap.attribute": "member",
    "membership.attribute.type": "DN",
    "membership.user.ldap.attribute": "uid",
    "mode": "READ_ONLY",
    "groups.path": "/",
    "preserve.group.inheritance": "false",
    "user.roles.retrieve.strategy": "LOAD_GROUPS_BY_MEMBER_ATTRIBUTE",
}


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm whose users come from a directory of two people in a group."""
    entries = [openldap.person("ann", "a"), openldap.person("bob", "b"), openldap.group("staff", "ann", "bob")]
    name = f"user-storage-{secrets.token_hex(3)}"
    with running_or_skip(entries) as directory:
        world.admin.make_realm(name)
        mapper = {"name": "groups", "providerId": "group-ldap-mapper", "config": GROUPS}
        config = {**settings(directory.url), "bindCredential": READER}
        options = {"name": "directory", "provider_id": "ldap", "config": config, "mappers": [mapper]}
        options["remove_unspecified_mappers"] = False
        made = world.run("keycloak_user_federation", {"realm": name, **options})
        assert not made.failed, made.result["msg"]
        yield name
        world.admin.remove_realm(name)


def federation(world: World, realm: str) -> str:
    return world.admin.get(f"/admin/realms/{realm}/components?name=directory")[0]["id"]


def act(world: World, realm: str, action: str, check: bool = False, **more: Any) -> Ran:
    named = {} if "id" in more else {"name": "directory"}
    return world.run(MODULE, {"realm": realm, **named, "action": action, **more}, check)


def test_users_come_and_go(world: World, realm: str) -> None:
    check = act(world, realm, "sync", check=True)
    assert check.changed
    first = act(world, realm, "sync")
    assert first.changed, first.result["msg"]
    assert check.result["actions"] == first.result["actions"]
    assert [first.result[name] for name in ("added", "updated", "removed_count", "failed_count")] == [2, 0, 0, 0]
    # nobody has changed since
    again = act(world, realm, "sync_changed", id=federation(world, realm))
    assert not again.failed, again.result["msg"]
    assert again.changed == bool(again.result["added"] or again.result["updated"])
    kept = act(world, realm, "remove_imported")
    assert "confirm: must be true" in kept.result["msg"]
    assert not kept.writes
    assert act(world, realm, "remove_imported", check=True, confirm=True).changed
    assert act(world, realm, "remove_imported", confirm=True).changed
    assert act(world, realm, "sync").result["added"] == 2
    assert act(world, realm, "unlink", check=True).changed
    assert act(world, realm, "unlink").changed
    users = world.admin.get(f"/admin/realms/{realm}/users?search=ann")
    assert [user.get("federationLink") for user in users] == [None]


def test_groups_of_a_mapper(world: World, realm: str) -> None:
    for group in world.admin.get(f"/admin/realms/{realm}/groups"):
        world.admin.send("DELETE", f"/admin/realms/{realm}/groups/{group['id']}")
    assert act(world, realm, "sync_mapper", check=True, mapper="groups").changed
    first = act(world, realm, "sync_mapper", mapper="groups")
    assert first.changed, first.result["msg"]
    assert first.result["added"] == 1
    assert [group["name"] for group in world.admin.get(f"/admin/realms/{realm}/groups")] == ["staff"]
    again = act(world, realm, "sync_mapper", mapper="groups", direction="to_keycloak")
    assert again.result["added"] == 0
    assert again.changed == bool(again.result["updated"])
    assert not again.failed


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"name": "nosuch", "action": "sync"}, "there is no user federation 'nosuch'"),
        ({"id": "nosuch", "action": "sync"}, "there is no user federation 'nosuch'"),
        ({"action": "sync"}, "one of the following is required: name, id"),
        ({"name": "directory", "action": "all"}, "action"),
        ({"name": "directory", "action": "sync_mapper"}, "mapper: is needed"),
        ({"name": "directory", "action": "sync_mapper", "mapper": "nosuch"}, "has no mapper 'nosuch': it has"),
        ({"name": "directory", "action": "sync", "mapper": "groups"}, "mapper: is only for action=sync_mapper"),
        ({"name": "directory", "action": "sync", "direction": "to_keycloak"}, "direction: is only for"),
    ],
)
def test_refused(world: World, realm: str, options: dict[str, Any], says: str) -> None:
    for check in (True, False):
        ran = world.run(MODULE, {"realm": realm, **options}, check)
        assert ran.failed
        assert says in ran.result["msg"]
        assert not ran.writes


def test_a_federation_that_imports_nobody_may_have_done_so_before(world: World, realm: str) -> None:
    config = {"connectionUrl": "ldap://127.0.0.1:1", "editMode": "READ_ONLY", "importEnabled": "false"}
    options = {"realm": realm, "name": "fleeting", "provider_id": "ldap", "config": config}
    assert world.run("keycloak_user_federation", options).changed
    for action in ("unlink", "remove_imported"):
        task = {"realm": realm, "name": "fleeting", "action": action, "confirm": True}
        assert world.run(MODULE, task, True).changed
        ran = world.run(MODULE, task)
        assert ran.changed, ran
        assert len(ran.writes) == 1
    world.run("keycloak_user_federation", {**options, "state": "absent"})


def test_the_roles_that_the_documentation_names_are_enough(world: World, realm: str) -> None:
    login = login_with(world.admin, realm, ["manage-users", "view-realm"])
    one = {"id": federation(world, realm)}
    for options in (
        {"action": "sync_changed"},
        {"action": "sync_mapper", "mapper": "groups"},
        {"action": "sync", **one},
    ):
        ran = act(world, realm, **options, **login)
        assert not ran.failed, ran.result["msg"]


def test_both_ways(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    here = {"realm": realm, "name": "directory"}
    steps = {
        "check": {**here, "action": "sync"},
        "run": {**here, "action": "sync_mapper", "mapper": "groups"},
        "refuse": {**here, "action": "remove_imported"},
    }
    played, results = both(world, tmp_path, MODULE, steps)
    for worker, process in results.values():
        assert worker == process
    assert READER not in played.printed + played.syslog
