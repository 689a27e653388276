# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Data calls the role that users are born with as the server does."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.config.default_role import for_this_realm


class _Server:
    def __init__(self, found: Any) -> None:
        self.found = found

    def get(self, path: str, params: Any = None) -> Any:
        assert path == "/admin/realms/Acme"
        return self.found


def data(role: str, says: Any = None) -> dict[str, Any]:
    """Return data that names a default role, by itself and in a text of authorization."""
    return {"realm": "Acme", "defaultRole": says, "users": [{"realmRoles": [role]}], "roles": f'[{{"id":"{role}"}}]'}


@pytest.mark.parametrize(
    ("given", "found", "meant"),
    [
        (data("default-roles-acme"), {"defaultRole": {"name": "default-roles-old"}}, data("default-roles-old")),
        (data("their", {"name": "their"}), None, data("default-roles-acme", {"name": "default-roles-acme"})),
        # a login that may not see it; another role of such a name
        (data("default-roles-acme"), {"realm": "Acme"}, data("default-roles-acme")),
        (data("default-roles-other"), {"defaultRole": {"name": "default-roles-old"}}, data("default-roles-other")),
    ],
)
def test_the_role(given: Any, found: Any, meant: Any) -> None:
    assert for_this_realm(given, _Server(found)) == meant  # type: ignore[arg-type]
