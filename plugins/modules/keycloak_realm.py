#!/usr/bin/python
# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: keycloak_realm
short_description: Manages realms of a Keycloak server
version_added: "1.0.0"
description:
  - Creates, changes and removes realms, with every setting of a realm's own.
  - The login needs the role C(create-realm) of the realm C(master) to make a realm. To change one it needs
    C(manage-realm), for O(default_default_client_scopes), O(default_optional_client_scopes) and
    O(client_scope_mappings) C(manage-clients), and for O(default_groups) C(view-users) of C(realm-management), or of
    the realm's client in C(master).
options:
  realm:
    description:
      - Name of the realm, by which it is found. It has at most 237 characters and none of those that mean something
        in a URL, such as a slash. As it is part of every URL, it should have no spaces.
    type: str
    required: true
  id:
    description:
      - Id that a new realm gets. A UUID unless given.
      - "The server never changes it: another one for a realm that exists is an error."
    type: str
  enabled:
    description:
      - Whether the realm is in use.
      - The server makes a new realm that is not, unless this is given.
    type: bool
  display_name:
    description: Name that pages show.
    type: str
    aliases: [displayName]
  display_name_html:
    description: Name that the login page shows, in HTML.
    type: str
    aliases: [displayNameHtml]
  not_before:
    description: Tokens issued before this time are refused, in seconds since 1970.
    type: int
    aliases: [notBefore]
  ssl_required:
    description: Which requests must come by HTTPS.
    type: str
    choices: [all, external, none]
    aliases: [sslRequired]
  user_managed_access_allowed:
    description: Whether users may manage access to their own resources.
    type: bool
    aliases: [userManagedAccessAllowed]
  organizations_enabled:
    description:
      - Whether the realm has organizations.
      - Servers before Keycloak 25 do not know it.
    type: bool
    aliases: [organizationsEnabled]
  admin_permissions_enabled:
    description:
      - Whether permissions of administrators are fine-grained.
      - The server makes the client C(admin-permissions) for it, once.
      - Servers before Keycloak 26.1 do not know it.
    type: bool
    aliases: [adminPermissionsEnabled]
  verifiable_credentials_enabled:
    description:
      - Whether the realm issues verifiable credentials. The server takes it only with its feature C(oid4vc-vci).
      - Servers before Keycloak 26.1 do not know it.
    type: bool
    aliases: [verifiableCredentialsEnabled]
  scim_api_enabled:
    description:
      - Whether the realm can be managed by SCIM. The server takes it only with its feature C(scim-api).
      - Servers before Keycloak 26.6 do not know it.
    type: bool
    aliases: [scimApiEnabled]
  default_signature_algorithm:
    description: Algorithm that signs tokens unless their client says otherwise, such as V(RS256) or V(ES256).
    type: str
    aliases: [defaultSignatureAlgorithm]
  attributes:
    description:
      - Further settings of the realm, such as C(frontendUrl), C(acr.loa.map), C(adminEventsExpiration) or
        C(cibaExpiresIn).
      - Given ones are merged. A key given as null is removed. Those that the server cannot do without (C(ciba...),
        C(parRequestUriLifespan)) get its default instead.
      - A setting that has an option of its own is an error here, as the server would overrule it without a word.
    type: dict
  registration_allowed:
    description: Whether users may register themselves.
    type: bool
    aliases: [registrationAllowed]
  registration_email_as_username:
    description: Whether a user's email is the username, too. Not together with O(duplicate_emails_allowed=true).
    type: bool
    aliases: [registrationEmailAsUsername]
  edit_username_allowed:
    description: Whether users may change their username.
    type: bool
    aliases: [editUsernameAllowed]
  reset_password_allowed:
    description: Whether the login page offers to reset a forgotten password.
    type: bool
    aliases: [resetPasswordAllowed]
  remember_me:
    description: Whether the login page offers to stay logged in.
    type: bool
    aliases: [rememberMe]
  verify_email:
    description: Whether users must verify their email before they get in.
    type: bool
    aliases: [verifyEmail]
  login_with_email_allowed:
    description: Whether users may log in with their email. Not together with O(duplicate_emails_allowed=true).
    type: bool
    aliases: [loginWithEmailAllowed]
  duplicate_emails_allowed:
    description:
      - Whether users may share an email.
      - When this is switched on, the server switches O(login_with_email_allowed) and
        O(registration_email_as_username) off.
    type: bool
    aliases: [duplicateEmailsAllowed]
  login_theme:
    description: Theme of the login pages. Its existence is not checked.
    type: str
    aliases: [loginTheme]
  account_theme:
    description: Theme of the account console. Its existence is not checked.
    type: str
    aliases: [accountTheme]
  admin_theme:
    description: Theme of the administration console. Its existence is not checked.
    type: str
    aliases: [adminTheme]
  email_theme:
    description: Theme of the emails. Its existence is not checked.
    type: str
    aliases: [emailTheme]
  internationalization_enabled:
    description: Whether pages come in several languages.
    type: bool
    aliases: [internationalizationEnabled]
  supported_locales:
    description: The languages, such as V(de).
    type: list
    elements: str
    aliases: [supportedLocales]
  default_locale:
    description: The language of those who choose none.
    type: str
    aliases: [defaultLocale]
  smtp_server:
    description:
      - The mail server, in the keys of the API, such as C(host), C(port), C(from), C(fromDisplayName), C(replyTo),
        C(ssl), C(starttls), C(auth), C(user) and C(password).
      - Given keys are merged. A key given as null is removed. The server refuses a mail server without C(from).
      - C(user) and C(password) need C(auth=true). The server drops what C(auth) and C(authType) have no use for, and
        a task that asks for such a key is an error.
      - C(password) and C(authTokenClientSecret) are secrets that the server masks. See O(update_secrets). Their
        fingerprints are kept in the same map.
    type: dict
    aliases: [smtpServer]
  access_token_lifespan:
    description: Lifespan of access tokens, in seconds.
    type: int
    aliases: [accessTokenLifespan]
  access_token_lifespan_for_implicit_flow:
    description: Lifespan of access tokens of the implicit flow, in seconds.
    type: int
    aliases: [accessTokenLifespanForImplicitFlow]
  access_code_lifespan:
    description: Time that a client has to redeem a code, in seconds.
    type: int
    aliases: [accessCodeLifespan]
  access_code_lifespan_user_action:
    description: Time that a user has for an action such as a new password, in seconds.
    type: int
    aliases: [accessCodeLifespanUserAction]
  access_code_lifespan_login:
    description: Time that a user has for the whole login, in seconds.
    type: int
    aliases: [accessCodeLifespanLogin]
  action_token_generated_by_admin_lifespan:
    description: Lifespan of links that administrators send to users, in seconds.
    type: int
    aliases: [actionTokenGeneratedByAdminLifespan]
  action_token_generated_by_user_lifespan:
    description: Lifespan of links that users ask for, in seconds.
    type: int
    aliases: [actionTokenGeneratedByUserLifespan]
  sso_session_idle_timeout:
    description: Time without activity that ends a session, in seconds.
    type: int
    aliases: [ssoSessionIdleTimeout]
  sso_session_max_lifespan:
    description: Longest time of a session, in seconds.
    type: int
    aliases: [ssoSessionMaxLifespan]
  sso_session_idle_timeout_remember_me:
    description:
      - The same as O(sso_session_idle_timeout) for those who stay logged in. V(0) means that there is no difference.
    type: int
    aliases: [ssoSessionIdleTimeoutRememberMe]
  sso_session_max_lifespan_remember_me:
    description:
      - The same as O(sso_session_max_lifespan) for those who stay logged in. V(0) means that there is no difference.
    type: int
    aliases: [ssoSessionMaxLifespanRememberMe]
  offline_session_idle_timeout:
    description: Time without activity that ends an offline session, in seconds.
    type: int
    aliases: [offlineSessionIdleTimeout]
  offline_session_max_lifespan_enabled:
    description: Whether offline sessions have a longest time.
    type: bool
    aliases: [offlineSessionMaxLifespanEnabled]
  offline_session_max_lifespan:
    description: Longest time of an offline session, in seconds.
    type: int
    aliases: [offlineSessionMaxLifespan]
  client_session_idle_timeout:
    description:
      - Time without activity that ends a client's part of a session, in seconds. V(0) for that of the session.
    type: int
    aliases: [clientSessionIdleTimeout]
  client_session_max_lifespan:
    description: Longest time of a client's part of a session, in seconds. V(0) for that of the session.
    type: int
    aliases: [clientSessionMaxLifespan]
  client_offline_session_idle_timeout:
    description:
      - Time without activity that ends a client's part of an offline session, in seconds. V(0) for that of the
        session.
    type: int
    aliases: [clientOfflineSessionIdleTimeout]
  client_offline_session_max_lifespan:
    description: Longest time of a client's part of an offline session, in seconds. V(0) for that of the session.
    type: int
    aliases: [clientOfflineSessionMaxLifespan]
  oauth2_device_code_lifespan:
    description: Lifespan of a device's code, in seconds.
    type: int
    aliases: [oauth2DeviceCodeLifespan]
  oauth2_device_polling_interval:
    description: Shortest time between two questions of a device, in seconds.
    type: int
    aliases: [oauth2DevicePollingInterval]
  revoke_refresh_token:
    description: Whether a refresh token can be used up.
    type: bool
    aliases: [revokeRefreshToken]
  refresh_token_max_reuse:
    description: How often a refresh token may be used again, with O(revoke_refresh_token=true).
    type: int
    aliases: [refreshTokenMaxReuse]
  brute_force_protected:
    description: Whether users are locked out after too many failed logins.
    type: bool
    aliases: [bruteForceProtected]
  brute_force_strategy:
    description:
      - How the time of a lockout grows.
      - Servers before Keycloak 26 do not know it.
    type: str
    choices: [LINEAR, MULTIPLE]
    aliases: [bruteForceStrategy]
  permanent_lockout:
    description: Whether users are locked out for good.
    type: bool
    aliases: [permanentLockout]
  failure_factor:
    description: How many failed logins lock a user out.
    type: int
    aliases: [failureFactor]
  max_temporary_lockouts:
    description:
      - How many temporary lockouts come before a permanent one, with O(permanent_lockout=true).
      - Servers before Keycloak 24 do not know it.
    type: int
    aliases: [maxTemporaryLockouts]
  max_failure_wait_seconds:
    description: Longest time of a lockout, in seconds.
    type: int
    aliases: [maxFailureWaitSeconds]
  minimum_quick_login_wait_seconds:
    description: Time of a lockout after failures in quick succession, in seconds.
    type: int
    aliases: [minimumQuickLoginWaitSeconds]
  wait_increment_seconds:
    description: How much each lockout adds to the time of the next, in seconds.
    type: int
    aliases: [waitIncrementSeconds]
  quick_login_check_milli_seconds:
    description: What counts as quick succession, in milliseconds.
    type: int
    aliases: [quickLoginCheckMilliSeconds]
  max_delta_time_seconds:
    description: Time after which failures are forgotten, in seconds.
    type: int
    aliases: [maxDeltaTimeSeconds]
  max_secondary_auth_failures:
    description:
      - How many failures of a second factor lock a user out. V(0) for no limit.
      - Servers before Keycloak 26.6 do not know it.
    type: int
    aliases: [maxSecondaryAuthFailures]
  browser_security_headers:
    description:
      - Security headers of the pages, in the keys of the API, such as C(contentSecurityPolicy) or C(xFrameOptions).
      - Given ones are merged. A key given as null is removed, an empty text is kept.
    type: dict
    aliases: [browserSecurityHeaders]
  password_policy:
    description:
      - What a password must be like, such as V(length(12\) and notUsername). An empty text removes the policy.
    type: str
    aliases: [passwordPolicy]
  client_profiles:
    description:
      - "Profiles of client policies, as the API has them: C({profiles: [...]}). The list of profiles is exact."
      - The server's global profiles are not part of it.
    type: dict
    aliases: [clientProfiles]
  client_policies:
    description: "Client policies, as the API has them: C({policies: [...]}). The list of policies is exact."
    type: dict
    aliases: [clientPolicies]
  events_enabled:
    description: Whether events of users are kept.
    type: bool
    aliases: [eventsEnabled]
  events_expiration:
    description: How long they are kept, in seconds.
    type: int
    aliases: [eventsExpiration]
  events_listeners:
    description: The listeners that get all events, such as V(jboss-logging).
    type: list
    elements: str
    aliases: [eventsListeners]
  enabled_event_types:
    description: Types of the events that are kept. An empty list means all of them.
    type: list
    elements: str
    aliases: [enabledEventTypes]
  admin_events_enabled:
    description: Whether events of administration are kept.
    type: bool
    aliases: [adminEventsEnabled]
  admin_events_details_enabled:
    description: Whether they are kept with the representations that were sent.
    type: bool
    aliases: [adminEventsDetailsEnabled]
  browser_flow:
    description: Alias of the flow of logins by browser.
    type: str
    aliases: [browserFlow]
  registration_flow:
    description: Alias of the flow of registrations.
    type: str
    aliases: [registrationFlow]
  direct_grant_flow:
    description: Alias of the flow of logins by password grant.
    type: str
    aliases: [directGrantFlow]
  reset_credentials_flow:
    description: Alias of the flow of forgotten credentials.
    type: str
    aliases: [resetCredentialsFlow]
  client_authentication_flow:
    description: Alias of the flow of clients that prove who they are.
    type: str
    aliases: [clientAuthenticationFlow]
  docker_authentication_flow:
    description: Alias of the flow of logins by Docker clients.
    type: str
    aliases: [dockerAuthenticationFlow]
  first_broker_login_flow:
    description:
      - Alias of the flow of first logins by an identity provider.
      - Servers before Keycloak 24 do not know it.
    type: str
    aliases: [firstBrokerLoginFlow]
  otp_policy_type:
    description: Type of one-time passwords, V(totp) or V(hotp).
    type: str
    aliases: [otpPolicyType]
  otp_policy_algorithm:
    description: Hash algorithm of one-time passwords, V(HmacSHA1), V(HmacSHA256) or V(HmacSHA512).
    type: str
    aliases: [otpPolicyAlgorithm]
  otp_policy_initial_counter:
    description: First counter of counted one-time passwords.
    type: int
    aliases: [otpPolicyInitialCounter]
  otp_policy_digits:
    description: Number of digits of one-time passwords.
    type: int
    aliases: [otpPolicyDigits]
  otp_policy_look_ahead_window:
    description: How far ahead of the expected one-time password the server looks.
    type: int
    aliases: [otpPolicyLookAheadWindow]
  otp_policy_period:
    description: How long a one-time password is valid, in seconds.
    type: int
    aliases: [otpPolicyPeriod]
  otp_policy_code_reusable:
    description:
      - Whether a one-time password may be used twice.
      - Servers before Keycloak 20 do not know it.
    type: bool
    aliases: [otpPolicyCodeReusable]
  web_authn_policy_rp_entity_name:
    description: Name of the server as authenticators show it. It can not be empty.
    type: str
    aliases: [webAuthnPolicyRpEntityName]
  web_authn_policy_signature_algorithms:
    description: Signature algorithms for new keys, the preferred one first. They can not be empty.
    type: list
    elements: str
    aliases: [webAuthnPolicySignatureAlgorithms]
  web_authn_policy_rp_id:
    description: Domain of the server as authenticators know it. Empty for that of the URL.
    type: str
    aliases: [webAuthnPolicyRpId]
  web_authn_policy_attestation_conveyance_preference:
    description: How attestations are asked for, such as V(none), V(indirect) or V(direct).
    type: str
    aliases: [webAuthnPolicyAttestationConveyancePreference]
  web_authn_policy_authenticator_attachment:
    description: Sort of authenticators, V(platform) or V(cross-platform).
    type: str
    aliases: [webAuthnPolicyAuthenticatorAttachment]
  web_authn_policy_require_resident_key:
    description: Whether the key must be kept by the authenticator, V(Yes) or V(No).
    type: str
    aliases: [webAuthnPolicyRequireResidentKey]
  web_authn_policy_resident_key:
    description:
      - Whether the key is to be kept by the authenticator, V(discouraged), V(preferred) or V(required).
      - Servers before Keycloak 26.7 do not know it.
    type: str
    aliases: [webAuthnPolicyResidentKey]
  web_authn_policy_user_verification_requirement:
    description: Whether the authenticator must verify the user, V(required), V(preferred) or V(discouraged).
    type: str
    aliases: [webAuthnPolicyUserVerificationRequirement]
  web_authn_policy_create_timeout:
    description: Time that a user has to register a key, in seconds. V(0) for that of the browser.
    type: int
    aliases: [webAuthnPolicyCreateTimeout]
  web_authn_policy_avoid_same_authenticator_register:
    description: Whether an authenticator can be registered once only.
    type: bool
    aliases: [webAuthnPolicyAvoidSameAuthenticatorRegister]
  web_authn_policy_acceptable_aaguids:
    description: AAGUIDs of the authenticators that are accepted. All if empty.
    type: list
    elements: str
    aliases: [webAuthnPolicyAcceptableAaguids]
  web_authn_policy_extra_origins:
    description:
      - Origins beside the server's own, such as those of native applications.
      - Servers before Keycloak 23 do not know it.
    type: list
    elements: str
    aliases: [webAuthnPolicyExtraOrigins]
  web_authn_policy_passwordless_rp_entity_name:
    description: The same as O(web_authn_policy_rp_entity_name) for logins without a password.
    type: str
    aliases: [webAuthnPolicyPasswordlessRpEntityName]
  web_authn_policy_passwordless_signature_algorithms:
    description: The same as O(web_authn_policy_signature_algorithms) for logins without a password.
    type: list
    elements: str
    aliases: [webAuthnPolicyPasswordlessSignatureAlgorithms]
  web_authn_policy_passwordless_rp_id:
    description: The same as O(web_authn_policy_rp_id) for logins without a password.
    type: str
    aliases: [webAuthnPolicyPasswordlessRpId]
  web_authn_policy_passwordless_attestation_conveyance_preference:
    description: The same as O(web_authn_policy_attestation_conveyance_preference) for logins without a password.
    type: str
    aliases: [webAuthnPolicyPasswordlessAttestationConveyancePreference]
  web_authn_policy_passwordless_authenticator_attachment:
    description: The same as O(web_authn_policy_authenticator_attachment) for logins without a password.
    type: str
    aliases: [webAuthnPolicyPasswordlessAuthenticatorAttachment]
  web_authn_policy_passwordless_require_resident_key:
    description: The same as O(web_authn_policy_require_resident_key) for logins without a password.
    type: str
    aliases: [webAuthnPolicyPasswordlessRequireResidentKey]
  web_authn_policy_passwordless_resident_key:
    description:
      - The same as O(web_authn_policy_resident_key) for logins without a password.
      - Servers before Keycloak 26.7 do not know it.
    type: str
    aliases: [webAuthnPolicyPasswordlessResidentKey]
  web_authn_policy_passwordless_user_verification_requirement:
    description: The same as O(web_authn_policy_user_verification_requirement) for logins without a password.
    type: str
    aliases: [webAuthnPolicyPasswordlessUserVerificationRequirement]
  web_authn_policy_passwordless_create_timeout:
    description: The same as O(web_authn_policy_create_timeout) for logins without a password.
    type: int
    aliases: [webAuthnPolicyPasswordlessCreateTimeout]
  web_authn_policy_passwordless_avoid_same_authenticator_register:
    description: The same as O(web_authn_policy_avoid_same_authenticator_register) for logins without a password.
    type: bool
    aliases: [webAuthnPolicyPasswordlessAvoidSameAuthenticatorRegister]
  web_authn_policy_passwordless_acceptable_aaguids:
    description: The same as O(web_authn_policy_acceptable_aaguids) for logins without a password.
    type: list
    elements: str
    aliases: [webAuthnPolicyPasswordlessAcceptableAaguids]
  web_authn_policy_passwordless_extra_origins:
    description:
      - The same as O(web_authn_policy_extra_origins) for logins without a password.
      - Servers before Keycloak 23 do not know it.
    type: list
    elements: str
    aliases: [webAuthnPolicyPasswordlessExtraOrigins]
  web_authn_policy_passwordless_passkeys_enabled:
    description:
      - Whether the login page offers passkeys.
      - Servers before Keycloak 26.3 do not know it.
    type: bool
    aliases: [webAuthnPolicyPasswordlessPasskeysEnabled]
  web_authn_policy_passwordless_mediation:
    description:
      - How the browser offers passkeys, such as V(conditional), V(optional) or V(required).
      - Servers before Keycloak 26.7 do not know it.
    type: str
    aliases: [webAuthnPolicyPasswordlessMediation]
  default_groups:
    description:
      - Paths of the groups that new users of the realm join. A group at the top may be given by its name.
      - Keycloak 16.1 takes no notice of them when a realm is changed, which the module then warns of.
        M(iamops.keycloak.keycloak_default_group) works there.
    type: list
    elements: str
    aliases: [defaultGroups]
  otp_supported_applications:
    description:
      - The server works these out from the OTP policy and takes no others. What is given here is not written, which
        RV(msg) says.
    type: list
    elements: str
    aliases: [otpSupportedApplications]
  localization_texts:
    description:
      - "Texts by locale and key: C({de: {loginTitle: Anmeldung}})."
      - Given ones are merged. A key given as null is removed, and so is a locale.
      - Servers before Keycloak 23 do not take them with a new realm, only once it is there.
    type: dict
    aliases: [localizationTexts]
  default_default_client_scopes:
    description:
      - Names of the client scopes that a new client of the realm gets as default ones. The list is exact. A scope
        that is an optional one now is moved.
    type: list
    elements: str
    aliases: [defaultDefaultClientScopes]
  default_optional_client_scopes:
    description:
      - Names of the client scopes that a new client of the realm gets as optional ones. The list is exact. A scope
        that is a default one now is moved.
    type: list
    elements: str
    aliases: [defaultOptionalClientScopes]
  default_roles:
    description:
      - "Names of the realm roles that every user of the realm has: those within C(default-roles-<realm>). The list is
        exact."
      - Client roles within it are left alone, see M(iamops.keycloak.keycloak_role) for these.
    type: list
    elements: str
    aliases: [defaultRoles]
  client_scope_mappings:
    description:
      - "Which roles of a client are in the scope of other clients and of client scopes: C({account: [{client: app,
        roles: [view-profile]}]}), with C(client_scope) instead of C(client) for a client scope."
      - Each list of roles is exact, an empty one empties it. Clients and client scopes that are not named are left
        alone.
    type: dict
    aliases: [clientScopeMappings]
notes:
  - O(state=absent) removes the realm with all that is in it, at once. The server asks nobody.
  - What is a kind of its own (clients, client scopes, roles, groups, users, identity providers, components,
    authentication flows, required actions, organizations) is no option. A new realm can be made with them by O(raw),
    in the API's form. They are not compared and not written again once the realm exists.
  - A new realm has built-in client scopes, roles and flows, but no groups. What its settings name must be among these
    or in O(raw).
  - Where O(default_default_client_scopes), O(default_optional_client_scopes) or O(default_roles) are given for a new
    realm, their writes follow once it is there. Check mode foresees them as servers of version 26 have them.
  - At most 255 characters fit into a text. More is an error before anything is written.
  - The server keeps some settings a second time in the realm's attributes. These follow, and are not part of a diff.
extends_documentation_fragment:
  - iamops.keycloak.keycloak
  - iamops.keycloak.keycloak.object
  - iamops.keycloak.keycloak.attributes
  - iamops.keycloak.keycloak.action_group
author:
  - Contributors to the iamops.keycloak collection (@iamops)
"""

EXAMPLES = r"""
- name: A company's realm
  iamops.keycloak.keycloak_realm:
    auth_keycloak_url: https://sso.example.com
    auth_username: deployer
    auth_password: "{{ vault_deployer_password }}"
    realm: acme
    enabled: true
    display_name: Acme
    login_with_email_allowed: true
    reset_password_allowed: true
    password_policy: length(12) and notUsername
    brute_force_protected: true
    access_token_lifespan: 300
    internationalization_enabled: true
    supported_locales: [de, en]
    default_locale: de
    localization_texts:
      de: {loginAccountTitle: Willkommen bei Acme}
    smtp_server:
      host: mail.example.com
      port: 587
      starttls: true
      auth: true
      user: acme
      password: "{{ vault_smtp_password }}"
      from: no-reply@example.com
    attributes:
      frontendUrl: https://login.example.com
    events_enabled: true
    events_expiration: 604800
    enabled_event_types: [LOGIN, LOGIN_ERROR]

- name: What new clients get
  iamops.keycloak.keycloak_realm:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    default_default_client_scopes: [basic, profile, email, roles, web-origins, acr]
    default_optional_client_scopes: [offline_access, address, phone]

- name: An attribute goes, all others stay
  iamops.keycloak.keycloak_realm:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: acme
    attributes:
      frontendUrl: null

- name: A realm that is made with groups
  iamops.keycloak.keycloak_realm:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: branch
    enabled: true
    default_groups: [/staff]
    raw:
      groups:
        - name: staff

- name: No such realm, and nothing that was in it
  iamops.keycloak.keycloak_realm:
    auth_keycloak_url: https://sso.example.com
    token: "{{ token }}"
    realm: branch
    state: absent
"""

RETURN = r"""
existing:
  description: The object before, as the API represents it, secrets hidden. Empty if there was none.
  returned: on success
  type: dict
  sample: {realm: acme, displayName: Acme, enabled: true}
proposed:
  description: What the task asks for, in the API's names, secrets hidden. Empty with O(state=absent).
  returned: when the options are valid
  type: dict
  sample: {realm: acme, displayName: Acme, enabled: true}
end_state:
  description:
    - The object afterwards, as the API represents it, secrets hidden. Empty if there is none.
    - In check mode it lacks what only the server can make, such as ids.
  returned: on success
  type: dict
  sample: {realm: acme, displayName: Acme, enabled: true}
actions:
  description:
    - The writes made or, in check mode, foreseen, in their order. An id that only the server can make is written
      C({id}).
    - After a failure, the writes made before it.
  returned: when the options are valid
  type: list
  elements: str
  sample: ["POST /admin/realms"]
diff:
  description:
    - The object before and after, by names instead of ids, secrets hidden, without what only the server makes.
  returned: on success, in diff mode
  type: dict
  contains:
    before:
      description: The object before.
      type: dict
    after:
      description: The object afterwards.
      type: dict
msg:
  description: What has happened, would happen, or went wrong.
  returned: always
  type: str
  sample: realm 'acme' has been created
failure:
  description: What went wrong.
  returned: on failure, when the options have the right types
  type: dict
  contains:
    kind:
      description:
        - Sort of failure, such as V(invalid_input), V(missing_reference), V(login_failed), V(forbidden),
          V(not_found),
          V(conflict), V(unreachable) or V(server_error).
      type: str
    status:
      description: HTTP status of the answer.
      type: int
    method:
      description: HTTP method of the request.
      type: str
    path:
      description: Path of the request.
      type: str
    message:
      description: The same text as RV(msg).
      type: str
"""

from ansible_collections.iamops.keycloak.plugins.module_utils.binding.module import Binding
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.realms import REALM_KIND

BINDING = Binding(REALM_KIND)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
