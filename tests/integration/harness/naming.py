# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names of every sort, and more than a page of them."""

from __future__ import annotations

import re

from .data import Many, Names, filled, numbered
from .subject import Subject

ODD = (
    "a/b",
    "a+b",
    "a;b",
    "a%b",
    "a%2Fb",
    "a b",
    "a'b",
    'a"b',
    "a?b",
    "a#b",
    "a&b=c",
    "a:b@c",
    "a,b",
    "a\\b",
    "{a}",
    "~a*",
    "straße-名前-🗝",
    "...",
    "-a",
)


def _names_of(subject: Subject) -> Names:
    assert subject.proof.names
    return subject.proof.names


def _turn(subject: Subject, name: str) -> None:
    """Make, again, remove, again."""
    names = _names_of(subject)
    options = {**names.extra, names.option: name}
    check = subject.ok(options, check=True)
    assert check.changed
    run = subject.ok(options)
    assert run.changed
    assert run.result["actions"] == check.result["actions"]
    again = subject.unchanged(options)
    part = next(part for part in subject.proof.kind.parts if part.option == names.option)
    # a server may keep a name in lower case
    assert part.canonical(again.result["end_state"][part.api]) == part.canonical(name)
    key = {**{other: names.extra[other] for other in names.extra if other in subject.proof.key}, names.option: name}
    assert subject.ok({**key, "state": "absent"}).changed
    subject.unchanged({**key, "state": "absent"})


def names(subject: Subject) -> None:
    """Names with all that means something in a URL; each is made, found again and removed, and no other is."""
    names = _names_of(subject)
    for name in ODD:
        if name not in names.refuses and name not in names.since:
            _turn(subject, name)
    if names.longest:
        _turn(subject, "n" * names.longest)


def refused(subject: Subject) -> None:
    """Names that are none: the empty one, ``.`` and ``..``; and what the server refuses."""
    names = _names_of(subject)
    for name in ("", ".", ".."):
        for state in ("present", "absent"):
            for check in (True, False):
                ran = subject.run({**names.extra, names.option: name, "state": state}, check)
                assert ran.failed, f"{name!r}: {ran}"
                assert not ran.writes, f"{name!r}: {ran}"
                assert re.search("must be|needed|needs|empty", ran.result["msg"]), ran
    for name, says in names.refuses.items():
        ran = subject.run({**names.extra, names.option: name})
        assert ran.failed, f"{name!r}: {ran}"
        assert says in ran.result["msg"]
        assert all(write.status >= 400 for write in ran.writes)
    assert subject.is_whole(), "what is around it is gone"


def too_long(subject: Subject) -> None:
    """One character too many is told before the server answers 500."""
    names = _names_of(subject)
    if names.longest is None:
        return
    for check in (True, False):
        ran = subject.run({**names.extra, names.option: "n" * (names.longest + 1)}, check)
        assert ran.failed, ran
        assert not ran.writes, ran
        assert str(names.longest) in ran.result["msg"], ran


def many(subject: Subject, row: Many) -> None:
    """More than a page: each is made once, and found again, wherever in the list it is."""
    for make in (True, False):
        last = row.count - 1
        # those that are found again are some dozens: from all over the list, and its end
        numbers = range(row.count) if make else sorted({*range(0, row.count, max(1, row.count // 24)), last})
        for number in numbers:
            options = filled(row.options, numbered(number, subject.place.resolve))
            ran = subject.ok(options)
            assert ran.changed == make, f"number {number}: {ran}"
            assert bool(ran.writes) == make, f"number {number}: {ran}"
