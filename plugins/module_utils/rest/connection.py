# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How a connection is made: TLS, client certificates, proxies."""

from __future__ import annotations

import os
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

from . import environment
from .errors import InvalidInput
from .redaction import Redactor

try:
    import requests
    import requests.adapters
    import urllib3
    import urllib3.exceptions
except ImportError:
    pass


@dataclass(frozen=True)
class TransportOptions:
    """How to reach a server.

    :param timeout: seconds to wait for a connection, and for each part of an answer
    :param ca_path: file or directory of the authorities to trust; by default the environment's or the system's
    :param client_cert: PEM file of a client certificate, with its key unless ``client_key`` names it
    :param proxy: URL of a proxy; by default the environment's; ``""`` for none
    :param no_proxy: hosts reached without the proxy; the environment's list counts for the environment's proxy only
    :param retries: how often a request is sent again after a temporary failure
    :param headers: further headers of every request
    """

    timeout: float = 10
    validate_certs: bool = True
    ca_path: str | None = None
    client_cert: str | None = None
    client_key: str | None = None
    proxy: str | None = None
    http_agent: str = "Ansible"
    retries: int = 3
    headers: Mapping[str, str] = field(default_factory=dict)
    no_proxy: str | None = None

    @property
    def certificate(self) -> None | str | tuple[str, str]:
        """The client certificate as the HTTP library takes it."""
        if self.client_cert and self.client_key:
            return (self.client_cert, self.client_key)
        return self.client_cert or None


def check_numbers(options: TransportOptions) -> None:
    """Check what would fail in the middle of a request.

    :raises InvalidInput: for a time-out or a number of retries that can't be
    """
    if not options.timeout > 0:
        raise InvalidInput("connection_timeout", options.timeout, "must be more than 0 seconds")
    if options.retries < 0:
        raise InvalidInput("retries", options.retries, "must be 0 or more")


def verification(options: TransportOptions) -> str | bool:
    """Return what a server's certificate is checked against, ``False`` for nothing.

    :raises InvalidInput: if a file of the options can't be read
    """
    if options.client_key and not options.client_cert:
        raise InvalidInput("client_key", None, "needs client_cert, the certificate that it belongs to")
    _check_client(options)
    if not options.validate_certs:
        return False
    if options.ca_path:
        if not os.path.isdir(options.ca_path):
            _check_authorities(options.ca_path)
        return options.ca_path
    return environment.authorities(os.environ)


def proxies_for(url: str, options: TransportOptions, redactor: Redactor) -> dict[str, str]:
    """Return the proxies for a base URL, as the HTTP library takes them.

    :raises InvalidInput: for a proxy that isn't a URL
    """
    proxy = environment.proxy_for(url, os.environ) if options.proxy is None else options.proxy
    if not proxy or (options.no_proxy and environment.bypasses(url, options.no_proxy)):
        return {}
    proxy = proxy if "://" in proxy else "http://" + proxy
    try:
        parts = urlsplit(proxy)
        valid = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        valid = False
    if not valid:
        raise InvalidInput("proxy", None, "must be the URL of a proxy, such as http://proxy.example.org:3128")
    if parts.password:
        redactor.add(parts.password)
        redactor.add_basic(unquote(parts.username or ""), unquote(parts.password))
    return {urlsplit(url).scheme: proxy}


def open_session(options: TransportOptions) -> Any:
    """Return a session of the HTTP library that retries, follows and reads nothing of its own accord."""
    if not options.validate_certs:
        # The user said so; a warning for each request would say nothing new.
        urllib3.disable_warnings(urllib3.exceptions.InsecureRequestWarning)
    session = requests.Session()
    session.trust_env = False
    session.headers.update({"User-Agent": options.http_agent, **options.headers})
    adapter = requests.adapters.HTTPAdapter(max_retries=0, pool_connections=2, pool_maxsize=32)
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    return session


def _check_authorities(path: str) -> None:
    _content("ca_path", path)
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cafile=path)
    except ssl.SSLError:
        raise InvalidInput("ca_path", path, "must be a PEM file of certificates, or a directory of them") from None


def _check_client(options: TransportOptions) -> None:
    """Check a client certificate and its key, so that what is wrong is told by the option's name."""
    if not options.client_cert:
        return
    if b"BEGIN CERTIFICATE" not in _content("client_cert", options.client_cert):
        raise InvalidInput("client_cert", options.client_cert, "must be a PEM file of a certificate")
    option, path = ("client_key", options.client_key) if options.client_key else ("client_cert", options.client_cert)
    if b"ENCRYPTED" in _content(option, path):
        # OpenSSL would ask the terminal for the passphrase, and the task would hang.
        raise InvalidInput(option, path, "must hold a private key without a passphrase")
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_cert_chain(options.client_cert, path, password=bytes)
    except (ssl.SSLError, ValueError):
        raise InvalidInput(option, path, "must be a PEM file with the certificate's private key") from None


def _content(option: str, path: str) -> bytes:
    try:
        with open(path, "rb") as stream:
            return stream.read()
    except OSError as error:
        raise InvalidInput(option, path, f"must be a file that can be read: {error.strerror}") from None
