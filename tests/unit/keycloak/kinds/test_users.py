# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Users: what is read and what is desired -> which writes, and what comes along with a user."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Optional

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.module import Binding
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.desired import read
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Certain, observe
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.plan import Plan, plan
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.run import run
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.users import USER
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.answers import Answer
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import BadRequest, Forbidden, InvalidInput

REALM = "/admin/realms/acme"
USERS = f"{REALM}/users"
BOB: dict[str, Any] = {
    "id": "1",
    "username": "bob",
    "firstName": "Bob",
    "email": "bob@x.org",
    "enabled": True,
    "emailVerified": True,
    "attributes": {"dept": ["a", "b"], "other": ["c"]},
    "requiredActions": ["VERIFY_EMAIL"],
    "access": {"manage": True},
    "notBefore": 0,
}
ROBOT = {"id": "2", "username": "service-account-robot", "requiredActions": []}
IDENTITY = {"identityProvider": "idp", "userId": "7", "userName": "bobby"}
SECRET = {"type": "password", "value": "canary-1", "temporary": False}
HASH = {"type": "password", "secret_data": {"value": "canary-1"}, "credential_data": {"algorithm": "x"}}
PASSWORD = {"credentials": [SECRET]}
TEMPORARY = {"credentials": [{**SECRET, "temporary": True}]}


def group(path: str) -> dict[str, str]:
    return {"id": "id" + path.replace("/", "-"), "name": path.rpartition("/")[2], "path": path}


def action(alias: str, default: bool = False) -> dict[str, Any]:
    return {"alias": alias, "defaultAction": default, "enabled": True}


class Server:
    """A realm with some users, groups, required actions, clients and identity providers."""

    def __init__(self, *users: dict[str, Any], **answers: Any) -> None:
        self.users = users
        self.reads: list[str] = []
        self.answers: dict[str, Any] = {
            "users/1/groups": [group("/home")],
            "users/1/credentials": [],
            "users/1/federated-identity": [IDENTITY],
            "users/1/consents": [{"clientId": "app", "grantedClientScopes": ["b", "a"]}, {"clientId": "web"}],
            "authentication/required-actions": [*map(action, ("VERIFY_EMAIL", "UPDATE_PASSWORD", "TERMS"))],
            "default-groups": [],
            "clients": [{"id": "c", "clientId": "robot"}, {"id": "d", "clientId": "none"}],
            "clients/c/service-account-user": ROBOT,
            "identity-provider/instances/idp": {"alias": "idp"},
            "identity-provider/instances/other": {"alias": "other"},
            **{f"group-by-path{path}": group(path) for path in ("/home", "/a/b", "/new")},
            **{name.replace("__", "/").replace("_", "-"): value for name, value in answers.items()},
        }

    def _answer(self, path: str) -> Any:
        self.reads.append(path)
        found = self.answers.get(path.removeprefix(REALM + "/"))
        if found is Forbidden:
            raise Forbidden(403, "GET", path, "HTTP 403 Forbidden")
        if path.endswith("clients/d/service-account-user"):
            raise BadRequest(400, "GET", path, "Service account not enabled for the client 'none'")
        return found

    def get(self, path: str, params: Any = None) -> Any:
        byid = {f"{USERS}/{one['id']}": one for one in self.users}
        return byid[path] if path in byid else self._answer(path)

    def list(self, path: str, params: Any = None) -> Any:
        if path != USERS:
            return self._answer(path) or []
        self.reads.append(path)
        return [one for one in self.users if one["username"] == params["username"].lower()]

    def query(self, path: str, body: Any = None) -> Any:
        raise AssertionError(path)


def planned(server: Optional[Server] = None, **options: Any) -> Plan:
    server = server or Server(BOB)
    given = (
        options if {"username", "id", "service_account_client_id"} & set(options) else {"username": "Bob", **options}
    )
    desired = read(USER, {"realm": "acme", **given})
    return plan(USER, observe(USER, server, desired, Certain()), desired)


def attribute(name: str, *values: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "values": list(values), **more}


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


HAS = {"users__1__credentials": [{"type": "password"}]}


@pytest.mark.parametrize(
    ("answers", "options", "written"),
    [
        ({}, PASSWORD, True),
        (HAS, PASSWORD, False),
        (HAS, {**PASSWORD, "update_password": "always"}, True),
        (HAS, {**PASSWORD, "update_secrets": "always"}, False),
    ],
)
def test_a_password_is_set_once_or_always(answers: Any, options: Any, written: bool) -> None:
    assert bool(planned(Server(BOB, **answers), **options).actions) == written


OTP = {"type": "otp", "secret_data": '{"value":"canary-1"}', "credential_data": "{}", "user_label": "phone"}
IN_API = [
    {"type": "password", "secretData": '{"value": "canary-1"}', "credentialData": '{"algorithm": "x"}'},
    {"type": "otp", "secretData": '{"value":"canary-1"}', "credentialData": "{}", "userLabel": "phone"},
]


def test_credentials_of_an_export_come_with_a_new_user() -> None:
    plan = planned(username="new", credentials=[HASH, OTP])
    assert plan.steps[0].body["credentials"] == IN_API
    assert "canary-1" not in str((plan.before, plan.after, plan.foreseen))


@pytest.mark.parametrize(
    ("has", "sent"), [([], IN_API), (["password"], IN_API[1:]), (["otp", "password"], None), (["otp"], IN_API[:1])]
)
def test_credentials_of_an_export_are_written_where_there_are_none_of_their_type(has: list[str], sent: Any) -> None:
    server = Server(
        {**BOB, "requiredActions": ["UPDATE_PASSWORD"]}, users__1__credentials=[{"type": one} for one in has]
    )
    plan = planned(server, credentials=[HASH, OTP, OTP], update_password="always")
    assert plan.actions == ([f"PUT {USERS}/1"] if sent else [])
    if sent:
        assert plan.steps[0].body["credentials"] == [*sent, *(IN_API[1:] if IN_API[1] in sent else [])]
        # they take no action away
        assert plan.steps[0].body["requiredActions"] == ["UPDATE_PASSWORD"]


def test_a_password_in_the_user_storage_is_one() -> None:
    linked = {**BOB, "federationLink": "ldap"}
    stored = {"users__1__configured_user_storage_credential_types": ["password"]}
    assert planned(Server(linked, **stored), **PASSWORD).actions == []


@pytest.mark.parametrize(
    ("now", "options", "sent", "then"),
    [
        (["UPDATE_PASSWORD"], PASSWORD, False, None),
        (["TERMS"], TEMPORARY, True, ["TERMS", "UPDATE_PASSWORD"]),
        (["TERMS"], {**TEMPORARY, "required_actions": ["TERMS"]}, True, ["TERMS", "UPDATE_PASSWORD"]),
        (["UPDATE_PASSWORD"], {**PASSWORD, "required_actions": ["UPDATE_PASSWORD"]}, True, ["UPDATE_PASSWORD"]),
        (["UPDATE_PASSWORD"], {**PASSWORD, "required_actions": []}, False, None),
    ],
)
def test_update_password_comes_and_goes_with_a_temporary_password(
    now: Any, options: Any, sent: bool, then: Any
) -> None:
    plan = planned(Server({**BOB, "requiredActions": now}), **options)
    assert plan.steps[-1].body["temporary"] == sent
    assert plan.after.get("requiredActions") == then


def test_a_temporary_password_that_was_changed_or_not_is_no_change() -> None:
    for now in (["UPDATE_PASSWORD"], []):
        server = Server({**BOB, "requiredActions": now}, **HAS)
        assert planned(server, **TEMPORARY, required_actions=[]).actions == []


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
