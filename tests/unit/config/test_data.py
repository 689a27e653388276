# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A realm's data, before anything is read of a server: spelled, merged, unmasked, checked."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.config.conform import Form
from ansible_collections.iamops.keycloak.plugins.module_utils.config.files import merged
from ansible_collections.iamops.keycloak.plugins.module_utils.config.masks import unmasked, warning
from ansible_collections.iamops.keycloak.plugins.module_utils.config.spelling import Spelling, snake
from ansible_collections.iamops.keycloak.plugins.module_utils.config.variables import refuse_variables
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput

SPELLING = Spelling(("subGroups", "clientRoles", "clients"), free=("attributes",), named=("client", "clientRoles"))
MASK = "**********"


@pytest.mark.parametrize(
    ("data", "spelled"),
    [
        ({"sub_groups": [{"client_roles": {"a": []}}]}, {"subGroups": [{"clientRoles": {"a": []}}]}),
        ({"subGroups": 1}, {"subGroups": 1}),
        ({"attributes": {"sub_groups": [{"sub_groups": 1}]}}, {"attributes": {"sub_groups": [{"sub_groups": 1}]}}),
        ({"client_roles": {"sub_groups": ["x"]}}, {"clientRoles": {"sub_groups": ["x"]}}),
        ({"client": {"attributes": [{"sub_groups": 1}]}}, {"client": {"attributes": [{"subGroups": 1}]}}),
        ([{"sub_groups": 1}], [{"subGroups": 1}]),
    ],
)
def test_spelled(data: Any, spelled: Any) -> None:
    assert SPELLING.spelled(data) == spelled


def test_spelled_twice() -> None:
    with pytest.raises(InvalidInput, match=r"config\.clients\[0\]\.sub_groups: is already given as subGroups"):
        SPELLING.spelled({"clients": [{"sub_groups": 1, "subGroups": 2}]})


@pytest.mark.parametrize(("api", "option"), [("subGroups", "sub_groups"), ("a2Bc", "a2_bc"), ("roles", "roles")])
def test_snake(api: str, option: str) -> None:
    assert snake(api) == option


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ([], {}),
        ([{"a": 1}, None, {"a": 2}], {"a": 2}),
        ([{"a": {"b": 1, "c": 1}}, {"a": {"c": 2}}], {"a": {"b": 1, "c": 2}}),
        ([{"a": [1]}, {"a": [2]}, {"a": [1]}], {"a": [1, 2, 1]}),
        ([{"a": None}, {"a": [1]}], {"a": [1]}),
    ],
)
def test_merged(parts: list[Any], whole: dict[str, Any]) -> None:
    assert merged([("file", part) for part in parts]) == whole


@pytest.mark.parametrize("second", [{"a": 1}, {"a": {}}, [1]])
def test_what_cant_be_merged(second: Any) -> None:
    with pytest.raises(InvalidInput, match="second"):
        merged([("first", {"a": [1]}), ("second", second)])


def test_unmasked() -> None:
    found: list[str] = []
    data = {"clients": [{"secret": MASK, "name": "a"}], "components": {"k": [{"config": {"s": [MASK], "t": ["u"]}}]}}
    shown = unmasked(data, "config", found)
    assert shown == {"clients": [{"name": "a"}], "components": {"k": [{"config": {"t": ["u"]}}]}}
    assert found == ["config.clients[0].secret", "config.components.k[0].config.s"]
    assert "config.clients[0].secret" in warning(found)[0]
    assert warning([]) == []
    assert "and 2 more" in warning(["a", "b", "c", "d", "e"])[0]


@pytest.mark.parametrize(
    "value", ["$(env:SECRET)", "a$(file:UTF-8:/etc/x)b", "$(base64Decoder:eA==)", "$(script:js:1)"]
)
def test_foreign_variables(value: str) -> None:
    with pytest.raises(InvalidInput, match=r"config\.clients\[0\]\.secret"):
        refuse_variables({"clients": [{"secret": value}]}, "config", False)


@pytest.mark.parametrize("value", ["${name}", "$(other)", "$env:A", "costs $(5)", "${vault.key}"])
def test_what_is_no_foreign_variable(value: str) -> None:
    refuse_variables({"clients": [{"name": value}]}, "config", False)


def test_references_that_nothing_filled_in() -> None:
    data = {"clients": [{"secret": "{{ vault_a }}"}]}
    with pytest.raises(InvalidInput, match=r"secret: is a template that nothing has filled in"):
        refuse_variables(data, "config", False)
    # a text that is to look like one
    refuse_variables(data, "config", True)


FORM = Form(
    {
        "name": {"type": "str", "required": True},
        "secret": {"type": "str", "no_log": True},
        "max_age": {"type": "int", "aliases": ["maxAge"], "default": 3},
        "kind": {"type": "str", "choices": ["a", "b"]},
        "below": {"type": "list", "elements": "dict", "options": {"id": {"type": "str"}}},
        "map": {"type": "dict"},
    }
)


def test_options() -> None:
    given = {"name": 5, "maxAge": "7", "other": 1, "below": [{"id": 1}], "kind": None}
    assert FORM.options(given, "x") == ({"name": "5", "max_age": 7, "below": [{"id": "1"}]}, {"other": 1})
    assert FORM.options({"name": "a"}, "x")[0]["max_age"] == 3
    assert FORM.options({}, "x", told=("name",)) == ({"max_age": 3}, {})


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ([], "x: must be a dictionary"),
        ({}, "x.name: is needed"),
        ({"name": "a", "max_age": "young"}, "x.max_age: must be"),
        ({"name": "a", "max_age": 1, "maxAge": 2}, "x.maxAge: is already given as max_age"),
        ({"name": "a", "kind": "c"}, "x.kind: must be one of a, b, not 'c'"),
        ({"name": "a", "below": {}}, "x.below: must be a list"),
        ({"name": "a", "below": [{"ident": 1}]}, "x.below[0].ident: is not one of id"),
        ({"name": "a", "map": "a-phrase"}, "x.map: must be a dictionary"),
        ({"name": ["a-phrase"]}, "x.name: must be a text"),
        ({"name": "a", "secret": {"a": "a-phrase"}}, "x.secret: must be a text"),
    ],
)
def test_what_cant_be_right(given: Any, says: str) -> None:
    """Nothing that may be secret is shown."""
    with pytest.raises(InvalidInput) as error:
        FORM.options(given, "x")
    assert error.value.message.startswith(says)
    assert "a-phrase" not in error.value.message
