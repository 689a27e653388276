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
from ansible_collections.iamops.keycloak.tests.integration.harness.people import login_with
from ansible_collections.iamops.keycloak.tests.integration.harness.place import Place
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World


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
            # passwords that take no time to check
            more = {"organizationsEnabled": True, "passwordPolicy": "hashIterations(1)"}
            self.admin.make_realm(self.name, smtpServer=self.mail, **more)
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


@pytest.mark.parametrize("case", cases())
def test_the_roles_that_the_documentation_names_are_enough(world: World, realms: Realms, case: Case) -> None:
    realm = realms.of(case.module)
    place = Place(world, realm)
    place.set_up(case.setup)
    options = login_with(world.admin, realm, case.roles, case.realm_roles)
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
