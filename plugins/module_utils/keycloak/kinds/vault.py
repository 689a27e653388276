# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A realm's attributes as the place for fingerprints of objects that drop keys they don't know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Optional

from ...engine.fingerprint import MASK, PREFIX
from ...engine.part import Reader, Step
from ...engine.secrecy import is_secret_key
from ...rest.paths import fill
from .realms import REALM_KIND
from .references import REALM


@dataclass(frozen=True)
class RealmVault:
    """Fingerprints in the realm's attributes, as ``<prefix><object id>.<field>.<key>``.

    :param field: the object's API field that may hold secrets
    """

    field: str

    def needed(self, desired: Mapping[str, Any], document: Optional[Mapping[str, Any]]) -> bool:
        """Return whether the task or the object has secrets."""
        maps = [(desired or {}).get(self.field) or {}, (document or {}).get(self.field) or {}]
        return any(is_secret_key(str(name)) or MASK in _items(value) for one in maps for name, value in one.items())

    def read(self, reader: Reader, address: Mapping[str, str]) -> Any:
        """Return the realm: ``GET /admin/realms/{realm}``."""
        return {"realm": address["realm"], **(reader.get(fill(REALM, address)) or {})}

    def stored(self, document: Any, object_id: str) -> dict[str, str]:
        """Return one object's fingerprints, by ``<field>.<key>``."""
        start = f"{PREFIX}{object_id}."
        attributes = (document or {}).get("attributes") or {}
        return {name[len(start) :]: value for name, value in attributes.items() if object_id and name.startswith(start)}

    def step(self, document: Any, object_id: str, changes: Mapping[str, Optional[str]]) -> Step:
        """Return the write: the whole realm, as its PUT resets what is left out and replaces the attributes."""
        realm = {name: value for name, value in (document or {}).items() if name not in REALM_KIND.not_sent}
        attributes = dict(realm.get("attributes") or {})
        for name, sealed in changes.items():
            attributes.pop(f"{PREFIX}{object_id}.{name}", None)
            if sealed is not None:
                attributes[f"{PREFIX}{object_id}.{name}"] = sealed
        return Step("PUT", fill(REALM, {"realm": str(realm.get("realm", ""))}), {**realm, "attributes": attributes})


def _items(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else [value]
