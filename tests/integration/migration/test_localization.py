# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Texts of a realm: what the modules of other collections get wrong, each by its name."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import Ran, World

TEXTS = [{"key": "greeting", "value": "Hello"}, {"key": "farewell", "value": "Bye"}]


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm of its own."""
    name = f"migrate-texts-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    yield name
    world.admin.remove_realm(name)


@pytest.fixture
def run(world: World, realm: str) -> Any:
    """Run the module as playbooks of other collections do, on a locale without texts."""

    def task(check: bool = False, **options: Any) -> Ran:
        return world.run("keycloak_realm_localization", {"parent_id": realm, "locale": "en", **options}, check)

    task(state="absent", force=True)
    return task


def test_check_mode_returns_the_texts_that_the_run_returns(run: Any) -> None:
    """Theirs returns a list with the one word ``overrides``."""
    check, ran = run(True, overrides=TEXTS), run(overrides=TEXTS)
    assert check.result["end_state"] == ran.result["end_state"]
    assert ran.result["end_state"] == {"locale": "en", "overrides": sorted(TEXTS, key=lambda text: text["key"])}


def test_many_texts_take_one_request(run: Any) -> None:
    """Theirs sends one request for each text."""
    texts = [{"key": f"key.{number}", "value": str(number)} for number in range(50)]
    assert len(run(overrides=texts).writes) == 1


def test_keys_with_spaces_and_unicode_work(run: Any) -> None:
    """Theirs fails with "URL can't contain control characters"."""
    odd = [{"key": "a b/ü%", "value": "ü{0}"}]
    assert run(overrides=odd).changed
    assert not run(overrides=odd).changed
    assert run(overrides=odd, state="absent").changed


def test_msg_has_the_words_that_playbooks_assert(run: Any) -> None:
    """The same as theirs, in each case."""
    gone = {"state": "absent", "overrides": TEXTS}
    steps = [(True, {}), (False, {}), (False, {}), (True, gone), (False, gone), (False, gone)]
    assert [run(check, **{"overrides": TEXTS, **options}).result["msg"] for check, options in steps] == [
        "Locale en overrides would be updated.",
        "Locale en overrides have been updated.",
        "Locale en overrides are in sync.",
        "2 overrides for locale en would be deleted.",
        "2 overrides for locale en deleted.",
        "No overrides for locale en to be deleted.",
    ]
