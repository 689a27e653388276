# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of logging in share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from ansible_collections.iamops.keycloak.tests.unit.keycloak.tokenserver import TokenServer


@pytest.fixture
def server() -> Iterator[TokenServer]:
    made = TokenServer()
    made.objects["/thing"] = {"id": "1"}
    yield made
    made.loopback.stop()
