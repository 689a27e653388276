# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keys of a realm: components of the type ``KeyProvider``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Optional

from ...engine.field import AGAIN, Field
from ...engine.part import UNSET, Outcome, Part, Reader, Reference, Situation, Sought, camel
from ...engine.resource import Home, Need, Resource
from ...rest.errors import InvalidInput
from ...rest.paths import fill
from .components import COMPONENT_ITEM, COMPONENTS, LONGEST, Config, ProviderReference, only
from .vault import RealmVault

KEYS = "org.keycloak.keys.KeyProvider"
USUAL, KEYSTORE = "rsa", "java-keystore"
OPTIONS = "key_alias key_password key_size key_use keystore_password keystore_type private_key secret_size"
# settings that name another key of the API with each provider
CURVES = {
    "ecdsa-generated": "ecdsaEllipticCurveKey",
    "ecdh-generated": "ecdhEllipticCurveKey",
    "eddsa-generated": "eddsaEllipticCurveKey",
}
# the key that a provider of such a name generated itself: no server tells it, or takes it, but with a whole realm
GENERATES = "-generated"
GENERATED = frozenset(
    {"privateKey", "certificate", "keyUse", "kid", "secret"}
    | {f"{name.partition('-')[0]}{which}Key" for name in CURVES for which in ("Private", "Public")}
)
ALGORITHMS = {"ecdh-generated": "ecdhAlgorithm"}
# the curve of such a key says its algorithm; the server drops another word about it (26.7.2)
CURVE_OF = {"ES256": "P-256", "ES384": "P-384", "ES512": "P-521", "Ed25519": "Ed25519", "Ed448": "Ed448"}
WITHOUT_ALGORITHM = frozenset({"aes-generated", "ecdsa-generated", "eddsa-generated"})
# what a new one can't be without: API key -> option, and what the server would say
OWN = {"privateKey": ("private_key", " ('Private RSA Key' is required)")}
STORE = {"keystore": ("keystore", ""), "keystorePassword": ("keystore_password", ""), "keyAlias": ("key_alias", "")}
NEEDED = {"rsa": OWN, "rsa-enc": OWN, KEYSTORE: STORE}
PASSWORDS = ("keystorePassword", "keyPassword")
FORCE, ON_CREATE = "force", "on_create"
_ARMOUR = re.compile(r"-----(BEGIN|END) [A-Z0-9 ]+-----|\s+")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.I)


def bare(pem: str) -> str:
    """Return a PEM text without its frame and line ends, as the server writes what it makes itself."""
    return _ARMOUR.sub("", pem)


@dataclass(frozen=True)
class Settings(Config):
    """Settings of a key, each a list of texts in the API."""

    def shape(self, value: Any, option: str) -> Any:
        given = super().shape(value, option)
        for key in ("privateKey", "certificate"):
            if given.get(key):
                given[key] = [item.strip() for item in given[key]]
        for key in ("active", "enabled"):
            if given.get(key):
                given[key] = [item.lower() for item in given[key]]
        return given

    def canonical(self, value: Any) -> Any:
        settings = super().canonical(value)
        if isinstance(settings.get("certificate"), list):
            settings["certificate"] = [bare(item) for item in settings["certificate"]]
        return settings


def of_provider(provider: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return settings by the names that they have with a provider."""
    want = dict(given)
    curve, algorithm = want.pop("ellipticCurve", None), want.get("algorithm")
    if provider in WITHOUT_ALGORITHM:
        want.pop("algorithm", None)
        curve = curve or (algorithm and provider in CURVES and [CURVE_OF.get(one, "") for one in algorithm])
    if provider in ALGORITHMS and algorithm:
        # ECDH_ES_A128KW is what other collections call ECDH-ES+A128KW
        words = [re.sub(r"^ECDH-ES-", "ECDH-ES+", one.replace("_", "-")) for one in want.pop("algorithm")]
        want[ALGORITHMS[provider]] = words
    if provider == KEYSTORE and want.get("keystorePassword"):
        # the server wants both (26.7.2); other collections take one for both
        want.setdefault("keyPassword", want["keystorePassword"])
    if curve and curve != [""]:
        want[CURVES.get(provider, "ellipticCurve")] = curve
    return want


@dataclass(frozen=True)
class KeyConfig(Field):
    """The settings; two options of their own say when secrets are written again."""

    def arguments(self) -> dict[str, dict[str, Any]]:
        passwords = {"type": "str", "choices": ["always", ON_CREATE], "no_log": False}
        return {
            **super().arguments(),
            "force": {"type": "bool", "default": False, "no_log": False},
            "update_password": passwords,
        }

    def mode(self, options: Mapping[str, Any]) -> Optional[str]:
        words = [FORCE if options.get("force") else "", options.get("update_password") or ""]
        return " ".join(word for word in words if word) or None

    def desire(self, options: Mapping[str, Any]) -> Any:
        want = super().desire(options)
        if want is UNSET:
            return {} if options.get("force") else UNSET
        return of_provider(options["provider_id"], want) if options.get("provider_id") else want

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        provider = situation.document.get("providerId") or situation.desired.get("providerId") or USUAL
        want, modes = of_provider(provider, want), (situation.modes.get(self.api) or "").split()
        if want.get("certificate") in ([""], []):
            # the server's own
            del want["certificate"]
        if situation.creating:
            return super().settle(now, want, situation)
        if ON_CREATE in modes:
            want = {key: item for key, item in want.items() if key not in PASSWORDS}
        elif "always" in modes and any(want.get(key) for key in PASSWORDS):
            situation = replace(situation, policy=_unless_reading_back(situation))
        outcome = self._certified(now, want, super().settle(now, want, situation))
        if FORCE not in modes or situation.policy == ON_CREATE:
            return outcome
        again = super().settle(now, want, replace(situation, policy=AGAIN))
        forced = self._certified(now, want, replace(again, changed=True))
        return replace(forced, shown=outcome.shown if outcome.shown is not UNSET else self.shown(outcome.value))

    def _certified(self, now: Mapping[str, Any], want: Mapping[str, Any], outcome: Outcome) -> Outcome:
        """A certificate is one of its key: with another key the server makes another one, unless the task has it."""
        renewed = "privateKey" in want and outcome.value.get("privateKey") != now.get("privateKey")
        if not renewed or "certificate" in want or not outcome.changed:
            return outcome
        value = {key: item for key, item in outcome.value.items() if key != "certificate"}
        shown = {key: item for key, item in outcome.shown.items() if key != "certificate"}
        return replace(outcome, value=value, shown=shown, body={**outcome.body, "certificate": []})


def _unless_reading_back(situation: Situation) -> str:
    return situation.policy if situation.policy == ON_CREATE else AGAIN


@dataclass(frozen=True)
class Provider(Field):
    """The provider; that of a new key is ``rsa`` unless the task names one."""

    def desire(self, options: Mapping[str, Any]) -> Any:
        given = super().desire(options)
        return None if given is UNSET else given

    def wants(self, now: Any, want: Any, mode: Optional[str]) -> Iterable[tuple[Any, Reference]]:
        if now is None and want:
            yield want, ProviderReference(type=KEYS)

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        return super().settle(now, want or (USUAL if situation.creating else now), situation)

    def propose(self, want: Any) -> Any:
        return want or USUAL


@dataclass(frozen=True)
class Type(Part):
    """The type that makes a component a key; no option says so."""

    def arguments(self) -> dict[str, dict[str, Any]]:
        return {}

    def desire(self, options: Mapping[str, Any]) -> Any:
        return KEYS

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        return Outcome(want, situation.creating, want)


class RealmByNameOrId(Sought):
    """The realm of a key; what takes its place in paths is its name."""

    what = "realm"

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        realms = reader.list("/admin/realms", {"briefRepresentation": "true"})
        found = next((realm for realm in realms if target in (realm.get("realm"), realm.get("id"))), None)
        if found is not None and address.get("realm") not in (found["realm"], found.get("id")):
            raise InvalidInput("parent_id", target, f"must be the name or the id of realm {address.get('realm')!r}")
        return found and {**found, "id": found["realm"]}


class KeyByName:
    """A key by its name; the server doesn't keep that unique, so the provider tells those of one name apart."""

    def one(self, reader: Reader, address: Mapping[str, str]) -> Optional[dict[str, Any]]:
        found = reader.list(fill(COMPONENTS, address), {"type": KEYS, "name": address["name"]})
        found = [one for one in found if one.get("providerType") == KEYS and one.get("name") == address["name"]]
        if len(found) > 1 and address.get("provider_id"):
            found = [one for one in found if one.get("providerId") == address["provider_id"]]
        return only(found, "id", f"named {address['name']!r}", "realm keys")


def in_a_realm(options: dict[str, Any]) -> dict[str, Any]:
    """``parent_id`` is the realm: its name, which is all that paths need, or its id."""
    realm, parent = options.get("realm"), options.get("parent_id")
    plain = parent and realm in (None, parent) and not _UUID.fullmatch(parent)
    return {**options, "realm": realm or parent, "parent_id": None if plain else parent}


def is_a_key(now: Mapping[str, Any], then: Mapping[str, Any], want: Mapping[str, Any]) -> None:
    """An id may be that of any component: of a user federation, say."""
    if now and now.get("providerType") != KEYS:
        raise InvalidInput("id", now.get("id"), f"is no realm key: its type is {now.get('providerType')!r}")


def has_what_the_provider_needs(now: Mapping[str, Any], then: Mapping[str, Any], want: Mapping[str, Any]) -> None:
    """The server refuses an own key without the key, and a keystore without a way in."""
    if now or not then:
        return
    config = then.get("config") or {}
    for key, (option, said) in NEEDED.get(str(then.get("providerId")), {}).items():
        if not config.get(key):
            raise InvalidInput(
                f"config.{option}", None, f"is needed to make a key of provider {then['providerId']!r}{said}"
            )


def how(asked: Mapping[str, Any], before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, str]:
    """A key that was written again though nothing differs was forced."""
    forced = before == after
    return {
        "was": "was forcibly updated" if forced else "changed: ",
        "would": "was forcibly updated" if forced else "would be changed: ",
    }


REALM_KEY = Resource(
    name="realm_key",
    title="realm key",
    sayings={
        "created": "Realm key {name} created",
        "updated": "Realm key {name} {was}{changes}",
        "removed": "Realm key {name} deleted",
        "unchanged": "Realm key {name} was in sync",
        "absent": "Realm key {name} not present",
        "would be created": "Realm key {name} would be created",
        "would be updated": "Realm key {name} {would}{changes}",
        "would be removed": "Realm key {name} would be deleted",
    },
    wording=how,
    homes=(
        Home(
            COMPONENTS,
            COMPONENT_ITEM,
            KeyByName(),
            when="parent_id",
            needs=(Need("realm", "parent_id", RealmByNameOrId()),),
            whole={"type": KEYS},
        ),
        Home(COMPONENTS, COMPONENT_ITEM, KeyByName(), whole={"type": KEYS}),
    ),
    key=("name",),
    narrowed_by=("provider_id",),
    id_option="id",
    keeps_id=True,
    unique=False,
    chooses_id=True,
    label=lambda address: str(address.get("name") or address.get("id", "")),
    parts=(
        Field("name", max_length=LONGEST),
        Provider("provider_id", create_only=True, max_length=LONGEST),
        Type("provider_type"),
        # the PUT merges this map: only an empty list removes a key
        KeyConfig(
            "config",
            type="dict",
            shape=Settings(
                multi=True,
                remove_with=[],
                rename={**{n: camel(n) for n in OPTIONS.split()}, "elliptic_curve": "ellipticCurve"},
            ),
            masked=True,
        ),
    ),
    server_made=frozenset({"id", "parentId"}),
    normalize=in_a_realm,
    checks=(is_a_key, has_what_the_provider_needs),
    vault=RealmVault("config"),
    shares="realm",
    parents={
        "realm": {"type": "str", "no_log": False},
        "parent_id": {"type": "str", "no_log": False, "aliases": ["parentId"]},
    },
)
