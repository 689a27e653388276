# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Configuring: a task that makes a realm what its data says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from typing import Any

from ..config import report
from ..config.compared import Compared
from ..config.conform import Form
from ..config.expected import Expected
from ..config.identity import Identity, refuse_twins
from ..config.items import Item, Section
from ..config.masks import unmasked, warning
from ..config.purge import extras
from ..config.spelling import spelled
from ..config.variables import refuse_variables
from ..config.wishes import Wish, Wishing
from ..config.work import Work
from ..keycloak.config.imports import PartialImport
from ..keycloak.config.lists import LISTS
from ..keycloak.config.sections import SECTIONS, STRUCTURE
from ..keycloak.kinds.catalogue import KINDS
from ..keycloak.kinds.organization_parts import DELETE_MANAGED
from ..rest.errors import InvalidInput, RestError
from .arguments import of_kind, option
from .foresight import foreseeing
from .keycloak import KEYCLOAK, connection
from .runtime import Runtime
from .system import Spec
from .task import Task

PURGEABLE = tuple(section.name for section in SECTIONS if section.holdings)
_NOT_OF_AN_OBJECT = ("state", "realm", "update_secrets")

Planned = list[tuple[Section, list[Wish]]]


class Configures(Task):
    """Brings a whole realm to its desired state."""

    # thousands of objects: the sections check them, faster than Ansible's validator
    apart = ("config",)

    def spec(self) -> Spec:
        return {
            **connection(),
            "state": option(choices=["present", "absent"], default="present"),
            "realm": option(),
            "config": option("dict"),
            "files": option("list", elements="path"),
            "template": option("bool", default=False),
            "purge": option("list", elements="str", choices=list(PURGEABLE), default=[]),
            "max_deletes": option("int", default=10),
            "confirm": option(),
            "update_secrets": option(choices=["on_change", "always", "on_create"], default="on_change"),
            "parallel": option("int", default=8),
        }

    def perform(self, options: Mapping[str, Any], runtime: Runtime, check: bool, result: dict[str, Any]) -> None:
        masks: list[str] = []
        data = _data(options, masks)
        realm = data["realm"]
        confirmed = _confirmed(options, realm)
        wishing = _wishing(options, realm, confirmed)
        wishes = _wishes(wishing, data) if options["state"] == "present" else _removal(wishing, realm, confirmed)
        work, expected = _work(options, runtime, check, realm)
        result.update(realm=realm, actions=[])
        stages = work.compare(wishes)
        stages += work.compare(_purged(options, wishes, wishing, work, realm))
        compared = [one for stage in stages for one in stage.compared]
        try:
            if not check:
                work.carry_out(stages)
        except RestError:
            compared = work.finished
            raise
        finally:
            if not check:
                # a failed run says what it has written
                result.update(changed=bool(work.done), actions=work.done)
            _tell(result, compared, realm, check)
        if check:
            actions = [action for one in compared for action in one.plan.actions]
            result.update(changed=bool(actions), actions=actions)
            expected.tell(expected.earlier)
        notes = dict.fromkeys(note for one in compared for note in one.plan.notes)
        result["warnings"] = [*warning(masks), *notes, *expected.warnings, *work.warnings]


def _data(options: Mapping[str, Any], masks: list[str]) -> dict[str, Any]:
    """Return the data in the API's spelling, with the realm's name.

    :param masks: gets where the data has masks instead of secrets
    :raises InvalidInput: where it is no realm's
    """
    given = options.get("config") or ({} if options["state"] == "absent" else None)
    if not isinstance(given, Mapping):
        raise InvalidInput("config", given, "must be a dictionary: a realm as Keycloak exports it")
    refuse_variables(given, "config")
    data: dict[str, Any] = unmasked(spelled(given, STRUCTURE), "config", masks)
    realm = options.get("realm") or data.get("realm")
    if not realm:
        raise InvalidInput("realm", None, "is needed, as an option or in the data")
    if data.get("realm") not in (None, realm):
        raise InvalidInput("realm", realm, f"must be that of the data, {data['realm']!r}")
    return {**data, "realm": str(realm)}


@cache
def _form(kind: str) -> Form:
    """Return a kind's options, without those that one task has for all objects."""
    apart = {*connection(), *_NOT_OF_AN_OBJECT} - ({"realm"} if kind == "realm" else set())
    spec = of_kind(KINDS[kind], KEYCLOAK)
    return Form({name: entry for name, entry in spec.items() if name not in apart or name in _own(kind)})


def _own(kind: str) -> set[str]:
    """Return the options of a kind's own that share a name with the connection's: a user has a username, too."""
    return {name for part in KINDS[kind].parts for name in part.arguments()} | set(KINDS[kind].parents) - {"realm"}


class _Forms(dict[str, Form]):
    def __missing__(self, kind: str) -> Form:
        return _form(kind)


def _confirmed(options: Mapping[str, Any], realm: str) -> bool:
    """Return whether the task allows what can't be undone.

    :raises InvalidInput: where it confirms something else
    """
    if options.get("confirm") not in (None, realm):
        raise InvalidInput("confirm", options["confirm"], f"must be the realm's name, {realm!r}")
    return options.get("confirm") == realm


def _wishing(options: Mapping[str, Any], realm: str, confirmed: bool) -> Wishing:
    shared = {"realm": realm, "update_secrets": options["update_secrets"]}
    return Wishing(KINDS, _Forms(), shared, {DELETE_MANAGED: confirmed})


def _removal(wishing: Wishing, realm: str, confirmed: bool) -> Planned:
    """Return the wish that there is no such realm.

    :raises InvalidInput: where that isn't confirmed
    """
    if not confirmed:
        raise InvalidInput("confirm", None, f"must be the realm's name, {realm!r}, to remove it with all that it has")
    return [(SECTIONS[0], [wishing.wish(Item("realm", "config", {"realm": realm}, {"state": "absent"}))])]


def _wishes(wishing: Wishing, data: Mapping[str, Any]) -> Planned:
    """Return what each section asks for.

    :raises InvalidInput: where that can't be
    """
    planned = [(section, list(wishing.of(section, data))) for section in SECTIONS]
    for _section, wishes in planned:
        refuse_twins(wishes)
    return planned


def _work(options: Mapping[str, Any], runtime: Runtime, check: bool, realm: str) -> tuple[Work, Expected]:
    if options["parallel"] < 1:
        raise InvalidInput("parallel", options["parallel"], "must be 1 or more")
    client = runtime.client(options, KEYCLOAK)
    expected = Expected(runtime.anticipation({**options, "realm": realm}, check, KEYCLOAK))

    def turn(wish: Wish) -> AbstractContextManager[Any]:
        if not wish.kind.shares:
            return nullcontext()
        return runtime.turn(options, wish.kind.rewrites(wish.desired.options), KEYCLOAK)

    work = Work(
        server=client,
        ahead=foreseeing(client, {"realm": realm}, expected, True),
        rules=LISTS,
        expected=expected,
        importer=PartialImport(realm),
        turn=turn,
        threads=options["parallel"],
        progress=runtime.progress,
    )
    return work, expected


def _purged(options: Mapping[str, Any], wishes: Planned, wishing: Wishing, work: Work, realm: str) -> Planned:
    """Return what is to be removed, the last made first.

    :raises InvalidInput: where that is more than the task allows
    """
    known: set[Identity] = set()
    gone = [
        (section, extras(section, own, wishing, work.survey, realm, known))
        for section, own in wishes
        if section.name in options["purge"]
    ]
    gone.reverse()
    many = sum(len(removed) for _section, removed in gone)
    if many > options["max_deletes"]:
        told = ", ".join(f"{len(removed)} of {section.name}" for section, removed in gone if removed)
        raise InvalidInput("max_deletes", options["max_deletes"], f"must allow what would be removed: {told}")
    return gone


def _tell(result: dict[str, Any], compared: Iterable[Compared], realm: str, check: bool) -> None:
    told = list(compared)
    counts = report.kinds(told)
    result.update(
        kinds=counts,
        changes=report.changes(told),
        diff=report.diff(told),
        msg=report.sentence(counts, realm, check),
    )
