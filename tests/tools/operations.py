# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The server's operations, and which of them a recorded request is."""

from __future__ import annotations

import json
import pathlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Optional

KNOWN = pathlib.Path(__file__).with_name("operations.json")
# the last variable of these paths holds slashes
OPEN_ENDED = ("group-by-path",)
# what sends any request there is, or does the work of other modules, is no module of an operation
GENERIC = ("", "keycloak_api", "keycloak_config", "keycloak_drift", "keycloak_export", "keycloak_resource")
ADDED = "Keycloak 26"

Calls = Mapping["Operation", Mapping[str, int]]


@dataclass(frozen=True)
class Operation:
    """One operation of an API document.

    :param method: HTTP method
    :param path: path below the server's base path, with variables in braces
    :param document: the document that describes it
    :param missing_in: version of the oldest server that is tested, if that doesn't have it
    :param feature: server feature that it needs
    :param only_in: version of the only server that the tests have it on, or run beside: it is no part of Keycloak
    """

    method: str
    path: str
    document: str
    missing_in: str = ""
    feature: str = ""
    only_in: str = ""

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    def exists_in(self, version: str) -> bool:
        """Return whether a server of a version has it."""
        if self.only_in not in ("", version):
            return False
        return version != self.missing_in and (self.document != ADDED or int(version.partition(".")[0]) >= 26)


def known() -> list[Operation]:
    """Return all operations, in the order of their documents."""
    return [Operation(**entry) for entry in json.loads(KNOWN.read_text(encoding="utf-8"))]


class Router:
    """Finds the operation of a request.

    :param operations: the operations
    """

    def __init__(self, operations: Iterable[Operation]) -> None:
        self.routes: dict[tuple[str, str], list[Operation]] = {}
        for operation in operations:
            # documents that name a variable differently describe the same operation
            route = re.sub(r"\{[^}]*\}", "{}", operation.path)
            self.routes.setdefault((operation.method, route), []).append(operation)

    def find(self, method: str, path: str) -> list[Operation]:
        """Return the operation of a request as each document has it; a literal segment goes before a variable."""
        routes = [""]
        for segment in path.strip("/").split("/"):
            choices = [f"{route}/{name}" for route in routes for name in (segment, "{}")]
            routes = [*(route for route in routes if route.endswith("/{}") and _is_open(route)), *choices]
            routes = [route for route in routes if self._leads_on(method, route)]
        found = (self.routes.get((method, route)) for route in routes)
        return next((operations for operations in found if operations), [])

    def _leads_on(self, method: str, route: str) -> bool:
        return any(other == route or other.startswith(route + "/") for verb, other in self.routes if verb == method)


def _is_open(route: str) -> bool:
    return route.rsplit("/", 2)[1] in OPEN_ENDED


def records(paths: Iterable[pathlib.Path]) -> Iterator[dict[str, Any]]:
    """Yield the recorded requests of files."""
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)


def succeeded(record: Mapping[str, Any]) -> bool:
    """Return whether a request counts: one of a module that means something, and not refused."""
    return record["module"] not in GENERIC and bool(record["status"]) and record["status"] < 400


def calls(requests: Iterable[Mapping[str, Any]], router: Router) -> dict[Operation, Counter[str]]:
    """Return how often each module called each operation with success."""
    times: Counter[tuple[str, str, str]] = Counter()
    for record in filter(succeeded, requests):
        times[record["method"], record["path"], record["module"]] += 1
    counted: dict[Operation, Counter[str]] = {}
    for (method, path, module), number in times.items():
        for operation in router.find(method, path):
            counted.setdefault(operation, Counter())[module] += number
    return counted


def missing(operations: Iterable[Operation], called: Calls, version: str) -> list[Operation]:
    """Return the operations of a server's version that no module called."""
    return [operation for operation in operations if operation.exists_in(version) and not called.get(operation)]


def modules_of(operation: Operation, called: Calls, most: int = 4) -> list[str]:
    """Return the modules that an operation's row names: those that call it most, the readers of any kind last."""
    counted: Optional[Mapping[str, int]] = called.get(operation)
    ranked = sorted((counted or {}).items(), key=lambda item: (item[0] == "keycloak_info", -item[1], item[0]))
    return sorted(module for module, _times in ranked[:most])
