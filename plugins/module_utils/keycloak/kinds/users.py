# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Users: ``/admin/realms/{realm}/users``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Optional

from ...engine.children import Children
from ...engine.field import Field
from ...engine.links import EXACT, SUBSET, Call, Named
from ...engine.lookup import InList
from ...engine.part import PENDING_ID, Reader
from ...engine.resource import Home, Need, Resource
from ...rest.errors import BadRequest
from ...rest.paths import fill
from .references import REALM, TO_CLIENT, TO_GROUP, TO_IDENTITY_PROVIDER, Lenient, account_of, group_path
from .user_names import USERS, Email, Username
from .user_parts import AttributeMap, Attributes, Consents, FederationLink, Groups, Lower, ServiceAccount, Text, Told
from .user_passwords import USER_ITEM, Credentials, RequiredActions
from .user_realm import REQUIRED_ACTIONS

SERVICE_ACCOUNT = f"{REALM}/clients/{{client}}/service-account-user"
TO_REQUIRED_ACTION = Lenient(Named("required_action", InList(REQUIRED_ACTIONS, {"alias": "target"}), "alias"))
# never lenient: a user who is linked to anything else is lost
STORAGES = {"type": "org.keycloak.storage.UserStorageProvider"}
TO_USER_STORAGE = Named("user_storage", InList(f"{REALM}/components", {"id": "target"}, STORAGES), "id")

# A search by username finds service accounts, too, which no list shows, and gives all that the user's own path gives
# but the links to identity providers (26.7.2).
BY_USERNAME = InList(USERS, {"username": "username"}, {"username": "{username}", "exact": "true"}, fold=("username",))


@dataclass(frozen=True)
class OfClient:
    """The service account of a client; a client without one is answered 400."""

    def one(self, reader: Reader, address: Mapping[str, str]) -> Optional[dict[str, Any]]:
        if address["client"] == PENDING_ID:
            return None
        try:
            return reader.get(fill(SERVICE_ACCOUNT, address))
        except BadRequest:
            return None


def as_peers_mean(options: dict[str, Any]) -> dict[str, Any]:
    """Users' passwords have an option of their own for when they are written; the old default of ``email_verified`` is
    only followed where a task asks for it; the username of a service account is the server's to make."""
    options = {**options, "update_secrets": options.get("update_password")}
    if options.get("email_verified_behavior") == "compatibility" and options.get("email_verified") is None:
        options["email_verified"] = False
    if options.get("service_account_client_id") and not options.get("username") and not options.get("id"):
        options["username"] = account_of(options["service_account_client_id"])
    return options


def _by_state(item: Mapping[str, Any]) -> Any:
    return group_path(item["name"])


GROUPS = Groups(
    "groups",
    of=TO_GROUP,
    at=USER_ITEM + "/groups",
    add=Call("PUT", USER_ITEM + "/groups/{target}"),
    remove=Call("DELETE", USER_ITEM + "/groups/{target}"),
    embed=True,
    behavior="groups_behavior",
    words={EXACT: EXACT, SUBSET: SUBSET},
    item={
        "name": {"type": "str", "required": True, "no_log": False},
        "state": {"type": "str", "choices": ["present", "absent"], "default": "present", "no_log": False},
    },
    target=_by_state,
)

LINK = USER_ITEM + "/federated-identity/{child}"
IDENTITIES = Children(
    "federated_identities",
    fields=(
        Field("identity_provider", refers=Lenient(TO_IDENTITY_PROVIDER), required=True),
        Field("user_id", required=True),
        Field("user_name"),
    ),
    key="identityProvider",
    at=USER_ITEM + "/federated-identity",
    child=LINK,
    make=LINK,
    ident="identityProvider",
    replaced=True,
    listed=True,
    embed=True,
)

USER = Resource(
    name="user",
    title="user",
    sayings={
        "created": "User {username} created",
        "updated": "User {username} updated",
        "removed": "User {username} deleted",
        "unchanged": "No changes made for user {username}",
        "absent": "User does not exist, doing nothing.",
    },
    also_returns=lambda made, before, after: {"user_created": made},
    homes=(
        Home(
            USERS,
            USER_ITEM,
            OfClient(),
            when="service_account_client_id",
            needs=(Need("client", "service_account_client_id", TO_CLIENT),),
        ),
        Home(USERS, USER_ITEM, BY_USERNAME, search={"search": "{search}"}, fuller=True),
    ),
    key=("username",),
    id_option="id",
    named_by=("username", "id", "service_account_client_id"),
    parts=(
        Username("username", shape=Lower(), max_length=255),
        Text("first_name", max_length=255),
        Text("last_name", max_length=255),
        Email("email", shape=Lower(), max_length=255),
        Field("email_verified", type="bool"),
        Field("enabled", type="bool"),
        Attributes("attributes", shape=AttributeMap(multi=True, unordered=True)),
        GROUPS,
        Credentials("credentials"),
        RequiredActions("required_actions", type="list", elements="str", refers=TO_REQUIRED_ACTION),
        IDENTITIES,
        Consents("client_consents"),
        ServiceAccount("service_account_client_id"),
        FederationLink("federation_link", refers=TO_USER_STORAGE),
        Told("origin"),
        Told("self"),
        Told("access", type="dict"),
        Told("disableable_credential_types", type="list", elements="str"),
    ),
    server_made=frozenset(
        {"id", "createdTimestamp", "access", "origin", "totp", "notBefore", "disableableCredentialTypes"}
    ),
    not_sent=frozenset(
        {
            *("access", "origin", "createdTimestamp", "disableableCredentialTypes", "federatedIdentities"),
            # a write of these is answered 204 and changes nothing
            *("totp", "notBefore", "realmRoles", "clientRoles"),
        }
    ),
    normalize=as_peers_mean,
    remade_by="force",
    advice={
        "attributes": "the realm's user profile must have the attribute, or let unmanaged ones in",
        "requiredActions": "the realm has no such required action",
        "federatedIdentities": "the realm has no such identity provider",
    },
    parents={
        "force": {"type": "bool", "default": False, "no_log": False},
        "email_verified_behavior": {"type": "str", "choices": ["compatibility", "no_defaults"], "no_log": False},
    },
)
