# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Users' own clients as a playbook has them: the examples and the guide run as written, and both ways are equal."""

from __future__ import annotations

import pathlib
import re
import secrets
import textwrap
from collections.abc import Iterator

import pytest
import yaml
from ansible_collections.iamops.keycloak.tests.integration.both_ways import test_equal as both_ways
from ansible_collections.iamops.keycloak.tests.integration.examples import test_examples as examples
from ansible_collections.iamops.keycloak.tests.integration.harness.needs import TARGETS, skip_without_extensions
from ansible_collections.iamops.keycloak.tests.integration.harness.playbooks import Player
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.users import ACCESS, CLIENT, INFO, users

GUIDE = pathlib.Path(__file__).resolve().parents[3] / "docs/docsite/rst/guide_user_clients.rst"
PLAY = re.compile(r"^\.\. code-block:: yaml\+jinja\n\n((?:    .*\n|\n)+)", re.M)


@pytest.fixture(autouse=True)
def extension(world: World) -> None:
    skip_without_extensions(world, "userClientAdministration")


@pytest.fixture
def realm(world: World) -> Iterator[str]:
    """A realm in the place of the one in the examples."""
    name = f"examples-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    yield name
    world.admin.remove_realm(name)


@pytest.mark.parametrize("module", [CLIENT, ACCESS, INFO])
def test_examples(world: World, realm: str, tmp_path: pathlib.Path, module: str) -> None:
    examples.alone(world, realm, tmp_path, module)


def test_the_guide(world: World, tmp_path: pathlib.Path) -> None:
    found = PLAY.search(GUIDE.read_text(encoding="utf-8"))
    assert found
    play = yaml.safe_load(textwrap.dedent(found[1]))[0]
    with users(world) as made:
        places = {"acme": made.realm, "https://sso.example.com": world.proxy.url}
        defaults = examples.put_in_place(play["module_defaults"], places)
        variables = {f"vault_{name}_password": made.password for name in ("ann", "bob")}
        player = Player(tmp_path, world.proxy.url, "", "")
        for changed in (True, False):
            played = player.play(play["tasks"], variables, verbosity=1, module_defaults=defaults)
            assert played.status == 0, played.printed[-3000:]
            assert ("changed=0" in played.printed) != changed
            assert made.password not in played.printed and "eyJ" not in played.printed


def test_both_ways(world: World, tmp_path: pathlib.Path) -> None:
    """The same results, and no canary in anything that is printed: of a secret, of the user's password."""
    player = Player(tmp_path, world.proxy.url, world.admin.username, world.admin.password)
    try:
        both_ways.test_results_are_equal_and_secrets_are_nowhere(world, player, [TARGETS / CLIENT / "proof.yml"])
    finally:
        world.let_go(CLIENT)
