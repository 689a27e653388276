# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_events_config on a real server: the whole proof, of a configuration that is always there."""

from __future__ import annotations

import pathlib
from collections.abc import Callable, Iterator

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness import data, standing
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import Subject, World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

PROOF = data.load(pathlib.Path(__file__).with_name("standing.yml"))
NEW = {
    "eventsEnabled": False,
    "eventsExpiration": 0,
    "eventsListeners": ["jboss-logging"],
    "enabledEventTypes": [],
    "adminEventsEnabled": False,
    "adminEventsDetailsEnabled": False,
}


@pytest.fixture(scope="module")
def subject(world: World) -> Iterator[standing.Standing]:
    """The configuration of a realm."""
    made = standing.Standing(world, PROOF, ("PUT", "/admin/realms/@realm@/events/config", NEW))
    yield made
    made.close()


@pytest.mark.parametrize("check", [pytest.param(check, id=name) for name, check in standing.checks(PROOF)])
def test_proof(subject: Subject, check: Callable[[Subject], None]) -> None:
    check(subject)


def test_what_is_left_out_stays_the_servers_choice(subject: Subject) -> None:
    """The types that the configuration lists are not written back: that would make them the realm's for good."""
    subject.absent()
    assert subject.ok({"events_enabled": True}).changed
    assert subject.admin.get(f"/admin/realms/{subject.realm}")["enabledEventTypes"] == []
    everything = subject.read()["enabledEventTypes"]
    assert len(everything) > 50
    # to name them all is another thing than to leave it to the server, which may have more of them one day
    assert subject.ok({"enabled_event_types": everything}).changed
    subject.unchanged({"enabled_event_types": everything})
    assert subject.ok({"enabled_event_types": []}).changed
    subject.unchanged({"enabled_event_types": []})


def test_it_can_not_be_removed(subject: Subject) -> None:
    ran = subject.run({"state": "absent"})
    assert ran.failed and "state" in ran.result["msg"]


def test_both_ways(subject: Subject, world: World, tmp_path: pathlib.Path) -> None:
    subject.absent()
    here = {"realm": subject.realm}
    steps = {
        "check": {**here, **PROOF.example},
        "nothing": {**here, "events_enabled": False},
        "refuse": {**here, "events_listeners": ["nosuch"]},
    }
    _played, results = both(world, tmp_path, PROOF.module, steps)
    for step, (worker, process) in results.items():
        assert worker == process, step
    assert [results[step][0]["changed"] for step in steps] == [True, False, False]
