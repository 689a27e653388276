# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""TLS: a private authority, client certificates, and what the environment may not do."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.rest import errors
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.redaction import Redactor
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.transport import Transport, TransportOptions
from ansible_collections.iamops.keycloak.tests.unit.rest.certificates import Authority, Pair, server_context
from ansible_collections.iamops.keycloak.tests.unit.rest.loopback import Loopback, Reply, serving
from cryptography.hazmat.primitives import serialization

OK = Reply(200, {"a": 1})
VARIABLES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR")


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("stranger"), "Stranger")


@pytest.fixture(scope="module")
def pair(authority: Authority) -> Pair:
    return authority.issue("server")


def get(server: Loopback, **options: Any) -> Any:
    sender = Transport(server.url, TransportOptions(timeout=5, retries=0, **options), Redactor())
    try:
        return sender.send("GET", "/thing").data
    finally:
        sender.close()


def test_a_private_authority_by_option(authority: Authority, pair: Pair) -> None:
    with serving(OK, tls=server_context(pair)) as server:
        assert get(server, ca_path=str(authority.file)) == {"a": 1}


@pytest.mark.parametrize("variable", VARIABLES[:3])
def test_a_private_authority_by_environment(
    authority: Authority, pair: Pair, variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, str(authority.file))
    with serving(OK, tls=server_context(pair)) as server:
        assert get(server) == {"a": 1}


def test_an_unknown_authority_is_refused_at_once(authority: Authority, stranger: Authority, pair: Pair) -> None:
    with serving(OK, tls=server_context(pair)) as server:
        for options in ({}, {"ca_path": str(stranger.file)}):
            with pytest.raises(errors.Unreachable, match="certificate isn't trusted.*ca_path names") as caught:
                get(server, **options)
            assert caught.type is errors.Unreachable
        assert server.requests == []


def test_another_host_is_refused(authority: Authority) -> None:
    other = authority.issue("other", host="kc.example.org")
    with serving(OK, tls=server_context(other)) as server, pytest.raises(errors.Unreachable, match="isn't trusted.*IP"):
        get(server, ca_path=str(authority.file))


@pytest.mark.parametrize("variable", [None, *VARIABLES])
def test_no_validation_is_not_overridden_by_the_environment(
    stranger: Authority, pair: Pair, variable: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    if variable:
        monkeypatch.setenv(variable, str(stranger.file))
    with serving(OK, tls=server_context(pair)) as server, warnings.catch_warnings():
        warnings.simplefilter("error")
        assert get(server, validate_certs=False) == {"a": 1}


def test_the_option_wins_over_the_environment(
    authority: Authority, stranger: Authority, pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(stranger.file))
    with serving(OK, tls=server_context(pair)) as server:
        assert get(server, ca_path=str(authority.file)) == {"a": 1}


def test_a_client_certificate(authority: Authority, pair: Pair) -> None:
    client = authority.issue("client", host=None)
    with serving(OK, tls=server_context(pair, authority)) as server:
        ca_path = str(authority.file)
        two_files = {"client_cert": str(client.certificate), "client_key": str(client.key)}
        assert get(server, ca_path=ca_path, **two_files) == {"a": 1}
        assert get(server, ca_path=ca_path, client_cert=str(client.both)) == {"a": 1}


def test_a_missing_client_certificate(authority: Authority, pair: Pair) -> None:
    with serving(OK, tls=server_context(pair, authority)) as server:
        with pytest.raises(errors.Unreachable) as caught:
            get(server, ca_path=str(authority.file))
        assert server.requests == []
    assert "TLS" in caught.value.reason or "connection" in caught.value.reason


def test_https_to_an_http_server() -> None:
    with serving(OK) as server:
        server.scheme = "https"
        with pytest.raises(errors.Unreachable, match="is it an http:// server"):
            get(server)


def test_files_are_checked_before_anything_is_sent(authority: Authority, tmp_path: Path) -> None:
    client = authority.issue("encrypted", host=None)
    key = serialization.load_pem_private_key(client.key.read_bytes(), None)
    locked = tmp_path / "locked.key"
    locked.write_bytes(key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.BestAvailableEncryption(b"x")
    ))
    rubbish = tmp_path / "rubbish.pem"
    rubbish.write_text("no certificate")
    nowhere = str(tmp_path / "nowhere")
    for options, option in (
        ({"ca_path": nowhere}, "ca_path"),
        ({"ca_path": str(rubbish)}, "ca_path"),
        ({"client_cert": nowhere}, "client_cert"),
        ({"client_cert": str(rubbish)}, "client_cert"),
        ({"client_cert": str(client.certificate)}, "client_cert"),
        ({"client_cert": str(client.certificate), "client_key": nowhere}, "client_key"),
        ({"client_cert": str(client.certificate), "client_key": str(rubbish)}, "client_key"),
        ({"client_cert": str(client.certificate), "client_key": str(locked)}, "client_key"),
        ({"client_key": str(client.key)}, "client_key"),
    ):
        with pytest.raises(errors.InvalidInput) as caught:
            Transport("https://127.0.0.1:1", TransportOptions(**options), Redactor())
        assert caught.value.option == option, options
