# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""User federations, with their mappers: components of the type ``UserStorageProvider`` and what belongs to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Optional

from ...engine.children import Children
from ...engine.field import AGAIN, Field
from ...engine.part import PENDING_ID, Outcome, Part, Reader, Reference, Situation, Sought
from ...engine.resource import Home, Resource
from ...rest.errors import InvalidInput
from ...rest.paths import fill
from .components import COMPONENT_ITEM, COMPONENTS, FEDERATION, LONGEST, Config, ProviderReference, only
from .federation_mappers import KERBEROS, LDAP, MAPPERS_OF_LDAP, MayBeBorn, mappers_of_a_new_one
from .references import REALM
from .vault import RealmVault

# Settings that are true or false, of the LDAP and the Kerberos provider; playbooks write them as texts, too.
FLAGS = frozenset(
    "allowKerberosAuthentication allowPasswordAuthentication connectionPooling connectionTrace debug enabled"
    " enableLdapPasswordPolicy importEnabled pagination startTls syncRegistrations trustEmail updateProfileFirstLogin"
    " useKerberosForPasswordAuthentication usePasswordModifyExtendedOp validatePasswordPolicy".split()
)
# Settings of the LDAP provider that servers have no more: the pool is the JVM's (26.7.2 drops them without a word).
GONE = frozenset(
    f"connectionPooling{name}" for name in "Authentication Debug InitSize MaxSize PrefSize Protocol Timeout".split()
)
OBJECT_CLASSES = "userObjectClasses"
ALWAYS, ONLY_INDIRECT = "always", "only_indirect"
YES, NO = ("true", "yes", "on", "1"), ("false", "no", "off", "0")


@dataclass(frozen=True)
class Settings(Config):
    """Settings of a federation, each a list of texts in the API."""

    def shape(self, value: Any, option: str) -> Any:
        given = super().shape(value, option)
        return {key: items and self._setting(key, items, f"{option}.{key}") for key, items in given.items()}

    def _setting(self, key: str, items: list[str], option: str) -> list[str]:
        if key == OBJECT_CLASSES:
            # the server reads the first value only, and splits it at its commas (26.7.2)
            return [", ".join(items)]
        if key in FLAGS and items != [""] and items:
            flag = items[0].lower()
            if len(items) > 1 or flag not in YES + NO:
                raise InvalidInput(option, ", ".join(items), "must be true or false")
            return ["true" if flag in YES else "false"]
        return items

    def canonical(self, value: Any) -> Any:
        settings = super().canonical(value)
        for key, items in settings.items():
            if key == OBJECT_CLASSES and isinstance(items, list) and len(items) == 1:
                settings[key] = [", ".join(name.strip() for name in items[0].split(","))]
            elif key in FLAGS and isinstance(items, list):
                settings[key] = [item.lower() for item in items]
        return settings


def scalars(config: Any) -> Any:
    """Return settings as results show them: a list of one text as that text, and no setting without a value."""
    if not isinstance(config, Mapping):
        return config
    flat = {key: (items[0] if isinstance(items, list) and len(items) == 1 else items) for key, items in config.items()}
    return {key: value for key, value in flat.items() if value not in ([], "")}


@dataclass(frozen=True)
class FederationConfig(Field):
    """The settings; an option of its own says when the bind credential is written."""

    def arguments(self) -> dict[str, dict[str, Any]]:
        mode = {"type": "str", "choices": [ALWAYS, ONLY_INDIRECT], "no_log": False}
        return {**super().arguments(), "bind_credential_update_mode": mode}

    def mode(self, options: Mapping[str, Any]) -> Optional[str]:
        return options.get("bind_credential_update_mode")

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        gone = [key for key in want if key in GONE and key not in (now or {})]
        outcome = self._settle(now, {key: item for key, item in want.items() if key not in gone}, situation)
        notes = [f"config.{key}: servers have no such setting any more, it is left out" for key in gone]
        return replace(outcome, notes=[*outcome.notes, *notes])

    def _settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        mode = situation.modes.get(self.api)
        if mode is None or situation.creating or situation.policy == "on_create":
            return super().settle(now, want, situation)
        again = replace(situation, policy=AGAIN)
        if mode == ALWAYS:
            return super().settle(now, want, again)
        rest = super().settle(now, {key: item for key, item in want.items() if key != "bindCredential"}, situation)
        return super().settle(now, want, again) if rest.changed else rest

    def propose(self, want: Any) -> Any:
        return scalars(want)


class TheRealm(Sought):
    """The realm that a federation belongs to, by name or id."""

    what = "realm"

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        realm = reader.get(fill(REALM, address))
        if realm and target not in (realm.get("id"), realm.get("realm")):
            raise InvalidInput("parent_id", target, "must be the name or the id of the realm")
        return realm


@dataclass(frozen=True)
class Parent(Part):
    """What a federation belongs to: always the realm itself. The server fills it in."""

    def arguments(self) -> dict[str, dict[str, Any]]:
        return {self.option: {"type": "str", "no_log": False, "aliases": self.names()}}

    def wants(self, now: Any, want: Any, mode: Optional[str]) -> Iterable[tuple[Any, Reference]]:
        if want != now:
            yield want, TheRealm()

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        return Outcome(now)


@dataclass(frozen=True)
class MapperProvider(Sought):
    """A provider of mappers, as (type, provider)."""

    what: str = "mapper provider"

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        kind, provider = target
        return ProviderReference(type=kind).find(reader, address, provider)

    def label(self, target: Any) -> str:
        return target[1]


@dataclass(frozen=True)
class Owner(Field):
    """The federation that a mapper belongs to: its id or, as playbooks write it, its name."""

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        own = situation.address.get("id", PENDING_ID)
        if want not in (own, situation.address.get("name"), situation.document.get("name")):
            raise InvalidInput(f"mappers.{self.option}", want, "must be left out: it is the federation itself")
        return Outcome(own)


@dataclass(frozen=True)
class Mappers(Children):
    """The mappers of a federation: the components below it."""

    def arguments(self) -> dict[str, dict[str, Any]]:
        exact = {"type": "bool", "no_log": False}
        return {**super().arguments(), "remove_unspecified_mappers": exact}

    def mode(self, options: Mapping[str, Any]) -> Optional[str]:
        exact = options.get("remove_unspecified_mappers")
        return None if exact is None else "exact" if exact else "subset"

    def observe(self, reader: Reader, address: Mapping[str, str], document: Mapping[str, Any]) -> Any:
        return reader.list(fill(COMPONENTS, address), {"parent": address["id"]})

    def wants(self, now: Any, want: Any, mode: Optional[str]) -> Iterable[tuple[Any, Reference]]:
        if now is None:
            yield KERBEROS, MayBeBorn()
        want, current = self._paired(now or [], want)
        for child in want:
            if child["name"] not in current and child.get("providerId"):
                yield (child.get("providerType") or MAPPERS_OF_LDAP, child["providerId"]), MapperProvider()

    def represent(self, value: Any) -> Any:
        """Return mappers without what only the server can make."""
        return [{name: item for name, item in one.items() if PENDING_ID not in str(item)} for one in value or []]

    def propose(self, want: Any) -> Any:
        return [presented(mapper, False) for mapper in want]


class FederationByName:
    """A federation by its name; the server doesn't keep that unique."""

    def one(self, reader: Reader, address: Mapping[str, str]) -> Optional[dict[str, Any]]:
        params = {"type": address["provider_type"], "name": address["name"]}
        found = reader.list(fill(COMPONENTS, address), params)
        found = [one for one in found if all(one.get(key) == params[of] for key, of in _KEY.items())]
        return only(found, "id", f"named {address['name']!r}", "user federations")


_KEY = {"providerType": "type", "name": "name"}


def of_the_usual_type(options: dict[str, Any]) -> dict[str, Any]:
    """Where the task names no type of provider, it means the one of all that come with the server."""
    return {**options, "provider_type": options.get("provider_type") or FEDERATION}


def is_a_federation(now: Mapping[str, Any], then: Mapping[str, Any], want: Mapping[str, Any]) -> None:
    """An id may be that of any component: of a key, say."""
    if now and now.get("providerType") != want.get("providerType"):
        raise InvalidInput("id", now.get("id"), f"is no user federation: its type is {now.get('providerType')!r}")


def has_what_the_server_needs(now: Mapping[str, Any], then: Mapping[str, Any], want: Mapping[str, Any]) -> None:
    """The server refuses an LDAP federation without an edit mode, and knows no default (26.7.2)."""
    if now or not then:
        return
    if not then.get("providerId"):
        raise InvalidInput("provider_id", None, "is needed to make a user federation")
    if then["providerId"] == LDAP and not (then.get("config") or {}).get("editMode"):
        wanted = "is needed to make an LDAP federation: READ_ONLY, WRITABLE or UNSYNCED (Edit Mode is mandatory)"
        raise InvalidInput("config.editMode", None, wanted)


def mappers_have_a_provider(now: Mapping[str, Any], then: Mapping[str, Any], want: Mapping[str, Any]) -> None:
    """Without one the server answers that there is no such provider, once the federation is there."""
    for number, mapper in enumerate(then.get("mappers") or []):
        if not mapper.get("providerId"):
            raise InvalidInput(f"mappers[{number}].providerId", None, "is needed to make a mapper")


def presented(document: Mapping[str, Any], foreseen: bool) -> Mapping[str, Any]:
    """Results show settings as scalars, those of the mappers too."""
    shown = dict(document)
    if "config" in shown:
        shown["config"] = scalars(shown["config"])
    if "mappers" in shown:
        shown["mappers"] = [presented(mapper, foreseen) for mapper in shown["mappers"]]
    return shown


USER_FEDERATION = Resource(
    name="user_federation",
    title="user federation",
    sayings={
        "created": "User federation {id} has been created",
        "updated": "User federation {id} has been updated",
        "removed": "User federation {id} has been deleted",
        "unchanged": "No changes required to user federation {id}.",
        "absent": "User federation does not exist; doing nothing.",
    },
    homes=(Home(COMPONENTS, COMPONENT_ITEM, FederationByName(), whole={"type": "{provider_type}"}),),
    key=("name",),
    narrowed_by=("provider_type",),
    id_option="id",
    keeps_id=True,
    unique=False,
    chooses_id=True,
    grows=True,
    parts=(
        Field("name", max_length=LONGEST),
        Parent("parent_id"),
        Field("provider_id", create_only=True, refers=ProviderReference(), max_length=LONGEST),
        Field("provider_type", create_only=True, max_length=LONGEST),
        # the PUT merges this map: only an empty list removes a key
        FederationConfig("config", type="dict", shape=Settings(multi=True, remove_with=[]), masked=True),
        Mappers(
            "mappers",
            fields=(
                Field("id"),
                Field("name", max_length=LONGEST),
                Field("providerId", aliases=("provider_id",), create_only=True),
                Field("providerType", aliases=("provider_type",), create_only=True),
                Owner("parentId", aliases=("parent_id",)),
                Field("config", type="dict", shape=Config(multi=True, remove_with=[])),
            ),
            at=COMPONENTS,
            child=COMPONENTS + "/{child}",
            listed=True,
            fixed={"parentId": "id"},
            born=lambda situation: {"providerType": MAPPERS_OF_LDAP},
            inborn=mappers_of_a_new_one,
            by_id=True,
        ),
    ),
    server_made=frozenset({"id", "parentId"}),
    not_sent=frozenset({"mappers"}),
    normalize=of_the_usual_type,
    checks=(is_a_federation, has_what_the_server_needs, mappers_have_a_provider),
    vault=RealmVault("config"),
    shares="realm",
    inside=frozenset({"mappers"}),
    presents=presented,
)
