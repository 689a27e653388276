# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The registration access token of a client: the server takes it, and never shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ...engine.field import RENEWED, Field
from ...engine.fingerprint import matches
from ...engine.part import Outcome, Situation


@dataclass(frozen=True)
class Unseen(Field):
    """A secret that no answer holds, not even masked: only its fingerprint tells whether it is another one."""

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        sealed = (situation.fingerprints or {}).get(self.api)
        on_change = situation.policy == "on_change"
        if not situation.creating and (situation.policy == "on_create" or (on_change and matches(want, sealed))):
            return Outcome(None)
        prints = {self.api: situation.seal(want) if on_change else None} if on_change or sealed else {}
        return Outcome(None, True, want, shown=RENEWED, fingerprints=prints)
