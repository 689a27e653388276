# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A TLS terminator on loopback in front of a real server, such as a company has."""

from __future__ import annotations

import contextlib
import socket
import socketserver
import ssl
import threading
from collections.abc import Iterator
from urllib.parse import urlsplit


@contextlib.contextmanager
def terminating(url: str, context: ssl.SSLContext) -> Iterator[str]:
    """Run a terminator in front of a server for a while and yield its URL."""
    parts = urlsplit(url)
    behind = (parts.hostname or "127.0.0.1", parts.port or 80)

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with contextlib.suppress(OSError):
                client = context.wrap_socket(self.request, server_side=True)
                server = socket.create_connection(behind, timeout=30)
                back = threading.Thread(target=_pump, args=(server, client), daemon=True)
                back.start()
                _pump(client, server)
                back.join(10)

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True

    with Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"https://127.0.0.1:{server.server_address[1]}{parts.path}"
        finally:
            server.shutdown()


def _pump(source: socket.socket, target: socket.socket) -> None:
    """Copy what comes until the end, and pass the end on."""
    with contextlib.suppress(OSError):
        while True:
            content = source.recv(65536)
            if not content:
                break
            target.sendall(content)
    for each in (source, target):
        with contextlib.suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)
