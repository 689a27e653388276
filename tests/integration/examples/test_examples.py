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
from collections.abc import Mapping
from typing import Any

import pytest
import yaml
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.keycloak import KEYCLOAK
from ansible_collections.iamops.keycloak.tests.integration.harness import data
from ansible_collections.iamops.keycloak.tests.integration.harness.mail import Mailbox
from ansible_collections.iamops.keycloak.tests.integration.harness.needs import skip_unless_examples_run
from ansible_collections.iamops.keycloak.tests.integration.harness.playbooks import PREFIX, Player, task
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World

from .signing import signing

PLACE = pathlib.Path(__file__).resolve().parents[3] / "plugins/modules"
MODULES = sorted(path.stem for path in PLACE.glob("keycloak_*.py"))
LOGIN = ("auth_", "token", "client_cert", "ca_path", "validate_certs")
TARGETS = pathlib.Path(__file__).resolve().parents[1] / "targets"
# what an example does with a result
ALONE = [f"ansible.builtin.{name}" for name in ("assert", "debug", "set_fact")]
COPY = "ansible.builtin.copy"
AT_ONCE = 15
_VARIABLE = re.compile(r"\{\{ (\w+) \}\}")


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
            # of another system than Keycloak's Admin API, who logs in is a part of the example
            own = getattr(data.binding_of(name.removeprefix(PREFIX)), "system", KEYCLOAK) is not KEYCLOAK
            kept = {option: value for option, value in options.items() if own or not option.startswith(LOGIN)}
            # a busy machine takes its time to make a long key
            result[name] = {**put_in_place(kept, places), "connection_timeout": 60}
            return result
    if COPY in example:
        # where it goes is theirs who read the example, what is in it comes of the module
        content = result.pop(COPY)["content"]
        return {**result, "ansible.builtin.set_fact": {"content": content}}
    return result if any(name in example for name in ALONE) else None


def setup(module: str) -> list[dict[str, Any]]:
    """Return what the examples of a module take for granted: modules with their options."""
    path = TARGETS / module / "examples.yml"
    return yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else []


def play(world: World, player: Player, realm: str, module: str) -> dict[str, Any]:
    """Return a module's examples as a play on a host of its own, so that the others go on where they fail."""
    text = importlib.import_module(f"ansible_collections.iamops.keycloak.plugins.modules.{module}").EXAMPLES
    discovery = f"{world.admin.url}/realms/master/.well-known/openid-configuration"
    places = {"acme": realm, "https://staff.example.com/realms/staff/.well-known/openid-configuration": discovery}
    places["https://sso.example.com"] = world.proxy.url
    taken_for_granted = [made for each in setup(module) for made in each.items()]
    tasks = [
        task(f"set up {name}", name, {"realm": realm, **put_in_place(options, places)})
        for name, options in taken_for_granted
    ]
    tasks += filter(None, (runnable(example, places) for example in yaml.safe_load(text)))
    variables = {name: str(uuid.uuid4()) for name in _VARIABLE.findall(text)}
    if "vault_signing_key" in variables:
        variables.update(signing())
    return {"name": module, **player.beginning(module), "vars": variables, "tasks": tasks}


def alone(world: World, realm: str, directory: pathlib.Path, module: str) -> None:
    """Run a module's examples in a realm that has what they need."""
    player = Player(directory, world.proxy.url, world.admin.username, world.admin.password)
    whole = play(world, player, realm, module)
    played = player.play(whole["tasks"], whole["vars"], verbosity=0)
    assert played.status == 0, played.printed[-3000:]


class Book:
    """The examples of several modules in one playbook: a process for each would take half of the time to start.

    :param modules: those whose examples are wanted
    """

    def __init__(self, world: World, post_office: Mailbox, directory: pathlib.Path, modules: list[str]) -> None:
        self.world, self.mail, self.modules = world, post_office.settings, modules
        self.player = Player(directory, world.proxy.url, world.admin.username, world.admin.password)
        self.printed: dict[str, str] = {}

    def told(self, module: str) -> str:
        """Return what was printed in the play of a module, and after all plays."""
        if module not in self.printed:
            start = self.modules.index(module)
            self._run(self.modules[start : start + AT_ONCE])
        return self.printed[module]

    def _run(self, modules: list[str]) -> None:
        realms = {module: f"examples-{secrets.token_hex(3)}" for module in modules}
        self.player.inventory = dict.fromkeys(modules, {"ansible_connection": "local"})
        try:
            for realm in realms.values():
                self.world.admin.make_realm(realm, organizationsEnabled=True, smtpServer=self.mail)
            plays = [play(self.world, self.player, realms[module], module) for module in modules]
            printed = self.player.book(plays).printed
        finally:
            for realm in realms.values():
                for made in (realm, f"{realm}-new"):
                    self.world.admin.remove_realm(made)
        rest, _recap, recap = printed.partition("PLAY RECAP")
        parts = re.split(r"^PLAY \[(\w+)\]", rest, flags=re.M)
        self.printed = dict.fromkeys(modules, parts[0] + recap)
        for module, text in zip(parts[1::2], parts[2::2]):
            self.printed[module] = text + self.printed[module]


def _runs(world: World, module: str) -> bool:
    try:
        skip_unless_examples_run(world, module)
    except pytest.skip.Exception:
        return False
    return True


@pytest.fixture(scope="module")
def book(
    request: pytest.FixtureRequest, world: World, post_office: Mailbox, tmp_path_factory: pytest.TempPathFactory
) -> Book:
    """The examples of the modules that are tested."""
    tests = [item for item in request.session.items if getattr(item, "function", None) is test_examples]
    modules = [item.callspec.params["module"] for item in tests]
    directory = tmp_path_factory.mktemp("examples")
    return Book(world, post_office, directory, [module for module in modules if _runs(world, module)])


@pytest.mark.parametrize("module", MODULES)
def test_examples(world: World, book: Book, module: str) -> None:
    skip_unless_examples_run(world, module)
    told = book.told(module)
    assert re.search(rf"^{module} .*unreachable=0 +failed=0 ", told, re.M), told
