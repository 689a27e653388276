# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""People of a real directory log in to Keycloak, as the federation that the module has made lets them."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.version import older
from ansible_collections.iamops.keycloak.tests.servers import openldap

from .conftest import READER, WORDS, Federated

SYNC = "user-storage/{federation}/mappers/{mapper}/sync?direction=fedToKeycloak"
BORN = {
    # 16.1 knows none
    *([] if older("24") else ["Kerberos principal attribute mapper"]),
    "creation date",
    "email",
    "first name",
    "last name",
    "modify date",
    "username",
}


def mapper(end: dict[str, Any], name: str) -> str:
    """Return the id of a federation's mapper."""
    return next(one["id"] for one in end["mappers"] if one["name"] == name)


def test_people_log_in_and_are_known_by_their_attributes(realm: Federated) -> None:
    end = realm.made()
    assert {one["name"] for one in end["mappers"]} == BORN
    assert [name for name in WORDS if realm.admitted(name)] == list(WORDS)
    assert not realm.admitted("ann", "somebody else's word")
    ann = realm.user("ann")
    assert {name: ann[name] for name in ("firstName", "lastName", "email")} == {
        "firstName": "Ann",
        "lastName": "Tester",
        "email": "ann@example.org",
    }


def test_a_wrong_bind_credential_is_changed_once_and_people_log_in(realm: Federated) -> None:
    realm.made(config={"bindCredential": "a wrong one"})
    assert not realm.admitted("ann")
    right = {"config": {"bindCredential": READER}}
    check, ran = realm.run(check=True, **right), realm.run(**right)
    assert check.changed
    assert ran.changed
    assert check.result["diff"] == ran.result["diff"]
    realm.unchanged(**right)
    assert realm.admitted("ann")
    # a run that knows nothing of the credential leaves it alone
    assert realm.run(config={"trustEmail": True}).changed
    assert realm.admitted("bob")


@pytest.mark.parametrize("mode", ["always", "only_indirect"])
def test_a_mode_that_is_given_is_obeyed(realm: Federated, mode: str) -> None:
    realm.made(config={"bindCredential": "a wrong one"})
    options = {"config": {"bindCredential": READER}, "bind_credential_update_mode": mode}
    assert realm.run(**options).changed == (mode == "always")
    assert realm.admitted("ann") == (mode == "always")
    with_another = {**options, "config": {"bindCredential": READER, "priority": 3}}
    assert realm.run(**with_another).changed
    assert realm.admitted("ann")
    assert realm.run(**with_another).changed == (mode == "always")
    realm.unchanged(config={"bindCredential": READER})


def test_nobody_logs_in_while_it_is_disabled(realm: Federated) -> None:
    realm.made()
    assert realm.admitted("ann")
    assert realm.run(config={"enabled": "no"}).changed
    assert not realm.admitted("ann")
    assert realm.run(config={"enabled": None}).changed
    assert realm.admitted("ann")


def test_groups_of_the_directory_are_groups_of_the_realm(realm: Federated) -> None:
    groups = {
        "name": "groups",
        "providerId": "group-ldap-mapper",
        "config": {
            "groups.dn": openldap.GROUPS,
            "group.name.ldap.attribute": "cn",
            "group.object.classes": "groupOfNames",
            "membership.ldap.attribute": "member",
            "membership.attribute.type": "DN",
            "membership.user.ldap.attribute": "uid",
            "mode": "READ_ONLY",
            "user.roles.retrieve.strategy": "LOAD_GROUPS_BY_MEMBER_ATTRIBUTE",
            "preserve.group.inheritance": False,
        },
    }
    end = realm.made(mappers=[groups], remove_unspecified_mappers=False)
    assert {one["name"] for one in end["mappers"]} == BORN | {"groups"}
    assert realm.send(SYNC.format(federation=end["id"], mapper=mapper(end, "groups"))).json()["added"] == 1
    assert _names(realm, "ann", "groups") == {"staff"}
    assert _names(realm, "cleo", "groups") == set()


def test_groups_of_the_directory_are_roles_of_the_realm(realm: Federated) -> None:
    roles = {
        "name": "roles",
        "providerId": "role-ldap-mapper",
        "config": {
            "roles.dn": openldap.GROUPS,
            "role.name.ldap.attribute": "cn",
            "role.object.classes": ["groupOfNames"],
            "membership.ldap.attribute": "member",
            "membership.attribute.type": "DN",
            "membership.user.ldap.attribute": "uid",
            "mode": "READ_ONLY",
            "user.roles.retrieve.strategy": "LOAD_ROLES_BY_MEMBER_ATTRIBUTE",
            "use.realm.roles.mapping": True,
        },
    }
    end = realm.made(mappers=[roles], remove_unspecified_mappers=False)
    assert realm.send(SYNC.format(federation=end["id"], mapper=mapper(end, "roles"))).json()["added"] == 1
    assert "staff" in _names(realm, "bob", "role-mappings/realm/composite")
    assert "staff" not in _names(realm, "cleo", "role-mappings/realm/composite")


def _names(realm: Federated, user: str, what: str) -> set[str]:
    found = realm.world.admin.get(f"/admin/realms/{realm.realm}/users/{realm.user(user)['id']}/{what}")
    return {one["name"] for one in found}


def test_a_list_of_mappers_is_exact(realm: Federated) -> None:
    department = {
        "name": "kind of work",
        "providerId": "user-attribute-ldap-mapper",
        "config": {
            "ldap.attribute": "employeeType",
            "user.model.attribute": "lastName",
            "read.only": True,
            "always.read.value.from.ldap": True,
            "is.mandatory.in.ldap": False,
        },
    }
    end = realm.made(mappers=[{"name": "username"}, {"name": "first name"}, department])
    assert sorted(one["name"] for one in end["mappers"]) == ["first name", "kind of work", "username"]
    ann = realm.user("ann")
    assert ann["lastName"] == "tester"
    assert "email" not in ann


def test_all_people_come_with_a_sync_and_go_with_the_federation(realm: Federated) -> None:
    end = realm.made(config={"importEnabled": True, "batchSizeForSync": 2, "pagination": True})
    assert realm.send(f"user-storage/{end['id']}/sync?action=triggerFullSync").json()["added"] == len(WORDS)
    # the server notes the time of the sync in the settings: nothing of ours
    realm.unchanged(config={**realm.config, "bindCredential": READER, "batchSizeForSync": 2})
    users = f"/admin/realms/{realm.realm}/users"
    assert {user["username"] for user in realm.world.admin.get(users)} == set(WORDS)
    check, ran = realm.run(check=True, state="absent"), realm.run(state="absent")
    assert check.result["actions"] == ran.result["actions"]
    assert realm.world.admin.get(users) == []
    assert not realm.admitted("ann")
    attributes = realm.world.admin.get(f"/admin/realms/{realm.realm}")["attributes"]
    assert not [name for name in attributes if name.startswith("iamops.fingerprint")]
    realm.unchanged(state="absent")


def test_a_new_password_is_written_to_the_directory(realm: Federated) -> None:
    realm.made(config={"editMode": "WRITABLE"})
    credential = {"type": "password", "value": "another-of-cleo", "temporary": False}
    realm.send(f"users/{realm.user('cleo')['id']}/reset-password", "PUT", credential)
    assert realm.admitted("cleo", "another-of-cleo")
    assert not realm.admitted("cleo")
    realm.send(f"users/{realm.user('cleo')['id']}/reset-password", "PUT", {**credential, "value": WORDS["cleo"]})
    assert realm.admitted("cleo")
