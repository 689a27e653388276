# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The errors of a conversation with a REST server. ``binding`` is the only place that catches them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class RestError(Exception):
    """Anything that ends a task with a clear message.

    :param message: what is wrong, in words a playbook's author understands; never holds a secret
    """

    kind = "error"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

    def facts(self) -> dict[str, Any]:
        """Return what a result's ``failure`` key shows of this error."""
        return {"kind": self.kind, "message": self.message}


class InvalidInput(RestError):
    """An option that can't be right; raised before anything is written.

    :param option: the option's name, with dots for nested ones
    :param given: the value given, ``None`` where it must not be shown
    :param allowed: what would be right, in words
    """

    kind = "invalid_input"

    def __init__(self, option: str, given: Any, allowed: str) -> None:
        shown = "" if given is None else f", not {given!r}"
        super().__init__(f"{option}: {allowed}{shown}")
        self.option = option
        self.allowed = allowed

    def within(self, where: str) -> InvalidInput:
        """Return the same error of an option that stands somewhere in a larger whole."""
        error = type(self)(f"{where}.{self.option}", None, "")
        error.message = f"{where}.{self.message}"
        return error


class NoSegment(InvalidInput):
    """A value that can't be in a path; the option is the path's variable until it is known where the value is from."""

    def __init__(self, option: str, given: Any, allowed: str) -> None:
        super().__init__(option, given, allowed)
        self.given = given


class MissingReference(InvalidInput):
    """An option that names an object the server doesn't have."""

    kind = "missing_reference"


class MissingLibrary(RestError):
    """A Python library that this task needs can't be imported.

    :param library: its name on the package index
    """

    kind = "missing_library"

    def __init__(self, library: str, reason: str) -> None:
        super().__init__(f"{reason} needs the Python library {library}")
        self.library = library


class ApiError(RestError):
    """The server answered, and the answer is an error.

    :param status: HTTP status code, ``None`` where there was no answer
    :param method: HTTP method of the request
    :param path: path of the request, without the base URL
    :param reason: the server's own words, or a description of what went wrong
    """

    kind = "api_error"

    def __init__(self, status: int | None, method: str, path: str, reason: str, hint: str = "") -> None:
        answered = f"{method} {path}" + (f" answered {status}" if status else "")
        super().__init__(f"{answered}: {reason}" + (f" ({hint})" if hint else ""))
        self.status = status
        self.method = method
        self.path = path
        self.reason = reason
        self.body: Any = None  # the parsed error body; not masked, so never shown
        self.headers: Mapping[str, str] = {}  # the answer's headers; not masked either

    def facts(self) -> dict[str, Any]:
        """Return what a result's ``failure`` key shows of this error."""
        return {
            "kind": self.kind,
            "status": self.status,
            "method": self.method,
            "path": self.path,
            "message": self.message,
        }


class BadRequest(ApiError):
    """400: the server refuses what was sent."""

    kind = "bad_request"


class Unauthorized(ApiError):
    """401: no login, a wrong one, or one that has ended."""

    kind = "unauthorized"


class LoginFailed(Unauthorized):
    """The server refuses the login itself."""

    kind = "login_failed"

    def __init__(self, status: int | None, method: str, path: str, reason: str, hint: str = "") -> None:
        super().__init__(status, method, path, reason, hint)
        self.message = f"Could not obtain access token: {self.message}"


class Forbidden(ApiError):
    """403: the login lacks a role."""

    kind = "forbidden"


class NotFound(ApiError):
    """404: the object, its parent or the path doesn't exist."""

    kind = "not_found"


class Conflict(ApiError):
    """409: the object exists, or the server's state changed meanwhile."""

    kind = "conflict"


class ServerFault(ApiError):
    """5xx: the server failed."""

    kind = "server_error"


class Redirected(ApiError):
    """3xx: never followed, since a PUT would become a GET that answers 200."""

    kind = "redirected"


class UnexpectedBody(ApiError):
    """An answer that isn't what the API gives, such as a proxy's HTML page."""

    kind = "unexpected_body"


class Unreachable(ApiError):
    """No answer: name look-up, connection, TLS or time-out."""

    kind = "unreachable"


class AnswerLost(Unreachable):
    """A write that isn't idempotent was sent, and its answer was lost: the server may have done it."""

    kind = "answer_lost"


class WriteRefused(RuntimeError):
    """A write was tried where none may happen (check mode): a defect of this collection."""
