# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The inventory plugin in a real ansible-inventory and ansible-playbook, on a real server."""

from __future__ import annotations

import json
import os
import pathlib
import secrets
import subprocess
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import yaml
from ansible_collections.iamops.keycloak.tests.integration.harness.listing import FROM_ENVIRONMENT, Bench
from ansible_collections.iamops.keycloak.tests.integration.harness.playbooks import PREFIX, executable
from ansible_collections.iamops.keycloak.tests.integration.harness.secrecy import canary
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World

WRONG = canary()
TRICKY = "{{ lookup('ansible.builtin.pipe', 'echo evaluated') }}"


@pytest.fixture(scope="module")
def realms(world: World) -> Iterator[list[str]]:
    """Realms of which one is disabled, and one is named like a template."""
    prefix = f"inventory{secrets.token_hex(3)}"
    names = [f"{prefix}-{name}" for name in ("a", "b", "off")]
    shop = {"clients": [{"clientId": "shop", "secret": canary()}]}
    world.admin.make_realm(names[0], **shop, displayName=TRICKY, attributes={"plan": "gold", "tricky": TRICKY})
    world.admin.make_realm(names[1], **shop, displayName="B & sons")
    world.admin.make_realm(names[2], **shop)
    world.admin.send("PUT", f"/admin/realms/{names[2]}", {"enabled": False})
    yield names
    for name in names:
        world.admin.remove_realm(name)


@pytest.fixture
def bench(world: World, realms: list[str], tmp_path: pathlib.Path) -> Bench:
    """A directory for a test."""
    return Bench(world, tmp_path, realms)


def asked(world: World, since: int) -> list[str]:
    """Return what the requests after the first ``since`` asked for."""
    return [request.path.partition("?")[0].rpartition("/")[2] for request in world.proxy.wire.requests[since:]]


def test_one_server(world: World, bench: Bench) -> None:
    since = len(world.proxy.wire.requests)
    listing = bench.listed(bench.write("one"))
    assert asked(world, since) == ["token", "realms"]
    assert listing.members == {"keycloak": bench.realms}
    first = listing.hosts[bench.realms[1]]
    assert {name: value for name, value in first.items() if name.startswith("keycloak_realm")} == {
        "keycloak_realm": bench.realms[1],
        "keycloak_realm_enabled": True,
        "keycloak_realm_display_name": "B & sons",
    }
    assert first["keycloak_server"] == "keycloak"
    assert first["ansible_connection"] == "local"
    assert first["iamops_keycloak_url"] == world.proxy.url
    assert first["iamops_keycloak_auth_password"] == FROM_ENVIRONMENT
    assert first["keycloak_defaults"]["realm"] == "{{ keycloak_realm }}"
    assert listing.hosts[bench.realms[2]]["keycloak_realm_enabled"] is False
    graph = bench.inventory("-i", "one.keycloak_realms.yml", "--graph").out
    assert f"  |--@keycloak:\n  |  |--{bench.realms[0]}\n" in graph
    one = bench.inventory("-i", "one.keycloak_realms.yml", "--host", bench.realms[1])
    assert json.loads(one.out) == first


def test_which_realms(bench: Bench) -> None:
    first, second, _off = bench.realms
    choices: dict[str, dict[str, Any]] = {
        "every": {"realms": ["*"]},
        "named": {"realms": ["master", first]},
        "regular": {"realms": [f"~{bench.prefix}-[ab]"]},
        "without": {"exclude": ["*-a"], "disabled": False},
    }
    files = [bench.write(name, name=name, **choice) for name, choice in choices.items()]
    found = bench.listed(files[0], *(word for file in files[1:] for word in ("-i", file))).members
    assert set(bench.realms) <= set(found["every"]) - {"master"} == set(found.pop("every"))
    assert found == {"named": [first, "master"], "regular": [first, second], "without": [second]}


def test_two_servers(world: World, bench: Bench) -> None:
    servers = [
        {"name": "eu-1", "retries": "{{ 1 + 1 }}"},
        {"name": "us", "url": world.admin.url, "password": world.admin.password},
    ]
    listing = bench.listed(bench.write("two", servers=servers, exclude=["*-off"]))
    assert listing.members == {
        "eu_1": [f"eu-1_{name}" for name in bench.realms[:2]],
        "us": [f"us_{name}" for name in bench.realms[:2]],
    }
    here, there = (listing.hosts[f"{server}_{bench.realms[0]}"] for server in ("eu-1", "us"))
    assert [host["iamops_keycloak_url"] for host in (here, there)] == [world.proxy.url, world.admin.url]
    assert here["iamops_keycloak_retries"] == 2
    assert here["iamops_keycloak_auth_password"] == FROM_ENVIRONMENT
    assert not {"iamops_keycloak_retries", "iamops_keycloak_auth_password"} & set(there)


def test_groups_and_variables_of_ones_own(bench: Bench) -> None:
    name = bench.write(
        "made",
        attributes=True,
        strict=True,
        hostname=f"keycloak_realm | regex_replace('^{bench.prefix}', 'customer')",
        compose={"title": "keycloak_realm_display_name or keycloak_realm"},
        groups={"switched_off": "not keycloak_realm_enabled"},
        keyed_groups=[{"key": "keycloak_realm_attributes.plan | default('')", "prefix": "plan", "default_value": "no"}],
    )
    listing = bench.listed(name)
    assert listing.members == {
        "keycloak": ["customer-a", "customer-b", "customer-off"],
        "plan_gold": ["customer-a"],
        "plan_no": ["customer-b", "customer-off"],
        "switched_off": ["customer-off"],
    }
    # what a realm says isn't a template, wherever it goes
    shown = {"msg": "{{ [title, keycloak_realm_attributes.tricky] | map('replace', 'echo', 'never') }}"}
    played = bench.play(name, [{"name": "show", "ansible.builtin.debug": shown}], hosts="plan_gold")
    assert played.status == 0, played.printed[-3000:]
    assert "ok: [customer-a]" in played.of("show")
    assert "never evaluated" in played.of("show")


def test_a_play_over_realms(world: World, bench: Bench, tmp_path: pathlib.Path) -> None:
    tasks = [
        {"name": "role", PREFIX + "keycloak_role": {"name": "auditor"}},
        {"name": "process", PREFIX + "keycloak_role": {"name": "auditor"}, "environment": {"PROOF_WAY": "process"}},
        {
            "name": "secret",
            "ansible.builtin.set_fact": {"kept": "{{ lookup('iamops.keycloak.client_secret', 'shop') }}"},
            "no_log": True,
        },
    ]
    since = len(world.proxy.wire.requests)
    local = {"ANSIBLE_LOCAL_TEMP": str(tmp_path / "local")}
    played = bench.play(bench.write("play"), tasks, options=("--forks", "3"), environment=local)
    assert played.status == 0, played.printed[-3000:]
    for name in bench.realms:
        assert f"changed: [{name}]" in played.of("role")
        assert f"ok: [{name}]" in played.of("process")
    assert not played.in_a_process("role")
    assert played.in_a_process("process")
    # one for the inventory and the run, and one for each process
    assert asked(world, since).count("token") == 1 + 3
    for name in bench.realms:
        assert world.admin.get(f"/admin/realms/{name}/roles/auditor")
    assert world.admin.get("/admin/realms/master/roles/auditor") is None


def test_secrets_that_plays_are_given(world: World, bench: Bench) -> None:
    name = bench.write("group", auth_password=world.admin.password, exclude=["*-off"])
    given = bench.directory / "group_vars/keycloak.yml"
    given.parent.mkdir()
    given.write_text(yaml.safe_dump({"iamops_keycloak_auth_password": world.admin.password}), "utf-8")
    task = {"name": "look", PREFIX + "keycloak_role_info": {}}
    played = bench.play(name, [task])
    assert played.status == 0, played.printed[-3000:]
    given.unlink()
    assert "iamops_keycloak_auth_password" not in bench.listed(name).hosts[bench.realms[0]]


def test_vault(world: World, bench: Bench) -> None:
    key = {"ANSIBLE_VAULT_PASSWORD_FILE": str(bench.directory / "key")}
    (bench.directory / "key").write_text(canary(), "utf-8")
    name = bench.write("vault", exclude=["*-off"])
    path = bench.directory / name
    one = [executable("ansible-vault"), "encrypt_string", "--name", "auth_password", world.admin.password]
    value = subprocess.run(one, env={**os.environ, **key}, capture_output=True, text=True, check=True).stdout
    plain = "".join(line for line in path.read_text("utf-8").splitlines(True) if not line.startswith("auth_password"))
    path.write_text(plain + value, "utf-8")
    secret = bench.listed(name, **key).hosts[bench.realms[0]]["iamops_keycloak_auth_password"]
    assert secret["__ansible_vault"].startswith("$ANSIBLE_VAULT;")
    played = bench.play(name, [{"name": "look", PREFIX + "keycloak_role_info": {}}], environment=key)
    assert played.status == 0, played.printed[-3000:]
    whole = bench.write("whole", auth_password=world.admin.password)
    encrypt = [executable("ansible-vault"), "encrypt", str(bench.directory / whole)]
    subprocess.run(encrypt, env={**os.environ, **key}, capture_output=True, check=True)
    assert "iamops_keycloak_auth_password" not in bench.listed(whole, **key).hosts[bench.realms[0]]


def test_cache(world: World, bench: Bench) -> None:
    cache = {"cache": True, "cache_plugin": "ansible.builtin.jsonfile", "cache_connection": "kept"}
    name = bench.write("cached", **cache)
    before = bench.listed(name)
    since = len(world.proxy.wire.requests)
    assert bench.listed(name).out == before.out
    # another choice among the same realms asks nothing, another question does
    assert list(bench.listed(bench.write("cached", **cache, exclude=["*-b", "*-off"])).hosts) == bench.realms[:1]
    assert asked(world, since) == []
    assert world.admin.password not in "".join(path.read_text("utf-8") for path in bench.directory.glob("kept/*"))
    bench.listed(bench.write("cached", **cache, attributes=True))
    assert len(asked(world, since)) == 2
    bench.listed(name, "--flush-cache")
    assert len(asked(world, since)) == 4


WORDS: Mapping[str, tuple[dict[str, Any], str]] = {
    "password": ({"auth_password": WRONG}, "Could not obtain"),
    "nowhere": ({"auth_keycloak_url": "http://127.0.0.1:9", "retries": 0}, "keycloak: "),
    "option": ({"auth_user": "x"}, "unknown option auth_user"),
    "pattern": ({"realms": ["~("]}, "realms: holds a regular expression that isn't one"),
    "nameless": ({"servers": [{"url": "http://127.0.0.1:9"}]}, "missing required arguments: name"),
    "unknown": ({"servers": [{"name": "x", "auth_pass": WRONG}]}, "auth_pass"),
    "text": ({"servers": ["x"]}, "servers: must be a list of maps"),
    "twice": ({"servers": [{"name": "a-b"}, {"name": "a_b"}]}, "servers: two have the group a_b"),
    "clash": ({"hostname": "'x'"}, "would both be x"),
    "empty": ({"hostname": "keycloak_realm_display_name"}, "hostname: gives None for the realm"),
    "undefined": ({"auth_password": "{{ nosuch }}"}, "nosuch"),
}


def test_what_goes_wrong(bench: Bench) -> None:
    options = [word for name, (options, _words) in WORDS.items() for word in ("-i", bench.write(name, **options))]
    listing = bench.inventory(*options, "--list")
    assert listing.hosts == {}
    assert [word for _options, word in WORDS.values() if word not in listing.words] == []
    assert WRONG not in listing.words
    fatal = bench.inventory(
        "-i", "password.keycloak_realms.yml", "--list", ANSIBLE_INVENTORY_ANY_UNPARSED_IS_FAILED="1"
    )
    assert fatal.status != 0


def test_servers_that_are_down(bench: Bench) -> None:
    servers = [{"name": "down", "url": "http://127.0.0.1:9", "retries": 0}, {"name": "up"}]
    listing = bench.listed(bench.write("down", servers=servers, on_error="warn"))
    assert listing.members == {"up": [f"up_{name}" for name in bench.realms]}
    assert "down: " in listing.words
    assert bench.inventory("-i", bench.write("down", servers=servers), "--list").hosts == {}


def test_files_of_others(bench: Bench) -> None:
    (bench.directory / "other.yml").write_text(yaml.safe_dump(bench.login), "utf-8")
    listing = bench.inventory("-i", "other.yml", "--list")
    assert listing.hosts == {}
    assert "could not be verified by inventory plugin" in listing.words


def test_a_login_that_may_see_little(world: World, bench: Bench) -> None:
    realm, password = bench.realms[0], canary()
    own = [{"type": "password", "value": password}]
    ann = {"username": "ann", "enabled": True, "email": "ann@example.org", "firstName": "A", "lastName": "B"}
    world.admin.send("POST", f"/admin/realms/{realm}/users", {**ann, "emailVerified": True, "credentials": own})
    user = world.admin.get(f"/admin/realms/{realm}/users?username=ann&exact=true")[0]["id"]
    client = world.admin.get(f"/admin/realms/{realm}/clients?clientId=realm-management")[0]["id"]
    role = world.admin.get(f"/admin/realms/{realm}/clients/{client}/roles/view-users")
    world.admin.send("POST", f"/admin/realms/{realm}/users/{user}/role-mappings/clients/{client}", [role])
    limited = {"auth_realm": realm, "auth_username": "ann", "auth_password": password, "disabled": False}
    facts = bench.listed(bench.write("limited", **limited)).hosts
    assert list(facts) == [realm]
    assert facts[realm]["keycloak_realm_enabled"] is None
    assert facts[realm]["iamops_keycloak_auth_realm"] == realm
