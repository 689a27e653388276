# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Components: what is read and what is desired -> which writes; fingerprints in the realm's attributes."""

from __future__ import annotations

from typing import Any, Optional

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.apply import apply
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.desired import read
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.fingerprint import MASK, PREFIX, matches, seal
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Certain, observe
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.plan import Plan, plan
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.components import (
    COMPONENT,
    FEDERATION,
    REGISTRATION_POLICY,
)
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import (
    Forbidden,
    InvalidInput,
    MissingReference,
)

REALM = "/admin/realms/acme"
ALL = f"{REALM}/components"
KEYS = "org.keycloak.keys.KeyProvider"
MAPPER_TYPE = "org.keycloak.storage.ldap.mappers.LDAPStorageMapper"
KEY = {
    "id": "k",
    "name": "key",
    "providerType": KEYS,
    "providerId": "rsa",
    "parentId": "r",
    "config": {"priority": ["5"]},
}
LDAP = {
    "id": "l",
    "name": "ldap",
    "providerType": FEDERATION,
    "providerId": "ldap",
    "parentId": "r",
    "config": {"vendor": ["ad"], "bindCredential": [MASK]},
}
MAPPER = {"id": "m", "name": "ldap", "providerType": MAPPER_TYPE, "providerId": "m", "parentId": "l", "config": {}}
POLICIES = [
    {
        "id": kind,
        "name": "P",
        "providerType": REGISTRATION_POLICY,
        "providerId": "scope",
        "parentId": "r",
        "subType": kind,
    }
    for kind in ("anonymous", "authenticated")
]
OLD = PREFIX + "l.config.bindCredential"
REALM_NOW: dict[str, Any] = {
    "id": "r",
    "realm": "acme",
    "displayName": "Acme",
    "clientSessionIdleTimeout": 0,
    "attributes": {"own": "1", OLD: seal("old one", b"0" * 16), PREFIX + "other.config.secret": "v1"},
}


LIST = {**KEY, "id": "s", "name": "list", "config": {"x": ["2", "1"]}}


class Server:
    """A realm with components."""

    def __init__(self, *items: dict[str, Any], allowed: bool = True) -> None:
        self.items = items or (KEY, LIST, LDAP, MAPPER, *POLICIES)
        self.allowed = allowed
        self.asked: list[str] = []

    def get(self, path: str, params: Any = None) -> Any:
        self.asked.append(path)
        if path == "/admin/serverinfo":
            if not self.allowed:
                raise Forbidden(403, "GET", path, "no")
            return {"componentTypes": {KEYS: [{"id": "rsa"}], FEDERATION: [{"id": "ldap"}], MAPPER_TYPE: [{"id": "m"}]}}
        if path == REALM:
            return REALM_NOW
        return next((item for item in self.items if path == f"{ALL}/{item['id']}"), None)

    def list(self, path: str, params: Any = None) -> Any:
        names = {"name": "name", "type": "providerType", "parent": "parentId"}
        return [item for item in self.items if all(item[names[key]] == value for key, value in params.items())]


def planned(server: Optional[Server] = None, **options: Any) -> Plan:
    desired = read(COMPONENT, {"realm": "acme", **options})
    return plan(COMPONENT, observe(COMPONENT, server or Server(), desired, Certain()), desired)


def actions(found: Plan) -> list[str]:
    return [one.replace(REALM, "") for one in found.actions]


A_KEY = {"name": "key", "provider_type": KEYS, "provider_id": "rsa"}
A_LIST = {**A_KEY, "name": "list"}
AN_LDAP = {"name": "ldap", "provider_type": FEDERATION, "provider_id": "ldap"}
A_MAPPER = {"name": "ldap", "provider_type": MAPPER_TYPE, "provider_id": "m"}


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (A_KEY, []),
        ({**A_KEY, "realm": None, "parent_id": "acme"}, []),
        ({**A_KEY, "parent_id": "acme"}, []),
        ({"id": "k"}, []),
        ({"id": "k", "name": "other"}, ["PUT /components/k"]),
        ({**A_KEY, "config": {"priority": 5}}, []),
        ({**A_LIST, "config": {"x": ["1", "2"]}}, []),
        ({**A_KEY, "config": {"priority": [6]}}, ["PUT /components/k"]),
        ({**A_KEY, "config": {"priority": None}}, ["PUT /components/k"]),
        ({**A_KEY, "config": {"priority": []}}, ["PUT /components/k"]),
        ({**A_KEY, "sub_type": "x"}, ["PUT /components/k"]),
        ({**A_MAPPER, "parent_id": "ldap"}, []),
        ({**A_MAPPER, "parent_id": "l"}, []),
        ({**A_MAPPER, "name": "new", "parent_id": "ldap"}, ["POST /components"]),
        ({"name": "P", "provider_type": REGISTRATION_POLICY, "provider_id": "scope", "sub_type": "anonymous"}, []),
        ({**AN_LDAP, "config": {"bindCredential": "old one"}}, []),
        ({**AN_LDAP, "config": {"bindCredential": MASK}}, []),
        ({**AN_LDAP, "config": {"bindCredential": "new one"}}, ["PUT /components/l", "PUT "]),
        ({**AN_LDAP, "config": {"bindCredential": "new one"}, "update_secrets": "on_create"}, []),
        (
            {**AN_LDAP, "config": {"bindCredential": "old one"}, "update_secrets": "always"},
            ["PUT /components/l", "PUT "],
        ),
        ({**AN_LDAP, "config": {"bindCredential": None}}, ["PUT /components/l", "PUT "]),
        ({**AN_LDAP, "config": {"vendor": "rhds"}}, ["PUT /components/l"]),
        ({**AN_LDAP, "name": "new", "config": {"bindCredential": "x-secret"}}, ["POST /components", "PUT "]),
        ({**AN_LDAP, "state": "absent"}, ["DELETE /components/l", "PUT "]),
        ({**A_KEY, "state": "absent"}, ["DELETE /components/k"]),
        ({**A_KEY, "name": "nosuch", "state": "absent"}, []),
    ],
)
def test_changes(options: dict[str, Any], expected: list[str]) -> None:
    assert actions(planned(**options)) == expected


@pytest.mark.parametrize(
    ("options", "error", "text"),
    [
        ({**A_KEY, "name": "n" * 256}, InvalidInput, "at most 255"),
        ({**A_KEY, "name": "new", "provider_id": "nosuch"}, MissingReference, "there is no 'nosuch' among rsa"),
        ({**A_KEY, "name": "new", "provider_type": "nosuch"}, MissingReference, "this server has no 'nosuch'"),
        ({**A_MAPPER, "parent_id": "nosuch"}, MissingReference, "no component 'nosuch'"),
        ({"id": "k", "provider_id": "hmac"}, InvalidInput, "can't be changed"),
        ({"name": "P", "provider_type": REGISTRATION_POLICY, "provider_id": "scope"}, InvalidInput, "2 components"),
        ({"name": "new"}, InvalidInput, "provider_type: is needed"),
        ({"name": "key", "state": "absent"}, InvalidInput, "provider_type: is needed"),
        ({"id": "k", "name": ""}, InvalidInput, "and the empty text"),
    ],
)
def test_refusals(options: dict[str, Any], error: type[Exception], text: str) -> None:
    with pytest.raises(error, match=text):
        planned(**options)


def test_a_removed_key_is_sent_as_an_empty_list_and_a_masked_one_as_its_mask() -> None:
    (step,) = planned(**AN_LDAP, config={"vendor": None}).steps
    assert step.body == {**LDAP, "config": {"vendor": [], "bindCredential": [MASK]}}


def test_providers_are_only_looked_up_for_a_new_component_and_where_that_is_allowed() -> None:
    server = Server()
    planned(server, **A_KEY)
    assert "/admin/serverinfo" not in server.asked
    assert actions(planned(Server(KEY, allowed=False), **A_KEY | {"name": "n", "provider_id": "x"})) == [
        "POST /components"
    ]


class Writer:
    """Takes writes and makes the id that the body of a later one needs."""

    def __init__(self) -> None:
        self.bodies: list[Any] = []

    def send(self, method: str, path: str, body: Any = None, *, content: str = "json") -> Any:
        self.bodies.append(body)
        return type("Answer", (), {"data": None, "location_id": "made"})


def test_a_fingerprint_is_kept_with_the_whole_realm() -> None:
    found, writer = planned(**AN_LDAP | {"name": "new"}, config={"bindCredential": "the secret"}), Writer()
    apply(found, writer, [])
    realm = writer.bodies[1]
    assert {name: value for name, value in realm.items() if name != "attributes"} == {
        "realm": "acme",
        "displayName": "Acme",
    }
    made = realm["attributes"].pop(PREFIX + "made.config.bindCredential")
    assert matches("the secret", made)
    assert realm["attributes"] == REALM_NOW["attributes"]


@pytest.mark.parametrize("options", [{"state": "absent"}, {"config": {"bindCredential": None}}])
def test_a_fingerprint_goes_with_its_secret(options: dict[str, Any]) -> None:
    step = planned(**AN_LDAP, **options).steps[-1]
    assert step.body["attributes"] == {"own": "1", PREFIX + "other.config.secret": "v1"}
