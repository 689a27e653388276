# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The record of requests: who asked which server what, and with which status it answered, one JSON line a request."""

from __future__ import annotations

import json
import os
from typing import Optional

VARIABLE = "IAMOPS_KEYCLOAK_REQUESTS"


class Recorder:
    """Appends each request to the file that an environment variable names; an observer of transports.

    Neither queries nor bodies are recorded, so it holds no secrets; names and ids in paths it does.

    :param path: the file
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.module = ""
        """The module that runs now."""

    def __call__(self, method: str, path: str, status: Optional[int]) -> None:
        line = json.dumps({"method": method, "path": path, "status": status, "module": self.module}) + "\n"
        # one write at the file's end is whole, however many workers write
        handle = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(handle, line.encode())
        finally:
            os.close(handle)


def recorder() -> Optional[Recorder]:
    """Return a recorder where the environment asks for one."""
    path = os.environ.get(VARIABLE)
    return Recorder(path) if path else None
