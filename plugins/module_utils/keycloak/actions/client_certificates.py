# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a client proves itself with, or is encrypted to: its keys and certificates, one pair for each use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...engine.action import Action, Call, Deed, idle
from ...engine.part import PENDING_ID
from ...engine.reading import Source, argument
from ...engine.secrecy import HIDDEN
from ...engine.since import refuse_news
from ...rest.errors import InvalidInput
from ..key_material import KEY_SET, PRIVATE, Material, key_set, material
from ..keystores import BCFKS, JKS, PKCS12, bare
from ..kinds.references import CLIENT_DOCUMENT
from ..readings.client_certificates import KEYS, encoded, keys_of
from ..readings.clients import CLIENT, CLIENT_OPTIONS, by_client_id, called, client_of, named_in_a_put

OIDC = "openid-connect"
MADE = "(made by the server)"
# of a use -> what the client's attributes for it end in
SUFFIXES = ("certificate", "private.key", "public.key", "kid")
ATTRIBUTE = argument(default="jwt.credential", aliases=["attr"])
FORMATS = [JKS, PKCS12, BCFKS]


def secret_argument(**more: Any) -> dict[str, Any]:
    """Return an argument spec's entry for a secret."""
    return {**argument(**more), "no_log": True}


def _shown(keys: Mapping[str, Any]) -> dict[str, Any]:
    """Return keys as a diff shows them."""
    plain = {name: bare(str(keys[name])) for name in ("certificate", "publicKey") if keys.get(name)}
    if keys.get("kid"):
        plain["kid"] = keys["kid"]
    if keys.get("jwks"):
        # all else follows from the key set
        return {"jwks": key_set(keys["jwks"]) if isinstance(keys["jwks"], str) else keys["jwks"]}
    return {**plain, **({PRIVATE: HIDDEN} if keys.get(PRIVATE) else {})}


def _use(source: Source, client: Mapping[str, Any]) -> str:
    return f"{source.options['attribute']} of client {called(source, client)}"


def _variables(source: Source, client: Mapping[str, Any]) -> dict[str, str]:
    named = {name: str(source.options[name]) for name in ("realm", "attribute")}
    return {**named, "id": str(client["id"])}


def _unchanged(keys: Mapping[str, Any], said: str) -> Deed:
    shown = _shown(keys)
    returned = {"existing": keys, "end_state": keys, "diff": {"before": shown, "after": shown}, "msg": said}
    return idle(returned)


def _removal(source: Source, client: Mapping[str, Any], now: Mapping[str, Any]) -> Deed:
    """Take the attributes off the client: there is no call that removes keys (26.7.2)."""
    use = _use(source, client)
    if not now:
        return _unchanged(now, f"There is no key for {use}")
    gone = [f"{source.options['attribute']}.{suffix}" for suffix in SUFFIXES]
    if now.get("jwks"):
        gone += ["jwks.string", "use.jwks.string"]
    body = {**named_in_a_put(client), "attributes": dict.fromkeys(gone)}
    call = Call("PUT", CLIENT, _variables(source, client), body)
    returned = {"existing": now, "end_state": {}, "diff": {"before": _shown(now), "after": {}}}
    return Deed(
        [call],
        {**returned, "msg": f"The key for {use} would be removed"},
        lambda answers: {**returned, "msg": f"The key for {use} has been removed"},
    )


def _generation(source: Source, client: Mapping[str, Any], now: Mapping[str, Any]) -> Deed:
    """``POST .../certificates/{attr}/generate``."""
    use, then = _use(source, client), {"certificate": MADE, PRIVATE: HIDDEN}
    returned = {"existing": now, "diff": {"before": _shown(now), "after": then}}
    return Deed(
        [Call("POST", KEYS + "/generate", _variables(source, client))],
        {**returned, "end_state": {PRIVATE: HIDDEN}, "msg": f"A key pair for {use} would be generated"},
        lambda answers: {**returned, "end_state": answers[0], "msg": f"A key pair for {use} has been generated"},
    )


def _upload(source: Source, client: Mapping[str, Any], now: Mapping[str, Any], given: Material) -> Deed:
    """``POST .../certificates/{attr}/upload``, or ``upload-certificate`` where no private key comes with it."""
    use, then = _use(source, client), {**given.shows, **({PRIVATE: HIDDEN} if given.private else {})}
    returned = {"existing": now, "diff": {"before": _shown(now), "after": _shown(then)}}
    way = "upload" if given.private else "upload-certificate"
    call = Call("POST", f"{KEYS}/{way}", _variables(source, client), given.form, content="multipart")

    def told(answers: list[Any]) -> dict[str, Any]:
        if given.private and not answers[0].get(PRIVATE):
            # with a wrong password for the key the server takes the certificate alone, and says nothing (26.7.2)
            raise InvalidInput(
                "key_password", None, "doesn't open the key: the server has the certificate now, and no private key"
            )
        if given.private and not given.is_there(answers[0]):
            raise InvalidInput("certificate", None, "is not the one in the keystore, which the server has now")
        return {**returned, "end_state": answers[0], "msg": f"The key for {use} has been uploaded"}

    return Deed([call], {**returned, "end_state": then, "msg": f"The key for {use} would be uploaded"}, told)


def _certificate(source: Source) -> Deed:
    """Bring a client's key for one use to what the task asks."""
    given, client = material(source.options), client_of(source)
    now = keys_of(source, client)
    if source.options["state"] == "absent":
        return _removal(source, client, now)
    if given is None:
        return (
            _unchanged(now, f"There is a key for {_use(source, client)}")
            if now and not source.options["regenerate"]
            else _generation(source, client, now)
        )
    if given.sort == KEY_SET and client.get("protocol", OIDC) != OIDC:
        raise InvalidInput("jwks", None, "can only be given for an OpenID Connect client")
    if given.is_there(now):
        return _unchanged(now, f"The key for {_use(source, client)} is the one given")
    return _upload(source, client, now, given)


CERTIFICATE = Action(
    {
        **CLIENT_OPTIONS,
        "attribute": ATTRIBUTE,
        "state": argument(choices=["present", "absent"], default="present"),
        "regenerate": argument("bool", default=False),
        "certificate": argument(),
        "public_key": argument(),
        "jwks": argument("dict"),
        "keystore": secret_argument(),
        "keystore_format": argument(choices=FORMATS, default=PKCS12),
        "only_certificate": argument("bool", default=False),
        "key_alias": argument(),
        "key_password": secret_argument(),
        "store_password": secret_argument(),
    },
    _certificate,
    shares=CLIENT_DOCUMENT,
    named=by_client_id,
)


def _check_store(options: Mapping[str, Any]) -> None:
    """See that the server makes what is asked: it takes other numbers for none, and blanks off passwords (26.7.2)."""
    for name in ("key_size", "validity"):
        if options[name] is not None and options[name] < 1:
            raise InvalidInput(name, options[name], "must be 1 or more")
    for name in ("key_password", "store_password"):
        if options[name] and options[name] != options[name].strip():
            raise InvalidInput(name, None, "must not begin or end with a blank: the server cuts it off")


def _keystore(source: Source) -> Deed:
    """``POST .../download``, which changes nothing, or ``POST .../generate-and-download``.

    The latter leaves the certificate on the server, and the private key nowhere but in the keystore (26.7.2).
    """
    options = source.options
    _check_store(options)
    client = client_of(source)
    now, use = keys_of(source, client), _use(source, client)
    body = {
        "format": options["format"],
        "keyAlias": options["key_alias"] or client.get("clientId"),
        "keyPassword": options["key_password"] or options["store_password"],
        "storePassword": options["store_password"],
        "realmCertificate": options["realm_certificate"],
        "realmAlias": options["realm_alias"],
    }
    if options["generate"] == "always" or (options["generate"] == "missing" and not now):
        more = {"keySize": options["key_size"], "validity": options["validity"]}
        given = {name: value for name, value in more.items() if value is not None}
        refuse_news(source.reader, [(name, "26.3") for name in ("key_size", "validity") if options[name] is not None])
        body.update(given)
        return _new_store(source, client, body)
    if not now.get("certificate") and client["id"] != PENDING_ID:
        said = "has none" if not now else "has no certificate but a public key alone"
        raise InvalidInput("attribute", options["attribute"], f"must name a key: the client {said}")
    octets = "application/octet-stream"
    answer = source.ask(KEYS + "/download", body, id=str(client["id"]), accept=octets)
    returned = {
        "keystore": encoded(answer),
        "has_private_key": bool(now.get(PRIVATE)),
        "msg": f"A keystore with {use} has been read",
    }
    return idle(returned)


def _new_store(source: Source, client: Mapping[str, Any], body: Mapping[str, Any]) -> Deed:
    use, octets = _use(source, client), "application/octet-stream"
    call = Call("POST", KEYS + "/generate-and-download", _variables(source, client), body, accept=octets)
    return Deed(
        [call],
        {"keystore": "", "has_private_key": True, "msg": f"A key pair for {use} would be generated"},
        lambda answers: {
            "keystore": encoded(answers[0]),
            "has_private_key": True,
            "msg": f"A key pair for {use} has been generated",
        },
    )


KEYSTORE = Action(
    {
        **CLIENT_OPTIONS,
        "attribute": ATTRIBUTE,
        "format": argument(choices=FORMATS, default=PKCS12),
        "key_alias": argument(),
        "key_password": secret_argument(),
        "store_password": secret_argument(required=True),
        "realm_certificate": argument("bool", default=False),
        "realm_alias": argument(),
        "generate": argument(choices=["never", "missing", "always"], default="never"),
        "key_size": argument("int"),
        "validity": argument("int"),
    },
    _keystore,
    shows_secrets=True,
    shares=CLIENT_DOCUMENT,
    named=by_client_id,
)
