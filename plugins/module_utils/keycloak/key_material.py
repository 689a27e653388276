# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a task gives as a client's key: a certificate, a public key, a key set, or a keystore."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Optional

from ..engine.secrecy import PRIVATE_MEMBERS
from ..rest.errors import InvalidInput
from .keystores import bare, certificate_in

PRIVATE = "privateKey"
CERTIFICATE_PEM, PUBLIC_KEY_PEM, KEY_SET = "Certificate PEM", "Public Key PEM", "JSON Web Key Set"
SIGN = "sig"
_BASE64 = re.compile(r"[A-Za-z0-9+/]+={0,2}")
_FRAME = re.compile(r"-----BEGIN ([A-Z0-9 ]+)-----")


@dataclass(frozen=True)
class Material:
    """What is uploaded.

    :param sort: the server's name of the file's format
    :param content: the file
    :param shows: what the server shows of it afterwards
    :param fields: further fields of the form
    :param private: whether a private key is in it that the server is to keep
    """

    sort: str
    content: bytes
    shows: Mapping[str, Any]
    fields: Mapping[str, str]
    private: bool = False

    @property
    def form(self) -> dict[str, Any]:
        """Return the form that is sent; its file comes last."""
        return {"keystoreFormat": self.sort, **self.fields, "file": ("key", self.content)}

    def is_there(self, now: Mapping[str, Any]) -> bool:
        """Return whether this is what the server has."""
        if self.private and not now.get(PRIVATE):
            return False
        if self.sort == KEY_SET:
            return _same_keys(self.shows, now)
        return all(bare(str(now.get(name) or "")) == value for name, value in self.shows.items())


def _same_keys(given: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Compare key sets; an older server shows nothing of one but the first key to sign with, and takes no other."""
    if now.get("jwks"):
        return key_set(now["jwks"]) == given["jwks"]
    first = next(one for one in given["jwks"]["keys"] if one.get("use") == SIGN)
    return bool(now.get("publicKey")) and now.get("kid") == first.get("kid")


def key_set(text: str) -> Any:
    """Return a key set that a server shows as a text, None where it is none."""
    try:
        return json.loads(text)
    except ValueError:
        return None


def material(options: Mapping[str, Any]) -> Optional[Material]:
    """Return what the options give, None where they give nothing.

    :raises InvalidInput: where it can't be what it should be
    """
    if options["keystore"]:
        return _of_keystore(options)
    if options["certificate"]:
        return _of_pem(options["certificate"], "certificate", "CERTIFICATE", CERTIFICATE_PEM)
    if options["public_key"]:
        return _of_pem(options["public_key"], "public_key", "PUBLIC KEY", PUBLIC_KEY_PEM)
    return _of_key_set(options["jwks"]) if options["jwks"] is not None else None


def _of_pem(text: str, option: str, frame: str, sort: str) -> Material:
    frames, inner = _FRAME.findall(text), bare(text)
    if any(name != frame for name in frames) or len(frames) > 1 or not _BASE64.fullmatch(inner):
        raise InvalidInput(option, None, f"must be one PEM text that begins with -----BEGIN {frame}-----")
    lines = [inner[at : at + 64] for at in range(0, len(inner), 64)]
    whole = "\n".join([f"-----BEGIN {frame}-----", *lines, f"-----END {frame}-----", ""])
    name = "certificate" if sort == CERTIFICATE_PEM else "publicKey"
    return Material(sort, whole.encode("ascii"), {name: inner}, {})


def _of_key_set(given: Any) -> Material:
    keys = given.get("keys") if isinstance(given, Mapping) else None
    if not isinstance(keys, list) or not keys or not all(isinstance(one, Mapping) and one.get("kty") for one in keys):
        raise InvalidInput("jwks", None, "must have keys, a list of JSON Web Keys that each say their kty")
    if any(PRIVATE_MEMBERS & set(one) for one in keys):
        raise InvalidInput("jwks", None, "must have public keys alone, there is a private or secret one in it")
    if not any(one.get("use") == SIGN for one in keys):
        # the server looks for one, and refuses a set without it, in words that tell nothing
        raise InvalidInput("jwks", None, f"must have a key whose use is {SIGN}")
    return Material(KEY_SET, json.dumps(given).encode("utf-8"), {"jwks": given}, {})


def _of_keystore(options: Mapping[str, Any]) -> Material:
    for name in ("key_alias", "store_password"):
        if not options[name]:
            raise InvalidInput(name, None, "is needed with keystore")
    try:
        content = base64.b64decode("".join(options["keystore"].split()), validate=True)
    except (binascii.Error, ValueError):
        raise InvalidInput("keystore", None, "must be a keystore's bytes as base64") from None
    sort, alias, password = options["keystore_format"], options["key_alias"], options["store_password"]
    given = options["certificate"]
    if given:
        shown: Optional[str] = str(_of_pem(given, "certificate", "CERTIFICATE", CERTIFICATE_PEM).shows["certificate"])
    else:
        shown = certificate_in(content, sort, alias, password)
    if not shown:
        raise InvalidInput("certificate", None, f"is needed beside a {sort} keystore: only the server can read that")
    if options["only_certificate"]:
        # of some keystores the server would take the private key, too, whatever it is asked for (26.7.2)
        return _of_pem(shown, "certificate", "CERTIFICATE", CERTIFICATE_PEM)
    fields = {"keyAlias": alias, "storePassword": password, "keyPassword": options["key_password"] or password}
    return Material(sort, content, {"certificate": shown}, fields, True)
