# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which object data means, what of the server is too much, and what is told of it all."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.realm_data import wishing_of
from ansible_collections.iamops.keycloak.plugins.module_utils.config import report
from ansible_collections.iamops.keycloak.plugins.module_utils.config.compared import Compared
from ansible_collections.iamops.keycloak.plugins.module_utils.config.identity import (
    Identity,
    identity,
    known_as,
    refuse_twins,
)
from ansible_collections.iamops.keycloak.plugins.module_utils.config.items import Holding, Item, Section
from ansible_collections.iamops.keycloak.plugins.module_utils.config.purge import extras
from ansible_collections.iamops.keycloak.plugins.module_utils.config.wishes import Wish
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.part import Step
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.plan import Plan
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput

WISHING = wishing_of("acme", "on_change", False)
KEY = {"provider_type": "keys", "provider_id": "hmac"}


def wish(kind: str, where: str = "here", **options: Any) -> Wish:
    """Return what data asks of an object, no more than which one it is."""
    return WISHING.wish(Item(kind, where, {}, options))


def group(name: str, *above: str) -> dict[str, Any]:
    """Return the options that name a group."""
    return {"name": name, **({"parents": [{"name": one} for one in above]} if above else {})}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (wish("role", name="a"), wish("role", name="a"), True),
        (wish("role", name="a"), wish("role", name="A"), False),
        (wish("role", name="a"), wish("group", name="a"), False),
        (wish("role", name="a"), wish("role", name="a", client_id="shop"), False),
        (wish("role", name="a", client_id="till"), wish("role", name="a", client_id="shop"), False),
        # the server keeps these in lower case
        (wish("user", username="ann"), wish("user", username="Ann"), True),
        (wish("group", **group("a", "b")), wish("group", **group("a", "b")), True),
        (wish("group", **group("a", "b")), wish("group", **group("a", "c")), False),
        (wish("group", **group("a", "b")), wish("group", **group("a")), False),
        (wish("component", **KEY, name="a"), wish("component", **{**KEY, "provider_id": "rsa"}, name="a"), False),
        (wish("component", **KEY, name="a"), wish("component", **KEY, name="a", sub_type="anonymous"), False),
    ],
)
def test_identity(one: Wish, other: Wish, same: bool) -> None:
    assert (identity(one) == identity(other)) == same


def test_what_an_object_may_be_known_by() -> None:
    """One who names less of an object, or another name of it, may mean the same."""
    narrowed = wish("component", **KEY, name="a", sub_type="anonymous")
    assert known_as(narrowed) & known_as(wish("component", **KEY, name="a"))
    assert not known_as(narrowed) & known_as(wish("component", **KEY, name="b"))
    acme = wish("organization", name="Acme", alias="acme")
    assert known_as(acme) & known_as(wish("organization", name="Acme Ltd", alias="acme"))
    assert not known_as(acme) & known_as(wish("organization", name="Other", alias="other"))
    # what they have in common tells them from none of their sort
    assert not known_as(wish("user_federation", name="a")) & known_as(wish("user_federation", name="b"))


def test_twins() -> None:
    different = [wish("role", "roles[0]", name="a"), wish("role", "roles[1]", name="b")]
    refuse_twins(different)
    with pytest.raises(InvalidInput, match=r"^roles\[2\]: asks for the same .*role.* as roles\[1\]$"):
        refuse_twins([*different, wish("role", "roles[2]", name="b")])


def removed(holdings: list[Holding], *kept: Wish, gone: set[Identity] | None = None) -> list[str]:
    """Return the names of what is removed of a section that has these."""
    section = Section("things", lambda data: iter(()), lambda reader, realm: holdings)
    known: set[Identity] = set() if gone is None else gone
    found = extras(section, kept, WISHING, SimpleNamespace(), "acme", known)  # type: ignore[arg-type]
    assert {one.desired.state for one in found} <= {"absent"}
    assert {one.where for one in found} <= {"purge.things"}
    return [one.desired.options["name"] for one in found]


def test_what_is_too_much() -> None:
    shop = Holding("client", {"client_id": "shop"})
    roles = [
        Holding("role", {"name": "kept"}),
        Holding("role", {"name": "extra"}),
        Holding("role", {"name": "born"}, protected=True),
        Holding("role", {"name": "of-shop", "client_id": "shop"}, within=shop),
    ]
    assert removed(roles, wish("role", name="kept")) == ["extra", "of-shop"]
    # nothing is removed that goes with another object, and all that goes is counted
    gone = {identity(wish("client", client_id="shop", state="absent"))}
    assert removed(roles, wish("role", name="kept"), gone=gone) == ["extra"]
    assert len(gone) == 3


def test_what_goes_with_what_is_above() -> None:
    top = Holding("group", group("top"))
    below = Holding("group", group("below", "top"), within=top)
    gone: set[Identity] = set()
    assert removed([top, below], gone=gone) == ["top"]
    assert len(gone) == 2
    assert removed([top, below], wish("group", **group("top"))) == ["below"]


def test_a_section_without_holdings_loses_nothing() -> None:
    section = Section("things", lambda data: iter(()))
    assert extras(section, [], WISHING, SimpleNamespace(), "acme", set()) == []  # type: ignore[arg-type]


STEPS = (Step("PUT", "/somewhere", {}),)


def compared(name: str, *, state: str = "present", kind: str = "role", **plan: Any) -> Compared:
    """Return an object, and what it takes."""
    return Compared(wish(kind, name=name, state=state), name, Plan(**plan))


def test_each_object_counts_once() -> None:
    told = [
        compared("new", steps=STEPS, creates=True),
        # what it holds comes later
        compared("new", steps=STEPS),
        compared("old", steps=STEPS),
        compared("same"),
        compared("same"),
        compared("gone", steps=STEPS, state="absent"),
        compared("staff", kind="group", steps=STEPS),
        compared("staff", kind="group"),
    ]
    counts = report.kinds(told)
    none = dict.fromkeys(report.CHANGES, 0)
    assert counts == {"group": {**none, "updated": 1}, "role": dict.fromkeys(report.CHANGES, 1)}
    assert list(counts) == ["group", "role"]
    assert report.sentence(counts, "acme", False) == "Realm acme: 1 created, 2 updated, 1 removed, 1 unchanged."
    assert report.sentence({"role": {**none, "created": 2}}, "acme", True) == "Realm acme (check mode): 2 created."
    assert report.sentence({}, "acme", False) == "Realm acme: nothing is asked for."


def test_what_differs_is_told() -> None:
    old = {"name": "old", "description": "a", "composite": False}
    told = [
        compared("same", before=old, after=old),
        compared("old", steps=STEPS, before=old, after={**old, "description": "b"}, unsettled=("z", "description")),
        compared("new", steps=STEPS, creates=True, after={"name": "new"}),
    ]
    first, second = report.changes(told)
    wanted = {"kind": "role", "name": "old", "change": "updated", "where": "here", "fields": ["description", "z"]}
    assert first == wanted
    assert (second["name"], second["change"]) == ("new", "created")
    changed, made = report.diff(told)
    # of what is there on both sides, only what differs
    assert (changed["before"], changed["after"]) == ({"description": "a"}, {"description": "b"})
    assert (made["before"], made["after"]) == ({}, {"name": "new"})
    assert changed["before_header"] == changed["after_header"] == "role old"
