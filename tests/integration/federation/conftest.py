# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A directory of people, and realms whose users are these."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import requests
from ansible_collections.iamops.keycloak.tests.integration.harness.directory import READER, running_or_skip, settings
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import Ran, World
from ansible_collections.iamops.keycloak.tests.integration.harness.version import older
from ansible_collections.iamops.keycloak.tests.servers import openldap

WORDS = {name: f"{name}-of-the-directory" for name in ("ann", "bob", "cleo")}


@pytest.fixture(scope="session")
def directory() -> Iterator[openldap.Directory]:
    """An OpenLDAP server with three people, two of them in a group."""
    entries = [
        *(openldap.person(name, word, employeeType="tester") for name, word in WORDS.items()),
        openldap.group("staff", "ann", "bob"),
    ]
    with running_or_skip(entries) as running:
        yield running


@dataclass
class Federated:
    """A realm whose users come from the directory.

    :param config: the settings that a federation with it takes, without the bind credential
    """

    world: World
    realm: str
    config: dict[str, Any]

    def run(self, check: bool = False, **options: Any) -> Ran:
        """Run the module on the federation."""
        ran = self.world.run("keycloak_user_federation", {"realm": self.realm, "name": "people", **options}, check)
        assert not ran.failed, ran.result["msg"]
        assert READER not in str(ran.result)
        return ran

    def made(self, **more: Any) -> dict[str, Any]:
        """Make the federation and return its end state; again is unchanged."""
        config = {**self.config, "bindCredential": READER, **more.pop("config", {})}
        options = {"provider_id": "ldap", "config": config, **more}
        check, ran = self.run(check=True, **options), self.run(**options)
        assert check.changed
        assert ran.changed
        assert check.result["actions"] == ran.result["actions"]
        self.unchanged(**options)
        return ran.result["end_state"]

    def unchanged(self, **options: Any) -> None:
        """See that nothing is left to do."""
        for check in (True, False):
            ran = self.run(check=check, **options)
            assert not ran.changed, ran
            assert not ran.writes, ran

    def admitted(self, name: str, word: str = "") -> bool:
        """Return whether somebody can log in."""
        form = {"grant_type": "password", "client_id": "admin-cli", "username": name, "password": word or WORDS[name]}
        url = f"{self.world.admin.url}/realms/{self.realm}/protocol/openid-connect/token"
        answer = requests.post(url, data=form, timeout=30)
        # what 16.1 says where the directory doesn't let it in
        refused = (400, 401, 500) if older("24") else (400, 401)
        assert answer.status_code in (200, *refused), answer.text
        return answer.status_code == 200

    def user(self, name: str) -> dict[str, Any]:
        """Return a user as the server has it."""
        return self.world.admin.get(f"/admin/realms/{self.realm}/users?username={name}&exact=true")[0]

    def send(self, path: str, method: str = "POST", body: Any = None) -> Any:
        """Send one request about the realm."""
        return self.world.admin.send(method, f"/admin/realms/{self.realm}/{path}", body)


@pytest.fixture(scope="session")
def made_realm(world: World, directory: openldap.Directory) -> Iterator[Federated]:
    """A realm that takes its users from the directory."""
    name = f"federation-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    yield Federated(world, name, settings(directory.url))
    world.admin.remove_realm(name)


@pytest.fixture
def realm(made_realm: Federated) -> Iterator[Federated]:
    """That realm, without a federation yet."""
    yield made_realm
    made_realm.run(state="absent")
