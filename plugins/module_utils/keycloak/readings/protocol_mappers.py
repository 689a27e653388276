# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads of protocol mappers: of a client, a client scope or a client template."""

from __future__ import annotations

from typing import Any

from ...engine.reading import Reading, Source, argument, not_empty
from ..kinds.protocol_mappers import ALL, OWNER_OPTIONS, OWNERS, owner_of
from .realms import REALM_OPTION

MODELS = ALL + "/models"


def _mappers(source: Source) -> dict[str, Any]:
    """Return mappers: all with ``GET .../models``, those of a protocol with ``GET .../protocol/{protocol}``."""
    options = source.options
    not_empty(options, "id", "name", "protocol")
    option = owner_of(options)
    place, reference, _name = OWNERS[option]
    where = {"owners": place, "owner": str(source.find(reference, option)["id"])}
    if options["id"]:
        one = source.get(MODELS + "/{id}", None, **where)
        found = [] if one is None else [one]
    else:
        found = source.get(ALL + "/protocol/{protocol}" if options["protocol"] else MODELS, None, **where) or []
    for field in ("name", "protocol"):
        found = [mapper for mapper in found if options[field] in (None, mapper[field])]
    told = f"{len(found)} protocol mappers of {options[option]} found in realm {options['realm']}"
    return {"protocol_mappers": found, "msg": told}


PROTOCOL_MAPPERS_OF = Reading(
    {
        **REALM_OPTION,
        **{name: dict(entry) for name, entry in OWNER_OPTIONS.items()},
        **{name: argument() for name in ("id", "name", "protocol")},
    },
    _mappers,
)
