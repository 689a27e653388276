# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who belongs to an organization: its members, and the identity providers that bring them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Optional

from ...engine.links import Links
from ...engine.part import AFTER, CHANGE, UNSET, Outcome, Reader, Situation, Step
from ...rest.errors import InvalidInput
from ...rest.paths import fill
from .references import REALM, TO_IDENTITY_PROVIDER

MANAGED = "MANAGED"
DELETE_MANAGED = "delete_managed_members"
PROVIDER = f"{REALM}/identity-provider/instances/{{alias}}"
# a provider of an organization keeps in its own settings which domain's users it is for
DOMAIN, REDIRECT = "kc.org.domain", "kc.org.broker.redirect.mode.email-matches"
ANY_DOMAIN = "ANY"


def refuse_managed(option: str, names: Iterable[str]) -> None:
    """Managed members came with the organization, and the server deletes their accounts with their membership.

    :raises InvalidInput: where there are some
    """
    shown = ", ".join(sorted(names))
    if shown:
        raise InvalidInput(
            option,
            None,
            f"these members are managed by the organization, and their accounts would be deleted: {shown}."
            f" {DELETE_MANAGED}: true allows it, for a whole realm as data the option confirm",
        )


@dataclass(frozen=True)
class Members(Links):
    """The members, by their usernames, in lower case as the server has them."""

    def arguments(self) -> dict[str, dict[str, Any]]:
        return {**super().arguments(), DELETE_MANAGED: {"type": "bool", "default": False, "no_log": False}}

    def desire(self, options: Mapping[str, Any]) -> Any:
        want = super().desire(options)
        return want if want is UNSET else {**want, "deletes": bool(options.get(DELETE_MANAGED))}

    def brings(self, kind: str, label: str, want: Any) -> Iterable[tuple[str, str]]:
        return [("organization_member", name) for name in want["present"]]

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        if not want["deletes"]:
            gone = self._split(now, want, situation.modes.get(self.api))[1]
            refuse_managed(self.option, (name for name in gone if now[name].get("membershipType") == MANAGED))
        return super().settle(now, want, situation)


def spare_managed(
    reader: Reader, address: Mapping[str, str], document: Mapping[str, Any], options: Mapping[str, Any]
) -> None:
    """An organization takes its managed members with it.

    :raises InvalidInput: where it has some, and the task doesn't allow it
    """
    if not options.get(DELETE_MANAGED):
        path = fill(f"{REALM}/organizations/{{id}}/members", address)
        # the server's own filter knows capital letters alone (26.7.2)
        found = reader.list(path, {"membershipType": MANAGED})
        refuse_managed("state", (user["username"] for user in found if user.get("membershipType") == MANAGED))


@dataclass(frozen=True)
class Provider:
    """An identity provider by its alias."""

    what: str = TO_IDENTITY_PROVIDER.what

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        found = TO_IDENTITY_PROVIDER.find(reader, address, target)
        return None if found is None else {**found, "id": found["alias"]}

    def label(self, target: Any) -> str:
        return str(target)

    def target(self, reader: Reader, address: Mapping[str, str], entry: Mapping[str, Any]) -> Any:
        return entry["alias"]


@dataclass(frozen=True)
class Providers(Links):
    """The identity providers that are linked to an organization, each with the domain that it is for."""

    def desire(self, options: Mapping[str, Any]) -> Any:
        want = super().desire(options)
        if want is UNSET:
            return want
        settings: dict[str, dict[str, str]] = {}
        for number, item in enumerate(options[self.option]):
            if item["alias"] in settings:
                raise InvalidInput(f"{self.option}[{number}].alias", item["alias"], "must be unique in the list")
            settings[item["alias"]] = _settings(item)
        return {**want, "settings": settings}

    def observe(self, reader: Reader, address: Mapping[str, str], document: Mapping[str, Any]) -> Any:
        found = super().observe(reader, address, document)
        return {alias: {**entry, "id": alias} for alias, entry in found.items()}

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        outcome = super().settle(now, want, situation)
        value: dict[str, Any] = {}
        steps: list[Step] = []
        for alias, had in outcome.value.items():
            entry = _without_lost_domain(had, situation)
            value[alias] = self._entry(alias, entry, want["settings"].get(alias) or {}, situation)
            steps += self._written(alias, entry, value[alias], situation)
        return replace(outcome, value=value, changed=outcome.changed or bool(steps), steps=[*outcome.steps, *steps])

    def _written(
        self, alias: str, entry: Mapping[str, Any], then: Mapping[str, Any], situation: Situation
    ) -> Iterable[Step]:
        """Yield the write of a provider's settings.

        A provider of a disabled organization reads as disabled, whatever it is, and whoever writes what was read makes
        it so. The server does that itself when it links one to a disabled organization (26.7.2).

        :raises InvalidInput: where the provider's own setting can't be seen
        """
        was_off = situation.document.get("enabled") is False
        if entry.get("organizationId") and was_off and then != entry:
            raise InvalidInput(
                self.option, alias, "can't get other settings while the organization is disabled: enable it before"
            )
        is_off = situation.desired.get("enabled", not was_off) is False
        switched_off = is_off and not entry.get("organizationId") and entry.get("enabled") is not False
        if then != entry or switched_off:
            path = fill(PROVIDER, {**situation.address, "alias": alias})
            body = {name: item for name, item in then.items() if name != "id"}
            # a new link keeps what the provider says by then
            yield Step("PUT", path, body, AFTER if switched_off else CHANGE)

    def _entry(
        self, alias: str, entry: Mapping[str, Any], settings: Mapping[str, str], situation: Situation
    ) -> Mapping[str, Any]:
        """Return a provider as it will be.

        :raises InvalidInput: where it can't be
        """
        owner = entry.get("organizationId")
        if owner and owner != situation.address.get("id"):
            raise InvalidInput(self.option, alias, "must not be linked to another organization")
        domain = settings.get(DOMAIN)
        if domain and domain != ANY_DOMAIN and domain not in _domains(situation):
            raise InvalidInput(f"{self.option}.domain", domain, f"must be one of domains, or {ANY_DOMAIN}")
        config = dict(entry.get("config") or {})
        for name, text in settings.items():
            if text or name in config:
                config[name] = text
        return {**entry, "config": {name: text for name, text in config.items() if text or name not in settings}}

    def canonical(self, value: Any) -> Any:
        return self.represent(value)

    def propose(self, want: Any) -> Any:
        return [_shown(alias, want["settings"].get(alias) or {}) for alias in want["present"]]

    def represent(self, value: Any) -> Any:
        return [_shown(alias, (entry or {}).get("config") or {}) for alias, entry in sorted((value or {}).items())]


def _settings(item: Mapping[str, Any]) -> dict[str, str]:
    """Return what an item asks of the provider's own settings; an empty text is one that goes."""
    settings = {}
    if item.get("domain") is not None:
        given = str(item["domain"])
        settings[DOMAIN] = given if given == ANY_DOMAIN else given.lower()
    if item.get("redirect_when_email_matches") is not None:
        settings[REDIRECT] = "true" if item["redirect_when_email_matches"] else ""
    return settings


def _without_lost_domain(entry: Mapping[str, Any], situation: Situation) -> Mapping[str, Any]:
    """Return a linked provider without its domain where the organization loses that: the server drops it (26.7.2)."""
    config = entry.get("config") or {}
    if not entry.get("organizationId") or config.get(DOMAIN) in (None, ANY_DOMAIN, *_domains(situation)):
        return entry
    return {**entry, "config": {name: text for name, text in config.items() if name != DOMAIN}}


def _domains(situation: Situation) -> set[str]:
    given = situation.desired.get("domains")
    kept = situation.document.get("domains") or []
    if given is None:
        return {domain["name"] for domain in kept}
    subset = situation.modes.get("domains") == "subset"
    return {domain["name"] for domain in [*given, *(kept if subset else [])]}


def _shown(alias: str, config: Mapping[str, str]) -> dict[str, Any]:
    shown: dict[str, Any] = {"alias": alias}
    if config.get(DOMAIN):
        shown["domain"] = config[DOMAIN]
    if config.get(REDIRECT) == "true":
        shown["redirectWhenEmailMatches"] = True
    return shown
