# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The realms of a server as the hosts of an inventory: which they are, and what variables they have."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterable, Mapping
from typing import Any

from ..rest.errors import InvalidInput
from .arguments import option
from .keycloak import KEYCLOAK, URL, connection, login_of
from .looking import PREFIX
from .runtime import Runtime
from .system import Options, Spec

Realm = dict[str, Any]

MASTER = "master"
LISTED = "/admin/realms"
# variable of a host, and the field of the realm that it holds
FACTS = {
    "keycloak_realm": "realm",
    "keycloak_realm_enabled": "enabled",
    "keycloak_realm_display_name": "displayName",
    "keycloak_realm_attributes": "attributes",
}
# variables that the realms of any server have
OF_ALL = {
    "iamops_keycloak_realm": "{{ keycloak_realm }}",
    "ansible_connection": "local",
    "ansible_python_interpreter": "{{ ansible_playbook_python }}",
}
# options of the connection by the name of their variable
VARIABLES = {name: PREFIX + ("url" if name == URL else name) for name in connection()}
SECRETS = [name for name, entry in connection().items() if entry["no_log"]]


def of_server() -> Spec:
    """Return the argument spec of a server."""
    return {"name": option(required=True), **connection()}


def listed(options: Options, runtime: Runtime, attributes: bool) -> list[Realm]:
    """Return what an inventory keeps of the realms that a login may see, ``GET /admin/realms``.

    :param attributes: whether their attributes are read, too
    """
    brief = {"briefRepresentation": "false" if attributes else "true"}
    found = runtime.client(options, KEYCLOAK).get_required(LISTED, brief)
    kept = [field for field in FACTS.values() if attributes or field != "attributes"]
    return [{field: realm.get(field) for field in kept} for realm in found]


def chosen(realms: Iterable[Realm], wanted: list[str], unwanted: list[str], disabled: bool) -> list[Realm]:
    """Return the realms that are hosts, by name.

    :param wanted: patterns; the master realm is one only where it is named in full
    :param unwanted: patterns of those that aren't hosts whatever ``wanted`` says
    :param disabled: whether disabled ones are hosts
    :raises InvalidInput: for a pattern that isn't one
    """
    include, exclude = _matcher("realms", wanted), _matcher("exclude", unwanted)

    def is_host(realm: Realm) -> bool:
        name = realm["realm"]
        if exclude(name) or (realm["enabled"] is False and not disabled):
            return False
        return name in wanted if name == MASTER else include(name)

    return sorted((realm for realm in realms if is_host(realm)), key=lambda realm: str(realm["realm"]))


def _matcher(name: str, patterns: list[str]) -> Any:
    """Return what tells whether a text fits one of the patterns: ``acme-*``, or ``~`` and a regular expression."""
    try:
        rules = [re.compile(one[1:] if one.startswith("~") else fnmatch.translate(one)) for one in patterns]
    except re.error as error:
        raise InvalidInput(name, ", ".join(patterns), f"holds a regular expression that isn't one: {error}") from None
    return lambda text: any(rule.match(text) for rule in rules)


def facts_of(realm: Realm) -> dict[str, Any]:
    """Return the variables of a host."""
    return {variable: realm[field] for variable, field in FACTS.items() if field in realm}


def by_their_names(server: Any) -> dict[str, Any]:
    """Return a server as it is written, aliases of options replaced.

    :raises InvalidInput: where it is no map
    """
    if not isinstance(server, Mapping):
        raise InvalidInput("servers", None, "must be a list of maps, each with name and connection options")
    names = {alias: name for name, entry in connection().items() for alias in entry.get("aliases", [])}
    return {names[name] if name in names else name: value for name, value in server.items()}


def cache_key(options: Options, attributes: bool) -> str:
    """Return what tells the answer to a login at a server from others."""
    return login_of(options).key() + ("-attributes" if attributes else "")


def shown(options: Options) -> dict[str, Any]:
    """Return the variables of a server that say where it is and how to log in, but for secrets and for defaults."""
    return {
        VARIABLES[name]: options[name]
        for name, entry in connection().items()
        if not entry["no_log"] and options[name] not in (None, entry.get("default"))
    }


def defaults_of(variables: Mapping[str, Any]) -> dict[str, str]:
    """Return defaults of the modules' options, as templates that take them from variables.

    :param variables: those that a server has; secrets that aren't among them may be given elsewhere, or nowhere
    """
    known = {name: "{{ " + variable + " }}" for name, variable in VARIABLES.items() if variable in variables}
    secrets = {name: "{{ " + VARIABLES[name] + " | default(omit) }}" for name in SECRETS}
    return {**secrets, **known, "realm": "{{ keycloak_realm }}"}
