# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where things are: everything that the tools make is below ``build``."""

from __future__ import annotations

import os
import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
COLLECTION = pathlib.PurePath("ansible_collections/iamops/keycloak")
TREE = BUILD / COLLECTION
HOME = BUILD / "home"
LOGS = BUILD / "logs"
VENVS = BUILD / "venvs"
REQUIREMENTS = ROOT / "tests" / "requirements"


def in_ci() -> bool:
    """Tell whether this is a continuous integration run, where nothing may be skipped."""
    return os.environ.get("CI", "").lower() in ("true", "1", "yes")
