# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proxies and authorities from the environment."""

from __future__ import annotations

import ssl
from pathlib import Path
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.environment import authorities, bypasses, proxy_for

PROXY = "http://proxy:3128"


@pytest.mark.parametrize("url, environ, proxy", [
    ("https://kc.example.org", {}, None),
    ("https://kc.example.org", {"HTTPS_PROXY": PROXY}, PROXY),
    ("https://kc.example.org", {"https_proxy": PROXY, "HTTPS_PROXY": "http://other"}, PROXY),
    ("https://kc.example.org", {"HTTP_PROXY": PROXY}, None),
    ("http://kc.example.org", {"HTTP_PROXY": PROXY}, PROXY),
    ("http://kc.example.org", {"ALL_PROXY": PROXY}, PROXY),
    ("http://kc.example.org", {"http_proxy": PROXY, "no_proxy": "example.org"}, None),
    ("http://kc.example.org", {"http_proxy": PROXY, "NO_PROXY": "other.org"}, PROXY),
])
def test_proxy(url: str, environ: dict[str, str], proxy: Any) -> None:
    assert proxy_for(url, environ) == proxy


@pytest.mark.parametrize("url, no_proxy, exempt", [
    ("http://kc.example.org", "", False),
    ("http://kc.example.org", "*", True),
    ("http://kc.example.org", "example.org", True),
    ("http://kc.example.org", ".example.org", True),
    ("http://kc.example.org", "*.example.org", True),
    ("http://kc.example.org", "KC.EXAMPLE.ORG", True),
    ("http://example.org", ".example.org", True),
    ("http://badexample.org", "example.org", False),
    ("http://kc.example.org:8080", "kc.example.org:8080", True),
    ("http://kc.example.org:8080", "kc.example.org:9090", False),
    ("https://kc.example.org", "kc.example.org:443", True),
    ("http://a.org", "b.org, a.org", True),
    ("http://a.org", "b.org a.org", True),
    ("http://10.1.2.3", "10.0.0.0/8", True),
    ("http://10.1.2.3", "10.1.2.3", True),
    ("http://10.1.2.3:8080", "10.1.2.3:8080", True),
    ("http://11.1.2.3", "10.0.0.0/8", False),
    ("http://110.1.2.3", "10.1.2.3", False),
    ("http://[::1]:8080", "::1", True),
    ("http://[fd00::5]", "fd00::/8", True),
    ("http://localhost", "localhost,127.0.0.1", True),
])
def test_no_proxy(url: str, no_proxy: str, exempt: bool) -> None:
    assert bypasses(url, no_proxy) is exempt


@pytest.mark.parametrize("names, first", [
    (["REQUESTS_CA_BUNDLE", "SSL_CERT_FILE"], "REQUESTS_CA_BUNDLE"),
    (["CURL_CA_BUNDLE", "SSL_CERT_FILE"], "CURL_CA_BUNDLE"),
    (["SSL_CERT_FILE", "SSL_CERT_DIR"], "SSL_CERT_FILE"),
    (["SSL_CERT_DIR"], "SSL_CERT_DIR"),
])
def test_authorities_of_the_environment(names: list[str], first: str, tmp_path: Path) -> None:
    environ = {}
    for name in names:
        path = tmp_path / name
        path.write_text("x")
        environ[name] = str(path)
    assert authorities(environ) == environ[first]


def paths(cafile: Any, capath: Any) -> ssl.DefaultVerifyPaths:
    return ssl.DefaultVerifyPaths(cafile, capath, "", "", "", "")


def test_authorities_of_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = tmp_path / "cert.pem"
    store.write_text("x")
    empty = tmp_path / "empty"
    empty.mkdir()
    for found, expected in [
        (paths(str(store), None), str(store)),
        (paths(None, str(tmp_path)), str(tmp_path)),
        (paths(str(tmp_path / "none"), str(empty)), True),
        (paths(None, None), True),
    ]:
        monkeypatch.setattr(ssl, "get_default_verify_paths", lambda found=found: found)
        assert authorities({"SSL_CERT_FILE": str(tmp_path / "missing")}) == expected
