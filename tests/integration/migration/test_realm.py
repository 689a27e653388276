# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Realms: what the modules of other collections get wrong, each by its name."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.again import Tasks, shows
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World

FIRST, SECOND = "canary-of-the-mailer-1", "canary-of-the-mailer-2"


@pytest.fixture(scope="module")
def tasks(world: World) -> Iterator[Tasks]:
    """A realm of these tests' own."""
    name = f"migrate-realm-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    yield Tasks(world, name)
    world.admin.remove_realm(name)


def smtp(password: str, **more: Any) -> dict[str, Any]:
    """Return the options of a mail server, in the types that playbooks write."""
    mail = {"host": "localhost", "port": 25, "from": "a@example.com", "auth": True, "user": "mailer", **more}
    return {"smtp_server": {**mail, "password": password}}


def test_a_second_run_of_a_realm_with_attributes_is_unchanged(tasks: Tasks) -> None:
    """Theirs compares the number with the text that the server keeps: check mode reports a change for ever."""
    tasks.idempotent("keycloak_realm", {"attributes": {"floor": 5, "open": True}})


def test_a_second_run_of_a_realm_with_smtp_is_unchanged(tasks: Tasks) -> None:
    """Theirs compares the given password with the server's mask: check mode reports a change for ever."""
    tasks.idempotent("keycloak_realm", smtp(FIRST))


def test_check_mode_does_not_always_report_a_realm_as_changed(tasks: Tasks) -> None:
    """Theirs says changed of a realm that is as desired, after the server has stamped what it was sent back."""
    tasks.run("keycloak_realm", {"display_name": "A realm"})
    assert not tasks.run("keycloak_realm", {"display_name": "A realm"}, check=True).changed


def test_an_unchanged_realm_is_not_written(tasks: Tasks) -> None:
    """Theirs sends a PUT in each run, also in one that it reports as unchanged."""
    tasks.run("keycloak_realm", {"display_name": "A realm"})
    assert tasks.run("keycloak_realm", {"display_name": "A realm"}).writes == []


def test_a_changed_smtp_password_is_reported_once(tasks: Tasks) -> None:
    """Theirs writes it, and reports no change, since both look like the server's mask afterwards."""
    tasks.run("keycloak_realm", smtp(FIRST))
    tasks.idempotent("keycloak_realm", smtp(SECOND))


def test_the_smtp_password_is_not_shown(tasks: Tasks) -> None:
    """Theirs returns it in proposed and, in check mode, in diff."""
    tasks.run("keycloak_realm", smtp(FIRST))
    ran = tasks.foreseen("keycloak_realm", smtp(SECOND))
    assert ran.changed
    assert not shows(ran, SECOND)


def test_attributes_that_the_server_derives_do_not_come_back(tasks: Tasks) -> None:
    """Theirs sends back all that it read, and the server stamps sessions' lifespans into the attributes."""
    before = tasks.get("")["attributes"]
    tasks.run("keycloak_realm", {"display_name": "Another name"})
    assert {*tasks.get("")["attributes"]} == {*before}
