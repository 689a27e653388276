# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Authentication flows in a realm in which a client and an identity provider can use them."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterator
from typing import Any

from .subject import Ran, World

FLAT, NESTED, FLOW = "keycloak_authentication", "keycloak_authentication_v2", "keycloak_authentication_flow"


@contextlib.contextmanager
def a_realm(world: World) -> Iterator[str]:
    """A realm with a client and an identity provider."""
    name = f"migrate-auth-{secrets.token_hex(3)}"
    config = {"clientId": "x", "clientSecret": "y", "tokenUrl": "https://a/b", "authorizationUrl": "https://a/c"}
    broker = {"alias": "partner", "providerId": "oidc", "enabled": True, "config": config}
    world.admin.make_realm(name, clients=[{"clientId": "app", "enabled": True}], identityProviders=[broker])
    try:
        yield name
    finally:
        world.admin.remove_realm(name)


class Flows:
    """Runs the modules in the realm, and looks at it past them."""

    def __init__(self, world: World, realm: str) -> None:
        self.world, self.realm, self.path = world, realm, f"/admin/realms/{realm}"

    def run(self, module: str, check: bool = False, **options: Any) -> Ran:
        return self.world.run(module, {"realm": self.realm, **options}, check)

    def turn(self, module: str, writes: int | None = None, **options: Any) -> Ran:
        """Check, run, run again; the check tells what the run does, and the second run is empty."""
        check = self.run(module, True, **options)
        ran = self.run(module, **options)
        again = self.run(module, **options)
        assert not ran.failed, ran.result["msg"]
        for name in ("changed", "diff", "actions"):
            assert check.result[name] == ran.result[name], name
        assert len(ran.writes) == len(ran.result["actions"])
        assert ran.result["warnings"] == [] if "warnings" in ran.result else True
        assert writes is None or len(ran.writes) == writes, ran
        assert not again.changed, again
        assert not again.writes
        return ran

    def ids(self) -> dict[str, str]:
        return {flow["alias"]: flow["id"] for flow in self.world.admin.get(f"{self.path}/authentication/flows")}

    def steps(self, alias: str) -> list[tuple[int, str, str]]:
        """Return the level, the name and the requirement of each step."""
        items = self.world.admin.get(f"{self.path}/authentication/flows/{alias}/executions")
        return [
            (item["level"], item["displayName"] if "flowId" in item else item["providerId"], item["requirement"])
            for item in items
        ]

    def bind(self, alias: str) -> None:
        """Make the realm, the client and the identity provider use a flow."""
        admin, flow_id = self.world.admin, self.ids()[alias]
        admin.send("PUT", self.path, {"browserFlow": alias})
        admin.send("PUT", self._client(), {"authenticationFlowBindingOverrides": {"browser": flow_id}})
        broker = f"{self.path}/identity-provider/instances/partner"
        names = {"firstBrokerLoginFlowAlias": alias, "postBrokerLoginFlowAlias": alias}
        admin.send("PUT", broker, {**admin.get(broker), **names})

    def bound(self) -> set[str]:
        """Return the ids of the flows that the realm, the client and the identity provider use."""
        admin, ids = self.world.admin, self.ids()
        broker = admin.get(f"{self.path}/identity-provider/instances/partner")
        names = (broker["firstBrokerLoginFlowAlias"], broker["postBrokerLoginFlowAlias"])
        override = admin.get(self._client())["authenticationFlowBindingOverrides"]["browser"]
        return {override, ids[admin.get(self.path)["browserFlow"]], *(ids[name] for name in names)}

    def _client(self) -> str:
        return f"{self.path}/clients/" + self.world.admin.get(f"{self.path}/clients?clientId=app")[0]["id"]


@contextlib.contextmanager
def flows_of(world: World, realm: str) -> Iterator[Flows]:
    """The realm; afterwards nothing uses a flow of the test's, and none is left."""
    flows = Flows(world, realm)
    try:
        yield flows
    finally:
        flows.bind("browser")
        for flow in world.admin.get(f"{flows.path}/authentication/flows"):
            if not flow["builtIn"]:
                world.admin.send("DELETE", f"{flows.path}/authentication/flows/{flow['id']}")


def step(provider: str, requirement: str = "REQUIRED", name: str = "", **config: Any) -> dict[str, Any]:
    """Return an execution the way playbooks have it."""
    settings = {"authenticationConfig": {"alias": name, "config": config}} if name else {}
    return {"providerId": provider, "requirement": requirement, **settings}


def sub(name: str, *below: dict[str, Any], requirement: str = "ALTERNATIVE", **more: Any) -> dict[str, Any]:
    """Return a sub-flow the way playbooks have it."""
    return {"subFlow": name, "requirement": requirement, "authenticationExecutions": list(below), **more}


SECOND = sub("own second", step("conditional-user-configured"), step("auth-otp-form"), requirement="CONDITIONAL")
RICH = [
    step("auth-cookie", "ALTERNATIVE"),
    step("identity-provider-redirector", "ALTERNATIVE", "own first", defaultProvider="a"),
    step("identity-provider-redirector", "ALTERNATIVE"),
    sub("own forms (all)", step("auth-username-password-form"), SECOND),
]
