# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Client profiles and client policies, one by one: ``/admin/realms/{realm}/client-policies/(profiles|policies)``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Optional

from ...engine.canonical import Free, as_text
from ...engine.field import Field
from ...engine.part import UNSET, Outcome, Part, Reader, Reference, Situation, Sought
from ...engine.resource import Home, Resource
from ...engine.sequence import align
from ...engine.within import Within
from ...rest.errors import InvalidInput, MissingReference
from .references import REALM, server_info

DOCUMENTS = f"{REALM}/client-policies"
SETTINGS = "configuration"
_PROVIDERS = "org.keycloak.services.clientpolicy"
EXECUTOR = f"{_PROVIDERS}.executor.ClientPolicyExecutorProvider"
CONDITION = f"{_PROVIDERS}.condition.ClientPolicyConditionProvider"


PROFILES = Within(
    f"{DOCUMENTS}/profiles",
    "profiles",
    params={"include-global-profiles": "true"},
    fixed="globalProfiles",
    what="client profile",
)
POLICIES = Within(
    f"{DOCUMENTS}/policies",
    "policies",
    params={"include-global-policies": "true"},
    fixed="globalPolicies",
    what="client policy",
)


def unused(reader: Reader, address: Mapping[str, str], document: Mapping[str, Any], options: Mapping[str, Any]) -> None:
    """See that no policy names a profile that is to go.

    The server removes it, and refuses every later change of a policy (26.7.2).

    :raises InvalidInput: where one does, with its name
    """
    name = document["name"]
    users = [f"{one['name']!r}" for one in POLICIES.all(reader, address) if name in (one.get("profiles") or [])]
    if users:
        raise InvalidInput(
            "name", None, f"{name!r} can't be removed while it is used by client policy {_listed(users)}"
        )


@dataclass(frozen=True)
class ProfileReference(Sought):
    """A client profile of the realm, or one that the server has by itself."""

    what: str = "client_profile"

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        return PROFILES.one(reader, {**address, "name": str(target)})


@dataclass(frozen=True)
class SortOfProvider(Sought):
    """A provider that the server has. It is looked up where the login may; else the server refuses an unknown one.

    :param what: what it does
    :param option: the option that names it
    :param type: its type
    """

    what: str
    option: str
    type: str

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        info = server_info(reader)
        known = sorted(str(one.get("id")) for one in (info.get("componentTypes") or {}).get(self.type) or [])
        if known and target not in known:
            raise MissingReference(
                self.option, None, f"{target!r} is no {self.what} of this server, which has {_listed(known)}"
            )
        return {"id": target}


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)


@dataclass(frozen=True)
class Settings(Free):
    """The configuration of a provider: the server takes ``3600`` and ``"3600"`` for the same."""

    def canonical(self, value: Any) -> Any:
        shaped = super().canonical(value)
        return shaped if isinstance(shaped, (Mapping, list)) or shaped is None else as_text(shaped)


@dataclass(frozen=True)
class Providers(Part):
    """What a profile does, or when a policy holds: a list of providers, in order, each with its configuration.

    A list given is exact. One that is there already keeps the keys of its configuration that are not given.

    :param word: what an item is called, in options and in the API
    :param type: the type of its providers
    """

    word: str = ""
    type: str = ""

    def arguments(self) -> dict[str, dict[str, Any]]:
        options = {
            self.word: {"type": "str", "required": True, "no_log": False},
            SETTINGS: {"type": "dict", "no_log": False},
        }
        return {self.option: {"type": "list", "elements": "dict", "no_log": False, "options": options}}

    def desire(self, options: Mapping[str, Any]) -> Any:
        given = options.get(self.option)
        if given is None:
            return UNSET
        for number, item in enumerate(given):
            if not item[self.word]:
                raise InvalidInput(f"{self.option}[{number}].{self.word}", None, "must not be empty")
        return [{name: item[name] for name in (self.word, SETTINGS) if item.get(name) is not None} for item in given]

    def wants(self, now: Any, want: Any, mode: Optional[str]) -> Iterable[tuple[Any, Reference]]:
        there = {item.get(self.word) for item in now or []}
        for item in want:
            if item[self.word] not in there:
                yield item[self.word], SortOfProvider(self.word, f"{self.option}.{self.word}", self.type)

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        now = now or []
        had = [None if place is None else now[place] for place in align(now, want, self._likeness)]
        merged = [self._merged(old, item) for old, item in zip(had, want)]
        if self.canonical(merged) == self.canonical(now):
            return Outcome(now)
        return Outcome(merged, True, merged)

    def _likeness(self, old: Mapping[str, Any], item: Mapping[str, Any]) -> int:
        if old.get(self.word) != item[self.word]:
            return 0
        alike = SETTINGS in item and _FORM.canonical(old.get(SETTINGS)) == _FORM.canonical(item[SETTINGS])
        return 2 if alike else 1

    def _merged(self, old: Optional[Mapping[str, Any]], item: Mapping[str, Any]) -> dict[str, Any]:
        """Return an item as it will be. One without a configuration is an error of the server's (26.7.2)."""
        before = (old or {}).get(SETTINGS)
        settings = _FORM.merge(before or {}, item.get(SETTINGS) or {})
        same = before is not None and _FORM.canonical(before) == _FORM.canonical(settings)
        return {**(old or {}), self.word: item[self.word], SETTINGS: before if same else settings}

    def canonical(self, value: Any) -> Any:
        return [
            {self.word: one.get(self.word), SETTINGS: _FORM.canonical(one.get(SETTINGS) or {})} for one in value or []
        ]


_FORM = Settings()


def _with(**defaults: Any) -> dict[str, Any]:
    """Return how a kind completes what is new with what the server adds, or needs."""

    def complete(body: dict[str, Any], creating: bool) -> dict[str, Any]:
        return {**defaults, **body} if creating else body

    def foresee(document: Mapping[str, Any], foreseen: dict[str, Any]) -> dict[str, Any]:
        return {**({} if document else defaults), **foreseen}

    return {"prepare": complete, "derive": foresee}


CLIENT_PROFILE = Resource(
    name="client_profile",
    title="client profile",
    homes=(Home(PROFILES.at, PROFILES.at, PROFILES),),
    key=("name",),
    parts=(
        Field("name", required=True),
        Field("description"),
        Providers("executors", word="executor", type=EXECUTOR),
    ),
    within=PROFILES,
    spares=unused,
    # a write of the realm carries both documents
    shares="realm",
    takes=frozenset({"state"}),
    **_with(executors=[]),
)
CLIENT_POLICY = Resource(
    name="client_policy",
    title="client policy",
    homes=(Home(POLICIES.at, POLICIES.at, POLICIES),),
    key=("name",),
    parts=(
        Field("name", required=True),
        Field("description"),
        Field("enabled", type="bool"),
        Providers("conditions", word="condition", type=CONDITION),
        Field("profiles", type="list", elements="str", refers=ProfileReference()),
    ),
    within=POLICIES,
    shares="realm",
    takes=frozenset({"state"}),
    **_with(enabled=False, conditions=[], profiles=[]),
)
