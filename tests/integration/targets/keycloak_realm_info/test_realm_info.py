# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_realm_info on a real server: without a login, and with one that isn't used."""

from __future__ import annotations

import pathlib

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

NOBODY = {"auth_realm": None, "auth_username": None, "auth_password": None}


@pytest.mark.parametrize("login", [NOBODY, {}, {"auth_username": "nosuch", "token": "no token"}])
@pytest.mark.parametrize("check", [True, False])
def test_a_realm(world: World, login: dict[str, str], check: bool) -> None:
    since = len(world.proxy.wire.requests)
    ran = world.run("keycloak_realm_info", {"realm": "master", **login}, check=check)
    assert not ran.changed
    shown, really = ran.result["realm_info"], world.admin.get("/realms/master")
    assert set(shown) == set(really)
    assert [shown[name] for name in ("realm", "public_key")] == ["master", really["public_key"]]
    assert [request.method for request in world.proxy.wire.requests[since:]] == ["GET"]
    assert ran.result["msg"] == "Get realm public info successful for ID master"


def test_no_realm(world: World) -> None:
    assert world.run("keycloak_realm_info", {"realm": "nosuch", **NOBODY}).result["realm_info"] is None


def test_refused(world: World) -> None:
    wrong = world.run("keycloak_realm_info", {"realm": "x", "auth_keycloak_url": f"{world.proxy.url}/nowhere"})
    assert wrong.failed
    assert "base path of auth_keycloak_url" in wrong.result["msg"]
    assert "must be a name other than" in world.run("keycloak_realm_info", {"realm": ".."}).result["msg"]


def test_both_ways(world: World, tmp_path: pathlib.Path) -> None:
    _played, results = both(world, tmp_path, "keycloak_realm_info", {"read": {}, "check": {}, "no": {"realm": "no"}})
    for worker, process in results.values():
        assert worker == process
