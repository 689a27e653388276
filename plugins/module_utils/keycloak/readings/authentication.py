# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is read about authentication: which authenticators there are, their settings, flows and required actions."""

from __future__ import annotations

from typing import Any

from ...engine.facets import Facet, gather, include
from ...engine.reading import Reading, Source, argument
from ...rest.errors import ApiError, InvalidInput, MissingReference
from ..kinds.flow_writes import AUTHENTICATION, FLOWS
from ..kinds.required_actions import ACTIONS, UNREGISTERED
from .realms import REALM_OPTION

_ACTION = ACTIONS + "/{required_action}"
FACETS = {
    "authenticators": Facet(AUTHENTICATION + "/authenticator-providers", many=True),
    "client_authenticators": Facet(AUTHENTICATION + "/client-authenticator-providers", many=True),
    "form_actions": Facet(AUTHENTICATION + "/form-action-providers", many=True),
    "forms": Facet(AUTHENTICATION + "/form-providers", many=True),
    "client_settings": Facet(AUTHENTICATION + "/per-client-config-description"),
    "provider_settings": Facet(AUTHENTICATION + "/config-description/{provider_id}"),
    "flows": Facet(FLOWS, many=True),
    "executions": Facet(FLOWS + "/{flow_alias}/executions"),
    "required_actions": Facet(ACTIONS, many=True),
    "unregistered_required_actions": Facet(UNREGISTERED, many=True),
    "required_action": Facet(_ACTION),
    "required_action_config": Facet(_ACTION + "/config", narrow=lambda answer: answer and answer.get("config")),
    "required_action_settings": Facet(_ACTION + "/config-description"),
}
SETTINGS = ("required_action_config", "required_action_settings")
NEEDS = {
    "provider_settings": ("provider_id", "authenticator"),
    "executions": ("flow_alias", "authentication flow"),
    "required_action": ("required_action", "required action"),
    "required_action_config": ("required_action", "required action"),
    "required_action_settings": ("required_action", "required action"),
}


def _authentication(source: Source) -> dict[str, Any]:
    """Return what is asked for; each is one ``GET`` below ``/authentication``.

    :raises InvalidInput: where the option that says of what is not given
    :raises MissingReference: where there is no such thing
    """
    names = source.options["include"]
    for name in names:
        option = NEEDS.get(name, ("", ""))[0]
        if option and not source.options[option]:
            raise InvalidInput(option, None, f"is needed where include has {name}")
    found = gather(source, FACETS, [name for name in names if name not in SETTINGS])
    found.update({name: _settings(source, name) for name in names if name in SETTINGS})
    for name in names:
        if found[name] is None and name in NEEDS and not (name in SETTINGS and source.get(_ACTION)):
            option, what = NEEDS[name]
            _missing(source, option, what)
    return {**found, "msg": f"{', '.join(names)} read in realm {source.options['realm']}"}


def _settings(source: Source, name: str) -> Any:
    """Return what is told of a required action's settings, None where there are none.

    26.7.2 answers 400 or 404 for an action without settings, older servers know none.
    """
    try:
        return gather(source, FACETS, [name])[name]
    except ApiError as error:
        if error.status not in (400, 404, 405):
            raise
        return None


def _missing(source: Source, option: str, what: str) -> None:
    target, realm = str(source.options[option]), source.options["realm"]
    if not source.anticipation.expects(what.replace(" ", "_"), target):
        raise MissingReference(option, None, f"there is no {what} {target!r} in realm {realm!r}")


AUTHENTICATION_PROVIDERS = Reading(
    {
        **REALM_OPTION,
        "include": include(FACETS, default=["authenticators"]),
        "provider_id": argument(aliases=["providerId"]),
        "flow_alias": argument(aliases=["flowAlias"]),
        "required_action": argument(),
    },
    _authentication,
)
