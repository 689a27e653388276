# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The ledger: that a module calls each operation of the API on a real server, and the documentation's table of them."""

from __future__ import annotations

import json
import pathlib
import re
from collections.abc import Iterable, Iterator

import layout
from console import GateFailed, Log
from operations import ADDED, Calls, Operation, Router, calls, known, missing, modules_of, records

RECORDS = layout.BUILD / "operations"
LEDGER = layout.BUILD / "operations.jsonl"
TABLE = pathlib.PurePath("docs/docsite/rst/operations.rst")
# operations that no module calls, one a line: after the version where it isn't the newest, before a # and the reason;
# none else may be missing, and what is called must leave the list
LACKING = pathlib.Path(__file__).with_name("operations-lacking.txt")
# what the table is of
NEWEST = "26.7.2"
NAME = "iamops.keycloak"
# asks the modules to record what they send
VARIABLE = "IAMOPS_KEYCLOAK_REQUESTS"
HEAD = f"""..
  Copyright: Contributors to the {NAME} collection
  GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
  SPDX-License-Identifier: GPL-3.0-or-later

.. _ansible_collections.{NAME}.docsite.operations:

*******************************************
The API's operations, and their modules
*******************************************

Each operation of Keycloak's Admin REST API, with the modules that call it. The table is written by ``make coverage``
from what the integration tests sent to a real server and what it accepted; calls of
:ansplugin:`{NAME}.keycloak_api#module` don't count. Nor do those of :ansplugin:`{NAME}.keycloak_config#module`,
:ansplugin:`{NAME}.keycloak_drift#module` and :ansplugin:`{NAME}.keycloak_export#module`: over a whole realm,
they do with the same operations what the modules named here do for single objects. Where several modules call an
operation, those that do most often are named. An operation that can be had on some servers only says so. Those of
Authress were sent to a server of the tests' own, see :ref:`ansible_collections.{NAME}.docsite.guide_authress`.
"""
TITLES = {
    "Admin REST API": "The Admin REST API",
    "Clients API": "The clients, as generated clients of the API know them",
    "Client scope mappings": "Scope mappings of clients",
    ADDED: "What Keycloak 26 has beside these",
    "userClientAdministration": "The extension userClientAdministration",
    "Authress": "Service clients of Authress",
}
_ROW = re.compile(r"^   \* - ``([A-Z]+ [^`]*)``", re.MULTILINE)
_MODULE = re.compile(r":ansplugin:`iamops\.keycloak\.(\w+)#module`")


def record_of(name: str) -> pathlib.Path:
    """Return the file for the requests of one gate, removed if it is there from another run."""
    RECORDS.mkdir(parents=True, exist_ok=True)
    path = RECORDS / f"{name}.jsonl"
    path.unlink(missing_ok=True)
    return path


def check(version: str, log: Log) -> None:
    """See that the requests that the integration tests recorded are all operations, and that the table tells the truth.

    :param version: version of the server that they ran against
    :raises GateFailed: if an operation is missing, or a module of the table doesn't call it
    """
    operations = known()
    called = _called(operations)
    absent = [str(one) for one in missing(operations, called, version)]
    lacking = excused(LACKING.read_text(encoding="utf-8"), version) if LACKING.exists() else set()
    wrong = [f"no module calls {one}" for one in dict.fromkeys(absent) if one not in lacking]
    wrong += [f"{one} is called now: take it from {LACKING.name}" for one in sorted(lacking.difference(absent))]
    if version == NEWEST:
        page = (layout.ROOT / TABLE).read_text(encoding="utf-8")
        wrong += [f"{TABLE}: {text}" for text in untrue(page, called, version)]
    for line in wrong:
        log.write(line)
    there = sum(one.exists_in(version) for one in operations)
    outcome = "Not passed" if wrong else "Passed"
    log.write(f"{outcome}: {there - len(absent)} of {there} operations of Keycloak {version} are called by modules")
    if wrong:
        raise GateFailed(f"{len(wrong)} findings")


def excused(text: str, version: str) -> set[str]:
    """Return the operations that a list says are not called on a version of the server."""
    rows = [words for line in text.splitlines() if len(words := line.partition("#")[0].split()) > 1]
    return {" ".join(words[-2:]) for words in rows if (words[0] if len(words) > 2 else NEWEST) == version}


def write(log: Log) -> None:
    """Write the documentation's table from the recorded requests."""
    operations = known()
    (layout.ROOT / TABLE).write_text(table(operations, _called(operations)), encoding="utf-8")
    log.write(f"wrote {TABLE}")


def _called(operations: list[Operation]) -> Calls:
    """Return what was called, and write the ledger: every recorded request, with the operation that it is."""
    router = Router(operations)
    paths = sorted(RECORDS.glob("*.jsonl"))
    with LEDGER.open("w", encoding="utf-8") as ledger:
        for record in records(paths):
            found = router.find(record["method"], record["path"])
            ledger.write(json.dumps({**record, "operation": found[0].path if found else None}) + "\n")
    return calls(records(paths), router)


def table(operations: Iterable[Operation], called: Calls) -> str:
    """Return the page of the documentation."""
    return "\n".join([HEAD, *_sections(list(operations), called)])


def _sections(operations: list[Operation], called: Calls) -> Iterator[str]:
    for document, title in TITLES.items():
        yield f"{title}\n{'=' * len(title)}\n"
        yield ".. list-table::\n   :header-rows: 1\n   :widths: 60 40\n\n   * - Operation\n     - Modules"
        for operation in operations:
            if operation.document == document:
                yield from _row(operation, modules_of(operation, called))
        yield ""


def _row(operation: Operation, modules: list[str]) -> Iterator[str]:
    notes = []
    if operation.missing_in:
        notes.append(f"not in {operation.missing_in}")
    if operation.feature:
        notes.append(f"with the feature ``{operation.feature}``")
    yield f"   * - ``{operation}``" + (f" ({', '.join(notes)})" if notes else "")
    yield "     - " + ", ".join(f":ansplugin:`{NAME}.{module}#module`" for module in modules)


def untrue(page: str, called: Calls, version: str) -> Iterator[str]:
    """Yield what a page says of a server's version that wasn't seen, and what it doesn't say though it was."""
    seen: dict[str, set[str]] = {}
    for operation, modules in called.items():
        seen.setdefault(str(operation), set()).update(modules)
    there = {str(operation) for operation in known() if operation.exists_in(version)}
    starts = list(_ROW.finditer(page))
    for start, end in zip(starts, [*starts[1:], None]):
        row = page[start.end() : end.start() if end else len(page)]
        told, named = start.group(1), _MODULE.findall(row)
        if told in seen and not named:
            yield f"no module is named for {told}, which {min(seen[told])} calls"
        for module in named:
            if told in there and module not in seen.get(told, set()):
                yield f"{module} doesn't call {told}"
