# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The first look at a server that somebody else has set up: nothing differs but secrets that can't be told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from ansible_collections.iamops.keycloak.plugins.module_utils.engine.field import RENEWED
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.fingerprint import is_fingerprint

from .admin import Admin
from .subject import Subject


def adopted(subject: Subject) -> None:
    """Check mode shows no change but masked secrets that have no fingerprint yet, with ``on_create`` none at all."""
    with subject.made(subject.example()):
        if subject.where:
            forget(subject.admin, subject.proof.key.get("realm", subject.realm))
        policy = {"update_secrets": "on_create"} if "update_secrets" in subject.proof.binding.spec() else {}
        subject.unchanged(subject.example(**policy), (True,))
        told = subject.ok(subject.example(), check=True)
        shown = list(differing(told.result["diff"]["before"], told.result["diff"]["after"]))
        assert [value for value in shown if RENEWED not in (value, *(value if isinstance(value, list) else ()))] == []
        assert told.changed == bool(shown)


def differing(before: Any, after: Any) -> Iterator[Any]:
    """Yield the leaves of a diff that are another value afterwards."""
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for name in {*before, *after}:
            yield from differing(before.get(name), after.get(name))
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for one, other in zip(before, after):
            yield from differing(one, other)
    elif before != after:
        yield after


def forget(admin: Admin, realm: str) -> None:
    """Take every fingerprint off a realm."""
    place = f"/admin/realms/{quote(realm, safe='')}"
    _put(admin, place, admin.get(place))
    for provider in admin.get(f"{place}/identity-provider/instances"):
        _put(admin, f"{place}/identity-provider/instances/{quote(provider['alias'], safe='')}", provider)


def _put(admin: Admin, path: str, document: Any) -> None:
    plain = _without_fingerprints(document)
    if plain != document:
        admin.send("PUT", path, plain)


def _without_fingerprints(value: Any) -> Any:
    if not isinstance(value, Mapping):
        return value
    return {name: _without_fingerprints(item) for name, item in value.items() if not is_fingerprint(name)}
