# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A realm that keeps authentication flows the way Keycloak 26.7.2 does, and breaks down at a chosen write."""

from __future__ import annotations

import copy
import itertools
from typing import Any, Callable, Optional
from urllib.parse import unquote

from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import BadRequest, Conflict, ServerFault
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.transport import Answer

REALM = "/admin/realms/acme"
PROVIDERS = ("cookie", "password", "otp", "redirector", "condition")


class FlowServer:
    """Flows, executions and settings by their ids; a client and the realm that use a flow."""

    def __init__(self) -> None:
        self.flows: dict[str, dict[str, Any]] = {}
        self.steps: dict[str, dict[str, Any]] = {}
        self.settings: dict[str, dict[str, Any]] = {}
        self.numbers = itertools.count(1)
        self.browser = ""
        self.override = ""
        self.breaks: Optional[int] = None
        self.writes: list[str] = []
        self.done: list[str] = []
        self.tell: Callable[[dict[str, Any]], None] = lambda body: None

    def flow_of(self, alias: str) -> Optional[str]:
        return next((key for key, flow in self.flows.items() if flow["alias"] == alias), None)

    def get(self, path: str, params: Any = None) -> Any:
        words = [unquote(word) for word in path[len(REALM) :].strip("/").split("/")]
        if words == [""]:
            return {"browserFlow": self.flows.get(self.browser, {}).get("alias")}
        if words[-1] == "executions":
            found = self.flow_of(words[2])
            return None if found is None else list(self.listed(found, 0))
        if words[1] in ("config", "flows"):
            return copy.deepcopy((self.settings if words[1] == "config" else self.flows).get(words[2]))
        known = PROVIDERS if words[-1] == "authenticator-providers" else ()
        return [{"id": name} for name in known]

    def listed(self, flow: str, level: int) -> Any:
        below = sorted((one for one in self.steps.values() if one["parent"] == flow), key=lambda one: one["priority"])
        for index, step in enumerate(below):
            names = ("id", "requirement", "providerId", "priority", "flowId", "authenticationConfig")
            item = {name: step[name] for name in names if step.get(name)} | {"priority": step["priority"]}
            if step.get("flowId"):
                item.update(displayName=self.flows[step["flowId"]]["alias"], authenticationFlow=True)
            yield {**item, "level": level, "index": index}
            if step.get("flowId"):
                yield from self.listed(step["flowId"], level + 1)

    def list(self, path: str, params: Any = None) -> Any:
        if path.endswith("/flows"):
            return [copy.deepcopy(flow) for flow in self.flows.values() if flow["topLevel"]]
        overrides = {"browser": self.override} if self.override else {}
        app = {"id": "app", "clientId": "app", "authenticationFlowBindingOverrides": overrides}
        return [app] if path.endswith("/clients") else []

    def query(self, path: str, body: Any = None) -> Any:
        raise AssertionError(path)

    def send(self, method: str, path: str, body: Any = None, *, content: str = "json") -> Answer:
        if self.breaks is not None and len(self.writes) == self.breaks:
            self.breaks = None
            raise ServerFault(500, method, path, "broken")
        self.writes.append(f"{method} {path}")
        words = [unquote(word) for word in path[len(REALM) :].strip("/").split("/")]
        made = self.carry_out(method, words, copy.deepcopy(body))
        return Answer(201, {"Location": f"x/{made}"} if made else {}, None)

    def carry_out(self, method: str, words: list[str], body: Any) -> Optional[str]:
        made = f"n{next(self.numbers)}"
        if words == [""]:
            self.browser = self.flow_of(body["browserFlow"]) or ""
        elif words[0] == "clients":
            self.override = body["authenticationFlowBindingOverrides"]["browser"]
        elif method == "DELETE":
            self.remove(words[1], words[2])
        elif words[1] == "flows":
            return self.of_flow(method, words[2:], body, made)
        elif words[-1] == "config":
            assert all(one["alias"] != body["alias"] for one in self.settings.values()), "taken"
            self.settings[made] = {"id": made, **body}
            self.steps[words[2]]["authenticationConfig"] = made
            return made
        elif words[1] == "config":
            self.settings[words[2]] = body
        else:
            if self.flows[body["parentFlow"]]["builtIn"]:
                raise BadRequest(400, method, "/".join(words), "It is illegal to add execution to a built in flow")
            made = self.own(self.steps, body.get("id", made))
            self.steps[made] = {
                **body,
                "id": made,
                "parent": body["parentFlow"],
                "providerId": body.get("authenticator"),
            }
        return made

    def own(self, among: dict[str, Any], made: str) -> str:
        """Return an id that nothing has yet."""
        if made in among:
            raise Conflict(409, "POST", "", "Duplicate resource error")
        return made

    def of_flow(self, method: str, words: list[str], body: Any, made: str) -> Optional[str]:
        if not words:
            made = self.own(self.flows, body.get("id", made))
            self.flows[made] = {**self.unique(body["alias"], body), "id": made}
        elif words[-1] == "flow":
            new = {"alias": body["alias"], "topLevel": False, "builtIn": False, "providerId": body["type"]}
            self.flows[made] = {"id": made, **self.unique(body["alias"], new)}
            link = f"n{next(self.numbers)}"
            parent, provider = self.flow_of(words[0]), body.get("provider")
            step = {"id": link, "parent": parent, "requirement": "DISABLED", "providerId": provider, "flowId": made}
            self.steps[link] = {**step, "priority": body["priority"]}
        elif words[-1] == "executions":
            self.tell(body)
            step = self.steps[body["id"]]
            if step["requirement"] == body["requirement"] and step.get("flowId"):
                self.flows[step["flowId"]]["alias"] = body["displayName"]
            step.update(requirement=body["requirement"], priority=body["priority"])
        elif words[-1] == "copy":
            self.flows[made] = {**self.flows[self.flow_of(words[0]) or ""], "id": made, "alias": body["newName"]}
        else:
            self.flows[words[0]] = body
        return made

    def unique(self, alias: str, flow: dict[str, Any]) -> dict[str, Any]:
        assert self.flow_of(alias) is None, f"{alias} is taken"
        return flow

    def remove(self, sort: str, key: str) -> None:
        if sort == "config":
            del self.settings[key]
            for step in self.steps.values():
                step["authenticationConfig"] = None if step.get("authenticationConfig") == key else step.get(sort)
            return
        assert key not in (self.browser, self.override), "in use"
        step = self.steps.pop(key) if sort == "executions" else {"flowId": key}
        self.settings.pop(step.get("authenticationConfig") or "", None)
        flow = step.get("flowId")
        if flow:
            for below in [step["id"] for step in self.steps.values() if step["parent"] == flow]:
                self.remove("executions", below)
            del self.flows[flow]


class OldFlowServer(FlowServer):
    """The same as Keycloak 16.1.1 does it: steps have places, no numbers, and a sub-flow that goes leaves its own."""

    def listed(self, flow: str, level: int) -> Any:
        for item in super().listed(flow, level):
            yield {name: value for name, value in item.items() if name != "priority"}

    def carry_out(self, method: str, words: list[str], body: Any) -> Optional[str]:
        if words[-1] == "raise-priority":
            step = self.steps[words[2]]
            before = [one for one in self.steps.values() if one["parent"] == step["parent"] and one is not step]
            above = max((one for one in before if one["priority"] < step["priority"]), key=lambda one: one["priority"])
            step["priority"], above["priority"] = above["priority"], step["priority"]
            return None
        if isinstance(body, dict) and method == "POST" and ("parentFlow" in body or words[-1] == "flow"):
            # what is new is the last
            body["priority"] = next(self.numbers)
        elif method == "PUT" and words[-1] == "executions":
            assert "priority" not in body, "Unrecognized field"
            body["priority"] = self.steps[body["id"]]["priority"]
        return super().carry_out(method, words, body)

    def remove(self, sort: str, key: str) -> None:
        flow = self.steps[key].get("flowId") if sort == "executions" else None
        for one in self.steps.values():
            if flow and one["parent"] == flow and one.get("flowId"):
                one["parent"] = "nobody"
        super().remove(sort, key)
