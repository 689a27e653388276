# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Write what a fresh realm of a server's version has into the table that exports are compared with.

    python3 tests/tools/fresh.py plugins/module_utils/keycloak/export/fresh_others.py

KEYCLOAK_URL, KEYCLOAK_USERNAME and KEYCLOAK_PASSWORD tell where the server is.
"""

from __future__ import annotations

import pathlib
import sys
from collections.abc import Mapping
from typing import Any

from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.export import fresh_others
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.export.fresh import minor
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.export.fresh_26_7 import REALM
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.export.laid import called, laid
from ansible_collections.iamops.keycloak.tests.integration.harness.admin import Admin
from ansible_collections.iamops.keycloak.tests.integration.harness.whole import read

START = "OTHERS: dict[str, Any] = "


def differing(below: Any, above: Any) -> Any:
    """Return what, laid over one value, gives another one."""
    if isinstance(below, Mapping) and isinstance(above, Mapping):
        names = [name for name in {**below, **above} if below.get(name) != above.get(name)]
        return {name: differing(below.get(name), above.get(name)) for name in names}
    if isinstance(below, list) and isinstance(above, list):
        ours, theirs = _by_name(below), _by_name(above)
        if ours and theirs:
            return differing(ours, theirs)
    return above


def _by_name(items: list[Any]) -> dict[str, Any]:
    """Return objects by what they are called, in whose order they are; nothing where they aren't such objects."""
    if not all(isinstance(one, Mapping) and called(one) for one in items):
        return {}
    found = {called(one): one for one in items}
    return found if list(found.values()) == items and list(found) == sorted(found) else {}


def main(path: pathlib.Path) -> None:
    """Ask the server, and write the table."""
    admin = Admin.from_environment()
    admin.make_fresh(REALM["realm"])
    table, version = read(admin, REALM["realm"])
    others = {**fresh_others.OTHERS, minor(version): differing(REALM, table)}
    if laid(REALM, others[minor(version)]) != table:
        raise SystemExit("what differs, laid over the table, isn't what the server has")
    ordered = dict(sorted(others.items(), key=lambda item: [int(number) for number in item[0].split(".")]))
    head = path.read_text("utf-8").partition(START)[0]
    path.write_text(f"{head}{START}{ordered!r}\n", "utf-8")
    print(f"{path}: Keycloak {minor(version)}")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
