# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a connection takes from the process's environment: proxies and certificate authorities.

The HTTP library would read them as well, but with rules that hurt: ``REQUESTS_CA_BUNDLE`` would override an explicit
``validate_certs: false``, and on macOS its proxy look-up kills forked workers. So it is told to look at nothing.
"""

from __future__ import annotations

import ipaddress
import os
import ssl
from collections.abc import Mapping
from urllib.parse import urlsplit


def proxy_for(url: str, environ: Mapping[str, str]) -> str | None:
    """Return the proxy URL that the environment names for a URL, or ``None``.

    ``https_proxy``, ``http_proxy``, ``all_proxy`` and ``no_proxy`` are read in small letters first, then in capitals.
    """
    scheme = urlsplit(url).scheme
    proxy = _either(environ, f"{scheme}_proxy") or _either(environ, "all_proxy")
    if not proxy or bypasses(url, _either(environ, "no_proxy") or ""):
        return None
    return proxy


def bypasses(url: str, no_proxy: str) -> bool:
    """Return whether a ``NO_PROXY`` list exempts a URL.

    :param no_proxy: comma-separated hosts, domains (with or without a leading dot), ``host:port`` pairs, IP addresses,
        networks such as ``10.0.0.0/8``, or ``*``
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".").lower()
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return any(_exempts(entry, host, port) for entry in no_proxy.lower().replace(" ", ",").split(",") if entry)


def authorities(environ: Mapping[str, str]) -> str | bool:
    """Return the certificate authorities to trust where no option names them.

    That is the file or directory of ``REQUESTS_CA_BUNDLE``, ``CURL_CA_BUNDLE``, ``SSL_CERT_FILE`` or ``SSL_CERT_DIR``,
    else the system's store, so that an authority installed there is trusted, else ``True``: those that come with the
    HTTP library.
    """
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR"):
        value = environ.get(name)
        if value and os.path.exists(value):
            return value
    paths = ssl.get_default_verify_paths()
    if paths.cafile and os.path.isfile(paths.cafile):
        return paths.cafile
    if paths.capath and os.path.isdir(paths.capath) and os.listdir(paths.capath):
        return paths.capath
    return True


def _either(environ: Mapping[str, str], name: str) -> str:
    return environ.get(name) or environ.get(name.upper()) or ""


def _exempts(entry: str, host: str, port: int) -> bool:
    if entry == "*":
        return True
    address = _address(host)
    if address is not None:
        try:
            return address in ipaddress.ip_network(entry.strip("[]"), strict=False)
        except ValueError:
            pass
    name, colon, given_port = entry.rpartition(":")
    if colon and given_port.isdigit():
        if int(given_port) != port:
            return False
        entry = name
    entry = entry.strip("[]").lstrip("*").lstrip(".")
    return bool(entry) and (host == entry or (address is None and host.endswith("." + entry)))


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
