# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A realm's representation: which lists of objects it has, what tells them apart, and what is a server's own."""

from __future__ import annotations

from ..kinds.realm_shapes import MIRRORED
from .nodes import UNORDERED, Entries, Listing, Named, Objects, Record, Settings, Text


def _own(*names: str) -> frozenset[str]:
    return frozenset(names)


_ID = _own("id")
_ROLES = {"realmRoles": UNORDERED, "clientRoles": Named(UNORDERED)}
_TEXT = Text()

_MAPPER = Record(own=_own("id", "consentRequired"), whole=True)
_ROLE = Record(
    {"composites": Record({"realm": UNORDERED, "client": Named(UNORDERED)}, key=())},
    own=_own("id", "containerId", "clientRole", "composite"),
    whole=True,
)
_GROUP = Record(
    {**_ROLES, "attributes": UNORDERED},
    own=_own("id", "path", "parentId", "subGroupCount", "access"),
)
_GROUP.fields["subGroups"] = Objects(_GROUP)  # type: ignore[index]
_AUTHORIZATION = Record(
    {
        "resources": Objects(
            Record({"uris": UNORDERED, "scopes": Objects(Record(own=_ID)), "attributes": UNORDERED}, own=_own("_id"))
        ),
        "scopes": Objects(Record(own=_ID)),
        "policies": Objects(Record({"config": Listing()}, own=_ID)),
    },
    own=_own("id", "clientId", "name", "authorizationSchema"),
    key=(),
    whole=True,
)
_CLIENT = Record(
    {
        "redirectUris": UNORDERED,
        "webOrigins": UNORDERED,
        "defaultClientScopes": UNORDERED,
        "optionalClientScopes": UNORDERED,
        "attributes": Settings(
            own=_own(
                *("client.secret.creation.time", "client.secret.expiration.time", "realm_client"),
                *("client.secret.rotated", "client.secret.rotated.creation.time"),
                *("client.secret.rotated.expiration.time", "saml.artifact.binding.identifier"),
            )
        ),
        "protocolMappers": Objects(_MAPPER, exact=True),
        "authorizationSettings": _AUTHORIZATION,
    },
    own=_own("id", "access", "origin", "registrationAccessToken", "registeredNodes"),
    key=("clientId",),
    keeps=_own("redirectUris", "webOrigins", "defaultClientScopes", "optionalClientScopes"),
)
_SCOPE = Record({"attributes": Settings(), "protocolMappers": Objects(_MAPPER, exact=True)}, own=_ID)
_COMPONENT = Record(
    {"config": UNORDERED},
    own=_own("id", "parentId", "providerType"),
    key=("name", "providerId", "subType"),
    whole=True,
)
_COMPONENT.fields["subComponents"] = Named(Objects(_COMPONENT))  # type: ignore[index]
_USER = Record(
    {
        **_ROLES,
        "attributes": UNORDERED,
        "groups": UNORDERED,
        "requiredActions": UNORDERED,
        "federatedIdentities": Objects(Record(key=("identityProvider",))),
    },
    own=_own(
        *("id", "access", "createdTimestamp", "disableableCredentialTypes", "federationLink", "notBefore", "origin"),
        *("self", "totp", "userProfileMetadata", "credentials", "clientConsents"),
    ),
    key=("username",),
    whole=True,
    # a new user gets those that are the realm's default
    keeps=_own("realmRoles", "groups", "requiredActions"),
)
_ORGANIZATION_GROUP = Record(
    {**_ROLES, "attributes": UNORDERED, "members": Objects(Record(key=("username",)))},
    own=_own("id", "path", "parentId", "subGroupCount", "access"),
)
_ORGANIZATION_GROUP.fields["subGroups"] = Objects(_ORGANIZATION_GROUP)  # type: ignore[index]
_ORGANIZATION = Record(
    {
        "domains": Objects(Record()),
        "members": Objects(Record(key=("username",))),
        "identityProviders": Objects(Record(key=("alias",))),
        "groups": Objects(_ORGANIZATION_GROUP),
    },
    own=_ID,
    whole=True,
)
_ROLES_OF_CLIENT = Record({"roles": UNORDERED}, key=("client", "clientScope"), whole=True)

REALM = Record(
    {
        "attributes": Settings(own=frozenset(MIRRORED)),
        "authenticationFlows": Objects(Record(own=_ID, key=("alias",), whole=True)),
        "authenticatorConfig": Objects(Record(own=_ID, key=("alias",), whole=True)),
        "browserSecurityHeaders": Settings(),
        "clientScopeMappings": Named(Objects(_ROLES_OF_CLIENT)),
        "clientScopes": Objects(_SCOPE),
        "clients": Objects(_CLIENT),
        "components": Named(Objects(_COMPONENT)),
        "defaultDefaultClientScopes": UNORDERED,
        "defaultGroups": UNORDERED,
        "defaultOptionalClientScopes": UNORDERED,
        "enabledEventTypes": UNORDERED,
        "eventsListeners": UNORDERED,
        "groups": Objects(_GROUP),
        "identityProviderMappers": Objects(Record(own=_ID, key=("identityProviderAlias", "name"), whole=True)),
        "identityProviders": Objects(
            Record(own=_own("internalId", "organizationId", "types"), key=("alias",), whole=True)
        ),
        # a text of a login page that is called password is no secret
        "localizationTexts": Named(_TEXT),
        "organizations": Objects(_ORGANIZATION),
        "requiredActions": Objects(Record(key=("alias",), whole=True)),
        "roles": Record({"realm": Objects(_ROLE), "client": Named(Objects(_ROLE))}, key=()),
        "scopeMappings": Objects(_ROLES_OF_CLIENT),
        "supportedLocales": UNORDERED,
        "userProfile": Record({"attributes": Entries(), "groups": Entries()}, key=()),
        "users": Objects(_USER),
        "webAuthnPolicyAcceptableAaguids": UNORDERED,
        "webAuthnPolicyPasswordlessAcceptableAaguids": UNORDERED,
        "workflows": Objects(Record(own=_own("id", "state"), whole=True)),
    },
    own=_own(
        *("id", "adminPermissionsClient", "keycloakVersion", "otpSupportedApplications"),
        "requiredCredentials",
    ),
    # a realm that isn't said to be enabled is made disabled
    key=("realm", "enabled"),
)
