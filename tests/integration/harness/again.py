# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One task after another in a realm: what changed, what was written, and what of it can be read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from .data import Options
from .subject import Ran, World


@dataclass
class Tasks:
    """Runs tasks in one realm.

    :param realm: its name
    """

    world: World
    realm: str

    def run(self, module: str, options: Options, check: bool = False) -> Ran:
        """Run a task, and see that it didn't fail."""
        ran = self.world.run(module, {"realm": self.realm, "connection_timeout": 60, **options}, check)
        assert not ran.failed, ran.result["msg"]
        return ran

    def idempotent(self, module: str, options: Options) -> Ran:
        """Run a task that changes something; again, in check mode and for real, it changes and writes nothing."""
        first = self.run(module, options)
        assert first.changed
        self.unchanged(module, options)
        return first

    def unchanged(self, module: str, options: Options) -> Ran:
        """Run a task, in check mode and for real, and see that it changes and writes nothing."""
        for check in (True, False):
            ran = self.run(module, options, check)
            assert not ran.changed, ran
            assert not ran.writes, ran
        return ran

    def foreseen(self, module: str, options: Options) -> Ran:
        """Run a task in check mode and for real, and see that both say the same."""
        check, ran = self.run(module, options, check=True), self.run(module, options)
        assert (check.changed, check.result["diff"]) == (ran.changed, ran.result["diff"])
        return ran

    def get(self, path: str) -> Any:
        """Return what the server has at a path below the realm."""
        return self.world.admin.get(f"/admin/realms/{self.realm}{path}")


def shows(ran: Ran, secret: str) -> bool:
    """Return whether a secret is anywhere in a result, also in its invocation and diff."""
    return secret in json.dumps(ran.result)


def told(world: World, module: str, **options: Any) -> Options:
    """Run a module that reads, in check mode as well; see that both tell the same, and write nothing."""
    results = []
    for check in (True, False):
        ran = world.run(module, options, check)
        assert not ran.failed, ran.result["msg"]
        assert (ran.changed, ran.writes) == (False, [])
        results.append({**ran.result, "invocation": None})
    assert results[0] == results[1]
    return results[1]
