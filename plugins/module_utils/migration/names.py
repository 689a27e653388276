# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names: what the modules of other collections are called here."""

from __future__ import annotations

import re
from typing import Optional

OURS = "iamops.keycloak"
PEERS = ("community.general", "middleware_automation.keycloak")
# their name -> ours
RENAMED = {
    "keycloak_clientscope": "keycloak_client_scope",
    "keycloak_clientscope_rolemappings": "keycloak_client_scope_rolemappings",
    "keycloak_clientscope_type": "keycloak_client_scope_type",
}
THEIRS = (
    "keycloak_authentication",
    "keycloak_authentication_flow",
    "keycloak_authentication_required_actions",
    "keycloak_authentication_v2",
    "keycloak_authz_authorization_scope",
    "keycloak_authz_custom_policy",
    "keycloak_authz_permission",
    "keycloak_authz_permission_info",
    "keycloak_client",
    "keycloak_client_rolemapping",
    "keycloak_client_rolescope",
    "keycloak_client_scope",
    "keycloak_client_scope_rolemappings",
    "keycloak_client_scope_type",
    "keycloak_clientscope",
    "keycloak_clientscope_rolemappings",
    "keycloak_clientscope_type",
    "keycloak_clientsecret_info",
    "keycloak_clientsecret_regenerate",
    "keycloak_clienttemplate",
    "keycloak_component",
    "keycloak_component_info",
    "keycloak_group",
    "keycloak_identity_provider",
    "keycloak_realm",
    "keycloak_realm_info",
    "keycloak_realm_key",
    "keycloak_realm_keys_metadata_info",
    "keycloak_realm_localization",
    "keycloak_realm_rolemapping",
    "keycloak_realm_users_info",
    "keycloak_role",
    "keycloak_user",
    "keycloak_user_execute_actions_email",
    "keycloak_user_federation",
    "keycloak_user_rolemapping",
    "keycloak_userprofile",
)
GROUP = "group/"
# where a module was before its collection put all of them into one place
_FORMERLY = "identity.keycloak."
_MENTIONED = re.compile(
    r"(?<![\w.])(?:group/)?(?:community\.general\.(?:identity\.keycloak\.)?|middleware_automation\.keycloak\.)"
    r"keycloak(?:_\w+)?(?![\w.])"
)


def module(name: str) -> Optional[str]:
    """Return what a module is called here, by its full or its bare name; None where it is none of theirs.

    Old names of this collection's own modules count as theirs.
    """
    collection, bare = _apart(name)
    if bare not in THEIRS or collection not in ("", OURS, *PEERS) or (collection == OURS and bare not in RENAMED):
        return None
    return f"{OURS}.{RENAMED.get(bare, bare)}"


def default(name: str) -> Optional[str]:
    """Return what a key of ``module_defaults`` is called here; None where it is none of theirs."""
    if name.startswith(GROUP):
        collection, group = _apart(name[len(GROUP) :])
        return f"{GROUP}{OURS}.keycloak" if group == "keycloak" and collection in PEERS else None
    return module(name)


def full(name: str) -> Optional[str]:
    """Return what a module or a group is called here, by its full name alone; None where it is none of theirs."""
    collection, bare = _apart(name)
    if not collection:
        return None
    return f"{OURS}.keycloak" if bare == "keycloak" and collection in PEERS else module(name)


def mentions(line: str) -> list[str]:
    """Return their names that a line has, in whatever place."""
    return [name for name in _MENTIONED.findall(line) if default(name)]


def _apart(name: str) -> tuple[str, str]:
    """Return a name's collection and what is left of it."""
    for collection in (OURS, *PEERS):
        if name.startswith(f"{collection}."):
            rest = name[len(collection) + 1 :]
            return collection, rest[len(_FORMERLY) :] if rest.startswith(_FORMERLY) else rest
    return "", name
