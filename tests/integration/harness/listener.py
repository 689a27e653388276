# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A client's admin URL on loopback: it keeps what the server tells it."""

from __future__ import annotations

import base64
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class _Told(BaseHTTPRequestHandler):
    server: Listener

    def do_POST(self) -> None:
        """Keep what is posted: a signed token."""
        token = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        claims = token.split(".")[1]
        message = json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))
        self.server.told.append((self.path, message))
        self.send_response(204)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


class Listener(ThreadingHTTPServer):
    """The client; it ends with its ``with`` block."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Told)
        self.told: list[tuple[str, dict[str, Any]]] = []
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def url(self) -> str:
        """Return the admin URL."""
        return f"http://127.0.0.1:{self.server_address[1]}/admin"

    def __exit__(self, *error: object) -> None:
        self.shutdown()
        self.server_close()
