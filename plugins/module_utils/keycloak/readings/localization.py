# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is read of a realm's own texts: the locales that have some, the texts of one, or one text."""

from __future__ import annotations

from typing import Any

from ...engine.reading import Reading, Source, argument
from ...rest.errors import InvalidInput
from ..kinds.localization import LOCALE, LOCALES, NO_SEGMENT, TEXT
from .realms import REALM_OPTION


def _texts(source: Source) -> dict[str, Any]:
    """Return the locales, or what is in one: ``GET .../localization[/{locale}[/{key}]]``."""
    realm, locale, key = (source.options[name] for name in ("realm", "locale", "key"))
    fallback = {"useRealmDefaultLocaleFallback": "true"} if source.options["fallback"] else None
    if key is None:
        locales = sorted(source.get(LOCALES) or [])
        if locale is None:
            return {"locales": locales, "msg": f"{len(locales)} locales of realm {realm} have texts of its own"}
        texts = source.get(LOCALE, fallback) or {}
        return {"locales": locales, "texts": texts, "msg": f"{len(texts)} texts of locale {locale} in realm {realm}"}
    if key in NO_SEGMENT:
        raise InvalidInput("key", key, "can't be read alone")
    if fallback:
        # the path of one text knows no fallback
        text = (source.get(LOCALE, fallback) or {}).get(key)
    else:
        text = source.get(TEXT, accept="text/plain", text=key)
    told = "has no text of its own" if text is None else "has been read"
    return {"text": text, "exists": text is not None, "msg": f"{key!r} of locale {locale} in realm {realm} {told}"}


LOCALIZATION = Reading(
    {**REALM_OPTION, "locale": argument(), "key": argument(), "fallback": argument("bool", default=False)}, _texts
)
