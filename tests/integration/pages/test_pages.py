# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the pages of the documentation show: plays run on a real server, one after the other, as they are written."""

from __future__ import annotations

import pathlib
import re
import secrets
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import yaml
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible_collections.iamops.keycloak.tests.integration.harness import data
from ansible_collections.iamops.keycloak.tests.integration.harness.needs import skip_before
from ansible_collections.iamops.keycloak.tests.integration.harness.playbooks import PREFIX, Player
from ansible_collections.iamops.keycloak.tests.integration.harness.secrecy import canary
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World

ROOT = pathlib.Path(__file__).resolve().parents[3]
PAGES = ["README.md", *sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("docs/docsite/rst/*.rst"))]
_FENCED = re.compile(r"^```yaml\n(.*?)^```$", re.M | re.S)
_DIRECTIVE = re.compile(r"^( *)\.\. code-block:: yaml(?:\+jinja)?\n\n((?:\1 +.*\n|\n)+)", re.M)
# pages of what a Keycloak doesn't have by itself, or of files that a command has written before; their plays run where
# these are, in those modules' own tests
ELSEWHERE = ("guide_authress", "guide_export", "guide_user_clients")


def shown(page: str) -> list[Any]:
    """Return what a page shows as YAML, in its order."""
    text = (ROOT / page).read_text("utf-8")
    found = _FENCED.findall(text) if page.endswith(".md") else [match[2] for match in _DIRECTIVE.finditer(text)]
    return [yaml.safe_load(textwrap.dedent(one)) for one in found]


SNIPPETS = [pytest.param(page, one, id=f"{page}-{number}") for page in PAGES for number, one in enumerate(shown(page))]


def options_in(value: Any) -> Iterator[tuple[str, Mapping[str, Any], bool]]:
    """Yield (module, its options, whether a task has them) of all modules of this collection in a snippet."""
    if isinstance(value, list):
        for item in value:
            yield from options_in(item)
    if isinstance(value, Mapping):
        for name, item in value.items():
            if name == "module_defaults":
                yield from ((module, options, False) for module, options, _task in options_in(item))
            elif str(name).startswith(PREFIX):
                yield name.removeprefix(PREFIX), item or {}, True
            else:
                yield from options_in(item)


@pytest.mark.parametrize(("page", "snippet"), SNIPPETS)
def test_every_option_is_known(page: str, snippet: Any) -> None:
    """Also of what needs another system: a task's options are those that its module takes."""
    for module, options, task in options_in(snippet):
        binding = data.binding_of(module)
        spec = binding.spec()
        known = {alias for name, entry in spec.items() for alias in (name, *entry.get("aliases", []))}
        assert set(options) <= known, f"{page}: {module}"
        if task and not any("{{" in str(value) for value in options.values()):
            wrong = ArgumentSpecValidator(spec).validate(dict(options)).error_messages
            assert not [text for text in wrong if "missing" not in text], f"{page}: {module}: {wrong}"


class Stage:
    """Where the pages' world is: their realm, server, login and files are the test's.

    :param realm: the realm that they call acme
    :param login: the client that they call ansible
    """

    def __init__(self, world: World, directory: pathlib.Path) -> None:
        self.world, self.directory = world, directory
        self.realm, self.login, self.secret = f"pages-{secrets.token_hex(3)}", f"pages-{secrets.token_hex(3)}", canary()
        self.player = Player(directory, world.proxy.url, world.admin.username, world.admin.password)

    def open(self) -> None:
        """Make the client that logs in; all else the pages make themselves."""
        admin, body = self.world.admin, {"clientId": self.login, "secret": self.secret, "serviceAccountsEnabled": True}
        admin.send("POST", "/admin/realms/master/clients", body)
        self.client = admin.get(f"/admin/realms/master/clients?clientId={self.login}")[0]["id"]
        user = admin.get(f"/admin/realms/master/clients/{self.client}/service-account-user")["id"]
        role = admin.get("/admin/realms/master/roles/admin")
        admin.send("POST", f"/admin/realms/master/users/{user}/role-mappings/realm", [role])

    def close(self) -> None:
        """Remove what was made."""
        self.world.admin.send("DELETE", f"/admin/realms/master/clients/{self.client}")
        self.world.admin.remove_realm(self.realm)

    def set(self, value: Any) -> Any:
        """Return a copy of what a page shows, in this world."""
        if isinstance(value, Mapping):
            return {name: self.set(item) for name, item in value.items()}
        if isinstance(value, list):
            return [self.set(item) for item in value]
        places = {
            "https://id.example.org": self.world.proxy.url,
            "acme": self.realm,
            "admin": self.world.admin.username,
            "ansible": self.login,
            "/etc/shop/secret": str(self.directory / "secret"),
        }
        if isinstance(value, str):
            return places.get(value, value.replace("realm='acme'", f"realm='{self.realm}'"))
        return value

    def plays(self, snippet: Any) -> list[dict[str, Any]]:
        """Return a snippet as plays: tasks are those of one, defaults those of one that needs some, data is of none."""
        if isinstance(snippet, Mapping):
            if "module_defaults" not in snippet:
                return []
            task = {f"{PREFIX}keycloak_realm": {"realm": self.realm, "enabled": True}}
            return [{**self.player.beginning("localhost"), "tasks": [task], **snippet}]
        if "hosts" in snippet[0]:
            return list(snippet)
        return [{**self.player.beginning("localhost"), "tasks": snippet}]


@pytest.fixture(scope="module")
def stage(world: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """A world for the pages."""
    stage = Stage(world, tmp_path_factory.mktemp("pages"))
    stage.open()
    yield stage
    stage.close()


def test_the_plays_run(stage: Stage) -> None:
    """All in one run; what one makes, the next ones take for granted. A second run of them changes nothing."""
    skip_before("24", "what the pages show")
    of_this_server = [page for page in PAGES if not any(name in page for name in ELSEWHERE)]
    plays = [play for page in of_this_server for one in shown(page) for play in stage.plays(stage.set(one))]
    assert len(plays) > 4
    variables = {
        "keycloak_admin_password": stage.world.admin.password,
        "ansible_client_secret": stage.secret,
        "clients": [{"id": name, "uris": ["https://a.example.org/*"]} for name in ("one", "two")],
    }
    for changes in (True, False):
        played = stage.player.book(plays, variables, options=("--diff",))
        assert played.status == 0, played.printed
        told = re.search(r"changed=(\d+) ", played.printed)
        assert told and bool(int(told[1])) is changes, played.printed
    assert (stage.directory / "secret").read_text("utf-8")
    assert stage.secret not in played.printed
