# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keys are read anew, and it is told where that did nothing."""

from __future__ import annotations

import pathlib
import secrets
from collections.abc import Iterator

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.people import login_with
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_identity_provider_keys_reload"

pytestmark = pytest.mark.since("24")


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with identity providers whose keys are at a URL, and one that has none."""
    name = f"idp-keys-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    urls = {"authorizationUrl": "https://a.example", "tokenUrl": "https://a.example", "clientId": "a"}
    jwks = f"{world.admin.url}/realms/master/protocol/openid-connect/certs"
    keys = {"jwksUrl": jwks, "useJwksUrl": "true", "validateSignature": "true"}
    lost = {**urls, **keys, "jwksUrl": "http://127.0.0.1:1/"}
    configs = {"partner": {**urls, **keys}, "second": {**urls, **keys}, "third": {**urls, **keys}, "lost": lost}
    for alias, config in {**configs, "plain": urls}.items():
        body = {"alias": alias, "providerId": "oidc", "config": config}
        world.admin.send("POST", f"/admin/realms/{name}/identity-provider/instances", body)
    yield name
    world.admin.remove_realm(name)


def test_keys_are_read(world: World, realm: str) -> None:
    options = {"realm": realm, "alias": "partner"}
    check, ran = (world.run(MODULE, options, check) for check in (True, False))
    assert check.changed
    assert ran.changed
    assert ran.result["reloaded"]
    assert check.result["actions"] == ran.result["actions"]
    again = world.run(MODULE, options)
    # the server declines to read them twice within some seconds
    assert again.changed == again.result["reloaded"] == bool(again.result["actions"])


def test_no_keys_at_a_url(world: World, realm: str) -> None:
    for check in (True, False):
        ran = world.run(MODULE, {"realm": realm, "alias": "plain"}, check)
        assert not ran.failed
        assert not ran.changed
        assert ran.result["reloaded"] is False


def test_refused(world: World, realm: str) -> None:
    ran = world.run(MODULE, {"realm": realm, "alias": "nosuch"})
    assert ran.failed
    assert "there is no identity provider 'nosuch'" in ran.result["msg"]


def test_keys_that_cannot_be_read(world: World, realm: str) -> None:
    ran = world.run(MODULE, {"realm": realm, "alias": "lost"})
    assert ran.failed
    assert not ran.changed
    assert "can't read the keys" in ran.result["msg"]


def test_the_role_that_the_documentation_names_is_enough(world: World, realm: str) -> None:
    login = login_with(world.admin, realm, ["manage-identity-providers"])
    ran = world.run(MODULE, {"realm": realm, "alias": "third", **login})
    assert ran.changed, ran.result["msg"]


def test_both_ways(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    steps = {
        "check": {"realm": realm, "alias": "second"},
        "idle": {"realm": realm, "alias": "plain"},
        "refuse": {"realm": realm, "alias": "nosuch"},
    }
    _played, results = both(world, tmp_path, MODULE, steps)
    for worker, process in results.values():
        assert worker == process
