# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How fresh realms of other versions differ from those of Keycloak 26.7; written by ``make fresh``."""

from __future__ import annotations

from typing import Any

# ruff: noqa: E501
OTHERS: dict[str, Any] = {
    "24.0": {
        "adminPermissionsEnabled": None,
        "authenticationFlows": {
            "Account verification options": {"description": "Method with which to verity the existing account"},
            "Browser - Conditional 2FA": None,
            "Browser - Conditional Organization": None,
            "First Broker Login - Conditional Organization": None,
            "First broker login - Conditional 2FA": None,
            "Organization": None,
            "Verify Existing Account by Re-authentication": {
                "authenticationExecutions": [
                    {
                        "authenticator": "idp-username-password-form",
                        "authenticatorFlow": False,
                        "priority": 10,
                        "requirement": "REQUIRED",
                    },
                    {
                        "authenticatorFlow": True,
                        "flowAlias": "First broker login - Conditional OTP",
                        "priority": 20,
                        "requirement": "CONDITIONAL",
                    },
                ]
            },
            "browser": {
                "authenticationExecutions": [
                    {
                        "authenticator": "auth-cookie",
                        "authenticatorFlow": False,
                        "priority": 10,
                        "requirement": "ALTERNATIVE",
                    },
                    {
                        "authenticator": "auth-spnego",
                        "authenticatorFlow": False,
                        "priority": 20,
                        "requirement": "DISABLED",
                    },
                    {
                        "authenticator": "identity-provider-redirector",
                        "authenticatorFlow": False,
                        "priority": 30,
                        "requirement": "ALTERNATIVE",
                    },
                    {"authenticatorFlow": True, "flowAlias": "forms", "priority": 40, "requirement": "ALTERNATIVE"},
                ],
                "description": "browser based authentication",
            },
            "clients": {
                "authenticationExecutions": [
                    {
                        "authenticator": "client-secret",
                        "authenticatorFlow": False,
                        "priority": 10,
                        "requirement": "ALTERNATIVE",
                    },
                    {
                        "authenticator": "client-jwt",
                        "authenticatorFlow": False,
                        "priority": 20,
                        "requirement": "ALTERNATIVE",
                    },
                    {
                        "authenticator": "client-secret-jwt",
                        "authenticatorFlow": False,
                        "priority": 30,
                        "requirement": "ALTERNATIVE",
                    },
                    {
                        "authenticator": "client-x509",
                        "authenticatorFlow": False,
                        "priority": 40,
                        "requirement": "ALTERNATIVE",
                    },
                ]
            },
            "first broker login": {
                "authenticationExecutions": [
                    {
                        "authenticator": "idp-review-profile",
                        "authenticatorConfig": "review profile config",
                        "authenticatorFlow": False,
                        "priority": 10,
                        "requirement": "REQUIRED",
                    },
                    {
                        "authenticatorFlow": True,
                        "flowAlias": "User creation or linking",
                        "priority": 20,
                        "requirement": "REQUIRED",
                    },
                ]
            },
            "forms": {
                "authenticationExecutions": [
                    {
                        "authenticator": "auth-username-password-form",
                        "authenticatorFlow": False,
                        "priority": 10,
                        "requirement": "REQUIRED",
                    },
                    {
                        "authenticatorFlow": True,
                        "flowAlias": "Browser - Conditional OTP",
                        "priority": 20,
                        "requirement": "CONDITIONAL",
                    },
                ]
            },
            "registration": {"description": "registration flow"},
            "registration form": {"description": "registration form"},
            "Browser - Conditional OTP": {
                "alias": "Browser - Conditional OTP",
                "authenticationExecutions": [
                    {
                        "authenticator": "conditional-user-configured",
                        "authenticatorFlow": False,
                        "priority": 10,
                        "requirement": "REQUIRED",
                    },
                    {
                        "authenticator": "auth-otp-form",
                        "authenticatorFlow": False,
                        "priority": 20,
                        "requirement": "REQUIRED",
                    },
                ],
                "builtIn": True,
                "description": "Flow to determine if the OTP is required for the authentication",
                "providerId": "basic-flow",
                "topLevel": False,
            },
            "First broker login - Conditional OTP": {
                "alias": "First broker login - Conditional OTP",
                "authenticationExecutions": [
                    {
                        "authenticator": "conditional-user-configured",
                        "authenticatorFlow": False,
                        "priority": 10,
                        "requirement": "REQUIRED",
                    },
                    {
                        "authenticator": "auth-otp-form",
                        "authenticatorFlow": False,
                        "priority": 20,
                        "requirement": "REQUIRED",
                    },
                ],
                "builtIn": True,
                "description": "Flow to determine if the OTP is required for the authentication",
                "providerId": "basic-flow",
                "topLevel": False,
            },
        },
        "authenticatorConfig": {
            "browser-conditional-credential": None,
            "first-broker-login-conditional-credential": None,
        },
        "browserSecurityHeaders": {"xXSSProtection": "1; mode=block"},
        "bruteForceStrategy": None,
        "clientScopes": {
            "AuthnContextClassRef": None,
            "basic": None,
            "organization": None,
            "saml_organization": None,
            "service_account": None,
        },
        "clients": {
            "account": {
                "defaultClientScopes": ["acr", "email", "profile", "roles", "web-origins"],
                "optionalClientScopes": ["address", "microprofile-jwt", "offline_access", "phone"],
            },
            "account-console": {
                "defaultClientScopes": ["acr", "email", "profile", "roles", "web-origins"],
                "optionalClientScopes": ["address", "microprofile-jwt", "offline_access", "phone"],
            },
            "admin-cli": {
                "attributes": None,
                "defaultClientScopes": ["acr", "email", "profile", "roles", "web-origins"],
                "fullScopeAllowed": False,
                "optionalClientScopes": ["address", "microprofile-jwt", "offline_access", "phone"],
            },
            "broker": {
                "defaultClientScopes": ["acr", "email", "profile", "roles", "web-origins"],
                "optionalClientScopes": ["address", "microprofile-jwt", "offline_access", "phone"],
            },
            "security-admin-console": {
                "attributes": {"client.use.lightweight.access.token.enabled": None},
                "defaultClientScopes": ["acr", "email", "profile", "roles", "web-origins"],
                "fullScopeAllowed": False,
                "optionalClientScopes": ["address", "microprofile-jwt", "offline_access", "phone"],
            },
        },
        "components": {
            "org.keycloak.services.clientregistration.policy.ClientRegistrationPolicy": {
                "Allowed Registration Web Origins anonymous": None,
                "Allowed Registration Web Origins authenticated": None,
            }
        },
        "defaultDefaultClientScopes": ["acr", "email", "profile", "role_list", "roles", "web-origins"],
        "defaultOptionalClientScopes": ["address", "microprofile-jwt", "offline_access", "phone"],
        "maxSecondaryAuthFailures": None,
        "organizationsEnabled": None,
        "requiredActions": {
            "CONFIGURE_RECOVERY_AUTHN_CODES": None,
            "CONFIGURE_TOTP": {"priority": 10},
            "UPDATE_EMAIL": None,
            "UPDATE_PASSWORD": {"priority": 30},
            "VERIFY_PROFILE": {"priority": 90},
            "delete_credential": {"priority": 100},
            "idp_link": None,
            "webauthn-register": {"priority": 70},
            "webauthn-register-passwordless": {"priority": 80},
        },
        "roles": {
            "client": {
                "realm-management": {
                    "manage-organizations": None,
                    "query-organizations": None,
                    "realm-admin": {
                        "composites": {
                            "client": {
                                "realm-management": [
                                    "create-client",
                                    "impersonation",
                                    "manage-authorization",
                                    "manage-clients",
                                    "manage-events",
                                    "manage-identity-providers",
                                    "manage-realm",
                                    "manage-users",
                                    "query-clients",
                                    "query-groups",
                                    "query-realms",
                                    "query-users",
                                    "view-authorization",
                                    "view-clients",
                                    "view-events",
                                    "view-identity-providers",
                                    "view-realm",
                                    "view-users",
                                ]
                            }
                        }
                    },
                    "view-organizations": None,
                }
            }
        },
        "scimApiEnabled": None,
        "verifiableCredentialsEnabled": None,
        "webAuthnPolicyPasswordlessResidentKey": None,
        "webAuthnPolicyPasswordlessSignatureAlgorithms": ["ES256"],
        "webAuthnPolicyPasswordlessUserVerificationRequirement": "not specified",
        "webAuthnPolicyResidentKey": None,
        "webAuthnPolicySignatureAlgorithms": ["ES256"],
    },
    "25.0": {
        "adminPermissionsEnabled": None,
        "authenticationFlows": {
            "Account verification options": {"description": "Method with which to verity the existing account"},
            "Browser - Conditional 2FA": None,
            "Browser - Conditional Organization": None,
            "First Broker Login - Conditional Organization": None,
            "First broker login - Conditional 2FA": None,
            "Organization": None,
            "Verify Existing Account by Re-authentication": {
                "authenticationExecutions": [
                    {
                        "authenticator": "idp-username-password-form",
                        "authenticatorFlow": False,
                        "priority": 10,
                        "requirement": "REQUIRED",
                    },
                    {
                        "authenticatorFlow": True,
                        "flowAlias": "First broker login - Conditional OTP",
                        "priority": 20,
                        "requirement": "CONDITIONAL",
                    },
                ]
            },
            "browser": {
                "authenticationExecutions": [
                    {
                        "authenticator": "auth-cookie",
                        "authenticatorFlow": False,
                        "priority": 10,
                        "requirement": "ALTERNATIVE",
                    },
                    {
                        "authenticator": "auth-spnego",
                        "authenticatorFlow": False,
                        "priority": 20,
                        "requirement": "DISABLED",
                    },
                    {
                        "authenticator": "identity-provider-redirector",
                        "authenticatorFlow": False,
                        "priority": 30,
                        "requirement": "ALTERNATIVE",
                    },
                    {"authenticatorFlow": True, "flowAlias": "forms", "priority": 40, "requirement": "ALTERNATIVE"},
                ],
                "description": "browser based authentication",
            },
            "clients": {
                "authenticationExecutions": [
                    {
                        "authenticator": "client-secret",
                        "authenticatorFlow": False,
                        "priority": 10,
                        "requirement": "ALTERNATIVE",
                    },
                    {
                        "authenticator": "client-jwt",
                        "authenticatorFlow": False,
                        "priority": 20,
                        "requirement": "ALTERNATIVE",
                    },
                    {
                        "authenticator": "client-secret-jwt",
                        "authenticatorFlow": False,
                        "priority": 30,
                        "requirement": "ALTERNATIVE",
                    },
                    {
                        "authenticator": "client-x509",
                        "authenticatorFlow": False,
                        "priority": 40,
                        "requirement": "ALTERNATIVE",
                    },
                ]
            },
            "first broker login": {
                "authenticationExecutions": [
                    {
                        "authenticator": "idp-review-profile",
                        "authenticatorConfig": "review profile config",
                        "authenticatorFlow": False,
                        "priority": 10,
                        "requirement": "REQUIRED",
                    },
                    {
                        "authenticatorFlow": True,
                        "flowAlias": "User creation or linking",
                        "priority": 20,
                        "requirement": "REQUIRED",
                    },
                ]
            },
            "forms": {
                "authenticationExecutions": [
                    {
                        "authenticator": "auth-username-password-form",
                        "authenticatorFlow": False,
                        "priority": 10,
                        "requirement": "REQUIRED",
                    },
                    {
                        "authenticatorFlow": True,
                        "flowAlias": "Browser - Conditional OTP",
                        "priority": 20,
                        "requirement": "CONDITIONAL",
                    },
                ]
            },
            "registration": {"description": "registration flow"},
            "registration form": {"description": "registration form"},
            "Browser - Conditional OTP": {
                "alias": "Browser - Conditional OTP",
                "authenticationExecutions": [
                    {
                        "authenticator": "conditional-user-configured",
                        "authenticatorFlow": False,
                        "priority": 10,
                        "requirement": "REQUIRED",
                    },
                    {
                        "authenticator": "auth-otp-form",
                        "authenticatorFlow": False,
                        "priority": 20,
                        "requirement": "REQUIRED",
                    },
                ],
                "builtIn": True,
                "description": "Flow to determine if the OTP is required for the authentication",
                "providerId": "basic-flow",
                "topLevel": False,
            },
            "First broker login - Conditional OTP": {
                "alias": "First broker login - Conditional OTP",
                "authenticationExecutions": [
                    {
                        "authenticator": "conditional-user-configured",
                        "authenticatorFlow": False,
                        "priority": 10,
                        "requirement": "REQUIRED",
                    },
                    {
                        "authenticator": "auth-otp-form",
                        "authenticatorFlow": False,
                        "priority": 20,
                        "requirement": "REQUIRED",
                    },
                ],
                "builtIn": True,
                "description": "Flow to determine if the OTP is required for the authentication",
                "providerId": "basic-flow",
                "topLevel": False,
            },
        },
        "authenticatorConfig": {
            "browser-conditional-credential": None,
            "first-broker-login-conditional-credential": None,
        },
        "browserSecurityHeaders": {"xXSSProtection": "1; mode=block"},
        "bruteForceStrategy": None,
        "clientScopes": {
            "AuthnContextClassRef": None,
            "organization": None,
            "saml_organization": None,
            "service_account": None,
        },
        "clients": {
            "account": {"optionalClientScopes": ["address", "microprofile-jwt", "offline_access", "phone"]},
            "account-console": {"optionalClientScopes": ["address", "microprofile-jwt", "offline_access", "phone"]},
            "admin-cli": {
                "attributes": None,
                "fullScopeAllowed": False,
                "optionalClientScopes": ["address", "microprofile-jwt", "offline_access", "phone"],
            },
            "broker": {"optionalClientScopes": ["address", "microprofile-jwt", "offline_access", "phone"]},
            "security-admin-console": {
                "attributes": {"client.use.lightweight.access.token.enabled": None},
                "fullScopeAllowed": False,
                "optionalClientScopes": ["address", "microprofile-jwt", "offline_access", "phone"],
            },
        },
        "components": {
            "org.keycloak.services.clientregistration.policy.ClientRegistrationPolicy": {
                "Allowed Registration Web Origins anonymous": None,
                "Allowed Registration Web Origins authenticated": None,
            }
        },
        "defaultDefaultClientScopes": ["acr", "basic", "email", "profile", "role_list", "roles", "web-origins"],
        "defaultOptionalClientScopes": ["address", "microprofile-jwt", "offline_access", "phone"],
        "maxSecondaryAuthFailures": None,
        "requiredActions": {
            "CONFIGURE_RECOVERY_AUTHN_CODES": None,
            "CONFIGURE_TOTP": {"priority": 10},
            "UPDATE_EMAIL": None,
            "UPDATE_PASSWORD": {"priority": 30},
            "VERIFY_PROFILE": {"priority": 90},
            "delete_credential": {"priority": 100},
            "idp_link": None,
            "webauthn-register": {"priority": 70},
            "webauthn-register-passwordless": {"priority": 80},
        },
        "roles": {
            "client": {
                "realm-management": {
                    "manage-organizations": None,
                    "query-organizations": None,
                    "realm-admin": {
                        "composites": {
                            "client": {
                                "realm-management": [
                                    "create-client",
                                    "impersonation",
                                    "manage-authorization",
                                    "manage-clients",
                                    "manage-events",
                                    "manage-identity-providers",
                                    "manage-realm",
                                    "manage-users",
                                    "query-clients",
                                    "query-groups",
                                    "query-realms",
                                    "query-users",
                                    "view-authorization",
                                    "view-clients",
                                    "view-events",
                                    "view-identity-providers",
                                    "view-realm",
                                    "view-users",
                                ]
                            }
                        }
                    },
                    "view-organizations": None,
                }
            }
        },
        "scimApiEnabled": None,
        "verifiableCredentialsEnabled": None,
        "webAuthnPolicyPasswordlessResidentKey": None,
        "webAuthnPolicyPasswordlessSignatureAlgorithms": ["ES256"],
        "webAuthnPolicyPasswordlessUserVerificationRequirement": "not specified",
        "webAuthnPolicyResidentKey": None,
        "webAuthnPolicySignatureAlgorithms": ["ES256"],
    },
    "26.0": {
        "adminPermissionsEnabled": None,
        "authenticationFlows": {
            "Account verification options": {"description": "Method with which to verity the existing account"},
            "Browser - Conditional 2FA": None,
            "First broker login - Conditional 2FA": None,
            "Verify Existing Account by Re-authentication": {
                "authenticationExecutions": [
                    {
                        "authenticator": "idp-username-password-form",
                        "authenticatorFlow": False,
                        "priority": 10,
                        "requirement": "REQUIRED",
                    },
                    {
                        "authenticatorFlow": True,
                        "flowAlias": "First broker login - Conditional OTP",
                        "priority": 20,
                        "requirement": "CONDITIONAL",
                    },
                ]
            },
            "clients": {
                "authenticationExecutions": [
                    {
                        "authenticator": "client-secret",
                        "authenticatorFlow": False,
                        "priority": 10,
                        "requirement": "ALTERNATIVE",
                    },
                    {
                        "authenticator": "client-jwt",
                        "authenticatorFlow": False,
                        "priority": 20,
                        "requirement": "ALTERNATIVE",
                    },
                    {
                        "authenticator": "client-secret-jwt",
                        "authenticatorFlow": False,
                        "priority": 30,
                        "requirement": "ALTERNATIVE",
                    },
                    {
                        "authenticator": "client-x509",
                        "authenticatorFlow": False,
                        "priority": 40,
                        "requirement": "ALTERNATIVE",
                    },
                ]
            },
            "forms": {
                "authenticationExecutions": [
                    {
                        "authenticator": "auth-username-password-form",
                        "authenticatorFlow": False,
                        "priority": 10,
                        "requirement": "REQUIRED",
                    },
                    {
                        "authenticatorFlow": True,
                        "flowAlias": "Browser - Conditional OTP",
                        "priority": 20,
                        "requirement": "CONDITIONAL",
                    },
                ]
            },
            "Browser - Conditional OTP": {
                "alias": "Browser - Conditional OTP",
                "authenticationExecutions": [
                    {
                        "authenticator": "conditional-user-configured",
                        "authenticatorFlow": False,
                        "priority": 10,
                        "requirement": "REQUIRED",
                    },
                    {
                        "authenticator": "auth-otp-form",
                        "authenticatorFlow": False,
                        "priority": 20,
                        "requirement": "REQUIRED",
                    },
                ],
                "builtIn": True,
                "description": "Flow to determine if the OTP is required for the authentication",
                "providerId": "basic-flow",
                "topLevel": False,
            },
            "First broker login - Conditional OTP": {
                "alias": "First broker login - Conditional OTP",
                "authenticationExecutions": [
                    {
                        "authenticator": "conditional-user-configured",
                        "authenticatorFlow": False,
                        "priority": 10,
                        "requirement": "REQUIRED",
                    },
                    {
                        "authenticator": "auth-otp-form",
                        "authenticatorFlow": False,
                        "priority": 20,
                        "requirement": "REQUIRED",
                    },
                ],
                "builtIn": True,
                "description": "Flow to determine if the OTP is required for the authentication",
                "providerId": "basic-flow",
                "topLevel": False,
            },
        },
        "authenticatorConfig": {
            "browser-conditional-credential": None,
            "first-broker-login-conditional-credential": None,
        },
        "browserSecurityHeaders": {"xXSSProtection": "1; mode=block"},
        "clientScopes": {"AuthnContextClassRef": None, "service_account": None},
        "components": {
            "org.keycloak.services.clientregistration.policy.ClientRegistrationPolicy": {
                "Allowed Registration Web Origins anonymous": None,
                "Allowed Registration Web Origins authenticated": None,
            }
        },
        "defaultDefaultClientScopes": [
            "acr",
            "basic",
            "email",
            "profile",
            "role_list",
            "roles",
            "saml_organization",
            "web-origins",
        ],
        "maxSecondaryAuthFailures": None,
        "requiredActions": {
            "CONFIGURE_RECOVERY_AUTHN_CODES": None,
            "CONFIGURE_TOTP": {"priority": 10},
            "UPDATE_EMAIL": None,
            "UPDATE_PASSWORD": {"priority": 30},
            "VERIFY_PROFILE": {"priority": 90},
            "delete_credential": {"priority": 100},
            "idp_link": None,
            "webauthn-register": {"priority": 70},
            "webauthn-register-passwordless": {"priority": 80},
        },
        "roles": {
            "client": {
                "realm-management": {
                    "manage-organizations": None,
                    "query-organizations": None,
                    "realm-admin": {
                        "composites": {
                            "client": {
                                "realm-management": [
                                    "create-client",
                                    "impersonation",
                                    "manage-authorization",
                                    "manage-clients",
                                    "manage-events",
                                    "manage-identity-providers",
                                    "manage-realm",
                                    "manage-users",
                                    "query-clients",
                                    "query-groups",
                                    "query-realms",
                                    "query-users",
                                    "view-authorization",
                                    "view-clients",
                                    "view-events",
                                    "view-identity-providers",
                                    "view-realm",
                                    "view-users",
                                ]
                            }
                        }
                    },
                    "view-organizations": None,
                }
            }
        },
        "scimApiEnabled": None,
        "verifiableCredentialsEnabled": None,
        "webAuthnPolicyPasswordlessResidentKey": None,
        "webAuthnPolicyPasswordlessUserVerificationRequirement": "not specified",
        "webAuthnPolicyResidentKey": None,
    },
    "26.2": {
        "authenticationFlows": {
            "Account verification options": {"description": "Method with which to verity the existing account"},
            "Browser - Conditional 2FA": None,
            "First broker login - Conditional 2FA": None,
            "Verify Existing Account by Re-authentication": {
                "authenticationExecutions": [
                    {
                        "authenticator": "idp-username-password-form",
                        "authenticatorFlow": False,
                        "priority": 10,
                        "requirement": "REQUIRED",
                    },
                    {
                        "authenticatorFlow": True,
                        "flowAlias": "First broker login - Conditional OTP",
                        "priority": 20,
                        "requirement": "CONDITIONAL",
                    },
                ]
            },
            "clients": {
                "authenticationExecutions": [
                    {
                        "authenticator": "client-secret",
                        "authenticatorFlow": False,
                        "priority": 10,
                        "requirement": "ALTERNATIVE",
                    },
                    {
                        "authenticator": "client-jwt",
                        "authenticatorFlow": False,
                        "priority": 20,
                        "requirement": "ALTERNATIVE",
                    },
                    {
                        "authenticator": "client-secret-jwt",
                        "authenticatorFlow": False,
                        "priority": 30,
                        "requirement": "ALTERNATIVE",
                    },
                    {
                        "authenticator": "client-x509",
                        "authenticatorFlow": False,
                        "priority": 40,
                        "requirement": "ALTERNATIVE",
                    },
                ]
            },
            "forms": {
                "authenticationExecutions": [
                    {
                        "authenticator": "auth-username-password-form",
                        "authenticatorFlow": False,
                        "priority": 10,
                        "requirement": "REQUIRED",
                    },
                    {
                        "authenticatorFlow": True,
                        "flowAlias": "Browser - Conditional OTP",
                        "priority": 20,
                        "requirement": "CONDITIONAL",
                    },
                ]
            },
            "Browser - Conditional OTP": {
                "alias": "Browser - Conditional OTP",
                "authenticationExecutions": [
                    {
                        "authenticator": "conditional-user-configured",
                        "authenticatorFlow": False,
                        "priority": 10,
                        "requirement": "REQUIRED",
                    },
                    {
                        "authenticator": "auth-otp-form",
                        "authenticatorFlow": False,
                        "priority": 20,
                        "requirement": "REQUIRED",
                    },
                ],
                "builtIn": True,
                "description": "Flow to determine if the OTP is required for the authentication",
                "providerId": "basic-flow",
                "topLevel": False,
            },
            "First broker login - Conditional OTP": {
                "alias": "First broker login - Conditional OTP",
                "authenticationExecutions": [
                    {
                        "authenticator": "conditional-user-configured",
                        "authenticatorFlow": False,
                        "priority": 10,
                        "requirement": "REQUIRED",
                    },
                    {
                        "authenticator": "auth-otp-form",
                        "authenticatorFlow": False,
                        "priority": 20,
                        "requirement": "REQUIRED",
                    },
                ],
                "builtIn": True,
                "description": "Flow to determine if the OTP is required for the authentication",
                "providerId": "basic-flow",
                "topLevel": False,
            },
        },
        "authenticatorConfig": {
            "browser-conditional-credential": None,
            "first-broker-login-conditional-credential": None,
        },
        "clientScopes": {"AuthnContextClassRef": None},
        "components": {
            "org.keycloak.services.clientregistration.policy.ClientRegistrationPolicy": {
                "Allowed Registration Web Origins anonymous": None,
                "Allowed Registration Web Origins authenticated": None,
            }
        },
        "defaultDefaultClientScopes": [
            "acr",
            "basic",
            "email",
            "profile",
            "role_list",
            "roles",
            "saml_organization",
            "web-origins",
        ],
        "maxSecondaryAuthFailures": None,
        "requiredActions": {
            "CONFIGURE_RECOVERY_AUTHN_CODES": None,
            "CONFIGURE_TOTP": {"priority": 10},
            "UPDATE_EMAIL": None,
            "UPDATE_PASSWORD": {"priority": 30},
            "VERIFY_PROFILE": {"priority": 90},
            "delete_credential": {"priority": 100},
            "idp_link": None,
            "webauthn-register": {"priority": 70},
            "webauthn-register-passwordless": {"priority": 80},
        },
        "roles": {
            "client": {
                "realm-management": {
                    "manage-organizations": None,
                    "query-organizations": None,
                    "realm-admin": {
                        "composites": {
                            "client": {
                                "realm-management": [
                                    "create-client",
                                    "impersonation",
                                    "manage-authorization",
                                    "manage-clients",
                                    "manage-events",
                                    "manage-identity-providers",
                                    "manage-realm",
                                    "manage-users",
                                    "query-clients",
                                    "query-groups",
                                    "query-realms",
                                    "query-users",
                                    "view-authorization",
                                    "view-clients",
                                    "view-events",
                                    "view-identity-providers",
                                    "view-realm",
                                    "view-users",
                                ]
                            }
                        }
                    },
                    "view-organizations": None,
                }
            }
        },
        "scimApiEnabled": None,
        "webAuthnPolicyPasswordlessResidentKey": None,
        "webAuthnPolicyPasswordlessUserVerificationRequirement": "not specified",
        "webAuthnPolicyResidentKey": None,
    },
    "26.3": {
        "authenticationFlows": {
            "Account verification options": {"description": "Method with which to verity the existing account"},
            "Browser - Conditional 2FA": {
                "authenticationExecutions": [
                    {
                        "authenticator": "conditional-user-configured",
                        "authenticatorFlow": False,
                        "priority": 10,
                        "requirement": "REQUIRED",
                    },
                    {
                        "authenticator": "auth-otp-form",
                        "authenticatorFlow": False,
                        "priority": 20,
                        "requirement": "ALTERNATIVE",
                    },
                    {
                        "authenticator": "webauthn-authenticator",
                        "authenticatorFlow": False,
                        "priority": 30,
                        "requirement": "DISABLED",
                    },
                    {
                        "authenticator": "auth-recovery-authn-code-form",
                        "authenticatorFlow": False,
                        "priority": 40,
                        "requirement": "DISABLED",
                    },
                ]
            },
            "First broker login - Conditional 2FA": {
                "authenticationExecutions": [
                    {
                        "authenticator": "conditional-user-configured",
                        "authenticatorFlow": False,
                        "priority": 10,
                        "requirement": "REQUIRED",
                    },
                    {
                        "authenticator": "auth-otp-form",
                        "authenticatorFlow": False,
                        "priority": 20,
                        "requirement": "ALTERNATIVE",
                    },
                    {
                        "authenticator": "webauthn-authenticator",
                        "authenticatorFlow": False,
                        "priority": 30,
                        "requirement": "DISABLED",
                    },
                    {
                        "authenticator": "auth-recovery-authn-code-form",
                        "authenticatorFlow": False,
                        "priority": 40,
                        "requirement": "DISABLED",
                    },
                ]
            },
            "clients": {
                "authenticationExecutions": [
                    {
                        "authenticator": "client-secret",
                        "authenticatorFlow": False,
                        "priority": 10,
                        "requirement": "ALTERNATIVE",
                    },
                    {
                        "authenticator": "client-jwt",
                        "authenticatorFlow": False,
                        "priority": 20,
                        "requirement": "ALTERNATIVE",
                    },
                    {
                        "authenticator": "client-secret-jwt",
                        "authenticatorFlow": False,
                        "priority": 30,
                        "requirement": "ALTERNATIVE",
                    },
                    {
                        "authenticator": "client-x509",
                        "authenticatorFlow": False,
                        "priority": 40,
                        "requirement": "ALTERNATIVE",
                    },
                ]
            },
        },
        "authenticatorConfig": {
            "browser-conditional-credential": None,
            "first-broker-login-conditional-credential": None,
        },
        "clientScopes": {"AuthnContextClassRef": None},
        "components": {
            "org.keycloak.services.clientregistration.policy.ClientRegistrationPolicy": {
                "Allowed Registration Web Origins anonymous": None,
                "Allowed Registration Web Origins authenticated": None,
            }
        },
        "defaultDefaultClientScopes": [
            "acr",
            "basic",
            "email",
            "profile",
            "role_list",
            "roles",
            "saml_organization",
            "web-origins",
        ],
        "maxSecondaryAuthFailures": None,
        "requiredActions": {
            "CONFIGURE_RECOVERY_AUTHN_CODES": {"priority": 120},
            "CONFIGURE_TOTP": {"priority": 10},
            "UPDATE_EMAIL": None,
            "UPDATE_PASSWORD": {"priority": 30},
            "VERIFY_PROFILE": {"priority": 90},
            "delete_credential": {"priority": 100},
            "idp_link": {"priority": 110},
            "webauthn-register": {"priority": 70},
            "webauthn-register-passwordless": {"priority": 80},
        },
        "roles": {
            "client": {
                "realm-management": {
                    "manage-organizations": None,
                    "query-organizations": None,
                    "realm-admin": {
                        "composites": {
                            "client": {
                                "realm-management": [
                                    "create-client",
                                    "impersonation",
                                    "manage-authorization",
                                    "manage-clients",
                                    "manage-events",
                                    "manage-identity-providers",
                                    "manage-realm",
                                    "manage-users",
                                    "query-clients",
                                    "query-groups",
                                    "query-realms",
                                    "query-users",
                                    "view-authorization",
                                    "view-clients",
                                    "view-events",
                                    "view-identity-providers",
                                    "view-realm",
                                    "view-users",
                                ]
                            }
                        }
                    },
                    "view-organizations": None,
                }
            }
        },
        "scimApiEnabled": None,
        "webAuthnPolicyPasswordlessResidentKey": None,
        "webAuthnPolicyPasswordlessUserVerificationRequirement": "not specified",
        "webAuthnPolicyResidentKey": None,
    },
    "26.4": {
        "authenticationFlows": {
            "Account verification options": {"description": "Method with which to verity the existing account"},
            "clients": {
                "authenticationExecutions": [
                    {
                        "authenticator": "client-secret",
                        "authenticatorFlow": False,
                        "priority": 10,
                        "requirement": "ALTERNATIVE",
                    },
                    {
                        "authenticator": "client-jwt",
                        "authenticatorFlow": False,
                        "priority": 20,
                        "requirement": "ALTERNATIVE",
                    },
                    {
                        "authenticator": "client-secret-jwt",
                        "authenticatorFlow": False,
                        "priority": 30,
                        "requirement": "ALTERNATIVE",
                    },
                    {
                        "authenticator": "client-x509",
                        "authenticatorFlow": False,
                        "priority": 40,
                        "requirement": "ALTERNATIVE",
                    },
                ]
            },
        },
        "clientScopes": {"AuthnContextClassRef": None},
        "components": {
            "org.keycloak.services.clientregistration.policy.ClientRegistrationPolicy": {
                "Allowed Registration Web Origins anonymous": None,
                "Allowed Registration Web Origins authenticated": None,
            }
        },
        "defaultDefaultClientScopes": [
            "acr",
            "basic",
            "email",
            "profile",
            "role_list",
            "roles",
            "saml_organization",
            "web-origins",
        ],
        "maxSecondaryAuthFailures": None,
        "requiredActions": {"CONFIGURE_TOTP": {"priority": 10}, "UPDATE_PASSWORD": {"priority": 30}},
        "roles": {
            "client": {
                "realm-management": {
                    "manage-organizations": None,
                    "query-organizations": None,
                    "realm-admin": {
                        "composites": {
                            "client": {
                                "realm-management": [
                                    "create-client",
                                    "impersonation",
                                    "manage-authorization",
                                    "manage-clients",
                                    "manage-events",
                                    "manage-identity-providers",
                                    "manage-realm",
                                    "manage-users",
                                    "query-clients",
                                    "query-groups",
                                    "query-realms",
                                    "query-users",
                                    "view-authorization",
                                    "view-clients",
                                    "view-events",
                                    "view-identity-providers",
                                    "view-realm",
                                    "view-users",
                                ]
                            }
                        }
                    },
                    "view-organizations": None,
                }
            }
        },
        "scimApiEnabled": None,
        "webAuthnPolicyPasswordlessRequireResidentKey": "Yes",
        "webAuthnPolicyPasswordlessResidentKey": None,
        "webAuthnPolicyResidentKey": None,
    },
    "26.5": {
        "authenticationFlows": {
            "clients": {
                "authenticationExecutions": [
                    {
                        "authenticator": "client-secret",
                        "authenticatorFlow": False,
                        "priority": 10,
                        "requirement": "ALTERNATIVE",
                    },
                    {
                        "authenticator": "client-jwt",
                        "authenticatorFlow": False,
                        "priority": 20,
                        "requirement": "ALTERNATIVE",
                    },
                    {
                        "authenticator": "client-secret-jwt",
                        "authenticatorFlow": False,
                        "priority": 30,
                        "requirement": "ALTERNATIVE",
                    },
                    {
                        "authenticator": "client-x509",
                        "authenticatorFlow": False,
                        "priority": 40,
                        "requirement": "ALTERNATIVE",
                    },
                ]
            }
        },
        "clientScopes": {"AuthnContextClassRef": None},
        "defaultDefaultClientScopes": [
            "acr",
            "basic",
            "email",
            "profile",
            "role_list",
            "roles",
            "saml_organization",
            "web-origins",
        ],
        "maxSecondaryAuthFailures": None,
        "requiredActions": {"CONFIGURE_TOTP": {"priority": 10}, "UPDATE_PASSWORD": {"priority": 30}},
        "roles": {
            "client": {
                "realm-management": {
                    "manage-organizations": None,
                    "query-organizations": None,
                    "realm-admin": {
                        "composites": {
                            "client": {
                                "realm-management": [
                                    "create-client",
                                    "impersonation",
                                    "manage-authorization",
                                    "manage-clients",
                                    "manage-events",
                                    "manage-identity-providers",
                                    "manage-realm",
                                    "manage-users",
                                    "query-clients",
                                    "query-groups",
                                    "query-realms",
                                    "query-users",
                                    "view-authorization",
                                    "view-clients",
                                    "view-events",
                                    "view-identity-providers",
                                    "view-realm",
                                    "view-users",
                                ]
                            }
                        }
                    },
                    "view-organizations": None,
                }
            }
        },
        "scimApiEnabled": None,
        "webAuthnPolicyPasswordlessRequireResidentKey": "Yes",
        "webAuthnPolicyPasswordlessResidentKey": None,
        "webAuthnPolicyResidentKey": None,
    },
}
