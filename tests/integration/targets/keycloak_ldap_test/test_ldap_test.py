# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A real directory is tried with settings that are right, and with some that are not."""

from __future__ import annotations

import pathlib
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.directory import READER, running_or_skip, settings
from ansible_collections.iamops.keycloak.tests.integration.harness.people import login_with
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both
from ansible_collections.iamops.keycloak.tests.servers import openldap

MODULE = "keycloak_ldap_test"
NOWHERE = "ldap://127.0.0.1:1"


@pytest.fixture(scope="module")
def place(world: World) -> Iterator[dict[str, str]]:
    """A realm with a user federation, and the URL of its directory."""
    name = f"ldap-test-{secrets.token_hex(3)}"
    with running_or_skip([openldap.person("ann", "a")]) as directory:
        world.admin.make_realm(name)
        config = {**settings(directory.url), "bindCredential": READER}
        options = {"realm": name, "name": "directory", "provider_id": "ldap", "config": config}
        assert world.run("keycloak_user_federation", options).changed
        yield {"realm": name, "url": directory.url}
        world.admin.remove_realm(name)


def tried(place: dict[str, str], **options: Any) -> dict[str, Any]:
    return {"realm": place["realm"], **options}


@pytest.mark.parametrize("check", [True, False])
def test_settings_that_are_right(world: World, place: dict[str, str], check: bool) -> None:
    everything = ["connection", "authentication", "capabilities"]
    own = {"connection_url": place["url"], "bind_dn": openldap.READER, "bind_credential": READER}
    for options in ({"name": "directory"}, own):
        ran = world.run(MODULE, tried(place, tests=everything, **options), check)
        assert not ran.failed, ran.result["msg"]
        assert not ran.changed
        assert "1.3.6.1.4.1.4203.1.11.1" in [one["oid"] for one in ran.result["capabilities"]]
        assert READER not in str(ran.result)
    assert not world.run(MODULE, tried(place, connection_url=place["url"], tests=["connection"])).failed


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"name": "directory", "bind_credential": "wrong-one"}, "testLDAPConnection answered 400"),
        ({"connection_url": NOWHERE, "tests": ["connection"]}, "testLDAPConnection answered 400"),
        ({"connection_url": NOWHERE, "tests": ["capabilities"]}, "testLDAPConnection answered 400"),
        ({"name": "nosuch"}, "there is no user federation 'nosuch'"),
        ({}, "one of the following is required: name, id, connection_url"),
        ({"name": "directory", "tests": ["all"]}, "tests"),
    ],
)
def test_what_fails_says_so(world: World, place: dict[str, str], options: dict[str, Any], says: str) -> None:
    ran = world.run(MODULE, tried(place, **options))
    assert ran.failed
    assert not ran.changed
    assert says in ran.result["msg"]
    assert READER not in str(ran.result)


def test_the_role_that_the_documentation_names_is_enough(world: World, place: dict[str, str]) -> None:
    login = login_with(world.admin, place["realm"], ["manage-realm"])
    everything = ["connection", "authentication", "capabilities"]
    ran = world.run(MODULE, tried(place, name="directory", tests=everything, **login))
    assert not ran.failed, ran.result["msg"]


def test_both_ways(world: World, place: dict[str, str], tmp_path: pathlib.Path) -> None:
    steps = {
        "run": tried(place, name="directory"),
        "refuse": tried(place, name="directory", bind_credential="wrong-one"),
    }
    played, results = both(world, tmp_path, MODULE, steps)
    for worker, process in results.values():
        assert worker == process
    assert READER not in played.printed + played.syslog
    assert "wrong-one" not in played.syslog
