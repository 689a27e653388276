# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What clients have beside their representation: which token can be used, and what a text hides."""

from __future__ import annotations

import time
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.reading import Source
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.actions.client_certificates import (
    CERTIFICATE,
    KEYSTORE,
)
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.actions.client_registration import (
    INITIAL_ACCESS,
    usable,
)
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.actions.revocation import REVOKE
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.client_details import (
    described_secrets,
    masked,
)
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.readings.client_evaluation import (
    SCOPE_EVALUATION,
)
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput

NOW = int(time.time())


@pytest.mark.parametrize(
    ("token", "remaining", "can"),
    [
        ({"remainingCount": 1, "expiration": 0, "timestamp": 1}, 1, True),
        ({"remainingCount": 1}, 1, True),
        ({"remainingCount": 0}, 1, False),
        ({"remainingCount": 0}, 0, False),
        ({"remainingCount": 2}, 3, False),
        ({"remainingCount": 3}, 3, True),
        ({"remainingCount": 1, "expiration": 3600, "timestamp": NOW}, 1, True),
        ({"remainingCount": 1, "expiration": 60, "timestamp": NOW - 61}, 1, False),
    ],
)
def test_tokens_that_can_be_used(token: dict[str, int], remaining: int, can: bool) -> None:
    assert usable(token, remaining) == can


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a geheim b", "a ******** b"),
        ("a geheim1 b", "a ******** b"),
        ("ge\n  heim", "********"),
        ("g.heim", "g.heim"),
    ],
)
def test_secrets_in_texts_are_hidden(text: str, shown: str) -> None:
    assert masked(text, {"geheim", "geheim1"}) == shown


@pytest.mark.parametrize("text", ['"ge\\"h<\\u00e9"', 'ge"h&lt;\u00e9', "ge&quot;h&lt;\u00e9", 'ge"h<\u00e9'])
def test_secrets_are_hidden_as_json_and_xml_write_them(text: str) -> None:
    assert masked(text, {'ge"h<\u00e9'}).strip('"') == "********"


@pytest.mark.parametrize(
    ("description", "found"),
    [
        ('{"clientId": "a", "secret": "geheim"}', {"geheim"}),
        ("<Entity/>", set()),
        ({"secret": "x"}, set()),
        (None, set()),
    ],
)
def test_secrets_in_a_description_that_is_a_text(description: Any, found: set[str]) -> None:
    """Those in a dictionary are found like in all options."""
    assert described_secrets({"description": description}) == found


@pytest.mark.parametrize("more", [{}, {"authorizationServicesEnabled": True}])
def test_a_client_that_is_changed_keeps_authorization_services(more: dict[str, bool]) -> None:
    """A PUT that doesn't name them takes them away."""

    own = {"id": "1", "clientId": "shop", "notBefore": 0, **more}

    class Server:
        def get(self, path: str, params: Any = None) -> Any:
            return {"certificate": "MII"} if "/certificates/" in path else own

        def list(self, path: str, params: Any = None) -> Any:
            return [own]

    for action, given in (
        (CERTIFICATE, {"id": "1", "attribute": "jwt.credential", "state": "absent"}),
        (REVOKE, {"client_id": "shop", "not_before": "5", "push": "never"}),
    ):
        options = {**dict.fromkeys(action.arguments), "realm": "acme", **given}
        (call,) = action.prepare(Source(Server(), options)).calls
        assert (call.method, call.path) == ("PUT", "/admin/realms/acme/clients/1")
        kept = {name: value for name, value in call.body.items() if name not in ("attributes", "notBefore")}
        assert kept == {"clientId": "shop", **more}


@pytest.mark.parametrize("given", [{"key_size": 0}, {"validity": -1}, {"key_password": " x"}, {"store_password": "x "}])
def test_keystores_that_the_server_would_not_make_as_asked(given: dict[str, Any]) -> None:
    options = {**dict.fromkeys(KEYSTORE.arguments), "store_password": "x", **given}
    with pytest.raises(InvalidInput, match=next(iter(given))):
        KEYSTORE.prepare(Source(None, options))


@pytest.mark.parametrize(
    ("given", "gone"), [({"id": "1"}, ["1"]), ({"id": "3"}, []), ({}, ["2"]), ({"which": "all"}, ["1", "2"])]
)
def test_initial_access_tokens_that_go(given: dict[str, str], gone: list[str]) -> None:
    class Server:
        def get(self, path: str, params: Any = None) -> Any:
            return [{"id": "1", "remainingCount": 1}, {"id": "2", "remainingCount": 0}]

    options = {"realm": "acme", "state": "absent", "id": None, "which": "expired", "count": 1, "remaining": 1}
    deed = INITIAL_ACCESS.prepare(Source(Server(), {**options, "expiration": 0, **given}))
    assert [call.path.rpartition("/")[2] for call in deed.calls] == gone


def test_a_client_that_is_called_as_the_realm_is() -> None:
    """Its roles would be in the place of the realm's."""
    options = {**dict.fromkeys(SCOPE_EVALUATION.arguments), "realm": "acme", "id": "1", "scope": []}
    options.update(roles_of=["realm"], include=["granted_roles"])

    class Server:
        def get(self, path: str, params: Any = None) -> Any:
            return {"id": "1", "clientId": "shop"}

    with pytest.raises(InvalidInput, match="roles_of: .*realm"):
        SCOPE_EVALUATION.read(Source(Server(), options))


def test_a_key_set_is_for_openid_connect() -> None:
    class Server:
        def get(self, path: str, params: Any = None) -> Any:
            return None if "/certificates/" in path else {"id": "1", "clientId": "wiki", "protocol": "saml"}

    keys = {"keys": [{"kty": "RSA", "use": "sig"}]}
    options = {**dict.fromkeys(CERTIFICATE.arguments), "realm": "acme", "id": "1", "attribute": "a", "jwks": keys}
    with pytest.raises(InvalidInput, match="jwks: can only be given for an OpenID Connect client"):
        CERTIFICATE.prepare(Source(Server(), options))


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ({"certificate": "AAAA", "privateKey": "x"}, ""),
        ({"certificate": "AAAA"}, "key_password: doesn't open the key"),
        ({"certificate": "BBBB", "privateKey": "x"}, "certificate: is not the one in the keystore"),
    ],
)
def test_what_the_server_found_in_a_keystore(answer: dict[str, str], says: str) -> None:
    """Else the next run would find another certificate than is given, and so on."""

    class Server:
        def get(self, path: str, params: Any = None) -> Any:
            return None if "/certificates/" in path else {"id": "1", "clientId": "shop"}

    store = {"keystore": "AAAA", "keystore_format": "BCFKS", "key_alias": "a", "store_password": "x"}
    options = {**dict.fromkeys(CERTIFICATE.arguments), "realm": "acme", "id": "1", "attribute": "a", **store}
    deed = CERTIFICATE.prepare(Source(Server(), {**options, "certificate": "AAAA"}))
    if says:
        with pytest.raises(InvalidInput, match=says):
            deed.told([answer])
    else:
        assert deed.told([answer])["end_state"] == answer
