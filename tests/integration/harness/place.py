# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A realm that data files speak of: fills their placeholders, and sets up what they take for granted."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from . import data
from .data import Options
from .version import older

if TYPE_CHECKING:
    from .subject import World


def protect(world: World, realm: str, client: str) -> None:
    """Have a client decide who may do what, and nothing in it yet: older servers put defaults there."""
    options = {"realm": realm, "client_id": client}
    flags = {"service_accounts_enabled": True, "authorization_services_enabled": True}
    tasks: list[tuple[str, Options]] = [
        ("client", flags),
        ("authz_permission", {"name": "Default Permission", "permission_type": "resource", "state": "absent"}),
        ("authz_policy", {"name": "Default Policy", "policy_type": "js", "state": "absent"}),
        ("authz_resource", {"name": "Default Resource", "state": "absent"}),
    ]
    for module, more in tasks if older("24") else tasks[:1]:
        ran = world.run(f"keycloak_{module}", {**options, **more})
        assert not ran.failed, ran.result["msg"]


class Place:
    """A realm.

    :param world: the server under test
    :param realm: its name
    """

    def __init__(self, world: World, realm: str) -> None:
        self.world, self.realm = world, realm
        self.fill = functools.partial(data.filled, resolve=self.resolve)

    def resolve(self, word: str) -> str:
        """Return what stands behind a placeholder."""
        if word == "realm":
            return self.realm
        kind, _colon, path = word.partition(":")
        assert kind == "id", f"unknown placeholder @{word}@"
        found: Any = self.world.admin.get(self.fill(path.replace("{realm}", self.realm)))
        return (found[0] if isinstance(found, list) else found)["id"]

    def set_up(self, tasks: Iterable[Options]) -> None:
        """Carry out modules' tasks and requests; what a later one names, an earlier one may have made.

        One may say since which version servers know it.
        """
        for task in tasks:
            if not older(task.get("since", "0")):
                self._carry_out(self.fill({name: value for name, value in task.items() if name != "since"}))

    def _carry_out(self, task: Options) -> None:
        if "request" in task:
            method, _space, path = task["request"].partition(" ")
            self.world.admin.send(method, path, task.get("body"))
            return
        for module, options in task.items():
            ran = self.world.run(module, {"realm": self.realm, **options})
            assert not ran.failed, f"setup: {module}: {ran.result['msg']}"
