# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A small HTTP server on loopback that misbehaves as a test tells it to."""

from __future__ import annotations

import contextlib
import json
import socket
import socketserver
import ssl
import struct
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Callable, Optional, Union

REASONS = {200: "OK", 201: "Created", 204: "No Content", 302: "Found", 404: "Not Found", 503: "Service Unavailable"}


@dataclass(frozen=True)
class Request:
    """A request as it came over the wire."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body as JSON data."""
        return json.loads(self.body)


@dataclass(frozen=True)
class Reply:
    """An answer; ``length`` announces another length than the body has, ``delay`` is in seconds."""

    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    kind: str = "application/json"
    length: Optional[int] = None
    delay: float = 0


class Reset:
    """Instead of an answer: the connection is reset."""


class Close:
    """Instead of an answer: the connection is closed."""


Act = Union[Reply, Reset, Close, Callable[[Request], Reply]]


class Loopback:
    """Answers with the given acts, one after the other; the last one is repeated."""

    def __init__(self, *acts: Act, tls: Optional[ssl.SSLContext] = None) -> None:
        self.acts = list(acts)
        self.requests: list[Request] = []
        self.connections = 0
        self._lock = threading.Lock()
        loopback = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                loopback._serve(self.request, tls)

        class Server(socketserver.ThreadingTCPServer):
            allow_reuse_address = True
            daemon_threads = True

        self._server = Server(("127.0.0.1", 0), Handler)
        self.port = self._server.server_address[1]
        self.scheme = "https" if tls else "http"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """The base URL."""
        return f"{self.scheme}://127.0.0.1:{self.port}"

    @property
    def calls(self) -> list[str]:
        """``METHOD target`` of every request so far."""
        return [f"{request.method} {request.target}" for request in self.requests]

    def stop(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()

    def _serve(self, connection: socket.socket, tls: Optional[ssl.SSLContext]) -> None:
        self.connections += 1
        with contextlib.suppress(OSError):
            if tls is not None:
                connection = tls.wrap_socket(connection, server_side=True)
            stream = connection.makefile("rb")
            while True:
                try:
                    request = _read(stream)
                except ValueError:
                    connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                    break
                if request is None or not self._answer(connection, request):
                    break
        with contextlib.suppress(OSError):
            connection.close()

    def _answer(self, connection: socket.socket, request: Request) -> bool:
        with self._lock:
            self.requests.append(request)
            act = self.acts.pop(0) if len(self.acts) > 1 else self.acts[0]
        if isinstance(act, Reset):
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return False
        if isinstance(act, Close):
            return False
        reply = act if isinstance(act, Reply) else act(request)
        time.sleep(reply.delay)
        body = _encoded(reply.body)
        length = len(body) if reply.length is None else reply.length
        head = [f"HTTP/1.1 {reply.status} {REASONS.get(reply.status, 'Status')}", f"Content-Length: {length}"]
        head += [f"Content-Type: {reply.kind}"] if reply.kind else []
        head += [f"{name}: {value}" for name, value in reply.headers.items()]
        connection.sendall("\r\n".join([*head, "", ""]).encode("latin-1") + body)
        return length == len(body)


@contextlib.contextmanager
def serving(*acts: Act, tls: Optional[ssl.SSLContext] = None) -> Iterator[Loopback]:
    """Run a server for a while."""
    server = Loopback(*acts, tls=tls)
    try:
        yield server
    finally:
        server.stop()


def _read(stream: Any) -> Optional[Request]:
    if stream.peek(1)[:1] == b"\x16":
        raise ValueError("the start of a TLS connection")
    line = stream.readline().decode("latin-1").strip()
    if not line:
        return None
    method, target, _version = line.split(" ", 2)
    headers = {}
    while True:
        header = stream.readline().decode("latin-1").strip()
        if not header:
            break
        name, _colon, value = header.partition(":")
        headers[name.strip().title()] = value.strip()
    return Request(method, target, headers, stream.read(int(headers.get("Content-Length", "0"))))


def _encoded(body: Any) -> bytes:
    if body is None:
        return b""
    if isinstance(body, bytes):
        return body
    return body.encode() if isinstance(body, str) else json.dumps(body).encode()
