# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An object's life: foreseen, made, again, removed."""

from __future__ import annotations

from collections.abc import Sequence

from . import compare
from .subject import Ran, Subject


def foreseen(subject: Subject, check: Ran, run: Ran, created: bool = False, unforeseen: Sequence[str] = ()) -> None:
    """See that check mode told what the run then did.

    :param created: whether the object is new: the server adds fields of its own
    :param unforeseen: fields of which only the server knows what they will be
    """
    told, done = check.result, run.result
    assert told["changed"] == done["changed"]
    assert told["diff"]["before"] == done["diff"]["before"]
    assert told["diff"]["after"] == done["diff"]["after"]
    assert told["proposed"] == done["proposed"]
    assert told["actions"] == done["actions"]
    made = [*subject.proof.kind.server_made, *subject.proof.stamps, *subject.proof.unforeseen, *unforeseen]
    early, late = (compare.without(result["end_state"], made) for result in (told, done))
    compare.none(compare.uncovered(early, late))
    compare.none(compare.uncovered(*(compare.without(one["existing"], made) for one in (told, done))))
    if not created:
        # of what was there nothing may come or go unforeseen
        assert sorted(early) == sorted(late)


def check_on_nothing(subject: Subject) -> None:
    """Check mode tells ``changed`` and what the run then gives, and writes nothing."""
    subject.absent()
    check = subject.ok(subject.example(), check=True)
    assert check.changed
    assert check.result["existing"] == {}
    assert subject.read() is None
    run = subject.ok(subject.example())
    foreseen(subject, check, run, created=True)
    assert subject.read() is not None


def create_and_again(subject: Subject) -> None:
    """Made, then unchanged without a write; the actions are what went over the wire."""
    subject.absent()
    run = subject.ok(subject.example())
    assert run.changed
    assert len(run.writes) == len(run.result["actions"])
    assert [write.method for write in run.writes] == [action.partition(" ")[0] for action in run.result["actions"]]
    before = subject.read()
    subject.unchanged(subject.example(), (True, False))
    subject.unchanged({}, (True, False))
    compare.none(subject.differences(before, subject.read(), []))


def removed(subject: Subject) -> None:
    """Removed in check mode, removed, absent again."""
    with subject.made(subject.example()) as before:
        check = subject.ok({"state": "absent"}, check=True)
        assert check.changed
        assert check.result["end_state"] == {}
        compare.none(subject.differences(before, subject.read(), []))
        run = subject.ok({"state": "absent"})
        foreseen(subject, check, run)
        assert run.result["existing"] != {}
        assert subject.read() is None
        subject.unchanged({"state": "absent"}, (True, False))
        # options beside the key change nothing about it
        subject.unchanged({**subject.example(), "state": "absent"})
