# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The releases of ansible-core that the collection is tested with, each in an environment of its own."""

from __future__ import annotations

from dataclasses import dataclass

import venvs
from console import Log


@dataclass(frozen=True)
class Leg:
    """One release of ansible-core.

    :param core: release, such as ``2.19``
    :param pythons: the Python versions it runs on, the preferred one first
    """

    core: str
    pythons: tuple[str, ...]

    def venv(self, log: Log) -> venvs.Venv:
        """Return its virtual environment, made where it isn't there yet."""
        return venvs.ensure(f"ansible-{self.core}", self.pythons, log)


OLDEST = Leg("2.16", ("3.10", "3.11", "3.12"))
MAIN = Leg("2.19", ("3.12", "3.11", "3.13"))
NEWEST = Leg("2.21", ("3.13", "3.12", "3.14"))
LEGS = (OLDEST, MAIN, NEWEST)
"""Every release that is tested; :data:`MAIN` runs what is run once only."""

OLDEST_TARGET = "3.9"
"""The oldest Python that a module runs on."""
