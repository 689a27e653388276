# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading: a documented look at a server, under names of its own; what reads any kind's objects is an inquiry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Callable, Optional

from ..rest.errors import InvalidInput
from ..rest.paths import fill
from .observe import Anticipation, Certain, resolve
from .part import PENDING_ID, Reference


@dataclass(frozen=True)
class Source:
    """The server as a reading sees it, with what the task asks.

    :param reader: the server; beside what a ``Reader`` does, it takes media types and sorts of bodies
    :param options: the task's options
    :param anticipation: what check mode may expect of earlier tasks
    :param login: the options of the connection
    """

    reader: Any
    options: Mapping[str, Any]
    anticipation: Anticipation = field(default_factory=Certain)
    login: Mapping[str, Any] = field(default_factory=dict)

    def get(
        self, template: str, params: Optional[Mapping[str, Any]] = None, *, accept: str = "application/json",
        **variables: str,
    ) -> Any:  # fmt: skip
        """Return what is at a path, None where nothing is; its variables are the options and those given.

        :param accept: media type that is wanted; another than JSON is returned as text, or as bytes
        """
        path = self._path(template, variables)
        how = {} if accept == "application/json" else {"accept": accept}
        return None if path is None else self.reader.get(path, params, **how)

    def list(self, template: str, params: Optional[Mapping[str, Any]] = None, **variables: str) -> list[Any]:
        """Return all items of a list, however many pages it takes."""
        path = self._path(template, variables)
        return [] if path is None else self.reader.list(path, params)

    def ask(
        self, template: str, body: Any = None, params: Optional[Mapping[str, Any]] = None, *, content: str = "json",
        accept: str = "application/json", once: bool = False, **variables: str,
    ) -> Any:  # fmt: skip
        """Return the answer of a POST that changes nothing, such as an evaluation; None below what doesn't exist.

        :param content: how the body is sent: ``json``, ``text``, ``form`` or ``multipart``
        :param once: whether the question has an effect elsewhere, such as a mail, so that it isn't asked again where
            the answer was lost
        :raises ApiError: where the server refuses; ``AnswerLost`` where it was asked once, and the answer was lost
        """
        path = self._path(template, variables)
        how = {"content": content, "accept": accept, **({"once": True} if once else {})}
        return None if path is None else self.reader.query(path, body, params, **how)

    def find(self, reference: Reference, option: str) -> Mapping[str, Any]:
        """Return the object that an option names; in check mode one that is yet to be made has a pending id.

        :raises InvalidInput: where the option isn't given: a search for nothing would find anything
        :raises MissingReference: where there is none
        """
        target = self.options[option]
        if target is None:
            raise InvalidInput(option, None, "is needed")
        return resolve(self.reader, self._address(), reference, target, option, self.anticipation)

    def _address(self) -> dict[str, str]:
        return {name: str(value) for name, value in self.options.items() if isinstance(value, (str, int))}

    def _path(self, template: str, variables: Mapping[str, str]) -> Optional[str]:
        """Return a filled path; None below what doesn't exist yet."""
        return None if PENDING_ID in variables.values() else fill(template, {**self._address(), **variables})


@dataclass(frozen=True)
class Reading:
    """What is read, and how it is returned.

    :param arguments: the argument spec, less the connection's options
    :param read: returns the result's own keys, ``msg`` among them
    :param shows_secrets: whether a secret is what is asked for; else secrets are hidden
    :param public: whether it takes no login
    :param secrets: (the task's options, maybe not yet valid) -> secrets in them that neither the spec nor names tell
    """

    arguments: Mapping[str, Mapping[str, Any]]
    read: Callable[[Source], Mapping[str, Any]]
    shows_secrets: bool = False
    public: bool = False
    secrets: Callable[[Mapping[str, Any]], Iterable[str]] = lambda options: ()


def argument(type: str = "str", **more: Any) -> dict[str, Any]:
    """Return an argument spec's entry for an option that is no secret."""
    return {"type": type, "no_log": False, **more}


def not_empty(options: Mapping[str, Any], *names: str) -> None:
    """See that what narrows a task is no empty text or list, as a variable without a value makes it: all were meant.

    :raises InvalidInput: for an empty one
    """
    for name in names:
        if options[name] in ("", []):
            raise InvalidInput(name, None, "must not be empty: leave it out where it isn't meant")
