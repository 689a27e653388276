# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Masking: no secret leaves a task, however it ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from ansible.module_utils.common.parameters import remove_values

from ..engine.secrecy import hide, secrets_in

# Ansible masks every occurrence of a secret: a shorter one would garble all that is printed
SHORTEST = 3


def secrets_of(options: Mapping[str, Any], more: Iterable[str] = ()) -> set[str]:
    """Return the secrets that options hold in free maps, where ``no_log`` doesn't reach."""
    return {secret for secret in (*secrets_in(options), *more) if len(secret) >= SHORTEST}


def misspelled(options: Mapping[str, Any], spec: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Yield what is given under names that no option has, but that are almost those of secrets."""
    names = {name: entry for option, entry in spec.items() for name in (option, *entry.get("aliases", ()))}
    secret = [name for name, entry in names.items() if entry.get("no_log")]
    for name, value in options.items():
        text = isinstance(value, (str, int, float)) and not isinstance(value, bool)
        if name not in names and text and get_close_matches(name.lower(), secret, 1, 0.8):
            yield str(value)


def masked(result: Mapping[str, Any], secrets: Iterable[str]) -> dict[str, Any]:
    """Return a result in which every occurrence of a secret is masked, the way AnsibleModule does it."""
    return remove_values(dict(result), set(secrets))


def presentable(representation: Any) -> dict[str, Any]:
    """Return a representation for a result: without secrets and fingerprints, ``{}`` for none."""
    return hide(representation or {})
