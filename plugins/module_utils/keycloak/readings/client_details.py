# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is read of clients: all or some of them, and what belongs to one beside its own representation."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from typing import Any

from ...engine.facets import Facet, gather, include
from ...engine.part import PENDING_ID
from ...engine.reading import Reading, Source, argument, not_empty
from ...engine.secrecy import HIDDEN, hide, secrets_in
from ...engine.since import refuse_news
from ...rest.errors import BadRequest, InvalidInput, MissingReference, ServerFault
from ..kinds.components import COMPONENTS, REGISTRATION_POLICY
from ..kinds.references import REALM
from .client_certificates import encoded
from .clients import CLIENT, CLIENT_OPTIONS, SECRET, SHOW_SECRETS, asked_for, client_of, with_its_secret
from .realms import REALM_OPTION

CLIENTS = f"{REALM}/clients"
INSTALLATION = CLIENT + "/installation/providers/{provider}"
FACETS = {
    "default_client_scopes": Facet(CLIENT + "/default-client-scopes", many=True),
    "optional_client_scopes": Facet(CLIENT + "/optional-client-scopes", many=True),
    "roles": Facet(CLIENT + "/roles", many=True, paged=True),
    "secret": Facet(SECRET),
    "service_account_user": Facet(CLIENT + "/service-account-user"),
}


def _found(source: Source) -> list[Mapping[str, Any]]:
    """Return the clients that are asked for: one by its id or client id, else those that a search finds.

    :raises InvalidInput: for an empty name: it would be everybody's; for a query where the server knows none
    """
    options = source.options
    not_empty(options, "id", "client_id")
    if options["id"]:
        one = source.get(CLIENT)
        return [] if one is None else [one]
    if options["query"]:
        # an older server takes no notice of it
        refuse_news(source.reader, [("query", "17")])
    given = {"clientId": options["client_id"] or options["search"], "q": options["query"]}
    params: dict[str, Any] = {name: value for name, value in given.items() if value}
    if options["search"]:
        params["search"] = True
    if options["viewable_only"]:
        params["viewableOnly"] = True
    return source.list(CLIENTS, params)


def _more(source: Source, client: Mapping[str, Any]) -> dict[str, Any]:
    """Return what belongs to a client; a service account's user is only asked for where there is one."""
    without = {"service_account_user"} if not client.get("serviceAccountsEnabled") else set()
    without |= {"secret"} if client.get("publicClient") else set()
    names = [name for name in source.options["include"] if name not in without]
    return {
        **dict.fromkeys(sorted(without & {*source.options["include"]})),
        **gather(source, FACETS, names, id=str(client["id"])),
    }


def _clients(source: Source) -> dict[str, Any]:
    """Return clients: ``GET /clients`` or ``GET /clients/{id}``."""
    found = [{**client, "included": _more(source, client)} for client in _found(source)]
    return {
        "clients": asked_for(source, found),
        "msg": f"{len(found)} clients found in realm {source.options['realm']}",
    }


CLIENT_INFO = Reading(
    {
        **CLIENT_OPTIONS,
        "search": argument(),
        "query": argument(),
        "viewable_only": argument("bool", default=False),
        "include": include(FACETS),
        **SHOW_SECRETS,
    },
    _clients,
    shows_secrets=True,
)


def _nodes(source: Source) -> dict[str, Any]:
    """Return a client's cluster nodes, and where asked who answers: ``GET .../test-nodes-available``."""
    client = client_of(source)
    nodes = client.get("registeredNodes") or {}
    test = source.get(CLIENT + "/test-nodes-available", id=str(client["id"])) if source.options["test"] else None
    found = {
        name: (test or {}).get(api) or []
        for name, api in (("reached", "successRequests"), ("failed", "failedRequests"))
    }
    return {"nodes": nodes, "availability": found if source.options["test"] else {}, "msg": f"{len(nodes)} nodes"}


NODE_INFO = Reading({**CLIENT_OPTIONS, "test": argument("bool", default=False)}, _nodes)


def masked(text: str, secrets: set[str]) -> str:
    """Return a text in which secrets are hidden, as they are or as JSON and XML write them, in one line or several."""
    forms = {
        form for one in secrets for form in (one, json.dumps(one)[1:-1], html.escape(one, False), html.escape(one))
    }
    for secret in sorted(forms, key=len, reverse=True):
        text = re.sub(r"\s*".join(map(re.escape, secret)), HIDDEN, text)
    return text


def _providers(source: Source, client: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Return what the server knows of installations for a client's protocol, by the provider's id."""
    known = (source.get("/admin/serverinfo") or {}).get("clientInstallations") or {}
    return {one["id"]: one for one in known.get(client.get("protocol") or "openid-connect", [])}


def _installation(source: Source, client: Mapping[str, Any], provider: str) -> Any:
    """Return what an application needs to be told: ``GET .../installation/providers/{id}``."""
    answer = source.get(INSTALLATION, id=str(client["id"]), provider=provider, accept="*/*")
    if answer is None:
        raise MissingReference("providers", None, f"there is no installation provider {provider!r}")
    shown = source.options["show_secrets"]
    if isinstance(answer, bytes):
        if not shown:
            raise InvalidInput(
                "show_secrets", False, f"must be true for {provider}: it is an archive with secrets in it"
            )
        return {"base64": encoded(answer)}
    text = answer if isinstance(answer, str) else json.dumps(answer, indent=2)
    text = text if shown else masked(text, {*secrets_in(with_its_secret(source, client))})
    try:
        data = json.loads(text)
    except ValueError:
        return {"text": text}
    return {"text": text, "data": data}


def _installations(source: Source) -> dict[str, Any]:
    client, names = client_of(source), source.options["providers"]
    if client["id"] == PENDING_ID:
        return {"installations": {}, "msg": "The client is yet to be made"}
    if not names:
        known = _providers(source, client)
        names = sorted(name for name in known if source.options["show_secrets"] or not known[name].get("downloadOnly"))
    found, warnings = {}, []
    for name in names:
        try:
            found[name] = _installation(source, client, name)
        except ServerFault as error:
            if source.options["providers"] or error.status != 500:
                raise
            # Keycloak 16 can't make that of JBoss for a client that has no secret
            warnings.append(f"{name} is left out: {error.message}")
    message = f"{len(found)} installations of client {client['clientId']}"
    return {"installations": found, "msg": message, "warnings": warnings}


INSTALLATIONS = Reading(
    {**CLIENT_OPTIONS, "providers": argument("list", elements="str", default=[]), **SHOW_SECRETS},
    _installations,
    shows_secrets=True,
)


def described_secrets(options: Mapping[str, Any]) -> set[str]:
    """Return the secrets in a description that is given as a JSON text: its option is none."""
    try:
        return {*secrets_in(json.loads(options.get("description") or ""))}
    except (TypeError, ValueError):
        return set()


def _description(source: Source) -> dict[str, Any]:
    """Return the client that a description is of: ``POST /client-description-converter``."""
    given = source.options["description"]
    text = given if isinstance(given, str) else json.dumps(given)
    try:
        client = source.ask(f"{REALM}/client-description-converter", text, content="text")
    except BadRequest as error:
        if "Unsupported format" not in error.reason:
            raise
        allowed = "OpenID Connect client metadata with redirect_uris, SAML metadata, or a client's representation"
        raise InvalidInput("description", None, f"must be one that the server knows: {allowed}") from None
    client = client or {}
    return {"client": client, "msg": f"This is client {client.get('clientId')}"}


DESCRIPTION = Reading(
    {**REALM_OPTION, "description": argument("raw", required=True)}, _description, secrets=described_secrets
)


def _policies(source: Source) -> dict[str, Any]:
    """Return registration policies, and their providers: ``GET /client-registration-policy/providers``."""
    policies = source.get(COMPONENTS, {"type": REGISTRATION_POLICY}) or []
    sort = source.options["sub_type"]
    policies = [hide(one) for one in policies if not sort or one.get("subType") == sort]
    providers = source.get(f"{REALM}/client-registration-policy/providers") or []
    return {
        "policies": policies,
        "providers": providers,
        "msg": f"{len(policies)} policies, {len(providers)} providers",
    }


REGISTRATION_POLICIES = Reading(
    {**REALM_OPTION, "sub_type": argument(choices=["anonymous", "authenticated"], aliases=["subType"])}, _policies
)
