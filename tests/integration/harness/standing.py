# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The proof of a kind whose object is always there: it isn't removed, but put back to how it was."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator

from . import compare, life, proof
from .data import Options, Proof
from .subject import Subject, World

# what there is only with objects that come and go, and with secrets
LIFE_AND_DEATH = ("check_on_nothing", "adopted", "removed")


class Standing(Subject):
    """The object.

    :param back: a request that puts it back
    """

    def __init__(self, world: World, data: Proof, back: tuple[str, str, Options]) -> None:
        super().__init__(world, data)
        self.back = back

    def absent(self) -> None:
        """Put the object back."""
        method, path, body = self.back
        self.admin.send(method, self.fill(path), body)

    def read(self) -> Options:
        """Return the object."""
        found = super().read()
        assert found is not None
        return dict(found)


def checks(data: Proof) -> Iterator[tuple[str, Callable[[Subject], None]]]:
    """Yield the tests as (name, test) pairs."""
    yield "check_and_run", check_and_run
    for name, check in proof.checks(data):
        if name.startswith("refused"):
            yield name, functools.partial(refused, row=check.keywords["row"])  # type: ignore[attr-defined]
        elif name not in LIFE_AND_DEATH:
            yield name, check


def check_and_run(subject: Subject) -> None:
    """Check mode foresees what the run then gives, and writes nothing."""
    subject.absent()
    before = subject.read()
    check = subject.ok(subject.example(), check=True)
    assert check.changed
    compare.none(subject.differences(before, subject.read(), []))
    life.foreseen(subject, check, subject.ok(subject.example()))


def refused(subject: Subject, row: proof.arguments.Refusal) -> None:
    """Bad input is an error before anything is written, in check mode and in the run."""
    subject.absent()
    before = subject.read()
    for check in (True, False):
        ran = subject.run(subject.example(**row.set), check)
        assert ran.failed and not ran.changed and not ran.writes, ran
        assert row.says in ran.result["msg"], ran
    compare.none(subject.differences(before, subject.read(), []))
