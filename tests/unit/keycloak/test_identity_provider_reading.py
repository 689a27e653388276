# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What check mode reads of an identity provider that an earlier task makes."""

from __future__ import annotations

from typing import Any

from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Anything
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.reading import Source
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.identity_providers import (
    IDENTITY_PROVIDER_INFO,
)


class Server:
    """A realm without identity providers."""

    def get(self, path: str, params: Any = None) -> Any:
        return None


def test_one_that_is_yet_to_be_made_has_no_mappers() -> None:
    unset = dict.fromkeys(IDENTITY_PROVIDER_INFO.arguments)
    options = {**unset, "realm": "acme", "alias": "new", "include": ["provider", "mappers", "export"]}
    found = IDENTITY_PROVIDER_INFO.read(Source(Server(), options, Anything()))
    assert {name: found[name] for name in options["include"]} == {"provider": None, "mappers": [], "export": None}
