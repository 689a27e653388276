# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The quickstart, run for real in a directory and on ports of its own, and stopped at the end."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from ansible_collections.iamops.keycloak.tests.integration.quickstart.running import Quickstart, changed, free_ports

FIRST_MAJOR = 25
"""The first that makes the client scope ``basic``."""


@pytest.fixture(scope="session")
def quickstart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Quickstart]:
    """Run the quickstart once for all tests, and stop its server whatever happens."""
    version = os.environ.get("KEYCLOAK_VERSION", "26.7.2")
    if int(version.split(".")[0]) < FIRST_MAJOR:
        pytest.skip(f"Acme's realm names client scopes that Keycloak {version} doesn't make")
    port, management = free_ports()
    directory = tmp_path_factory.mktemp("quickstart")
    # The variables that say where another server is must not reach the playbook.
    kept = {"KEYCLOAK_VERSION", "KEYCLOAK_ARCHIVE"}
    environment = {key: value for key, value in os.environ.items() if key[:9] != "KEYCLOAK_" or key in kept}
    environment["KEYCLOAK_PORT"], environment["KEYCLOAK_MANAGEMENT_PORT"] = str(port), str(management)
    environment["KEYCLOAK_QUICKSTART_DIRECTORY"] = str(directory)
    it = Quickstart(directory, environment)
    try:
        first = it.play("quickstart.yml")
        assert changed(first) > 0
        (directory / "first.log").write_text(first, encoding="utf-8")
        yield it
    finally:
        it.play("stop.yml")
