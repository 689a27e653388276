# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Work: the wishes of all sections are compared with the server, and those that differ are carried out.

Everything is compared before the first write: what can't be is told while nothing is done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any, Callable, Optional

from ..engine.foretelling import foretell
from ..engine.observe import Anticipation, Certain, observe
from ..engine.part import Reader, Step
from ..engine.plan import Plan, plan
from ..engine.run import Server, run
from ..rest.errors import InvalidInput
from .afterwards import Afterwards
from .born import Born, beyond
from .compared import Compared, follow_up
from .expected import Expected
from .identity import Identity, identity
from .items import Section
from .survey import Rule, Survey
from .wishes import Wish

Progress = Callable[[str, int, int], None]
Wishes = Sequence[tuple[Section, Sequence[Wish]]]

# for fewer objects, asking for each is quicker than asking for all
FEW = 10
# objects that a thread compares at a time: most are compared in less time than handing them over takes
PORTION = 5


@dataclass(frozen=True)
class Stage:
    """A section, and what its wishes take."""

    section: Section
    compared: list[Compared]

    @property
    def differing(self) -> list[Compared]:
        return [one for one in self.compared if one.plan.changed]

    @property
    def steps(self) -> list[Step]:
        return [step for one in self.compared for step in one.plan.steps]


@dataclass(frozen=True)
class Made:
    """What was made at once.

    :param any: whether anything was sent
    :param whole: those that are surely as they were asked for, with all that stands beside them
    """

    any: bool = False
    whole: Sequence[Compared] = ()


class Importer:
    """How many new objects are made at once; this one makes none."""

    def make(self, stage: Stage, server: Server, done: list[str], tell: Callable[[int], None]) -> Made:
        """Make what can be made of a section's new objects.

        :param done: gets each write made
        :param tell: is told how many objects have been sent
        """
        return Made()


@dataclass
class Work:
    """What is done with the wishes.

    :param server: the server
    :param ahead: the same, where what is yet to be made is empty instead of not found
    :param rules: how lists answer for single objects
    :param expected: what earlier steps make
    :param importer: makes many new objects at once
    :param born: kind's name -> (an object that differs) -> what comes by itself with the change, as wishes that it
        fulfils
    :param turn: wish -> a context in which nobody else rewrites the document that it rewrites
    :param threads: how many requests are under way at a time
    :param progress: is told a section's name, how many of its objects are done, and of how many
    """

    server: Server
    ahead: Reader
    rules: tuple[Rule, ...]
    expected: Expected
    importer: Importer
    turn: Callable[[Wish], AbstractContextManager[Any]]
    born: Mapping[str, Callable[[Compared], Wishes]] = field(default_factory=dict)
    threads: int = 8
    progress: Progress = lambda section, done, total: None
    done: list[str] = field(default_factory=list)
    finished: list[Compared] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.survey = Survey(self.ahead, self.rules)
        self.single = Survey(self.ahead, ())
        self._new: set[Identity] = set()
        self._born = Born()
        self._became: dict[int, Compared] = {}
        self._unforeseen: list[Compared] = []
        self._brought: set[str] = set()

    def compare(self, wishes: Wishes) -> list[Stage]:
        """Return what each section takes; nothing is written.

        :raises RestError: what went wrong first
        """
        return [Stage(section, self._foreseen(section, own, self._reader(own))) for section, own in wishes]

    def compare_removals(self, wishes: Wishes, before: Iterable[Stage]) -> list[Stage]:
        """Return what it takes to remove what each section has too much, which is done after all else.

        :param before: what is done before: what uses an object now needn't use it then
        :raises RestError: what went wrong first
        """
        steps = [step for stage in before for step in stage.steps]
        stages = []
        for section, own in wishes:
            stages.append(Stage(section, self._foreseen(section, own, Afterwards(self._reader(own), steps))))
            steps += stages[-1].steps
        return stages

    def carry_out(self, stages: Iterable[Stage]) -> None:
        """Bring about what differs; ``done`` has each write, ``finished`` each object that was brought about.

        :raises RestError: what went wrong first; all that was under way ends before
        """
        bulk = False
        for stage in stages:
            otherwise = self._otherwise(stage)
            self._unforeseen += otherwise
            made = self._made_at_once(stage) if len(stage.differing) > FEW else Made()
            bulk = bulk or made.any
            self._brought |= {f"{one.wish.where}.{name}" for one in made.whole for name in one.wish.beside}
            whole = {id(one) for one in made.whole}
            differing = [one for one in stage.differing if id(one) not in whole and not self._is_brought(one)]
            left = self._left(differing) if bulk and len(differing) > FEW else differing
            undone = {id(one) for one in left}
            self.finished += [one for one in stage.differing if id(one) not in undone]
            for level in _levels([*left, *otherwise], lambda one: one.wish.depth):
                self._all(self._carry_out, level, stage.section.name)

    def outcome(self, stages: Iterable[Stage]) -> list[Compared]:
        """Return what became of all, once they are carried out: what needed nothing by then is unchanged."""
        return [self._became.get(id(one), one) for stage in stages for one in stage.compared] + self._unforeseen

    def _made_at_once(self, stage: Stage) -> Made:
        def tell(many: int) -> None:
            self.progress(stage.section.name, many, len(stage.differing))

        return self.importer.make(stage, self.server, self.done, tell)

    def _is_brought(self, one: Compared) -> bool:
        """Return whether an object stands in the data beside one that was made with it."""
        steps = one.wish.where.split(".")
        return any(".".join(steps[:number]) in self._brought for number in range(1, len(steps) + 1))

    def _reader(self, wishes: Sequence[Wish]) -> Reader:
        return self.survey if len(wishes) > FEW else self.single

    def _foreseen(self, section: Section, wishes: Sequence[Wish], reader: Reader) -> list[Compared]:
        compared: list[Compared] = []
        for level in _levels(wishes, lambda wish: wish.depth):
            ready = self._all(lambda wish: self._foresee(section, wish, reader), level, section.name, PORTION)
            for one in ready:
                if one.plan.changed or self._born.fulfils(section, one.wish):
                    foretell(one.wish.kind, one.wish.desired, one.label, one.document, self.expected)
                if one.plan.changed:
                    self._bear(one)
            compared += ready
        return compared

    def _bear(self, one: Compared) -> None:
        """Note that an object is to be made, and what comes with a change."""
        if one.plan.creates:
            self._new.add(identity(one.wish))
        born = self.born.get(one.wish.kind.name)
        for section, own in born(one) if born else ():
            self._born.add(section, own)
            self._new |= {identity(wish) for wish in own}

    def _foresee(self, section: Section, wish: Wish, reader: Reader) -> Compared:
        born = self._born.fulfils(section, wish)
        with _told_where(wish):
            if born:
                return beyond(wish, born, reader, self.expected)
            if self._new and identity(wish) in self._new:
                return follow_up(wish, reader, self.expected, self._born.data(wish))
            return self._compare(wish, reader, self.expected)

    def _left(self, differing: Sequence[Compared]) -> list[Compared]:
        """Return what still differs once objects were made at once."""
        again = self._again(differing, Survey(self.server, self.rules))
        return [one for one, now in zip(differing, again) if now.plan.changed]

    def _otherwise(self, stage: Stage) -> list[Compared]:
        """Return what was thought to come by itself as it is wished, and came otherwise."""
        thought = [
            one for one in stage.compared if not one.plan.changed and self._born.fulfils(stage.section, one.wish)
        ]
        again = self._again(thought, Survey(self.server, self.rules if len(thought) > FEW else ()))
        return [now for now in again if now.plan.changed]

    def _again(self, compared: Sequence[Compared], survey: Survey) -> list[Compared]:
        """Compare with what the server has by now."""

        def again(one: Compared) -> Compared:
            with _told_where(one.wish):
                return self._compare(one.wish, survey, Certain())

        return self._all(again, compared)

    def _all(
        self, do: Callable[[Any], Any], items: Sequence[Any], section: Optional[str] = None, portion: int = 1
    ) -> list[Any]:
        """Return what comes of each, in their order.

        :param portion: how many a thread takes at a time
        """
        portions = [items[start : start + portion] for start in range(0, len(items), portion)]
        threads = min(self.threads, len(portions))
        results: list[Any] = []
        with ThreadPoolExecutor(threads) if threads > 1 else nullcontext() as pool:
            for made in (pool.map if pool else map)(lambda own: [do(one) for one in own], portions):
                results += made
                if section:
                    self.progress(section, len(results), len(items))
        return results

    def _compare(self, wish: Wish, reader: Reader, anticipation: Anticipation) -> Compared:
        seen = observe(wish.kind, reader, wish.desired, anticipation)
        label, document = wish.kind.label(seen.meant.address), seen.meant.document
        return Compared(wish, label, plan(wish.kind, seen, wish.desired, shows=False), document or {})

    def _carry_out(self, compared: Compared) -> None:
        wish = compared.wish
        done: list[str] = []
        try:
            with _told_where(wish), self.turn(wish):
                desired = replace(wish.desired, unseen=compared.plan.creates)
                ran = run(wish.kind, self.server, desired, Certain(), False, done)
        finally:
            self.done += done
        self.warnings += [f"{wish.where}: {warning}" for warning in ran.warnings]
        became = compared if ran.first.changed else replace(compared, plan=Plan())
        self._became[id(compared)] = became
        self.finished.append(became)


@contextmanager
def _told_where(wish: Wish) -> Iterator[None]:
    """Say in errors where in the data the object stands."""
    try:
        yield
    except InvalidInput as error:
        raise error.within(wish.where) from error


def _levels(items: Sequence[Any], depth: Callable[[Any], int]) -> list[list[Any]]:
    return [list(level) for _depth, level in groupby(sorted(items, key=depth), key=depth)]
