# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A run that is killed, or whose connection breaks, is finished by the next one: nothing is there twice, or lost."""

from __future__ import annotations

import collections
import json
import pathlib
import random
import secrets
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.proxy import LOGIN, READS
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World

MODULE = "keycloak_config"
KILLS = 5
# as long as a whole run takes here, so that kills fall on all of it
LONGEST = 6.0
DRIVER = """
import json, sys
from ansible_collections.iamops.keycloak.plugins.modules.keycloak_config import BINDING
result = BINDING.run(json.load(open(sys.argv[1], encoding="utf-8")))
print(json.dumps({name: result.get(name) for name in ("changed", "failed", "msg", "actions")}))
"""

pytestmark = pytest.mark.since("26")


NUMBERS = range(30)
MAPPER = {"name": "of", "protocol": "openid-connect", "protocolMapper": "oidc-hardcoded-claim-mapper"}
# more of each kind than one import takes, and some of what takes several writes
DATA: dict[str, Any] = {
    "enabled": True,
    "organizationsEnabled": True,
    "components": {
        "org.keycloak.keys.KeyProvider": [
            {"name": f"key-{n}", "providerId": "hmac-generated", "config": {"algorithm": ["HS384"]}} for n in range(3)
        ]
    },
    "authenticationFlows": [
        {
            "alias": "outer",
            "providerId": "basic-flow",
            "topLevel": True,
            "authenticationExecutions": [
                {"authenticator": "auth-cookie", "requirement": "ALTERNATIVE", "priority": 10},
                {"flowAlias": "inner", "requirement": "ALTERNATIVE", "priority": 20, "authenticatorFlow": True},
            ],
        },
        {
            "alias": "inner",
            "providerId": "basic-flow",
            "topLevel": False,
            "authenticationExecutions": [
                {"authenticator": "auth-username-password-form", "requirement": "REQUIRED", "priority": 10},
                {"authenticator": "auth-otp-form", "requirement": "REQUIRED", "priority": 20},
            ],
        },
    ],
    "browserFlow": "outer",
    "clientScopes": [
        {
            "name": f"scope-{n}",
            "protocol": "openid-connect",
            "protocolMappers": [{**MAPPER, "config": {"claim.name": "a"}}],
        }
        for n in range(12)
    ],
    "roles": {
        "realm": [
            {"name": f"role-{n}", "composites": {"realm": [f"role-{n + 1}"]} if n < 20 else None} for n in range(28)
        ],
        "client": {f"app-{n}": [{"name": "reader"}] for n in range(30)},
    },
    "clients": [
        {"clientId": f"app-{n}", "protocolMappers": [{**MAPPER, "config": {"claim.name": f"c{n}"}}]} for n in NUMBERS
    ],
    "groups": [
        {
            "name": f"group-{n}",
            "realmRoles": [f"role-{n}"],
            "subGroups": [{"name": "below", "attributes": {"n": [str(n)]}}],
        }
        for n in range(26)
    ],
    "users": [
        {
            "username": f"user-{n}",
            "enabled": True,
            "groups": [f"/group-{n}/below"],
            "realmRoles": [f"role-{n}"],
            "clientRoles": {f"app-{n}": ["reader"]},
            "credentials": [{"type": "password", "value": f"a-pass-of-{n}"}],
        }
        for n in range(26)
    ],
    "organizations": [{"name": "acme", "domains": [{"name": "acme.org"}], "members": [{"username": "user-1"}]}],
}


@pytest.fixture
def realm(world: World) -> Iterator[str]:
    name = f"config-torn-{secrets.token_hex(3)}"
    yield name
    world.admin.remove_realm(name)


def start(world: World, realm: str, directory: pathlib.Path) -> subprocess.Popen[str]:
    """Start a run in a process of its own."""
    options = {**world.login, "realm": realm, "config": DATA}
    given = directory / f"options-{secrets.token_hex(3)}.json"
    given.write_text(json.dumps(options), "utf-8")
    command = [sys.executable, "-c", DRIVER, str(given)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def ended(process: subprocess.Popen[str]) -> dict[str, Any]:
    printed, errors = process.communicate(timeout=300)
    assert process.returncode == 0, errors
    result: dict[str, Any] = json.loads(printed)
    assert not result["failed"], result["msg"]
    return result


def whole(world: World, realm: str) -> None:
    """See that the realm is what the data says, and that nothing is there twice."""
    again = world.run(MODULE, {"realm": realm, "config": DATA})
    assert (again.failed, again.changed, again.writes) == (False, False, []), again
    once(world, realm)


def once(world: World, realm: str) -> None:
    def get(path: str) -> Any:
        return world.admin.get(f"/admin/realms/{realm}{path}")

    clients = get("/clients")
    groups = get("/groups?search=*&populateHierarchy=false&max=1000")
    found = {
        "clients": [one["clientId"] for one in clients],
        "mappers": [
            (one["clientId"], mapper["name"]) for one in clients for mapper in one.get("protocolMappers") or ()
        ],
        "scopes": [one["name"] for one in get("/client-scopes")],
        "scopes' mappers": [
            (one["name"], mapper["name"])
            for one in get("/client-scopes")
            for mapper in one.get("protocolMappers") or ()
        ],
        "roles": [one["name"] for one in get("/roles?max=1000")],
        "groups": [one["path"] for one in groups],
        "users": [one["username"] for one in get("/users?max=1000")],
        "components": [(one["providerType"], one["name"]) for one in get("/components") if one["providerType"] in KEPT],
        "flows": [one["alias"] for one in get("/authentication/flows")],
        "steps": [(one["level"], one["displayName"]) for one in get("/authentication/flows/outer/executions")],
        "organizations": [one["name"] for one in get("/organizations")],
    }
    for sort, names in found.items():
        assert [name for name, count in collections.Counter(names).items() if count > 1] == [], sort
    made = {"clients": 30, "roles": 28, "groups": 52, "users": 26, "scopes": 12, "components": 3, "steps": 4}
    own = ("app-", "role-", "/group-", "user-", "scope-", "key-")
    for sort, count in made.items():
        names = [
            name
            for name in found[sort]
            if sort == "steps" or (name[-1] if isinstance(name, tuple) else name).startswith(own)
        ]
        assert len(names) == count, sort


KEPT = ("org.keycloak.keys.KeyProvider",)


def test_killed(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    """The process ends at random moments, without a chance to do anything about it."""
    moments = random.Random(7)
    killed = 0
    for _time in range(KILLS):
        process = start(world, realm, tmp_path)
        try:
            process.wait(moments.uniform(0.7, LONGEST))
        except subprocess.TimeoutExpired:
            process.kill()
            killed += 1
        process.communicate()
    assert killed
    ended(start(world, realm, tmp_path))
    whole(world, realm)


def test_two_at_once(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    """Both end without a failure."""
    first, second = start(world, realm, tmp_path), start(world, realm, tmp_path)
    for process in (first, second):
        ended(process)
    whole(world, realm)


class Storm:
    """Writes that go wrong: refused before, or carried out and the answer lost, or late."""

    def __init__(self, seed: int, share: float) -> None:
        self.moments, self.share, self.lock = random.Random(seed), share, threading.Lock()

    def __call__(self, method: str, path: str) -> Any:
        if method in READS or LOGIN.search(path.partition("?")[0]):
            return None
        with self.lock:
            drawn = self.moments.random()
        if drawn > self.share:
            return None
        if drawn > self.share * 2 / 3:
            time.sleep(0.5)
            return None
        return "cut" if drawn > self.share / 3 else 503


def test_broken_connections(world: World, realm: str) -> None:
    """Each run may fail, and says so; the one after the storm finishes."""
    with world.proxy.wire.troubled(Storm(7, 0.2)):
        for _time in range(2):
            ran = world.run(MODULE, {"realm": realm, "config": DATA})
            if not ran.failed:
                break
            assert ran.result["changed"] == bool(ran.result["actions"])
    assert not world.run(MODULE, {"realm": realm, "config": DATA}).failed
    whole(world, realm)
