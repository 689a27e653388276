# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drift as a page: one HTML file that needs nothing else, with a picture of the realm's state by kind."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Any

from .drift import CHANGED, EXTRA, MISSING, STATES
from .drift_texts import Report, sentence
from .tally import words

_MEANS = {
    MISSING: "in the data, not on the server",
    CHANGED: "on the server otherwise than in the data",
    EXTRA: "on the server, not in the data",
}
# of a bar, and of the least that is visible of it
_LENGTH, _LEAST = 600.0, 8.0

_STYLE = """
:root { color-scheme: light dark; --back: #fff; --fore: #1c2024; --dim: #5b636d; --line: #d5d9de; --soft: #f4f5f7;
  --missing: #c2374a; --changed: #b26a00; --extra: #7148b5; --unchanged: #8fb39a; }
@media (prefers-color-scheme: dark) { :root { --back: #14171a; --fore: #e8eaed; --dim: #a3abb5; --line: #363c43;
  --soft: #1d2125; --missing: #ff7b8a; --changed: #f0b04f; --extra: #b999ff; --unchanged: #4f7a5d; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--fore); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 70rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.7rem; margin: 0; } h2 { font-size: 1.25rem; margin: 2.2rem 0 .6rem; }
h3 { font-size: 1rem; margin: 0; }
p { margin: .3rem 0; } .dim { color: var(--dim); } .scroll { overflow-x: auto; }
.sums { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .8rem; margin: 1.4rem 0 0;
  padding: 0; list-style: none; }
.sums li { border: 1px solid var(--line); border-top: 5px solid; border-radius: .4rem; padding: .5rem .8rem; }
.sums strong { display: block; font-size: 1.8rem; line-height: 1.2; color: var(--fore); }
.sums span { color: var(--fore); }
.missing { border-color: var(--missing) !important; fill: var(--missing); }
.changed { border-color: var(--changed) !important; fill: var(--changed); }
.extra { border-color: var(--extra) !important; fill: var(--extra); }
.unchanged { border-color: var(--unchanged) !important; fill: var(--unchanged); }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--line); }
thead th { color: var(--dim); font-weight: 600; white-space: nowrap; } tbody th { font-weight: 600; }
td.figure, th.figure { text-align: right; font-variant-numeric: tabular-nums; } td.zero { color: var(--dim); }
th.figure { border-bottom: 4px solid; }
td.bar { width: 40%; min-width: 9rem; } svg { display: block; width: 100%; height: 1.1rem; margin-top: .2rem; }
article { border: 1px solid var(--line); border-left: 5px solid; border-radius: .4rem; margin: .8rem 0; }
article header { padding: .5rem .8rem; background: var(--soft); }
.kind { color: var(--dim); font-weight: 400; }
code { font: .87em/1.45 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
td.field { width: 28%; } td.value { width: 36%; } td.list { width: 33%; overflow-wrap: anywhere; }
"""


def page(told: Report) -> str:
    """Return the report as a page; all that comes from the data or the server is escaped."""
    title = f"Drift of realm {escape(told['realm'])}"
    return "\n".join(
        [
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            # whatever is in the data, nothing of it runs, and nothing is fetched
            '<meta http-equiv="Content-Security-Policy" '
            "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">",
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n<link rel="icon" href="data:,">',
            f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>",
            f"<h1>{title}</h1>\n<p>{escape(sentence(told))}</p>",
            f'<p class="dim">Compared with {escape(told["server"])} at <time datetime="{escape(told["compared_at"])}">'
            f"{escape(told['compared_at'])}</time>.</p>",
            _sums(told["sums"]),
            _picture(told["kinds"]),
            *_changed([one for one in told["differences"] if one["difference"] == CHANGED]),
            *_listed(MISSING, told["differences"]),
            *_listed(EXTRA, told["differences"]),
            "</main>\n</body>\n</html>\n",
        ]
    )


def _sums(sums: Mapping[str, int]) -> str:
    tiles = (f'<li class="{state}"><strong>{sums[state]}</strong><span>{state}</span></li>' for state in STATES)
    return f'<ul class="sums" aria-label="Objects of all kinds">{"".join(tiles)}</ul>'


def _picture(kinds: Mapping[str, Mapping[str, int]]) -> str:
    heads = "".join(f'<th scope="col" class="figure {state}">{state}</th>' for state in STATES)
    rows = "\n".join(_kind(kind, of) for kind, of in kinds.items())
    return (
        '<h2 id="kinds">The state by kind</h2>\n<div class="scroll"><table id="picture" aria-labelledby="kinds">'
        f'<thead><tr><th scope="col">kind</th><th scope="col">state</th>{heads}</tr></thead>\n'
        f"<tbody>\n{rows}\n</tbody></table></div>"
    )


def _kind(kind: str, of: Mapping[str, int]) -> str:
    cells = "".join(f'<td class="figure{"" if of[state] else " zero"}">{of[state]}</td>' for state in STATES)
    return (
        f'<tr><th scope="row">{escape(kind)}</th><td class="bar"><svg viewBox="0 0 {_LENGTH:g} 16" role="img" '
        f'preserveAspectRatio="none" aria-label="{escape(kind)}: {words(of)}">{"".join(_bar(of))}</svg></td>'
        f"{cells}</tr>"
    )


def _bar(of: Mapping[str, int]) -> Iterator[str]:
    """Yield the parts of a bar; one of a thousand is visible, too."""
    lengths = {state: max(_LEAST, _LENGTH * of[state] / sum(of.values())) for state in STATES if of[state]}
    scale, begin = _LENGTH / sum(lengths.values()), 0.0
    for state, length in lengths.items():
        width = length * scale
        yield f'<rect class="{state}" x="{begin:.1f}" width="{width:.1f}" height="16"><title>{state}</title></rect>'
        begin += width


def _changed(found: list[Mapping[str, Any]]) -> Iterator[str]:
    if found:
        yield f"<h2>Changed: {_MEANS[CHANGED]}</h2>"
    for one in found:
        rows = "".join(
            f'<tr><td class="field"><code>{escape(each["field"])}</code></td><td class="value">{_value(each["data"])}'
            f'</td><td class="value">{_value(each["server"])}</td></tr>'
            for each in one["fields"]
        )
        yield (
            f'<article class="changed"><header><h3><span class="kind">{escape(one["kind"])}</span> '
            f'{escape(one["name"])}</h3><span class="dim">{escape(one["where"])}</span></header>'
            '<div class="scroll"><table><thead><tr><th scope="col">field</th><th scope="col">in the data</th>'
            f'<th scope="col">on the server</th></tr></thead><tbody>{rows}</tbody></table></div></article>'
        )


def _listed(state: str, differences: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    found = [one for one in differences if one["difference"] == state]
    if not found:
        return
    cells = "".join(
        "<tr>" + "".join(f'<td class="list">{escape(one[name])}</td>' for name in ("kind", "name", "where")) + "</tr>"
        for one in found
    )
    place = "section" if state == EXTRA else "in the data"
    yield (
        f'<h2>{state.capitalize()}: {_MEANS[state]}</h2>\n<article class="{state}"><div class="scroll"><table><thead>'
        f'<tr><th scope="col">kind</th><th scope="col">name</th><th scope="col">{place}</th></tr></thead>'
        f"<tbody>{cells}</tbody></table></div></article>"
    )


def _value(given: Any) -> str:
    if given is None:
        return '<span class="dim">nothing</span>'
    shown = given if isinstance(given, str) else json.dumps(given, indent=2, ensure_ascii=False, sort_keys=True)
    return f"<code>{escape(shown)}</code>"
