# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Users: what is read and what is desired -> which writes, and what comes along with a user."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.module import Binding
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.desired import read
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Certain
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.run import run
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.users import USER
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.answers import Answer
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import Forbidden, InvalidInput
from ansible_collections.iamops.keycloak.tests.unit.keycloak.kinds.user_server import (
    BOB,
    HASH,
    PASSWORD,
    SECRET,
    USERS,
    Server,
    action,
    attribute,
    group,
    planned,
)

PUT = [f"PUT {USERS}/1"]
PLANS = [
    ({}, []),
    ({"id": "1"}, []),
    ({"id": "1", "username": "Robert"}, PUT),
    ({"first_name": "Bob", "email": "BOB@x.org"}, []),
    ({"first_name": ""}, PUT),
    ({"last_name": ""}, []),
    ({"enabled": False}, PUT),
    ({"email_verified_behavior": "no_defaults"}, []),
    ({"email_verified_behavior": "compatibility"}, PUT),
    ({"email_verified_behavior": "compatibility", "email_verified": True}, []),
    ({"attributes": [attribute("dept", "b", "a")]}, []),
    ({"attributes": [attribute("dept", "a")]}, PUT),
    ({"attributes": [attribute("dept", "a", state="absent")]}, PUT),
    ({"attributes": [attribute("nothing")]}, []),
    ({"attributes": []}, PUT),
    ({"required_actions": ["VERIFY_EMAIL"]}, []),
    ({"required_actions": ["TERMS"]}, PUT),
    ({"groups": [{"name": "home"}]}, []),
    ({"groups": [{"name": "home"}, {"name": "/a/b"}]}, [f"PUT {USERS}/1/groups/id-a-b"]),
    ({"groups": [{"name": "/home", "state": "absent"}]}, [f"DELETE {USERS}/1/groups/id-home"]),
    ({"groups": [{"name": "a/b"}], "groups_behavior": "exact"},
     [f"DELETE {USERS}/1/groups/id-home", f"PUT {USERS}/1/groups/id-a-b"]),
    ({"groups": []}, [f"DELETE {USERS}/1/groups/id-home"]),
    ({"groups": [], "groups_behavior": "subset"}, []),
    ({"credentials": []}, []),
    (PASSWORD, [f"PUT {USERS}/1/reset-password"]),
    ({"federated_identities": [{"identity_provider": "idp", "user_id": "7"}]}, []),
    ({"federated_identities": [{"identity_provider": "idp", "user_id": "8"}]},
     [f"DELETE {USERS}/1/federated-identity/idp", f"POST {USERS}/1/federated-identity/idp"]),
    ({"federated_identities": [{"identity_provider": "other", "user_id": "8"}]},
     [f"DELETE {USERS}/1/federated-identity/idp", f"POST {USERS}/1/federated-identity/other"]),
    ({"federated_identities": []}, [f"DELETE {USERS}/1/federated-identity/idp"]),
    ({"client_consents": [{"client_id": "app", "roles": ["a", "b"]}, {"client_id": "web"}]}, []),
    ({"client_consents": [{"client_id": "app"}]}, [f"DELETE {USERS}/1/consents/web"]),
    ({"client_consents": []}, [f"DELETE {USERS}/1/consents/app", f"DELETE {USERS}/1/consents/web"]),
    ({"access": {"manage": True}}, []),
    ({"disableable_credential_types": []}, []),
    ({"force": True}, [f"DELETE {USERS}/1", f"POST {USERS}"]),
    ({"force": True, "state": "absent"}, [f"DELETE {USERS}/1"]),
    ({"username": "new"}, [f"POST {USERS}"]),
    ({"username": "new", "force": True}, [f"POST {USERS}"]),
    ({"service_account_client_id": "robot"}, []),
    ({"service_account_client_id": "robot", "first_name": "R"}, [f"PUT {USERS}/2"]),
]  # fmt: skip


@pytest.mark.parametrize(("options", "actions"), PLANS)
def test_plan(options: dict[str, Any], actions: list[str]) -> None:
    assert planned(**options).actions == actions


def test_an_unchanged_user_takes_one_read() -> None:
    server = Server(BOB)
    planned(server, first_name="Bob", attributes=[attribute("dept", "a", "b")], required_actions=["VERIFY_EMAIL"])
    assert server.reads == [USERS]


def test_a_write_with_attributes_carries_what_it_would_clear() -> None:
    body = planned(attributes=[attribute("dept", "x")]).steps[0].body
    assert body["attributes"] == {"dept": ["x"], "other": ["c"]}
    assert (body["firstName"], body["email"]) == ("Bob", "bob@x.org")
    assert not {"access", "notBefore", "federatedIdentities"} & set(body)


def test_all_of_a_new_user_is_in_one_request() -> None:
    plan = planned(
        username="New", first_name="N", groups=[{"name": "home"}, {"name": "/a/b"}], required_actions=["TERMS"],
        federated_identities=[{"identity_provider": "idp", "user_id": "1"}], attributes=[attribute("a", "b")],
        **PASSWORD,
    )  # fmt: skip
    assert plan.actions == [f"POST {USERS}"]
    assert plan.steps[0].body == {
        "username": "new",
        "firstName": "N",
        "attributes": {"a": ["b"]},
        "groups": ["/a/b", "/home"],
        "credentials": [SECRET],
        "requiredActions": ["TERMS"],
        "federatedIdentities": [{"identityProvider": "idp", "userId": "1"}],
    }
    assert "canary-1" not in str((plan.before, plan.after, plan.foreseen))


NEW = {"username": "new"}
BY_DEFAULT = {"default_groups": [group("/home"), group("/dg")]}


@pytest.mark.parametrize(
    ("options", "gone", "then"),
    [
        ({"groups": [{"name": "new"}]}, [], ["/dg", "/home", "/new"]),
        ({"groups": [{"name": "new"}], "groups_behavior": "exact"}, ["-home", "-dg"], ["/new"]),
        ({"groups": [{"name": "home"}], "groups_behavior": "exact"}, ["-dg"], ["/home"]),
        ({"groups": [{"name": "new"}, {"name": "dg", "state": "absent"}]}, ["-dg"], ["/home", "/new"]),
        ({"groups": []}, ["-home", "-dg"], None),
    ],
)
def test_a_new_user_has_the_default_groups(options: Any, gone: list[str], then: Any) -> None:
    plan = planned(Server(BOB, **BY_DEFAULT), **NEW, **options)
    assert plan.actions == [f"POST {USERS}", *(f"DELETE {USERS}/{{id}}/groups/id{name}" for name in gone)]
    assert plan.after.get("groups") == then


def test_a_new_user_has_the_default_actions() -> None:
    server = Server(BOB, authentication__required_actions=[action("TERMS", True), action("VERIFY_EMAIL")])
    assert planned(server, **NEW, required_actions=["TERMS"]).actions == [f"POST {USERS}"]
    assert planned(server, **NEW, required_actions=[]).actions == [f"POST {USERS}", f"PUT {USERS}/{{id}}"]


REFUSED = [
    ({"groups": [{"name": "none"}]}, "groups: there is no group '/none' in realm 'acme'"),
    ({"required_actions": ["NONE"]}, "there is no required action 'NONE'"),
    ({"federated_identities": [{"identity_provider": "none", "user_id": "1"}]}, "no identity provider 'none'"),
    ({"federation_link": "none"}, "there is no user storage 'none'"),
    ({"federation_link": ""}, "can't be emptied"),
    ({"client_consents": [{"client_id": "none"}]}, "can only name consents that the user has given"),
    ({"client_consents": [{"client_id": "app", "roles": ["a"]}]}, "can only name consents"),
    ({"credentials": [{**SECRET, "type": "otp"}]}, "credentials[0].type: must be password"),
    ({"credentials": [{**SECRET, "value": ""}]}, "credentials[0].value: must not be empty"),
    ({"credentials": [{"type": "password"}]}, "credentials[0].value: is needed, or secret_data and"),
    ({"credentials": [{**SECRET, "user_label": "x"}]}, "credentials[0].user_label: can't be given with value"),
    ({"credentials": [{**SECRET, **HASH}]}, "credentials[0].value: can't be given with secret_data"),
    ({"credentials": [{"type": "otp", "secret_data": "canary-1"}]}, "credentials[0].credential_data: is needed"),
    ({"credentials": [SECRET, HASH]}, "credentials[1].type: must be unique"),
    ({"credentials": [SECRET, SECRET]}, "credentials[1].type: must be unique"),
    ({"origin": "x"}, "origin: can't be written"),
    ({"access": {"manage": False}}, "access: can't be written"),
    ({"attributes": [attribute("a"), attribute("a")]}, "attributes[1].name: must be unique"),
    ({"username": "x" * 256}, "username: must have at most 255"),
    ({"username": "x", "service_account_client_id": "robot"}, "must be 'service-account-robot'"),
    ({"service_account_client_id": "none"}, "names a client that has no service account"),
    ({"service_account_client_id": "gone"}, "there is no client 'gone'"),
    ({"raw": {"notBefore": 5}}, "can't be written with a user"),
]


@pytest.mark.parametrize(("options", "says"), REFUSED)
def test_bad_input(options: dict[str, Any], says: str) -> None:
    with pytest.raises(InvalidInput) as error:
        planned(**options)
    assert says in error.value.message
    assert "canary-1" not in error.value.message


def test_what_the_login_may_not_look_up_is_left_to_the_server() -> None:
    hidden = dict.fromkeys(("authentication__required_actions", "default_groups"), Forbidden)
    server = Server(BOB, **hidden, identity_provider__instances__idp=Forbidden)
    options = {"required_actions": ["NONE"], "federated_identities": [{"identity_provider": "idp", "user_id": "1"}]}
    assert planned(server, **NEW, **options, groups=[]).actions == [f"POST {USERS}"]


class Forgetful(Server):
    """A server whose user profile doesn't know the attribute."""

    def send(self, method: str, path: str, body: Any = None, *, content: str = "json") -> Answer:
        return Answer(204, {})


def test_a_dropped_attribute_is_told() -> None:
    desired = read(USER, {"realm": "acme", "username": "bob", "attributes": [attribute("nosuch", "1")]})
    (warning,) = run(USER, Forgetful(BOB), desired, Certain(), False, []).warnings
    assert "did not keep attributes (nosuch) as given" in warning
    assert "user profile" in warning


def test_made_again_only_once() -> None:
    class Busy(Forgetful):
        def send(self, method: str, path: str, body: Any = None, *, content: str = "json") -> Answer:
            if method == "DELETE":
                self.users = ()
            else:
                self.users = ({"id": "9", **body},)
            return Answer(201, {"Location": f"{USERS}/9"})

    done: list[str] = []
    desired = read(USER, {"realm": "acme", "username": "bob", "force": True, "first_name": "Again"})
    ran = run(USER, Busy(BOB), desired, Certain(), False, done)
    assert done == [f"DELETE {USERS}/1", f"POST {USERS}"]
    assert (ran.existing or {})["id"] == "1"
    assert (ran.end_state or {})["id"] == "9"
    assert ran.warnings == ()


def test_a_user_has_the_username_and_the_login_only_its_own_names() -> None:
    spec: Mapping[str, Any] = Binding(USER).spec()
    assert spec["auth_username"]["aliases"] == []
    assert spec["auth_password"]["aliases"] == ["password"]
    assert spec["credentials"]["options"]["value"]["no_log"] is True
