# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""References in the place of secrets, and the text of a file."""

from __future__ import annotations

import json
from typing import Any

import jinja2
import pytest
import yaml
from ansible_collections.iamops.keycloak.plugins.module_utils.engine.secrecy import HIDDEN
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.export.references import References
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.export.texts import text

FEDERATION = "org.keycloak.storage.UserStorageProvider"


@pytest.mark.parametrize(
    ("data", "name", "where", "without"),
    [
        ({"smtpServer": {"password": HIDDEN}}, "smtp_server_password", "smtpServer.password", {"smtpServer": {}}),
        (
            {"clients": [{"clientId": "My App/1", "secret": HIDDEN}]},
            "client_my_app_1_secret",
            "clients[My App/1].secret",
            {"clients": [{"clientId": "My App/1"}]},
        ),
        (
            {"identityProviders": [{"alias": "corp", "config": {"clientSecret": HIDDEN}}]},
            "identity_provider_corp_client_secret",
            "identityProviders[corp].config.clientSecret",
            {"identityProviders": [{"alias": "corp", "config": {}}]},
        ),
        (
            {"components": {FEDERATION: [{"name": "ldap", "config": {"bindCredential": [HIDDEN]}}]}},
            "component_ldap_bind_credential",
            f"components.{FEDERATION}[ldap].config.bindCredential",
            {"components": {FEDERATION: [{"name": "ldap", "config": {}}]}},
        ),
        ({"a": None, "b": [], "Ä": HIDDEN}, "x", "Ä", {"a": None, "b": []}),
    ],
)
def test_references(data: dict[str, Any], name: str, where: str, without: dict[str, Any]) -> None:
    references = References("acme")
    written = json.dumps(references.into(data))
    assert references.variables == {f"vault_acme_{name}": where}
    assert f"{{{{ vault_acme_{name} }}}}" in written
    assert HIDDEN not in written
    assert References("acme", leave=True).into(data) == without


def test_names_are_told_apart() -> None:
    references = References("acme")
    references.into({"clients": [{"clientId": "a.b", "secret": HIDDEN}, {"clientId": "a-b", "secret": HIDDEN}]})
    assert references.variables == {
        "vault_acme_client_a_b_secret": "clients[a.b].secret",
        "vault_acme_client_a_b_secret_2": "clients[a-b].secret",
    }


def test_yaml() -> None:
    data = {"realm": "acme", "on": "yes", "lines": "a\nb\n", "list": ["{{ vault_x }}", "{{ x }} {% y %} {# z"]}
    written = text(data, {"vault_x": "list"}, "a.yml", "The realm")
    assert written == (
        "# The realm\n# Fill in, in a vault:\n#   vault_x: list\n---\n"
        "realm: acme\n'on': 'yes'\nlines: |\n  a\n  b\nlist:\n  - '{{ vault_x }}'\n"
        "  - '{{ ''{{'' }} x }} {{ ''{%'' }} y %} {{ ''{#'' }} z'\n"
    )
    assert yaml.safe_load(written)["lines"] == "a\nb\n"


def test_json() -> None:
    written = text({"realm": "acme", "name": "ü {{"}, {}, "a.json", "The realm")
    assert written == '{\n  "realm": "acme",\n  "name": "ü {{ \'{{\' }}"\n}\n'


@pytest.mark.parametrize(
    "told",
    [
        "next\x85line",
        "\x85  ",
        "line\u2028end",
        "Windows:\r\n{{ name }}\r\n",
        "{{\r",
        " a\n  b\n",
        "\n",
        "a\n\n",
        "#a: b",
    ],
)
@pytest.mark.parametrize("end", ["yml", "json"])
def test_any_text_is_read_again_as_it_was(told: str, end: str) -> None:
    written = text({told: [told]}, {}, f"a.{end}", "The realm")
    [(name, [value])] = (yaml.safe_load(written) if end == "yml" else json.loads(written)).items()
    filled = jinja2.Template(value, keep_trailing_newline=True).render() if "{{" in value else value
    assert (name, filled) == (told, told)
