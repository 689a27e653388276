# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Settings of a required action, of those that have none, too."""

from __future__ import annotations

from typing import Any, Optional

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.reading import Source
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.authentication import (
    AUTHENTICATION_PROVIDERS,
)
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import ApiError, MissingReference


class Server:
    """A realm with one required action; what it answers about settings."""

    def __init__(self, config: Any, status: Optional[int]) -> None:
        self.config, self.status = config, status

    def get(self, path: str, params: Any = None) -> Any:
        words = path.split("/required-actions/")[1].split("/")
        if words[1:] and self.status:
            raise ApiError(self.status, "GET", path, "Not configurable")
        return self.config if words[1:] else {"alias": "a"} if words == ["a"] else None


def read(config: Any, status: Optional[int] = None, action: str = "a") -> Any:
    unset = dict.fromkeys(AUTHENTICATION_PROVIDERS.arguments)
    asked = {"realm": "acme", "required_action": action, "include": ["required_action_config"]}
    source = Source(Server(config, status), {**unset, **asked})
    return AUTHENTICATION_PROVIDERS.read(source)["required_action_config"]


def test_settings() -> None:
    assert read({"config": {"max": "1"}}) == {"max": "1"}
    assert read({"config": {}}) == {}


@pytest.mark.parametrize("status", [None, 400, 404, 405])
def test_an_action_that_takes_none_is_no_missing_action(status: Optional[int]) -> None:
    assert read(None, status) is None
    with pytest.raises(MissingReference, match="there is no required action 'b'"):
        read(None, status, action="b")


def test_other_errors_are_told() -> None:
    with pytest.raises(ApiError):
        read(None, 403)
