# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A realm with something of everything is exported, made again of that, and exported again: the same."""

from __future__ import annotations

import json
import pathlib
import re
import secrets
import stat
import subprocess
from collections.abc import Iterator
from typing import Any

import jinja2
import pytest
import yaml
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.runtime import Runtime
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.secrecy import HIDDEN
from ansible_collections.iamops.keycloak.tests.integration.harness import whole
from ansible_collections.iamops.keycloak.tests.integration.harness.playbooks import Player, executable
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import Ran, World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_export"
# a busy machine takes its time to make keys
PATIENCE = 60
# older servers have no organizations, workflows and user profiles such as these
pytestmark = pytest.mark.since("26.7")
RICH = yaml.safe_load((pathlib.Path(__file__).parent / "realm.yml").read_text("utf-8"))
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with something of everything, whose secrets are canaries."""
    name = f"export-{secrets.token_hex(3)}"
    whole.make(world.admin, name, RICH)
    _put_into_the_team(world, name)
    yield name
    world.admin.remove_realm(name)


def _put_into_the_team(world: World, name: str) -> None:
    """Make a person a member of an organization's group: no import does."""
    at = f"/admin/realms/{name}/organizations"
    [north] = world.admin.get(at)
    [team] = world.admin.get(f"{at}/{north['id']}/groups")
    [ann] = world.admin.get(f"{at}/{north['id']}/members")
    world.admin.send("PUT", f"{at}/{north['id']}/groups/{team['id']}/members/{ann['id']}")


def apply(world: World, config: dict[str, Any], check: bool = False) -> Ran:
    """Make a realm what data says; what of it looks like a secret is masked in all that the same run returns."""
    options = {"config": config, "connection_timeout": PATIENCE}
    return world.run("keycloak_config", options, check=check, runtime=Runtime())


@pytest.fixture(scope="module")
def exported(world: World, realm: str) -> dict[str, Any]:
    """What came of it, with its people."""
    ran = world.run(MODULE, {"realm": realm, "users": True})
    assert not ran.failed, ran
    assert (ran.changed, ran.writes, ran.result["warnings"]) == (False, [], [])
    return ran.result


def test_it_says_what_was_made(exported: dict[str, Any], realm: str) -> None:
    config = exported["config"]
    for name in ("accessTokenLifespan", "smtpServer", "supportedLocales", "localizationTexts", "groups", "workflows"):
        assert name in config, name
    by_name = {client["clientId"]: client for client in config["clients"]}
    assert by_name["account"]["baseUrl"] == "https://account.acme.example/"
    assert "redirectUris" not in by_name["account"], "what is as in any realm isn't said"
    assert "account-console" not in by_name
    assert by_name["shop"]["authenticationFlowBindingOverrides"] == {"browser_name": "acme browser"}
    assert config["browserSecurityHeaders"] == {"xFrameOptions": "DENY"}
    assert [flow["alias"] for flow in config["authenticationFlows"]] == ["acme browser", "acme forms"]
    assert {user["username"] for user in config["users"]} >= {"ann", "bob", "service-account-shop"}
    assert config["organizations"][0]["members"] == [{"username": "ann"}]
    assert exported["removed_built_ins"] == []


def test_no_secret_and_no_id_is_in_it(exported: dict[str, Any], realm: str) -> None:
    text = json.dumps(exported)
    assert "canary" not in text
    assert HIDDEN not in text
    assert _ID.findall(text) == []
    start = f"vault_{realm.replace('-', '_')}"
    assert exported["vault_variables"] == {
        f"{start}_client_plain_service_secret": "clients[plain-service].secret",
        f"{start}_client_shop_saml_signing_private_key": "clients[shop].attributes.saml.signing.private.key",
        f"{start}_client_shop_secret": "clients[shop].secret",
        f"{start}_component_people_bind_credential": (
            "components.org.keycloak.storage.UserStorageProvider[people].config.bindCredential"
        ),
        f"{start}_identity_provider_corp_client_secret": "identityProviders[corp].config.clientSecret",
        f"{start}_smtp_server_password": "smtpServer.password",
    }
    assert {f"{{{{ {name} }}}}" for name in exported["vault_variables"]} <= set(
        re.findall(r"\{\{ vault_\w+ \}\}", text)
    )


def test_applied_it_is_the_same(world: World, realm: str, exported: dict[str, Any]) -> None:
    """What keycloak_config makes of it is the same, and nothing is left to do then."""
    again = f"{realm}-3"
    text = json.dumps(exported["config"]).replace(realm, again)
    config = json.loads(re.sub(r"\{\{ (vault_\w+) \}\}", r"\1", text))
    try:
        foreseen = apply(world, config, check=True)
        made = apply(world, config)
        assert not made.failed, made
        assert made.result["changes"] == foreseen.result["changes"]
        second = world.run(MODULE, {"realm": again, "users": True})
        unchanged = apply(world, config)
        beside = world.run(MODULE, {"realm": again, "compare_with": realm})
    finally:
        world.admin.remove_realm(again)
    assert _under(second.result["config"], again) == _under(exported["config"], realm)
    assert (unchanged.changed, unchanged.writes) == (False, [])
    assert (beside.result["config"], beside.result["removed_built_ins"]) == ({"realm": again, "enabled": True}, [])


def test_its_tasks_make_it_again(world: World, realm: str, exported: dict[str, Any], tmp_path: pathlib.Path) -> None:
    """The tasks run as they are, in an ordinary play."""
    again, dest = f"{realm}-4", tmp_path / "tasks.yml"
    assert world.run(MODULE, {"realm": realm, "users": True, "format": "tasks", "dest": str(dest)}).changed
    text = dest.read_text("utf-8")
    assert "canary" not in text
    dest.write_text(text.replace(realm, again), "utf-8")
    player = Player(tmp_path, world.proxy.url, world.admin.username, world.admin.password)
    [(group, login)] = player.beginning("localhost")["module_defaults"].items()
    patient = {group: {**login, "connection_timeout": PATIENCE}}
    variables = {name: f"filled-{name}" for name in exported["vault_variables"]}
    try:
        include = {"ansible.builtin.include_tasks": str(dest)}
        played = player.play([include], variables, verbosity=0, module_defaults=patient)
        assert played.status == 0, played.printed[-3000:]
        second = world.run(MODULE, {"realm": again, "users": True})
    finally:
        world.admin.remove_realm(again)
    assert _under(second.result["config"], again) == _under(exported["config"], realm)


def _under(value: Any, realm: str) -> Any:
    text = json.dumps(value).replace(realm, "REALM").replace(f"vault_{realm.replace('-', '_')}_", "vault_")
    return json.loads(text)


def test_people_are_left_out_unless_asked_for(world: World, realm: str) -> None:
    config = world.run(MODULE, {"realm": realm}).result["config"]
    assert {user["username"].startswith("service-account-") for user in config["users"]} == {True}
    assert "members" not in config["organizations"][0]


def test_secrets_may_be_left_out(world: World, realm: str) -> None:
    result = world.run(MODULE, {"realm": realm, "users": True, "secrets": "omit"}).result
    text = json.dumps(result["config"])
    assert result["vault_variables"] == {}
    assert not re.search(r"vault_|canary|\*\*\*\*", text)
    check = apply(world, result["config"], check=True)
    assert (check.changed, check.result["changes"]) == (False, []), "the realm is what its export says"


@pytest.mark.parametrize("end", ["yml", "json"])
def test_file(world: World, realm: str, exported: dict[str, Any], tmp_path: pathlib.Path, end: str) -> None:
    dest = tmp_path / f"acme.{end}"
    options = {"realm": realm, "users": True, "dest": str(dest)}
    check = world.run(MODULE, options, check=True)
    assert (check.changed, dest.exists(), "config" in check.result) == (True, False, False)
    first, text = world.run(MODULE, options), dest.read_text("utf-8")
    assert first.changed
    assert first.result["diff"] == check.result["diff"]
    assert first.result["diff"]["after"].count("\n") == text.count("\n")
    assert stat.S_IMODE(dest.stat().st_mode) == 0o600
    assert "canary" not in text
    dest.chmod(0o640)
    assert not world.run(MODULE, options).changed
    dest.write_text(text.replace("accessTokenLifespan", "secret: canary-of-theirs\naccessTokenLifespan", 1))
    repaired = world.run(MODULE, options)
    assert repaired.changed
    assert "canary" not in json.dumps(repaired.result["diff"]) or end == "json"
    assert (dest.read_text("utf-8"), stat.S_IMODE(dest.stat().st_mode)) == (text, 0o640)


def test_templates_in_the_file_are_the_references(
    world: World, realm: str, exported: dict[str, Any], tmp_path: pathlib.Path
) -> None:
    """Whoever fills the file's texts gets what the realm has."""
    dest = tmp_path / "acme.yml"
    world.run(MODULE, {"realm": realm, "users": True, "dest": str(dest)})
    variables = {name: f"{{{{ {name} }}}}" for name in exported["vault_variables"]}
    assert _filled(yaml.safe_load(dest.read_text("utf-8")), variables) == exported["config"]


def _filled(value: Any, variables: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {name: _filled(item, variables) for name, item in value.items()}
    if isinstance(value, list):
        return [_filled(item, variables) for item in value]
    return jinja2.Template(value).render(variables) if isinstance(value, str) else value


def test_the_playbook(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    """One command writes a realm to a file; the next finds nothing to do."""
    command = [executable("ansible-playbook"), "iamops.keycloak.export", "-e", f"realm={realm}"]
    for changed in (1, 0):
        ran = subprocess.run(
            command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=300, check=False
        )
        assert ran.returncode == 0, ran.stdout[-3000:]
        assert f"changed={changed} " in ran.stdout
        assert "clients[shop].secret" in ran.stdout
        assert "canary" not in ran.stdout
    assert yaml.safe_load((tmp_path / f"{realm}.yml").read_text("utf-8"))["realm"] == realm


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"realm": "nosuch"}, "Realm not found"),
        ({"dest": "acme.yml"}, "must be absolute"),
        ({"dest": "/tmp/acme.txt"}, "must end in .yml"),
        ({"dest": "/tmp/acme.json", "format": "tasks"}, "must end in .yml, .yaml"),
        ({"dest": "/nosuch/acme.yml"}, "must be in a directory that exists"),
        ({"compare_with": "nosuch"}, "Realm not found"),
        ({"compare_with": ""}, "must be the name of another realm"),
        ({"secrets": "shown"}, "value of secrets must be one of"),
        ({"realm": None}, "missing required arguments: realm"),
    ],
)
def test_refused(world: World, realm: str, options: dict[str, Any], says: str) -> None:
    ran = world.run(MODULE, {"realm": realm, **options})
    assert ran.failed
    assert says in ran.result["msg"]


def test_what_is_yet_to_come(world: World, tmp_path: pathlib.Path) -> None:
    """In check mode, the realm and the directory may be what tasks before would have made."""
    runtime, come = world.fresh_record(), {"realm": "export-to-come"}
    assert world.run("keycloak_realm", come, check=True, runtime=runtime).changed
    read = world.run(MODULE, come, check=True, runtime=runtime)
    assert (read.failed, read.changed, read.result["config"]) == (False, False, {**come, "enabled": True})
    written = world.run(MODULE, {**come, "dest": str(tmp_path / "new/realm.yml")}, check=True, runtime=runtime)
    assert (written.failed, written.changed) == (False, True)


def test_both_ways(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    steps = {
        "read": {"realm": realm, "users": True},
        "check": {"realm": realm, "dest": str(tmp_path / "a.yml")},
        "new": {"realm": "export-to-come", "dest": str(tmp_path / "b.yml")},
        "refuse": {"realm": realm, "dest": "nowhere"},
    }
    played, results = both(world, tmp_path, MODULE, steps)
    for step, (worker, process) in results.items():
        assert worker == process, step
    assert "canary" not in played.printed
