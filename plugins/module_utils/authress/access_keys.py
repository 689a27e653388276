# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Access keys of a service client: at most five, and their secrets are told once, by the answer that makes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..engine.action import Action, Call, Deed, idle
from ..engine.part import PENDING_ID
from ..engine.reading import Source, argument
from ..engine.secrecy import HIDDEN, hide
from ..rest.errors import InvalidInput, MissingReference
from .client import ACCEPT
from .login import logged_in
from .service_clients import CLIENT, client_of_id, service_client

KEYS = CLIENT + "/access-keys"
KEY = KEYS + "/{key_id}"
# one more is refused; with which status is said nowhere
MOST = 5
SECRETS = ("accessKey", "clientSecret")
PUBLIC = ("keyId", "publicKey", "generationDate", "clientId")

Key = Mapping[str, Any]


@dataclass(frozen=True)
class _Owner:
    """A service client whose keys a task is about.

    :param keys: the keys that it has, the oldest first
    """

    source: Source
    client_id: str
    keys: Sequence[Key]

    @property
    def ids(self) -> list[str]:
        return [str(key["keyId"]) for key in self.keys]

    @property
    def told(self) -> str:
        """What it has, in words."""
        return f"it has {', '.join(self.ids) or 'none'}"

    @property
    def logs_in(self) -> str:
        """The id of the key that the task logs in with, also by a token, empty where that is another's."""
        client_id, key_id = logged_in(self.source.login)
        return key_id if client_id == self.client_id else ""

    def deed(self, new: int, gone: Sequence[str], removes_first: bool = False) -> Deed:
        """Return the making of keys and the removal of others."""
        where = {} if self.client_id == PENDING_ID else {"id": self.client_id}
        made = [Call("POST", KEYS, where, accept=ACCEPT, wrong=_no_key)] * new
        # a 404 may also say that the login may not remove it: it is an error, since the key may live
        removed = [Call("DELETE", KEY, {**where, "key_id": one}, accept=ACCEPT) for one in gone]
        if not new and not gone:
            return idle({**self._after([], []), "msg": f"no change: {self.told}"})
        counted = "one access key" if new == 1 else f"{new} access keys"
        said = [*([f"{counted} made"] if new else []), *(f"{one} removed" for one in gone)]
        secret = [dict.fromkeys(SECRETS, HIDDEN)] * new
        return Deed(
            [*removed, *made] if removes_first else [*made, *removed],
            {**self._after([], gone), "access_keys": secret, "msg": f"would be done: {', '.join(said)}"},
            lambda answers: {**self._after(_keys(answers), gone), "msg": ", ".join(said)},
            kept=lambda answers: {"access_keys": self._shown(_keys(answers))},
            lost=self._lost,
        )

    def _after(self, made: Sequence[Key], gone: Sequence[str]) -> dict[str, Any]:
        left = [key for key in self.keys if key["keyId"] not in gone]
        public = [{name: key[name] for name in key if name in PUBLIC} for key in made]
        state = {"clientId": self.client_id, "verificationKeys": hide([*left, *public])}
        return {"end_state": state, "access_keys": self._shown(made)}

    def _shown(self, made: Sequence[Key]) -> list[Any]:
        return list(made) if self.source.options["show_secret"] else hide(made)

    def _lost(self, answers: list[Any]) -> str:
        """Return what a look at the keys says of a call whose answer was lost."""
        known = {*self.ids, *(key["keyId"] for key in _keys(answers))}
        now = client_of_id(self.source.reader, self.client_id) or {}
        ids = [str(key["keyId"]) for key in now.get("verificationKeys") or []]
        new = [one for one in ids if one not in known]
        said = f"the service client has {', '.join(ids) or 'no keys'}"
        return f"{said}, and the secret of {', '.join(new)} is lost: remove it, and run again" if new else said


def _no_key(data: Any) -> str:
    """Return what keeps an answer from being a new key, empty where it is one."""
    told = isinstance(data, Mapping) and all(isinstance(data.get(name), str) for name in ("keyId", "accessKey"))
    return "" if told else "an access key was expected"


def _keys(answers: Sequence[Any]) -> list[Key]:
    """Return the keys among answers; that to a removal is empty."""
    return [one for one in answers if one]


def _prepare(source: Source) -> Deed:
    options, state = source.options, source.options["state"]
    if options["count"] is not None and state != "present":
        raise InvalidInput("count", options["count"], "is for state=present")
    if options["key_id"] is not None and state not in ("absent", "rotated"):
        raise InvalidInput("key_id", options["key_id"], "is for state=absent and state=rotated")
    client = service_client(source)
    keys = sorted(client.get("verificationKeys") or [], key=lambda key: str(key.get("generationDate") or ""))
    owner, named = _Owner(source, str(client["clientId"]), keys), options["key_id"]
    if state == "absent":
        return owner.deed(0, [named] if named in owner.ids else [])
    if state == "rotated":
        return _rotated(owner, named)
    wanted = len(keys) + 1 if state == "new" else 1 if options["count"] is None else options["count"]
    if not 1 <= wanted <= MOST:
        option, given = ("state", state) if state == "new" else ("count", wanted)
        raise InvalidInput(option, given, f"can leave a service client 1 to {MOST} keys, and {owner.told}")
    return owner.deed(max(0, wanted - len(keys)), [])


def _rotated(owner: _Owner, named: Any) -> Deed:
    """Return the exchange of a key for a new one, which is made first where there is room for both."""
    full = len(owner.keys) >= MOST
    if named is not None and named not in owner.ids:
        raise MissingReference("key_id", named, f"must be a key of the service client, and {owner.told}")
    if full and named is not None and named == owner.logs_in:
        raise InvalidInput("key_id", named, "can't be the key that logs in: with five it goes before a new one is made")
    if named is None and len(owner.keys) > 1 and not all(key.get("generationDate") for key in owner.keys):
        raise InvalidInput("key_id", None, f"is needed: not all keys say when they were made, and {owner.told}")
    spared = owner.logs_in if full else ""
    old = [named] if named is not None else [one for one in owner.ids if one != spared][:1]
    if owner.logs_in in old and not owner.source.options["show_secret"]:
        raise InvalidInput(
            "show_secret", None, "must be true to exchange the key that logs in: nobody would have the new one"
        )
    return owner.deed(1, old, removes_first=full)


ACCESS_KEYS = Action(
    {
        "client_id": argument(),
        "name": argument(),
        "state": argument(choices=["present", "new", "rotated", "absent"], default="present"),
        "count": argument("int"),
        "key_id": argument(),
        "show_secret": argument("bool", default=False),
    },
    _prepare,
    shows_secrets=True,
    shares="service_client_keys/{client_id}",
    named=lambda source: {"client_id": service_client(source)["clientId"]},
)
