# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_resource does and returns the same as each kind's own module, on a real server."""

from __future__ import annotations

import json
import pathlib
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.catalogue import KINDS
from ansible_collections.iamops.keycloak.tests.integration.harness import compare, data
from ansible_collections.iamops.keycloak.tests.integration.harness.data import Options
from ansible_collections.iamops.keycloak.tests.integration.harness.needs import needs_of
from ansible_collections.iamops.keycloak.tests.integration.harness.secrecy import with_canaries
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import Ran, Subject, World

# modules that are another face of a kind have no kind of their own
PROOFS = [
    path
    for path in sorted(pathlib.Path(__file__).resolve().parents[1].glob("*/proof.yml"))
    if data.binding_of(path.parent.name).kind in KINDS.values()
]
BESIDE = ("state", "realm", "update_secrets", "raw")


def by_name(subject: Subject, options: Options, check: bool = False) -> Ran:
    """Run the generic module with what the kind's own one would be given."""
    whole = {"realm": subject.realm, **subject.proof.key, **subject.fill(options)}
    beside = {name: whole.pop(name) for name in BESIDE if name in whole}
    return subject.world.run("keycloak_resource", {"kind": subject.proof.kind.name, "options": whole, **beside}, check)


def told(subject: Subject, ran: Ran) -> Any:
    """Return what a run returned, less what differs by nature."""
    result = {name: value for name, value in ran.result.items() if name not in ("invocation", "warnings")}
    made = [*subject.proof.kind.server_made, *subject.proof.stamps]
    for name in ("existing", "end_state"):
        result[name] = compare.without(result.get(name), made)
    return result


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, id=path.parent.name, marks=pytest.mark.since(needs_of(path.parent.name).since))
        for path in PROOFS
    ],
)
def test_the_same_as_its_own_module(world: World, path: pathlib.Path) -> None:
    subject = world.subject(data.load(path))
    example, canaries = with_canaries(subject.proof, subject.proof.example)
    subject.absent()
    for options, check in ((example, True), ({**example, "nosuch": 1}, False)):
        own, ran = subject.run(options, check), by_name(subject, options, check)
        assert not ran.writes
        assert [value for value in canaries if value in json.dumps(ran.result)] == []
        if check:
            assert told(subject, ran) == told(subject, own)
        else:
            assert "unknown option nosuch" in ran.result["msg"]
    made = by_name(subject, example)
    assert (made.failed, made.changed) == (False, True), made
    assert [value for value in canaries if value in json.dumps(made.result)] == []
    again = by_name(subject, example)
    assert (again.failed, again.changed, again.writes) == (False, False, []), again
    assert told(subject, again) == told(subject, subject.unchanged(example))
    gone = by_name(subject, {"state": "absent"})
    assert (gone.failed, gone.changed, subject.read()) == (False, True, None), gone
