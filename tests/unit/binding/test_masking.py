# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Masking: many secrets are masked as few are, and in no more time than it takes to look at the result."""

from __future__ import annotations

import random
import string
import time
from typing import Any

import pytest
from ansible.module_utils.common.parameters import remove_values
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.masking import FEW, masked, occurring

LETTERS = "abc"
MANY = {f"{letter}{number:04}-phrase-{number * 7919}" for letter in string.ascii_letters for number in range(200)}


def some(moments: random.Random, shortest: int, longest: int) -> str:
    return "".join(moments.choices(LETTERS, k=moments.randint(shortest, longest)))


def drawn(moments: random.Random, depth: int = 3) -> Any:
    """A value of any sort."""
    below = [drawn(moments, depth - 1) for _number in range(3)] if depth else []
    number = moments.choice([7777, 12.5, True, None, 9])
    return moments.choice([some(moments, 0, 40), below, {"a": below, "b": some(moments, 0, 9)}, number, set("ab")])


@pytest.mark.parametrize("seed", range(40))
def test_those_of_many_are_found_that_one_by_one_change_something(seed: int) -> None:
    moments = random.Random(seed)
    secrets = {some(moments, 3, 20) for _number in range(FEW * 2)} | {"7777"}
    assert len(secrets) > FEW
    result = {"one": drawn(moments), "two": [drawn(moments) for _number in range(5)]}
    assert occurring(secrets, result) == {one for one in secrets if remove_values(result, {one}) != result}


@pytest.mark.parametrize("text", ["{}", "at the {} of it", "[{}", "{}{}", "\n{}\n"])
def test_one_of_many_is_found(text: str) -> None:
    for secret in sorted(MANY)[::997]:
        assert secret not in str(masked({"msg": text.format(secret, secret)}, MANY))


def test_time_is_that_of_the_result() -> None:
    """Ten thousand secrets, looked for one by one in each of these texts, would take minutes."""
    result = {"changes": [{"name": f"client-{number}", "kind": "client"} for number in range(20000)]}
    start = time.process_time()
    assert masked(result, MANY) == result
    assert time.process_time() - start < 10
