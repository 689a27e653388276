# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tables of the migration guide, made of the peers' documentation and our argument specs.

A test holds the guide against them, and ``python -m ansible_collections.iamops.keycloak.tests.unit.peers.guide`` writes
them.
"""

from __future__ import annotations

import importlib
import json
import pathlib
from collections.abc import Iterator
from typing import Any

from ansible_collections.iamops.keycloak.plugins.module_utils.migration import names

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parents[2]
GUIDE = ROOT / "docs/docsite/rst/guide_migration.rst"
MODULES = "ansible_collections.iamops.keycloak.plugins.modules"
PEERS = json.loads((HERE / "options.json").read_text("utf-8"))
LEFT = "left as it is"
# what it means here that an option with a default there is left out, by the option's last name
MEANS = {
    "bind_credential_update_mode": "``update_secrets`` decides, and a changed credential is told from an unchanged one",
    "client_scopes_behavior": "a list given is exact, one left out is left as it is",
    "decision_strategy": "left as it is; a new one is ``UNANIMOUS``",
    "email_verified_behavior": "left as it is, as with ``no_defaults``",
    "provider_id": "left as it is; a new one has the same",
    "provider_type": "the same",
    "protocol": "left as it is; a new one has the same",
    "protocol_mappers_behavior": "a list given is exact, one left out is left as it is",
    "remove_unspecified_mappers": "a list given is exact, one left out is left as it is",
    "subFlowType": "left as it is; a new one has the same",
    "update_password": "``update_secrets`` decides, and a changed password is told from an unchanged one",
    "value": "the same",
}
MEANS |= {"providerId": MEANS["provider_id"], "providerType": MEANS["provider_type"]}
Options = dict[str, dict[str, Any]]
Row = tuple[str, ...]


def here(module: str) -> str:
    """Return what a module of theirs is called here."""
    return names.RENAMED.get(module, module)


def specs() -> dict[str, Options]:
    """Return the argument specs of our modules that are theirs as well."""
    found = {path.stem for path in (ROOT / "plugins/modules").glob("keycloak_*.py")}
    wanted = {here(name) for name in names.THEIRS} & found
    return {name: importlib.import_module(f"{MODULES}.{name}").BINDING.spec() for name in sorted(wanted)}


def name_rows() -> list[Row]:
    """Return (their name, ours)."""
    return [(f"``{name}``", f"``{here(name)}``") for name in names.THEIRS]


def default_rows() -> list[Row]:
    """Return (our module, option, their default, what it means here that it is left out), each once."""
    ours = specs()
    rows = {
        (here(name), option, json.dumps(value) if value != "" else '""', MEANS.get(option.rpartition(".")[2], LEFT))
        for modules in PEERS.values()
        for name, module in modules.items()
        if here(name) in ours
        for option, value in dropped(module["options"], ours[here(name)])
    }
    return [(f"``{module}``", f"``{option}``", f"``{value}``", means) for module, option, value, means in sorted(rows)]


def dropped(theirs: Options, ours: Options, where: str = "") -> Iterator[tuple[str, Any]]:
    """Yield (option, default) of what has a default there and not here."""
    named = {name: entry for own, entry in ours.items() for name in (own, *entry.get("aliases", []))}
    for name, option in theirs.items():
        mine = named.get(name, {})
        if option.get("default") is not None and option["default"] != mine.get("default"):
            yield where + name, option["default"]
        below = option.get("suboptions") or option.get("options")
        # steps have steps in the same form
        if below and not where.endswith(f"{name}."):
            yield from dropped(below, mine.get("options") or {}, f"{where}{name}.")


def table(header: Row, rows: list[Row]) -> str:
    """Return rows as a list-table."""
    lines = [".. list-table::", "   :header-rows: 1", ""]
    for row in (header, *rows):
        lines += [f"   {'* - ' if not number else '  - '}{cell}" for number, cell in enumerate(row)]
    return "\n".join(lines)


TABLES = {
    "names": (("there", "here"), name_rows),
    "defaults": (("module", "option", "default there", "left out here"), default_rows),
}


def marks(name: str) -> Row:
    """Return the lines around a table."""
    return f".. begin of the table of {name}, which a test makes\n\n", f"\n\n.. end of the table of {name}\n"


def written(name: str) -> str:
    """Return a table as the guide has it."""
    begin, end = marks(name)
    return GUIDE.read_text("utf-8").partition(begin)[2].partition(end)[0]


def main() -> None:
    """Write the tables into the guide."""
    for name, (header, rows) in TABLES.items():
        begin, end = marks(name)
        before, first, rest = GUIDE.read_text("utf-8").partition(begin)
        _old, last, after = rest.partition(end)
        if not (first and last):
            raise SystemExit(f"the marks of the table of {name} aren't in {GUIDE.name}")
        GUIDE.write_text(before + begin + table(header, rows()) + end + after, "utf-8")


if __name__ == "__main__":
    main()
