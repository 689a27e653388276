# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""In-process and as a module process: equal registered results, and no secret in anything that is printed."""

from __future__ import annotations

import difflib
import json
import pathlib
import re
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.integration.harness import compare, data, paths, secrecy
from ansible_collections.iamops.keycloak.tests.integration.harness.data import Options
from ansible_collections.iamops.keycloak.tests.integration.harness.needs import TARGETS, Needs, needs_of
from ansible_collections.iamops.keycloak.tests.integration.harness.playbooks import Played, Player, task
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import Subject, World
from ansible_collections.iamops.keycloak.tests.integration.harness.version import older

WAYS = ("worker", "process")


def can_run(needs: Needs) -> bool:
    """Return whether the server is new enough; what needs an extension runs where that is."""
    return not older(needs.since) and not needs.extensions


PLACES = sorted(path for path in TARGETS.glob("*/proof.yml") if can_run(needs_of(path.parent.name)))
# so many kinds to a play that it ends in a few minutes
BATCHES = [PLACES[start : start + 8] for start in range(0, len(PLACES), 8)]
# a user federation's is of another sort
_ID = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
    r"|(?<=/components/)[\w-]{22}|(?<=\"parentId\": \")[\w-]{22}|(?<=User federation )[\w-]{22}"
)


def _module(place: pathlib.Path) -> str:
    return place.parent.name.removeprefix("keycloak_")


class Script:
    """A kind's part of the play: each step both ways, from the same state."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.name = subject.proof.module.removeprefix("keycloak_")
        # a secret is given by a variable: a task that fails is printed as it is written
        hidden = [name for name in subject.proof.login if subject.proof.binding.spec()[name]["no_log"]]
        self.canaries: Options = {f"{name}_{self.name}": subject.proof.login[name] for name in hidden}
        self.login = {**subject.proof.login, **{name: f"{{{{ {name}_{self.name} }}}}" for name in hidden}}
        self.example = self._with_variables(subject.proof.example, "old")
        self.renewed = self._with_variables(subject.proof.example, "new")

    def _with_variables(self, example: Options, age: str) -> Options:
        for number, secret in enumerate(self.subject.proof.secrets):
            variable = f"{age}_{self.name}_{number}"
            self.canaries[variable] = secrecy.canary()
            example = paths.put(example, secret.at, "{{ " + variable + " }}")
        return example

    def _task(self, step: str, way: str, options: Options, **more: Any) -> Options:
        name = f"{self.name} {step} {way}"
        register = {"register": f"{self.name}__{step}__{way}", "ignore_errors": True}
        return task(name, self.subject.proof.module, self._whole(options), way, **register, **more)

    def steps(self) -> Iterator[tuple[str, Options, Options]]:
        """Yield (step, options, further keywords) of what leaves no trace, then of what does."""
        yield "foresee", self.example, {"check_mode": True}
        yield "misspell", {**self.example, "nosuch_option": 1}, {}
        spec = self.subject.proof.binding.spec()
        maps = [name for name in self.subject.proof.example if spec[name]["type"] == "dict"]
        yield "mistype", {**self.example, (maps or ["raw"])[0]: ["a list"]}, {}
        for number, row in enumerate(self.subject.proof.refused[:1]):
            yield f"refuse{number}", {**self.example, **self.subject.fill(row.set)}, {}

    def tasks(self) -> Iterator[Options]:
        """Yield the tasks in order."""
        for step, options, more in self.steps():
            for way in WAYS:
                yield self._task(step, way, options, **more)
        for way in WAYS:
            yield self._task("create", way, self.example)
            yield self._task("remove", way, {"state": "absent"})
        yield task(f"{self.name} make", self.subject.proof.module, self._whole(self.example))
        for way in WAYS:
            yield self._task("again", way, self.example)
            yield self._task("foresee_change", way, self.renewed, check_mode=True)
        yield task(f"{self.name} unmake", self.subject.proof.module, self._whole({"state": "absent"}))

    def _whole(self, options: Options) -> Options:
        login = {"auth_keycloak_url": self.subject.world.proxy.url, **self.login} if self.login else {}
        return {**login, "realm": self.subject.realm, **self.subject.proof.key, **options}

    def comparable(self, step: str, result: Any) -> str:
        """Return a registered result as sorted JSON, less what only the server makes."""
        made = [*self.subject.proof.kind.server_made, *self.subject.proof.stamps]
        left_out = ["ansible_facts", *self.subject.proof.unequal.get(step, [])]
        shown = compare.without(result, left_out)
        for name in ("existing", "end_state"):
            if name in shown:
                shown[name] = in_order(compare.without(shown[name], made))
        return _ID.sub("<id>", json.dumps(shown, sort_keys=True, indent=1, ensure_ascii=False))


def in_order(value: Any) -> Any:
    """Return a representation whose lists are in an order: the server's own changes from one object to the next."""
    if isinstance(value, dict):
        return {name: in_order(item) for name, item in value.items()}
    return sorted(map(in_order, value), key=_text_without_ids) if isinstance(value, list) else value


def _text_without_ids(value: Any) -> str:
    return _ID.sub("<id>", compare.text(value))


@pytest.fixture(autouse=True)
def tidy(world: World) -> Iterator[None]:
    """Leave no realms behind."""
    yield
    for place in PLACES:
        world.let_go(place.parent.name)


def scripts_of(world: World, places: list[pathlib.Path]) -> list[Script]:
    """Return the parts of kinds, each in a realm of its own."""
    return [Script(world.subject(data.load(place))) for place in places]


def _play(player: Player, scripts: list[Script], **more: Any) -> Played:
    for script in scripts:
        script.subject.absent()
    control = {"name": "control", "ansible.builtin.stat": {"path": "/nonexistent/{{ control }}"}}
    tasks = [control, *(one for script in scripts for one in script.tasks())]
    canaries = {name: value for script in scripts for name, value in script.canaries.items()}
    played = player.play(tasks, {**canaries, "control": "control-canary-5151"}, **more)
    assert played.status == 0, played.printed[-3000:]
    return played


def _differences(script: Script, played: Played) -> Iterator[str]:
    steps = {name.split("__")[1] for name in played.results if name.startswith(f"{script.name}__")}
    for step in sorted(steps):
        worker, process = (
            script.comparable(step, played.results[f"{script.name}__{step}__{way}"]).splitlines() for way in WAYS
        )
        if worker != process:
            lines = difflib.unified_diff(worker, process, "worker", "process", n=0, lineterm="")
            yield f"{script.name} {step}:\n" + "\n".join(lines)


def _outcomes(script: Script, played: Played) -> Iterator[str]:
    wanted = {"foresee": True, "create": True, "remove": True, "again": False}
    for step, changed in wanted.items():
        for way in WAYS:
            result = played.results[f"{script.name}__{step}__{way}"]
            if result.get("failed") or result["changed"] != changed:
                yield f"{script.name} {step} {way}: {result['changed']}, {result.get('msg')}"
    for step in ("misspell", "mistype"):
        if not played.results[f"{script.name}__{step}__worker"].get("failed"):
            yield f"{script.name} {step} did not fail"


def test_results_are_equal_without_diff(world: World, player: Player) -> None:
    some = scripts_of(world, [place for place in PLACES if place.parent.name in ("keycloak_client", "keycloak_role")])
    played = _play(player, some, verbosity=0)
    compare.none([line for script in some for line in (*_outcomes(script, played), *_differences(script, played))])


@pytest.mark.parametrize("places", BATCHES, ids=lambda places: f"{_module(places[0])}-{_module(places[-1])}")
def test_results_are_equal_and_secrets_are_nowhere(world: World, player: Player, places: list[pathlib.Path]) -> None:
    """The same results; and printed at -vvvv with diffs, logged or said to syslog there is no canary."""
    scripts = scripts_of(world, places)
    played = _play(player, scripts, verbosity=4, options=("--diff",))
    found = []
    for script in scripts:
        for name, value in script.canaries.items():
            places = (("printed", played.printed), ("syslog", played.syslog), ("results", str(played.results)))
            for where, text in places:
                if value in text:
                    found.append(f"{name} is in {where}: {_around(text, value)}")
        found += [*_outcomes(script, played), *_differences(script, played)]
        assert not played.in_a_process(f"{script.name} foresee worker")
        assert played.in_a_process(f"{script.name} foresee process")
    compare.none(found)
    # the trap works: another module's argument is caught by it
    assert "control-canary-5151" in played.syslog
    assert "control-canary-5151" in played.printed


def _around(text: str, value: str) -> str:
    at = text.index(value)
    return text[max(0, at - 200) : at + 60]
