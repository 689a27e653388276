# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""keycloak_info reads every kind: all objects, page by page, one, by a search; what they are tells each kind's data."""

from __future__ import annotations

import contextlib
import pathlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import yaml
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.runtime import Runtime
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.inquiry import naming, parts_apart
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak import client
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.catalogue import KINDS
from ansible_collections.iamops.keycloak.tests.integration.harness import compare, data
from ansible_collections.iamops.keycloak.tests.integration.harness.data import Options, Proof
from ansible_collections.iamops.keycloak.tests.integration.harness.needs import needs_of, skip_before
from ansible_collections.iamops.keycloak.tests.integration.harness.place import Place
from ansible_collections.iamops.keycloak.tests.integration.harness.secrecy import with_canaries
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World

TARGETS = pathlib.Path(__file__).resolve().parents[1] / "targets"
PROOFS = {kind: TARGETS / f"keycloak_{kind}" / "proof.yml" for kind in KINDS}
MANY = sorted(kind for kind, path in PROOFS.items() if KINDS[kind].key and path.exists())
# what a server has with features only is read where those are on: ../features
FEATURES = {"management_permissions", "user_verifiable_credential"}
ALONE = sorted(set(KINDS) - set(MANY) - FEATURES)
SMALLEST = 2
OTHERS = 2


class Shared(Place):
    """A realm in which the data of several kinds stand beside each other."""

    def _carry_out(self, task: Options) -> None:
        if "request" not in task:
            return super()._carry_out(task)
        method, _space, path = task["request"].partition(" ")
        # another kind's data may have made the same
        self.world.admin.send(method, path, task.get("body"), accept=(409,))
        return None


@pytest.fixture(scope="module")
def place(world: World) -> Iterator[Shared]:
    """A realm for all kinds."""
    name = f"inquiries-{secrets.token_hex(3)}"
    world.admin.make_realm(name, organizationsEnabled=True)
    yield Shared(world, name)
    world.admin.remove_realm(name)


@dataclass
class Asking:
    """Asks keycloak_info for objects of a kind."""

    world: World
    realm: str | None
    kind: str

    def __call__(self, options: Options, check: bool = False, **more: Any) -> list[dict[str, Any]]:
        asked = {"kind": self.kind, "realm": self.realm, "options": options, **more}
        # a process that has seen a secret masks it in all that follows
        ran = self.world.run("keycloak_info", asked, check, Runtime(self.world.directory.name))
        assert not ran.failed, f"{options} {more}: {ran.result['msg']}"
        assert (ran.changed, ran.writes) == (False, [])
        assert ran.result["exists"] is bool(ran.result["objects"])
        return sorted(ran.result["objects"], key=compare.text)


@dataclass
class Objects:
    """Objects that a kind's proof tells of.

    :param keys: what names each of them
    :param option: the option of the key in which they differ
    :param clear: secrets of the first one that the server gives in clear
    :param hidden: those that it never shows
    """

    keys: list[Options]
    option: str
    clear: list[str]
    hidden: list[str]

    def around(self, key: Options) -> Options:
        """Return what is left of a key where it doesn't say which object: where they all are."""
        return {name: value for name, value in key.items() if name != self.option}


@contextlib.contextmanager
def objects_of(world: World, place: Place, proof: Proof) -> Iterator[Objects]:
    """Make objects: the proof's example, and others where it has some; remove them at last."""
    place.set_up(proof.setup)
    key, (example, canaries) = place.fill(proof.key), with_canaries(proof, place.fill(proof.example))
    tasks = [{**key, **example}]
    for number in range(OTHERS if proof.many else 0):
        tasks.append({**key, **data.filled(proof.many[0].options, data.numbered(number + 1, place.resolve))})
    made = []
    try:
        for task in tasks:
            ran = world.run(proof.module, {"realm": place.realm, **task})
            assert not ran.failed, ran.result["msg"]
            made.append({name: task[name] for name in key})
        known = naming(proof.kind)
        keys = [{name: value for name, value in one.items() if name in known} for one in made]
        there = [canary for canary in canaries if canary in compare.text(_read(world, place, proof))]
        option = proof.names.option if proof.names else proof.kind.key[-1]
        yield Objects(keys, option, there, [canary for canary in canaries if canary not in there])
    finally:
        for one in made:
            assert not world.run(proof.module, {"realm": place.realm, **one, "state": "absent"}).failed


def _read(world: World, place: Place, proof: Proof) -> Any:
    """Return how the server itself shows the first object, past the collection."""
    return world.admin.get(place.fill(proof.object.get or proof.object.list)) if proof.secrets else None


@pytest.mark.parametrize("kind", MANY)
def test_objects(world: World, place: Shared, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    skip_before(needs_of(f"keycloak_{kind}").since, kind)
    proof = data.load(PROOFS[kind])
    ask = Asking(world, None if kind == "realm" else place.realm, kind)
    with objects_of(world, place, proof) as objects:
        first = objects.keys[0]
        singles = [one for key in objects.keys for one in ask(key)]
        assert len(singles) == len(objects.keys)
        if KINDS[kind].id_option:
            assert ask({**objects.around(first), "id": singles[0]["id"]}) == singles[:1]
        # what a list shows is the whole object
        for key, one in zip(objects.keys, singles, strict=True):
            assert one in ask(objects.around(key))
        every = ask(objects.around(objects.keys[-1]))
        assert ask(objects.around(objects.keys[-1]), check=True) == every
        with monkeypatch.context() as patch:
            patch.setattr(client, "read_all", lambda fetch, page, all=client.read_all: all(fetch, SMALLEST))
            assert ask(objects.around(objects.keys[-1])) == every
        found = ask(objects.around(first), search=first[objects.option])
        assert singles[0] in found
        assert not set(map(compare.text, singles[1:])) & set(map(compare.text, found))
        assert ask(objects.around(first), search="nosuch") == []
        assert ask({**first, objects.option: "nosuch"}) == []
        told, asked = compare.text([singles, every, found]), compare.text(ask(first, show_secrets=True))
        assert not [secret for secret in objects.clear if secret in told or secret not in asked]
        assert not [secret for secret in objects.hidden if secret in told + asked]


@pytest.mark.parametrize("kind", ALONE)
def test_one(world: World, place: Shared, kind: str) -> None:
    skip_before(needs_of(f"keycloak_{kind}").since, kind)
    case = yaml.safe_load((TARGETS / f"keycloak_{kind}" / "privileges.yml").read_text(encoding="utf-8"))[0]
    place.set_up(case.get("setup", []))
    task = place.fill(case["tasks"][0])
    ran = world.run(f"keycloak_{kind}", {"realm": place.realm, **task})
    assert not ran.failed, ran.result["msg"]
    spec = data.binding_of(f"keycloak_{kind}").spec()
    names = {alias: name for name, entry in spec.items() for alias in (name, *entry.get("aliases", []))}
    where = {name: value for name, value in task.items() if names[name] in naming(KINDS[kind])}
    apart = parts_apart(KINDS[kind])
    parts = [option for option, part in apart.items() if {names[name] for name in task} & set(part.arguments())]
    [one] = Asking(world, place.realm, kind)(where, parts=parts)
    compare.none(compare.uncovered(ran.result["end_state"], KINDS[kind].returned(one)))
