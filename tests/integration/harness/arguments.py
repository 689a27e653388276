# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Arguments: everything is proven, and what can't be right gets a clear error and is never written."""

from __future__ import annotations

import re
from typing import Any

from . import data
from .data import Options, Refusal
from .subject import Subject

# what every module takes, proven elsewhere
COMMON = {"state", "realm", "update_secrets"}
WRONG: dict[str, tuple[Any, ...]] = {
    "int": ("many", [1], {"a": 1}),
    "bool": ("perhaps", [True], {"a": 1}),
    "dict": ("a text", ["a"], 7),
    "list": ({"a": "b"},),
}


def _options_of(subject: Subject) -> dict[str, dict[str, Any]]:
    spec = subject.proof.binding.spec()
    connection = subject.proof.binding.system.connection()
    return {name: entry for name, entry in spec.items() if name not in connection}


def coverage(subject: Subject) -> None:
    """Every option of the module has a row of its own in ``changes``, or a reason in ``constant``."""
    proof = subject.proof
    changed = {option for change in proof.changes for option in change.set}
    changed |= {secret.at.partition(".")[0] for secret in proof.secrets}
    left = set(_options_of(subject)) - COMMON - changed - set(proof.constant) - set(proof.key)
    assert sorted(left) == []
    known = set(proof.binding.spec())
    assert sorted({*changed, *proof.constant, *proof.key, *proof.example} - known) == []


def _refuses(subject: Subject, options: Options, says: tuple[str, ...]) -> None:
    """Run with bad options over the example on nothing: an error that says these words, nothing written."""
    for check in (True, False):
        ran = subject.run(options, check)
        shown = f"{'check' if check else 'run'} with {options}: {ran}"
        assert ran.failed, shown
        assert not ran.writes, shown
        assert not ran.changed, shown
        for word in says:
            assert re.search(word, ran.result["msg"]), f"{word!r} isn't in: {shown}"


def missing(subject: Subject) -> None:
    """Each required option left out; and what the key needs."""
    subject.absent()
    spec = _options_of(subject)
    for option in {name for name, entry in spec.items() if entry.get("required")}:
        _refuses(subject, {**subject.proof.example, option: None}, (re.escape(option),))
    for option in subject.proof.key:
        if "realm" not in (option, spec.get(option, {}).get("default")):
            _refuses(subject, {**subject.proof.example, option: None}, (re.escape(option.rsplit("_")[0]),))
    _refuses(subject, {subject.proof.binding.system.url: "not a url"}, ("url",))


def wrong_types(subject: Subject) -> None:
    """Each option given as what it can't be, suboptions included."""
    for name, value in _wrong(_options_of(subject)):
        _refuses(subject, {name: value}, (f"(?i){re.escape(name)}|{re.escape(data.api_name(subject.proof, name))}",))


def _wrong(spec: dict[str, dict[str, Any]]) -> list[Options]:
    rows = []
    for name, entry in spec.items():
        # ansible-core's validator itself breaks over a number in the place of a dictionary with suboptions
        skip = entry.get("options") and entry["type"] == "dict"
        rows += [(name, value) for value in WRONG.get(entry["type"], ()) if not (skip and isinstance(value, int))]
        if entry.get("elements") == "dict":
            rows += [(name, "a text"), (name, ["a text"]), (name, [["a"]])]
    return rows


def wrong_choices(subject: Subject) -> None:
    """Each choice that isn't one, and the error lists what is allowed."""
    for name, entry in _options_of(subject).items():
        if entry.get("choices"):
            value = "nosuch" if entry["type"] != "int" else 987654
            wrong = [value] if entry["type"] == "list" else value
            _refuses(subject, {name: wrong}, (name, re.escape(str(entry["choices"][0]))))


def unknown(subject: Subject) -> None:
    """An option that isn't one, at the top and inside of each nested one, is named."""
    _refuses(subject, {"nosuch_option": 1}, ("nosuch_option",))
    for name, entry in _options_of(subject).items():
        if entry.get("options"):
            bad: Any = {"nosuch_option": 1}
            _refuses(subject, {name: [bad] if entry["type"] == "list" else bad}, ("nosuch_option|missing required",))


def refused(subject: Subject, row: Refusal) -> None:
    """A row of the kind's own bad input.

    What only the server can know (an unknown provider) it says when the request is made: the run's one write is then
    one that the server refused, and nothing is there afterwards.
    """
    subject.absent()
    for check in (True, False):
        ran = subject.run(subject.example(**row.set), check)
        if check and not ran.failed:
            continue
        assert ran.failed, ran
        assert row.says in ran.result["msg"], ran
        assert all(write.status >= 400 for write in ran.writes), ran
        assert not ran.changed, ran
    assert subject.read() is None
