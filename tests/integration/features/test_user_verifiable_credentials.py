# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Verifiable credentials of users, on a server with the feature ``oid4vc-vci``."""

from __future__ import annotations

import pathlib
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.runtime import Runtime
from ansible_collections.iamops.keycloak.tests.integration.examples import test_examples as examples
from ansible_collections.iamops.keycloak.tests.integration.harness.mail import Mailbox
from ansible_collections.iamops.keycloak.tests.integration.harness.needs import skip_without
from ansible_collections.iamops.keycloak.tests.integration.harness.people import login_with
from ansible_collections.iamops.keycloak.tests.integration.harness.secrecy import canary
from ansible_collections.iamops.keycloak.tests.integration.harness.subject import Ran, World
from ansible_collections.iamops.keycloak.tests.integration.harness.ways import both

MODULE = "keycloak_user_verifiable_credential"
OFFER = "keycloak_user_verifiable_credential_offer"
ISSUED = "keycloak_user_issued_credential"
PASSWORD = canary()
PRE_AUTHORIZED = "urn:ietf:params:oauth:grant-type:pre-authorized_code"
ANN = {"username": "ann", "enabled": True, "email": "ann@example.org", "firstName": "Ann", "lastName": "Bee"}
MEMBER = {"username": "ann", "client_scope": "member/1"}


@pytest.fixture(scope="module")
def realm(world: World, post_office: Mailbox) -> Iterator[str]:
    """A realm with a user, a client scope for a credential, and one that is none."""
    skip_without(world, "oid4vc-vci")
    name = f"vc-{secrets.token_hex(3)}"
    world.admin.make_realm(name, verifiableCredentialsEnabled=True, smtpServer=post_office.settings)
    base = f"/admin/realms/{name}"
    own = [{"type": "password", "value": PASSWORD}]
    world.admin.send("POST", f"{base}/users", {**ANN, "credentials": own})
    world.admin.send("POST", f"{base}/users", {"username": "bob", "enabled": True})
    for scope, protocol in (("member/1", "oid4vc"), ("plain", "openid-connect")):
        world.admin.send("POST", f"{base}/client-scopes", {"name": scope, "protocol": protocol})
    yield name
    world.admin.remove_realm(name)


@pytest.fixture
def ann(world: World, realm: str) -> str:
    """The user, without any credential."""
    user = world.admin.get(f"/admin/realms/{realm}/users?username=ann&exact=true")[0]["id"]
    if credentials(world, realm, user):
        world.admin.send("DELETE", f"/admin/realms/{realm}/users/{user}/vc/credentials/member%2F1")
    return user


def credentials(world: World, realm: str, user: str) -> Any:
    return world.admin.get(f"/admin/realms/{realm}/users/{user}/vc/credentials")


def thrice(world: World, options: dict[str, Any], writes: int = 1) -> Ran:
    """Check, run and run again; return the run."""
    check = world.run(MODULE, options, check=True)
    run, again = world.run(MODULE, options), world.run(MODULE, options)
    assert not check.failed and not run.failed, (check.result["msg"], run.result["msg"])
    assert not check.writes
    assert (check.changed, run.changed, again.changed) == (True, True, False)
    assert check.result["diff"] == run.result["diff"]
    assert check.result["actions"] == run.result["actions"]
    assert (len(run.writes), len(again.writes)) == (writes, 0)
    return run


def test_made_and_removed(world: World, realm: str, ann: str) -> None:
    options = {"realm": realm, **MEMBER}
    run = thrice(world, options)
    # the server shows attributes that the user hasn't for a while, as empty lists
    assert run.result["end_state"]["revision"] == credentials(world, realm, ann)[0]["revision"]
    assert run.result["end_state"]["userAttributes"]["firstName"] == ["Ann"]
    # of any kind, keycloak_info finds one by its name and all of a user
    for names in (MEMBER, {"username": "ann"}):
        asked = {"kind": "user_verifiable_credential", "realm": realm, "options": names}
        assert world.run("keycloak_info", asked).result["objects"] == credentials(world, realm, ann)
    thrice(world, {**options, "state": "absent"})
    assert credentials(world, realm, ann) == []
    assert not world.run("keycloak_info", asked).result["exists"]


def test_attributes_of_its_own(world: World, realm: str, ann: str) -> None:
    options = {"realm": realm, "user_id": ann, "client_scope": "member/1"}
    thrice(world, {**options, "user_attributes": {"level": "gold", "since": ["2020", "2024"]}})
    assert not world.run(MODULE, options).changed
    thrice(world, {**options, "userAttributes": {"level": "silver"}}, writes=2)
    assert credentials(world, realm, ann)[0]["userAttributes"] == {"level": ["silver"]}


def test_follows_the_user(world: World, realm: str, ann: str) -> None:
    options = {"realm": realm, **MEMBER, "refresh": True}
    thrice(world, options)
    revision = credentials(world, realm, ann)[0]["revision"]
    name = f"Cee-{secrets.token_hex(2)}"
    world.admin.send("PUT", f"/admin/realms/{realm}/users/{ann}", {**ANN, "lastName": name})
    run = thrice(world, options)
    assert [str(write).split()[0] for write in run.writes] == ["PUT"]
    now = credentials(world, realm, ann)[0]
    assert now["userAttributes"]["lastName"] == [name]
    assert now["revision"] != revision


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"username": None}, "one of the following is required: username, user_id"),
        ({"client_scope": None}, "missing required arguments: client_scope"),
        ({"client_scope": "plain"}, "client_scope: must be a client scope with the protocol oid4vc"),
        ({"client_scope": "nosuch"}, "client_scope: there is no client scope 'nosuch'"),
        ({"username": "nosuch"}, "username: there is no user 'nosuch'"),
        ({"refresh": True, "user_attributes": {"a": "b"}}, "refresh: can't be given together with user_attributes"),
    ],
)
def test_refused(world: World, realm: str, ann: str, options: dict[str, Any], says: str) -> None:
    for check in (True, False):
        ran = world.run(MODULE, {"realm": realm, **MEMBER, **options}, check=check)
        assert ran.failed
        assert not ran.writes
        assert says in ran.result["msg"]


def test_an_offer(world: World, realm: str, ann: str, mailbox: Mailbox) -> None:
    options = {"realm": realm, "username": "ann", "credential_configuration_id": "member/1", "lifespan": 600}
    early = world.run(OFFER, options)
    assert early.failed and not early.writes
    assert "must be a credential that user 'ann' may have, which is none" in early.result["msg"]
    world.run(MODULE, {"realm": realm, **MEMBER})
    check, run = world.run(OFFER, options, check=True), world.run(OFFER, options)
    assert check.changed and run.changed, run.result["msg"]
    assert check.result["actions"] == run.result["actions"]
    assert [mail.to for mail in mailbox.mails] == [["ann@example.org"]]
    assert run.result["msg"] == "The offer of member/1 has been sent to user ann"


def test_nothing_issued(world: World, realm: str, ann: str) -> None:
    for options in ({"username": "ann"}, {"id": ann, "credentials": ["nosuch"]}, {"id": ann, "credential_type": "x"}):
        ran = world.run(ISSUED, {"realm": realm, **options})
        assert not ran.failed, ran.result["msg"]
        assert not ran.changed
        assert ran.result["revoked"] == []


def issue(world: World, realm: str) -> None:
    """Have a wallet be issued a credential, as far as the server takes note of it."""
    base = f"{world.admin.url}/realms/{realm}/protocol"
    form = {"grant_type": "password", "client_id": "wallet", "username": "ann", "password": PASSWORD}
    token = requests.post(f"{base}/openid-connect/token", data=form, timeout=20).json()["access_token"]
    asked = {"credential_configuration_id": "member/1", "pre_authorized": "true"}
    bearer = {"Authorization": f"Bearer {token}"}
    made = requests.get(f"{base}/oid4vc/create-credential-offer", params=asked, headers=bearer, timeout=20).json()
    offer = requests.get(f"{made['issuer']}/{made['nonce']}", timeout=20).json()
    code = offer["grants"][PRE_AUTHORIZED]["pre-authorized_code"]
    form = {"grant_type": PRE_AUTHORIZED, "client_id": "wallet", "pre-authorized_code": code}
    requests.post(f"{base}/openid-connect/token", data=form, timeout=20).raise_for_status()


def test_issued_ones_are_revoked(world: World, realm: str, ann: str) -> None:
    skip_without(world, "oid4vc-vci-preauth-code", "oid4vc-vci-rest-credential-offer")
    wallet = {"clientId": "wallet", "publicClient": True, "directAccessGrantsEnabled": True}
    more = {"attributes": {"oid4vci.enabled": "true"}, "optionalClientScopes": ["member/1"]}
    world.admin.send("POST", f"/admin/realms/{realm}/clients", {**wallet, **more})
    world.run(MODULE, {"realm": realm, **MEMBER})
    for _number in range(2):
        issue(world, realm)
    place = f"/admin/realms/{realm}/users/{ann}/vc/issued-credentials"
    first, second = (one["id"] for one in world.admin.get(place))
    one = {"realm": realm, "username": "ann", "credentials": [first]}
    check, run = world.run(ISSUED, one, check=True), world.run(ISSUED, one)
    assert check.changed and run.changed
    assert check.result["actions"] == run.result["actions"] == [f"DELETE {place}/{first}"]
    assert [gone["id"] for gone in run.result["revoked"]] == [first]
    assert not world.run(ISSUED, one).changed
    assert [left["id"] for left in world.admin.get(place)] == [second]
    assert not world.run(ISSUED, {"realm": realm, "id": ann, "credential_type": "nosuch"}).changed
    assert world.run(ISSUED, {"realm": realm, "id": ann, "credential_type": "member/1"}).changed
    assert world.admin.get(place) == []


def test_read(world: World, realm: str, ann: str) -> None:
    world.run(MODULE, {"realm": realm, **MEMBER})
    what = ["verifiable_credentials", "issued_verifiable_credentials"]
    user = world.run("keycloak_user_info", {"realm": realm, "username": "ann", "include": what}).result["users"][0]
    assert user["verifiable_credentials"] == credentials(world, realm, ann)
    assert user["issued_verifiable_credentials"] == []


def test_least_privilege(world: World, realm: str, ann: str) -> None:
    login = login_with(world.admin, realm, ["manage-users"])
    runtime = Runtime(world.directory.name)
    offer = {"username": "ann", "credential_configuration_id": "member/1"}
    for module, options in ((MODULE, MEMBER), (OFFER, offer), (ISSUED, {"username": "ann"})):
        ran = world.run(module, {"realm": realm, **options, **login}, runtime=runtime)
        assert not ran.failed, ran.result["msg"]


@pytest.mark.parametrize("module", [MODULE, OFFER, ISSUED])
def test_the_examples(world: World, realm: str, tmp_path: pathlib.Path, module: str, mailbox: Mailbox) -> None:
    examples.alone(world, realm, tmp_path, module)


def test_both_ways(world: World, realm: str, ann: str, tmp_path: pathlib.Path) -> None:
    steps = {
        "check": {"realm": realm, **MEMBER},
        "absent": {"realm": realm, **MEMBER, "state": "absent"},
        "refuse": {"realm": realm, **MEMBER, "client_scope": "nosuch"},
    }
    _played, results = both(world, tmp_path, MODULE, steps)
    for worker, process in results.values():
        assert worker == process
