# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How users are searched for by their attributes."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.users import attribute_query
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
