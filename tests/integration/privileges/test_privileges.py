# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Least privilege: each module does its work with a login that has only the roles that its documentation names."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import yaml
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.runtime import Runtime
from ansible_collections.iamops.keycloak.tests.integration.harness.mail import Mailbox
from ansible_collections.iamops.keycloak.tests.integration.harness.needs import TARGETS, needs_of
from ansible_collections.iamops.keycloak.tests.integration.harness.place import Place
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World

PASSWORD = "Only-what-is-needed-1"


@dataclass(frozen=True)
class Case:
    """What one login may do, and does.

    :param roles: roles of ``realm-management`` that the login has
    :param realm_roles: roles of the master realm that it has; it is a login of that realm then
    :param setup: what must be there, made by the administrator
    :param tasks: options of the module; none of them may fail
    :param since: the first version of the server that can do this
    """

    module: str
    tasks: list[dict[str, Any]]
    roles: list[str] = field(default_factory=list)
    realm_roles: list[str] = field(default_factory=list)
    setup: list[dict[str, Any]] = field(default_factory=list)
    since: str = "0"


def cases() -> Iterator[Any]:
    """Yield the cases of all modules."""
    for path in sorted(TARGETS.glob("*/privileges.yml")):
        module = path.parent.name
        for number, case in enumerate(cases_of(module)):
            marks = [pytest.mark.since(case.since), pytest.mark.since(needs_of(module).since, module)]
            yield pytest.param(case, id=f"{module}-{number}", marks=marks)


def cases_of(module: str) -> list[Case]:
    """Return the cases of a module."""
    path = TARGETS / module / "privileges.yml"
    return [Case(module, **entry) for entry in yaml.safe_load(path.read_text(encoding="utf-8"))]


class Realms:
    """One realm for all cases of a module, which come one after the other."""

    def __init__(self, world: World, post_office: Mailbox) -> None:
        self.admin, self.mail = world.admin, post_office.settings
        self.module, self.name = "", ""

    def of(self, module: str) -> str:
        """Return the realm of a module; that of the one before goes."""
        if module != self.module:
            self.close()
            self.module, self.name = module, f"privileges-{secrets.token_hex(3)}"
            self.admin.make_realm(self.name, organizationsEnabled=True, smtpServer=self.mail)
        return self.name

    def close(self) -> None:
        """Remove the last one."""
        if self.name:
            self.admin.remove_realm(self.name)


@pytest.fixture(scope="module")
def realms(world: World, post_office: Mailbox) -> Iterator[Realms]:
    """A realm for each module."""
    realms = Realms(world, post_office)
    yield realms
    realms.close()


def login(world: World, realm: str, case: Case) -> dict[str, Any]:
    """Return the options of a new login that has the case's roles and no others."""
    admin, home = world.admin, "master" if case.realm_roles else realm
    name = f"least-{secrets.token_hex(4)}"
    person = {"username": name, "enabled": True, "email": f"{name}@example.com", "firstName": "A", "lastName": "B"}
    password = {"type": "password", "value": PASSWORD}
    admin.send("POST", f"/admin/realms/{home}/users", {**person, "credentials": [password]})
    user = admin.get(f"/admin/realms/{home}/users?username={name}&exact=true")[0]["id"]
    mappings = f"/admin/realms/{home}/users/{user}/role-mappings"
    # the default role lets users manage their own account, and nothing of the realm
    for role in case.realm_roles:
        admin.send("POST", f"{mappings}/realm", [admin.get(f"/admin/realms/{home}/roles/{role}")])
    if case.roles:
        owner = "realm-management" if home == realm else f"{realm}-realm"
        client = admin.get(f"/admin/realms/{home}/clients?clientId={owner}")[0]["id"]
        given = [admin.get(f"/admin/realms/{home}/clients/{client}/roles/{role}") for role in case.roles]
        admin.send("POST", f"{mappings}/clients/{client}", given)
    return {"auth_realm": home, "auth_username": name, "auth_password": PASSWORD}


@pytest.mark.parametrize("case", cases())
def test_the_roles_that_the_documentation_names_are_enough(world: World, realms: Realms, case: Case) -> None:
    realm = realms.of(case.module)
    place = Place(world, realm)
    place.set_up(case.setup)
    options = login(world, realm, case)
    runtime = Runtime(world.directory.name)
    try:
        for task in place.fill(case.tasks):
            ran = world.run(case.module, {"realm": realm, **options, **task}, runtime=runtime)
            assert not ran.failed, f"{task}: {ran.result['msg']}"
    finally:
        # one of the master realm would stay otherwise
        home, name = options["auth_realm"], options["auth_username"]
        for user in world.admin.get(f"/admin/realms/{home}/users?username={name}&exact=true"):
            world.admin.send("DELETE", f"/admin/realms/{home}/users/{user['id']}")
