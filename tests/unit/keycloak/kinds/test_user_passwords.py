# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Passwords and other credentials of users: when they are written, and what comes along."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.unit.keycloak.kinds.user_server import (
    BOB,
    HASH,
    PASSWORD,
    TEMPORARY,
    USERS,
    Server,
    planned,
)

HAS = {"users__1__credentials": [{"type": "password"}]}


@pytest.mark.parametrize(
    ("answers", "options", "written"),
    [
        ({}, PASSWORD, True),
        (HAS, PASSWORD, False),
        (HAS, {**PASSWORD, "update_password": "always"}, True),
        (HAS, {**PASSWORD, "update_secrets": "always"}, False),
    ],
)
def test_a_password_is_set_once_or_always(answers: Any, options: Any, written: bool) -> None:
    assert bool(planned(Server(BOB, **answers), **options).actions) == written


OTP = {"type": "otp", "secret_data": '{"value":"canary-1"}', "credential_data": "{}", "user_label": "phone"}
IN_API = [
    {"type": "password", "secretData": '{"value": "canary-1"}', "credentialData": '{"algorithm": "x"}'},
    {"type": "otp", "secretData": '{"value":"canary-1"}', "credentialData": "{}", "userLabel": "phone"},
]


def test_credentials_of_an_export_come_with_a_new_user() -> None:
    plan = planned(username="new", credentials=[HASH, OTP])
    assert plan.steps[0].body["credentials"] == IN_API
    assert "canary-1" not in str((plan.before, plan.after, plan.foreseen))


@pytest.mark.parametrize(
    ("has", "sent"), [([], IN_API), (["password"], IN_API[1:]), (["otp", "password"], None), (["otp"], IN_API[:1])]
)
def test_credentials_of_an_export_are_written_where_there_are_none_of_their_type(has: list[str], sent: Any) -> None:
    server = Server(
        {**BOB, "requiredActions": ["UPDATE_PASSWORD"]}, users__1__credentials=[{"type": one} for one in has]
    )
    plan = planned(server, credentials=[HASH, OTP, OTP], update_password="always")
    assert plan.actions == ([f"PUT {USERS}/1"] if sent else [])
    if sent:
        assert plan.steps[0].body["credentials"] == [*sent, *(IN_API[1:] if IN_API[1] in sent else [])]
        # they take no action away
        assert plan.steps[0].body["requiredActions"] == ["UPDATE_PASSWORD"]


def test_a_password_in_the_user_storage_is_one() -> None:
    linked = {**BOB, "federationLink": "ldap"}
    stored = {"users__1__configured_user_storage_credential_types": ["password"]}
    assert planned(Server(linked, **stored), **PASSWORD).actions == []


@pytest.mark.parametrize(
    ("now", "options", "sent", "then"),
    [
        (["UPDATE_PASSWORD"], PASSWORD, False, None),
        (["TERMS"], TEMPORARY, True, ["TERMS", "UPDATE_PASSWORD"]),
        (["TERMS"], {**TEMPORARY, "required_actions": ["TERMS"]}, True, ["TERMS", "UPDATE_PASSWORD"]),
        (["UPDATE_PASSWORD"], {**PASSWORD, "required_actions": ["UPDATE_PASSWORD"]}, True, ["UPDATE_PASSWORD"]),
        (["UPDATE_PASSWORD"], {**PASSWORD, "required_actions": []}, False, None),
    ],
)
def test_update_password_comes_and_goes_with_a_temporary_password(
    now: Any, options: Any, sent: bool, then: Any
) -> None:
    plan = planned(Server({**BOB, "requiredActions": now}), **options)
    assert plan.steps[-1].body["temporary"] == sent
    assert plan.after.get("requiredActions") == then


def test_a_temporary_password_that_was_changed_or_not_is_no_change() -> None:
    for now in (["UPDATE_PASSWORD"], []):
        server = Server({**BOB, "requiredActions": now}, **HAS)
        assert planned(server, **TEMPORARY, required_actions=[]).actions == []
