# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A table of what a realm has laid over another one, which it says the differences to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# the first of these that an object has is what it is called
_NAMES = ("clientId", "alias", "client", "clientScope", "name")


def called(one: Mapping[str, Any]) -> str:
    """Return what tells an object from others of its list, empty for nothing."""
    name = next((str(one[name]) for name in _NAMES if one.get(name)), "")
    return f"{name} {one['subType']}" if "subType" in one else name


def laid(below: Any, above: Any) -> Any:
    """Return a value with another one laid over it: maps are merged, and None takes a key away.

    :param above: over a list of objects, a map of them by what they are called
    """
    if not isinstance(above, Mapping):
        return above
    if isinstance(below, list):
        return [one for _name, one in sorted(laid({called(one): one for one in below}, above).items())]
    before = below if isinstance(below, Mapping) else {}
    merged = {**before, **{name: laid(before.get(name), value) for name, value in above.items()}}
    return {name: value for name, value in merged.items() if value is not None}
