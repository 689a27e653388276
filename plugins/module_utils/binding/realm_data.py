# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Realm data: what tasks have in common that hold a whole realm's data against a server."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from typing import Any, Callable

from ..config.compared import Compared
from ..config.conform import Form
from ..config.expected import Expected
from ..config.identity import refuse_twins
from ..config.items import Section
from ..config.masks import unmasked
from ..config.variables import refuse_variables
from ..config.wishes import Wish, Wishing
from ..config.work import Work
from ..keycloak.config.default_role import for_this_realm
from ..keycloak.config.imports import PartialImport
from ..keycloak.config.lists import LISTS
from ..keycloak.config.newborn import new_account, new_realm, permissions, unknown
from ..keycloak.config.sections import SECTIONS, SPELLING
from ..keycloak.export.naming import renamed, written_for
from ..keycloak.kinds.catalogue import KINDS
from ..keycloak.kinds.organization_parts import DELETE_MANAGED
from ..rest.errors import InvalidInput
from .arguments import of_kind, option
from .foresight import foreseeing
from .garbage import seldom_searched
from .keycloak import KEYCLOAK, connection
from .masking import secrets_of
from .runtime import Runtime
from .system import Spec
from .task import Task

LISTED = tuple(section.name for section in SECTIONS if section.holdings)
"""The sections of which the server can say all that it has."""
# maps of these fields have names as keys, and names or texts as values
_KEYED_BY_NAMES = frozenset(
    {"clientRoles", "client_roles", "clientScopeMappings", "client_scope_mappings", "composites", "roles"}
    | {"localizationTexts", "localization_texts", "messageBundles", "message_bundles"}
)
PEOPLE = "users"
"""The section of users: who is there is rarely configuration."""
_NOT_OF_AN_OBJECT = ("state", "realm", "update_secrets")

Planned = list[tuple[Section, list[Wish]]]


class OverData(Task):
    """A task that takes a whole realm's data."""

    # thousands of objects: the sections check them, faster than Ansible's validator
    apart = ("config",)

    def execute(self, *arguments: Any) -> dict[str, Any]:
        with seldom_searched():
            return super().execute(*arguments)

    def all_secrets(self, options: Mapping[str, Any]) -> set[str]:
        """Return the secrets in the data: a client may be called access-token, and a text password."""
        return secrets_of({**options, "config": _without_names(options.get("config"))})


def _without_names(data: Any) -> Any:
    """Return data without maps whose keys are names that users choose."""
    if isinstance(data, list):
        return [_without_names(item) for item in data]
    if not isinstance(data, dict):
        return data
    return {name: _without_names(value) for name, value in data.items() if name not in _KEYED_BY_NAMES}


def data_options() -> Spec:
    """Return the options that say which data, of which realm."""
    return {
        "realm": option(),
        "config": option("dict"),
        "files": option("list", elements="path"),
        "template": option("bool", default=False),
        "parallel": option("int", default=8),
        # a realm that is made, or what is imported at once, takes a busy server longer than one object does
        "connection_timeout": option("int", default=60),
    }


def data_of(options: Mapping[str, Any], masks: list[str]) -> dict[str, Any]:
    """Return the data in the API's spelling, with the realm's name.

    :param masks: gets where the data has masks instead of secrets
    :raises InvalidInput: where it is no realm's
    """
    given = options.get("config")
    if given is None and options.get("state") == "absent":
        given = {}
    if not isinstance(given, Mapping):
        raise InvalidInput("config", given, "must be a dictionary: a realm as Keycloak exports it")
    refuse_variables(given, "config", options["template"])
    data: dict[str, Any] = unmasked(SPELLING.spelled(given), "config", masks)
    realm = options.get("realm") or data.get("realm")
    if not realm:
        raise InvalidInput("realm", None, "is needed, as an option or in the data")
    if data.get("realm") not in (None, realm):
        raise InvalidInput("realm", realm, f"must be that of the data, {data['realm']!r}")
    # whose name was edited
    other = written_for(data)
    if other not in (None, str(realm)):
        data = renamed({**data, "realm": other}, str(realm))
    return {**data, "realm": str(realm)}


@cache
def _form(kind: str) -> Form:
    """Return a kind's options, without those that one task has for all objects."""
    apart = {*connection(), *_NOT_OF_AN_OBJECT} - ({"realm"} if kind == "realm" else set())
    spec = of_kind(KINDS[kind], KEYCLOAK)
    return Form({name: entry for name, entry in spec.items() if name not in apart or name in _own(kind)})


def _own(kind: str) -> set[str]:
    """Return the options of a kind's own that share a name with the connection's: a user has a username, too."""
    return {name for part in KINDS[kind].parts for name in part.arguments()} | set(KINDS[kind].parents) - {"realm"}


class _Forms(dict[str, Form]):
    def __missing__(self, kind: str) -> Form:
        return _form(kind)


def wishing_of(realm: str, update_secrets: str, confirmed: bool) -> Wishing:
    """Return how the realm's data becomes wishes.

    :param update_secrets: when secrets that the server only returns masked differ
    :param confirmed: whether what can't be undone may be asked for
    """
    return Wishing(KINDS, _Forms(), {"realm": realm, "update_secrets": update_secrets}, {DELETE_MANAGED: confirmed})


def wishes_of(wishing: Wishing, data: Mapping[str, Any]) -> Planned:
    """Return what each section asks for.

    :raises InvalidInput: where that can't be
    """
    planned = [(section, list(wishing.of(section, data))) for section in SECTIONS]
    for _section, wishes in planned:
        refuse_twins(wishes)
    return planned


def wishes_here(planned: Planned, wishing: Wishing, data: Mapping[str, Any], work: Work) -> Planned:
    """Return what each section asks for of the realm that the server has.

    :param planned: what the data asks for, whichever server it is
    :raises RestError: where the realm can't be read
    """
    own = for_this_realm(data, work.single)
    return planned if own is data else wishes_of(wishing, own)


def _born(client: Any, realm: str, warnings: list[str]) -> Mapping[str, Callable[[Compared], Planned]]:
    """Return what the server makes by itself, by the kind of the object that it comes with.

    :param warnings: gets what isn't known of that
    """
    wishing = wishing_of(realm, "on_change", True)

    def coming(data: Mapping[str, Any], *names: str) -> Planned:
        # most changes bring nothing with them
        sections = [section for section in SECTIONS if section.name in names] if data else []
        return [(section, list(wishing.of(section, data))) for section in sections]

    def with_realm(changed: Compared) -> Planned:
        made: Planned = []
        if changed.plan.creates:
            warnings.extend(unknown(client.version()))
            made = wishes_of(wishing, new_realm(client.version(), realm))
        return [*made, *coming(permissions(changed, client, realm), "clients")]

    def with_client(changed: Compared) -> Planned:
        return coming(new_account(changed), "client_roles", PEOPLE, "user_roles")

    return {"realm": with_realm, "client": with_client}


def work_for(options: Mapping[str, Any], runtime: Runtime, check: bool, realm: str) -> tuple[Work, Expected]:
    """Return how the task's wishes are compared and carried out, and what is foreseen meanwhile.

    :raises InvalidInput: where the options can't be right
    """
    if options["parallel"] < 1:
        raise InvalidInput("parallel", options["parallel"], "must be 1 or more")
    client = runtime.client(options, KEYCLOAK)
    expected = Expected(runtime.anticipation({**options, "realm": realm}, check, KEYCLOAK))

    def turn(wish: Wish) -> AbstractContextManager[Any]:
        if not wish.kind.shares:
            return nullcontext()
        return runtime.turn(options, wish.kind.rewrites(wish.desired.options), KEYCLOAK)

    warnings: list[str] = []
    work = Work(
        server=client,
        ahead=foreseeing(client, {"realm": realm}, expected, True),
        rules=LISTS,
        expected=expected,
        importer=PartialImport(realm),
        turn=turn,
        # a run sees what came by itself
        born=_born(client, realm, warnings if check else []),
        warnings=warnings,
        threads=options["parallel"],
        progress=runtime.progress,
    )
    return work, expected
