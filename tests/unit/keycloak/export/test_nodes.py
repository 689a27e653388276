# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What of a realm's data another realm has not, and how both are written."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.secrecy import HIDDEN
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.export.nodes import SAME
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.export.representation import REALM

WHERE = {"realm": "acme", "enabled": True}


@pytest.mark.parametrize(
    ("given", "tidy"),
    [
        ({"id": "1", "keycloakVersion": "26"}, {}),
        ({"supportedLocales": ["en", "de"]}, {"supportedLocales": ["de", "en"]}),
        ({"displayName": "", "smtpServer": {}}, {}),
        ({"smtpServer": {"password": "**********"}}, {"smtpServer": {"password": HIDDEN}}),
        ({"attributes": {"scimApiEnabled": "true", "b": "1", "a": "2"}}, {"attributes": {"a": "2", "b": "1"}}),
        (
            {"clients": [{"id": "1", "clientId": "b", "webOrigins": []}, {"clientId": "a", "description": ""}]},
            {"clients": [{"clientId": "a"}, {"clientId": "b", "webOrigins": []}]},
        ),
        (
            {"localizationTexts": {"de": {"password": "Passwort"}, "en": {}}},
            {"localizationTexts": {"de": {"password": "Passwort"}}},
        ),
        (
            {"users": [{"username": "a", "clientRoles": {"access-token": ["b", "a"]}, "realmRoles": []}]},
            {"users": [{"username": "a", "clientRoles": {"access-token": ["a", "b"]}, "realmRoles": []}]},
        ),
        (
            {"components": {"keys": [{"name": "b", "config": {"x": ["2", "1"]}}, {"name": "a", "subComponents": {}}]}},
            {"components": {"keys": [{"name": "a"}, {"name": "b", "config": {"x": ["1", "2"]}}]}},
        ),
        (
            {"clients": [{"clientId": "a", "authorizationSettings": {"policies": [
                {"name": "p", "config": {"roles": '[{"id":"b"},{"id":"a"}]', "code": "[no list"}}]}}]},
            {"clients": [{"clientId": "a", "authorizationSettings": {"policies": [
                {"name": "p", "config": {"roles": '[{"id":"a"},{"id":"b"}]', "code": "[no list"}}]}}]},
        ),
    ],
)  # fmt: skip
def test_tidy(given: dict[str, Any], tidy: dict[str, Any]) -> None:
    once = REALM.tidy({**WHERE, **given})
    assert once == {**WHERE, **tidy}
    assert REALM.tidy(once) == once


@pytest.mark.parametrize(
    ("value", "other", "beyond", "removed"),
    [
        ({}, {}, {}, []),
        ({"a": 1}, {"a": 1}, {}, []),
        ({"a": 2, "b": 3}, {"a": 1}, {"a": 2, "b": 3}, []),
        ({}, {"a": "x", "b": ["y"]}, {"a": "", "b": []}, []),
        ({}, {"a": 1, "b": {"c": 1}}, {}, ["a", "b"]),
        (
            {"attributes": {"a": "1", "c": "3"}},
            {"attributes": {"a": "1", "b": "2"}},
            {"attributes": {"b": None, "c": "3"}},
            [],
        ),
        ({}, {"attributes": {"a": "1"}}, {"attributes": {"a": None}}, []),
        (
            {"clients": [{"clientId": "a", "name": "x", "enabled": True}, {"clientId": "n"}]},
            {"clients": [{"clientId": "a", "name": "y", "enabled": True}, {"clientId": "g"}]},
            {"clients": [{"clientId": "a", "name": "x"}, {"clientId": "n"}]},
            ["clients[g]"],
        ),
        # a list within an object is exact: it is written whole
        (
            {"clientScopes": [{"name": "s", "protocolMappers": [{"name": "m"}]}]},
            {"clientScopes": [{"name": "s", "protocolMappers": [{"name": "m"}, {"name": "k"}]}]},
            {"clientScopes": [{"name": "s", "protocolMappers": [{"name": "m"}]}]},
            [],
        ),
        (
            {"clientScopes": [{"name": "s"}]},
            {"clientScopes": [{"name": "s", "protocolMappers": [{"name": "m"}]}]},
            {"clientScopes": [{"name": "s", "protocolMappers": []}]},
            [],
        ),
        # a role is written whole, and what it has no more as empty
        (
            {"roles": {"realm": [{"name": "r", "attributes": {}}]}},
            {"roles": {"realm": [{"name": "r", "description": "d", "attributes": {}}]}},
            {"roles": {"realm": [{"description": "", "name": "r", "attributes": {}}]}},
            [],
        ),
        (
            {"components": {"keys": [{"name": "a"}], "more": [{"name": "c"}]}},
            {"components": {"keys": [{"name": "a"}, {"name": "a", "subType": "t"}], "gone": [{"name": "d"}]}},
            {"components": {"more": [{"name": "c"}]}},
            ["components.gone[d]", "components.keys[a t]"],
        ),
        (
            {"userProfile": {"attributes": [{"name": "b"}, {"name": "a", "group": "g"}]}},
            {"userProfile": {"attributes": [{"name": "a", "group": "g"}, {"name": "b", "group": "g"}], "groups": [1]}},
            {"userProfile": {"attributes": [{"name": "b", "group": None}, {"name": "a", "group": "g"}], "groups": []}},
            [],
        ),
        ({}, {"localizationTexts": {"de": {"a": "b"}}}, {}, ["localizationTexts.de"]),
    ],
)
def test_beyond(value: dict[str, Any], other: dict[str, Any], beyond: dict[str, Any], removed: list[str]) -> None:
    told: list[str] = []
    left = REALM.beyond({**WHERE, **value}, {**WHERE, **other}, "", told)
    assert left == ({**WHERE, **beyond} if beyond else SAME)
    assert sorted(told) == removed
