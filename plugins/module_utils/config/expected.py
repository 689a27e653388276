# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Expected: what will be there by the time that a step is reached, because earlier steps make it."""

from __future__ import annotations

from typing import Any

from ..engine.observe import Anticipation
from ..rest.errors import NotFound


class Expected:
    """What is foreseen of a realm, beside what earlier tasks of a check run would have made.

    Threads may share it.

    :param earlier: what those would have made
    """

    def __init__(self, earlier: Anticipation) -> None:
        self.earlier = earlier
        self.all_new = False
        self._made: set[tuple[str, str]] = set()
        self._gone: set[tuple[str, str]] = set()

    @property
    def warnings(self) -> list[str]:
        return getattr(self.earlier, "warnings", [])

    def expects(self, what: str, label: str) -> bool:
        return self.all_new or (what, label) in self._made or self.earlier.expects(what, label)

    def misses(self, what: str, known: str) -> bool:
        return (what, known) in self._gone or self.earlier.misses(what, known)

    def explains(self, realm: str, refusal: NotFound) -> bool:
        """Return whether something isn't found because its realm is yet to be made, or to have it switched on."""
        if "Organizations not enabled" in refusal.reason and ("organizations_enabled", realm) in self._made:
            return True
        own = "Realm not found" in refusal.reason and ("realm", realm) in self._made
        earlier: Any = getattr(self.earlier, "explains", lambda realm, refusal: False)
        explained = own or bool(earlier(realm, refusal))
        self.all_new = self.all_new or explained
        return explained

    def foresee(self, what: str, label: str) -> None:
        """Note that later steps will find this object."""
        self._made.add((what, label))

    def lose(self, what: str, known: str) -> None:
        """Note that later steps will not find this object any more."""
        self._gone.add((what, known))

    def tell(self, record: Any) -> None:
        """Note all that for later tasks of a check run."""
        for what, label in sorted(self._made):
            record.foresee(what, label)
        for what, known in sorted(self._gone):
            record.lose(what, known)
