# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is read of a client's keys and certificates."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

from ...engine.reading import Reading, Source, argument
from .clients import CLIENT, CLIENT_OPTIONS, SHOW_SECRETS, asked_for, client_of

KEYS = CLIENT + "/certificates/{attribute}"


def keys_of(source: Source, client: Mapping[str, Any], attribute: str = "") -> dict[str, Any]:
    """Return what a client has for one use, ``{}`` for nothing: ``GET .../certificates/{attr}``."""
    return source.get(KEYS, id=str(client["id"]), attribute=attribute or str(source.options["attribute"])) or {}


def encoded(answer: Any) -> str:
    """Return a file as base64."""
    content = answer.encode("utf-8") if isinstance(answer, str) else answer
    return base64.b64encode(content or b"").decode("ascii")


def _certificates(source: Source) -> dict[str, Any]:
    """Return what a client has for each use: ``GET .../certificates/{attr}``."""
    client = client_of(source)
    found = {use: asked_for(source, keys_of(source, client, use)) for use in source.options["attributes"]}
    there = sum(bool(keys) for keys in found.values())
    return {"certificates": found, "msg": f"{there} of {len(found)} keys are there"}


CERTIFICATES = Reading(
    {**CLIENT_OPTIONS, "attributes": argument("list", elements="str", default=["jwt.credential"]), **SHOW_SECRETS},
    _certificates,
    shows_secrets=True,
)
