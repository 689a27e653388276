# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How users are searched for by their attributes, and whether there are such."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.part import PENDING_ID
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.reading import Source
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.users import (
    USER_INFO,
    attribute_query,
    called,
)
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput


@pytest.mark.parametrize(
    ("attributes", "query"),
    [
        ({"dept": "sales"}, '"dept":"sales"'),
        ({"dept": "sales", "level": 3}, '"dept":"sales" "level":"3"'),
        ({"a b": "c:d"}, '"a b":"c:d"'),
        ({"a": 'say "hi" \\ bye'}, '"a":"say \\"hi\\" \\\\ bye"'),
    ],
)
def test_every_name_and_value_is_quoted(attributes: dict[str, Any], query: str) -> None:
    assert attribute_query(attributes) == query


@pytest.mark.parametrize("attributes", [{"dept": ""}, {"dept": None}, {"": "x"}, {"dept": ["a"]}, {"dept": {"a": "b"}}])
def test_what_the_server_would_leave_out_is_refused(attributes: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput, match="must give each attribute's name one text"):
        attribute_query(attributes)


class OfOldCounts:
    """A server that counts by texts to look for, whatever is asked: there is Annabel, and no Ann."""

    def get(self, path: str, params: Any = None) -> Any:
        return 1 if path.endswith("/users/count") else []

    def list(self, path: str, params: Any = None) -> Any:
        return []


@pytest.mark.parametrize(("given", "exists"), [({"username": "ann"}, False), ({"username": "ann", "max": 0}, True)])
def test_who_is_read_counts_for_more_than_a_number(given: dict[str, Any], exists: bool) -> None:
    defaults = {name: entry.get("default") for name, entry in USER_INFO.arguments.items()}
    read = USER_INFO.read(Source(OfOldCounts(), {**defaults, "realm": "acme", "count": True, **given}))
    assert (read["count"], read["exists"]) == (1, exists)


@pytest.mark.parametrize(
    ("user", "options", "name"),
    [
        ({"id": "1", "username": "ann"}, {"id": "1", "username": None}, "ann"),
        ({"id": "1", "username": "ann"}, {"id": "1", "username": "bob"}, "ann"),
        ({"id": PENDING_ID}, {"id": None, "username": "ann"}, "ann"),
        ({"id": PENDING_ID}, {"id": "1", "username": None}, "1"),
    ],
)
def test_a_user_is_called_by_the_name_of_who_was_found(user: Any, options: dict[str, Any], name: str) -> None:
    assert called(Source(OfOldCounts(), options), user) == name
