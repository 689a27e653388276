# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Identity providers: ``/admin/realms/{realm}/identity-provider/instances``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Optional

from ...engine.canonical import MapOf, as_text
from ...engine.children import Children
from ...engine.field import Field
from ...engine.links import Named
from ...engine.lookup import ByPath
from ...engine.part import AFTER, REMOVE, UNSET, Outcome, Reader, Reference, Situation, Sought, Step, camel
from ...engine.resource import Home, Resource
from ...rest.errors import Forbidden, InvalidInput, NotFound
from ...rest.paths import fill
from .references import PROVIDERS_DOCUMENT, REALM, TO_FLOW, Lenient

PROVIDERS = f"{REALM}/identity-provider/instances"
PROVIDER = PROVIDERS + "/{alias}"
MAPPERS = PROVIDER + "/mappers"
HIDDEN_ON_LOGIN = "hideOnLoginPage"
ORGANIZATION = f"{REALM}/organizations/{{organization}}"
TO_ORGANIZATION = Named("organization", ByPath(f"{REALM}/organizations/{{target}}"), "id")
# a provider as it is read has the reason why it is disabled, where that isn't its own setting
HIDDEN_BY = "hiddenBy"
SWITCHED_OFF = "organizations are switched off in the realm"
# Names that playbooks use for keys of the config, beside the API's own.
SNAKE_CASE = (
    "authorization_url backchannel_supported client_auth_method client_id client_secret default_scope entity_id"
    " from_url gui_order issuer jwks_url logout_url principal_type single_logout_service_url"
    " single_sign_on_service_url sync_mode token_url use_jwks_url user_info_url validate_signature"
)
CONFIG_KEYS = {**{name: camel(name) for name in SNAKE_CASE.split()}, "name_id_policy_format": "nameIDPolicyFormat"}


class Description(Sought):
    """What a provider says of itself at a URL: an OpenID Connect discovery document or SAML metadata."""

    what = "description of an identity provider"

    def find(self, reader: Reader, address: Mapping[str, str], target: Any) -> Optional[Mapping[str, Any]]:
        """``POST /identity-provider/import-config``: the server reads the URL and answers with a config."""
        provider, url = target
        if provider is None:
            provider = (reader.get(fill(PROVIDER, address)) or {}).get("providerId", "oidc")
        body = {"fromUrl": url, "providerId": provider}
        config = reader.query(fill(f"{REALM}/identity-provider/import-config", address), body)
        return None if config is None else {"config": config}

    def label(self, target: Any) -> str:
        return target[1]


@dataclass(frozen=True)
class Config(Field):
    """The config; ``fromUrl`` in it is no setting: it stands for all that the server finds at that URL."""

    def desire(self, options: Mapping[str, Any]) -> Any:
        want = super().desire(options)
        if want is UNSET or not want.get("fromUrl"):
            return want
        return {**want, "fromUrl": (options.get("provider_id"), want["fromUrl"])}

    def wants(self, now: Any, want: Any, mode: Optional[str]) -> Iterable[tuple[Any, Reference]]:
        if want.get("fromUrl"):
            yield want["fromUrl"], Description()

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        rest = dict(want)
        source = rest.pop("fromUrl", None)
        found = situation.found[self.api][source].get("config", {}) if source else {}
        return super().settle(now, {**found, **rest}, situation)

    def propose(self, want: Any) -> Any:
        return {**want, "fromUrl": want["fromUrl"][1]} if want.get("fromUrl") else want


@dataclass(frozen=True)
class Flow(Field):
    """A flow by its alias; an empty one takes it away."""

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        outcome = super().settle(now, want, situation)
        return outcome if want else replace(outcome, value=None)


@dataclass(frozen=True)
class Organization(Field):
    """The organization by its id.

    A PUT sets it where there is none. It doesn't take it away, nor exchange it: null and another keep it, ``""`` is
    refused (26.7.2).
    """

    def settle(self, now: Any, want: Any, situation: Situation) -> Outcome:
        path = fill(ORGANIZATION + "/identity-providers/{alias}", {**situation.address, "organization": now or "-"})
        if now and now != want and situation.document.get(HIDDEN_BY) == SWITCHED_OFF:
            raise InvalidInput(self.option, None, f"can't be changed: {SWITCHED_OFF}")
        if now and not want:
            return Outcome(None, True, UNSET, [Step("DELETE", path, phase=AFTER)])
        outcome = super().settle(now, want or None, situation)
        if want and outcome.changed:
            _refuse_disabled(self.option, situation.found[self.api][want], situation)
            return replace(outcome, steps=[Step("DELETE", path, phase=REMOVE)] if now else [])
        return outcome


def _refuse_disabled(option: str, organization: Mapping[str, Any], situation: Situation) -> None:
    """A provider of a disabled organization reads as disabled, whatever it is itself (26.7.2).

    :raises InvalidInput: where one that is enabled is to be of such an organization
    """
    own = situation.desired.get("enabled", situation.document.get("enabled", True))
    if organization.get("enabled") is False and own is not False:
        name = f"the organization {organization.get('name')!r} is disabled"
        raise InvalidInput(option, None, f"{name}, and its providers with it: enable it before, or say enabled: false")


def _hidden_by(reader: Reader, address: Mapping[str, str], organization: str) -> str:
    """Return why an organization's providers read as disabled, whatever they are themselves; empty where they don't."""
    try:
        found = reader.get(fill(ORGANIZATION, {**address, "organization": organization})) or {}
    except Forbidden:
        return "the login may not see whether its organization is disabled (it needs the role view-organizations)"
    except NotFound:
        return SWITCHED_OFF
    return f"its organization {found.get('name')!r} is disabled" if found.get("enabled") is False else ""


@dataclass(frozen=True)
class ByAlias(ByPath):
    """A provider by its alias; one of an organization tells why it is disabled."""

    path: str = PROVIDER

    def one(self, reader: Reader, address: Mapping[str, str]) -> Optional[dict[str, Any]]:
        found = super().one(reader, address)
        if found and found.get("organizationId") and found.get("enabled") is False:
            found = {**found, HIDDEN_BY: _hidden_by(reader, address, str(found["organizationId"]))}
        return found


def as_newer_servers_show_it(provider: Mapping[str, Any]) -> Mapping[str, Any]:
    """16.1 and 24.0 have ``hideOnLoginPage`` in the config."""
    config = dict(provider.get("config") or {})
    hidden = config.pop(HIDDEN_ON_LOGIN, None)
    return provider if hidden is None else {**provider, "config": config, "hideOnLogin": hidden == "true"}


def listed(reader: Reader, path: str, params: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the providers that a search means: 16.1 knows none, and shows all."""
    found, text = reader.list(path, params or None), params.get("search", "").lower()
    exact = len(text) > 1 and text[0] == text[-1] == '"'
    pattern = re.escape(text[1:-1]) + "$" if exact else ".*".join(map(re.escape, text.split("*")))
    names = ("alias", "displayName")
    return [one for one in found if any(re.match(pattern, str(one.get(name, "")).lower()) for name in names)]


def as_any_server_takes_it(body: dict[str, Any], creating: bool) -> dict[str, Any]:
    """``hideOnLogin`` goes into the config, where older servers keep it and newer ones take it from (26.7.2).

    :raises InvalidInput: where a write would switch the provider off, since it can't be seen whether it is
    """
    reason = body.pop(HIDDEN_BY, "")
    if reason:
        raise InvalidInput(
            "organization_id",
            None,
            f"{reason}: whether the provider itself is enabled can't be seen, and any change would disable it for good."
            " Enable that before",
        )
    hidden = body.pop("hideOnLogin", None)
    if hidden is not None:
        body["config"] = {**(body.get("config") or {}), HIDDEN_ON_LOGIN: as_text(hidden)}
    return body


def hidden_on_login(options: dict[str, Any]) -> dict[str, Any]:
    """The server turns ``hideOnLoginPage`` in the config into a field of its own, and drops it there (26.7.2)."""
    config = dict(options.get("config") or {})
    given = [config.pop(key) for key in ("hide_on_login_page", HIDDEN_ON_LOGIN) if key in config]
    if not given:
        return options
    hidden = options.get("hide_on_login")
    return {**options, "config": config, "hide_on_login": str(given[0]).lower() == "true" if hidden is None else hidden}


def needs_a_type(now: Mapping[str, Any], then: Mapping[str, Any], want: Mapping[str, Any]) -> None:
    """Without one the server answers with a conflict, or with the id ``[null]``."""
    if not now and not then.get("providerId"):
        raise InvalidInput("provider_id", None, "is needed to make an identity provider")
    for number, mapper in enumerate(then.get("mappers") or []):
        if not mapper.get("identityProviderMapper"):
            raise InvalidInput(f"mappers[{number}].identityProviderMapper", None, "is needed to make a mapper")


def no_variable(now: Mapping[str, Any], then: Mapping[str, Any], want: Mapping[str, Any]) -> None:
    """An alias with braces is a path's variable to the server: it answers 400, and 16.1 makes the provider first."""
    alias = str(then.get("alias", ""))
    if not now and re.search(r"\{.*\}", alias):
        raise InvalidInput("alias", alias, "must not have something in braces: servers take it for a variable")


def mappers_of_its_own(now: Mapping[str, Any], then: Mapping[str, Any], want: Mapping[str, Any]) -> None:
    """A mapper names the identity provider that it belongs to."""
    alias = now.get("alias") or then.get("alias")
    for number, mapper in enumerate(want.get("mappers") or []):
        named = mapper.get("identityProviderAlias")
        if named not in (None, alias):
            raise InvalidInput(f"mappers[{number}].identityProviderAlias", named, f"must be {alias!r} or left out")


IDENTITY_PROVIDER = Resource(
    name="identity_provider",
    title="identity provider",
    sayings={
        "created": "Identity provider {alias} has been created",
        "updated": "Identity provider {alias} has been updated",
        "removed": "Identity provider {alias} has been deleted",
        "unchanged": "No changes required to identity provider {alias}.",
        "absent": "Identity provider does not exist; doing nothing.",
    },
    homes=(Home(PROVIDERS, PROVIDER, ByAlias(), search={"search": "{search}"}, listing=listed),),
    key=("alias",),
    shares=PROVIDERS_DOCUMENT,
    parts=(
        Field("alias", required=True, max_length=255),
        Field("provider_id", create_only=True),
        Field("display_name", max_length=255),
        Field("enabled", type="bool"),
        Field("trust_email", type="bool"),
        Field("store_token", type="bool"),
        Field("add_read_token_role_on_create", type="bool"),
        Field("authenticate_by_default", type="bool"),
        Field("link_only", type="bool"),
        Field("hide_on_login", type="bool", aliases=("hide_on_login_page",)),
        Flow("first_broker_login_flow_alias", refers=Lenient(TO_FLOW)),
        Flow("post_broker_login_flow_alias", refers=Lenient(TO_FLOW)),
        Organization("organization_id", refers=TO_ORGANIZATION, since="26"),
        # the PUT replaces it; the server masks clientSecret, and drops empty values
        Config("config", type="dict", shape=MapOf(rename=CONFIG_KEYS), masked=True),
        Children(
            "mappers",
            fields=(
                Field("name", max_length=255),
                Field("identityProviderMapper", aliases=("identity_provider_mapper",)),
                Field("identityProviderAlias", aliases=("identity_provider_alias",)),
                Field("config", type="dict", shape=MapOf(rename={"sync_mode": "syncMode"})),
                Field("id"),
            ),
            at=MAPPERS,
            child=MAPPERS + "/{child}",
            listed=True,
            behavior="mappers_behavior",
            fixed={"identityProviderAlias": "alias"},
        ),
    ),
    server_made=frozenset({"internalId", "types", HIDDEN_BY}),
    not_sent=frozenset({"types", "mappers"}),
    shows=as_newer_servers_show_it,
    normalize=hidden_on_login,
    prepare=as_any_server_takes_it,
    checks=(mappers_of_its_own, needs_a_type, no_variable),
    inside=frozenset({"mappers"}),
    presents=lambda document, foreseen: {name: value for name, value in document.items() if name != HIDDEN_BY},
)
