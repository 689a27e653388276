# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Authorization scopes with the messages and results that all kinds have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from .authz import AUTHZ_AUTHORIZATION_SCOPE

# of the other module's kind, since later tasks of a check run find it by that


def without_empty_texts(document: Mapping[str, Any], foreseen: bool) -> Mapping[str, Any]:
    """An emptied text is one that the server doesn't have any more."""
    return {name: value for name, value in document.items() if value != ""}


AUTHZ_SCOPE = replace(AUTHZ_AUTHORIZATION_SCOPE, sayings={}, presents=without_empty_texts)
