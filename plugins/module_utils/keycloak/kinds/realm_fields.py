# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The settings in a realm's own document: a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ...engine.canonical import ListOf
from ...engine.field import Field
from .realm_shapes import (
    ClientPolicies,
    ClientProfiles,
    GroupPaths,
    MailServer,
    PasswordPolicy,
    RealmAttributes,
    SecurityHeaders,
    Unspecified,
)
from .references import ADMIN_PERMISSIONS, TO_FLOW, TO_GROUP

LONGEST = 255
# the built-in clients' URIs, /realms/<name>/account/*, must have at most 255 characters (26.7.2)
LONGEST_NAME = 237


@dataclass(frozen=True)
class AdminPermissions(Field):
    """Whether administrators have permissions of their own, which a client that comes with them keeps."""

    def brings(self, kind: str, label: str, want: Any) -> Iterable[tuple[str, str]]:
        if want:
            yield "client", ADMIN_PERMISSIONS


def _bool(option: str, since: str = "") -> Field:
    return Field(option, type="bool", since=since)


@dataclass(frozen=True)
class Switch(Field):
    """A field without which the server says that there is nothing of a kind."""

    def brings(self, kind: str, label: str, want: Any) -> Iterable[tuple[str, str]]:
        return [(self.option, label)] if want else []


def _int(option: str, since: str = "") -> Field:
    return Field(option, type="int", since=since)


def _text(option: str, **more: Any) -> Field:
    return Field(option, max_length=LONGEST, **more)


def _list(option: str, ordered: bool = False, since: str = "") -> Field:
    return Field(option, type="list", elements="str", shape=ListOf(ordered), since=since)


def _flow(option: str, since: str = "") -> Field:
    return Field(option, refers=TO_FLOW, max_length=LONGEST, since=since)


def _choice(option: str, word: str = "not specified", since: str = "") -> Field:
    return _text(option, shape=Unspecified(word), since=since)


def _web_authn(prefix: str, required: str) -> tuple[Field, ...]:
    """Return one of the two WebAuthn policies.

    :param required: what the server takes for an empty requirement
    """
    return (
        _text(f"{prefix}_rp_entity_name"),
        _list(f"{prefix}_signature_algorithms", ordered=True),
        _text(f"{prefix}_rp_id"),
        _choice(f"{prefix}_attestation_conveyance_preference"),
        _choice(f"{prefix}_authenticator_attachment"),
        _choice(f"{prefix}_require_resident_key"),
        _choice(f"{prefix}_resident_key", required, "26.7"),
        _choice(f"{prefix}_user_verification_requirement", required),
        _int(f"{prefix}_create_timeout"),
        _bool(f"{prefix}_avoid_same_authenticator_register"),
        _list(f"{prefix}_acceptable_aaguids"),
        _list(f"{prefix}_extra_origins", since="23"),
    )


GENERAL = (
    Field("realm", required=True, max_length=LONGEST_NAME),
    Field("id", create_only=True, max_length=36),
    _bool("enabled"),
    _text("display_name"),
    _text("display_name_html"),
    _int("not_before"),
    Field("ssl_required", choices=("all", "external", "none")),
    _bool("user_managed_access_allowed"),
    Switch("organizations_enabled", type="bool", since="25"),
    AdminPermissions("admin_permissions_enabled", type="bool", since="26.1"),
    _bool("verifiable_credentials_enabled", "26.1"),
    _bool("scim_api_enabled", "26.6"),
    _text("default_signature_algorithm"),
    Field("attributes", type="dict", shape=RealmAttributes(empty_is_absent=False)),
)
LOGIN = (
    _bool("registration_allowed"),
    _bool("registration_email_as_username"),
    _bool("edit_username_allowed"),
    _bool("reset_password_allowed"),
    _bool("remember_me"),
    _bool("verify_email"),
    _bool("login_with_email_allowed"),
    _bool("duplicate_emails_allowed"),
)
APPEARANCE = (
    _text("login_theme"),
    _text("account_theme"),
    _text("admin_theme"),
    _text("email_theme"),
    _bool("internationalization_enabled"),
    _list("supported_locales"),
    _text("default_locale"),
)
# the server answers with the mask of the password, and keeps fingerprints in this map
MAIL = (Field("smtp_server", type="dict", shape=MailServer(), masked=True),)
LIFESPANS = (
    _int("access_token_lifespan"),
    _int("access_token_lifespan_for_implicit_flow"),
    _int("access_code_lifespan"),
    _int("access_code_lifespan_user_action"),
    _int("access_code_lifespan_login"),
    _int("action_token_generated_by_admin_lifespan"),
    _int("action_token_generated_by_user_lifespan"),
    _int("sso_session_idle_timeout"),
    _int("sso_session_max_lifespan"),
    _int("sso_session_idle_timeout_remember_me"),
    _int("sso_session_max_lifespan_remember_me"),
    _int("offline_session_idle_timeout"),
    _bool("offline_session_max_lifespan_enabled"),
    _int("offline_session_max_lifespan"),
    _int("client_session_idle_timeout"),
    _int("client_session_max_lifespan"),
    _int("client_offline_session_idle_timeout"),
    _int("client_offline_session_max_lifespan"),
    _int("oauth2_device_code_lifespan"),
    _int("oauth2_device_polling_interval"),
    _bool("revoke_refresh_token"),
    _int("refresh_token_max_reuse"),
)
SECURITY = (
    _bool("brute_force_protected"),
    Field("brute_force_strategy", choices=("LINEAR", "MULTIPLE"), since="26"),
    _bool("permanent_lockout"),
    _int("failure_factor"),
    _int("max_temporary_lockouts", "24"),
    _int("max_failure_wait_seconds"),
    _int("minimum_quick_login_wait_seconds"),
    _int("wait_increment_seconds"),
    _int("quick_login_check_milli_seconds"),
    _int("max_delta_time_seconds"),
    _int("max_secondary_auth_failures", "26.6"),
    Field("browser_security_headers", type="dict", shape=SecurityHeaders(empty_is_absent=False, remove_with=None)),
    Field("password_policy", shape=PasswordPolicy()),
    Field("client_profiles", type="dict", shape=ClientProfiles()),
    Field("client_policies", type="dict", shape=ClientPolicies()),
)
EVENTS = (
    _bool("events_enabled"),
    _int("events_expiration"),
    _list("events_listeners"),
    _list("enabled_event_types"),
    _bool("admin_events_enabled"),
    _bool("admin_events_details_enabled"),
)
FLOWS = (
    _flow("browser_flow"),
    _flow("registration_flow"),
    _flow("direct_grant_flow"),
    _flow("reset_credentials_flow"),
    _flow("client_authentication_flow"),
    _flow("docker_authentication_flow"),
    _flow("first_broker_login_flow", "24"),
)
OTP = (
    _text("otp_policy_type"),
    _text("otp_policy_algorithm"),
    _int("otp_policy_initial_counter"),
    _int("otp_policy_digits"),
    _int("otp_policy_look_ahead_window"),
    _int("otp_policy_period"),
    _bool("otp_policy_code_reusable", "20"),
)
WEB_AUTHN = (
    *_web_authn("web_authn_policy", "not specified"),
    *_web_authn("web_authn_policy_passwordless", "required"),
    _bool("web_authn_policy_passwordless_passkeys_enabled", "26.3"),
    _text("web_authn_policy_passwordless_mediation", since="26.7"),
)
GROUPS = (Field("default_groups", type="list", elements="str", shape=GroupPaths(), refers=TO_GROUP),)

SETTINGS = (
    *GENERAL,
    *LOGIN,
    *APPEARANCE,
    *MAIL,
    *LIFESPANS,
    *SECURITY,
    *EVENTS,
    *FLOWS,
    *OTP,
    *WEB_AUTHN,
    *GROUPS,
)
