# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the server does by itself to clients, each quirk as a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.desired import read
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.fingerprint import PREFIX, seal
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Observed
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.plan import Plan, plan
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.clients import CLIENT
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput

ADDRESS = {"realm": "acme", "client_id": "shop"}
TOKEN = "token-of-old"
SEALED = seal(TOKEN, b"0123456789abcdef")


def planned(now: Mapping[str, Any] | None, **options: Any) -> Plan:
    """Return the plan for a client whose document is the given one."""
    desired = read(CLIENT, {**ADDRESS, **options})
    document = None if now is None else {"id": "1", "clientId": "shop", **now}
    address = ADDRESS if now is None else {**ADDRESS, "id": "1"}
    values = {api: part.observe(None, address, document) for api, part in desired.parts.items()} if document else {}
    return plan(CLIENT, Observed(address, document, values), desired)


@pytest.mark.parametrize(
    "protocol, sent",
    [("openid-connect", None), ("saml", "saml"), (None, None)],
)
def test_the_default_protocol_goes_unsaid(protocol: str | None, sent: str | None) -> None:
    """Said in a POST, it makes the client public, and invents redirect URIs below the root URL."""
    body = planned(None, protocol=protocol, root_url="https://shop.example.com", redirect_uris=[]).steps[0].body
    assert body.get("protocol") == sent
    assert body["redirectUris"] == []


@pytest.mark.parametrize(
    "now, options, field, foreseen",
    [
        ({"secret": "s", "publicClient": False}, {"public_client": True}, "secret", None),
        ({"secret": "s", "publicClient": False}, {"name": "n"}, "secret", "s"),
        (
            {"authorizationServicesEnabled": True, "serviceAccountsEnabled": True},
            {"bearer_only": True},
            "authorizationServicesEnabled",
            None,
        ),
        (
            {"defaultClientScopes": ["a"], "serviceAccountsEnabled": False},
            {"service_accounts_enabled": True},
            "defaultClientScopes",
            ["a", "service_account"],
        ),
        (
            {"defaultClientScopes": ["a", "service_account"], "serviceAccountsEnabled": True},
            {"service_accounts_enabled": False},
            "defaultClientScopes",
            ["a"],
        ),
        (
            {"defaultClientScopes": ["a"], "serviceAccountsEnabled": False, "protocol": "saml"},
            {"service_accounts_enabled": True},
            "defaultClientScopes",
            ["a"],
        ),
        ({}, {"registration_access_token": "new"}, "registrationAccessToken", None),
    ],
)
def test_what_follows_is_foreseen(now: Any, options: Any, field: str, foreseen: Any) -> None:
    assert planned(now, **options).foreseen.get(field) == foreseen


@pytest.mark.parametrize(
    "now, options, says",
    [
        ({}, {"authorization_services_enabled": True}, "service_accounts_enabled"),
        (
            {"serviceAccountsEnabled": True},
            {"authorization_services_enabled": True, "bearer_only": True},
            "bearer-only",
        ),
        (
            {"serviceAccountsEnabled": True, "authorizationServicesEnabled": True},
            {"service_accounts_enabled": False},
            "must be true for authorization services",
        ),
    ],
)
def test_authorization_needs_a_service_account(now: Any, options: Any, says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        planned(now, **options)


@pytest.mark.parametrize(
    "now, policy, token, writes",
    [
        (None, "on_change", TOKEN, True),
        ({}, "on_change", TOKEN, True),
        ({"attributes": {PREFIX + "registrationAccessToken": SEALED}}, "on_change", TOKEN, False),
        ({"attributes": {PREFIX + "registrationAccessToken": SEALED}}, "on_change", "another", True),
        ({"attributes": {PREFIX + "registrationAccessToken": SEALED}}, "always", TOKEN, True),
        ({"attributes": {PREFIX + "registrationAccessToken": SEALED}}, "on_create", "another", False),
    ],
)
def test_the_registration_access_token_is_told_by_its_fingerprint(
    now: Any, policy: str, token: str, writes: bool
) -> None:
    made = planned(now, registration_access_token=token, update_secrets=policy)
    assert made.changed == writes
    if writes:
        body = made.steps[0].body
        assert body["registrationAccessToken"] == token
        # in the same write: a partial one would switch authorization services off
        assert len(made.steps) == 1
        sealed = body["attributes"][PREFIX + "registrationAccessToken"]
        assert (sealed is None) == (policy == "always")
        assert token not in str((made.before, made.after))


@pytest.mark.parametrize("name", ["", ".", ".."])
def test_a_key_that_is_nobodys_name(name: str) -> None:
    with pytest.raises(InvalidInput, match="must be a name other than"):
        read(CLIENT, {"realm": "acme", "client_id": name})


@pytest.mark.parametrize("value, told", [("test", True), (None, False)])
def test_what_no_server_has_any_more_is_taken_and_told(value: str | None, told: bool) -> None:
    made = planned({}, client_template=value, use_template_config=False, default_roles=[])
    assert not made.changed
    assert bool(made.notes) is told
    assert not {"clientTemplate", "useTemplateConfig", "defaultRoles"} & {*made.foreseen, *made.after}


@pytest.mark.parametrize("now, off_is_a_change", [(None, False), (False, False), (True, True)])
def test_authorization_services_that_are_off_are_not_shown(now: bool | None, off_is_a_change: bool) -> None:
    document = {"serviceAccountsEnabled": True, **({} if now is None else {"authorizationServicesEnabled": now})}
    made = planned(document, authorization_services_enabled=False)
    assert made.changed is off_is_a_change
    assert made.foreseen.get("authorizationServicesEnabled") is None
    assert not off_is_a_change or made.steps[0].body["authorizationServicesEnabled"] is False


def test_consent_of_mappers_is_not_written() -> None:
    mapper = {"name": "m", "protocol": "openid-connect", "protocolMapper": "x", "consentRequired": False}
    asked = [{**mapper, "consentRequired": True, "consentText": "may I"}]
    assert not planned({"protocolMappers": [mapper]}, protocol_mappers=asked).changed
    body = planned(None, protocol_mappers=asked).steps[0].body["protocolMappers"]
    assert body == [{"name": "m", "protocol": "openid-connect", "protocolMapper": "x"}]


@pytest.mark.parametrize(
    "on, scope, note, changed",
    [
        (True, "basic", "clientHost", False),
        (True, "basic", "client_id", False),
        (True, "basic", "own", True),
        (False, "basic", "clientHost", True),
        (True, "service_account", "clientHost", True),
    ],
)
def test_mappers_of_older_servers_service_accounts_stay(on: bool, scope: str, note: str, changed: bool) -> None:
    """Keycloak 16.1 and 24.0 make them with a service account, newer give it a scope; an exact list leaves them."""
    mapper = {"name": "Client Host", "protocol": "openid-connect", "config": {"user.session.note": note}}
    client = {"serviceAccountsEnabled": on, "defaultClientScopes": [scope], "protocolMappers": [mapper]}
    assert planned(client, protocol_mappers=[]).changed == changed


def test_a_client_that_nobody_may_change_is_only_refused_where_it_differs() -> None:
    now = {"name": "shop", "access": {"view": True, "configure": False, "manage": False}}
    assert planned(now, name="shop").actions == []
    assert not planned(now, name="shop").refused
    assert not planned({**now, "access": {"configure": True}}, name="till").refused
    refused = planned(now, name="till").refused
    assert refused and refused.message.startswith("client_id: must stay as it is: the server lets this login look at")
