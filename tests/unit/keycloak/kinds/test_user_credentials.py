# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which of a user's credentials a task means."""

from __future__ import annotations

from typing import Any, Optional

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.user_credentials import OneOfThem
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput

PHONE = {"id": "1", "type": "otp", "userLabel": "phone"}
WORD = {"id": "2", "type": "password"}
TABLET = {"id": "3", "type": "otp", "userLabel": "tablet"}


class Server:
    """A server with a user's credentials."""

    def __init__(self, *has: dict[str, str]) -> None:
        self.has = has

    def get(self, path: str, params: Any = None) -> Any:
        return list(self.has)


def meant(*has: dict[str, str], **address: str) -> Optional[dict[str, Any]]:
    return OneOfThem().one(Server(*has), {"realm": "acme", "user": "a1", **address})


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ({"id": "3"}, TABLET),
        ({"id": "3", "type": "password"}, None),
        ({"type": "password"}, WORD),
        ({"type": "otp", "label": "tablet"}, TABLET),
        ({"type": "otp", "label": "watch"}, None),
        ({"type": "otp", "label": "watch", "user_label": "tablet"}, TABLET),
        ({"type": "webauthn"}, None),
    ],
)
def test_meant(address: dict[str, str], found: Optional[dict[str, str]]) -> None:
    assert meant(PHONE, WORD, TABLET, **address) == found


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ({}, "type: or id is needed"),
        ({"type": "otp"}, "label: is needed, the user has otp 'phone', otp 'tablet'"),
        ({"id": "", "type": "password"}, "id: must not be empty"),
        ({"type": "password", "label": ""}, "label: must not be empty"),
        ({"type": "otp", "label": "phone", "user_label": "tablet"}, "user_label: is another credential's of type otp"),
    ],
)
def test_refused(address: dict[str, str], says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        meant(PHONE, WORD, TABLET, **address)
