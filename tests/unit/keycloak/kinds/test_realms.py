# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Realms: what is read and what is desired -> which writes."""

from __future__ import annotations

from typing import Any, Optional

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.desired import read
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.fingerprint import MASK, PREFIX, seal
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Certain, observe
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.plan import Plan, plan
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.realms import COLLECTIONS, REALM_KIND
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput, MissingReference
from ansible_collections.iamops.keycloak.tests.unit.keycloak.kinds.realm_representation import (
    FIELDS,
    LEFT_OUT,
    OTHER_KINDS,
)

REALM = "/admin/realms/acme"
HEADERS = {"xFrameOptions": "SAMEORIGIN", "own": "1"}
SMTP = {"host": "h", "from": "a@b.c", "auth": "true", "password": MASK, PREFIX + "password": seal("old one", b"0" * 16)}
NOW: dict[str, Any] = {
    "id": "1",
    "realm": "acme",
    "displayName": "Acme",
    "enabled": True,
    "attributes": {"a": "1", "cibaExpiresIn": "99", "oauth2DeviceCodeLifespan": "600"},
    "oauth2DeviceCodeLifespan": 600,
    "clientSessionIdleTimeout": 0,
    "browserSecurityHeaders": HEADERS,
    "smtpServer": SMTP,
    "passwordPolicy": "length(8) and digits(1)",
    "enabledEventTypes": [],
    "browserFlow": "browser",
    "defaultGroups": ["/staff"],
    "webAuthnPolicyResidentKey": "not specified",
    "webAuthnPolicySignatureAlgorithms": ["ES256", "RS256"],
    "defaultRole": {"id": "dr", "name": "default-roles-acme"},
}
SHARED = {**NOW, "duplicateEmailsAllowed": True}
SCOPES = {name: {"id": f"s-{name}", "name": name} for name in ("profile", "email", "phone")}
BOTH_SCOPES = ("default_default_client_scopes", "default_optional_client_scopes")
ACCOUNT = {"id": "c-account", "clientId": "account"}


class Server:
    """One realm, or none."""

    def __init__(self, *state: Optional[dict[str, Any]]) -> None:
        document = state[0] if state else NOW
        self.answers: dict[str, Any] = {
            REALM: document,
            f"{REALM}/authentication/flows": [{"id": "f", "alias": "browser"}, {"id": "g", "alias": "other"}],
            f"{REALM}/client-scopes": list(SCOPES.values()),
            f"{REALM}/default-default-client-scopes": [SCOPES["profile"]],
            f"{REALM}/default-optional-client-scopes": [SCOPES["phone"]],
            f"{REALM}/roles-by-id/dr/composites": [
                {"id": "r1", "name": "uma_authorization"},
                {"id": "r9", "name": "view-profile", "clientRole": True, "containerId": "c-account"},
            ],
            f"{REALM}/roles/offline_access": {"id": "r2", "name": "offline_access"},
            f"{REALM}/group-by-path/staff": {"id": "g", "path": "/staff"},
            f"{REALM}/group-by-path/others": {"id": "h", "path": "/others"},
            f"{REALM}/localization/de": {"a": "1", "b": "2"},
            f"{REALM}/clients": [ACCOUNT],
            f"{REALM}/clients/c-account/roles/view-profile": {"id": "r9", "name": "view-profile"},
            f"{REALM}/client-scopes/s-email/scope-mappings/clients/c-account": [{"id": "r8", "name": "manage-account"}],
        }

    def get(self, path: str, params: Any = None) -> Any:
        return self.answers.get(path)

    def list(self, path: str, params: Any = None) -> Any:
        return self.answers[path]

    def version(self) -> str:
        return str(self.answers.get("version", "26.7.2"))


def planned(server: Server, **options: Any) -> Plan:
    desired = read(REALM_KIND, {"realm": "acme", **options})
    return plan(REALM_KIND, observe(REALM_KIND, server, desired, Certain()), desired)


def actions(found: Plan) -> list[str]:
    return [one.replace(REALM, "") for one in found.actions]


def test_every_field_of_the_representation_is_an_option_or_left_out_for_a_reason() -> None:
    apis = {part.api for part in REALM_KIND.parts}
    assert apis | set(LEFT_OUT) == FIELDS
    assert not apis & set(LEFT_OUT)
    assert set(OTHER_KINDS) == COLLECTIONS


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, []),
        ({"display_name": "Acme"}, []),
        ({"display_name": ""}, ["PUT "]),
        ({"attributes": {"a": 1}}, []),
        ({"attributes": {"a": None}}, ["PUT "]),
        ({"attributes": {"nosuch": None}}, []),
        ({"password_policy": "length(8)  and digits(1)"}, []),
        ({"password_policy": "digits(1) and length(8)"}, ["PUT "]),
        ({"enabled_event_types": []}, []),
        ({"browser_security_headers": {"own": 1}}, []),
        ({"browser_security_headers": {"own": None}}, ["PUT "]),
        ({"browser_flow": "browser"}, []),
        ({"browser_flow": "other"}, ["PUT "]),
        ({"default_groups": ["staff"]}, []),
        ({"default_groups": ["others", "/staff"]}, ["PUT "]),
        ({"web_authn_policy_resident_key": ""}, []),
        ({"web_authn_policy_signature_algorithms": ["RS256", "ES256"]}, ["PUT "]),
        ({"smtp_server": {"password": "old one"}}, []),
        ({"smtp_server": {"password": "new one"}}, ["PUT "]),
        ({"smtp_server": {"password": "new one"}, "update_secrets": "on_create"}, []),
        ({"default_default_client_scopes": ["profile"]}, []),
        ({"default_default_client_scopes": []}, ["DELETE /default-default-client-scopes/s-profile"]),
        (
            {"default_default_client_scopes": ["profile", "phone", "email"]},
            [
                "DELETE /default-optional-client-scopes/s-phone",
                "PUT /default-default-client-scopes/s-phone",
                "PUT /default-default-client-scopes/s-email",
            ],
        ),
        (
            {"default_default_client_scopes": ["phone"], "default_optional_client_scopes": ["profile"]},
            [
                "DELETE /default-optional-client-scopes/s-phone",
                "DELETE /default-default-client-scopes/s-profile",
                "PUT /default-default-client-scopes/s-phone",
                "PUT /default-optional-client-scopes/s-profile",
            ],
        ),
        ({"default_roles": ["uma_authorization"]}, []),
        (
            {"default_roles": ["offline_access"]},
            ["DELETE /roles-by-id/dr/composites", "POST /roles-by-id/dr/composites"],
        ),
        ({"localization_texts": {"de": {"a": "1"}}}, []),
        (
            {"localization_texts": {"de": {"a": None, "b": "3"}}},
            ["DELETE /localization/de/a", "POST /localization/de"],
        ),
        ({"localization_texts": {"de": None, "fr": None}}, ["DELETE /localization/de"]),
        (
            {"client_scope_mappings": {"account": [{"client_scope": "email", "roles": ["view-profile"]}]}},
            [
                "DELETE /client-scopes/s-email/scope-mappings/clients/c-account",
                "POST /client-scopes/s-email/scope-mappings/clients/c-account",
            ],
        ),
        ({"client_scope_mappings": {"account": [{"clientScope": "email", "roles": ["manage-account"]}]}}, []),
        ({"otp_supported_applications": ["x"]}, []),
        ({"raw": {"groups": [{"name": "late"}]}}, []),
        ({"state": "absent"}, ["DELETE "]),
    ],
)
def test_changes(options: dict[str, Any], expected: list[str]) -> None:
    assert actions(planned(Server(), **options)) == expected


@pytest.mark.parametrize(
    ("document", "options", "error", "text"),
    [
        (NOW, {"browser_flow": "nosuch"}, MissingReference, "no authentication flow 'nosuch'"),
        (NOW, {"default_groups": ["nosuch"]}, MissingReference, "no group '/nosuch'"),
        (NOW, {"default_default_client_scopes": ["nosuch"]}, MissingReference, "no client scope 'nosuch'"),
        (NOW, {"default_roles": ["nosuch"]}, MissingReference, "no role 'nosuch'"),
        (NOW, {"client_scope_mappings": {"nosuch": [{"client": "account", "roles": []}]}}, MissingReference, "nosuch"),
        (NOW, {"client_scope_mappings": {"account": [{"roles": []}]}}, InvalidInput, "must have client"),
        (NOW, {"browser_flow": ""}, InvalidInput, "must not be empty"),
        (NOW, dict.fromkeys(BOTH_SCOPES, ["email"]), InvalidInput, "can't name what"),
        (NOW, {"web_authn_policy_rp_entity_name": ""}, InvalidInput, "must not be empty"),
        (NOW, {"id": "2"}, InvalidInput, "can't be changed"),
        (NOW, {"attributes": {"oauth2DeviceCodeLifespan": 5}}, InvalidInput, "has an option of its own"),
        (NOW, {"smtp_server": {"auth": False, "password": "some one"}}, InvalidInput, "the server drops it"),
        (NOW, {"smtp_server": {"from": None}}, InvalidInput, "needs from"),
        (NOW, {"smtp_server": {"password": MASK}, "display_name": "x" * 256}, InvalidInput, "at most 255"),
        (SHARED, {"login_with_email_allowed": True}, InvalidInput, "can't be true where duplicate_emails_allowed is"),
        (NOW, {"localization_texts": {"de": "text"}}, InvalidInput, "must be a dictionary"),
        (None, {"realm": "a/b"}, InvalidInput, "must not have '/'"),
        (None, {"default_groups": ["staff"]}, InvalidInput, "a new realm has no group '/staff'"),
        (None, {"browser_flow": "nosuch"}, InvalidInput, "a new realm has no authentication flow 'nosuch'"),
        (None, {"default_roles": ["nosuch"]}, InvalidInput, "a new realm has no role 'nosuch'"),
        (None, {"default_default_client_scopes": ["x"]}, InvalidInput, "a new realm has no client scope 'x'"),
    ],
)
def test_refusals(document: Any, options: dict[str, Any], error: type[Exception], text: str) -> None:
    with pytest.raises(error, match=text.replace("(", "\\(")):
        planned(Server(document), **options)


def test_an_update_sends_the_whole_realm_but_for_what_would_be_stamped_or_is_the_servers() -> None:
    (step,) = planned(Server(), display_name="other").steps
    assert step.body == {
        **{name: value for name, value in NOW.items() if name not in ("id", "defaultRole", "clientSessionIdleTimeout")},
        "displayName": "other",
    }
    (step,) = planned(Server(), client_session_idle_timeout=5).steps
    assert step.body["clientSessionIdleTimeout"] == 5


def test_a_removed_header_is_sent_as_null() -> None:
    (step,) = planned(Server(), browser_security_headers={"own": None}).steps
    assert step.body["browserSecurityHeaders"] == {"xFrameOptions": "SAMEORIGIN", "own": None}
    (step,) = planned(Server(None), browser_security_headers={"xFrameOptions": None}).steps
    assert step.body["browserSecurityHeaders"] == {"xFrameOptions": None}


def test_an_attribute_that_always_is_there_gets_its_default() -> None:
    (step,) = planned(Server(), attributes={"cibaExpiresIn": None}).steps
    assert step.body["attributes"]["cibaExpiresIn"] == "120"


def test_attributes_that_belong_to_a_field_follow_it_and_are_no_difference() -> None:
    found = planned(Server(), oauth2_device_code_lifespan=700)
    assert found.foreseen["attributes"]["oauth2DeviceCodeLifespan"] == "700"
    assert found.before["attributes"] == found.after["attributes"] == {"a": "1", "cibaExpiresIn": "99"}


def test_shared_emails_switch_off_what_needs_them_apart() -> None:
    found = planned(Server({**NOW, "loginWithEmailAllowed": True}), duplicate_emails_allowed=True)
    assert found.foreseen["loginWithEmailAllowed"] is False


def test_without_a_login_the_mail_server_loses_what_it_is_for() -> None:
    (step,) = planned(Server(), smtp_server={"auth": False}).steps
    assert step.body["smtpServer"] == {"host": "h", "from": "a@b.c", "auth": "false"}


def test_an_old_server_takes_texts_only_once_the_realm_is_there() -> None:
    old, texts = {"version": "22.0.5"}, {"de": {"a": "3"}}
    there, missing = Server(), Server(None)
    for server in (there, missing):
        server.answers.update(old)
    assert actions(planned(there, localization_texts=texts)) == ["POST /localization/de"]
    with pytest.raises(InvalidInput, match="localization_texts: needs a server of version 23 or newer"):
        planned(missing, localization_texts=texts)


def test_a_new_realm_takes_what_it_can_at_once() -> None:
    found = planned(
        Server(None),
        enabled=True,
        default_groups=["staff"],
        localization_texts={"de": {"a": "1", "b": None}},
        client_scope_mappings={"account": [{"client": "admin-cli", "roles": ["view-profile"]}]},
        client_policies={"policies": [{"name": "p"}]},
        client_profiles={"profiles": [{"name": "p", "executors": [{"executor": "pkce-enforcer"}]}]},
        raw={"groups": [{"name": "staff"}]},
    )
    (step,) = found.steps
    assert (step.method, step.path) == ("POST", "/admin/realms")
    assert step.body == {
        "realm": "acme",
        "enabled": True,
        "defaultGroups": ["/staff"],
        "localizationTexts": {"de": {"a": "1"}},
        "clientScopeMappings": {"account": [{"client": "admin-cli", "roles": ["view-profile"]}]},
        "clientPolicies": {"policies": [{"name": "p", "enabled": False, "conditions": [], "profiles": []}]},
        "clientProfiles": {
            "profiles": [{"name": "p", "executors": [{"executor": "pkce-enforcer", "configuration": {}}]}]
        },
        "groups": [{"name": "staff"}],
    }
    assert "groups" not in found.foreseen


def test_what_a_new_realm_has_by_itself_is_changed_once_it_is_there() -> None:
    found = planned(
        Server(None),
        default_optional_client_scopes=["address", "profile"],
        default_roles=["offline_access"],
    )
    optional, default = "/default-optional-client-scopes/{id}", "/default-default-client-scopes/{id}"
    assert actions(found) == [
        "POST /admin/realms",
        f"DELETE {default}",
        *[f"DELETE {optional}"] * 4,
        "DELETE /roles-by-id/{id}/composites",
        f"PUT {optional}",
    ]
    assert found.foreseen["defaultOptionalClientScopes"] == ["address", "profile"]


def test_given_client_scopes_take_the_place_of_the_built_in_ones() -> None:
    found = planned(Server(None), default_default_client_scopes=["own"], raw={"clientScopes": [{"name": "own"}]})
    assert actions(found) == ["POST /admin/realms", "PUT /default-default-client-scopes/{id}"]


@pytest.mark.parametrize(("option", "empty"), [("password_policy", ""), ("default_groups", [])])
def test_what_the_server_leaves_out_when_empty_is_not_foreseen(option: str, empty: Any) -> None:
    found = planned(Server(), **{option: empty})
    assert actions(found) == ["PUT "]
    assert next(part.api for part in REALM_KIND.parts if part.option == option) not in found.foreseen


@pytest.mark.parametrize("given", [{"policies": []}, {"policies": None}, {}])
def test_no_policies_are_no_policies_however_they_are_written(given: dict[str, Any]) -> None:
    assert actions(planned(Server({**NOW, "clientPolicies": {"policies": []}}), client_policies=given)) == []
