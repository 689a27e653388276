# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The official SDK drives the tests' own server through all seven operations; its models refuse what we refuse."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from typing import Any

import jwt
import pytest
import requests
from ansible_collections.iamops.keycloak.plugins.module_utils.authress import login
from ansible_collections.iamops.keycloak.tests.integration.harness.authress import Authress
from ansible_collections.iamops.keycloak.tests.servers import authress as server
from authress.authress_client import AuthressClient
from authress.exceptions import NotFoundException
from authress.models.client import Client
from authress.models.client_access_key import ClientAccessKey
from authress.models.client_collection import ClientCollection
from authress.utils.service_client_token_provider import ServiceClientTokenProvider

from .conftest import fits

BAD: list[dict[str, Any]] = [
    {"name": "n" * 129},
    {"options": {"grantTokenGeneration": "yes"}},
    {"rateLimits": [{"duration": "PT2M", "quota": 100}]},
    {"rateLimits": [{"duration": "PT5M", "quota": 10000}]},
    {"rateLimits": [{"duration": "PT5M", "quota": 100}] * 2},
    {"tags": {"number": 1}},
    {"tags": {"long": "n" * 129}},
]


@pytest.fixture
def sdk(tidy: Authress) -> Any:
    """The SDK's service clients API, logged in with the access key."""
    return AuthressClient(tidy.server.url, tidy.server.access_key).service_clients


def test_the_sdk_drives_all_seven_operations(tidy: Authress, sdk: Any) -> None:
    made = sdk.create_client(Client.parse_obj({"name": "from the SDK", "tags": {"a": "b"}}))
    assert made.client_id and made.name == "from the SDK"
    changed = sdk.update_client(made.client_id, Client.parse_obj({"name": "another", "options": None}))
    assert (changed.client_id, changed.name, changed.options.grant_token_generation) == (
        made.client_id,
        "another",
        False,
    )
    key = sdk.request_access_key(made.client_id)
    assert key.access_key.startswith(f"{made.client_id}.{key.key_id}.") and key.client_secret
    assert [one.key_id for one in sdk.get_client(made.client_id).verification_keys] == [key.key_id]
    assert sdk.delete_access_key(made.client_id, key.key_id) is None
    assert sdk.get_client(made.client_id).verification_keys == []
    assert sdk.delete_client(made.client_id) is None
    with pytest.raises(NotFoundException):
        sdk.get_client(made.client_id)


def test_what_the_server_answers_is_what_the_sdks_models_take(tidy: Authress) -> None:
    token = login.Session(login.Login(tidy.server.url, tidy.server.access_key)).token()
    asked = {"Authorization": f"Bearer {token}", "Accept": server.MEDIA_TYPE}

    def answer(method: str, path: str, body: Any = None) -> tuple[int, Any]:
        said = requests.request(method, tidy.server.url + path, json=body, headers=asked, timeout=10)
        return said.status_code, said.json() if said.content else None

    def taken(model: Any, data: Any) -> None:
        model.parse_obj(data)
        assert set(data) <= {field.alias for field in model.__fields__.values()}, data

    whole = {"name": "n", "tags": {"a": "b"}, "rateLimits": [{"duration": "PT5M", "quota": 100}]}
    status, made = answer("POST", "/v1/clients", whole)
    path = f"/v1/clients/{made['clientId']}"
    answers = {"POST": (status, made), "PUT": answer("PUT", path, {"name": "m"})}
    key_status, key = answer("POST", f"{path}/access-keys")
    answers["GET"] = answer("GET", path)
    for method, (status, data) in answers.items():
        assert status == (201 if method == "POST" else 200)
        taken(Client, data)
    assert key_status == 201 and answers["GET"][1]["verificationKeys"]
    for one in (key, *answers["GET"][1]["verificationKeys"]):
        taken(ClientAccessKey, one)
    status, page = answer("GET", "/v1/clients?limit=1")
    assert status == 200 and page["pagination"]["next"]["cursor"]
    taken(ClientCollection, page)
    assert answer("DELETE", f"{path}/access-keys/{key['keyId']}") == (204, None)
    assert answer("DELETE", path) == (204, None)


def test_the_sdk_reads_page_after_page(tidy: Authress, sdk: Any) -> None:
    for number in range(30):
        tidy.server.account.make({"name": f"page-{number}"})
    first = sdk.get_clients()
    second = sdk.get_clients(cursor=first.pagination.next.cursor)
    assert (len(first.clients), len(second.clients)) == (20, len(tidy.server.account.clients) - 20)
    assert second.pagination.next is None


@contextlib.contextmanager
def key_of(tidy: Authress, former: bool) -> Iterator[tuple[str, Any]]:
    """A service client's access key and its public half."""
    made = tidy.server.account.make_key(tidy.server.account.make({"name": "signs"}), former)
    yield made["accessKey"], tidy.server.account.public[made["keyId"]]


@pytest.mark.parametrize("former", [False, True], ids=["EdDSA", "RS256"])
@pytest.mark.parametrize(
    "url", ["https://login.example.com", "https://login.example.com/", "https://acc_proof.api.authress.io", ""]
)
def test_a_token_is_verified_and_says_what_the_sdks_says(tidy: Authress, former: bool, url: str) -> None:
    with key_of(tidy, former) as (access_key, public):
        ours = login.Session(login.Login(url, access_key)).token()
        # with a slash at its end, the SDK says another issuer
        theirs = ServiceClientTokenProvider(access_key, url.rstrip("/")).get_client_token()
    algorithm = "RS256" if former else "EdDSA"
    told, expected = (
        jwt.decode(token, public, algorithms=[algorithm], audience=server.AUDIENCE) for token in (ours, theirs)
    )
    assert jwt.get_unverified_header(ours) == jwt.get_unverified_header(theirs)
    assert told["exp"] - told["iat"] == 86400
    assert abs(told["iat"] - time.time()) < 60
    # the SDK for JavaScript says it so, that for Python otherwise
    assert (told.pop("scope"), expected.pop("scopes")) == ("openid", "openId")
    for moment in ("iat", "exp"):
        del told[moment], expected[moment]
    assert told == expected


@pytest.mark.parametrize("body", BAD, ids=str)
def test_what_the_sdks_models_refuse_the_server_refuses(body: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        fits(body)
    with pytest.raises(server.Refused):
        server.check(body)


def test_what_neither_knows_is_refused() -> None:
    for body in ({"nosuch": 1}, {"clientId": "sc_1"}, {"options": {"nosuch": True}}):
        with pytest.raises(AssertionError):
            fits(body)
        with pytest.raises(server.Refused):
            server.check(body)
