# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done to the users of a user federation, and which of its mappers is meant."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.reading import Source
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.actions.user_storage import USER_STORAGE
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput

STORAGE = "/admin/realms/acme/user-storage/d"
MAPPERS = [{"id": "1", "name": "groups"}, {"id": "2", "name": "twice"}, {"id": "3", "name": "twice"}]


class Server:
    """A realm with a user federation that imports nobody any more."""

    def list(self, path: str, params: Any = None) -> Any:
        if "parent" in params:
            return MAPPERS
        return [{"id": "d", "name": "directory", "config": {"importEnabled": ["false"]}}]


def calls(**options: Any) -> list[str]:
    unset = {**dict.fromkeys(USER_STORAGE.arguments), "realm": "acme", "name": "directory"}
    return [str(call) for call in USER_STORAGE.prepare(Source(Server(), {**unset, **options})).calls]


def test_users_may_have_been_imported_before() -> None:
    assert calls(action="unlink") == [f"POST {STORAGE}/unlink-users"]
    assert calls(action="remove_imported", confirm=True) == [f"POST {STORAGE}/remove-imported-users"]


def test_a_mapper_by_its_name_or_id() -> None:
    assert calls(action="sync_mapper", mapper="groups") == [f"POST {STORAGE}/mappers/1/sync"]
    assert calls(action="sync_mapper", mapper="3") == [f"POST {STORAGE}/mappers/3/sync"]
    with pytest.raises(InvalidInput, match="there are 2 mappers named 'twice'"):
        calls(action="sync_mapper", mapper="twice")
