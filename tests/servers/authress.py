# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A small Authress: the seven operations on service clients, as the published client libraries tell them.

It is no part of the collection, and no Authress. Where nothing is told it is strict: what is no field is refused, and
a sixth key is answered with a status that no client can know.
"""

from __future__ import annotations

import base64
import copy
import http.server
import json
import re
import secrets
import threading
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa

ACCOUNT = "acc_proof"
AUDIENCE = f"{ACCOUNT}.accounts.authress.io"
MEDIA_TYPE = "application/links+json"
MOST_KEYS = 5
# invented: what the service says of a sixth key is documented nowhere
SIXTH_KEY = 499
DURATIONS = ("PT0S", "P1M", "P1D", "PT1H", "PT5M")
QUOTAS = (100, 1000, 100000, 1000000)
WRITABLE = {"name", "options", "rateLimits", "tags"}
OFF = {"grantUserPermissionsAccess": False, "grantTokenGeneration": False}
_CLIENT = re.compile(r"/v1/clients/([^/]+)")
_KEYS = re.compile(r"/v1/clients/([^/]+)/access-keys")
_KEY = re.compile(r"/v1/clients/([^/]+)/access-keys/([^/]+)")


class Refused(Exception):
    """An answer that is an error."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


@dataclass
class Account:
    """What an account has.

    :param clients: the service clients by their ids, in the order in which they were made
    :param public: the public halves of keys, by key id
    :param rights: what a login may do where that isn't everything: ``read`` or ``none``, by client id
    :param closed: ids of service clients and of keys whose own path answers 404, though they are shown elsewhere
    :param merges: whether an update leaves what it isn't given, instead of dropping it
    """

    clients: dict[str, dict[str, Any]] = field(default_factory=dict)
    public: dict[str, Any] = field(default_factory=dict)
    rights: dict[str, str] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)
    merges: bool = False
    lock: Any = field(default_factory=threading.RLock)

    def make(self, body: dict[str, Any]) -> dict[str, Any]:
        """Make a service client."""
        made = {"clientId": f"sc_{secrets.token_hex(6)}", "createdTime": _now(), "verificationKeys": []}
        self.clients[made["clientId"]] = {**made, **_whole(body)}
        return self.clients[made["clientId"]]

    def update(self, client: dict[str, Any], body: dict[str, Any]) -> dict[str, Any]:
        """Change a service client."""
        client.update(body if self.merges else _whole(body))
        return client

    def make_key(self, client: dict[str, Any], former: bool = False) -> dict[str, Any]:
        """Make an access key; its secrets are in what is returned, and nowhere else.

        :param former: whether it has the form that keys had before
        """
        if len(client["verificationKeys"]) >= MOST_KEYS:
            raise Refused(SIXTH_KEY)
        private: Any = rsa.generate_private_key(65537, 2048) if former else ed25519.Ed25519PrivateKey.generate()
        public = private.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        shown = {"keyId": secrets.token_hex(4), "publicKey": base64.b64encode(public).decode()[:256]}
        shown["generationDate"] = _now()
        self.public[shown["keyId"]] = private.public_key()
        client["verificationKeys"].append(shown)
        key = _former(client, shown["keyId"], private) if former else _key(client, shown["keyId"], private)
        return {**shown, "clientSecret": f"secret-{secrets.token_hex(16)}", "accessKey": key}

    def login(self, header: str) -> str:
        """Return the client that a request's token is of.

        :raises Refused: 401 for any token that no key of the account has signed
        """
        try:
            token = header.removeprefix("Bearer ")
            said = jwt.get_unverified_header(token)
            public = self.public[said["kid"]]
            needed = {"require": ["exp", "iat", "sub"]}
            claims = jwt.decode(token, public, algorithms=["EdDSA", "RS256"], audience=AUDIENCE, options=needed)
        except (jwt.InvalidTokenError, KeyError):
            raise Refused(401) from None
        client = claims["sub"]
        own = [key["keyId"] for key in self.clients.get(client, {}).get("verificationKeys", [])]
        path = urlsplit(str(claims.get("iss"))).path
        if said["kid"] not in own or path != f"/v1/clients/{quote(client, safe='')}" or said.get("typ") != "JWT":
            raise Refused(401)
        return client


def _whole(body: dict[str, Any]) -> dict[str, Any]:
    given = {name: value for name, value in body.items() if value is not None}
    empty: dict[str, Any] = {"name": None, "rateLimits": [], "tags": {}}
    return {**empty, **given, "options": {**OFF, **given.get("options", {})}}


def _now() -> str:
    moment = time.time_ns()
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(moment // 10**9)) + f".{moment // 1000 % 10**6:06}Z"


def _key(client: dict[str, Any], key_id: str, private: Any) -> str:
    der = private.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return ".".join([client["clientId"], key_id, ACCOUNT, base64.b64encode(der).decode()])


def _former(client: dict[str, Any], key_id: str, private: Any) -> str:
    pem = private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    said = {"keyId": key_id, "privateKey": pem.decode(), "audience": AUDIENCE, "clientId": client["clientId"]}
    return base64.b64encode(json.dumps(said).encode()).decode()


def check(body: Any) -> dict[str, Any]:
    """Return a body that can be a service client's.

    :raises Refused: 400 for any other
    """
    fits = isinstance(body, dict) and set(body) <= WRITABLE and _is_text(body.get("name"))
    options = body.get("options") or {} if fits else None
    fits = (
        isinstance(options, dict)
        and set(options) <= set(OFF)
        and all(isinstance(one, bool) for one in options.values())
    )
    limits = body.get("rateLimits") or [] if fits else None
    fits = isinstance(limits, list) and len(limits) <= 1 and all(_is_limit(one) for one in limits)
    tags = body.get("tags") or {} if fits else None
    if not isinstance(tags, dict) or not all(isinstance(one, str) and _is_text(one) for one in tags.values()):
        raise Refused(400)
    return body


def _is_text(value: Any) -> bool:
    return value is None or (isinstance(value, str) and len(value) <= 128)


def _is_limit(value: Any) -> bool:
    known = isinstance(value, dict) and set(value) == {"duration", "quota"}
    return known and value["duration"] in DURATIONS and isinstance(value["quota"], int) and value["quota"] in QUOTAS


class Server(http.server.ThreadingHTTPServer):
    """The account's server, on a free loopback port, in a thread of its own.

    It begins with one service client, which may do everything.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        self.asked: list[tuple[str, str, Any, int]] = []
        self.account = Account()
        self.chief = self.account.make({"name": "chief"})["clientId"]
        self.access_key = self.account.make_key(self.account.clients[self.chief])["accessKey"]
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
    server: Server

    def log_message(self, format: str, *args: Any) -> None:
        """Print nothing."""

    def _handle(self) -> None:
        sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = None
        try:
            body = json.loads(sent) if sent else None
            with self.server.account.lock:
                if self.headers.get("Accept", MEDIA_TYPE) not in (MEDIA_TYPE, "*/*"):
                    raise Refused(406)
                self.login = self.server.account.login(self.headers.get("Authorization") or "")
                status, answer = self._route(body)
                content = b"" if answer is None else json.dumps(answer).encode()
        except Refused as refusal:
            status, content = refusal.status, b'{"errorCode": "Refused"}'
        except ValueError:
            status, content = 400, b'{"errorCode": "NotJson"}'
        self.server.asked.append((self.command, self.path, body, status))
        self.send_response_only(status)
        if status != 204:
            self.send_header("Content-Type", MEDIA_TYPE)
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_DELETE = _handle

    def _route(self, body: Any) -> tuple[int, Any]:
        """Return status and answer."""
        parts, account = urlsplit(self.path), self.server.account
        if parts.path == "/v1/clients":
            if self.command == "GET":
                return 200, self._page({name: value[0] for name, value in parse_qs(parts.query).items()})
            self._may(401)
            return 201, copy.deepcopy(account.make(check(self._json(body))))
        match = _KEY.fullmatch(parts.path) or _KEYS.fullmatch(parts.path) or _CLIENT.fullmatch(parts.path)
        client = account.clients.get(unquote(match[1])) if match else None
        if match is None or client is None or account.rights.get(self.login) == "none":
            raise Refused(404)
        if unquote(match[match.lastindex or 0]) in account.closed:
            raise Refused(404)
        if match.re is _CLIENT:
            return self._one(client, body)
        self._may(403)
        if match.re is _KEYS and self.command == "POST":
            return 201, account.make_key(client)
        keys = [key for key in client["verificationKeys"] if match.re is _KEY and key["keyId"] == unquote(match[2])]
        if not keys or self.command != "DELETE":
            raise Refused(404)
        client["verificationKeys"].remove(keys[0])
        return 204, None

    def _one(self, client: dict[str, Any], body: Any) -> tuple[int, Any]:
        if self.command == "GET":
            return 200, client
        self._may(403)
        if self.command == "PUT":
            return 200, self.server.account.update(client, check(self._json(body)))
        if self.command == "DELETE":
            del self.server.account.clients[client["clientId"]]
            return 204, None
        raise Refused(405)

    def _may(self, status: int) -> None:
        """See that the login may write."""
        if self.server.account.rights.get(self.login):
            raise Refused(status)

    def _json(self, body: Any) -> Any:
        if self.headers.get_content_type() != "application/json":
            raise Refused(415)
        return body

    def _page(self, asked: dict[str, str]) -> dict[str, Any]:
        """Return a page; the cursor is the id of the last service client of the one before."""
        if self.server.account.rights.get(self.login) == "none":
            raise Refused(403)
        limit = asked.get("limit", "20")
        if set(asked) - {"limit", "cursor"} or not limit.isdigit() or not 1 <= int(limit) <= 20:
            raise Refused(400)
        ids = list(self.server.account.clients)
        cursor = base64.urlsafe_b64decode(asked.get("cursor", "")).decode()
        start = ids.index(cursor) + 1 if cursor else 0
        page = ids[start : start + int(limit)]
        links: dict[str, Any] = {"self": {"href": self.server.url + self.path}}
        found: dict[str, Any] = {"clients": [self.server.account.clients[one] for one in page], "pagination": {}}
        if start + int(limit) < len(ids):
            following = base64.urlsafe_b64encode(page[-1].encode()).decode()
            found["pagination"] = {"next": {"cursor": following}}
            links["next"] = {"href": f"{self.server.url}/v1/clients?limit={limit}&cursor={quote(following)}"}
        return {**found, "links": links}
