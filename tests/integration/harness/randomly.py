# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Random desired states: check mode equals the run, and the second run is empty."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from . import compare, data, life
from .data import Options
from .subject import Subject

EXAMPLES = 8


def values_of(subject: Subject) -> dict[str, list[Any]]:
    """Return what each option may be: as in the example, in the changes, emptied, and what the kind adds."""
    proof = subject.proof
    values: dict[str, list[Any]] = {option: [value] for option, value in proof.example.items()}
    for change in proof.changes:
        if len(change.set) == 1 and not change.given:
            option, value = next(iter(subject.fill(change.set).items()))
            values.setdefault(option, []).append(value)
    for what, options, _touches in data.emptied(proof):
        if not {what, what.partition(".")[0]} & set(proof.cannot_be_empty):
            option, value = next(iter(options.items()))
            values.setdefault(option, []).append(value)
    for option, more in proof.random.items():
        values.setdefault(option, []).extend(subject.fill(more))
    left_out = {*proof.random_without, *proof.key, "raw", *(secret.at.partition(".")[0] for secret in proof.secrets)}
    return {option: row for option, row in values.items() if option not in left_out}


def _states(subject: Subject) -> st.SearchStrategy[list[Options]]:
    drawn = {option: st.sampled_from(row) for option, row in sorted(values_of(subject).items())}
    return st.lists(st.fixed_dictionaries({}, optional=drawn), min_size=2, max_size=3)


def states(subject: Subject) -> None:
    """Two or three desired states, one after the other, from nothing."""

    @seed(20250117)
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(_states(subject))
    def follow(sequence: list[Options]) -> None:
        subject.absent()
        for options in sequence:
            _step(subject, options)

    follow()


def _step(subject: Subject, options: Options) -> None:
    before = subject.read()
    whole = {**subject.proof.example, **options} if before is None else options
    check = subject.run(whole, check=True)
    assert not check.writes, f"check mode wrote: {check.writes}"
    run = subject.run(whole)
    if run.failed:
        # options that don't go together: told without a trace
        assert check.failed or before is None or run.writes, run
        assert compare.text(subject.read()) == compare.text(before), run
        return
    assert not check.failed, check
    life.foreseen(subject, check, run, created=before is None)
    subject.unchanged(whole)
