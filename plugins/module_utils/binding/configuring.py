# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Configuring: a task that makes a realm what its data says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..config import report
from ..config.compared import Compared, refuse_fixed
from ..config.identity import Identity
from ..config.items import Item
from ..config.masks import refuse_masks, warning
from ..config.purge import extras
from ..config.wishes import Wishing
from ..config.work import Work
from ..keycloak.config.sections import SECTIONS
from ..rest.alone import alone
from ..rest.errors import InvalidInput, RestError
from .arguments import option
from .keycloak import connection
from .own_login import own_login
from .realm_data import LISTED, OverData, Planned, data_of, data_options, wishes_here, wishes_of, wishing_of, work_for
from .runtime import Runtime
from .system import Spec


class Configures(OverData):
    """Brings a whole realm to its desired state."""

    def spec(self) -> Spec:
        return {
            **connection(),
            "state": option(choices=["present", "absent"], default="present"),
            **data_options(),
            "purge": option("list", elements="str", choices=list(LISTED), default=[]),
            "max_deletes": option("int", default=10),
            "confirm": option(),
            "update_secrets": option(choices=["on_change", "always", "on_create"], default="on_change"),
        }

    def perform(self, options: Mapping[str, Any], runtime: Runtime, check: bool, result: dict[str, Any]) -> None:
        masks: list[str] = []
        data = data_of(options, masks)
        realm = data["realm"]
        confirmed = _confirmed(options, realm)
        wishing = wishing_of(realm, options["update_secrets"], confirmed)
        stays = options["state"] == "present"
        wishes = wishes_of(wishing, data) if stays else _removal(wishing, realm, confirmed)
        work, expected = work_for(options, runtime, check, realm)
        wishes = wishes_here(wishes, wishing, data, work) if stays else wishes
        result.update(realm=realm, actions=[], warnings=warning(masks))
        stages = work.compare(wishes)
        stages += work.compare_removals(_purged(options, wishes, wishing, work, realm), stages)
        compared = [one for stage in stages for one in stage.compared]
        refuse_fixed(compared)
        refuse_masks(compared, masks, "components.")
        try:
            if not check:
                # what the server takes twice, such as two components of one name, another run could be making
                with alone(f"{options['auth_keycloak_url']}|{realm}"):
                    work.carry_out(stages)
                compared = work.outcome(stages)
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
        notes = dict.fromkeys(note for one in compared for note in one.notes)
        result["warnings"] += [*notes, *expected.warnings, *work.warnings]


def _confirmed(options: Mapping[str, Any], realm: str) -> bool:
    """Return whether the task allows what can't be undone.

    :raises InvalidInput: where it confirms something else
    """
    if options.get("confirm") not in (None, realm):
        raise InvalidInput("confirm", options["confirm"], f"must be the realm's name, {realm!r}")
    return options.get("confirm") == realm


def _removal(wishing: Wishing, realm: str, confirmed: bool) -> Planned:
    """Return the wish that there is no such realm.

    :raises InvalidInput: where that isn't confirmed
    """
    if not confirmed:
        raise InvalidInput("confirm", None, f"must be the realm's name, {realm!r}, to remove it with all that it has")
    return [(SECTIONS[0], [wishing.wish(Item("realm", "config", {"realm": realm}, {"state": "absent"}))])]


def _purged(options: Mapping[str, Any], wishes: Planned, wishing: Wishing, work: Work, realm: str) -> Planned:
    """Return what is to be removed, the last made first.

    :raises InvalidInput: where that is more than the task allows
    """
    known: set[Identity] = set()
    gone: Planned = []
    counts: dict[str, int] = {}
    for section, own in wishes:
        if section.name in options["purge"]:
            before = len(known)
            kept = [*own, *map(wishing.wish, own_login(section, work.server, work.survey, realm))]
            gone.insert(0, (section, extras(section, kept, wishing, work.survey, realm, known)))
            counts[section.name] = len(known) - before
    if len(known) > options["max_deletes"]:
        told = ", ".join(f"{count} of {name}" for name, count in counts.items() if count)
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
