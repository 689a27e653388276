# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each option changed alone, and each emptied: only that changes."""

from __future__ import annotations

from collections.abc import Sequence

from . import compare, data, life, paths
from .data import Change, Options
from .subject import Subject


def _turn(
    subject: Subject, start: Options, options: Options, touches: list[str], writes: int, unforeseen: Sequence[str] = ()
) -> object:
    """Check, run, run again; return what is read afterwards."""
    with subject.made(start) as before:
        check = subject.ok(options, check=True)
        assert check.changed, "nothing to change, says check mode"
        run = subject.ok(options)
        life.foreseen(subject, check, run, unforeseen=unforeseen)
        sent = [str(write) for write in run.writes]
        assert len(sent) == writes, f"{writes} writes would do: {sent}"
        assert len(run.result["actions"]) == writes
        assert "warnings" not in run.result or run.result["warnings"] == []
        after = subject.read()
        compare.none(subject.differences(before, after, touches))
        assert subject.differences(before, after, []) != [], "nothing has changed on the server"
        subject.unchanged(options)
        return after


def alone(subject: Subject, number: int) -> None:
    """A row of ``changes``."""
    change: Change = subject.proof.changes[number]
    options = subject.fill(change.set)
    touches = data.touched(subject.proof, options) if change.touches is None else change.touches
    start = subject.example(**subject.fill(change.given))
    after = _turn(subject, start, options, touches, change.writes, change.unforeseen)
    for path, value in subject.fill(change.see).items():
        assert compare.text(paths.take(after, path)) == compare.text(value), path


def empty(subject: Subject, what: str, options: Options, touches: list[str]) -> None:
    """Something of the example emptied."""
    proof = subject.proof
    own = proof.empty_touches.get(what) or proof.empty_touches.get(what.partition(".")[0])
    after = _turn(subject, subject.example(), options, own or touches, proof.empty_writes.get(what, 1))
    value = paths.take(after, touches[0])
    nested = isinstance(next(iter(options.values())), dict) and touches[0] == what.partition(".")[0]
    assert nested or value in (*compare.EMPTY, proof.empty_leaves.get(what)), f"{touches[0]} is {value!r}"
