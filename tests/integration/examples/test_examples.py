# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The examples of every module's documentation run on a real server, as they are written."""

from __future__ import annotations

import importlib
import pathlib
import re
import secrets
import uuid
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import yaml
from ansible_collections.iamops.keycloak.tests.integration.harness.mail import Mailbox
from ansible_collections.iamops.keycloak.tests.integration.harness.needs import skip_unless_examples_run
from ansible_collections.iamops.keycloak.tests.integration.harness.playbooks import PREFIX, Player, task
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World

from .signing import signing

PLACE = pathlib.Path(__file__).resolve().parents[3] / "plugins/modules"
MODULES = sorted(path.stem for path in PLACE.glob("keycloak_*.py"))
LOGIN = ("auth_", "token", "client_cert", "ca_path", "validate_certs")
TARGETS = pathlib.Path(__file__).resolve().parents[1] / "targets"
_VARIABLE = re.compile(r"\{\{ (\w+) \}\}")


@pytest.fixture
def realm(world: World, mailbox: Mailbox) -> Iterator[str]:
    """A realm in the place of the one in the examples."""
    name = f"examples-{secrets.token_hex(3)}"
    world.admin.make_realm(name, organizationsEnabled=True, smtpServer=mailbox.settings)
    yield name
    for made in (name, f"{name}-new"):
        world.admin.remove_realm(made)


def put_in_place(value: Any, places: Mapping[str, str]) -> Any:
    """Return a copy in which the names of the examples' world are those of the test's."""
    if isinstance(value, Mapping):
        return {put_in_place(name, places): put_in_place(item, places) for name, item in value.items()}
    if isinstance(value, list):
        return [put_in_place(item, places) for item in value]
    return places.get(value, value) if isinstance(value, str) else value


def runnable(example: Mapping[str, Any], places: Mapping[str, str]) -> dict[str, Any] | None:
    """Return an example as a task that logs in by the play's defaults; None for one that leaves the collection."""
    result = dict(example)
    for name, options in example.items():
        if name.startswith(PREFIX):
            kept = {option: value for option, value in options.items() if not option.startswith(LOGIN)}
            # a busy machine takes its time to make a long key
            result[name] = {**put_in_place(kept, places), "connection_timeout": 60}
            return result
    return result if "ansible.builtin.assert" in example else None


def setup(module: str) -> list[dict[str, Any]]:
    """Return what the examples of a module take for granted: modules with their options."""
    path = TARGETS / module / "examples.yml"
    return yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else []


@pytest.mark.parametrize("module", MODULES)
def test_examples(world: World, realm: str, tmp_path: pathlib.Path, module: str) -> None:
    skip_unless_examples_run(world, module)
    text = importlib.import_module(f"ansible_collections.iamops.keycloak.plugins.modules.{module}").EXAMPLES
    discovery = f"{world.admin.url}/realms/master/.well-known/openid-configuration"
    places = {"acme": realm, "https://staff.example.com/realms/staff/.well-known/openid-configuration": discovery}
    taken_for_granted = [made for each in setup(module) for made in each.items()]
    tasks = [task(f"set up {name}", name, {"realm": realm, **options}) for name, options in taken_for_granted]
    tasks += filter(None, (runnable(example, places) for example in yaml.safe_load(text)))
    variables = {name: str(uuid.uuid4()) for name in _VARIABLE.findall(text)}
    if "vault_signing_key" in variables:
        variables.update(signing())
    player = Player(tmp_path, world.proxy.url, world.admin.username, world.admin.password)
    played = player.play(tasks, variables, verbosity=0)
    assert played.status == 0, played.printed[-3000:]
