# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Foresight: what a check run removes is gone for its later tasks, whatever the server still says."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Optional

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.configuring import Configures
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.foresight import Foreseeing
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.info import Info
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.module import Binding
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.runtime import Runtime
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.catalogue import KINDS
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import NotFound

REALM = "/admin/realms/acme"
FLOWS = f"{REALM}/authentication"
FLOW = {"id": "f", "alias": "old", "topLevel": True, "builtIn": False, "providerId": "basic-flow"}
STEP = {"providerId": "auth-cookie", "requirement": "REQUIRED", "level": 0, "index": 0, "priority": 0}
SUB_FLOW = {**STEP, "id": "2", "authenticationFlow": True, "displayName": "below", "flowId": "s", "index": 1}
ANN = {"id": "u", "username": "ann", "email": "ann@example.org"}
CLIENTS, PROVIDERS = f"{REALM}/clients", f"{REALM}/identity-provider/instances"
USES = {"id": "k", "clientId": "shop", "authenticationFlowBindingOverrides": {"browser": "f"}}
OVERRIDDEN = {"authenticationFlowBindingOverrides": {"browser": ""}}
HUB = {"alias": "hub", "internalId": "i", "providerId": "oidc", "config": {}}
LINK = {"identityProvider": "hub", "userId": "1", "userName": "a"}
SERVER: dict[str, Any] = {
    "/admin/serverinfo": {"systemInfo": {}},
    REALM: {"id": "r", "realm": "acme", "duplicateEmailsAllowed": False},
    f"{FLOWS}/flows": [FLOW],
    f"{FLOWS}/flows/f": FLOW,
    f"{FLOWS}/flows/old/executions": [
        {**STEP, "id": "1", "alias": "settings", "authenticationConfig": "c", "requirementChoices": ["REQUIRED"]},
        SUB_FLOW,
    ],
    f"{FLOWS}/flows/below/executions": [],
    f"{FLOWS}/config/c": {"id": "c", "alias": "settings", "config": {"a": "b"}},
    f"{FLOWS}/authenticator-providers": [{"id": "auth-cookie"}],
    f"{REALM}/users": [ANN, {"id": "b", "username": "bea"}],
    f"{REALM}/users/u": ANN,
    f"{REALM}/users/b": {"id": "b", "username": "bea"},
    f"{REALM}/users/u/federated-identity": [LINK],
    f"{REALM}/users/b/federated-identity": [LINK],
    f"{REALM}/identity-provider/instances/hub": {"alias": "hub", "internalId": "i", "providerId": "oidc", "config": {}},
    f"{REALM}/clients": [{"id": "k", "clientId": "shop"}],
    f"{REALM}/client-policies/profiles": {"profiles": [{"name": "strict", "executors": []}]},
}


class Server:
    """One realm with one of each."""

    def own_realm(self) -> str:
        return "master"

    def get(self, path: str, params: Any = None) -> Any:
        return SERVER.get(path)

    def list(self, path: str, params: Any = None) -> Any:
        found = SERVER.get(path) or []
        asked = {name: value for name, value in (params or {}).items() if name in ("username", "email", "clientId")}
        return [one for one in found if all(one.get(name) == value for name, value in asked.items())]


@pytest.fixture
def runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runtime:
    """What the tasks of one check run share."""
    made = Runtime(str(tmp_path))
    monkeypatch.setattr(made, "client", lambda options, system: Server())
    return made


def foreseen(runtime: Runtime, kind: str, **options: Any) -> dict[str, Any]:
    given = {"auth_keycloak_url": "https://id.example.org", "token": "a-token", "realm": "acme", **options}
    return Binding(KINDS[kind]).run(given, check_mode=True, runtime=runtime)


Task = tuple[str, dict[str, Any]]
OLD: Task = ("authentication_flow", {"alias": "old"})
CONFIG = {"alias": "settings", "config": {"a": "b"}}
STEPS = [{"provider_id": "auth-cookie", "requirement": "REQUIRED", "authentication_config": CONFIG}]


@pytest.mark.parametrize(
    ("lost", "later"),
    [
        # what has a name is gone, so that the name is free
        (OLD, ("authentication_flow", {"alias": "old", "provider_id": "basic-flow"})),
        (OLD, ("authentication_flow", {"alias": "below", "provider_id": "basic-flow"})),
        (OLD, ("authentication_flow", {"alias": "new", "provider_id": "basic-flow", "executions": STEPS})),
        (("user", {"username": "ann"}), ("user", {"username": "bea", "email": "ann@example.org"})),
        (("user", {"username": "ann"}), ("user", {"id": "b", "username": "ann"})),
        # what has no id
        (
            ("identity_provider", {"alias": "hub"}),
            ("identity_provider", {"alias": "hub", "provider_id": "oidc", "config": {}}),
        ),
        (("client_profile", {"name": "strict"}), ("client_profile", {"name": "strict", "executors": []})),
        # all that a realm has
        (("realm", {}), ("realm", {"enabled": True})),
    ],
)
def test_what_is_removed_can_be_made_again(runtime: Runtime, lost: Task, later: Task) -> None:
    kind, options = lost
    removed = foreseen(runtime, kind, **options, state="absent")
    assert removed["changed"], removed["msg"]
    again = foreseen(runtime, kind, **options, state="absent")
    assert (again["changed"], again.get("failed")) == (False, None), again["msg"]
    kind, options = later
    made = foreseen(runtime, kind, **options)
    assert made["changed"], made["msg"]
    assert bool(made["existing"]) == ("bea" in (made["existing"] or {}).values())


def test_a_realm_that_is_made_again_is_empty(runtime: Runtime) -> None:
    assert not foreseen(runtime, "client", client_id="shop")["changed"]
    assert foreseen(runtime, "realm", state="absent")["changed"]
    assert "Realm not found" in foreseen(runtime, "client", client_id="shop")["msg"]
    assert foreseen(runtime, "realm", enabled=True)["changed"]
    assert foreseen(runtime, "client", client_id="shop")["actions"] == [f"POST {REALM}/clients"]


def test_one_that_is_removed_is_not_read(runtime: Runtime) -> None:
    asked = {"auth_keycloak_url": "https://id.example.org", "token": "a-token", "realm": "acme"}
    info = Info()

    def read(**options: Any) -> list[Any]:
        return info.run({**asked, **options}, check_mode=True, runtime=runtime)["objects"]

    assert len(read(kind="user", options={"username": "ann"})) == 1
    assert foreseen(runtime, "user", username="ann", state="absent")["changed"]
    assert read(kind="user", options={"username": "ann"}) == []
    assert [one["username"] for one in read(kind="user")] == ["bea"]


def test_what_a_whole_realm_loses_is_gone_for_later_tasks(runtime: Runtime) -> None:
    given = {"auth_keycloak_url": "https://id.example.org", "token": "a-token", "realm": "acme"}
    asked = {**given, "config": {"realm": "acme"}, "purge": ["clients"]}
    purged = Configures().run(asked, check_mode=True, runtime=runtime)
    assert purged["kinds"]["client"]["removed"] == 1, purged["msg"]
    assert foreseen(runtime, "client", client_id="shop")["actions"] == [f"POST {REALM}/clients"]


@pytest.mark.parametrize(
    ("path", "uses", "data", "released"),
    [
        (REALM, {"browserFlow": "old"}, {}, False),
        (REALM, {"browserFlow": "old"}, {"browserFlow": "browser"}, True),
        (CLIENTS, [USES], {}, False),
        (CLIENTS, [USES], {"clients": [{"clientId": "shop", "name": "Shop"}]}, False),
        (CLIENTS, [USES], {"clients": [{"clientId": "shop", **OVERRIDDEN}]}, True),
        (CLIENTS, [USES], {"purge": ["clients"]}, True),
        (PROVIDERS, [{**HUB, "firstBrokerLoginFlowAlias": "old"}], {"purge": ["identity_providers"]}, True),
    ],
)
def test_a_flow_goes_that_the_same_data_releases(
    runtime: Runtime, monkeypatch: pytest.MonkeyPatch, path: str, uses: Any, data: dict[str, Any], released: bool
) -> None:
    was = SERVER.get(path)
    monkeypatch.setitem(SERVER, path, {**was, **uses} if isinstance(was, dict) else uses)
    monkeypatch.setitem(SERVER, f"{FLOWS}/flows", [FLOW, {**FLOW, "id": "b", "alias": "browser", "builtIn": True}])
    given = {"auth_keycloak_url": "https://id.example.org", "token": "a-token", "realm": "acme"}
    config = {name: value for name, value in data.items() if name != "purge"}
    purge = [*data.get("purge", ()), "authentication_flows"]
    purged = Configures().run({**given, "config": config, "purge": purge}, check_mode=True, runtime=runtime)
    assert bool(purged.get("failed")) != released, purged["msg"]
    assert released or "'old' is in use and therefore cannot be deleted" in purged["msg"]


def test_a_service_account_comes_with_its_client(runtime: Runtime) -> None:
    account = {"service_account_client_id": "shop", "first_name": "Shop"}
    refused = foreseen(runtime, "user", **account)
    assert "names a client that has no service account" in refused["msg"]
    client = {"clientId": "shop", "serviceAccountsEnabled": True}
    user = {"username": "service-account-shop", "serviceAccountClientId": "shop", "realmRoles": ["buyer"]}
    config = {"clients": [client], "users": [user], "roles": {"realm": [{"name": "buyer"}]}}
    given = {"auth_keycloak_url": "https://id.example.org", "token": "a-token", "realm": "acme", "config": config}
    done = Configures().run(given, check_mode=True, runtime=runtime)
    assert done["kinds"]["user"] == {"created": 0, "updated": 0, "removed": 0, "unchanged": 1}, done["msg"]
    assert foreseen(runtime, "user", **account)["changed"]


def test_a_link_of_one_is_not_that_of_another(runtime: Runtime) -> None:
    link = {"identity_provider": "hub"}
    assert foreseen(runtime, "user_federated_identity", username="ann", **link, state="absent")["changed"]
    kept = foreseen(runtime, "user_federated_identity", username="bea", **link, identity_user_id="1")
    assert kept["changed"] is False, kept["msg"]


@pytest.mark.parametrize(
    ("reason", "realm"), [("Realm not found.", True), ("Organizations not enabled for this realm.", False)]
)
def test_a_module_process_takes_nothing_else_for_a_realm(reason: str, realm: bool) -> None:
    class Lacking:
        def get(self, path: str, params: Optional[Any] = None) -> Any:
            raise NotFound(404, "GET", path, reason)

    anticipation = Runtime().anticipation({}, True, Binding(KINDS["realm"]).system)
    reader = Foreseeing(Lacking(), anticipation, "acme")
    if realm:
        assert reader.get(f"{REALM}/organizations/1") is None
    else:
        with pytest.raises(NotFound, match="Organizations"):
            reader.get(f"{REALM}/organizations/1")
