# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The settings of one execution: ``/admin/realms/{realm}/authentication/config/{id}``.

The server shows them in clear, secrets included, and drops empty values (26.7.2). No list has them, and an alias is
unique in a realm.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Optional

from ...engine.canonical import MapOf
from ...engine.field import RENEWED, Field
from ...engine.observe import Observed
from ...engine.part import AFTER, LATER, PENDING_ID, REMOVE, UNSET, Outcome, Reader, Reference, Situation, Sought, Step
from ...engine.secrecy import HIDDEN, hide
from ...rest.errors import InvalidInput
from ...rest.paths import fill
from .execution_places import ranked
from .execution_references import ParentFlow, siblings_of
from .flow_names import UsedSettings
from .flow_writes import AUTHENTICATION, EXECUTIONS, SETTINGS, refuse_used

AUTHENTICATOR_CONFIG = "authenticatorConfig"
ITS_OWN = EXECUTIONS + "/{id}/config"
_SPACE = uuid.UUID("6c1f3a55-8d0e-4c0a-9d9b-0b2b2f6f7a51")
_MAP = MapOf()
_ALIAS = Field("config_alias", max_length=255)


@dataclass(frozen=True)
class LeftOver(Sought):
    """Settings that a run made which broke off before it made the execution for them.

    Nothing lists them, so they are made under an id that can be told from their place. The flow's part in it is its own
    id: another flow, or one in another realm, may get this one's name later.

    :param alias: the alias that they would have
    """

    alias: str
    what: str = "settings"

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        flow = ParentFlow().find(reader, address, target) or {}
        if flow.get("id") in (None, "", PENDING_ID):
            return {"id": "", "there": False}
        place = [str(flow["id"]), address["step"], self.alias]
        own = str(uuid.uuid5(_SPACE, "/".join(place)))
        used = {step.get("authenticationConfig") for step in siblings_of(reader, address)}
        if own in used:
            return {"id": "", "there": False}
        there = reader.get(fill(SETTINGS, {**address, "config": own})) is not None
        return {"id": own, "there": there, "apart": _stay_when_theirs_goes(reader, address)}


def _stay_when_theirs_goes(reader: Reader, address: Mapping[str, str]) -> bool:
    """Return whether settings stay where their execution goes, and others may have their alias (16.1.1).

    A new execution that names settings by their alias would get those then. It is an older server that does so, which
    doesn't tell the numbers of steps; 24.0 is taken for one of these, too.
    """
    steps = siblings_of(reader, address) or siblings_of(reader, {**address, "flow_alias": "browser"})
    return bool(steps) and not ranked(steps)


def is_whole(settings: Any) -> bool:
    """Return whether a task gives a new execution settings."""
    return bool(settings and settings.get("alias"))


def made_apart(found: Mapping[str, Any], settings: Any) -> bool:
    """Return whether the settings of a new execution are made for its id, once it is there.

    :param found: what is found for the settings
    """
    return is_whole(settings) and bool(found["left over"].get("apart"))


def attached(seen: Observed, settings: Mapping[str, Any]) -> Step:
    """Return the write that makes settings which a new execution then names: ``POST .../authentication/config``."""
    found = seen.found[AUTHENTICATOR_CONFIG]["left over"]
    body = {"alias": settings["alias"], "config": _MAP.merge({}, settings.get("config") or {})}
    if not found["id"]:
        return Step("POST", fill(AUTHENTICATION + "/config", seen.address), body, REMOVE)
    body = {"id": found["id"], **body}
    if found["there"]:
        return Step("PUT", fill(SETTINGS, {**seen.address, "config": found["id"]}), body, REMOVE)
    return Step("POST", fill(AUTHENTICATION + "/config", seen.address), body, REMOVE)


@dataclass(frozen=True)
class Settings(Field):
    """The settings' alias and their map; an empty alias takes them away."""

    def arguments(self) -> dict[str, dict[str, Any]]:
        config = {"type": "dict", "no_log": False, "aliases": self.names()}
        return {"config": config, "config_alias": {"type": "str", "no_log": False, "aliases": ["configAlias"]}}

    def desire(self, options: Mapping[str, Any]) -> Any:
        alias, config = options.get("config_alias"), options.get("config")
        if alias is None and config is None:
            return UNSET
        if alias == "" and config:
            raise InvalidInput("config_alias", None, "must not be empty where config is given")
        want = {} if alias is None else {"alias": _ALIAS.read(alias, "config_alias")}
        return want if config is None else {**want, "config": _MAP.shape(config, "config")}

    def observe(self, reader: Reader, address: Mapping[str, str], document: Mapping[str, Any]) -> Any:
        chosen = document.get(AUTHENTICATOR_CONFIG)
        if not chosen or isinstance(chosen, Mapping):
            return chosen
        # an execution that is named by its id shows its settings below itself
        path = SETTINGS if "step" in address else ITS_OWN + "/{config}"
        return reader.get(fill(path, {**address, "config": str(chosen)})) or {"id": chosen}

    def look(self, reader: Reader, address: Mapping[str, str], document: Mapping[str, Any], want: Any) -> Any:
        return self.observe(reader, address, document) or {}

    def wants(self, now: Any, want: Any, mode: Optional[str]) -> Iterable[tuple[Any, Reference]]:
        if not now and want.get("alias"):
            yield ("alias", want["alias"]), UsedSettings()
        if now is None:
            yield "flow", ParentFlow()
            if is_whole(want):
                yield "left over", LeftOver(want["alias"])

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        now = now or None
        if want.get("alias") == "":
            gone = [self._step("DELETE", now, UNSET, situation, AFTER)] if now else []
            return Outcome(None, bool(now), UNSET, gone)
        then = {"alias": (now or {}).get("alias"), "config": {}, **(now or {}), **want}
        then["config"] = _MAP.merge((now or {}).get("config"), want.get("config") or {})
        if not then["alias"]:
            raise InvalidInput("config_alias", None, "is needed to make settings")
        if not now:
            refuse_used("config_alias", then["alias"], situation.found[self.api][("alias", then["alias"])])
        if situation.creating and situation.desired.get("authenticator"):
            found = situation.found[self.api]
            if found["flow"]["id"] and not made_apart(found, want):
                return Outcome(then, True)
        if self.canonical(then) == self.canonical(now):
            return Outcome(now)
        body = {name: then[name] for name in ("id", "alias", "config") if name in then}
        if now:
            steps = [self._step("PUT", now, body, situation, REMOVE)]
            return Outcome(then, True, UNSET, steps, shown=self._renewed(now, then))
        # set up before it is enabled
        path = fill(ITS_OWN, {**situation.address, "id": situation.address.get("id") or PENDING_ID})
        phase = LATER + REMOVE if situation.creating else REMOVE
        return Outcome(then, True, UNSET, [Step("POST", path, body, phase)])

    def _renewed(self, now: Mapping[str, Any], then: Mapping[str, Any]) -> Any:
        """Return the settings as the diff shows them: that a secret is another one, too."""
        had, shown = now.get("config") or {}, self.shown(then)
        for key, value in then["config"].items():
            if shown["config"].get(key) == HIDDEN and had.get(key, value) != value:
                shown["config"][key] = RENEWED
        return shown

    def _step(self, method: str, now: Mapping[str, Any], body: Any, situation: Situation, phase: int) -> Step:
        return Step(method, fill(SETTINGS, {**situation.address, "config": str(now["id"])}), body, phase)

    def canonical(self, value: Any) -> Any:
        if not isinstance(value, Mapping) or not value:
            return None
        return {"alias": value.get("alias"), "config": _MAP.canonical(value.get("config"))}

    def represent(self, value: Any) -> Any:
        return value or None

    def shown(self, value: Any) -> Any:
        return hide(self.canonical(value))
