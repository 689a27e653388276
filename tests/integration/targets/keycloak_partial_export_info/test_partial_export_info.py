# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A realm is exported with what is asked for, and without a secret."""

from __future__ import annotations

import pathlib
import secrets
from collections.abc import Iterator

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_partial_export_info"


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with a client, a group and a role."""
    name = f"partial-export-{secrets.token_hex(3)}"
    world.admin.make_realm(
        name,
        clients=[{"clientId": "shop", "secret": "canary-of-the-export"}],
        groups=[{"name": "staff"}],
        roles={"realm": [{"name": "buyer"}]},
    )
    yield name
    world.admin.remove_realm(name)


@pytest.mark.parametrize("check", [True, False])
@pytest.mark.parametrize(
    ("options", "has", "lacks"),
    [
        ({}, {"clientScopes", "authenticationFlows"}, {"clients", "groups", "roles"}),
        ({"clients": True}, {"clients", "clientScopes"}, {"groups"}),
        ({"groups_and_roles": True}, {"groups", "roles"}, {"clients"}),
        ({"clients": True, "groupsAndRoles": True}, {"clients", "groups", "roles"}, set()),
    ],
)
def test_export(
    world: World, realm: str, check: bool, options: dict[str, bool], has: set[str], lacks: set[str]
) -> None:
    ran = world.run(MODULE, {"realm": realm, **options}, check=check)
    assert not ran.failed, ran
    assert (ran.changed, ran.writes) == (False, [])
    export = ran.result["realm_export"]
    assert export["realm"] == realm
    assert has <= set(export)
    assert not lacks & set(export)
    assert "canary-of-the-export" not in str(ran.result)


@pytest.mark.parametrize(
    ("options", "says"), [({"realm": "nosuch"}, "Realm not found"), ({"clients": "perhaps"}, "clients")]
)
def test_refused(world: World, options: dict[str, str], says: str) -> None:
    ran = world.run(MODULE, options)
    assert ran.failed
    assert says in ran.result["msg"]


def test_both_ways(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    options = {"realm": realm, "clients": True, "groups_and_roles": True}
    played, results = both(world, tmp_path, MODULE, {"export": options, "refuse": {"realm": "nosuch"}})
    for result in (one for pair in results.values() for one in pair):
        # the server keeps no order in some of its lists
        result["realm_export"] = sorted(str(result.pop("realm_export", "")))
    for step, (worker, process) in results.items():
        assert worker == process, step
    assert "canary-of-the-export" not in played.printed
