# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Exporting: a task that writes a realm as data, to a file or into its result."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, Optional

from ..engine.reading import Source
from ..keycloak.export.exporting import Export, export
from ..keycloak.export.reading import read
from ..keycloak.export.texts import ENDS, text
from ..migration.files import without_secrets, write
from ..rest.errors import InvalidInput
from .arguments import option
from .keycloak import KEYCLOAK
from .reading import source_of
from .runtime import Runtime
from .system import Spec
from .task import Task

REFERENCES, OMIT = "references", "omit"
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
            "users": option("bool", default=False),
            "secrets": option(choices=[REFERENCES, OMIT], default=REFERENCES),
            "compare_with": option(),
        }

    def perform(self, options: Mapping[str, Any], runtime: Runtime, check: bool, result: dict[str, Any]) -> None:
        dest, name = options["dest"], options["realm"]
        before = _present(dest) if dest else None
        client = runtime.client(options, KEYCLOAK)
        anticipation = runtime.anticipation(options, check, KEYCLOAK)
        source = source_of(client, options, anticipation, check, KEYCLOAK)
        left: list[str] = []
        found = read(source, options["users"], left)
        result["warnings"] = [*getattr(anticipation, "warnings", [])]
        if not found:
            result.update(_told(Export({"realm": name}), ""), msg=f"Realm {name} is yet to be made")
            return
        made = export(found, left, _other(source, options), options["secrets"] == OMIT)
        version = str(found.get("keycloakVersion", ""))
        result.update(_told(made, version), msg=f"Realm {name} has been read")
        if not made.compared:
            result["warnings"].append(
                f"what a fresh realm of Keycloak {version} has isn't known here, so it is in the data as well;"
                " compare_with can name a realm to leave that out"
            )
        if dest:
            heading = f"The realm {name}, as keycloak_export has it. Applied by keycloak_config, with template: true."
            _write(dest, before, text(made.config, made.variables, dest, heading), check, result)
        else:
            result["config"] = made.config


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


def _present(dest: str) -> Optional[str]:
    """Return what a file has, None where there is none.

    :raises InvalidInput: where it can't be written, or isn't said what it is
    """
    if not os.path.isabs(dest):
        raise InvalidInput("dest", dest, "must be absolute: where a relative one begins differs by the connection")
    if not dest.endswith(ENDS):
        raise InvalidInput("dest", dest, f"must end in {', '.join(ENDS)}")
    if not os.path.isdir(os.path.dirname(dest)):
        raise InvalidInput("dest", dest, "must be in a directory that exists")
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
            "before": without_secrets(before or ""),
            "after": without_secrets(after) if changed else without_secrets(before or ""),
            "before_header": dest,
            "after_header": dest,
        },
    )
    if changed:
        result["msg"] += f", and {dest} {'would be' if check else 'has been'} written"
    if changed and not check:
        try:
            write(dest, after)
        except OSError as error:
            raise InvalidInput("dest", dest, f"can't be written: {error.strerror}") from None
