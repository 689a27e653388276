# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Identity providers: what is read and what is desired -> which writes."""

from __future__ import annotations

from typing import Any, Optional

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.desired import read
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.fingerprint import MASK, PREFIX, seal
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.inquiry import Inquiry, inquire
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Certain, observe
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.plan import Plan, plan
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.identity_providers import IDENTITY_PROVIDER
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import (
    ApiError,
    Forbidden,
    InvalidInput,
    MissingReference,
    NotFound,
)

REALM = "/admin/realms/acme"
ITEM = f"{REALM}/identity-provider/instances/idp"
MAPPER = {"id": "1", "name": "m", "identityProviderAlias": "idp", "identityProviderMapper": "t", "config": {"a": "b"}}
IDP: dict[str, Any] = {
    "alias": "idp",
    "internalId": "7",
    "providerId": "oidc",
    "displayName": "IDP",
    "types": ["USER_AUTHENTICATION"],
    "organizationId": "org-1",
    "firstBrokerLoginFlowAlias": "first",
    "config": {"clientId": "x", "clientSecret": MASK, PREFIX + "clientSecret": seal("old secret", b"0" * 16)},
}
OTHER = {"name": "n", "identityProviderMapper": "t"}
NEW = {"provider_id": "oidc"}


class Server:
    """A realm with one flow, one organization and perhaps an identity provider."""

    def __init__(self, document: Optional[dict[str, Any]], mappers: tuple[Any, ...] = ()) -> None:
        self.answers: dict[str, Any] = {
            ITEM: document,
            f"{ITEM}/mappers": list(mappers),
            f"{REALM}/authentication/flows": [{"id": "f", "alias": "first"}, {"id": "s", "alias": "second"}],
            f"{REALM}/organizations/org-2": {"id": "org-2"},
        }
        self.queries: list[Any] = []

    def get(self, path: str, params: Any = None) -> Any:
        return self.answers.get(path)

    def list(self, path: str, params: Any = None) -> Any:
        return self.answers[path]

    def query(self, path: str, body: Any = None) -> Any:
        self.queries.append(body)
        return {"tokenUrl": "https://found/token", "issuer": "https://found"}


def planned(server: Server, **options: Any) -> Plan:
    desired = read(IDENTITY_PROVIDER, {"realm": "acme", "alias": "idp", **options})
    return plan(IDENTITY_PROVIDER, observe(IDENTITY_PROVIDER, server, desired, Certain()), desired)


def actions(found: Plan) -> list[str]:
    return [one.replace(REALM, "").replace("/identity-provider/instances", "") for one in found.actions]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, []),
        ({"display_name": "IDP", "provider_id": "oidc"}, []),
        ({"display_name": ""}, ["PUT /idp"]),
        ({"config": {"clientSecret": "old secret"}}, []),
        ({"config": {"client_secret": "old secret"}}, []),
        ({"config": {"clientSecret": "new secret"}}, ["PUT /idp"]),
        ({"config": {"clientSecret": "old secret"}, "update_secrets": "always"}, ["PUT /idp"]),
        ({"config": {"clientSecret": "new secret"}, "update_secrets": "on_create"}, []),
        ({"config": {"defaultScope": ""}}, []),
        ({"config": {"gui_order": 3}}, ["PUT /idp"]),
        ({"config": {"hideOnLoginPage": False}}, ["PUT /idp"]),
        ({"first_broker_login_flow_alias": "first"}, []),
        ({"first_broker_login_flow_alias": "second"}, ["PUT /idp"]),
        ({"organization_id": "org-1"}, []),
        ({"organization_id": "org-2"}, ["DELETE /organizations/org-1/identity-providers/idp", "PUT /idp"]),
        ({"organization_id": ""}, ["DELETE /organizations/org-1/identity-providers/idp"]),
        ({"mappers": [{"name": "m"}]}, []),
        ({"mappers": [{"name": "m", "identityProviderAlias": "idp", "config": {"a": "c"}}]}, ["PUT /idp/mappers/1"]),
        ({"mappers": [OTHER]}, ["DELETE /idp/mappers/1", "POST /idp/mappers"]),
        ({"mappers": [OTHER], "mappers_behavior": "subset"}, ["POST /idp/mappers"]),
        ({"mappers": []}, ["DELETE /idp/mappers/1"]),
        ({"state": "absent"}, ["DELETE /idp"]),
    ],
)
def test_changes(options: dict[str, Any], expected: list[str]) -> None:
    assert actions(planned(Server(IDP, (MAPPER,)), **options)) == expected


def test_a_write_carries_all_but_what_the_server_makes() -> None:
    body = planned(Server(IDP), display_name="Another").steps[0].body
    assert body == {**{name: value for name, value in IDP.items() if name != "types"}, "displayName": "Another"}


def test_hide_on_login_page_in_the_config_is_a_field_of_its_own() -> None:
    plan = planned(Server(IDP), config={"hide_on_login_page": "true"})
    assert plan.after["hideOnLogin"] is True
    assert "hideOnLoginPage" not in plan.after["config"]


def test_an_older_server_has_hide_on_login_in_the_config() -> None:
    older = {**IDP, "config": {**IDP["config"], "hideOnLoginPage": "true"}}
    assert actions(planned(Server(older), hide_on_login=True)) == []
    body = planned(Server(older), hide_on_login=False).steps[0].body
    assert body["config"]["hideOnLoginPage"] == "false"
    assert "hideOnLogin" not in body


@pytest.mark.parametrize(
    ("search", "found"),
    [("", "staff ID crew"), ("STA", "staff"), ("i", "ID"), ("taff", ""), ("*ta*f", "staff"), ('"sta"', "")],
)
def test_an_older_server_knows_no_search(search: str, found: str) -> None:
    server = Server(None)
    config = {"hideOnLoginPage": "true"}
    server.answers[f"{REALM}/identity-provider/instances"] = [
        {"alias": alias, "config": config, "displayName": name}
        for alias, name in (("staff", "Our own"), ("ID", None), ("crew", "Crew"))
    ]
    for alias in ("staff", "ID", "crew"):
        server.answers[f"{REALM}/identity-provider/instances/{alias}/mappers"] = []
    objects = inquire(IDENTITY_PROVIDER, server, Inquiry({"realm": "acme"}, search=search), Certain())
    assert " ".join(one["alias"] for one in objects) == found
    assert all((one["hideOnLogin"], one["config"]) == (True, {}) for one in objects)


def test_a_new_one_gets_its_mappers_afterwards() -> None:
    found = planned(Server(None), **NEW, mappers=[{"name": "n", "identityProviderMapper": "t"}])
    assert actions(found) == ["POST ", "POST /idp/mappers"]
    assert found.steps[1].body == {"identityProviderAlias": "idp", "name": "n", "identityProviderMapper": "t"}


def test_a_flow_taken_away_is_no_longer_there() -> None:
    found = planned(Server(IDP), first_broker_login_flow_alias="")
    assert found.steps[0].body["firstBrokerLoginFlowAlias"] == ""
    assert "firstBrokerLoginFlowAlias" not in found.foreseen


@pytest.mark.parametrize(("document", "options"), [(None, NEW), (IDP, {}), (IDP, NEW)])
def test_from_url_stands_for_what_the_server_finds_there(document: Any, options: dict[str, Any]) -> None:
    server = Server(document)
    body = planned(server, **options, config={"from_url": "https://d", "issuer": "https://mine"}).steps[0].body
    assert server.queries == [{"fromUrl": "https://d", "providerId": "oidc"}]
    assert body["config"]["tokenUrl"] == "https://found/token"
    assert body["config"]["issuer"] == "https://mine"
    assert "fromUrl" not in body["config"]


@pytest.mark.parametrize(
    ("document", "options", "error", "says"),
    [
        (None, {}, InvalidInput, "provider_id: is needed"),
        (None, {**NEW, "alias": "a{b}"}, InvalidInput, "alias: must not have something in braces"),
        (IDP, {"provider_id": "saml"}, InvalidInput, "provider_id: can't be changed"),
        (IDP, {"first_broker_login_flow_alias": "third"}, MissingReference, "no authentication flow 'third'"),
        (IDP, {"organization_id": "org-3"}, MissingReference, "no organization 'org-3'"),
        (IDP, {"mappers": [{"name": "n"}]}, InvalidInput, r"mappers\[0\].identityProviderMapper: is needed"),
        (IDP, {"mappers": [{"name": "n", "identityProviderAlias": "x"}]}, InvalidInput, "must be 'idp' or left out"),
        (IDP, {"config": {"clientSecret": MASK}, "alias": "a" * 256}, InvalidInput, "at most 255"),
    ],
)
def test_refused(document: Any, options: dict[str, Any], error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says):
        planned(Server(document), **options)


@pytest.mark.parametrize(
    ("refusal", "says"),
    [(Forbidden, "may not see whether its organization"), (NotFound, "organizations are switched off")],
)
def test_a_write_would_disable_what_may_only_read_as_disabled(refusal: type[ApiError], says: str) -> None:
    class Blind(Server):
        def get(self, path: str, params: Any = None) -> Any:
            if "/organizations/" in path:
                raise refusal(403, "GET", path, "refused")
            return super().get(path, params)

    disabled = {**IDP, "enabled": False}
    assert planned(Blind(disabled), display_name="IDP").actions == []
    with pytest.raises(InvalidInput, match=says):
        planned(Blind(disabled), display_name="Another")
    assert planned(Blind({**IDP, "enabled": True}), display_name="Another").actions


def test_a_flow_that_the_login_may_not_look_up_is_left_to_the_server() -> None:
    class Blind(Server):
        def list(self, path: str, params: Any = None) -> Any:
            if path.endswith("/flows"):
                raise Forbidden(403, "GET", path, "HTTP 403 Forbidden")
            return super().list(path, params)

    found = planned(Blind(IDP), first_broker_login_flow_alias="third")
    assert found.steps[0].body["firstBrokerLoginFlowAlias"] == "third"
