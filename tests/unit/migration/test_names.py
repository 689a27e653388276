# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What modules and groups of other collections are called here."""

from __future__ import annotations

import json
import pathlib
from typing import Optional

import pytest
import yaml
from ansible_collections.iamops.keycloak.plugins.module_utils.migration import names

ROOT = pathlib.Path(__file__).resolve().parents[3]
PEERS = json.loads((ROOT / "tests/unit/peers/options.json").read_text("utf-8"))
ROUTES = yaml.safe_load((ROOT / "meta/runtime.yml").read_text("utf-8"))["plugin_routing"]["modules"]
MODULES = {path.stem for path in (ROOT / "plugins/modules").glob("keycloak_*.py")}


@pytest.mark.parametrize("peer", PEERS)
def test_every_module_of_theirs_is_known(peer: str) -> None:
    assert set(PEERS[peer]) - set(names.THEIRS) == set()
    for name in PEERS[peer]:
        new = names.module(name)
        assert new
        assert names.module(f"{peer}.{name}") == new


def test_what_is_renamed_is_what_is_redirected() -> None:
    redirects = {old: route["redirect"].rpartition(".")[2] for old, route in ROUTES.items() if "redirect" in route}
    here = {old: new for old, new in names.RENAMED.items() if new in MODULES}
    assert {old: names.RENAMED.get(old) for old in redirects} == redirects
    assert set(here) - set(redirects) == set()


@pytest.mark.parametrize(
    ("name", "new"),
    [
        ("community.general.keycloak_client", "iamops.keycloak.keycloak_client"),
        ("community.general.identity.keycloak.keycloak_client", "iamops.keycloak.keycloak_client"),
        ("middleware_automation.keycloak.keycloak_client", "iamops.keycloak.keycloak_client"),
        ("keycloak_client", "iamops.keycloak.keycloak_client"),
        ("community.general.keycloak_clientscope", "iamops.keycloak.keycloak_client_scope"),
        ("iamops.keycloak.keycloak_clientscope", "iamops.keycloak.keycloak_client_scope"),
        ("iamops.keycloak.keycloak_client", None),
        ("iamops.keycloak.keycloak_client_scope", None),
        ("community.general.ldap_entry", None),
        ("other.keycloak.keycloak_client", None),
        ("keycloak_quarkus", None),
        ("middleware_automation.keycloak.keycloak_quarkus", None),
        ("keycloak", None),
        ("", None),
    ],
)
def test_modules(name: str, new: Optional[str]) -> None:
    assert names.module(name) == new
    assert names.default(name) == new


@pytest.mark.parametrize(
    ("name", "new"),
    [
        ("group/community.general.keycloak", "group/iamops.keycloak.keycloak"),
        ("group/middleware_automation.keycloak.keycloak", "group/iamops.keycloak.keycloak"),
        ("group/iamops.keycloak.keycloak", None),
        ("group/community.general.proxmox", None),
        ("group/keycloak", None),
    ],
)
def test_groups(name: str, new: Optional[str]) -> None:
    assert names.default(name) == new


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("# community.general.keycloak_client", ["community.general.keycloak_client"]),
        ("x: '{{ \"group/community.general.keycloak\" }}'", ["group/community.general.keycloak"]),
        ("middleware_automation.keycloak.keycloak_realm", ["middleware_automation.keycloak.keycloak_realm"]),
        ("role: middleware_automation.keycloak.keycloak_quarkus", []),
        ("middleware_automation.keycloak", []),
        ("keycloak_client and iamops.keycloak.keycloak_client", []),
        ("xcommunity.general.keycloak_client community.general.keycloak_client.x", []),
    ],
)
def test_mentions(line: str, found: list[str]) -> None:
    assert names.mentions(line) == found
