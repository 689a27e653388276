# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proxies by option and by environment."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.rest import errors
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.redaction import Redactor
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.transport import Transport, TransportOptions
from ansible_collections.iamops.keycloak.tests.unit.rest.loopback import Reply, serving

OK = Reply(200, {"a": 1})
VARIABLES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def get(url: str, redactor: Any = None, **options: Any) -> Any:
    sender = Transport(url, TransportOptions(timeout=5, retries=0, **options), redactor or Redactor())
    return sender.send("GET", "/x").data


@pytest.mark.parametrize("option, environ, proxied", [
    (None, {}, False),
    (None, {"HTTP_PROXY": "{proxy}"}, True),
    (None, {"http_proxy": "{proxy}", "NO_PROXY": "127.0.0.1"}, False),
    (None, {"https_proxy": "{proxy}"}, False),
    ("{proxy}", {}, True),
    ("{proxy}", {"NO_PROXY": "*"}, True),
    ("", {"HTTP_PROXY": "{proxy}"}, False),
    ("{host}", {}, True),
])
def test_which_way(option: Any, environ: dict[str, str], proxied: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(OK) as server, serving(OK) as proxy:
        shown = {"proxy": proxy.url, "host": proxy.url.partition("//")[2]}
        for name, value in environ.items():
            monkeypatch.setenv(name, value.format(**shown))
        assert get(server.url, proxy=option and option.format(**shown)) == {"a": 1}
        assert (proxy.calls, server.calls) == (([f"GET {server.url}/x"], []) if proxied else ([], ["GET /x"]))


def test_hosts_without_the_proxy() -> None:
    with serving(OK) as server, serving(OK) as proxy:
        get(server.url, proxy=proxy.url, no_proxy="127.0.0.0/8")
        assert (proxy.calls, server.calls) == ([], ["GET /x"])


def test_a_login_at_the_proxy_is_a_secret() -> None:
    redactor = Redactor()
    with serving(OK) as proxy:
        get("http://kc.example.org", redactor, proxy=proxy.url.replace("//", "//jane:hunter%2F2@"))
        value = proxy.requests[0].headers["Proxy-Authorization"]
    assert value == "Basic " + base64.b64encode(b"jane:hunter/2").decode()
    for secret in (value.partition(" ")[2], "hunter/2", "hunter%2F2"):
        assert redactor.text(secret) == "********"


@pytest.mark.parametrize("status, attempts", [(407, 1), (403, 1), (503, 4)])
def test_a_proxy_that_refuses(status: int, attempts: int) -> None:
    with serving(Reply(status)) as proxy:
        sender = Transport(
            "https://kc.example.org", TransportOptions(proxy=proxy.url), Redactor(), sleep=lambda _wait: None
        )
        with pytest.raises(errors.Unreachable, match=f"tunnel connection failed: {status}") as caught:
            sender.send("POST", "/x")
        assert caught.type is errors.Unreachable
        assert proxy.calls == ["CONNECT kc.example.org:443"] * attempts


def test_a_proxy_that_is_down() -> None:
    with serving(OK) as proxy:
        url = proxy.url
    with pytest.raises(errors.Unreachable, match="proxy: connection refused"):
        get("https://kc.example.org", proxy=url)


@pytest.mark.parametrize("proxy", ["http://", "http://[::1", "http://user:hunter2@:1", "http://host:99999"])
def test_a_wrong_proxy(proxy: str) -> None:
    with pytest.raises(errors.InvalidInput, match="proxy: must be the URL of a proxy") as caught:
        Transport("https://kc.example.org", TransportOptions(proxy=proxy), Redactor())
    assert "hunter2" not in str(caught.value)


def test_netrc_is_not_read(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login jane password hunter2\n")
    monkeypatch.setenv("NETRC", str(netrc))
    with serving(OK) as server:
        Transport(server.url, TransportOptions(), Redactor()).send("GET", "/x", headers={"Authorization": "Bearer t"})
        assert server.requests[0].headers["Authorization"] == "Bearer t"
