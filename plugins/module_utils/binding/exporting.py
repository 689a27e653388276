# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Exporting: a task that writes a realm as data, to a file or into its result."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Optional

from ..engine.reading import Source
from ..keycloak.export.exporting import Export, export
from ..keycloak.export.reading import read
from ..keycloak.export.tasks import tasks
from ..keycloak.export.texts import ENDS, JSON, text
from ..keycloak.kinds.catalogue import KINDS
from ..rest.errors import InvalidInput
from .arguments import of_kind, option
from .destination import presentable, save, writable
from .keycloak import KEYCLOAK
from .reading import source_of
from .runtime import Runtime
from .system import Spec
from .task import Task

REFERENCES, OMIT = "references", "omit"
REPRESENTATION, TASKS = "representation", "tasks"
HEADINGS = {
    REPRESENTATION: "The realm {}, as keycloak_export has it. Applied by keycloak_config, with template: true.",
    TASKS: "The realm {} as tasks, as keycloak_export has them. Where the server is they leave to module_defaults.",
}
# a large realm takes a server that has just started this long, in seconds
PATIENCE = 300


class Exports(Task):
    """Writes a realm as data."""

    def spec(self) -> Spec:
        connection = KEYCLOAK.connection()
        connection["connection_timeout"]["default"] = PATIENCE
        return {
            **connection,
            "realm": option(required=True),
            "dest": option("path"),
            "format": option(choices=[REPRESENTATION, TASKS], default=REPRESENTATION),
            "users": option("bool", default=False),
            "secrets": option(choices=[REFERENCES, OMIT], default=REFERENCES),
            "compare_with": option(),
        }

    def perform(self, options: Mapping[str, Any], runtime: Runtime, check: bool, result: dict[str, Any]) -> None:
        dest, name = options["dest"], options["realm"]
        before = _present(writable(dest, _ends(options["format"]), check)) if dest else None
        client = runtime.client(options, KEYCLOAK)
        anticipation = runtime.anticipation(options, check, KEYCLOAK)
        source = source_of(client, options, anticipation, check, KEYCLOAK)
        left: list[str] = []
        found = read(source, options["users"], left)
        result["warnings"] = [*getattr(anticipation, "warnings", [])]
        if found:
            made, done = export(found, left, _other(source, options), options["secrets"] == OMIT), "has been read"
        else:
            # check mode: an earlier task has it yet to make
            made, done = Export({"realm": name, "enabled": True}), "is yet to be made"
        version = str(found.get("keycloakVersion", ""))
        result.update(_told(made, version), msg=f"Realm {name} {done}")
        if not made.compared:
            result["warnings"].append(
                f"what a fresh realm of Keycloak {version} has isn't known here, so it is in the data as well;"
                " compare_with can name a realm to leave that out"
            )
        form = options["format"]
        data = tasks(made.config, _spec) if form == TASKS else made.config
        if dest:
            _write(dest, before, text(data, made.variables, dest, HEADINGS[form].format(name)), check, result)
        else:
            result["tasks" if form == TASKS else "config"] = data


def _spec(kind: str) -> Spec:
    """Return the options of a kind's module, without those of the connection."""
    spec, connection = of_kind(KINDS[kind], KEYCLOAK), KEYCLOAK.connection()
    own = {name for part in KINDS[kind].parts for name in part.arguments()}
    return {name: entry for name, entry in spec.items() if name in own or name not in connection}


def _told(made: Export, version: str) -> dict[str, Any]:
    return {
        "keycloak_version": version,
        "vault_variables": made.variables,
        "removed_built_ins": made.removed,
        "not_exported": made.left,
    }


def _other(source: Source, options: Mapping[str, Any]) -> Optional[dict[str, Any]]:
    """Return what was read of the realm to compare with, None where none is named."""
    name = options["compare_with"]
    if name is None:
        return None
    if name in ("", options["realm"]):
        raise InvalidInput("compare_with", name, "must be the name of another realm")
    return read(Source(source.reader, {**options, "realm": name}, source.anticipation, source.login), False, []) or None


def _ends(form: str) -> list[str]:
    """Return how the names of files may end; tasks are YAML."""
    return [end for end in ENDS if form == REPRESENTATION or end != JSON]


def _present(dest: str) -> Optional[str]:
    """Return what a file has, None where there is none.

    :raises InvalidInput: where it can't be read
    """
    try:
        with open(dest, encoding="utf-8", newline="") as file:
            return file.read()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput("dest", dest, f"can't be read: {error}") from None


def _write(dest: str, before: Optional[str], after: str, check: bool, result: dict[str, Any]) -> None:
    changed = before != after
    result.update(
        changed=changed,
        dest=dest,
        diff={
            # what is written has no secret
            "before": presentable(before) if before and changed else before or "",
            "after": after,
            "before_header": dest,
            "after_header": dest,
        },
    )
    if changed:
        result["msg"] += f", and {dest} {'would be' if check else 'has been'} written"
    if changed and not check:
        save(dest, after)
