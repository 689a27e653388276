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
# so many are looked for one by one, in each text
FEW = 20
# characters by which more are told apart
BEGINNING = 8


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
    return remove_values(dict(result), occurring(set(secrets), result))


def occurring(secrets: set[str], value: Any) -> set[str]:
    """Return those of many secrets that are anywhere in a value: to look for each in each text takes too long."""
    if len(secrets) <= FEW:
        return secrets
    # by how they begin, the lengths that they have
    begun: dict[str, set[int]] = {}
    for secret in secrets:
        begun.setdefault(secret[:BEGINNING], set()).add(len(secret))
    found: set[str] = set()
    texts = _texts(value)
    for width in {len(beginning) for beginning in begun}:
        for text in texts:
            for at in range(len(text) - width + 1):
                lengths = begun.get(text[at : at + width], ())
                found.update(text[at : at + length] for length in lengths if text[at : at + length] in secrets)
    return found


def _texts(value: Any) -> set[str]:
    """Return all that stands in a value but for the keys of its maps, which Ansible leaves as they are."""
    texts: set[str] = set()
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            texts.add(one)
        elif isinstance(one, Mapping):
            waiting += one.values()
        elif isinstance(one, (list, tuple, set, frozenset)):
            waiting += one
        else:
            texts.add(one.decode("utf-8", "replace") if isinstance(one, bytes) else str(one))
    return texts


def presentable(representation: Any) -> dict[str, Any]:
    """Return a representation for a result: without secrets and fingerprints, ``{}`` for none."""
    return hide(representation or {})
