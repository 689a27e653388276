# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A reverse proxy that counts what goes over the wire, and can refuse writes or break answers."""

from __future__ import annotations

import contextlib
import http.client
import http.server
import re
import socketserver
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

READS = ("GET", "HEAD", "OPTIONS")
LOGIN = re.compile(r"/protocol/openid-connect/(token|logout)$|/login-actions/authenticate$")
# these are POSTs, and change nothing
ASKING = re.compile(
    r"/(partial-export|certificates/[^/]+/download|client-description-converter"
    r"|identity-provider/(import-config|upload-certificate)|authz/resource-server/(policy|permission)(/[^/]+)?/evaluate"
    r"|testLDAPConnection|ldap-server-capabilities|testSMTPConnection)$"
)
REFUSED = 599
HOP_BY_HOP = ("connection", "keep-alive", "transfer-encoding", "content-length")


@dataclass(frozen=True)
class Request:
    """One request that came through.

    :param status: what was answered; 0 where the connection was cut
    """

    method: str
    path: str
    status: int
    body: bytes = b""

    @property
    def writes(self) -> bool:
        """Whether it can change what is managed; logging in and out doesn't."""
        path = self.path.partition("?")[0]
        return self.method not in READS and not LOGIN.search(path) and not ASKING.search(path)

    def __str__(self) -> str:
        return f"{self.method} {self.path} -> {self.status}"


PAGE = (200, "text/html", b"<html><head><title>Welcome</title></head><body>Please sign in</body></html>")

# What is done to a request instead of answering it: None for nothing, a status, a whole answer as (status, media type,
# body), or "cut" after it was carried out.
Trouble = Callable[[str, str], Any]


@dataclass
class Wire:
    """What the proxy has seen, and how it behaves."""

    requests: list[Request] = field(default_factory=list)
    refuse_writes: bool = False
    trouble: Trouble = lambda method, path: None

    def writes(self, since: int = 0) -> list[Request]:
        """Return the write requests after the first ``since`` requests."""
        return [request for request in self.requests[since:] if request.writes]

    @contextlib.contextmanager
    def troubled(self, trouble: Trouble) -> Iterator[None]:
        """Make trouble for a while."""
        self.trouble = trouble
        try:
            yield
        finally:
            self.trouble = Wire.trouble


class Proxy(socketserver.ThreadingMixIn, http.server.HTTPServer):
    """A reverse proxy on a free loopback port, in a thread of its own.

    :param target: base URL of the real server
    """

    daemon_threads = True

    def __init__(self, target: str) -> None:
        parts = urlsplit(target)
        self.target = (parts.hostname or "127.0.0.1", parts.port or 80)
        self.wire = Wire()
        super().__init__(("127.0.0.1", 0), _Handler)
        self.url = f"http://127.0.0.1:{self.server_address[1]}{parts.path.rstrip('/')}"
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the thread and close the port."""
        self.shutdown()
        self.server_close()
        self._thread.join()


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Proxy
    upstream: http.client.HTTPConnection | None = None

    def log_message(self, format: str, *args: Any) -> None:
        """Print nothing."""

    def finish(self) -> None:
        if self.upstream:
            self.upstream.close()
        super().finish()

    def handle_one_request(self) -> None:
        with contextlib.suppress(ConnectionError):
            super().handle_one_request()

    def _forward(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        wire = self.server.wire
        asked = Request(self.command, self.path, 0, body)
        trouble = REFUSED if wire.refuse_writes and asked.writes else wire.trouble(self.command, self.path)
        if isinstance(trouble, int):
            trouble = (trouble, "application/json", b'{"error":"refused by the test"}')
        if isinstance(trouble, tuple):
            wire.requests.append(Request(self.command, self.path, trouble[0], body))
            return self._answer(trouble[0], [("Content-Type", trouble[1])], trouble[2])
        status, headers, content = self._ask(body)
        if trouble == "cut":
            wire.requests.append(asked)
            self.close_connection = True
            return None
        wire.requests.append(Request(self.command, self.path, status, body))
        return self._answer(status, headers, content)

    def _ask(self, body: bytes) -> tuple[int, Sequence[tuple[str, str]], bytes]:
        """Ask the real server; a connection that it has closed meanwhile is opened anew."""
        headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP_BY_HOP}
        for fresh in (False, True):
            if self.upstream is None or fresh:
                self.upstream = http.client.HTTPConnection(*self.server.target, timeout=60)
            try:
                self.upstream.request(self.command, self.path, body or None, headers)
                answer = self.upstream.getresponse()
                return answer.status, answer.getheaders(), answer.read()
            except (http.client.RemoteDisconnected, ConnectionError):
                self.upstream.close()
                if fresh:
                    raise
        raise AssertionError("not reached")

    def _answer(self, status: int, headers: Sequence[tuple[str, str]], content: bytes) -> None:
        self.send_response_only(status)
        for name, value in headers:
            if name.lower() not in HOP_BY_HOP:
                self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = do_OPTIONS = do_PATCH = _forward
