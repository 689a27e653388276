# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Masking: no secret leaves a task, however it ends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ansible.module_utils.common.parameters import remove_values

from ..engine.secrecy import hide, secrets_in

# Ansible masks every occurrence of a secret: a shorter one would garble all that is printed
SHORTEST = 3


def secrets_of(options: Mapping[str, Any], more: Iterable[str] = ()) -> set[str]:
    """Return the secrets that options hold in free maps, where ``no_log`` doesn't reach."""
    return {secret for secret in (*secrets_in(options), *more) if len(secret) >= SHORTEST}


def masked(result: Mapping[str, Any], secrets: Iterable[str]) -> dict[str, Any]:
    """Return a result in which every occurrence of a secret is masked, the way AnsibleModule does it."""
    return remove_values(dict(result), set(secrets))


def presentable(representation: Any) -> dict[str, Any]:
    """Return a representation for a result: without secrets and fingerprints, ``{}`` for none."""
    return hide(representation or {})
