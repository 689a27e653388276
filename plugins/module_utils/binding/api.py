# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""API: a task that makes one raw call, and knows whether it is needed where it can compare."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Optional

from ..engine.secrecy import hide, without_fingerprints
from ..keycloak.client import KeycloakClient
from ..rest.errors import AnswerLost, ApiError, InvalidInput
from ..rest.paths import fill, has_dots
from .comparison import EMPTY, answers, excerpt
from .keycloak import KEYCLOAK, connection
from .runtime import Runtime
from .system import Spec
from .task import Task

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
_PATH = re.compile(r"(/([A-Za-z0-9._~!$&'()*+,;=:@{}-]|%[0-9A-Fa-f]{2})+)+")
_LEFT = re.compile(r"\{(\w*)\}")
# a list that is shorter than the smallest default page is complete
SHORTEST_PAGE = 10
# there is no such object, or it can be written and not read
UNREADABLE = (404, 405, 406)


@dataclass(frozen=True)
class Comparison:
    """What is read before a write, and what it says.

    :param path: what is read
    :param params: query parameters
    :param has: what the answer must have; None where it is enough that there is something
    :param needed: whether the write is made where the answer has it, instead of where it has not
    """

    path: str
    params: Mapping[str, Any]
    has: Any
    needed: bool


class Api(Task):
    """Makes one call to the server."""

    def spec(self) -> Spec:
        comparison = {
            "path": {"type": "str", "no_log": False},
            "params": {"type": "dict", "default": {}, "no_log": False},
            "has": {"type": "raw", "no_log": False},
        }
        return {
            **connection(),
            "method": {"type": "str", "choices": list(METHODS), "default": "GET", "no_log": False},
            "path": {"type": "str", "required": True, "no_log": False},
            "path_values": {"type": "dict", "default": {}, "no_log": False},
            "realm": {"type": "str", "no_log": False},
            "params": {"type": "dict", "default": {}, "no_log": False},
            "body": {"type": "raw", "no_log": False},
            "body_format": {"type": "str", "choices": ["json", "text", "form"], "default": "json", "no_log": False},
            "accept": {"type": "str", "default": "application/json", "no_log": False},
            "status_code": {"type": "list", "elements": "int", "default": [], "no_log": False},
            "unless": {"type": "dict", "no_log": False, "options": comparison},
            "only_if": {"type": "dict", "no_log": False, "options": comparison},
            "changes": {"type": "bool", "no_log": False},
            "force": {"type": "bool", "default": False, "no_log": False},
            "show_secrets": {"type": "bool", "default": False, "no_log": False},
        }

    def secrets(self, options: Mapping[str, Any]) -> Iterable[str]:
        body = options.get("body")
        # a body of JSON in a text is refused, and must not be shown for that
        return (body,) if isinstance(body, str) and body.lstrip()[:1] in ("{", "[") else ()

    def perform(self, options: Mapping[str, Any], runtime: Runtime, check: bool, result: dict[str, Any]) -> None:
        if options["realm"] is not None:
            # the option that all modules share, so that one default is for all of them
            options = {**options, "path_values": {"realm": options["realm"], **options["path_values"]}}
        path = _path("path", options["path"], options["path_values"])
        _check(options)
        comparison = _comparison(options, path)
        client = runtime.client(options, KEYCLOAK)
        action = f"{options['method']} {path}"
        result.update(actions=[])
        if not _changes(options):
            return _answer(options, client, path, result, f"{action} has been read", reads=True)
        if comparison is not None and not options["force"]:
            found = _read(client, comparison)
            met = answers(found, comparison.has, any_of=comparison.needed)
            result["diff"] = _diff(found, comparison, options)
            if met != comparison.needed:
                result["diff"]["after"] = result["diff"]["before"]
                result["msg"] = f"{action} is not needed"
                return None
        if check:
            result.update(changed=True, actions=[action], msg=f"{action} would be sent")
            return None
        return _answer(options, client, path, result, f"{action} has been sent", reads=False)


def _changes(options: Mapping[str, Any]) -> bool:
    return options["method"] != "GET" if options["changes"] is None else options["changes"]


def _path(option: str, template: str, values: Mapping[str, Any]) -> str:
    """Return a path that is safe to send.

    :raises InvalidInput: where it is no path below the base URL, or values and variables don't fit
    """
    if not _PATH.fullmatch(template) or has_dots(template):
        allowed = "must be a path such as /admin/realms/{realm}/users, below the base URL: no dots for other folders,"
        raise InvalidInput(option, template, f"{allowed} special characters quoted, and a query given as params")
    path = fill(template, {str(name): value for name, value in values.items()})
    left = _LEFT.search(path)
    if left:
        raise InvalidInput("path_values", None, f"lacks {left.group(1) or 'a name'}, which {option} has in braces")
    return path


def _check(options: Mapping[str, Any]) -> None:
    """See that the options fit together.

    :raises InvalidInput: where they don't
    """
    body, format_ = options["body"], options["body_format"]
    if options["method"] == "GET" and body is not None:
        raise InvalidInput("body", None, "can't be given for GET")
    if format_ == "json" and isinstance(body, str) and body.lstrip()[:1] in ("{", "["):
        raise InvalidInput("body", None, "must be a dictionary or a list, not JSON in a text: use the filter from_json")
    if format_ == "text" and body is not None and not isinstance(body, str):
        raise InvalidInput("body", None, "must be a text with body_format=text")
    if format_ == "form" and body is not None and not isinstance(body, Mapping):
        raise InvalidInput("body", None, "must be a dictionary with body_format=form")
    for name in ("unless", "only_if"):
        if options[name] is not None and not _changes(options):
            raise InvalidInput(name, None, "is for calls that change something")
    if options["unless"] is not None and options["only_if"] is not None:
        raise InvalidInput("unless", None, "can't be given together with only_if")


def _comparison(options: Mapping[str, Any], path: str) -> Optional[Comparison]:
    """Return what the call depends on: what the task says, else what its method means."""
    given = options["unless"] if options["unless"] is not None else options["only_if"]
    needed = options["only_if"] is not None
    if given is None:
        needed = options["method"] == "DELETE"
        if not needed and (options["method"] not in ("PUT", "PATCH") or options["body"] is None):
            return None
        return Comparison(path, {}, options["body"], needed)
    if given["path"]:
        path = _path(f"{'only_if' if needed else 'unless'}.path", given["path"], options["path_values"])
    return Comparison(path, given["params"] or {}, given["has"], needed)


def _read(client: KeycloakClient, comparison: Comparison) -> Any:
    """Return what there is to compare with, None where nothing is or nothing can be read."""
    path, params = comparison.path, comparison.params
    answer = client.call("GET", path, expected=UNREADABLE, params=params, accept="*/*", reads=True)
    if answer.status >= 400:
        return None
    complete = not isinstance(answer.data, list) or len(answer.data) < SHORTEST_PAGE
    return answer.data if complete or {"first", "max"} & set(params) else client.list(path, params)


def _diff(found: Any, comparison: Comparison, options: Mapping[str, Any]) -> dict[str, Any]:
    after = None if options["method"] == "DELETE" else options["body"]
    return {"before": _framed(excerpt(found, comparison.has)), "after": _framed(after)}


def _framed(value: Any) -> dict[str, Any]:
    """Return a value as a diff takes it."""
    if value in EMPTY:
        return {}
    return hide(value) if isinstance(value, Mapping) else {"body": hide(value)}


def _answer(
    options: Mapping[str, Any], client: KeycloakClient, path: str, result: dict[str, Any], msg: str, reads: bool
) -> None:
    """Make the call and put its answer into the result."""
    expected, action = options["status_code"], f"{options['method']} {path}"
    try:
        answer = client.call(
            options["method"], path, options["body"], content=options["body_format"], expected=expected,
            params=options["params"], accept=options["accept"], reads=reads,
        )  # fmt: skip
    except AnswerLost:
        # it may have been carried out
        result.update(changed=True, actions=[action])
        raise
    data = b64encode(answer.data).decode() if isinstance(answer.data, bytes) else answer.data
    shown = without_fingerprints(data) if options["show_secrets"] else hide(data)
    result.update(status=answer.status, body=shown, location_id=answer.location_id, msg=msg)
    if not reads and answer.status < 400:
        result.update(changed=True, actions=[action])
    if expected and answer.status not in expected:
        wanted = " or ".join(str(status) for status in expected)
        raise ApiError(answer.status, options["method"], path, f"{wanted} was expected")
