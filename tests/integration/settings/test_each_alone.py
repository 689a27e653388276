# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A realm's plain settings, each alone, on one realm: a new one for each of a hundred would take too long."""

from __future__ import annotations

import pathlib

from ansible_collections.iamops.keycloak.tests.integration.harness import compare, data
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import Subject, World

PROOF = pathlib.Path(__file__).parents[1] / "targets/keycloak_realm/proof.yml"
# settings that the server derives others from
FOLLOWERS = {
    "admin_permissions_enabled": ["adminPermissionsClient"],
    "otp_policy_type": ["otpSupportedApplications"],
    "otp_policy_algorithm": ["otpSupportedApplications"],
    "otp_policy_digits": ["otpSupportedApplications"],
    "otp_policy_period": ["otpSupportedApplications"],
}


def test_each_setting_alone(world: World) -> None:
    proof = data.load(PROOF)
    rows = [row for row in proof.changes if len(row.set) > 1]
    assert sum(len(row.set) for row in rows) > 80
    subject = world.subject(proof)
    with subject.made({"enabled": True}) as before:
        there = []
        for row in rows:
            for option, value in row.set.items():
                if before.get(data.api_name(subject.proof, option)) == value:
                    there.append(option)
                else:
                    before = alone(subject, before, {option: value}, row.touches or [])
    # the values are chosen to be no default; an older server has another one here and there
    assert len(there) < 3, there


def alone(subject: Subject, before: object, options: data.Options, touches: list[str]) -> object:
    """Change one setting: one write, nothing else touched, then unchanged. Return what is read afterwards."""
    (option,) = options
    api = data.api_name(subject.proof, option)
    mirrors = [path for path in touches if path.startswith("attributes.") and touches[touches.index(path) - 1] == api]
    check, run = subject.ok(options, check=True), subject.ok(options)
    assert check.changed and run.changed and len(run.writes) == 1, f"{option}: {run}"
    assert check.result["diff"] == run.result["diff"]
    after = subject.read()
    compare.none(subject.differences(before, after, [api, *mirrors, *FOLLOWERS.get(option, [])]))
    again = subject.ok(options)
    assert not again.changed and not again.writes, f"{option} again: {again}"
    return after
