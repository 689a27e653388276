# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drifting: a task that tells where a realm is another than its data says, and writes nothing to the server."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any, Callable, Optional

from ansible.module_utils.parsing.convert_bool import BOOLEANS, boolean

from ..config.drift import EXTRA, Drift, Found, drift
from ..config.drift_page import page
from ..config.drift_texts import Report, as_json, markdown, report, sentence, table, text
from ..config.expected import Expected
from ..config.identity import Identity
from ..config.items import Section
from ..config.masks import warning
from ..config.purge import extras
from ..config.wishes import Wish, Wishing
from ..config.work import Work
from ..engine.observe import locate
from ..keycloak.kinds.references import OF_A_CLIENT
from ..rest.errors import Forbidden, InvalidInput, NotFound, ServerFault
from .arguments import option
from .destination import save, writable
from .keycloak import KEYCLOAK, connection
from .masking import masked
from .realm_data import (
    LISTED,
    PEOPLE,
    OverData,
    Planned,
    data_of,
    data_options,
    wishes_here,
    wishes_of,
    wishing_of,
    work_for,
)
from .runtime import Runtime
from .system import Spec

FORMS: Mapping[str, Callable[[Report], str]] = {".json": as_json, ".html": page, ".md": markdown, ".txt": text}
_NOT_IMPLEMENTED = 501


class Drifts(OverData):
    """Compares a whole realm with its data."""

    def spec(self) -> Spec:
        return {
            **connection(),
            **data_options(),
            "extra": option("raw", default=True),
            "compare_secrets": option("bool", default=True),
            "dest": option("list", elements="path", default=[]),
        }

    def perform(self, options: Mapping[str, Any], runtime: Runtime, check: bool, result: dict[str, Any]) -> None:
        chosen, dest = _chosen(options["extra"]), [writable(path, FORMS, check) for path in options["dest"]]
        masks: list[str] = []
        data = data_of(options, masks)
        realm = data["realm"]
        wishing = wishing_of(realm, "on_change" if options["compare_secrets"] else "on_create", True)
        wishes = wishes_of(wishing, data)
        # what earlier tasks of a check run would change hasn't changed
        work, expected = work_for(options, runtime, False, realm)
        wishes = wishes_here(wishes, wishing, data, work)
        compared = [one for stage in work.compare(wishes) for one in stage.compared]
        unseen: list[str] = []
        extra = Extra(wishing, work, expected, realm, unseen if chosen is True else None)
        found = drift(realm, compared, extra.found(wishes, _sections(chosen, wishes)))
        told = _told(found, options, runtime)
        result.update(
            **{name: told[name] for name in ("realm", "drift", "kinds", "differences")},
            msg=sentence(told),
            table=table(told),
            reports=list(dest),
        )
        notes = dict.fromkeys(note for one in compared for note in one.notes)
        result["warnings"] = [*warning(masks), *notes, *unseen, *expected.warnings, *work.warnings]
        for path in () if check else dest:
            save(path, FORMS[os.path.splitext(path)[1]](told))


def _chosen(extra: Any) -> Any:
    """Return the sections that the task names, or whether it is all or none of them.

    :raises InvalidInput: where it is neither
    """
    if isinstance(extra, (bool, str)) and extra in BOOLEANS:
        return boolean(extra)
    names = [extra] if isinstance(extra, str) else extra
    if not isinstance(names, list) or not all(name in LISTED for name in names):
        raise InvalidInput("extra", extra, f"must be true, false, or a list of some of {', '.join(LISTED)}")
    return names


def _sections(chosen: Any, wishes: Planned) -> list[str]:
    if not isinstance(chosen, bool):
        return list(chosen)
    people = any(section.name == PEOPLE and any(map(_is_person, own)) for section, own in wishes)
    return [name for name in LISTED if name != PEOPLE or people] if chosen else []


def _is_person(wish: Wish) -> bool:
    return not str(wish.desired.options.get("username")).startswith(OF_A_CLIENT)


@dataclass(frozen=True)
class Extra:
    """What the server has, and the data hasn't.

    :param unseen: gets which sections the login may not read; None where it must
    """

    wishing: Wishing
    work: Work
    expected: Expected
    realm: str
    unseen: Optional[list[str]]

    def found(self, wishes: Planned, sections: list[str]) -> Iterator[Found]:
        """Yield it, section by section.

        :raises RestError: where the server can't be read
        """
        known: set[Identity] = set()
        for section, own in wishes:
            if section.name in sections:
                for wish in self._of(section, own, known):
                    address = locate(wish.kind, self.work.survey, wish.desired, self.expected)
                    yield Found(wish.kind.name, wish.kind.label(address), section.name, EXTRA)

    def _of(self, section: Section, own: list[Wish], known: set[Identity]) -> list[Wish]:
        try:
            return extras(section, own, self.wishing, self.work.survey, self.realm, known)
        except Forbidden:
            if self.unseen is None:
                raise
            self.unseen.append(f"the login may not read {section.name}: what is extra there isn't told")
        except (NotFound, ServerFault) as error:
            # what is switched off has nothing
            if not isinstance(error, NotFound) and error.status != _NOT_IMPLEMENTED:
                raise
        return []


def _told(found: Drift, options: Mapping[str, Any], runtime: Runtime) -> Report:
    """Return the report, in which every occurrence of a secret is masked: files are written of it, too."""
    when = datetime.now(timezone.utc).isoformat(timespec="seconds")
    told = report(found, options[KEYCLOAK.url], when)
    return masked(told, runtime.redactor.secrets)
