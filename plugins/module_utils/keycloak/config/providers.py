# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Identity providers, components and organizations in a realm's representation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...config.items import Data, Item, listed, mapped, without
from ...engine.links import EXACT
from ...rest.errors import InvalidInput
from ..kinds.components import FEDERATION
from ..kinds.realm_keys import GENERATED, GENERATES, KEYS
from ..kinds.user_profiles import PROVIDER_TYPE as PROFILE
from ..kinds.workflows import PROVIDER_TYPE as WORKFLOW

STRUCTURE = ("subComponents", "identityProviderAlias")
# what links a provider to an organization, and what the server derives
_NOT_OF_A_PROVIDER = ("internalId", "organizationId", "types", "updateProfileFirstLogin", "updateProfileFirstLoginMode")
# what an organization has -> the fields by which it has it
_LISTS = {
    "members": ("username",),
    "identityProviders": ("alias", "domain", "redirect_when_email_matches"),
}


def identity_providers(data: Data) -> Iterator[Item]:
    """Yield the identity providers, without what links them to organizations."""
    for where, provider in listed(data.get("identityProviders"), "identityProviders"):
        yield Item("identity_provider", where, without(provider, *_NOT_OF_A_PROVIDER))


def identity_provider_mappers(data: Data) -> Iterator[Item]:
    """Yield the mappers of identity providers."""
    for where, mapper in listed(data.get("identityProviderMappers"), "identityProviderMappers"):
        named = {"identity_provider": mapper.get("identityProviderAlias")}
        yield Item("identity_provider_mapper", where, without(mapper, "identityProviderAlias", "id"), named)


def components(data: Data) -> Iterator[Item]:
    """Yield what is kept as a component: keys, registration policies, user federations with their mappers.

    :raises InvalidInput: where others than federations have components below them
    """
    for at, provider_type, held in mapped(data.get("components"), "components"):
        for where, component in listed(held, at):
            if provider_type == FEDERATION:
                yield Item("user_federation", where, _federation(component, where))
            elif provider_type not in (PROFILE, WORKFLOW):
                own = {**_alone(component, where), **_settings(component, provider_type, where)}
                yield Item("component", where, own, {"provider_type": provider_type})


def passed_over(data: Data) -> Iterator[str]:
    """Yield what of components is not written, in words."""
    for at, provider_type, held in mapped(data.get("components"), "components"):
        if provider_type == WORKFLOW and held:
            yield f"{at} is how a server keeps workflows, and is not written: workflows takes them"
        if any(
            set(_config(one, where)) - set(_settings(one, provider_type, where).get("config", {}))
            for where, one in listed(held, at)
        ):
            yield f"{at} has keys that a server generated, which are not written: each server has its own"


def _config(component: Data, where: str) -> dict[str, Any]:
    return {name: value for _at, name, value in mapped(component.get("config"), f"{where}.config")}


def _settings(component: Data, provider_type: str, where: str) -> dict[str, Any]:
    """Return a component's config without a key that its provider generated."""
    if component.get("config") is None:
        return {}
    generates = provider_type == KEYS and str(component.get("providerId")).endswith(GENERATES)
    return {"config": without(_config(component, where), *(GENERATED if generates else ()))}


def _alone(component: Data, where: str) -> dict[str, Any]:
    """Return a component that none is below.

    :raises InvalidInput: where one is
    """
    if component.get("subComponents"):
        raise InvalidInput(f"{where}.subComponents", None, "only user federations have components below them")
    return without(component, "subComponents", "parentId")


def _federation(component: Data, where: str) -> dict[str, Any]:
    shaped = without(component, "subComponents", "parentId")
    mappers = [
        {**without(_alone(mapper, here), "id"), "providerType": kind}
        for at, kind, held in mapped(component.get("subComponents"), f"{where}.subComponents")
        for here, mapper in listed(held, at)
    ]
    return {**shaped, "mappers": mappers} if mappers else shaped


def organizations(data: Data) -> Iterator[Item]:
    """Yield the organizations, with their members and identity providers; lists that are given are exact."""
    for where, organization in listed(data.get("organizations"), "organizations"):
        shaped = without(organization, *_LISTS, "id", "groups")
        for name, fields in _LISTS.items():
            if organization.get(name) is not None:
                given = [one for _at, one in listed(organization[name], f"{where}.{name}")]
                shaped[name] = [{field: one[field] for field in fields if field in one} for one in given]
                shaped[f"{name}Behavior"] = EXACT
        yield Item("organization", where, shaped)
