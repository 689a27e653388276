# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The realm representation of Keycloak 26.7.2: every field of it, and why some are no options."""

from __future__ import annotations

FIELDS = frozenset(
    """
    accessCodeLifespan accessCodeLifespanLogin accessCodeLifespanUserAction accessTokenLifespan
    accessTokenLifespanForImplicitFlow accountTheme actionTokenGeneratedByAdminLifespan
    actionTokenGeneratedByUserLifespan adminEventsDetailsEnabled adminEventsEnabled adminPermissionsClient
    adminPermissionsEnabled adminTheme applicationScopeMappings applications attributes authenticationFlows
    authenticatorConfig browserFlow browserSecurityHeaders bruteForceProtected bruteForceStrategy certificate
    clientAuthenticationFlow clientOfflineSessionIdleTimeout clientOfflineSessionMaxLifespan clientPolicies
    clientProfiles clientScopeMappings clientScopes clientSessionIdleTimeout clientSessionMaxLifespan
    clientTemplates clients codeSecret components defaultDefaultClientScopes defaultGroups defaultLocale
    defaultOptionalClientScopes defaultRole defaultRoles defaultSignatureAlgorithm directGrantFlow displayName
    displayNameHtml dockerAuthenticationFlow duplicateEmailsAllowed editUsernameAllowed emailTheme enabled
    enabledEventTypes eventsEnabled eventsExpiration eventsListeners failureFactor federatedUsers
    firstBrokerLoginFlow groups id identityProviderMappers identityProviders internationalizationEnabled
    keycloakVersion localizationTexts loginTheme loginWithEmailAllowed maxDeltaTimeSeconds
    maxFailureWaitSeconds maxSecondaryAuthFailures maxTemporaryLockouts minimumQuickLoginWaitSeconds notBefore
    oauth2DeviceCodeLifespan oauth2DevicePollingInterval oauthClients offlineSessionIdleTimeout
    offlineSessionMaxLifespan offlineSessionMaxLifespanEnabled organizations organizationsEnabled
    otpPolicyAlgorithm otpPolicyCodeReusable otpPolicyDigits otpPolicyInitialCounter otpPolicyLookAheadWindow
    otpPolicyPeriod otpPolicyType otpSupportedApplications passwordCredentialGrantAllowed passwordPolicy
    permanentLockout privateKey protocolMappers publicKey quickLoginCheckMilliSeconds realm
    refreshTokenMaxReuse registrationAllowed registrationEmailAsUsername registrationFlow rememberMe
    requiredActions requiredCredentials resetCredentialsFlow resetPasswordAllowed revokeRefreshToken roles
    scimApiEnabled scopeMappings smtpServer social socialProviders sslRequired ssoSessionIdleTimeout
    ssoSessionIdleTimeoutRememberMe ssoSessionMaxLifespan ssoSessionMaxLifespanRememberMe supportedLocales
    updateProfileOnInitialSocialLogin userFederationMappers userFederationProviders userManagedAccessAllowed
    users verifiableCredentialsEnabled verifyEmail waitIncrementSeconds webAuthnPolicyAcceptableAaguids
    webAuthnPolicyAttestationConveyancePreference webAuthnPolicyAuthenticatorAttachment
    webAuthnPolicyAvoidSameAuthenticatorRegister webAuthnPolicyCreateTimeout webAuthnPolicyExtraOrigins
    webAuthnPolicyPasswordlessAcceptableAaguids webAuthnPolicyPasswordlessAttestationConveyancePreference
    webAuthnPolicyPasswordlessAuthenticatorAttachment webAuthnPolicyPasswordlessAvoidSameAuthenticatorRegister
    webAuthnPolicyPasswordlessCreateTimeout webAuthnPolicyPasswordlessExtraOrigins
    webAuthnPolicyPasswordlessMediation webAuthnPolicyPasswordlessPasskeysEnabled
    webAuthnPolicyPasswordlessRequireResidentKey webAuthnPolicyPasswordlessResidentKey
    webAuthnPolicyPasswordlessRpEntityName webAuthnPolicyPasswordlessRpId
    webAuthnPolicyPasswordlessSignatureAlgorithms webAuthnPolicyPasswordlessUserVerificationRequirement
    webAuthnPolicyRequireResidentKey webAuthnPolicyResidentKey webAuthnPolicyRpEntityName webAuthnPolicyRpId
    webAuthnPolicySignatureAlgorithms webAuthnPolicyUserVerificationRequirement
    """.split()
)

OTHER_KINDS = "authenticationFlows authenticatorConfig clientScopes clients components federatedUsers groups \
identityProviderMappers identityProviders organizations protocolMappers requiredActions roles scopeMappings \
userFederationMappers userFederationProviders users".split()
SERVER_MADE = "adminPermissionsClient defaultRole keycloakVersion".split()
# deprecated in the representation itself, and ignored by the server or replaced by another field
DEPRECATED = "applicationScopeMappings applications certificate clientTemplates codeSecret oauthClients \
passwordCredentialGrantAllowed privateKey publicKey requiredCredentials social socialProviders \
updateProfileOnInitialSocialLogin".split()

LEFT_OUT = {
    **dict.fromkeys(OTHER_KINDS, "objects of another kind"),
    **dict.fromkeys(SERVER_MADE, "made by the server"),
    **dict.fromkeys(DEPRECATED, "deprecated"),
}
