# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A real server behind TLS with a private authority, which asks for client certificates."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.auth import Login
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.client import KeycloakClient
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.logout import end_sessions
from ansible_collections.iamops.keycloak.plugins.module_utils.rest import errors
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.redaction import Redactor
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.tokens import FileStore
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.transport import Transport, TransportOptions
from ansible_collections.iamops.keycloak.tests.integration.login.conftest import USER, Realm
from ansible_collections.iamops.keycloak.tests.integration.login.terminator import terminating
from ansible_collections.iamops.keycloak.tests.unit.rest.certificates import Authority, server_context


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def door(realm: Realm, authority: Authority) -> Iterator[str]:
    """The URL of a terminator that accepts nobody without a certificate."""
    with terminating(realm.url, server_context(authority.issue("server"), authority)) as url:
        yield url


def connect(realm: Realm, url: str, store: Any, **options: Any) -> KeycloakClient:
    transport = Transport(url, TransportOptions(retries=0, **options), Redactor())
    login = Login(url, realm=realm.name, username=USER, password=realm.password)
    return KeycloakClient(transport, transport, login, store)


def test_the_whole_way(realm: Realm, authority: Authority, door: str, tmp_path: Path) -> None:
    pair = authority.issue("robot", host=None)
    options = {"client_cert": str(pair.certificate), "client_key": str(pair.key), "ca_path": str(authority.file)}
    store = FileStore(str(tmp_path))
    for _task in range(2):
        client = connect(realm, door, store, **options)
        assert client.get_required(realm.path)["realm"] == realm.name
        client.close()
    assert realm.sessions() == 1
    assert end_sessions(store) == (1, [])
    assert realm.sessions() == 0


@pytest.mark.parametrize("leave_out, words", [
    ("ca_path", "certificate isn't trusted"), ("client_cert", "TLS|connection"),
])
def test_half_of_it(
    realm: Realm, authority: Authority, door: str, tmp_path: Path, leave_out: str, words: str
) -> None:
    both = str(authority.issue("robot", host=None).both)
    options = {"client_cert": both, "ca_path": str(authority.file)}
    del options[leave_out]
    with pytest.raises(errors.Unreachable, match=words) as caught:
        connect(realm, door, FileStore(str(tmp_path)), **options).get(realm.path)
    assert realm.password not in str(caught.value)
