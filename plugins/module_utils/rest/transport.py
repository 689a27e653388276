# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One keep-alive connection to one server: time-outs, TLS, proxies, retries, typed errors. It knows no server's API."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Callable, Optional
from urllib.parse import urlsplit

from . import answers, encoding, paths, retry, trouble
from .answers import Answer
from .connection import TransportOptions, check_numbers, open_session, proxies_for, verification
from .errors import (
    AnswerLost,
    ApiError,
    InvalidInput,
    MissingLibrary,
    NotFound,
    UnexpectedBody,
    Unreachable,
    WriteRefused,
)
from .redaction import Redactor

try:
    import requests

    HAS_REQUESTS = True
except ImportError:
    HAS_REQUESTS = False

__all__ = ["Answer", "HAS_REQUESTS", "Transport", "TransportOptions"]

Observer = Callable[[str, str, Optional[int]], None]
Hinter = Callable[[Optional[int], str, str, str], str]

_READS = ("GET", "HEAD", "OPTIONS")
_IDEMPOTENT = (*_READS, "PUT", "DELETE")


@dataclass(frozen=True)
class _Call:
    """A request as it was asked for."""

    method: str
    path: str
    idempotent: bool
    once: bool
    accept: str
    prepared: Any


@dataclass(frozen=True)
class _Failure:
    """One attempt that failed.

    :param maybe_done: whether the server may have carried the request out
    :param again: whether trying again may help
    :param wait: seconds that the server asked to wait
    """

    error: ApiError
    maybe_done: bool
    again: bool
    wait: float | None = None


@dataclass
class Transport:
    """Sends requests to one base URL.

    :param base_url: scheme, host, port and base path, taken as given, with or without ``/auth``
    :param options: time-out, TLS, proxy, retries
    :param redactor: masks what errors say
    :param observer: called for every attempt with method, path and status (``None`` without an answer)
    :param hint: gives advice for an error from status, method, path and reason
    :param refuse_writes: whether a write is an error of this collection, as in check mode
    :param url_option: what messages call the base URL
    :raises MissingLibrary: without ``requests``
    :raises InvalidInput: for a URL or a file that can't be right
    """

    base_url: str
    options: TransportOptions
    redactor: Redactor
    observer: Observer | None = None
    hint: Hinter | None = None
    refuse_writes: bool = False
    url_option: str = "url"
    sleep: Callable[[float], None] = field(default=time.sleep, repr=False)

    def __post_init__(self) -> None:
        if not HAS_REQUESTS:
            raise MissingLibrary("requests", "Talking to the server")
        self.base_url = encoding.base_url(self.base_url, self.url_option)
        check_numbers(self.options)
        self._verify: str | bool = verification(self.options)
        self._proxies = proxies_for(self.base_url, self.options, self.redactor)
        self._session = open_session(self.options)

    def send(
        self, method: str, path: str, *, params: Mapping[str, Any] | None = None, json: Any = None,
        form: Mapping[str, Any] | None = None, text: str | None = None, multipart: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None, accept: str = "application/json",
        idempotent: bool | None = None, reads: bool = False, once: bool = False,
    ) -> Answer:
        """Send one request and return the answer, trying again where that is safe.

        :param path: path below the base URL, filled by :func:`paths.fill`
        :param params: query; ``None`` values are left out, booleans are written ``true`` and ``false``
        :param json: body as JSON data; likewise ``form`` (URL-encoded), ``text`` and ``multipart`` (form
            fields by name; a file is a pair of its name and its bytes)
        :param accept: media type wanted; with JSON, another body is an error
        :param idempotent: whether doing it twice is the same as once; by default not for POST and PATCH
        :param reads: whether a POST only reads: it is idempotent then, and may be sent where writes are refused
        :param once: whether it isn't sent again even where the server says that it is busy (429, 503)
        :raises ApiError: its subclasses for error statuses, redirects, unexpected bodies and missing answers;
            ``AnswerLost`` where a request that isn't idempotent may have been carried out
        :raises WriteRefused: for a write where none may happen
        """
        method = method.upper()
        if self.refuse_writes and not reads and method not in _READS:
            raise WriteRefused(f"{method} {self.redactor.text(path)}")
        body, content_type = encoding.body(json, form, text, multipart)
        wanted = {"Accept": accept, **(headers or {})}
        if content_type:
            wanted.setdefault("Content-Type", content_type)
        safe = (method in _IDEMPOTENT or reads) if idempotent is None else idempotent
        prepared = self._prepare(method, path, params, body, wanted)
        return self._until_done(_Call(method, path, safe, once, accept, prepared))

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def _prepare(self, method: str, path: str, params: Any, body: bytes | None, headers: Mapping[str, str]) -> Any:
        expected = urlsplit(self.base_url).path + path
        try:
            request = requests.Request(
                method, self.base_url + path, params=encoding.query(params), data=body, headers=dict(headers)
            )
            prepared = self._session.prepare_request(request)
            encoding.check_headers(prepared.headers)
        except (requests.exceptions.RequestException, ValueError):
            # The exception's text may hold a header's value.
            words = f"can't make a request of it for {self.redactor.text(path)[:200]}"
            raise InvalidInput(self.url_option, None, f"{words}, or http_agent or a token can't be sent") from None
        if not path.startswith("/") or paths.has_dots(path) or urlsplit(str(prepared.url)).path != expected:
            raise InvalidInput("path", self.redactor.text(path)[:200], "must stay as it was built when it is sent")
        return prepared

    def _until_done(self, call: _Call) -> Answer:
        uncertain = False
        attempt = 0
        while True:
            attempt += 1
            outcome = self._attempt(call)
            if isinstance(outcome, Answer):
                return outcome
            if uncertain and call.method == "DELETE" and isinstance(outcome.error, NotFound):
                # The first DELETE was carried out, only its answer was lost.
                return Answer(204, {}, None)
            uncertain = uncertain or outcome.maybe_done
            if outcome.maybe_done and not call.idempotent:
                raise _as(AnswerLost, outcome.error)
            wait = retry.backoff(attempt) if outcome.wait is None else outcome.wait
            if not outcome.again or attempt > self.options.retries or wait > retry.LONGEST_WAIT:
                raise outcome.error
            self.sleep(wait)

    def _attempt(self, call: _Call) -> Answer | _Failure:
        try:
            adapter = self._session.get_adapter(str(call.prepared.url))
            response = adapter.send(
                call.prepared, timeout=self.options.timeout, verify=self._verify, cert=self.options.certificate,
                proxies=self._proxies,
            )
            content = response.content
            if call.method != "HEAD" and _is_cut_off(response.headers, content):
                raise requests.exceptions.ChunkedEncodingError()
        except trouble.TROUBLE as error:
            found = trouble.explain(error, self.options.timeout)
            self._observe(call, None)
            failure = self._error(Unreachable, call, None, f"{self.base_url}: {found.reason}", found.hint)
            return _Failure(failure, maybe_done=found.sent, again=found.temporary)
        self._observe(call, response.status_code)
        return self._judge(call, response, content)

    def _judge(self, call: _Call, response: Any, content: bytes) -> Answer | _Failure:
        """Return the answer, or what is wrong with it."""
        status = response.status_code
        content_type = response.headers.get("Content-Type", "")
        if status < 300:
            return self._accept(call, response, content, content_type)
        if status < 400:
            target = response.headers.get("Location", "").partition("?")[0]
            error = self._error(answers.error_class(status), call, status, f"redirects to {target}")
            error.headers = response.headers
            return _Failure(error, maybe_done=False, again=False)
        try:
            data = answers.parse(content, content_type)
        except answers.Unparsable as broken:
            data = str(broken)
        error = self._error(answers.error_class(status), call, status, answers.reason_of(data, response.reason or ""))
        error.body = data
        wait = retry.retry_after(response.headers.get("Retry-After"))
        maybe_done = status in (502, 504)
        busy = status in (429, 503) and not call.once
        return _Failure(error, maybe_done, again=maybe_done or busy, wait=wait)

    def _accept(self, call: _Call, response: Any, content: bytes, content_type: str) -> Answer | _Failure:
        status = response.status_code
        wants_json = "json" in call.accept
        try:
            data = answers.parse(content, content_type)
        except answers.Unparsable:
            reason = f"JSON was expected, and the answer is cut off or broken ({len(content)} bytes)"
            return _Failure(self._error(UnexpectedBody, call, status, reason), maybe_done=True, again=False)
        strange = wants_json and isinstance(data, (str, bytes)) and "json" not in content_type
        if strange and (call.method == "GET" or answers.is_html(content, content_type)):
            shown = answers.page_title(data) if isinstance(data, str) else ""
            reason = f"JSON was expected, not {shown or content_type or 'other data'}"
            hint = "is the URL right, or is a proxy in between?"
            return _Failure(self._error(UnexpectedBody, call, status, reason, hint), False, again=False)
        return Answer(status, response.headers, data)

    def _error(self, kind: type[ApiError], call: _Call, status: int | None, reason: str, hint: str = "") -> ApiError:
        if not hint and self.hint is not None:
            hint = self.hint(status, call.method, call.path, reason)
        mask = self.redactor.text
        return kind(status, call.method, mask(call.path), mask(reason), mask(hint))

    def _observe(self, call: _Call, status: int | None) -> None:
        if self.observer is not None:
            self.observer(call.method, call.path, status)


def _as(kind: type[ApiError], error: ApiError) -> ApiError:
    return kind(error.status, error.method, error.path, error.reason, "it may have been carried out")


def _is_cut_off(headers: Mapping[str, str], content: bytes) -> bool:
    """Return whether a body is shorter than announced, which urllib3 1.26 doesn't notice."""
    announced = headers.get("Content-Length", "")
    return announced.isdigit() and "Content-Encoding" not in headers and len(content) < int(announced)
