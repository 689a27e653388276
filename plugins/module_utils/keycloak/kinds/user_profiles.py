# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""User profiles: ``/admin/realms/{realm}/users/profile``, and the component that keeps one for a realm."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Optional

from ...engine.links import EXACT, SUBSET
from ...engine.part import Outcome, Part, Reader, Reference, Situation, Sought
from ...engine.resource import Home, Resource
from ...engine.since import News
from ...rest.errors import InvalidInput
from ...rest.paths import fill
from .components import COMPONENT_ITEM, COMPONENTS
from .localization import realm_by_parent
from .references import REALM
from .user_profile_shapes import NEEDED, canonical_entries, entries_news, merge_entries, read_entries

PROFILE = f"{REALM}/users/profile"
PROVIDER, PROVIDER_TYPE = "declarative-user-profile", "org.keycloak.userprofile.UserProfileProvider"
KEPT_AS = "kc.user.profile.config"
POLICY, DISABLED = "unmanagedAttributePolicy", "DISABLED"
POLICIES = ("ENABLED", "ADMIN_EDIT", "ADMIN_VIEW")
LISTS = ("attributes", "groups")
WHERE = "config.kc_user_profile_config"


@dataclass(frozen=True)
class OwnProfile:
    """A realm's own profile. A realm has one once somebody has changed the server's."""

    def one(self, reader: Reader, address: Mapping[str, str]) -> Optional[dict[str, Any]]:
        found = reader.list(fill(COMPONENTS, address), {"type": PROVIDER_TYPE})
        if not found:
            return None
        own = {name: found[0].get(name) for name in ("id", "providerId", "providerType", "parentId")}
        return {**own, "config": reader.get(fill(PROFILE, address)) or {}}


@dataclass(frozen=True)
class ServersProfile(Sought):
    """The profile of realms that have none of their own."""

    what: str = "user profile"

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        profile = reader.get(fill(PROFILE, address))
        if profile is None and reader.get(fill(REALM, address)) is not None:
            # 16.1 answers 204 where its preview of profiles is switched off
            raise InvalidInput("config", None, f"can't be kept: this server has no {self.what}s, Keycloak 24 has them")
        return {"id": "", "profile": profile or {}}


def the_profile(options: dict[str, Any]) -> dict[str, Any]:
    """The one profile in ``config`` is what the part knows; fields without an option are the profile's.

    :raises InvalidInput: where there is no profile, or more than one
    """
    given = (options.get("config") or {}).get("kc_user_profile_config")
    if given is not None and len(given) != 1:
        raise InvalidInput(WHERE, None, f"must have one entry, has {len(given)}: a realm has one profile")
    raw = options.get("raw") or {}
    for name in raw:
        if name in (*LISTS, POLICY):
            raise InvalidInput(f"raw.{name}", None, f"has an option of its own: {WHERE}")
    profile = {name: value for name, value in (given[0] if given else {}).items() if value is not None}
    return {**realm_by_parent(options), "profile": profile, "fields": raw, "raw": None}


@dataclass(frozen=True)
class Profile(Part):
    """A user profile: its attributes and groups are found by their names."""

    def arguments(self) -> dict[str, dict[str, Any]]:
        entries = {"type": "list", "elements": "dict", "no_log": False}
        policy = {"type": "str", "choices": [*POLICIES, DISABLED], "no_log": False, "aliases": [POLICY]}
        profile = {**{name: dict(entries) for name in LISTS}, "unmanaged_attribute_policy": policy}
        whole = {**entries, "options": profile, "aliases": ["kcUserProfileConfig"]}
        behavior = {"type": "str", "choices": [EXACT, SUBSET], "no_log": False}
        return {
            self.option: {"type": "dict", "no_log": False, "options": {"kc_user_profile_config": whole}},
            **{f"{name}_behavior": {**behavior, "aliases": [f"{name}Behavior"]} for name in LISTS},
        }

    def desire(self, options: Mapping[str, Any]) -> Any:
        given = options["profile"]
        want: dict[str, Any] = {"fields": dict(options["fields"]), "subset": []}
        for name in LISTS:
            if options.get(f"{name}_behavior") == SUBSET:
                want["subset"].append(name)
            if name in given:
                want[name] = read_entries(given[name], f"{WHERE}[0].{name}")
        policy = given.get("unmanaged_attribute_policy")
        if policy:
            want["fields"][POLICY] = None if policy == DISABLED else policy
        return want

    def wants(self, now: Any, want: Any, mode: Optional[str]) -> Iterable[tuple[Any, Reference]]:
        if now is None:
            yield PROVIDER, ServersProfile()

    def news(self, now: Any, want: Any, situation: Situation) -> News:
        had = (now or {}).get("attributes")
        return entries_news(had, want.get("attributes") or [], f"{WHERE}[0].attributes")

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        had = situation.found[self.api][PROVIDER]["profile"] if situation.creating else now
        merged = {**had, **want["fields"]}
        for name in LISTS:
            if name in want:
                merged[name] = merge_entries(had.get(name) or [], want[name], name not in want["subset"])
        _can_be(had, merged)
        merged = {name: value for name, value in merged.items() if value is not None}
        changed = situation.creating or self.canonical(merged) != self.canonical(had)
        return Outcome(merged if changed else had, changed, merged)

    def canonical(self, value: Any) -> Any:
        shaped = {name: item for name, item in sorted((value or {}).items()) if item is not None}
        for name in LISTS:
            # the order is that of the forms
            shaped[f"{name}Order"] = [entry["name"] for entry in shaped.get(name) or []]
            shaped[name] = canonical_entries(shaped.get(name))
        return shaped

    def propose(self, want: Any) -> Any:
        given = {name: want[name] for name in LISTS if name in want}
        return {KEPT_AS: [{**given, **want["fields"]}]}

    def shown(self, value: Any) -> Any:
        return self.canonical(value)


def _can_be(now: Mapping[str, Any], then: Mapping[str, Any]) -> None:
    """See that a list does not take away by accident what the server can't do without.

    :raises InvalidInput: where it does
    """
    had, kept = ({entry["name"] for entry in profile.get("attributes") or []} for profile in (now, then))
    lacks = [repr(name) for name in NEEDED if name in had - kept]
    if lacks:
        says = f"lacks {' and '.join(lacks)}, without which the server takes no profile"
        raise InvalidInput(f"{WHERE}[0].attributes", None, f"{says}; with attributes_behavior=subset, others stay")


def as_profile(body: dict[str, Any], creating: bool) -> dict[str, Any]:
    """The path of the profile takes it as it is; the server keeps it as a text in the component (26.7.2, 24.0.5).

    A realm gets its own as that component: the path of the profile takes no notice of one that is the server's, and
    makes a second component for another who does so at the same time (26.7.2).
    """
    if not creating:
        return dict(body["config"])
    return {
        **body,
        "providerId": PROVIDER,
        "providerType": PROVIDER_TYPE,
        "config": {KEPT_AS: [json.dumps(body["config"])]},
    }


def shown_profile(document: Mapping[str, Any], foreseen: bool) -> Mapping[str, Any]:
    """Results have the profile where the component has its text."""
    named = {"providerId": PROVIDER, "providerType": PROVIDER_TYPE}
    return {**named, **document, "config": {KEPT_AS: [document.get("config") or {}]}}


def the_data(made: bool, before: Mapping[str, Any], after: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the profile afterwards as a key of its own."""
    return {"data": after["config"][KEPT_AS][0]} if after else {}


def _only(value: str, alias: str) -> dict[str, Any]:
    return {"type": "str", "choices": [value], "no_log": False, "aliases": [alias]}


USERPROFILE = Resource(
    name="userprofile",
    title="user profile",
    sayings={
        "created": "Userprofile {name} created",
        "updated": "Userprofile {name} changed: {changes}",
        "removed": "Userprofile {name} deleted",
        "unchanged": "Userprofile {name} was in sync",
        "absent": "Userprofile {name} not present",
        "would be created": "Userprofile {name} would be created",
        "would be updated": "Userprofile {name} would be changed: {changes}",
        "would be removed": "Userprofile {name} would be deleted",
    },
    homes=(Home(COMPONENTS, COMPONENT_ITEM, OwnProfile(), put=PROFILE),),
    key=(),
    # the server keeps no second one away
    unique=False,
    chooses_id=True,
    label=lambda address: PROVIDER,
    parts=(Profile("config"),),
    parents={
        "realm": {"type": "str", "no_log": False},
        "parent_id": {"type": "str", "no_log": False, "aliases": ["parentId"]},
        "provider_id": _only(PROVIDER, "providerId"),
        "provider_type": _only(PROVIDER_TYPE, "providerType"),
    },
    server_made=frozenset({"id", "parentId"}),
    normalize=the_profile,
    prepare=as_profile,
    presents=shown_profile,
    also_returns=the_data,
)
