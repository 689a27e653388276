# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is read of a realm's user profile: how it is defined, and what it means for those who manage users."""

from __future__ import annotations

from typing import Any

from ...engine.facets import Facet, gather, include
from ...engine.reading import Reading, Source
from ..kinds.user_profiles import PROFILE
from .realms import REALM_OPTION

# 16.1 has no user profiles
FACETS = {"profile": Facet(PROFILE), "metadata": Facet(f"{PROFILE}/metadata")}


def _profile(source: Source) -> dict[str, Any]:
    found = gather(source, FACETS, source.options["include"])
    missing = [name for name, value in found.items() if value is None]
    lacks = f", but this server has no {' and no '.join(missing)} of one" if missing else ""
    return {**found, "msg": f"User profile of realm {source.options['realm']} has been read{lacks}"}


USER_PROFILE = Reading({**REALM_OPTION, "include": include(FACETS, ["profile"])}, _profile)
