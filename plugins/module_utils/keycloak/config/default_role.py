# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The role that users are born with: data calls it as the realm that it was written for does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Optional

from ...config.items import Data
from ...engine.part import Reader
from ...rest.paths import fill
from ..export.naming import with_role_called
from ..kinds.references import REALM
from ..kinds.user_realm import new_default_role


def for_this_realm(data: Data, reader: Reader) -> Data:
    """Return data in which that role is called as on the server; the same data where it is.

    A realm that got another name keeps the role of the first one, and one that is made of another's data gets its own.

    :raises RestError: where the realm can't be read
    """
    realm = data["realm"]
    says = data.get("defaultRole")
    told = (says.get("name") if isinstance(says, Mapping) else None) or new_default_role(realm)
    own = _own(reader.get(fill(REALM, {"realm": realm})), realm)
    return data if own in (None, told) else dict(with_role_called(data, told, str(own)))


def _own(found: Optional[Mapping[str, Any]], realm: str) -> Optional[str]:
    """Return the role's name in a realm, None where the login may not see it."""
    if found is None:
        return new_default_role(realm)
    return (found.get("defaultRole") or {}).get("name")
