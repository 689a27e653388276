# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A realm's own texts are read by locale and key."""

from __future__ import annotations

import pathlib
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_realm_localization_info"
ENGLISH, GERMAN = (
    {"title": "Hello", "odd/key; ü": "{0} \u20ac\n", "empty": ""},
    {"title": "Gr\u00fc\u00dfe", "only": "nur"},
)


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with texts in two locales."""
    name = f"localization-info-{secrets.token_hex(3)}"
    world.admin.make_realm(name, internationalizationEnabled=True, supportedLocales=["de", "en"], defaultLocale="de")
    for locale, texts in (("en", ENGLISH), ("de", GERMAN)):
        world.admin.send("POST", f"/admin/realms/{name}/localization/{locale}", texts)
    yield name
    world.admin.remove_realm(name)


@pytest.mark.parametrize("check", [True, False])
@pytest.mark.parametrize(
    ("options", "returned"),
    [
        ({}, {"locales": ["de", "en"]}),
        ({"locale": "en"}, {"locales": ["de", "en"], "texts": ENGLISH}),
        ({"locale": "fr"}, {"locales": ["de", "en"], "texts": {}}),
        pytest.param(
            {"locale": "en", "fallback": True},
            {"locales": ["de", "en"], "texts": {**GERMAN, **ENGLISH}},
            marks=pytest.mark.since("24"),
        ),
        ({"locale": "en", "key": "title"}, {"text": "Hello", "exists": True}),
        ({"locale": "en", "key": "odd/key; ü"}, {"text": "{0} \u20ac\n", "exists": True}),
        ({"locale": "en", "key": "only"}, {"text": None, "exists": False}),
        pytest.param(
            {"locale": "en", "key": "only", "fallback": True},
            {"text": "nur", "exists": True},
            marks=pytest.mark.since("24"),
        ),
        ({"locale": "en", "key": "nosuch", "fallback": True}, {"text": None, "exists": False}),
    ],
)
def test_texts(world: World, realm: str, check: bool, options: dict[str, Any], returned: dict[str, Any]) -> None:
    ran = world.run(MODULE, {"realm": realm, **options}, check=check)
    assert not ran.failed, ran
    assert (ran.changed, ran.writes) == (False, [])
    shown = {name: ran.result.get(name) for name in ("locales", "texts", "text", "exists") if name in ran.result}
    assert shown == returned


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"key": "title"}, "locale"),
        ({"locale": "en", "key": ".."}, "key: can't be read alone"),
        ({"locale": ".."}, "locale"),
        ({"realm": "nosuch"}, "Realm not found"),
    ],
)
def test_refused(world: World, realm: str, options: dict[str, Any], says: str) -> None:
    ran = world.run(MODULE, {"realm": realm, **options})
    assert ran.failed
    assert says in ran.result["msg"]


def test_both_ways(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    steps = {"all": {"realm": realm, "locale": "en"}, "one": {"realm": realm, "locale": "en", "key": "title"}}
    _played, results = both(world, tmp_path, MODULE, steps)
    for step, (worker, process) in results.items():
        assert worker == process, step
