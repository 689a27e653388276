# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Looking: what a lookup plugin asks of a server, with the options and the errors of modules."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, Callable

from ansible.module_utils.common.arg_spec import ModuleArgumentSpecValidator

from ..rest.errors import RestError
from .masking import masked, misspelled, secrets_of
from .runtime import Runtime
from .system import Spec
from .task import complaint, plain

# One a process, since a connection must not outlive a fork: lookups run in workers and before them.
_RUNTIMES: dict[tuple[int, str], Runtime] = {}


# variable of an option: iamops_keycloak_auth_realm, but iamops_keycloak_url for auth_keycloak_url
PREFIX = "iamops_keycloak_"


class LookingFailed(Exception):
    """What goes wrong in a lookup; the message holds no secret."""


def runtime_of(directory: str) -> Runtime:
    """Return what the lookups of this process work with.

    :param directory: the run's private directory
    """
    return _RUNTIMES.setdefault((os.getpid(), directory), Runtime(directory))


def variables_of(spec: Spec, variables: Mapping[str, Any], template: Callable[[Any], Any]) -> dict[str, Any]:
    """Return the variables that options are read from, with what is templates in them filled: Ansible takes them raw.

    :param variables: all that the lookup may see
    """
    names = [PREFIX + name for name in (*spec, "url")]
    return {name: template(variables[name]) for name in names if name in variables}


def options_of(options: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return a lookup's options.

    :param options: as Ansible found them
    :param given: what the lookup itself was given, of which Ansible passes over what it doesn't know
    :raises LookingFailed: for an option that isn't one
    """
    for name in given:
        if name not in options:
            raise LookingFailed(f"unknown option {name}; the options are {', '.join(sorted(_named(options)))}")
    return _named(options)


def _named(options: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in options.items() if not name.startswith("_")}


def look(
    spec: Spec, given: Mapping[str, Any], runtime: Runtime, ask: Callable[[Mapping[str, Any], Runtime], Any]
) -> Any:
    """Return what is asked for, in clear.

    :param spec: the argument spec, that of the connection among it
    :param given: the options that are given
    :param ask: (validated options, runtime) -> what is asked for
    :raises LookingFailed: where the options are wrong or the server refuses
    """
    own = plain({name: value for name, value in given.items() if value is not None})
    checked = ModuleArgumentSpecValidator(spec).validate(own)
    options = checked.validated_parameters
    secrets = set(checked._no_log_values) | secrets_of(options)
    if checked.error_messages:
        raise LookingFailed(_told(complaint(checked), secrets | secrets_of({}, misspelled(options, spec))))
    for secret in secrets:
        runtime.redactor.add(secret)
    try:
        return ask(options, runtime)
    except RestError as error:
        raise LookingFailed(_told(error.message, secrets)) from None


def _told(message: str, secrets: set[str]) -> str:
    return str(masked({"msg": message}, secrets)["msg"])
