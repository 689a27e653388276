# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tokens that end while a task or a run goes on."""

from __future__ import annotations

import secrets
import time
from pathlib import Path

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import Unauthorized
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.tokens import FileStore
from ansible_collections.iamops.keycloak.tests.integration.login.conftest import Realm

SECRET = f"canary-{secrets.token_hex(16)}"


@pytest.fixture(scope="module", autouse=True)
def robot(realm: Realm) -> str:
    return realm.add_client("renewing-robot", secret=SECRET)


def test_a_password_login_outlives_its_token(realm: Realm) -> None:
    realm.change(accessTokenLifespan=2)
    client = realm.connect()
    realm.calls.clear()
    end = time.monotonic() + 6
    while time.monotonic() < end:
        client.get_required(realm.path)
        time.sleep(0.2)
    assert 2 < realm.count("POST token") < 8
    assert realm.sessions() == 1, "renewed, not logged in again"
    client.close()
    assert realm.sessions() == 0


def test_client_credentials_outlive_their_token(realm: Realm) -> None:
    realm.change(accessTokenLifespan=2)
    client = realm.connect(client_id="renewing-robot", client_secret=SECRET)
    end = time.monotonic() + 4
    while time.monotonic() < end:
        client.get_required(realm.path)
        time.sleep(0.2)
    assert realm.sessions() == 0


def test_a_token_that_ended_without_a_word(realm: Realm) -> None:
    """Another clock, or a suspended machine: the token is used although it has ended."""
    realm.change(accessTokenLifespan=1)
    client = realm.connect()
    client.get_required(realm.path)
    assert client.session._tokens is not None
    client.session._tokens["renew_at"] = time.time() + 3600
    time.sleep(2)
    realm.calls.clear()
    client.get_required(realm.path)
    assert realm.calls[:3] == [f"GET {realm.name}", "POST token", f"GET {realm.name}"]
    assert realm.sessions() == 1
    client.close()


def test_a_user_logged_out_in_the_middle(realm: Realm) -> None:
    client = realm.connect()
    client.get_required(realm.path)
    realm.root.send("POST", f"{realm.path}/users/{realm.user_id}/logout")
    assert realm.sessions() == 0
    name = f"made-{secrets.token_hex(4)}"
    assert client.send("POST", realm.path + "/roles", {"name": name}).status == 201
    assert client.writes == [f"POST {realm.path}/roles"]
    assert realm.sessions() == 1
    client.close()


def test_a_client_whose_tokens_were_revoked(realm: Realm) -> None:
    client = realm.connect(client_id="renewing-robot", client_secret=SECRET)
    client.get_required(realm.path)
    time.sleep(1.1)
    realm.change(notBefore=int(time.time()))
    client.get_required(realm.path)
    realm.change(notBefore=0)


def test_a_given_token_that_has_ended(realm: Realm) -> None:
    realm.change(accessTokenLifespan=1)
    giver = realm.connect()
    token = giver.session.token()
    time.sleep(2)
    with pytest.raises(Unauthorized, match="it has ended, was revoked, or belongs to another server") as caught:
        realm.connect(token=token).get(realm.path)
    assert token not in str(caught.value)
    giver.close()


def test_the_tasks_of_a_run_share_one_session(realm: Realm, tmp_path: Path) -> None:
    realm.change(accessTokenLifespan=2)
    realm.calls.clear()
    for _task in range(12):
        client = realm.connect(FileStore(str(tmp_path)))
        client.get_required(realm.path)
        client.close()
        time.sleep(0.3)
    assert realm.sessions() == 1
    assert 1 < realm.count("POST token") < 8
    assert realm.password not in "".join(path.read_text() for path in tmp_path.iterdir())


def test_a_service_account_may_work_in_the_realm_that_it_made(realm: Realm) -> None:
    """Its token lists no roles of the new realm, so another one is had."""
    send, name = realm.root.send, f"login-{secrets.token_hex(4)}"
    made = send("POST", "/admin/realms/master/clients", {
        "clientId": name, "secret": SECRET, "serviceAccountsEnabled": True, "standardFlowEnabled": False,
    })
    path = f"/admin/realms/master/clients/{made.location_id}"
    account = realm.root.get_required(path + "/service-account-user")
    role = realm.root.get_required("/admin/realms/master/roles/create-realm")
    try:
        send("POST", f"/admin/realms/master/users/{account['id']}/role-mappings/realm", [role])
        client = realm.connect(realm="master", client_id=name, client_secret=SECRET)
        client.send("POST", "/admin/realms", {"realm": name})
        assert "accessTokenLifespan" in client.get_required(f"/admin/realms/{name}")
        assert client.list(f"/admin/realms/{name}/users") == []
        client.send("DELETE", f"/admin/realms/{name}")
    finally:
        send("DELETE", path)
