# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Playbooks written for the peers' modules, with their users' assertions, run with only the FQCN changed."""

from __future__ import annotations

import pathlib
import re
import secrets
from collections.abc import Iterator

import pytest
import yaml
from ansible_collections.iamops.keycloak.tests.integration.harness.needs import skip_before
from ansible_collections.iamops.keycloak.tests.integration.harness.playbooks import PREFIX, Player
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World

PLAYBOOKS = sorted((pathlib.Path(__file__).parent / "playbooks").glob("*.yml"))
# what the oldest server has not; the first version that has it
SINCE = {
    "authentication_required_actions": "21",
    "client": "26",
    "user": "24",
    "user_federation": "24",
    "userprofile": "24",
}
PEERS = re.compile(r"\b(?:community\.general|middleware_automation\.keycloak)\.(?=keycloak)")


@pytest.fixture
def realm(world: World) -> Iterator[str]:
    """The name of a realm that the playbook makes."""
    name = f"playbook-{secrets.token_hex(3)}"
    yield name
    world.admin.remove_realm(name)


@pytest.mark.parametrize("path", PLAYBOOKS, ids=lambda path: path.stem)
def test_a_playbook_runs_with_only_its_names_changed(
    world: World, realm: str, tmp_path: pathlib.Path, path: pathlib.Path
) -> None:
    skip_before(SINCE.get(path.stem, "0"))
    (play,) = yaml.safe_load(PEERS.sub(PREFIX, path.read_text("utf-8")))
    url, user, password = world.proxy.url, world.admin.username, world.admin.password
    variables = {"url": url, "admin_realm": "master", "admin_user": user, "realm": realm}
    more = {name: play[name] for name in ("vars", "module_defaults") if name in play}
    player = Player(tmp_path, url, user, password)
    played = player.play(play["tasks"], variables, verbosity=0, options=("--diff",), **{"module_defaults": {}, **more})
    assert played.status == 0, played.printed[-3000:]
