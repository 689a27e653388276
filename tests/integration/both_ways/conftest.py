# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of both ways share: a player of plays."""

from __future__ import annotations

import pathlib

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.playbooks import Player
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World


@pytest.fixture
def player(world: World, tmp_path: pathlib.Path) -> Player:
    """A player whose tasks talk to the server through the proxy."""
    return Player(tmp_path, world.proxy.url, world.admin.username, world.admin.password)
