# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A playbook of the peers' modules must work here by their names: every option, alias, choice and suboption is taken.

``options.json`` is what community.general 13.4 and middleware_automation.keycloak 3.0.11 document.
"""

from __future__ import annotations

import importlib
import json
import pathlib
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parents[2]
PEERS = json.loads((HERE / "options.json").read_text("utf-8"))
OURS = {path.stem for path in (ROOT / "plugins/modules").glob("keycloak_*.py")}
RENAMED = {
    "keycloak_clientscope": "keycloak_client_scope",
    "keycloak_clientscope_rolemappings": "keycloak_client_scope_rolemappings",
    "keycloak_clientscope_type": "keycloak_client_scope_type",
}
# option of a peer -> why it isn't taken
LEFT_OUT: dict[tuple[str, str], str] = {}
# option that the peers do without -> why it is required here
REQUIRED = {
    ("keycloak_realm", "realm"): "the peers fail without it, too, once they need it",
    ("keycloak_user", "attributes.name"): "an attribute without a name is none",
    ("keycloak_user", "groups.name"): "a group without a name is none",
}
# option that takes other elements than the peers' -> why
ELEMENTS = {("keycloak_user", "federated_identities"): "the server wants objects; no text could say what is in them"}
MODULES = [
    (peer, name, RENAMED.get(name, name))
    for peer, modules in PEERS.items()
    for name in modules
    if RENAMED.get(name, name) in OURS
]
Options = dict[str, dict[str, Any]]


def spec_of(module: str) -> Options:
    """Return a module's argument spec."""
    return importlib.import_module(f"ansible_collections.iamops.keycloak.plugins.modules.{module}").BINDING.spec()


def documentation(module: str, part: str) -> Any:
    """Return a part of a module's documentation."""
    loaded = importlib.import_module(f"ansible_collections.iamops.keycloak.plugins.modules.{module}")
    return yaml.safe_load(getattr(loaded, part))


def missing(module: str, theirs: Options, ours: Options, where: str = "") -> Iterator[str]:
    """Yield what a peer's options have that ours don't take."""
    named = {name: entry for own, entry in ours.items() for name in (own, *entry.get("aliases", []))}
    for name, option in theirs.items():
        path = f"{where}{name}"
        if (module, path) in LEFT_OUT:
            continue
        for spelling in (name, *option.get("aliases", [])):
            if spelling not in named:
                yield f"{path}: not taken as {spelling}"
        if name in named:
            yield from _differing(module, path, option, named[name])


def _differing(module: str, path: str, option: dict[str, Any], mine: dict[str, Any]) -> Iterator[str]:
    if option.get("type", "str") != mine["type"] and "type" in option:
        yield f"{path}: is of type {mine['type']}, not {option['type']}"
    if option.get("elements", mine.get("elements")) != mine.get("elements") and (module, path) not in ELEMENTS:
        yield f"{path}: has elements of type {mine.get('elements')}, not {option['elements']}"
    if mine.get("choices") and set(option.get("choices", ["anything"])) - set(mine["choices"]):
        yield f"{path}: takes only {mine['choices']}"
    if mine.get("required") and not option.get("required") and (module, path) not in REQUIRED:
        yield f"{path}: is required"
    if option.get("options") and mine.get("options"):
        yield from missing(module, option["options"], mine["options"], f"{path}.")


@pytest.mark.parametrize(("peer", "name", "module"), MODULES)
def test_every_option_is_taken(peer: str, name: str, module: str) -> None:
    assert list(missing(module, PEERS[peer][name]["options"], spec_of(module))) == []


@pytest.mark.parametrize(("peer", "name", "module"), MODULES)
def test_every_return_key_is_documented(peer: str, name: str, module: str) -> None:
    assert set(PEERS[peer][name]["returns"]) <= set(documentation(module, "RETURN"))


def test_what_is_left_out_is_really_left_out() -> None:
    for module, path in LEFT_OUT:
        assert path not in spec_of(module), f"{module}.{path} is taken now"


def test_a_peers_name_of_a_module_leads_to_ours() -> None:
    routing = yaml.safe_load((ROOT / "meta/runtime.yml").read_text("utf-8"))["plugin_routing"]
    for sort in ("modules", "action"):
        leads = {old: entry["redirect"] for old, entry in routing[sort].items()}
        assert leads == {old: f"iamops.keycloak.{new}" for old, new in RENAMED.items() if new in OURS}
