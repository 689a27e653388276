# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the HTTP library's exceptions mean: was the request sent, is it worth trying again, and why did it fail.

Nothing of the exceptions themselves is kept: their texts may hold URLs and headers.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass

try:
    import requests.exceptions as requests_errors
    import urllib3.exceptions as urllib3_errors

    TROUBLE: tuple[type[BaseException], ...] = (
        requests_errors.RequestException, urllib3_errors.HTTPError, OSError,
    )
except ImportError:
    TROUBLE = (OSError,)


_UNTRUSTED = "the server's TLS certificate isn't trusted"


@dataclass(frozen=True)
class Trouble:
    """A request that got no answer.

    :param reason: why, in words
    :param sent: whether the server may have received the request
    :param temporary: whether trying again may help
    :param hint: what to look at
    """

    reason: str
    sent: bool
    temporary: bool = True
    hint: str = ""


def explain(error: BaseException, timeout: float) -> Trouble:
    """Return what an exception of :data:`TROUBLE` means for the request that raised it."""
    chain = list(_chain(error))
    for found in chain:
        if isinstance(found, ssl.SSLError):
            return _tls(found)
        if type(found).__name__ == "CertificateError":  # of urllib3 1.26
            return Trouble(f"{_UNTRUSTED}: it is for another name or IP address", sent=False, temporary=False)
    if isinstance(error, requests_errors.InvalidSchema) and "SOCKS" in str(error):
        return Trouble("a SOCKS proxy needs the Python library PySocks", sent=False, temporary=False)
    if isinstance(error, requests_errors.SSLError):
        return Trouble("the TLS connection failed", sent=False, temporary=False)
    if isinstance(error, ValueError):
        return Trouble("the request can't be made from this URL, proxy or header", sent=False, temporary=False)
    prefix = "proxy: " if isinstance(error, requests_errors.ProxyError) else ""
    sent = not _before_sending(error, chain)
    if any(_timed_out(found) for found in chain):
        what = "no answer" if sent else "no connection"
        return Trouble(f"{prefix}{what} within {timeout:g} seconds", sent, hint="connection_timeout can be raised")
    return Trouble(prefix + _words(chain, sent), sent, temporary=not _refused_by_proxy(chain))


def _timed_out(error: BaseException) -> bool:
    # A refused connection is a kind of ConnectTimeoutError in urllib3.
    if isinstance(error, urllib3_errors.NewConnectionError):
        return False
    return isinstance(error, (requests_errors.Timeout, urllib3_errors.TimeoutError, socket.timeout))


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an exception and all that it was made from."""
    seen: set[int] = set()
    queue: list[object] = [error]
    while queue:
        item = queue.pop(0)
        if not isinstance(item, BaseException) or id(item) in seen:
            continue
        seen.add(id(item))
        yield item
        queue += [*item.args, getattr(item, "reason", None), item.__cause__, item.__context__]


def _before_sending(error: BaseException, chain: list[BaseException]) -> bool:
    """Return whether the connection was never made, so that the server can't have seen the request."""
    if isinstance(error, (requests_errors.ConnectTimeout, requests_errors.ProxyError)):
        return True
    early = (urllib3_errors.NewConnectionError, urllib3_errors.ConnectTimeoutError, urllib3_errors.LocationValueError)
    return any(isinstance(found, early) for found in chain)


def _refused_by_proxy(chain: list[BaseException]) -> bool:
    """Return whether a proxy answered the CONNECT with a refusal, which won't change by trying again."""
    return any("Tunnel connection failed: 4" in str(found) for found in chain if isinstance(found, OSError))


def _tls(error: ssl.SSLError) -> Trouble:
    if isinstance(error, ssl.SSLCertVerificationError):
        words = getattr(error, "verify_message", "") or "certificate verify failed"
        hint = "ca_path names the authorities to trust"
        return Trouble(f"{_UNTRUSTED}: {words}", sent=False, temporary=False, hint=hint)
    if isinstance(error, (ssl.SSLEOFError, ssl.SSLZeroReturnError)):
        return Trouble("the TLS connection was closed", sent=True, hint="is it an https:// server?")
    reason = (error.reason or "").replace("_", " ").lower() or "the handshake failed"
    hint = "is it an http:// server?" if "wrong version" in reason or "record layer" in reason else ""
    return Trouble(f"TLS: {reason}", sent=False, temporary=False, hint=hint)


def _words(chain: list[BaseException], sent: bool) -> str:
    for found in reversed(chain):
        if isinstance(found, socket.gaierror):
            return f"the host name isn't known ({found.strerror})"
    for found in reversed(chain):
        if isinstance(found, OSError) and found.strerror:
            return found.strerror[:1].lower() + found.strerror[1:]
    for found in chain:
        if isinstance(found, OSError) and str(found).startswith("Tunnel connection failed"):
            return str(found)[:1].lower() + str(found)[1:]
    return "the connection was closed before the whole answer came" if sent else "no connection"
