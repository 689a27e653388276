# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is read of an identity provider, and what could become of a description of one."""

from __future__ import annotations

import os
from typing import Any

from ...engine.facets import Facet, gather, include
from ...engine.reading import Reading, Source, argument
from ...rest.errors import BadRequest, InvalidInput, MissingReference
from ..kinds.identity_providers import MAPPERS, PROVIDER
from ..kinds.references import REALM
from .realms import REALM_OPTION

IMPORT = f"{REALM}/identity-provider/import-config"
CERTIFICATE = f"{REALM}/identity-provider/upload-certificate"
FORMATS = {"pem": "Certificate PEM", "public_key": "Public Key PEM", "jwks": "JSON Web Key Set"}
SORT = f"{REALM}/identity-provider/providers/{{provider_id}}"
FACETS = {
    "provider": Facet(PROVIDER),
    "mappers": Facet(MAPPERS, many=True),
    "mapper_types": Facet(PROVIDER + "/mapper-types"),
    "export": Facet(PROVIDER + "/export"),
    "factory": Facet(SORT),
    "import_config": Facet(IMPORT),
    "certificate": Facet(CERTIFICATE),
}
OF_ONE = ("provider", "mappers", "mapper_types", "export")


def _identity_provider(source: Source) -> dict[str, Any]:
    """Return what is asked for.

    ``GET .../instances/{alias}``, ``/mappers``, ``/mapper-types``, ``/export``, ``GET .../providers/{provider_id}``,
    ``POST .../import-config``, ``POST .../upload-certificate``

    :raises InvalidInput: where an option that says of what is missing
    :raises MissingReference: where there is no such identity provider
    """
    names, options = source.options["include"], source.options
    _see_what_is_needed(names, options)
    found: dict[str, Any] = {}
    of_one = [name for name in names if name in OF_ONE]
    if of_one and _is_there(source):
        found.update(gather(source, FACETS, [name for name in of_one if name != "export"]))
        if "export" in of_one:
            found["export"] = _export(source)
    if "factory" in names:
        found["factory"] = _factory(source)
    if "import_config" in names:
        found["import_config"] = _imported(source)
    if "certificate" in names:
        found["certificate"] = _certificate(source)
    nothing: dict[str, Any] = {name: [] if FACETS[name].many else None for name in names}
    return {**nothing, **found, "msg": f"{', '.join(names)} read in realm {options['realm']}"}


def _see_what_is_needed(names: list[str], options: Any) -> None:
    for name in names:
        if name in OF_ONE and not options["alias"]:
            raise InvalidInput("alias", None, f"is needed where include has {name}")
        if name in ("factory", "import_config") and not options["provider_id"]:
            raise InvalidInput("provider_id", None, f"is needed where include has {name}")
    given = [name for name in ("from_url", "from_file") if options[name]]
    if "import_config" in names and len(given) != 1:
        raise InvalidInput("from_url", None, "or from_file is needed where include has import_config")
    if given and "import_config" not in names:
        raise InvalidInput(given[0], None, "is only for import_config in include")
    if bool(options["certificate_file"]) != ("certificate" in names):
        raise InvalidInput("certificate_file", None, "and certificate in include need each other")


def _is_there(source: Source) -> bool:
    alias, realm = source.options["alias"], source.options["realm"]
    if source.get(PROVIDER) is not None:
        return True
    if source.anticipation.expects("identity_provider", alias):
        return False
    raise MissingReference("alias", None, f"there is no identity provider {alias!r} in realm {realm!r}")


def _export(source: Source) -> Any:
    """Return what the other side is configured with, SAML metadata; None for a provider that has none (26.7.2: 204)."""
    text = source.get(PROVIDER + "/export", accept="application/xml")
    text = text.decode("utf-8") if isinstance(text, bytes) else text
    return text or None


def _factory(source: Source) -> Any:
    provider = source.options["provider_id"]
    try:
        factory = source.get(SORT)
    except BadRequest:
        # what is unknown is a bad request (26.7.2)
        factory = None
    if factory is None:
        raise MissingReference("provider_id", None, f"this server has no identity provider of type {provider!r}")
    return factory


def _imported(source: Source) -> Any:
    """Return the config that the server makes of a description; it changes nothing."""
    options = source.options
    if options["from_url"]:
        return source.ask(IMPORT, {"providerId": options["provider_id"], "fromUrl": options["from_url"]})
    return source.ask(
        IMPORT, {"providerId": options["provider_id"], "file": _file(source, "from_file")}, content="multipart"
    )


def _certificate(source: Source) -> Any:
    """Return what the server finds in a file, as the config of an identity provider has it; not in 26.4."""
    form = {"keystoreFormat": FORMATS[source.options["certificate_format"]], "file": _file(source, "certificate_file")}
    return source.ask(CERTIFICATE, form, content="multipart")


def _file(source: Source, option: str) -> tuple[str, bytes]:
    """Return a file's name and what is in it.

    :raises InvalidInput: where it can't be read
    """
    path = os.path.expanduser(source.options[option])
    try:
        with open(path, "rb") as file:
            return os.path.basename(path), file.read()
    except OSError as error:
        raise InvalidInput(option, source.options[option], f"can't be read: {error.strerror}") from None


IDENTITY_PROVIDER_INFO = Reading(
    {
        **REALM_OPTION,
        "include": include(FACETS, default=["provider", "mappers"]),
        "alias": argument(),
        "provider_id": argument(aliases=["providerId"]),
        "from_url": argument(aliases=["fromUrl"]),
        "from_file": argument("path"),
        "certificate_file": argument("path"),
        "certificate_format": argument(choices=list(FORMATS), default="pem"),
    },
    _identity_provider,
)
