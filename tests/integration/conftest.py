# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Collects the kinds' data files as tests; the real server and the proxy in front of it."""

from __future__ import annotations

import pathlib
from collections.abc import Iterator

import pytest

HARNESS = "ansible_collections.iamops.keycloak.tests.integration.harness"
pytest.register_assert_rewrite(HARNESS)

from ansible_collections.iamops.keycloak.tests.integration.harness import data, mappings, needs, proof  # noqa: E402
from ansible_collections.iamops.keycloak.tests.integration.harness.authress import Authress  # noqa: E402
from ansible_collections.iamops.keycloak.tests.integration.harness.mail import Mailbox  # noqa: E402
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import Subject, World  # noqa: E402

# the server under test for each sort of server that isn't Keycloak, or a part of it
WORLDS: dict[str, type[World]] = {"authress": Authress}
WORLD = pytest.StashKey[dict[type[World], World]]()


def world_of(config: pytest.Config, system: str = "keycloak") -> World:
    """Return the server under test, found when it is first asked for."""
    found, sort = config.stash.setdefault(WORLD, {}), WORLDS.get(system, World)
    if sort not in found:
        found[sort] = sort()
    return found[sort]


@pytest.fixture(scope="session")
def world(request: pytest.FixtureRequest) -> World:
    """The server under test and the proxy in front of it."""
    return world_of(request.config)


@pytest.fixture(scope="session")
def authress(request: pytest.FixtureRequest) -> World:
    """The account under test and the proxy in front of its server."""
    return world_of(request.config, "authress")


@pytest.fixture(scope="session")
def post_office() -> Iterator[Mailbox]:
    """A mail server for realms to send through."""
    with Mailbox() as box:
        yield box


@pytest.fixture
def mailbox(post_office: Mailbox) -> Mailbox:
    """The mail server, empty."""
    post_office.mails.clear()
    return post_office


@pytest.fixture(scope="session")
def realm_with_roles(world: World) -> Iterator[str]:
    """A realm with roles, and with what may have them."""
    with mappings.realm_with_roles(world.admin) as name:
        yield name


def pytest_configure(config: pytest.Config) -> None:
    """Tell pytest the mark of a test that older servers can't pass."""
    config.addinivalue_line("markers", "since(version): the first version of the server that has what the test is for")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test of what the server is too old for."""
    module = needs.target_of(item.path)
    if module:
        wanted = needs.needs_of(module)
        needs.skip_before(wanted.since, module)
        if wanted.extensions:
            needs.skip_without_extensions(world_of(item.config), *wanted.extensions)
    for mark in item.iter_markers("since"):
        needs.skip_before(*mark.args)


def pytest_collect_file(file_path: pathlib.Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Take each kind's data for a file of tests."""
    return ProofFile.from_parent(parent, path=file_path) if file_path.name == "proof.yml" else None


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Remove what the tests made."""
    for world in session.config.stash.get(WORLD, {}).values():
        world.close()


class ProofFile(pytest.File):
    """A kind's data file."""

    def collect(self) -> Iterator[pytest.Item]:
        """Yield the kind's tests."""
        self.proof = data.load(self.path)
        for name, check in proof.checks(self.proof):
            yield ProofItem.from_parent(self, name=name, check=check)

    def teardown(self) -> None:
        """Remove the kind's realm after the last of its tests."""
        for world in self.config.stash.get(WORLD, {}).values():
            world.let_go(self.proof.module)


class ProofItem(pytest.Item):
    """One test of one kind."""

    parent: ProofFile

    def __init__(self, *, check: proof.Check, **more: object) -> None:
        super().__init__(**more)
        self.check = check

    def runtest(self) -> None:
        """Run it on the real server."""
        subject: Subject = world_of(self.config, self.parent.proof.binding.system.name).subject(self.parent.proof)
        self.check(subject)

    def _traceback_filter(self, excinfo: pytest.ExceptionInfo[BaseException]) -> pytest.Traceback:
        """Show the harness, not what is around it."""
        return excinfo.traceback.filter(lambda entry: "harness" in pathlib.Path(entry.path).parts) or excinfo.traceback

    def reportinfo(self) -> tuple[pathlib.Path, int, str]:
        """Say which kind it is about."""
        return self.path, 0, f"{self.parent.proof.module}: {self.name}"
