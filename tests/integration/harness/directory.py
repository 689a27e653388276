# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A directory of people for tests of user federations."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager
from typing import Any

import pytest
from ansible_collections.iamops.keycloak.tests.servers import archive, openldap

READER = "canary-of-the-reader"


def running_or_skip(entries: list[openldap.Entry]) -> AbstractContextManager[openldap.Directory]:
    """Run an OpenLDAP server; without one the tests are skipped, but not in continuous integration."""
    try:
        openldap.obtain()
    except archive.ServerError as problem:
        assert os.environ.get("CI", "").lower() not in ("true", "1", "yes"), str(problem)
        pytest.skip(f"user federations are not proven against a real directory: {problem}")
    return openldap.running(READER, entries)


def settings(url: str) -> dict[str, Any]:
    """Return the settings of a user federation with such a directory, without the bind credential."""
    return {
        "editMode": "READ_ONLY",
        "vendor": "other",
        "connectionUrl": url,
        "bindDn": openldap.READER,
        "usersDn": openldap.PEOPLE,
        "usernameLDAPAttribute": "uid",
        "rdnLDAPAttribute": "uid",
        "uuidLDAPAttribute": "entryUUID",
        "userObjectClasses": ["inetOrgPerson", "organizationalPerson"],
    }
