# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Action: a thing that is done each time, not a state that is kept: a mail is sent, a secret is made anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Callable, Union

from ..rest.errors import AnswerLost, NotFound, RestError, UnexpectedBody
from ..rest.paths import fill
from .part import UNSET, Step
from .plan import action
from .reading import Source


@dataclass(frozen=True)
class Call:
    """One write of an action.

    :param method: HTTP method
    :param template: path; its variables are filled by ``values``
    :param values: path variables
    :param body: JSON body, UNSET for none
    :param params: query parameters; None for one that is left out
    :param content: how the body is sent: ``json``, ``text``, ``form`` or ``multipart``
    :param accept: media type of the answer that is wanted
    :param gone_is_done: whether what isn't there any more is as good as removed: the server's 404 is no error
    :param wrong: (the answer's data) -> what is wrong with it, empty where nothing is: no call follows a wrong one
    :param did: (the answer's data) -> whether it says that something has changed; a call that did nothing is no write
    """

    method: str
    template: str
    values: Mapping[str, str] = field(default_factory=dict)
    body: Any = UNSET
    params: Mapping[str, Any] = field(default_factory=dict)
    content: str = "json"
    accept: str = "application/json"
    gone_is_done: bool = False
    wrong: Callable[[Any], str] = lambda data: ""
    did: Callable[[Any], bool] = lambda data: True

    @property
    def path(self) -> str:
        return fill(self.template, self.values)

    def __str__(self) -> str:
        return action(Step(self.method, self.path))


@dataclass(frozen=True)
class Deed:
    """What an action is going to do, known before it is done.

    :param calls: the writes, in order; none where there is nothing to do
    :param foretold: what check mode returns; ``msg`` is among it
    :param told: what is returned when it is done, by the answers' data; UNSET for what was gone by then
    :param brings: the objects that it makes, by kind and name, which later tasks of a check run may name
    :param kept: (the answers so far) -> what is returned of a run that fails later: secrets that are told once
    :param lost: (the answers so far) -> what a look at the server says of a call whose answer was lost
    """

    calls: Sequence[Call]
    foretold: Mapping[str, Any]
    told: Callable[[list[Any]], Mapping[str, Any]]
    brings: Sequence[tuple[str, str]] = ()
    kept: Callable[[list[Any]], Mapping[str, Any]] = lambda answers: {}
    lost: Callable[[list[Any]], str] = lambda answers: ""


def idle(told: Mapping[str, Any]) -> Deed:
    """Return a deed that does nothing, and what is returned of it, in check mode as well."""
    return Deed([], told, lambda answers: told)


@dataclass(frozen=True)
class Action:
    """A thing that is done.

    :param arguments: the argument spec, less the connection's options
    :param prepare: reads what is needed and returns what is going to be done; refuses bad input
    :param shows_secrets: whether a secret is what it is for; else secrets are hidden
    :param shares: the document of the realm that has what it changes and that others write whole; options in it are
        written ``{name}``; empty where there is none; (options) -> it, where they decide
    :param named: (server) -> the options with the names by which others name what the task can name in another way
    """

    arguments: Mapping[str, Mapping[str, Any]]
    prepare: Callable[[Source], Deed]
    shows_secrets: bool = False
    shares: Union[str, Callable[[Mapping[str, Any]], str]] = ""
    named: Callable[[Source], Mapping[str, Any]] = lambda source: source.options

    def document(self, options: Mapping[str, Any]) -> str:
        """Return the template of the document that is shared, empty for none."""
        return self.shares(options) if callable(self.shares) else self.shares


def carry_out(deed: Deed, writer: Any, done: list[str], kept: dict[str, Any]) -> Mapping[str, Any]:
    """Send the writes and return what came of it. None is sent twice: doing it twice isn't doing it once.

    :param writer: a client whose ``send`` takes ``content``, ``accept``, ``params`` and ``idempotent``
    :param done: gets each write that the server has accepted, or may have: its answer was lost
    :param kept: gets what must not be lost where a later one fails
    :raises ApiError: where the server refuses one, or its answer is lost, or wrong
    """
    answers: list[Any] = []
    for call in deed.calls:
        body = None if call.body is UNSET else call.body
        how = {"content": call.content, "accept": call.accept, "params": call.params}
        try:
            answer = writer.send(call.method, call.path, body, idempotent=False, **how)
        except AnswerLost as error:
            done.append(str(call))
            error.message += _found(deed, answers)
            raise
        except NotFound:
            if not call.gone_is_done:
                raise
            answers.append(UNSET)
            continue
        if call.did(answer.data):
            done.append(str(call))
        wrong = call.wrong(answer.data)
        if wrong:
            unfit = UnexpectedBody(answer.status, call.method, call.path, wrong)
            unfit.message += _found(deed, answers)
            raise unfit
        answers.append(answer.data)
        kept.update(deed.kept(answers))
    return deed.told(answers)


def _found(deed: Deed, answers: list[Any]) -> str:
    """Return what a look at the server says of the call whose answer was lost, empty where it says nothing either."""
    try:
        words = deed.lost(answers)
    except RestError:
        return ""
    return words and f"; {words}"
