# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said of types of credentials that the server can disable, and of others."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.reading import Source
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.actions.user_grants import DISABLE_CREDENTIALS


class Server:
    """A server with a user whose devices can be disabled."""

    def get(self, path: str, params: Any = None) -> Any:
        return {"id": "a1", "username": "ann", "disableableCredentialTypes": ["otp"]}


@pytest.mark.parametrize(
    ("types", "force", "sent", "would", "done"),
    [
        (["otp", "password"], False, ["otp"], "Would disable otp", "Disabled otp"),
        (["otp", "otp"], True, ["otp"], "Would disable otp", "Disabled otp"),
        (
            ["otp", "password"],
            True,
            ["otp", "password"],
            "Would ask the server to disable otp, password",
            "Asked the server to disable otp, password",
        ),
    ],
)
def test_what_is_disabled(types: list[str], force: bool, sent: list[str], would: str, done: str) -> None:
    options = {"realm": "acme", "id": "a1", "username": None, "types": types, "force": force}
    deed = DISABLE_CREDENTIALS.prepare(Source(Server(), options))
    assert [call.body for call in deed.calls] == [sent]
    assert deed.foretold == {"user_id": "a1", "disabled": sent, "msg": f"{would} of user ann"}
    assert deed.told([None]) == {"user_id": "a1", "disabled": sent, "msg": f"{done} of user ann"}
