# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody who is invited to an organization and registers: the organization manages such a member."""

from __future__ import annotations

import html
import re

import requests

from .admin import Admin

PASSWORD = "Correct-horse-7"


def invite(admin: Admin, realm: str, organization: str, email: str) -> None:
    """Invite somebody, who gets a mail.

    :param organization: the organization's id
    """
    place = f"/admin/realms/{realm}/organizations/{organization}"
    admin.get(place)
    answer = admin.session.post(f"{admin.url}{place}/members/invite-user", data={"email": email}, timeout=60)
    answer.raise_for_status()


def register(admin: Admin, realm: str, organization: str, email: str) -> str:
    """Follow the link of an invitation that is pending, register, and return the username.

    :param organization: the organization's id
    """
    found = admin.get(f"/admin/realms/{realm}/organizations/{organization}/invitations?email={email}")
    name = email.partition("@")[0]
    with requests.Session() as browser:
        page = browser.get(found[0]["inviteLink"], timeout=30)
        for cookie in browser.cookies:
            # browsers trust 127.0.0.1 as they trust https
            cookie.secure = False
        action = re.search(r'<form[^>]*action="([^"]+)"', page.text)
        assert action, page.text
        filled = {"username": name, "email": email, "firstName": "New", "lastName": "Comer"}
        filled.update({"password": PASSWORD, "password-confirm": PASSWORD})
        answer = browser.post(html.unescape(action[1]), data=filled, allow_redirects=False, timeout=30)
    assert answer.status_code == 302, answer.text
    return name
