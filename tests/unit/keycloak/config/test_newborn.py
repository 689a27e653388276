# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What nobody may change of a new realm is known before the server has made it, where the server is one of these."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Anything, resolve
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.readers import Nothing
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.config.newborn import new_realm
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.references import (
    FIXED,
    MANAGEMENT,
    TO_OWNER,
    fixed,
)


class Versioned(Nothing):
    """A server that has nothing, and tells its version."""

    def __init__(self, version: str) -> None:
        self.told = version

    def version(self) -> str:
        return self.told

    def list(self, path: str, params: Any = None) -> list[Any]:
        return [] if params and "clientId" in params else [{"id": "x"}]


@pytest.mark.parametrize(("version", "expected"), [("26.7.2", {MANAGEMENT}), ("26.5.1", set())])
def test_fixed(version: str, expected: set[str]) -> None:
    clients = new_realm(version, "acme")["clients"]
    assert {client["clientId"] for client in clients if fixed(client)} == expected
    found = {
        one: resolve(Versioned(version), {"realm": "acme"}, TO_OWNER, one, "x", Anything())
        for one in ("shop", MANAGEMENT)
    }
    assert {name for name, client in found.items() if client.get(FIXED)} == expected
