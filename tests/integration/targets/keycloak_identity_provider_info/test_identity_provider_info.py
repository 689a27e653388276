# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is read of an identity provider is what the server says, and a description is only looked at."""

from __future__ import annotations

import pathlib
import secrets
import textwrap
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_identity_provider_info"
SECRET = "canary-of-the-partner"
URLS = {"authorizationUrl": "https://a.example", "tokenUrl": "https://a.example"}


@pytest.fixture(scope="module")
def realm(world: World) -> Iterator[str]:
    """A realm with two identity providers."""
    name = f"idp-info-{secrets.token_hex(3)}"
    world.admin.make_realm(name)
    oidc = {"clientId": "a", "clientSecret": SECRET, **URLS}
    for alias, sort, config in (
        ("hub", "oidc", oidc),
        ("old", "saml", {"singleSignOnServiceUrl": "https://a.example"}),
    ):
        body = {"alias": alias, "providerId": sort, "config": config}
        world.admin.send("POST", f"/admin/realms/{name}/identity-provider/instances", body)
    mapper = {"name": "m", "identityProviderAlias": "hub", "identityProviderMapper": "hardcoded-attribute-idp-mapper"}
    world.admin.send("POST", f"/admin/realms/{name}/identity-provider/instances/hub/mappers", mapper)
    yield name
    world.admin.remove_realm(name)


def read(world: World, realm: str, check: bool = False, **options: Any) -> dict[str, Any]:
    ran = world.run(MODULE, {"realm": realm, **options}, check)
    assert not ran.failed, ran.result["msg"]
    assert not ran.changed
    assert not ran.writes
    assert SECRET not in str(ran.result)
    return ran.result


@pytest.mark.parametrize("check", [True, False])
def test_one(world: World, realm: str, check: bool) -> None:
    base = f"/admin/realms/{realm}/identity-provider"
    found = read(world, realm, check, alias="hub", include=["provider", "mappers", "mapper_types", "export"])
    assert found["provider"]["config"]["clientSecret"] == "********"
    assert found["provider"]["internalId"] == world.admin.get(f"{base}/instances/hub")["internalId"]
    assert found["mappers"] == world.admin.get(f"{base}/instances/hub/mappers")
    assert found["mapper_types"] == world.admin.get(f"{base}/instances/hub/mapper-types")
    assert found["export"] is None
    saml = read(world, realm, check, alias="old", include=["export"])["export"]
    assert "EntityDescriptor" in saml
    assert f"/realms/{realm}/broker/old/endpoint" in saml
    factory = read(world, realm, check, include=["factory"], provider_id="oidc")["factory"]
    assert factory == world.admin.get(f"{base}/providers/oidc")


@pytest.mark.parametrize("check", [True, False])
def test_a_description(world: World, realm: str, tmp_path: pathlib.Path, check: bool) -> None:
    master = f"{world.admin.url}/realms/master"
    url = f"{master}/.well-known/openid-configuration"
    config = read(world, realm, check, include=["import_config"], provider_id="oidc", from_url=url)["import_config"]
    assert config["issuer"] == master
    described = tmp_path / "metadata.xml"
    described.write_bytes(requests.get(f"{master}/protocol/saml/descriptor", timeout=30).content)
    options = {"include": ["import_config"], "provider_id": "saml", "from_file": str(described)}
    config = read(world, realm, check, **options)["import_config"]
    assert config["singleSignOnServiceUrl"] == f"{master}/protocol/saml"


@pytest.mark.since("26.7")
@pytest.mark.parametrize("check", [True, False])
def test_a_certificate(world: World, realm: str, tmp_path: pathlib.Path, check: bool) -> None:
    keys = requests.get(f"{world.admin.url}/realms/master/protocol/openid-connect/certs", timeout=30).json()["keys"]
    signing = next(key for key in keys if key["use"] == "sig")
    line = "\n".join(textwrap.wrap(signing["x5c"][0], 64))
    file = tmp_path / "partner.pem"
    file.write_text(f"-----BEGIN CERTIFICATE-----\n{line}\n-----END CERTIFICATE-----\n")
    options = {"include": ["certificate"], "certificate_file": str(file)}
    assert read(world, realm, check, **options)["certificate"]["certificate"] == signing["x5c"][0]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({}, "alias: is needed where include has provider"),
        ({"alias": "nosuch"}, "there is no identity provider 'nosuch' in realm"),
        ({"include": ["certificate"]}, "certificate_file: and certificate in include need each other"),
        ({"include": ["factory"]}, "provider_id: is needed where include has factory"),
        ({"include": ["factory"], "provider_id": "nosuch"}, "no identity provider of type 'nosuch'"),
        ({"include": ["import_config"], "provider_id": "oidc"}, "from_url: or from_file is needed"),
        ({"alias": "hub", "from_url": "https://a.example"}, "from_url: is only for import_config"),
        ({"include": ["import_config"], "provider_id": "saml", "from_file": "/nosuch.xml"}, "from_file: can't be read"),
        (
            {"include": ["import_config"], "provider_id": "oidc", "from_url": "http://127.0.0.1:1/"},
            "the server can't read the URL",
        ),
    ],
)
def test_refused(world: World, realm: str, options: dict[str, Any], says: str) -> None:
    ran = world.run(MODULE, {"realm": realm, **options})
    assert ran.failed
    assert says in ran.result["msg"]
    assert not ran.writes


def test_both_ways(world: World, realm: str, tmp_path: pathlib.Path) -> None:
    hub = {"realm": realm, "alias": "hub"}
    steps = {"read": {**hub, "include": ["provider", "mappers", "export"]}, "refuse": {**hub, "alias": "nosuch"}}
    played, results = both(world, tmp_path, MODULE, steps)
    for worker, process in results.values():
        assert worker == process
    assert SECRET not in played.printed + played.syslog
