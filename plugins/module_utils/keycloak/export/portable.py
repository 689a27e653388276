# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a realm has by its server's ids, its own name or by itself alone becomes what means the same anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Optional

from ..kinds.references import ADMIN_PERMISSIONS, MANAGEMENT, UMA_PROTECTION
from ..kinds.user_profiles import PROVIDER_TYPE as PROFILE
from ..kinds.user_realm import new_default_role
from ..kinds.workflows import PROVIDER_TYPE as WORKFLOW
from ..kinds.workflows import without_ids
from .naming import with_role_called
from .reading import is_federated

Data = dict[str, Any]

# what is kept as components, and has lists of its own
APART = (PROFILE, WORKFLOW)
# how a client says who it is, where it has a secret that somebody needs
BY_SECRET = ("client-secret", "client-secret-jwt")
SAML = "saml"
MASTER = "master"
PRIORITY_STEP = 10


def portable(found: Mapping[str, Any], left: list[str]) -> Data:
    """Return a representation that means the same on another server.

    :param found: what was read of the realm
    :param left: gets what can't be data, in words
    """
    data = _with_default_role_of_its_name(dict(found))
    aliases = {flow.get("id"): flow["alias"] for flow in data.get("authenticationFlows") or ()}
    clients = data.get("clients") or []
    if any(_has_permissions(client) for client in clients):
        left.append("permissions of administrators, which go by ids")
    data["clients"] = [_client(client, aliases) for client in clients if not _is_made(client, data)]
    data["authenticationFlows"] = [_flow(flow) for flow in data.get("authenticationFlows") or ()]
    components = data.get("components") or {}
    data["components"] = {name: held for name, held in components.items() if name not in APART}
    users = data.get("users") or []
    federated = [user for user in users if is_federated(user)]
    if federated:
        left.append(f"{len(federated)} users of user federations, who come from there")
    default = new_default_role(data["realm"])
    given = data.get("defaultGroups") or any(one.get("defaultAction") for one in data.get("requiredActions") or ())
    own = [user for user in users if not is_federated(user)]
    data["users"] = [user for user in own if given or not _as_made(user, default)]
    data["defaultRole"] = _default_role(data["users"], default)
    data["workflows"] = [without_ids(workflow, False) for workflow in data.get("workflows") or ()]
    if data["realm"] == MASTER:
        data = _without_other_realms(data)
    return data


def _with_default_role_of_its_name(data: Data) -> Data:
    """A realm that got another name still has the default role of the first one."""
    now = (data.get("defaultRole") or {}).get("name")
    then = new_default_role(data["realm"])
    return data if now in (None, then) else with_role_called(data, now, then)


def _default_role(users: Iterable[Data], default: str) -> Optional[Data]:
    """Return what says that lists of users' roles are whole, where a user hasn't got the default role."""
    lacks = any(default not in (user.get("realmRoles") or ()) for user in users)
    return {"name": default} if lacks else None


def _is_made(client: Mapping[str, Any], data: Mapping[str, Any]) -> bool:
    """Return whether a client is the server's: made with a setting of the realm, or one that nobody may change."""
    kept = client["clientId"] == ADMIN_PERMISSIONS and bool(data.get("adminPermissionsEnabled"))
    return kept or client["clientId"] in (MANAGEMENT, f"{MASTER}-realm")


def _has_permissions(client: Mapping[str, Any]) -> bool:
    """Return whether a client keeps permissions of administrators: beside what there is in any realm, policies."""
    kept = client["clientId"] in (ADMIN_PERMISSIONS, MANAGEMENT, f"{MASTER}-realm")
    return kept and bool((client.get("authorizationSettings") or {}).get("policies"))


def _client(client: Mapping[str, Any], aliases: Mapping[Any, str]) -> Data:
    shaped = dict(client)
    overrides = client.get("authenticationFlowBindingOverrides") or {}
    shaped["authenticationFlowBindingOverrides"] = {
        f"{name}_name": aliases.get(flow, flow) for name, flow in sorted(overrides.items()) if flow
    }
    proves = client.get("clientAuthenticatorType", BY_SECRET[0]) in BY_SECRET and not client.get("bearerOnly")
    if not proves or client.get("protocol") == SAML:
        shaped.pop("secret", None)
    return shaped


def _flow(flow: Mapping[str, Any]) -> Data:
    steps = sorted(flow.get("authenticationExecutions") or (), key=lambda step: step.get("priority") or 0)
    kept = ("authenticator", "flowAlias", "requirement", "authenticatorConfig", "authenticatorFlow")
    shaped = [
        {**{name: step[name] for name in kept if step.get(name) is not None}, "priority": PRIORITY_STEP * number}
        for number, step in enumerate(steps, 1)
    ]
    return {**flow, "authenticationExecutions": shaped}


def _as_made(user: Mapping[str, Any], default: str) -> bool:
    """Return whether a service account is as the server makes it with its client, where it gives users nothing."""
    client = user.get("serviceAccountClientId")
    told = ("groups", "attributes", "email", "firstName", "lastName", "requiredActions", "federatedIdentities")
    plain = user.get("enabled", True) and not any(user.get(name) for name in told)
    own = {name: roles for name, roles in (user.get("clientRoles") or {}).items() if roles}
    roles = own in ({}, {client: [UMA_PROTECTION]})
    return bool(client) and plain and roles and user.get("realmRoles") == [default]


def _without_other_realms(data: Data) -> Data:
    """The realm of all administrators has a client for each other realm, which comes and goes with it."""
    others = {client["clientId"] for client in data["clients"] if _is_realms(client)}
    roles = data.get("roles") or {}
    realm = [_without_clients(role, others) for role in roles.get("realm") or ()]
    client = {name: held for name, held in (roles.get("client") or {}).items() if name not in others}
    data["clients"] = [client for client in data["clients"] if client["clientId"] not in others]
    return {**data, "roles": {"realm": realm, "client": client}}


def _is_realms(client: Mapping[str, Any]) -> bool:
    name = client["clientId"]
    return client.get("name") == f"{name.removesuffix('-realm')} Realm"


def _without_clients(role: Mapping[str, Any], names: set[str]) -> Data:
    composites = role.get("composites") or {}
    kept = {name: held for name, held in (composites.get("client") or {}).items() if name not in names}
    return {**role, **({"composites": {**composites, "client": kept}} if composites else {})}


def flows_beyond(data: Data, other: Mapping[str, Any]) -> Data:
    """Return data with those authentication flows alone that another realm has not, or not so, each with all in it.

    :param other: what another realm has, tidied as the data is
    """
    flows, settings = _by_alias(data, "authenticationFlows"), _by_alias(data, "authenticatorConfig")
    others = _by_alias(other, "authenticationFlows"), _by_alias(other, "authenticatorConfig")
    needed: set[str] = set()
    configs: set[str] = set()
    for alias, flow in flows.items():
        if not flow.get("topLevel", True):
            continue
        tree = _tree(alias, flows, settings)
        if tree != _tree(alias, *others):
            needed |= {str(one["alias"]) for one in _nodes(tree)}
            configs |= {str(one["config"]["alias"]) for one in _nodes(tree, "config")}
    kept = {
        "authenticationFlows": [flow for alias, flow in flows.items() if alias in needed],
        "authenticatorConfig": [one for alias, one in settings.items() if alias in configs],
    }
    rest = {name: value for name, value in data.items() if name not in kept}
    return {**rest, **{name: value for name, value in kept.items() if value}}


def _by_alias(data: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {one["alias"]: one for one in data.get(name) or ()}


def _tree(alias: str, flows: Mapping[str, Any], settings: Mapping[str, Any]) -> Any:
    """Return a flow with the flows and the settings in it instead of their aliases."""
    flow = flows.get(alias)
    if flow is None:
        return None
    steps = []
    for step in flow.get("authenticationExecutions") or ():
        config, below = step.get("authenticatorConfig"), step.get("flowAlias")
        told = {"config": settings[config]} if config in settings else {}
        steps.append({**step, **told, **({"below": _tree(below, flows, settings)} if below else {})})
    return {**flow, "authenticationExecutions": steps}


def _nodes(tree: Any, name: str = "") -> Iterator[Any]:
    """Yield the flows of a tree, or its steps that have something."""
    if tree is None:
        return
    if not name:
        yield tree
    for step in tree["authenticationExecutions"]:
        if name and name in step:
            yield step
        yield from _nodes(step.get("below"), name)
