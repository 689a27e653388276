# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What says who is meant never says everybody by being empty, as a variable without a value makes it."""

from __future__ import annotations

from typing import Any, Union

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.action import Action
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.reading import Reading, Source
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.actions.attacks import CLEAR_FAILURES
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.actions.client_registration import INITIAL_ACCESS
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.actions.revocation import REVOKE
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.actions.sessions import END_SESSIONS
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.actions.user_grants import (
    DISABLE_CREDENTIALS,
    IMPERSONATE,
    REVOKE_CONSENTS,
)
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.actions.users import MAIL
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.attacks import ATTACK_STATUS
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.client_details import CLIENT_INFO
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.client_scopes import CLIENT_SCOPE_TYPES
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.events import (
    ADMIN_EVENT_INFO,
    EVENT_INFO,
)
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.groups import GROUPS_OF_A_REALM
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.mappings import (
    ROLE_MAPPINGS,
    SCOPE_MAPPINGS,
)
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.protocol_mappers import (
    PROTOCOL_MAPPERS_OF,
)
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.roles import ROLES
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.sessions import SESSION_INFO
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.users import USER_INFO
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput

Task = Union[Action, Reading]


class Unasked:
    """A server that nobody asks."""

    def get(self, path: str, params: Any = None) -> Any:
        raise AssertionError(path)

    list = get


def attempt(task: Task, **options: Any) -> None:
    defaults = {name: entry.get("default") for name, entry in task.arguments.items()}
    source = Source(Unasked(), {**defaults, "realm": "acme", **options})
    task.prepare(source) if isinstance(task, Action) else task.read(source)


@pytest.mark.parametrize(
    ("task", "option"),
    [
        *((END_SESSIONS, name) for name in ("user_id", "username", "client_id", "session_id")),
        *((REVOKE, name) for name in ("user_id", "username", "client_id")),
        *((CLEAR_FAILURES, name) for name in ("user_id", "username")),
        *((SESSION_INFO, name) for name in ("user_id", "username", "client_id")),
        *((EVENT_INFO, name) for name in ("user_id", "username", "client_id", "ip_address")),
        *((ADMIN_EVENT_INFO, name) for name in ("resource_path", "actor_realm", "actor_client", "actor_user")),
        (USER_INFO, "id"),
        (INITIAL_ACCESS, "id"),
        *((CLIENT_INFO, name) for name in ("id", "client_id")),
        (CLIENT_SCOPE_TYPES, "client_id"),
        *((GROUPS_OF_A_REALM, name) for name in ("id", "path")),
        *((ROLES, name) for name in ("client_id", "id", "name")),
        *((ROLE_MAPPINGS, name) for name in ("cid", "client_id")),
        (SCOPE_MAPPINGS, "role_owner_client_id"),
        *((PROTOCOL_MAPPERS_OF, name) for name in ("id", "name", "protocol")),
    ],
)
def test_an_empty_one_is_refused(task: Task, option: str) -> None:
    more = {"not_before": "now"} if task is REVOKE else {}
    with pytest.raises(InvalidInput, match=f"{option}: must not be empty"):
        attempt(task, **{**more, option: ""})


@pytest.mark.parametrize("given", ["", None])
@pytest.mark.parametrize(
    ("task", "option", "more"),
    [
        (MAIL, "id", {"email": "verify_email"}),
        (REVOKE_CONSENTS, "id", {}),
        (DISABLE_CREDENTIALS, "id", {"types": ["otp"]}),
        (IMPERSONATE, "id", {}),
        (ATTACK_STATUS, "user_id", {}),
    ],
)
def test_nobody_is_not_the_first_user(task: Task, option: str, more: dict[str, Any], given: Any) -> None:
    with pytest.raises(InvalidInput, match="username: is needed"):
        attempt(task, **more, **{option: given})
