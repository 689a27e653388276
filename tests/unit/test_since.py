# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From which version on a server knows an option: kinds, their proofs and the documentation say the same."""

from __future__ import annotations

import importlib
import pathlib
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.field import Field
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.part import Part
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.since import is_older
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.tree import Tree
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.catalogue import KINDS

TARGETS = pathlib.Path(__file__).resolve().parents[1] / "integration/targets"


def _news_of(part: Part) -> Iterator[tuple[str, str]]:
    """Yield a part's options that not all servers know, each with the first version that does."""
    if isinstance(part, Field) and part.since:
        yield part.option, part.since
    if isinstance(part, Tree):
        yield from ((f"{part.option}.{path}", since) for one in part.fields for path, since in _news_of(one))


def _first(module: str) -> str:
    """Return the first version of the server that has what a module is for."""
    needs = TARGETS / module / "needs.yml"
    return str(yaml.safe_load(needs.read_text(encoding="utf-8")).get("since", "0")) if needs.exists() else "0"


def _documented(module: str) -> dict[str, Any]:
    """Return a module's documented options, less those of fragments that all modules share."""
    plugins = "ansible_collections.iamops.keycloak.plugins"
    own = yaml.safe_load(importlib.import_module(f"{plugins}.modules.{module}").DOCUMENTATION)
    options: dict[str, Any] = dict(own["options"])
    for name in own["extends_documentation_fragment"]:
        if name.count(".") == 2 and name != "iamops.keycloak.keycloak":
            fragment = importlib.import_module(f"{plugins}.doc_fragments.{name.rpartition('.')[2]}").ModuleDocFragment
            options.update(yaml.safe_load(fragment.DOCUMENTATION)["options"])
    return options


# organizations had no groups when groups got it
ELSEWHERE = {"organization_group"}
NEWS = [
    (f"keycloak_{name}", path, since)
    for name, kind in KINDS.items()
    for part in kind.parts
    for path, since in _news_of(part)
    if name not in ELSEWHERE and is_older(_first(f"keycloak_{name}"), since)
]


@pytest.mark.parametrize(("module", "path", "since"), NEWS)
def test_the_documentation_says_it(module: str, path: str, since: str) -> None:
    documented = {"suboptions": _documented(module)}
    for option in path.split("."):
        documented = documented["suboptions"][option]
    assert f"Servers before Keycloak {since} do not know it." in documented["description"]


@pytest.mark.parametrize(("module", "path", "since"), NEWS)
def test_the_proof_leaves_it_out_where_the_server_does_not_know_it(module: str, path: str, since: str) -> None:
    proof = yaml.safe_load((TARGETS / module / "proof.yml").read_text(encoding="utf-8"))
    assert path in proof["since"][since]


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_only_what_asks_for_the_version_has_parts_that_are_new(kind: Any) -> None:
    holders = [part for part in kind.parts if not isinstance(part, Tree)]
    inner = [one for part in holders for one in (*getattr(part, "fields", ()), *getattr(part, "keys", ()))]
    assert not [one.option for one in inner if isinstance(one, Field) and one.since]
