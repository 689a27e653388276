# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What documented reads ask of the server, and under which names they return it."""

from __future__ import annotations

from typing import Any, Optional

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.observe import Anything
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.reading import Source
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.client_details import INSTALLATIONS
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.clients import CLIENT_SECRET
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.localization import LOCALIZATION
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.realms import REALM_INFO, REALM_USERS
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.servers import SERVER
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import MissingReference, ServerFault

ACME = "/admin/realms/acme"
ANSWERS = {
    "/realms/acme": {"realm": "acme"},
    f"{ACME}/users": [{"username": "ann"}],
    f"{ACME}/clients": [{"id": "9f", "clientId": "shop"}],
    f"{ACME}/clients/9f": {"id": "9f", "clientId": "shop"},
    f"{ACME}/clients/9f/client-secret": {"type": "secret", "value": "x"},
    f"{ACME}/localization/en/title": "Hello",
    f"{ACME}/localization/en?useRealmDefaultLocaleFallback": {"title": "Hello", "only": "nur"},
    "/admin/serverinfo": {"systemInfo": {"version": "16.1.1"}},
}


class Server:
    """A server with one realm, one user and one client."""

    def get(self, path: str, params: Any = None, accept: str = "application/json") -> Any:
        return ANSWERS.get(f"{path}?{'&'.join(params)}" if params else path)

    def list(self, path: str, params: Any = None) -> Any:
        return ANSWERS.get(path, [])


def source(**options: Any) -> Source:
    return Source(Server(), {"realm": "acme", "id": None, "client_id": None, "rotated": False, **options})


def test_what_a_realm_shows_to_everybody() -> None:
    assert REALM_INFO.read(source()) == {
        "realm_info": {"realm": "acme"},
        "msg": "Get realm public info successful for ID acme",
    }
    assert REALM_INFO.read(source(realm="nosuch"))["realm_info"] is None


def test_users() -> None:
    assert REALM_USERS.read(source()) == {"users": [{"username": "ann"}], "msg": "1 users found in realm acme"}


@pytest.mark.parametrize("options", [{"id": "9f"}, {"client_id": "shop"}, {"id": "9f", "client_id": "other"}])
def test_a_client_s_secret(options: dict[str, str]) -> None:
    assert CLIENT_SECRET.read(source(**options)) == {
        "clientsecret_info": {"type": "secret", "value": "x"},
        "msg": "Get client secret successful for ID 9f",
    }


@pytest.mark.parametrize(
    ("given", "name", "says"),
    [
        (None, "nosuch", "client_id: Client does not exist nosuch in realm 'acme'"),
        ("nosuch", None, "id: Client does not exist nosuch in realm 'acme'"),
        ("nosuch", "shop", "id: Client does not exist nosuch in realm 'acme'"),
    ],
)
def test_a_client_that_does_not_exist(given: Optional[str], name: Optional[str], says: str) -> None:
    with pytest.raises(MissingReference) as caught:
        CLIENT_SECRET.read(source(id=given, client_id=name))
    assert caught.value.message == says
    foreseen = Source(Server(), {"realm": "acme", "id": given, "client_id": name, "rotated": False}, Anything())
    assert CLIENT_SECRET.read(foreseen) == {"clientsecret_info": {}, "msg": "Get client secret successful"}


@pytest.mark.parametrize(
    ("key", "fallback", "text"),
    [("title", False, "Hello"), ("only", False, None), ("only", True, "nur"), ("nosuch", True, None)],
)
def test_one_text(key: str, fallback: bool, text: Optional[str]) -> None:
    found = LOCALIZATION.read(source(locale="en", key=key, fallback=fallback))
    assert (found["text"], found["exists"]) == (text, text is not None)


@pytest.mark.parametrize(
    ("features", "enabled", "disabled"),
    [
        (None, None, None),
        ([{"name": "A", "enabled": True}, {"name": "B", "enabled": False}, {"name": "C"}], ["A"], ["B", "C"]),
    ],
)
def test_features(monkeypatch: pytest.MonkeyPatch, features: Any, enabled: Any, disabled: Any) -> None:
    if features:
        monkeypatch.setitem(ANSWERS, "/admin/serverinfo", {"features": features})
    found = SERVER.read(source(include=[], component_type=None))
    assert (found["enabled_features"], found["disabled_features"]) == (enabled, disabled)


class Halting(Server):
    """A server that can't make one of two installations."""

    status = 500

    def get(self, path: str, params: Any = None, accept: str = "application/json") -> Any:
        if path == "/admin/serverinfo":
            return {"clientInstallations": {"openid-connect": [{"id": "json"}, {"id": "jboss"}]}}
        if path.endswith("/providers/jboss"):
            raise ServerFault(self.status, "GET", path, "unknown_error")
        return {"realm": "acme"} if path.endswith("/providers/json") else super().get(path)


EVERY = {"realm": "acme", "id": None, "client_id": "shop", "providers": [], "show_secrets": False}


def test_an_installation_that_the_server_cannot_make_is_left_out_unless_it_is_asked_for() -> None:
    found = INSTALLATIONS.read(Source(Halting(), EVERY))
    assert list(found["installations"]) == ["json"]
    assert "jboss is left out: GET " in found["warnings"][0]
    with pytest.raises(ServerFault):
        INSTALLATIONS.read(Source(Halting(), {**EVERY, "providers": ["jboss"]}))


def test_a_server_that_is_out_of_service_makes_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Halting, "status", 503)
    with pytest.raises(ServerFault):
        INSTALLATIONS.read(Source(Halting(), EVERY))
