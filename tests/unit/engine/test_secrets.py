# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Secrets: fingerprints, which values are secret, and what is done with those that the server masks."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.canonical import MapOf
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.field import RENEWED, Field
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.fingerprint import (
    MASK,
    PREFIX,
    matches,
    seal,
)
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.part import Situation
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.secrecy import HIDDEN, hide, secrets_in
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import InvalidInput

CONFIG = Field("config", type="dict", shape=MapOf(), masked=True)
SECRET = "s3cret-of-old"
SEALED = seal(SECRET, b"0123456789abcdef")


def test_a_fingerprint_matches_its_secret_alone() -> None:
    assert matches(SECRET, SEALED)
    assert not matches(SECRET + "x", SEALED)
    assert SECRET not in SEALED


def test_two_fingerprints_of_a_secret_differ() -> None:
    assert seal(SECRET) != seal(SECRET)


@pytest.mark.parametrize("sealed", [None, "", "v1", "v1$x$y", "v2$" + SEALED[3:], "v1$$", 5])
def test_what_is_no_fingerprint_matches_nothing(sealed: Any) -> None:
    assert not matches(SECRET, sealed)


@pytest.mark.parametrize(
    "key",
    [
        "clientSecret", "password", "bindCredential", "saml.signing.private.key", "privateKey", "secret", "keyPassword",
        "keystorePassword", "authTokenClientSecret", "jwt.access_token", "token", "adminToken", "admin_token",
        "secretData", "secret.key", "api.key", "accessKey",
    ],
)  # fmt: skip
def test_secret_keys_are_hidden(key: str) -> None:
    assert hide({"config": {key: "value"}}) == {"config": {key: HIDDEN}}
    assert hide({"config": {key: ["value"]}}) == {"config": {key: [HIDDEN]}}
    assert list(secrets_in({"config": {key: "value"}})) == ["value"]


@pytest.mark.parametrize("number", [12345678, "12345678", 4711, 10.25])
def test_a_secret_may_be_a_number(number: Any) -> None:
    assert hide({"clientSecret": number}) == {"clientSecret": HIDDEN}
    assert list(secrets_in({"clientSecret": number})) == [str(number)]


@pytest.mark.parametrize("value", [True, "false", 0, "300", "", None, "${vault.key}"])
def test_flags_counts_and_references_are_no_secrets(value: Any) -> None:
    assert hide({"token": value}) == {"token": value}
    assert list(secrets_in({"token": value})) == []


@pytest.mark.parametrize("sort", ["password", "secret"])
def test_the_value_of_a_credential_is_hidden(sort: str) -> None:
    credential = {"type": sort, "value": "one of mine"}
    assert hide({"credentials": [credential]}) == {"credentials": [{"type": sort, "value": HIDDEN}]}
    assert list(secrets_in(credential)) == ["one of mine"]
    assert hide({"type": "text", "value": "plain"}) == {"type": "text", "value": "plain"}


def test_what_makes_a_key_a_private_one_is_hidden() -> None:
    key = {"kty": "EC", "crv": "P-256", "x": "public", "d": "private"}
    assert hide({"jwks": {"keys": [key]}}) == {"jwks": {"keys": [{**key, "d": HIDDEN}]}}
    assert list(secrets_in({"jwks": {"keys": [key]}})) == ["private"]
    assert hide({"d": "no key"}) == {"d": "no key"}


@pytest.mark.parametrize(
    "key",
    [
        "update_password",
        "client.secret.creation.time",
        "tokenUrl",
        "passwordPolicy",
        "access.token.lifespan",
        "usePasswordFlow",
        "key",
    ],
)
def test_other_keys_are_shown(key: str) -> None:
    assert hide({key: "value"}) == {key: "value"}
    assert list(secrets_in({key: "value"})) == []


@pytest.mark.parametrize("value", ["true", "False", "17", "${vault.smtp}"])
def test_what_is_no_secret_is_shown_under_any_key(value: str) -> None:
    assert hide({"password": value}) == {"password": value}


def test_fingerprints_are_never_shown() -> None:
    assert hide({"config": {PREFIX + "clientSecret": SEALED, "a": "b"}}) == {"config": {"a": "b"}}


NOW = {"clientSecret": MASK, PREFIX + "clientSecret": SEALED, "clientId": "me"}
ROWS = [
    # policy, now, given, written, fingerprint afterwards
    ("on_change", NOW, SECRET, False, "same"),
    ("on_change", NOW, "another-one", True, "new"),
    ("on_change", {"clientSecret": MASK}, SECRET, True, "new"),
    ("on_change", {}, SECRET, True, "new"),
    ("always", NOW, SECRET, True, "none"),
    ("always", {}, SECRET, True, "none"),
    ("on_create", NOW, "another-one", False, "same"),
    ("on_create", {}, SECRET, True, "none"),
    ("on_change", NOW, MASK, False, "same"),
]


@pytest.mark.parametrize(("policy", "now", "given", "written", "mark"), ROWS)
def test_a_masked_secret(policy: str, now: dict[str, str], given: str, written: bool, mark: str) -> None:
    outcome = CONFIG.settle(now, {"clientSecret": given}, Situation({}, policy=policy))
    assert outcome.changed is written
    assert outcome.value["clientSecret"] == (given if written else MASK)
    sealed = outcome.value.get(PREFIX + "clientSecret")
    if mark == "same":
        assert sealed == now.get(PREFIX + "clientSecret")
    elif mark == "none":
        assert sealed is None
    else:
        assert matches(given, sealed)
    assert outcome.shown["clientSecret"] == (RENEWED if written else HIDDEN)


def test_a_secret_without_a_fingerprint_says_that_it_was_written_once() -> None:
    outcome = CONFIG.settle({"clientSecret": MASK}, {"clientSecret": SECRET}, Situation({}))
    assert "no fingerprint" in outcome.notes[0]
    assert SECRET not in outcome.notes[0]


def test_another_key_alone_leaves_the_secret_as_it_is() -> None:
    outcome = CONFIG.settle(NOW, {"clientId": "you", "clientSecret": SECRET}, Situation({}))
    assert outcome.changed
    assert outcome.body == {**NOW, "clientId": "you"}
    assert outcome.shown == {"clientId": "you", "clientSecret": HIDDEN}


def test_a_secret_that_goes_takes_its_fingerprint_along() -> None:
    outcome = CONFIG.settle(NOW, {"clientSecret": None}, Situation({}))
    assert outcome.changed
    assert outcome.body == {"clientId": "me"}


def test_the_mask_is_refused_where_there_is_no_secret() -> None:
    with pytest.raises(InvalidInput, match=r"config\.clientSecret: is the mask"):
        CONFIG.settle({}, {"clientSecret": MASK}, Situation({}))


def test_a_fingerprint_may_be_kept_elsewhere() -> None:
    outside = Situation({}, fingerprints={"config.clientSecret": SEALED})
    same = CONFIG.settle({"clientSecret": MASK}, {"clientSecret": SECRET}, outside)
    assert (same.changed, dict(same.fingerprints)) == (False, {})
    new = CONFIG.settle({"clientSecret": MASK}, {"clientSecret": "another-one"}, outside)
    assert new.body == {"clientSecret": "another-one"}
    assert matches("another-one", new.fingerprints["config.clientSecret"])


@pytest.mark.parametrize(
    ("policy", "now", "given", "changed"),
    [
        ("on_change", SECRET, SECRET, False),
        ("on_change", SECRET, "another-one", True),
        ("on_create", SECRET, "another-one", False),
        ("always", SECRET, SECRET, True),
    ],
)
def test_a_secret_that_the_server_shows(policy: str, now: str, given: str, changed: bool) -> None:
    outcome = Field("secret", secret=True).settle(now, given, Situation({}, policy=policy))
    assert outcome.changed is changed
    assert given not in str(outcome.shown)
