# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_management_permissions on a server with the first version of fine-grained permissions: all seven sorts."""

from __future__ import annotations

import pathlib
import secrets
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.runtime import Runtime
from ansible_collections.iamops.keycloak.tests.integration.examples import test_examples as examples
from ansible_collections.iamops.keycloak.tests.integration.harness.mail import Mailbox
from ansible_collections.iamops.keycloak.tests.integration.harness.needs import skip_without
from ansible_collections.iamops.keycloak.tests.integration.harness.people import login_with
from ansible_collections.iamops.keycloak.tests.integration.harness.place import Place
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

KIND = "management_permissions"
MODULE = f"keycloak_{KIND}"
SETUP: list[dict[str, Any]] = [
    {"keycloak_client": {"client_id": "shop/1"}},
    {"keycloak_role": {"name": "reader/1"}},
    {"keycloak_role": {"name": "writer"}},
    {"keycloak_role": {"name": "clerk", "client_id": "shop/1"}},
    {"keycloak_group": {"name": "staff", "sub_groups": [{"name": "sales"}]}},
    {"keycloak_identity_provider": {"alias": "partner", "provider_id": "github", "config": {"clientId": "a"}}},
]
WRITER = "@id:/admin/realms/{realm}/roles?search=writer@"
# options, the path of the object below the realm, the role that it takes beside manage-authorization
SORTS = [
    ({"client_id": "shop/1"}, "/clients/{client}", "manage-clients"),
    ({"client_id": "shop/1", "role": "clerk"}, "/clients/{client}/roles/clerk", "manage-clients"),
    ({"role": "reader/1"}, "/roles/reader%2F1", "manage-realm"),
    ({"role_id": WRITER}, "/roles-by-id/{writer}", "manage-realm"),
    ({"group": "/staff/sales"}, "/groups/{sales}", "manage-users"),
    ({"identity_provider": "partner"}, "/identity-provider/instances/partner", "manage-identity-providers"),
    ({"users": True}, "", "manage-realm"),
]
NAMES = ["-".join(options) for options, _path, _role in SORTS]


@pytest.fixture(scope="module")
def place(world: World, post_office: Mailbox) -> Iterator[Place]:
    """A realm with an object of each sort."""
    skip_without(world, "admin-fine-grained-authz")
    name = f"managed-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    place = Place(world, name)
    place.set_up(SETUP)
    yield place
    world.admin.remove_realm(name)


def written_to(place: Place, path: str) -> str:
    admin, base = place.world.admin, f"/admin/realms/{place.realm}"
    ids = {
        "client": admin.get(f"{base}/clients?clientId=shop/1")[0]["id"],
        "writer": admin.get(f"{base}/roles/writer")["id"],
        "sales": admin.get(f"{base}/group-by-path/staff/sales")["id"],
    }
    return f"{base}{path.format(**ids)}/management/permissions" if path else f"{base}/users-management-permissions"


@pytest.mark.parametrize(("options", "path", "role"), SORTS, ids=NAMES)
def test_on_and_off(place: Place, options: Mapping[str, Any], path: str, role: str) -> None:
    world, path = place.world, written_to(place, path)
    for enabled in (True, False):
        asked = {"realm": place.realm, **place.fill(options), "enabled": enabled}
        check, run, again = (world.run(MODULE, asked, check=check) for check in (True, False, False))
        assert check.changed and run.changed, run
        assert check.result["actions"] == run.result["actions"] == [f"PUT {path}"]
        assert check.result["diff"] == run.result["diff"] == {
            "before": {"enabled": not enabled}, "after": {"enabled": enabled},
        }  # fmt: skip
        assert world.admin.get(path)["enabled"] is enabled
        assert bool(run.result["end_state"].get("scopePermissions")) is enabled
        read = world.run("keycloak_info", {"kind": KIND, "realm": place.realm, "options": place.fill(options)})
        assert read.result["objects"] == [run.result["end_state"]]
        assert not again.changed
        assert not again.writes


@pytest.mark.parametrize(("options", "path", "role"), SORTS, ids=NAMES)
def test_the_least_roles(place: Place, options: Mapping[str, Any], path: str, role: str) -> None:
    world = place.world
    login = login_with(world.admin, place.realm, [role, "manage-authorization"])
    runtime = Runtime(world.directory.name)
    for enabled in (True, False):
        asked = {"realm": place.realm, **login, **place.fill(options), "enabled": enabled}
        ran = world.run(MODULE, asked, runtime=runtime)
        assert not ran.failed, ran.result["msg"]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({}, "exactly one of client_id, role, role_id, group, identity_provider, users is needed"),
        ({"users": True, "role": "reader/1"}, "exactly one of"),
        ({"client_id": "shop/1", "group": "/staff"}, "exactly one of"),
        ({"client_id": "nosuch"}, "client_id: there is no client 'nosuch'"),
        ({"client_id": "shop/1", "role": "reader/1"}, "role: there is no role 'shop/1/reader/1'"),
        ({"role": "nosuch"}, "role: there is no role 'nosuch'"),
        ({"role_id": "nosuch"}, "role_id: there is no role 'nosuch'"),
        ({"group": "/nosuch"}, "group: there is no group '/nosuch'"),
        ({"identity_provider": "nosuch"}, "identity_provider: there is no identity provider 'nosuch'"),
    ],
)
def test_refused(place: Place, options: dict[str, Any], says: str) -> None:
    for check in (True, False):
        ran = place.world.run(MODULE, {"realm": place.realm, "enabled": True, **options}, check=check)
        assert ran.failed
        assert not ran.writes
        assert says in ran.result["msg"]


def test_both_ways(place: Place, tmp_path: pathlib.Path) -> None:
    shop = {"realm": place.realm, "client_id": "shop/1"}
    steps = {
        "check": {**shop, "enabled": True},
        "run": {**shop, "enabled": False},
        "refuse": {**shop, "enabled": True, "group": "/x"},
    }
    _played, results = both(place.world, tmp_path, MODULE, steps)
    for worker, process in results.values():
        assert worker == process


def test_examples(world: World, place: Place, post_office: Mailbox, tmp_path: pathlib.Path) -> None:
    examples.alone(world, place.realm, tmp_path, MODULE)
