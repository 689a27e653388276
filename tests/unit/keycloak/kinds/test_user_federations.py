# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""User federations: what is read and what is desired -> which writes; what a new one is born with."""

from __future__ import annotations

from typing import Any, Optional

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.desired import read
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.fingerprint import MASK, PREFIX, seal
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Certain, observe
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.part import Situation
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.plan import Plan, plan
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.components import FEDERATION
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.federation_mappers import (
    KERBEROS,
    MAPPERS_OF_LDAP,
    mappers_of_a_new_one,
)
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.user_federations import (
    USER_FEDERATION,
    presented,
)
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput, MissingReference

REALM = "/admin/realms/acme"
ALL = f"{REALM}/components"
LDAP = {
    "id": "l",
    "name": "ldap",
    "providerType": FEDERATION,
    "providerId": "ldap",
    "parentId": "r",
    "config": {"editMode": ["READ_ONLY"], "enabled": ["True"], "userObjectClasses": ["a,b"], "bindCredential": [MASK]},
}
TWINS = [{**LDAP, "id": name, "name": "twin"} for name in ("t1", "t2")]
KEY = {"id": "k", "name": "key", "providerType": "org.keycloak.keys.KeyProvider", "parentId": "r", "config": {}}
MAIL = {
    "id": "m",
    "name": "email",
    "providerId": "attribute",
    "providerType": MAPPERS_OF_LDAP,
    "parentId": "l",
    "config": {"ldap.attribute": ["mail"]},
}
SEALED = {f"{PREFIX}l.config.bindCredential": seal("old one", b"0" * 16)}


class Server:
    """A realm with a federation, its mapper, and a key."""

    mappers = ("attribute", KERBEROS)

    def get(self, path: str, params: Any = None) -> Any:
        if path == "/admin/serverinfo":
            types = {FEDERATION: ["ldap", "own"], MAPPERS_OF_LDAP: self.mappers}
            return {"componentTypes": {name: [{"id": one} for one in ids] for name, ids in types.items()}}
        if path == REALM:
            return {"id": "r", "realm": "acme", "attributes": SEALED}
        return next((one for one in (LDAP, KEY, MAIL) if path == f"{ALL}/{one['id']}"), None)

    def list(self, path: str, params: Any = None) -> Any:
        names = {"name": "name", "type": "providerType", "parent": "parentId"}
        items = (LDAP, KEY, MAIL, *TWINS)
        return [one for one in items if all(one[names[key]] == value for key, value in params.items())]


def planned(name: Optional[str] = "ldap", **options: Any) -> Plan:
    desired = read(USER_FEDERATION, {"realm": "acme", "name": name, **options})
    return plan(USER_FEDERATION, observe(USER_FEDERATION, Server(), desired, Certain()), desired)


NEW = {"name": "new", "provider_id": "ldap", "config": {"editMode": "READ_ONLY"}}
MAPPER = {"name": "new", "providerId": "attribute"}
BORN = ["DELETE /components/{id}"]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, []),
        ({"provider_id": "ldap", "provider_type": FEDERATION, "parent_id": "acme"}, []),
        ({"parent_id": "r"}, []),
        ({"name": None, "id": "l"}, []),
        ({"name": "other", "id": "l"}, ["PUT /components/l"]),
        ({"config": {"enabled": True, "userObjectClasses": ["a", "b"]}}, []),
        ({"config": {"enabled": "yes", "userObjectClasses": "a, b"}}, []),
        ({"config": {"enabled": "off"}}, ["PUT /components/l"]),
        ({"config": {"userObjectClasses": ["b", "a"]}}, ["PUT /components/l"]),
        ({"config": {"enabled": None}}, ["PUT /components/l"]),
        ({"config": {"bindCredential": "old one"}}, []),
        ({"config": {"bindCredential": "new one"}}, ["PUT /components/l", "PUT "]),
        ({"config": {"bindCredential": "new one"}, "bind_credential_update_mode": "only_indirect"}, []),
        (
            {"config": {"bindCredential": "new one", "x": "y"}, "bind_credential_update_mode": "only_indirect"},
            ["PUT /components/l", "PUT "],
        ),
        (
            {"config": {"bindCredential": "old one"}, "bind_credential_update_mode": "always"},
            ["PUT /components/l", "PUT "],
        ),
        (
            {
                "config": {"bindCredential": "new one"},
                "bind_credential_update_mode": "always",
                "update_secrets": "on_create",
            },
            [],
        ),
        ({"config": {"connectionPoolingMaxSize": 5}}, []),
        ({"mappers": [{"name": "email"}]}, []),
        ({"mappers": [{"name": "email", "parentId": "ldap", "config": {"ldap.attribute": ["mail"]}}]}, []),
        ({"mappers": [{"id": "m", "parentId": "l"}]}, []),
        ({"mappers": [{"id": "m", "name": "mail"}]}, ["PUT /components/m"]),
        ({"mappers": [{"name": "email", "config": {"ldap.attribute": None}}]}, ["PUT /components/m"]),
        ({"mappers": []}, ["DELETE /components/m"]),
        ({"mappers": [MAPPER]}, ["DELETE /components/m", "POST /components"]),
        ({"mappers": [MAPPER], "remove_unspecified_mappers": True}, ["DELETE /components/m", "POST /components"]),
        ({"mappers": [MAPPER], "remove_unspecified_mappers": False}, ["POST /components"]),
        (NEW, ["POST /components"]),
        ({**NEW, "mappers": []}, ["POST /components", *BORN * 7]),
        ({**NEW, "mappers": [{"name": "email"}, MAPPER]}, ["POST /components", *BORN * 6, "POST /components"]),
        ({**NEW, "provider_id": "own", "config": {}, "mappers": []}, ["POST /components"]),
        ({"state": "absent"}, ["DELETE /components/l", "PUT "]),
        ({"name": "nosuch", "state": "absent"}, []),
    ],
)
def test_changes(options: dict[str, Any], expected: list[str]) -> None:
    assert [one.replace(REALM, "") for one in planned(**options).actions] == expected


def test_settings_that_servers_have_no_more_are_told() -> None:
    found = planned(config={"connectionPoolingMaxSize": 5, "priority": 1})
    assert found.steps[0].body["config"].keys() == {*LDAP["config"], "priority"}
    assert found.notes == ("config.connectionPoolingMaxSize: servers have no such setting any more, it is left out",)


@pytest.mark.parametrize(
    ("options", "error", "text"),
    [
        ({"name": "n" * 256}, InvalidInput, "at most 255"),
        ({**NEW, "provider_id": "nosuch"}, MissingReference, "there is no 'nosuch' among ldap, own"),
        ({**NEW, "provider_id": None}, InvalidInput, "provider_id: is needed"),
        ({**NEW, "config": {}}, InvalidInput, "Edit Mode is mandatory"),
        ({"provider_id": "own"}, InvalidInput, "can't be changed"),
        ({"name": None, "id": "k"}, InvalidInput, "provider_type: can't be changed"),
        ({"name": None, "id": "k", "state": "absent"}, InvalidInput, "is no user federation"),
        ({"name": "twin"}, InvalidInput, "2 user federations named 'twin' .t1, t2."),
        ({"parent_id": "other"}, InvalidInput, "must be the name or the id of the realm"),
        ({"config": {"enabled": "maybe"}}, InvalidInput, "config.enabled: must be true or false"),
        ({"mappers": [{"name": "new"}]}, InvalidInput, r"mappers\[0\].providerId: is needed"),
        ({"mappers": [{**MAPPER, "providerId": "x"}]}, MissingReference, "there is no 'x' among attribute"),
        ({"mappers": [{"name": "email", "parentId": "x"}]}, InvalidInput, "it is the federation itself"),
        ({"mappers": [{"name": "email", "providerId": "x"}]}, InvalidInput, "can't be changed"),
        ({"mappers": [{"id": "x"}]}, InvalidInput, "is nobody's here"),
    ],
)
def test_refusals(options: dict[str, Any], error: type[Exception], text: str) -> None:
    with pytest.raises(error, match=text):
        planned(**options)


def born(**config: str) -> dict[str, str]:
    """Return the mappers of a new federation, with the attribute of the directory that each is about."""
    desired = {"providerId": "ldap", "config": {key: [value] for key, value in config.items()}}
    mappers = mappers_of_a_new_one(Situation({}, True, desired=desired))
    return {one["name"]: (one["config"].get("ldap.attribute") or [""])[0] for one in mappers}


USUAL = {
    "username": "uid",
    "first name": "cn",
    "last name": "sn",
    "email": "mail",
    "creation date": "createTimestamp",
    "modify date": "modifyTimestamp",
    "Kerberos principal attribute mapper": "",
}
DIRECTORY = {**USUAL, "creation date": "whenCreated", "modify date": "whenChanged", "MSAD account controls": ""}


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ({}, USUAL),
        ({"editMode": "WRITABLE"}, USUAL),
        ({"vendor": "ad", "usernameLDAPAttribute": "cn"}, {**DIRECTORY, "username": "cn", "first name": "givenName"}),
        (
            {"vendor": "ad", "usernameLDAPAttribute": "sAMAccountName", "editMode": "WRITABLE"},
            {**DIRECTORY, "username": "sAMAccountName", "first name": "givenName", "username-cn": "cn"},
        ),
    ],
)
def test_what_a_new_one_is_born_with(config: dict[str, str], expected: dict[str, str]) -> None:
    assert born(**config) == expected


def test_an_entry_that_is_named_by_its_full_name_has_no_first_name() -> None:
    names = born(vendor="ad", usernameLDAPAttribute="sAMAccountName", rdnLDAPAttribute="CN", editMode="READ_ONLY")
    assert "full name" in names
    assert "first name" not in names


def test_results_show_settings_as_texts() -> None:
    config = {"one": ["1"], "none": [], "two": ["1", "2"], "empty": [""]}
    shown = presented({"name": "x", "config": config, "mappers": [{"config": config}]}, False)
    assert shown == {"name": "x", "config": {"one": "1", "two": ["1", "2"]}, "mappers": [{"config": shown["config"]}]}


def test_what_an_older_server_gives_a_new_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """It knows no mapper of Kerberos principals (16.1.1)."""
    monkeypatch.setattr(Server, "mappers", ("attribute",))
    assert len(planned(**NEW, mappers=[]).actions) == 7
