# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drift as text: a sentence, a table for the terminal, Markdown, and JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from .drift import MISSING, STATES, UNCHANGED, Drift, presented
from .tally import words

HEADINGS = ("difference", "kind", "name", "field", "in the data", "on the server")
# characters of a value that a table shows
_WIDTH = 60
Report = Mapping[str, Any]


def report(drift: Drift, server: str, when: str) -> dict[str, Any]:
    """Return what all forms of a report are made of, as JSON has it.

    :param server: the server's URL
    :param when: when it was compared
    """
    return {
        "realm": drift.realm,
        "server": server,
        "compared_at": when,
        "drift": bool(drift.differing),
        "sums": drift.sums(),
        "kinds": drift.kinds(),
        "differences": [presented(one) for one in drift.differing],
    }


def sentence(told: Report) -> str:
    """Return what is to be said first."""
    if not told["drift"]:
        return f"Realm {told['realm']} is what its data says: {told['sums'][UNCHANGED]} objects."
    gone = any(one["kind"] == "realm" and one["difference"] == MISSING for one in told["differences"])
    return f"Realm {told['realm']} {'does not exist' if gone else 'has drifted'}: {words(told['sums'])}."


def value(given: Any) -> str:
    """Return a value as people read it, empty for none."""
    if given is None or isinstance(given, str):
        return given or ""
    return json.dumps(given, ensure_ascii=False, sort_keys=True)


def table(told: Report) -> str:
    """Return the differences as a table for the terminal, empty where there are none."""
    rows = list(_rows(told))
    if not rows:
        return ""
    shown = [HEADINGS, *rows]
    widths = [max(len(row[column]) for row in shown) for column in range(len(HEADINGS))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in shown]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]]) + "\n"


def text(told: Report) -> str:
    """Return the report as plain text."""
    return "\n".join(filter(None, [_about(told), sentence(told) + "\n", table(told)]))


def markdown(told: Report) -> str:
    """Return the report as Markdown."""
    lines = [f"# Drift of realm {_cell(told['realm'])}", "", _cell(sentence(told)), "", _cell(_about(told))]
    if told["kinds"]:
        lines += ["", *_markdown_table([("kind", *STATES), *_counts(told)])]
    rows = list(_rows(told))
    if rows:
        lines += ["", *_markdown_table([HEADINGS, *rows])]
    return "\n".join(lines) + "\n"


def as_json(told: Report) -> str:
    """Return the report as JSON."""
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def _about(told: Report) -> str:
    return f"Compared with {told['server']} at {told['compared_at']}."


def _counts(told: Report) -> Iterator[tuple[str, ...]]:
    for kind, of in told["kinds"].items():
        yield (kind, *(str(of[state]) for state in STATES))


def _rows(told: Report) -> Iterator[tuple[str, ...]]:
    for one in told["differences"]:
        about = (one["difference"], one["kind"], _short(one["name"]))
        for each in one["fields"] or [{"field": "", "data": None, "server": None}]:
            yield (*about, _short(each["field"]), _short(each["data"]), _short(each["server"]))


def _short(given: Any) -> str:
    line = " ".join(value(given).split())
    return line if len(line) <= _WIDTH else line[: _WIDTH - 1] + "…"


def _markdown_table(rows: list[tuple[str, ...]]) -> Iterator[str]:
    for number, row in enumerate(rows):
        yield "| " + " | ".join(map(_cell, row)) + " |"
        if not number:
            yield "|" + " --- |" * len(row)


def _cell(shown: str) -> str:
    """Return a text that Markdown shows as it is."""
    shown = shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "".join("\\" + char if char in "\\|`*_[]!#~" else char for char in shown)
