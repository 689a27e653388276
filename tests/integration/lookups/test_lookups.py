# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lookup plugins in a real ansible-playbook, on a real server: what comes back, and that nothing else shows it."""

from __future__ import annotations

import base64
import json
import pathlib
import secrets
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.playbooks import Player
from ansible_collections.iamops.keycloak.tests.integration.harness.secrecy import canary
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.version import older

SECRET, STOCK, PASSWORD, WRONG = canary(), canary(), canary(), canary()
# tokens that are got for others: a server before 26.2 has that as a preview
EXCHANGED = () if older("26.2") else ("exchanged",)
EXCHANGE = {"standard.token.exchange.enabled": "true"}
SERVICE = {"serviceAccountsEnabled": True, "directAccessGrantsEnabled": True, "attributes": EXCHANGE}
AUDIENCE = {
    "name": "for-stock",
    "protocol": "openid-connect",
    "protocolMapper": "oidc-audience-mapper",
    "config": {"included.client.audience": "stock/1", "access.token.claim": "true"},
}


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with clients and a user."""
    name = f"lookup-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    clients = f"/admin/realms/{name}/clients"
    world.admin.send("POST", clients, {"clientId": "shop", "secret": SECRET, "protocolMappers": [AUDIENCE], **SERVICE})
    world.admin.send("POST", clients, {"clientId": "stock/1", "secret": STOCK})
    world.admin.send("POST", clients, {"clientId": "page", "publicClient": True})
    own = [{"type": "password", "value": PASSWORD}]
    ann = {"username": "ann", "enabled": True, "email": "ann@example.org", "firstName": "A", "lastName": "B"}
    world.admin.send("POST", f"/admin/realms/{name}/users", {**ann, "emailVerified": True, "credentials": own})
    yield name
    world.admin.remove_realm(name)


def kept(name: str, template: str) -> dict[str, Any]:
    """Return a task that keeps what a lookup gives."""
    keep = {"name": name, "ansible.builtin.set_fact": {"looked": "{{ " + template + " }}"}, "register": name}
    return {**keep, "no_log": True}


def refused(name: str, template: str) -> dict[str, Any]:
    """Return a task that shows what a lookup says."""
    show = {"name": name, "ansible.builtin.debug": {"msg": "{{ " + template + " }}"}, "register": name}
    return {**show, "ignore_errors": True}


def claims(token: str) -> dict[str, Any]:
    body = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))


def connected(world: World) -> dict[str, str]:
    """Return the variables of the lookups."""
    return {
        "iamops_keycloak_url": world.proxy.url,
        "iamops_keycloak_auth_username": world.admin.username,
        "iamops_keycloak_auth_password": "{{ admin_password }}",
    }


def variables(realm: str) -> dict[str, Any]:
    shop = {"realm": realm, "client_id": "shop", "client_secret": SECRET}
    ann = {"username": "ann", "password": PASSWORD}
    return {"there": {"realm": realm}, "shop": shop, "ann": ann, "wrong": WRONG}


def of(played: Any, name: str) -> Any:
    return played.results[name]["ansible_facts"]["looked"]


def player(world: World, directory: pathlib.Path) -> Player:
    return Player(directory, world.proxy.url, world.admin.username, world.admin.password)


def test_what_comes_back(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    since = len(world.proxy.wire.requests)
    tasks = [
        kept("secret", "lookup('iamops.keycloak.client_secret', 'shop', **there)"),
        kept("several", "query('iamops.keycloak.client_secret', 'stock/1', 'shop', **there)"),
        kept("login", "lookup('iamops.keycloak.token')"),
        kept("service", "lookup('iamops.keycloak.token', **shop)"),
        kept("user", "lookup('iamops.keycloak.token', scope='address', **(shop | combine(ann)))"),
        kept("plain", "lookup('iamops.keycloak.token', realm=there.realm, **ann)"),
        *(kept(name, "lookup('iamops.keycloak.token', audience='stock/1', **shop)") for name in EXCHANGED),
    ]
    kept_in = {"ANSIBLE_LOCAL_TEMP": str(tmp_path / "local")}
    played = player(world, tmp_path).play(
        tasks, variables(realm), verbosity=4, variables_of_the_process=kept_in, vars=connected(world)
    )
    assert played.status == 0, played.printed[-3000:]
    assert of(played, "secret") == SECRET
    assert of(played, "several") == [STOCK, SECRET]
    tokens = {name: claims(of(played, name)) for name in ("login", "service", "user", "plain", *EXCHANGED)}
    assert tokens["login"]["iss"].endswith("/realms/master")
    assert tokens["service"]["iss"].endswith(f"/realms/{realm}")
    assert {name: token["azp"] for name, token in tokens.items()} == {
        **dict.fromkeys(("service", "user", *EXCHANGED), "shop"),
        **dict.fromkeys(("login", "plain"), "admin-cli"),
    }
    service = world.admin.get(f"/admin/realms/{realm}/users?username=service-account-shop&exact=true")[0]["id"]
    ann = world.admin.get(f"/admin/realms/{realm}/users?username=ann&exact=true")[0]["id"]
    assert {name: tokens[name]["sub"] for name in ("service", "user")} == {"service": service, "user": ann}
    assert [tokens[name]["sub"] for name in EXCHANGED] == [service for _name in EXCHANGED]
    assert "address" in tokens["user"]["scope"].split()
    assert "address" not in tokens["service"]["scope"].split()
    assert all(tokens[name]["aud"] in ("stock/1", ["stock/1"]) for name in EXCHANGED)
    hidden = [SECRET, STOCK, PASSWORD, world.admin.password, *(of(played, name) for name in tokens)]
    assert not [secret for secret in hidden if secret in played.printed + played.syslog]
    assert (tmp_path / "local").is_dir()
    assert not list((tmp_path / "local").rglob("iamops-keycloak-*"))
    asked = [str(request) for request in world.proxy.wire.requests[since:]]
    assert len([line for line in asked if "/realms/master/protocol/openid-connect/token" in line]) == 1


def test_what_goes_wrong(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    says = {
        "lookup('iamops.keycloak.client_secret', 'nosuch', **there)": "client_id: Client does not exist nosuch",
        "lookup('iamops.keycloak.client_secret', 'page', **there)": "must be a confidential client",
        "lookup('iamops.keycloak.client_secret', **there)": "client ids of the clients are missing",
        "lookup('iamops.keycloak.client_secret', 'shop', relm='x')": "unknown option relm",
        "lookup('iamops.keycloak.client_secret', 'shop', realm='nosuch')": "Realm not found",
        "lookup('iamops.keycloak.client_secret', 'shop', auth_password=wrong)": "auth_username",
        "lookup('iamops.keycloak.token', 'shop')": "takes no terms",
        "lookup('iamops.keycloak.token', **there)": "realm: needs client_id or username",
        "lookup('iamops.keycloak.token', client_id='', client_secret='')": "client_id: must not be empty",
        "lookup('iamops.keycloak.token', username='ann')": "password: is missing; username needs it",
        "lookup('iamops.keycloak.token', client_id='shop')": "client_secret: or username and password are needed",
        "lookup('iamops.keycloak.token', **(shop | combine({'client_secret': wrong})))": "Could not obtain",
        "lookup('iamops.keycloak.token', audience='nosuch', **shop)": "Could not obtain" if EXCHANGED else "501",
        "lookup('iamops.keycloak.token', auth_keycloak_url='')": "auth_keycloak_url: must be an http://",
    }
    tasks = [refused(f"task{number}", template) for number, template in enumerate(says)]
    played = player(world, tmp_path).play(tasks, variables(realm), verbosity=4, vars=connected(world))
    results: Mapping[str, Any] = played.results
    for number, (template, words) in enumerate(says.items()):
        result = results[f"task{number}"]
        assert result["failed"], template
        assert words in result["msg"], (template, result["msg"])
    hidden = (SECRET, STOCK, PASSWORD, WRONG, world.admin.password)
    assert not [secret for secret in hidden if secret in played.printed + played.syslog]


def test_the_environment(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    environment = {
        "KEYCLOAK_URL": world.proxy.url,
        "KEYCLOAK_AUTH_REALM": realm,
        "KEYCLOAK_CLIENT_ID": "shop",
        "KEYCLOAK_CLIENT_SECRET": SECRET,
    }
    played = player(world, tmp_path).play(
        [kept("token", "lookup('iamops.keycloak.token')")], variables_of_the_process=environment, verbosity=4
    )
    assert played.status == 0, played.printed[-3000:]
    assert claims(of(played, "token"))["azp"] == "shop"
    assert SECRET not in played.printed + played.syslog
