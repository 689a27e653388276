# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plays: both ways of execution, what they print, the documentation's examples, and the guide's play."""

from __future__ import annotations

import importlib
import json
import pathlib
import re
from typing import Any

import pytest
import yaml
from ansible_collections.iamops.keycloak.tests.integration.harness.authress import Authress
from ansible_collections.iamops.keycloak.tests.integration.harness.playbooks import PREFIX, task
from ansible_collections.iamops.keycloak.tests.integration.harness.secrecy import canary

CLIENT, KEY, INFO = (f"authress_service_client{more}" for more in ("", "_access_key", "_info"))
GUIDE = pathlib.Path(__file__).resolve().parents[3] / "docs/docsite/rst/guide_authress.rst"
MADE = re.compile(r"sc_[0-9a-f]{12}")
WHOLE = {"name": "ways", "options": {"grant_token_generation": True}, "tags": {"a": "b"}}
STEPS: list[tuple[str, str, dict[str, Any], bool]] = [
    ("foresee", CLIENT, WHOLE, True),
    ("mistype", CLIENT, {**WHOLE, "tags": ["a list"]}, False),
    ("misspell", CLIENT, {**WHOLE, "nosuch": 1}, False),
    ("refuse", CLIENT, {**WHOLE, "rate_limits": [{"duration": "P1D", "quota": 10000}]}, False),
    ("create", CLIENT, WHOLE, False),
    ("read", INFO, {"name": "ways"}, False),
    ("foresee_key", KEY, {"name": "ways"}, True),
    ("too_many", KEY, {"name": "ways", "count": 6}, False),
    ("foresee_change", CLIENT, {"name": "ways", "tags": {"a": None}}, True),
    ("again", CLIENT, WHOLE, False),
    ("remove", CLIENT, {"name": "ways", "state": "absent"}, False),
]
MAKES = ("create", "remove")


def _twice(step: str, module: str, options: dict[str, Any], check: bool) -> list[dict[str, Any]]:
    return [
        task(f"{step} {way}", module, options, way, register=f"{step}_{way}", ignore_errors=True, check_mode=check)
        for way in ("worker", "process")
    ]


def _result(result: dict[str, Any]) -> Any:
    """Return a result less what differs from one object to the next."""
    kept = {name: value for name, value in result.items() if name not in ("ansible_facts", "exception")}
    text = re.sub(r'"createdTime": "[^"]*"', '"createdTime": ""', MADE.sub("<id>", json.dumps(kept, sort_keys=True)))
    return json.loads(text)


def test_both_ways_give_the_same(tidy: Authress, place: pathlib.Path) -> None:
    tasks = []
    for step, module, options, check in STEPS:
        worker, process = _twice(step, module, options, check)
        # what makes something is undone before it is made the other way
        between = task("undo", CLIENT, {"name": "ways", "state": "absent"})
        between = task("redo", CLIENT, WHOLE) if step == "remove" else between
        tasks += [worker, between, process] if step in MAKES else [worker, process]
    played = tidy.play(place, tasks, {}, verbosity=4, options=("--diff",))
    assert played.status == 0, played.printed[-3000:]
    for step, _module, _options, _check in STEPS:
        assert played.in_a_process(f"{step} process") and not played.in_a_process(f"{step} worker")
        worker, process = (_result(played.results[f"{step}_{way}"]) for way in ("worker", "process"))
        assert worker == process, step
    # what signs, and not only the whole of the key
    for secret in (tidy.server.access_key, tidy.server.access_key.rpartition(".")[2]):
        assert secret not in played.printed + played.syslog
    outcomes = {step: played.results[f"{step}_worker"] for step, *_rest in STEPS}
    assert [step for step, result in outcomes.items() if result.get("failed")] == [
        "mistype", "misspell", "refuse", "too_many",
    ]  # fmt: skip
    assert [step for step, result in outcomes.items() if result["changed"]] == [
        "foresee", "create", "foresee_key", "foresee_change", "remove",
    ]  # fmt: skip


def test_new_secrets_are_printed_nowhere_unless_asked_for(tidy: Authress, place: pathlib.Path) -> None:
    tidy.server.account.make({"name": "shop"})
    tasks = [
        task("hidden worker", KEY, {"name": "shop", "state": "new"}, register="hidden_worker"),
        task("hidden process", KEY, {"name": "shop", "state": "new"}, "process", register="hidden_process"),
        task("shown", KEY, {"name": "shop", "state": "new", "show_secret": True}, register="shown", no_log=True),
        task("shown process", KEY, {"name": "shop", "state": "rotated", "show_secret": True}, "process",
             register="shown_process", no_log=True),
    ]  # fmt: skip
    token = canary()
    wrong = task("wrong", INFO, {"access_key": "{{ omit }}", "token": "{{ wrong_token }}"}, ignore_errors=True)
    played = tidy.play(place, [*tasks, wrong], {"wrong_token": token}, verbosity=4, options=("--diff",))
    assert played.status == 0, played.printed[-3000:]
    seen = played.printed + played.syslog
    assert token not in seen
    for way in ("worker", "process"):
        key = played.results[f"hidden_{way}"]["access_keys"][0]
        assert (key["accessKey"], key["clientSecret"]) == ("********", "********")
    for name in ("shown", "shown_process"):
        key = played.results[name]["access_keys"][0]
        assert key["accessKey"].startswith("sc_")
        assert key["accessKey"] not in seen and key["clientSecret"] not in seen
    # none of what hid its secret said it
    assert 'accessKey": "sc_' not in seen and "secret-" not in seen


def _with_login_of_the_group(tasks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    kept = []
    for one in tasks:
        module = next((name for name in one if name.startswith(PREFIX)), "")
        if module:
            options = {name: item for name, item in one[module].items() if name not in ("authress_url", "access_key")}
            kept.append({**one, module: options})
    return kept


@pytest.mark.parametrize("module", [CLIENT, KEY, INFO])
def test_examples(tidy: Authress, place: pathlib.Path, module: str) -> None:
    if module != CLIENT:
        tidy.server.account.make({"name": "shop"})
    text = importlib.import_module(f"ansible_collections.iamops.keycloak.plugins.modules.{module}").EXAMPLES
    tasks = _with_login_of_the_group(yaml.safe_load(text))
    assert tasks
    played = tidy.play(place, tasks, {}, verbosity=0)
    assert played.status == 0, played.printed[-3000:]


def test_the_guides_play_runs_and_changes_nothing_again(tidy: Authress, place: pathlib.Path) -> None:
    block = re.search(r"\.\. code-block:: yaml\+jinja\n\n((?:    .*\n|\n)+)", GUIDE.read_text("utf-8"))
    assert block
    (play,) = yaml.safe_load(block[1])
    kept = place / "key"
    tasks = json.loads(json.dumps(play["tasks"]).replace("/etc/shop/authress_access_key", str(kept)))
    for changed in (True, False):
        played = tidy.play(place, tasks, {}, verbosity=0)
        assert played.status == 0, played.printed[-3000:]
        assert ("changed=0" in played.printed) != changed
    assert kept.read_text().startswith("sc_")
    assert tidy.run(INFO, {"access_key": kept.read_text(), "name": "shop"}).result["exists"]
