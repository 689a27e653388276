# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Authorization settings: policies of a type that the server doesn't have are refused before anything is written."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Certain, resolve
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.readers import Nothing
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.authorization import (
    authorization_settings,
)
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import Forbidden, InvalidInput

PART = authorization_settings("/clients/{id}")
SCRIPT, ROLE = {"policies": [{"name": "a", "type": "js"}]}, {"policies": [{"name": "a", "type": "role"}]}
INFO = {"providers": {"policy": {"providers": {"role": {}, "time": {}}}}}


class Server(Nothing):
    """A server of a version; some logins may not ask what it has."""

    def __init__(self, version: str, info: Any) -> None:
        self.told, self.info = version, info

    def get(self, path: str, params: Any = None) -> Any:
        if self.info is None:
            raise Forbidden(403, "GET", path, "no")
        return self.info

    def version(self) -> str:
        return self.told


def look(server: Server, now: Any, want: Any) -> None:
    for target, reference in PART.wants(now, want, None):
        resolve(server, {"realm": "acme"}, reference, target, PART.option, Certain())


def test_a_type_that_the_server_has_not() -> None:
    with pytest.raises(InvalidInput, match="policies: there is no type 'js' among role, time"):
        look(Server("26.7.2", INFO), ROLE, SCRIPT)


@pytest.mark.parametrize(
    ("server", "now", "want"),
    [
        (Server("26.7.2", INFO), None, ROLE),
        (Server("26.7.2", INFO), None, {"resources": [{"name": "a", "type": "urn:x"}], "policies": None}),
        (Server("26.7.2", INFO), SCRIPT, SCRIPT),
        (Server("26.7.2", None), None, SCRIPT),
        (Server("26.7.2", {}), None, SCRIPT),
        # the policy that these give each client by themselves
        (Server("24.0.5", INFO), None, SCRIPT),
    ],
)
def test_others(server: Server, now: Any, want: Any) -> None:
    look(server, now, want)
