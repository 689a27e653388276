# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A kind under test: its realm, its object, and its module run in this process behind the counting proxy."""

from __future__ import annotations

import contextlib
import re
import secrets
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ansible_collections.iamops.keycloak.plugins.module_utils.binding.runtime import Runtime

from . import compare, data
from .admin import Admin
from .data import Options, Proof
from .place import Place
from .proxy import Proxy, Request


@dataclass(frozen=True)
class Ran:
    """What came of a task.

    :param result: what it returned
    :param writes: the write requests it sent
    """

    result: dict[str, Any]
    writes: list[Request]

    @property
    def changed(self) -> bool:
        return bool(self.result["changed"])

    @property
    def failed(self) -> bool:
        return bool(self.result.get("failed"))

    def __str__(self) -> str:
        shown = {name: value for name, value in self.result.items() if name in ("changed", "msg", "actions", "diff")}
        return f"{compare.text(shown)} writes: {[str(write) for write in self.writes]}"


class World:
    """The server under test and the proxy in front of it; it outlives the kinds.

    :param admin: which server; the one that the environment tells by default
    """

    def __init__(self, admin: Admin | None = None) -> None:
        self.admin = admin or Admin.from_environment()
        self.proxy = Proxy(self.admin.url)
        self.directory = tempfile.TemporaryDirectory(prefix="proof-")
        self.runtime = Runtime(self.directory.name)
        self.subjects: dict[str, Subject] = {}

    @property
    def login(self) -> Options:
        """The connection options of every task."""
        return {
            "auth_keycloak_url": self.proxy.url,
            "auth_realm": "master",
            "auth_username": self.admin.username,
            "auth_password": self.admin.password,
        }

    def run(self, module: str, options: Options, check: bool = False, runtime: Runtime | None = None) -> Ran:
        """Run a module in this process; in check mode its writes are refused on the wire."""
        wire = self.proxy.wire
        since, wire.refuse_writes = len(wire.requests), check
        known = data.binding_of(module).spec()
        login = {name: value for name, value in self.login.items() if name in known}
        given = {name: value for name, value in {**login, **options}.items() if value is not None}
        runtime = runtime or self.fresh_record()
        runtime.runs(module)
        try:
            result = data.binding_of(module).run(given, check_mode=check, diff=True, runtime=runtime)
        finally:
            wire.refuse_writes = False
        return Ran(result, wire.writes(since))

    def fresh_record(self) -> Runtime:
        """Return the runtime, without what earlier check runs have foreseen."""
        import pathlib

        for path in pathlib.Path(self.directory.name).glob("foreseen-*"):
            path.unlink()
        return self.runtime

    def subject(self, proof: Proof) -> Subject:
        """Return the subject of a proof, made when it is first asked for."""
        if proof.module not in self.subjects:
            self.subjects[proof.module] = Subject(self, proof)
        return self.subjects[proof.module]

    def let_go(self, module: str) -> None:
        """Remove a subject that is no longer needed: many realms make a server slow."""
        subject = self.subjects.pop(module, None)
        if subject:
            subject.close()

    def close(self) -> None:
        """Remove what was made and stop the proxy."""
        for subject in self.subjects.values():
            subject.close()
        self.proxy.stop()
        self.directory.cleanup()


class Subject:
    """One kind in a realm of its own."""

    def __init__(self, world: World, proof: Proof) -> None:
        self.world, self.admin = world, world.admin
        self.realm = f"proof-{proof.module.removeprefix('keycloak_')}-{secrets.token_hex(3)}"
        self.where: Options = {"realm": self.realm}
        self.admin.make_realm(self.realm)
        self.place = Place(world, self.realm)
        self.place.set_up(proof.setup)
        self.fill = self.place.fill
        filled = {name: self.fill(getattr(proof, name)) for name in ("key", "example", "also")}
        self.proof = Proof(**{**vars(proof), **filled})

    def close(self) -> None:
        for realm in sorted({self.realm, self.proof.key.get("realm", self.realm)}):
            self.admin.remove_realm(realm)

    def is_whole(self) -> bool:
        """Return whether nothing of what is around the object is lost."""
        return self.admin.get(f"/admin/realms/{self.realm}") is not None

    def run(self, options: Options, check: bool = False) -> Ran:
        """Run the kind's module with the key's and these options."""
        whole = {**self.where, **self.proof.login, **self.proof.key, **self.fill(options)}
        return self.world.run(self.proof.module, whole, check)

    def ok(self, options: Options, check: bool = False) -> Ran:
        """Run, and see that it didn't fail."""
        ran = self.run(options, check)
        assert not ran.failed, f"{'check' if check else 'run'} with {options}: {ran.result['msg']}"
        if check:
            assert not ran.writes, f"check mode wrote: {ran.writes}"
        return ran

    def unchanged(self, options: Options, checks: tuple[bool, ...] = (False,)) -> Ran:
        """Run, and see that nothing changed and no write went over the wire.

        :param checks: whether it is check mode, for each run
        """
        for check in checks:
            ran = self.ok(options, check)
            assert not ran.changed, f"{'check' if check else 'run'} again with {options}: changed: {ran}"
            assert not ran.writes, f"again with {options}: wrote: {ran.writes}"
            assert ran.result["actions"] == []
            diff = ran.result["diff"]
            assert diff["before"] == diff["after"]
        return ran

    def absent(self) -> None:
        """See that the object isn't there."""
        if self.ok({"state": "absent"}).changed:
            assert self.read() is None

    def example(self, **more: Any) -> Options:
        """Return the example, other options laid over it."""
        return {**self.proof.example, **more}

    @contextlib.contextmanager
    def made(self, options: Options) -> Iterator[Any]:
        """Make a new object and yield how it is read."""
        self.absent()
        assert self.ok(options).changed
        yield self.read()

    def read(self) -> Any:
        """Return what the server has of the object, None for nothing."""
        where = self.proof.object
        if where.get:
            found = self.admin.get(self.fill(where.get))
        else:
            match = self.fill(where.match)
            items = self.admin.get(self.fill(where.list))
            items = items[where.within] if where.within else items
            found = next((one for one in items if all(one.get(name) == match[name] for name in match)), None)
        if found is None:
            return None
        for more in self.proof.also:
            ((name, path),) = more.items()
            known = all(found.get(field) for field in re.findall(r"\{(\w+)\}", path))
            found = {**found, name: self.admin.get(path.format_map(found)) if known else None}
        return found

    def differences(self, before: Any, after: Any, may: list[str]) -> list[str]:
        """Return what differs between two readings, but for what may, stamps and fingerprints."""
        return compare.differences(before, after, self.proof.sets, [*may, *self.proof.stamps])
