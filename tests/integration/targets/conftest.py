# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of several targets share."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.again import told
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World


@pytest.fixture
def info(request: pytest.FixtureRequest, world: World, realm_with_roles: str) -> Callable[..., Any]:
    """The module that a file of tests is about, in the realm with roles."""
    return functools.partial(told, world, request.module.MODULE, realm=realm_with_roles)
