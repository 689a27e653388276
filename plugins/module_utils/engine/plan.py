# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plan: what has to be written to bring the server to what is desired. Pure: it reads and writes nothing.

``changed``, the diff, check mode's answer and ``actions`` are all read off the plan.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Optional

from ..rest.errors import InvalidInput, MissingReference
from ..rest.paths import fill
from .desired import Desired
from .exchange import Instead
from .fingerprint import PREFIX
from .observe import Observed
from .part import AFTER, DOCUMENT, LATER, PENDING_ID, REMOVE, UNSET, Outcome, Part, Situation, Step, own_id
from .resource import Resource
from .secrecy import hide

_EMPTY: tuple[Any, ...] = (None, "", [], {})


@dataclass(frozen=True)
class Plan:
    """The writes, and what they amount to.

    :param steps: the writes, in order
    :param before: the object as the diff shows it now
    :param after: the object as the diff shows it afterwards
    :param foreseen: the object's representation afterwards, but for what only the server can make
    :param creates: whether the object is made
    :param unsettled: the fields that would change
    :param notes: what the user should be told
    :param refused: why it can't be carried out
    """

    steps: tuple[Step, ...] = ()
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)
    foreseen: Mapping[str, Any] = field(default_factory=dict)
    creates: bool = False
    unsettled: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    refused: Optional[InvalidInput] = None

    @property
    def changed(self) -> bool:
        return bool(self.steps)

    @property
    def actions(self) -> list[str]:
        """Return the writes as people read them."""
        return [action(step) for step in self.steps]

    @property
    def later(self) -> list[str]:
        """Return the writes that wait until the object is there."""
        return [action(step) for step in self.steps if step.phase >= LATER]


def action(step: Step) -> str:
    """Return a write as people read it: method and path, ``{id}`` where only the server can make the id."""
    return f"{step.method} " + re.sub(r"\{[^{}/]*\}|%00%7Bid%7D%00[^/]*", "{id}", step.path)


def plan(kind: Resource, seen: Observed, desired: Desired, shows: bool = True) -> Plan:
    """Return the plan that turns what was observed into what is desired.

    :param shows: whether it shows an unchanged object, too
    :raises InvalidInput: where what is desired doesn't fit what is there
    """
    if seen.instead is not None:
        return _exchange(kind, seen, seen.instead, desired)
    if desired.state == "absent":
        return _removal(kind, seen, desired)
    situation = _situation(kind, seen, desired)
    outcomes = {
        api: part.settle(seen.values.get(api), desired.values[api], situation) for api, part in desired.parts.items()
    }
    _check(kind, seen, desired, outcomes)
    steps = _document_steps(kind, seen, desired, outcomes)
    steps += [step for outcome in outcomes.values() for step in outcome.steps]
    steps += _vault_steps(kind, seen, outcomes)
    steps = _once([*_remaking(kind, seen, desired), *steps])
    notes = tuple(note for outcome in outcomes.values() for note in outcome.notes)
    if not steps and not shows:
        return Plan(notes=notes)
    current = {api: (desired.parts[api], value) for api, value in seen.values.items()}
    before = view(kind, seen.document or seen.doomed or {}, current)
    return Plan(
        tuple(sorted(steps, key=lambda step: step.phase)),
        before,
        _after(kind, seen, desired, outcomes) if steps else before,
        _foreseen(kind, seen, desired, outcomes),
        seen.document is None,
        tuple(api for api, outcome in outcomes.items() if outcome.changed),
        notes,
        refusal(kind, seen.document or {}, seen.address) if steps else None,
    )


def refusal(kind: Resource, document: Mapping[str, Any], address: Mapping[str, str]) -> Optional[InvalidInput]:
    """Return why nobody may make or change an object, None where one may."""
    reason = kind.fixed(document, address)
    return InvalidInput(kind.key[0], kind.label(address), reason) if reason else None


def _exchange(kind: Resource, seen: Observed, instead: Instead, desired: Desired) -> Plan:
    """Return the plan that puts a new object in the place of another one."""
    instead.exchange.keeps(instead.old.document, ())
    if seen.document is not None and not desired.begun:
        instead.exchange.found(desired, seen.document)
    # the old one may have the id that follows from what the new one is called
    new = plan(kind, replace(seen, instead=None), replace(instead.desired, taken=True))
    # what is yet to be read of the new object is needed before it takes the other's place
    late = LATER if new.creates or new.later else 0
    turn = [replace(step, phase=late + AFTER) for step in instead.exchange.steps(instead, seen.document)]
    current = {api: (desired.parts[api], value) for api, value in instead.old.values.items()}
    before = view(kind, instead.old.document, current)
    names = {name: desired.values[name] for name in kind.key if name in desired.values}
    return replace(
        new,
        steps=tuple(sorted((*turn, *new.steps), key=lambda step: step.phase)),
        before=before,
        after={**{name: value for name, value in before.items() if kind.part(name) is None}, **new.after, **names},
        foreseen={**new.foreseen, **names},
        creates=False,
    )


def _once(steps: list[Step]) -> list[Step]:
    """Two parts may ask for the same removal; two additions below one path are two additions."""
    seen: dict[Any, Step] = {}
    for number, step in enumerate(steps):
        seen.setdefault((step.path, step.phase) if step.method == "DELETE" and step.body is UNSET else number, step)
    return list(seen.values())


def _situation(kind: Resource, seen: Observed, desired: Desired) -> Situation:
    stored = kind.vault.stored(seen.vault, seen.address.get("id", "")) if kind.vault else _own_seals(kind, seen)
    return Situation(
        seen.address,
        seen.document is None,
        seen.document or {},
        desired.values,
        desired.policy,
        desired.modes,
        seen.found,
        stored,
        seen.values,
        kind.chooses_id and not desired.taken,
    )


def _own_seals(kind: Resource, seen: Observed) -> Optional[dict[str, str]]:
    if not kind.seals_in:
        return None
    kept = (seen.document or {}).get(kind.seals_in) or {}
    return {name[len(PREFIX) :]: sealed for name, sealed in kept.items() if name.startswith(PREFIX)}


def _sealed(kind: Resource, body: dict[str, Any], outcomes: Mapping[str, Outcome]) -> dict[str, Any]:
    """Return the body of a write with the fingerprints of the secrets in it."""
    prints = {PREFIX + name: seal for outcome in outcomes.values() for name, seal in outcome.fingerprints.items()}
    return {**body, kind.seals_in: {**(body.get(kind.seals_in) or {}), **prints}} if kind.seals_in and prints else body


def _check(kind: Resource, seen: Observed, desired: Desired, outcomes: Mapping[str, Outcome]) -> None:
    will_be = {**(seen.document or {}), **{api: outcome.value for api, outcome in outcomes.items()}}
    for check in kind.checks:
        check(seen.document or {}, will_be, desired.values)
    if seen.document is None:
        chosen = desired.options.get(kind.id_option)
        error = MissingReference if chosen else InvalidInput
        told = f": there is none of {kind.id_option} {chosen!r}" if chosen else ""
        for name in kind.key:
            if name not in seen.address:
                raise error(name, None, f"is needed to make a {kind.title}{told}")


def _document_steps(kind: Resource, seen: Observed, desired: Desired, outcomes: Mapping[str, Outcome]) -> list[Step]:
    home = kind.home(desired.options)
    if seen.document is None:
        body = {api: outcome.body for api, outcome in outcomes.items() if outcome.body is not UNSET}
        named = {"id": "id", **kind.carried} if kind.keeps_id else kind.carried
        carried = {name: seen.address[variable] for name, variable in named.items() if variable in seen.address}
        if kind.chooses_id and not desired.taken:
            told = {name: value for name, value in seen.address.items() if name != "id"}
            carried.setdefault("id", own_id(kind.name, told))
        body = {**carried, **{api: value for api, value in body.items() if value is not None}}
        body = kind.prepare(_sealed(kind, body, outcomes), True)
        if kind.within:
            return [kind.within.step(seen.around or {}, seen.address, body)]
        born = kind.birth(seen, desired, body)
        return born or [Step("POST", fill(home.collection, seen.address), body, DOCUMENT, "id")]
    changed = {api: outcome.body for api, outcome in outcomes.items() if outcome.changed and outcome.body is not UNSET}
    if not changed:
        return []
    body = {name: value for name, value in seen.document.items() if name not in kind.not_sent}
    body = kind.prepare(_sealed(kind, {**body, **changed}, outcomes), False)
    if kind.within:
        return [kind.within.step(seen.around or {}, seen.address, body)]
    return [Step(home.verb, fill(home.put or home.item, seen.address), body)]


def _remaking(kind: Resource, seen: Observed, desired: Desired) -> list[Step]:
    if seen.doomed is None:
        return []
    address = {**seen.address, "id": str(seen.doomed.get("id", "")), **kind.variables(seen.doomed)}
    return [Step("DELETE", fill(kind.home(desired.options).item, address), phase=REMOVE)]


def _vault_steps(kind: Resource, seen: Observed, outcomes: Mapping[str, Outcome]) -> list[Step]:
    changes = {name: sealed for outcome in outcomes.values() for name, sealed in outcome.fingerprints.items()}
    if kind.vault is None or not changes:
        return []
    return [replace(kind.vault.step(seen.vault, seen.address.get("id") or PENDING_ID, changes), phase=AFTER)]


def _removal(kind: Resource, seen: Observed, desired: Desired) -> Plan:
    if seen.document is None:
        return Plan()
    for check in kind.checks:
        check(seen.document, {}, desired.values)
    if kind.exchange:
        kind.exchange.keeps(seen.document, seen.users)
    if kind.within:
        step = kind.within.step(seen.around or {}, seen.address, None)
        return Plan((step,), view(kind, seen.document, {}))
    steps = [Step("DELETE", fill(kind.home(desired.options).item, seen.address))]
    if kind.vault and seen.vault is not None:
        gone = dict.fromkeys(kind.vault.stored(seen.vault, seen.address["id"]))
        if gone:
            steps.append(replace(kind.vault.step(seen.vault, seen.address["id"], gone), phase=AFTER))
    return Plan(tuple(steps), view(kind, seen.document, {}), {})


def view(kind: Resource, document: Mapping[str, Any], values: Mapping[str, tuple[Part, Any]]) -> dict[str, Any]:
    """Return an object as a diff shows it: by names, in canonical form, without secrets and what the server stamps."""
    shown = {}
    for name, value in document.items():
        part = kind.part(name)
        shown[name] = part.shown(value) if part and name not in values else hide(value, name)
    shown.update({name: part.shown(value) for name, (part, value) in values.items()})
    return {name: shown[name] for name in sorted(shown) if name not in kind.server_made and shown[name] not in _EMPTY}


def _after(kind: Resource, seen: Observed, desired: Desired, outcomes: Mapping[str, Outcome]) -> dict[str, Any]:
    aside = {name: value for outcome in outcomes.values() for name, value in outcome.aside.items()}
    after = view(
        kind,
        {**(seen.document or {}), **aside},
        {api: (desired.parts[api], outcome.value) for api, outcome in outcomes.items()},
    )
    after.update({api: outcome.shown for api, outcome in outcomes.items() if outcome.shown is not UNSET})
    return {name: after[name] for name in sorted(after) if after[name] not in _EMPTY}


def _foreseen(kind: Resource, seen: Observed, desired: Desired, outcomes: Mapping[str, Outcome]) -> dict[str, Any]:
    values = {api: desired.parts[api].represent(outcome.value) for api, outcome in outcomes.items()}
    aside = {name: value for outcome in outcomes.values() for name, value in outcome.aside.items()}
    foreseen = kind.derive(seen.document or {}, {**(seen.document or {}), **aside, **values})
    return {name: value for name, value in foreseen.items() if value is not None}


def represent(seen: Observed, desired: Desired) -> Optional[dict[str, Any]]:
    """Return what was observed as one representation in the API's form, None if there is no such object."""
    seen = seen.meant
    if seen.document is None:
        return dict(seen.doomed) if seen.doomed else None
    values = {api: desired.parts[api].represent(value) for api, value in seen.values.items()}
    return {name: value for name, value in {**seen.document, **values}.items() if value is not None}
