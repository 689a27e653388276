# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads and actions that go wrong in other collections' modules of these names, on 26.7.2."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.mail import Mailbox
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World

MAIL = "keycloak_user_execute_actions_email"


@pytest.fixture(scope="module")
def realm(world: World, post_office: Mailbox) -> Iterator[str]:
    """A realm with a client, and more users than the server lists at once."""
    name = f"reads-{secrets.token_hex(3)}"
    world.admin.make_realm(name, smtpServer=post_office.settings)
    world.admin.send("POST", f"/admin/realms/{name}/clients", {"clientId": "shop"})
    users: list[dict[str, Any]] = [{"username": f"user{number:03}", "enabled": True} for number in range(130)]
    users.append({"username": "ann", "enabled": True, "email": "ann@example.org"})
    world.admin.send("POST", f"/admin/realms/{name}/partialImport", {"ifResourceExists": "FAIL", "users": users})
    yield name
    world.admin.remove_realm(name)


def test_clientsecret_regenerate_says_that_it_has_changed(world: World, realm: str) -> None:
    """Theirs returns no ``changed``: a handler that restarts the client's application never runs."""
    assert world.run("keycloak_clientsecret_regenerate", {"realm": realm, "client_id": "shop"}).changed


def test_clientsecret_regenerate_says_so_in_check_mode(world: World, realm: str) -> None:
    """Theirs says "No action taken while in check mode" without a change, and the run then makes a new secret."""
    ran = world.run("keycloak_clientsecret_regenerate", {"realm": realm, "client_id": "shop"}, check=True)
    assert ran.changed
    assert not ran.writes


def test_realm_users_info_returns_all_users(world: World, realm: str) -> None:
    """Theirs returns the first hundred, and does not say that there are more."""
    assert len(world.run("keycloak_realm_users_info", {"realm": realm}).result["users"]) == 131


def test_a_mail_that_can_not_be_sent_is_not_foreseen(world: World, realm: str) -> None:
    """Theirs foresees a change for a user without an e-mail address, and the run then fails."""
    ran = world.run(MAIL, {"realm": realm, "username": "user001"}, check=True)
    assert ran.failed
    assert "no e-mail address" in ran.result["msg"]


def test_a_realm_s_public_key_is_read_without_a_login(world: World, realm: str) -> None:
    """Theirs takes no option of a login, and is left out of the group, so that defaults for all don't reach it."""
    login = {"auth_realm": "nosuch", "auth_username": "nosuch", "auth_password": "wrong password"}
    assert world.run("keycloak_realm_info", {"realm": realm, **login}).result["realm_info"]["realm"] == realm


def test_a_client_template_that_is_as_desired_is_unchanged_in_check_mode(world: World, realm: str) -> None:
    """Theirs foresees a change each time in check mode, also where the run then finds nothing to do."""
    options = {"realm": realm, "name": "shared", "description": "for all"}
    assert world.run("keycloak_clienttemplate", options).changed
    assert not world.run("keycloak_clienttemplate", options, check=True).changed


def test_a_client_template_that_is_as_desired_is_not_written(world: World, realm: str) -> None:
    """Theirs sends it again in each run, and says that it has been updated."""
    options = {"realm": realm, "name": "again", "protocol": "openid-connect"}
    assert world.run("keycloak_clienttemplate", options).changed
    assert world.run("keycloak_clienttemplate", options).writes == []


def test_a_client_template_without_a_protocol_can_be_made(world: World, realm: str) -> None:
    """Theirs ends in a KeyError of 'clientId' there."""
    ran = world.run("keycloak_clienttemplate", {"realm": realm, "name": "plain"})
    assert ran.changed
    assert ran.result["msg"] == "Client template plain has been created."


def test_mappers_of_a_client_template_are_written(world: World, realm: str) -> None:
    """Theirs says that the template has been updated, and leaves its protocol mappers as they are."""
    options = {"realm": realm, "name": "mapped"}
    world.run("keycloak_clienttemplate", options)
    mapper = {"name": "claim", "protocol": "openid-connect", "protocolMapper": "oidc-hardcoded-claim-mapper"}
    assert world.run("keycloak_clienttemplate", {**options, "protocol_mappers": [mapper]}).changed
    scopes = world.admin.get(f"/admin/realms/{realm}/client-scopes")
    (mapped,) = [scope for scope in scopes if scope["name"] == "mapped"]
    assert [one["name"] for one in mapped["protocolMappers"]] == ["claim"]
