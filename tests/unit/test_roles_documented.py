# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The administrative roles that a module's documentation names are those with which it is proven, and no others."""

from __future__ import annotations

import importlib
import pathlib
import re

import pytest
import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
PLACES = sorted((ROOT / "tests/integration/targets").glob("*/privileges.yml"))
MODULES = sorted(path.stem for path in (ROOT / "plugins/modules").glob("keycloak_*.py"))
AREAS = ("realm", "users", "clients", "events", "identity-providers", "authorization", "organizations")
ROLES = {f"{verb}-{area}" for verb in ("view", "manage", "query") for area in AREAS}
ROLES |= {"query-groups", "create-client", "impersonation", "create-realm", "realm-admin"}
# proven in other places: on servers with features that are off by default
ELSEWHERE = {
    "keycloak_management_permissions",
    "keycloak_user_issued_credential",
    "keycloak_user_verifiable_credential",
    "keycloak_user_verifiable_credential_offer",
}
# what users do with their own takes none
NONE = {"keycloak_user_client", "keycloak_user_client_access", "keycloak_user_client_info"}
# roles that are named for what no case does: some servers only, what check mode takes, or what another role gives
BESIDE: dict[str, set[str]] = {
    "keycloak_client_info": {"view-users"},
    "keycloak_clientsecret_info": {"manage-clients"},
    "keycloak_group": {"query-groups", "view-users"},
    "keycloak_identity_provider_info": {"manage-identity-providers"},
    "keycloak_ldap_test": {"query-users"},
    "keycloak_organization": {"manage-realm"},
    "keycloak_organization_info": {"view-realm"},
    "keycloak_role_mapping_info": {"manage-users"},
    "keycloak_scope_mapping_info": {"manage-clients", "manage-realm"},
    "keycloak_user": {"view-clients", "view-identity-providers", "view-realm"},
}


@pytest.mark.parametrize("module", MODULES)
def test_every_module_is_proven_with_the_least_roles(module: str) -> None:
    assert (module in ELSEWHERE | NONE) != (module in [place.parent.name for place in PLACES])


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.parent.name)
def test_the_documentation_names_these_roles(place: pathlib.Path) -> None:
    module = place.parent.name
    text = importlib.import_module(f"ansible_collections.iamops.keycloak.plugins.modules.{module}").DOCUMENTATION
    said = {role for role in re.findall(r"C\(([a-z-]+)\)", text) if role in ROLES}
    cases = yaml.safe_load(place.read_text(encoding="utf-8"))
    proven = {role for case in cases for role in (*case.get("roles", []), *case.get("realm_roles", []))}
    assert said - BESIDE.get(module, set()) == proven
