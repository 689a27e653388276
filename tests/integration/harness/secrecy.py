# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Secrets: told from one another, written when they must be, never shown."""

from __future__ import annotations

import json
import secrets

from . import compare, data, paths
from .data import Options, Proof, Secret
from .subject import Ran, Subject


def canary() -> str:
    """Return a secret that is nowhere else, and that no encoding changes."""
    return f"canary-{secrets.token_hex(8)}"


def with_canaries(proof: Proof, options: Options) -> tuple[Options, list[str]]:
    """Return options with a canary in every secret's place, and the canaries."""
    values = []
    for secret in proof.secrets:
        values.append(canary())
        options = paths.put(options, secret.at, values[-1])
    return options, values


def _hidden(ran: Ran, *values: str) -> Ran:
    printed = json.dumps(ran.result)
    assert [value for value in values if value in printed] == []
    return ran


def _touches(subject: Subject, secret: Secret) -> list[str]:
    if secret.touches is not None:
        return secret.touches
    option, dot, rest = secret.at.partition(".")
    return [data.api_name(subject.proof, option) + dot + rest]


def once(subject: Subject, secret: Secret) -> None:
    """Given again: unchanged. Changed: changed exactly once. Nothing of it in any result."""
    first, second = canary(), canary()
    old, new = (paths.put(subject.proof.example, secret.at, value) for value in (first, second))
    subject.absent()
    _hidden(subject.ok(old, check=True), first)
    assert _hidden(subject.ok(old), first).changed
    _hidden(subject.unchanged(old), first)
    before = subject.read()
    check = _hidden(subject.ok(new, check=True), first, second)
    run = _hidden(subject.ok(new), first, second)
    assert check.changed == run.changed == secret.compared
    assert check.result["diff"] == run.result["diff"]
    if secret.compared:
        assert run.result["diff"]["before"] != run.result["diff"]["after"], "a diff must show that a secret changes"
    compare.none(subject.differences(before, subject.read(), _touches(subject, secret)))
    _hidden(subject.unchanged(new), first, second)


def policies(subject: Subject, secret: Secret) -> None:
    """``on_create`` leaves what is there, ``always`` writes each time."""
    if not secret.compared:
        return
    old, new = (paths.put(subject.proof.example, secret.at, canary()) for _time in range(2))
    with subject.made(old) as before:
        subject.unchanged({**new, "update_secrets": "on_create"})
        compare.none(subject.differences(before, subject.read(), []))
        for _time in range(2):
            run = subject.ok({**old, "update_secrets": "always"})
            assert run.changed
            assert run.writes
        compare.none(subject.differences(before, subject.read(), _touches(subject, secret)))
