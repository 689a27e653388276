# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Texts of a realm: what is there and what is desired -> which writes."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.desired import read
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Certain, observe
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.plan import Plan, plan
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.localization import REALM_LOCALIZATION
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput

PATH = "/admin/realms/acme/localization/en"
PUT = "PUT /admin/realms/acme/localization/en"
POST, GONE = f"POST {PATH}", f"DELETE {PATH}"


class Server:
    """A locale with texts."""

    def __init__(self, texts: Any) -> None:
        self.texts = texts

    def get(self, path: str, params: Any = None) -> Any:
        assert path == PATH
        return self.texts


def planned(texts: Any, **options: Any) -> Plan:
    desired = read(REALM_LOCALIZATION, {"realm": "acme", "locale": "en", **options})
    return plan(REALM_LOCALIZATION, observe(REALM_LOCALIZATION, Server(texts), desired, Certain()), desired)


def texts(*keys: str) -> list[dict[str, str]]:
    return [{"key": key, "value": key.upper()} for key in keys]


NOW = {"a": "A", "b/c": ""}


@pytest.mark.parametrize(
    ("now", "options", "actions"),
    [
        (NOW, {}, []),
        (None, {"overrides": texts("a")}, [f"{PUT}/a"]),
        (None, {"overrides": texts("..")}, [POST]),
        (NOW, {"overrides": texts("a")}, []),
        (NOW, {"overrides": [{"key": "b/c"}]}, []),
        (NOW, {"overrides": texts("a", "x", "y")}, [POST]),
        (NOW, {"overrides": texts("a"), "force": True}, [f"{GONE}/b%2Fc"]),
        (NOW, {"overrides": texts("x"), "force": True}, [f"{PUT}/x", f"{GONE}/a", f"{GONE}/b%2Fc"]),
        (NOW, {"force": True}, [GONE]),
        (NOW, {"state": "absent"}, []),
        (NOW, {"state": "absent", "overrides": texts("a", "x")}, [f"{GONE}/a"]),
        ({"a": "A"}, {"state": "absent", "overrides": texts("a")}, [f"{GONE}/a"]),
        (NOW, {"state": "absent", "force": True, "overrides": texts("x")}, [GONE]),
        ({}, {"state": "absent", "force": True}, []),
        ({"..": "x"}, {"state": "absent", "overrides": texts("..")}, [GONE]),
        ({"..": "x", "a": "A"}, {"state": "absent", "overrides": texts("..")}, [GONE, POST]),
    ],
)
def test_writes(now: Any, options: dict[str, Any], actions: list[str]) -> None:
    assert planned(now, **options).actions == actions


def test_only_what_differs_is_sent() -> None:
    assert planned(NOW, overrides=texts("a", "x", "y"), force=True).steps[0].body == {"x": "X", "y": "Y"}
    one = planned(NOW, overrides=texts("a", "x"), force=True).steps[0]
    assert (one.body, one.content) == ("X", "text")


def test_a_text_about_passwords_is_no_secret() -> None:
    found = planned({}, overrides=[{"key": "doForgotPassword", "value": "Forgotten?"}])
    assert found.after["overrides"] == {"doForgotPassword": "Forgotten?"}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"raw": {"a": 1}}, "raw: can't be given"),
        ({"parent_id": "other"}, "parent_id: names the realm, which is 'acme' already"),
        ({"overrides": [{"key": "a", "value": "1"}, {"key": "a", "value": "2"}]}, "must be unique"),
    ],
)
def test_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidInput, match=message):
        planned(NOW, **options)
