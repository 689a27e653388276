# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What msg says: a kind's own words, with the object's fields in them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.sentences import sentence
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.part import Step
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.plan import Plan
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.run import Run
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.catalogue import KINDS

STEPS = (Step("PUT", "/thing"),)
PLAIN = replace(KINDS["role"], sayings={})
COMPONENT = KINDS["component"]
HAD: dict[str, Any] = {"id": "7", "name": "a{b}", "config": {"priority": ["1"]}}
DIFF = {"before": {"config": {"priority": ["1"]}, "name": "x"}, "after": {"config": {"priority": ["2"]}, "name": "x"}}


@pytest.mark.parametrize(
    "kind, ran, removing, check, says",
    [
        (PLAIN, Run(Plan(), HAD, HAD, "a/b"), False, False, "role 'a{b}' is as desired"),
        (PLAIN, Run(Plan(), None, None, "a/b"), True, True, "role 'a/b' is absent"),
        (PLAIN, Run(Plan(STEPS), HAD, None, "a"), True, True, "role 'a{b}' would be removed"),
        (PLAIN, Run(Plan(STEPS, creates=True), None, HAD, "a"), False, False, "role 'a{b}' has been created"),
        (COMPONENT, Run(Plan(), HAD, HAD, "a"), False, True, "Component a{b} was in sync"),
        (COMPONENT, Run(Plan(), None, None, "a"), True, False, "Component a not present"),
        (
            COMPONENT,
            Run(Plan(STEPS, **DIFF), HAD, HAD, "a"),
            False,
            True,
            "Component a{b} would be changed: config.priority: ['1'] -> ['2']",
        ),
        (
            replace(PLAIN, sayings={"updated": "{changes}"}),
            Run(Plan(STEPS, before={"m": {"a": {}}}, after={"m": {"b": {}, "c": {"d": 1}}}), HAD, HAD, "a"),
            False,
            False,
            "m.a: {} -> None, m.b: None -> {}, m.c.d: None -> 1",
        ),
        (
            replace(PLAIN, sayings={"removed": "{count} gone"}),
            Run(Plan(STEPS, before={"a": 1, "b": {"c": 1, "d": 1}}, after={"b": {"c": 1}}), HAD, HAD, "a"),
            True,
            False,
            "2 gone",
        ),
        (
            replace(PLAIN, sayings={"removed": "{count} gone"}),
            Run(Plan(STEPS, before={"name": "x", "b": {"c": 1, "d": 1}}, after={"name": "x"}), HAD, HAD, "a"),
            True,
            False,
            "2 gone",
        ),
        (KINDS["group"], Run(Plan(STEPS), HAD, HAD, "a"), False, False, "Group 7 has been updated"),
        (KINDS["role"], Run(Plan(STEPS), HAD, HAD, "a"), False, True, "role 'a{b}' would be updated"),
    ],
)
def test_a_sentence_tells_what_came_of_a_task(kind: Any, ran: Run, removing: bool, check: bool, says: str) -> None:
    assert sentence(kind, ran, removing, check) == says


@pytest.mark.parametrize(
    ("asked", "ran", "says"),
    [
        ({}, Run(Plan(), HAD, HAD, "a"), "nothing to do"),
        ({"roles": ["x"]}, Run(Plan(), HAD, HAD, "a"), "x it is"),
        ({}, Run(Plan(STEPS), HAD, HAD, "a"), "role 'a{b}' has been updated"),
    ],
)
def test_a_kind_has_words_of_its_own_for_what_is_asked(asked: Any, ran: Run, says: str) -> None:
    sayings = {"idle": "nothing to do", "unchanged": "{asked} it is"}
    kind = replace(PLAIN, sayings=sayings, wording=lambda asked, before, after: {"asked": "+".join(asked["roles"])})
    kind = kind if asked else replace(PLAIN, sayings=sayings)
    assert sentence(kind, ran, False, False, asked) == says
