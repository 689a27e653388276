# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which identity providers have keys that are read again."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Anything, Certain
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.reading import Source
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.actions.identity_providers import RELOAD_KEYS

CONFIG = {"useJwksUrl": "true"}


class Server:
    """A realm with an identity provider, or with none."""

    def __init__(self, found: Any) -> None:
        self.found = found

    def get(self, path: str, params: Any = None) -> Any:
        return self.found


@pytest.mark.parametrize(
    ("found", "says"),
    [
        ({"alias": "partner", "enabled": True, "config": CONFIG}, "would be read anew"),
        ({"alias": "partner", "enabled": True, "config": {"useMetadataDescriptorUrl": "true"}}, "would be read anew"),
        ({"alias": "partner", "enabled": False, "config": CONFIG}, "is disabled"),
        ({"alias": "partner", "enabled": True, "config": {}}, "has no URL"),
        # an earlier task of a check run makes it
        (None, "would be read anew"),
    ],
)
def test_whether_there_are_keys_to_read(found: Any, says: str) -> None:
    source = Source(Server(found), {"realm": "acme", "alias": "partner"}, Certain() if found else Anything())
    deed = RELOAD_KEYS.prepare(source)
    assert says in deed.foretold["msg"]
    assert bool(deed.calls) == deed.foretold["reloaded"] == ("would be" in says)
