# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""User federations: what the module of other collections gets wrong, each by its name."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import Ran, World
from ansible_collections.iamops.keycloak.tests.integration.harness.version import older

# the server's own mappers; 16.1 knows none of Kerberos principals
BORN = 6 if older("24") else 7

# as playbooks have it, with each setting that the other module's documentation shows
CONFIG = {
    "priority": 0,
    "enabled": True,
    "cachePolicy": "DEFAULT",
    "batchSizeForSync": 1000,
    "editMode": "READ_ONLY",
    "importEnabled": True,
    "syncRegistrations": False,
    "vendor": "other",
    "usernameLDAPAttribute": "uid",
    "rdnLDAPAttribute": "uid",
    "uuidLDAPAttribute": "entryUUID",
    "userObjectClasses": "inetOrgPerson, organizationalPerson",
    "connectionUrl": "ldaps://127.0.0.1:1",
    "usersDn": "ou=Users,dc=example,dc=com",
    "authType": "simple",
    "bindDn": "cn=directory reader",
    "bindCredential": "canary-of-the-first-bind",
    "searchScope": 1,
    "validatePasswordPolicy": False,
    "trustEmail": False,
    "useTruststoreSpi": "ldapsOnly",
    "connectionPooling": True,
    "pagination": True,
    "allowKerberosAuthentication": False,
    "useKerberosForPasswordAuthentication": False,
}
FULL_NAME = {
    "name": "full name",
    "providerId": "full-name-ldap-mapper",
    "providerType": "org.keycloak.storage.ldap.mappers.LDAPStorageMapper",
    "config": {"ldap.full.name.attribute": "cn", "read.only": True, "write.only": False},
}
OTHER = {**CONFIG, "bindCredential": "canary-of-the-second-bind"}


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm whose id is its name, as playbooks of the other module make it."""
    name = f"migrate-federation-{secrets.token_hex(3)}"
    world.admin.make_realm(name, id=name)
    yield name
    world.admin.remove_realm(name)


@pytest.fixture
def run(world: World, realm: str) -> Iterator[Any]:
    """Run the module on the federation; it is removed afterwards."""

    def task(check: bool = False, **options: Any) -> Ran:
        given = {"realm": realm, "name": "my-ldap", "provider_id": "ldap", "config": CONFIG, **options}
        ran = world.run("keycloak_user_federation", given, check)
        assert "canary" not in json.dumps(ran.result)
        return ran

    yield task
    assert not task(state="absent").failed


def _names(ran: Ran) -> set[str]:
    return {mapper["name"] for mapper in ran.result["end_state"]["mappers"]}


def test_the_whole_life_says_what_playbooks_assert_on(run: Any, realm: str) -> None:
    """Theirs says these words, but nothing in check mode, and updates an unchanged one."""
    check, made = run(check=True), run()
    assert check.changed
    one = made.result["end_state"]["id"]
    assert made.result["msg"] == f"User federation {one} has been created"
    assert made.result["existing"] == {}
    again = run()
    assert again.result["msg"] == f"No changes required to user federation {one}."
    changed = run(config={"priority": 3})
    assert changed.result["msg"] == f"User federation {one} has been updated"
    gone = run(state="absent")
    assert gone.result["msg"] == f"User federation {one} has been deleted"
    assert gone.result["end_state"] == {}
    assert run(state="absent").result["msg"] == "User federation does not exist; doing nothing."


def test_results_have_settings_as_texts_and_the_mappers(run: Any, realm: str) -> None:
    """Theirs does so, too; the API itself has a list for each setting, and no mappers."""
    end = run(mappers=[FULL_NAME]).result["end_state"]
    assert end["config"]["userObjectClasses"] == "inetOrgPerson, organizationalPerson"
    assert end["config"]["batchSizeForSync"] == "1000"
    assert end["config"]["enabled"] == "true"
    assert end["parentId"] == realm
    (mapper,) = end["mappers"]
    assert mapper["parentId"] == end["id"]
    assert mapper["config"] == {"ldap.full.name.attribute": "cn", "read.only": "true", "write.only": "false"}
    again = run(mappers=[FULL_NAME])
    assert again.result["existing"] == end
    assert again.result["proposed"]["mappers"] == [FULL_NAME | {"config": mapper["config"]}]


def test_an_unchanged_run_writes_nothing(run: Any) -> None:
    """Theirs reports no change and sends the whole federation each time."""
    run()
    for check in (True, False):
        ran = run(check=check)
        assert not ran.changed
        assert not ran.writes


def test_check_mode_foresees_no_change_where_there_is_none(run: Any) -> None:
    """Theirs always foresees a change: it takes a setting that the server has added for one that it would remove."""
    end = run(mappers=[FULL_NAME]).result["end_state"]
    assert older("24") or "krbPrincipalAttribute" in end["config"]
    ran = run(check=True, mappers=[FULL_NAME])
    assert not ran.changed
    assert ran.result["diff"]["before"] == ran.result["diff"]["after"]


def test_a_changed_bind_credential_is_reported_and_written_once(run: Any) -> None:
    """Theirs writes it and reports no change."""
    run()
    assert run(check=True, config=OTHER).changed
    assert run(config=OTHER).changed
    again = run(config=OTHER)
    assert not again.changed
    assert not again.writes


@pytest.mark.parametrize("mode", ["always", "only_indirect"])
def test_bind_credential_update_mode_is_obeyed_where_it_is_given(run: Any, mode: str) -> None:
    """Theirs has a default for it, and reports no change where it writes the credential alone."""
    run()
    ran = run(config=OTHER, bind_credential_update_mode=mode)
    assert ran.changed == bool(ran.writes) == (mode == "always")
    ran = run(config={**OTHER, "priority": 9}, bind_credential_update_mode=mode)
    assert ran.changed
    assert not run(config={**OTHER, "priority": 9}).changed


def test_no_secret_is_shown(run: Any) -> None:
    """The fixture looks for it in each result: proposed, diff, invocation and msg. Their component module prints it."""
    for options in ({}, {"config": OTHER}, {"config": {**OTHER, "editMode": "nosuch"}}, {"bindCredential": "x"}):
        run(check=True, **options)
        run(**options)


def test_a_new_federation_keeps_the_mappers_that_the_server_gives_it(run: Any) -> None:
    """Theirs removes all seven where the task names no mappers, and nobody can log in."""
    assert len(_names(run())) == BORN
    assert len(_names(run(config={"priority": 4}))) == BORN


def test_a_mapper_of_the_server_is_known_by_its_name(run: Any) -> None:
    """Theirs asks for the provider of a mapper that is there."""
    mappers = [{"name": "email", "config": {"always.read.value.from.ldap": True}}]
    assert len(_names(run(mappers=mappers, remove_unspecified_mappers=False))) == BORN
    assert not run(mappers=mappers, remove_unspecified_mappers=False).changed


@pytest.mark.parametrize(("exact", "left"), [(None, 1), (True, 1), (False, BORN + 1)])
def test_a_list_of_mappers_is_exact_unless_told_otherwise(run: Any, exact: Any, left: int) -> None:
    """Theirs, too."""
    foreseen = run(check=True, mappers=[FULL_NAME], remove_unspecified_mappers=exact)
    ran = run(mappers=[FULL_NAME], remove_unspecified_mappers=exact)
    assert foreseen.result["actions"] == ran.result["actions"]
    assert len(_names(ran)) == left
    assert not run(mappers=[FULL_NAME], remove_unspecified_mappers=exact).changed


def test_settings_that_the_task_does_not_name_stay(run: Any, world: World, realm: str) -> None:
    """Theirs has defaults for twenty settings, and writes these over what is there."""
    run(config={**CONFIG, "searchScope": 2, "pagination": False, "batchSizeForSync": 20})
    assert run(config={"editMode": "READ_ONLY", "priority": 5}).changed
    config = world.admin.get(f"/admin/realms/{realm}/components?name=my-ldap")[0]["config"]
    assert [config[name] for name in ("searchScope", "pagination", "batchSizeForSync")] == [["2"], ["false"], ["20"]]
    assert config["bindCredential"] == ["**********"]


def test_a_federation_of_kerberos_is_one_as_well(run: Any) -> None:
    """The example of their documentation; it has no mappers."""
    kerberos = {"kerberosRealm": "EXAMPLE.COM", "serverPrincipal": "HTTP/host@EXAMPLE.COM", "keyTab": "keytab"}
    flags = {"allowPasswordAuthentication": False, "updateProfileFirstLogin": False, "cachePolicy": "DEFAULT"}
    options = {"name": "my-kerberos", "provider_id": "kerberos", "config": {**kerberos, **flags}}
    made = run(**options)
    assert made.changed
    assert made.result["end_state"]["mappers"] == []
    assert not run(**options).changed
    assert run(**options, state="absent").changed
