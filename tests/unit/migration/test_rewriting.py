# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Texts before and after: names where modules stand, and nothing else, to the byte."""

from __future__ import annotations

import textwrap

import pytest
import yaml
from ansible_collections.iamops.keycloak.plugins.module_utils.migration.rewriting import Unreadable, playbook, runtime
from hypothesis import given, settings
from hypothesis import strategies as st

# what a text is -> (before, after)
TEXTS = {
    "tasks of a play, a comment beside": (
        """
        - hosts: all
          tasks:
            - name: One   # as before
              community.general.keycloak_client:   # the shop
                client_id:   shop
          handlers:
            -   middleware_automation.keycloak.keycloak_role: {name: x,   realm: y}
          pre_tasks: [{"community.general.keycloak_user": {username: a}}]
          post_tasks:
          - 'keycloak_group':
              name: g
        """,
        """
        - hosts: all
          tasks:
            - name: One   # as before
              iamops.keycloak.keycloak_client:   # the shop
                client_id:   shop
          handlers:
            -   iamops.keycloak.keycloak_role: {name: x,   realm: y}
          pre_tasks: [{"iamops.keycloak.keycloak_user": {username: a}}]
          post_tasks:
          - 'iamops.keycloak.keycloak_group':
              name: g
        """,
    ),
    "a file of tasks, with blocks in blocks": (
        """
        - block:
            - keycloak_realm: {realm: a}
            - block:
                - community.general.keycloak_realm_key: {name: k}
          rescue:
            - community.general.keycloak_clientscope: {name: s}
          always:
            - keycloak_clientscope: {name: s}
        """,
        """
        - block:
            - iamops.keycloak.keycloak_realm: {realm: a}
            - block:
                - iamops.keycloak.keycloak_realm_key: {name: k}
          rescue:
            - iamops.keycloak.keycloak_client_scope: {name: s}
          always:
            - iamops.keycloak.keycloak_client_scope: {name: s}
        """,
    ),
    "actions": (
        """
        - action: community.general.keycloak_client client_id=keycloak_client realm=r
        - local_action: "keycloak_role name=community.general.keycloak_role"
        - action:
            module: keycloak_user
            username: keycloak_user
        - local_action: {module: 'community.general.keycloak_group', name: g}
        - action: >-
            keycloak_realm
            realm=keycloak_realm
        - action: "{{ which }}"
        - action: ansible.builtin.debug msg=keycloak_client
        """,
        """
        - action: iamops.keycloak.keycloak_client client_id=keycloak_client realm=r
        - local_action: "iamops.keycloak.keycloak_role name=community.general.keycloak_role"
        - action:
            module: iamops.keycloak.keycloak_user
            username: keycloak_user
        - local_action: {module: 'iamops.keycloak.keycloak_group', name: g}
        - action: >-
            iamops.keycloak.keycloak_realm
            realm=keycloak_realm
        - action: "{{ which }}"
        - action: ansible.builtin.debug msg=keycloak_client
        """,
    ),
    "defaults of plays, blocks and tasks": (
        """
        - hosts: all
          module_defaults:
            group/community.general.keycloak: &login
              auth_realm: master
            "community.general.keycloak_client": {realm: r}
            keycloak_role: *login
            group/aws: {}
          tasks:
            - block: []
              module_defaults:
                - group/middleware_automation.keycloak.keycloak: *login
        """,
        """
        - hosts: all
          module_defaults:
            group/iamops.keycloak.keycloak: &login
              auth_realm: master
            "iamops.keycloak.keycloak_client": {realm: r}
            iamops.keycloak.keycloak_role: *login
            group/aws: {}
          tasks:
            - block: []
              module_defaults:
                - group/iamops.keycloak.keycloak: *login
        """,
    ),
    "keywords for tasks that are included": (
        """
        - ansible.builtin.include_tasks:
            file: keycloak_client
            apply: {module_defaults: {group/community.general.keycloak: {}}, vars: {keycloak_role: {}}}
        - include_role: {name: keycloak_realm}
          args: {apply: {module_defaults: {keycloak_role: {}}}}
        - keycloak_group:
            apply: {module_defaults: {keycloak_role: {}}}
        """,
        """
        - ansible.builtin.include_tasks:
            file: keycloak_client
            apply: {module_defaults: {group/iamops.keycloak.keycloak: {}}, vars: {keycloak_role: {}}}
        - include_role: {name: keycloak_realm}
          args: {apply: {module_defaults: {iamops.keycloak.keycloak_role: {}}}}
        - iamops.keycloak.keycloak_group:
            apply: {module_defaults: {keycloak_role: {}}}
        """,
    ),
    "collections, where the file has modules of theirs": (
        """
        - hosts: all
          collections:
            - ansible.posix
            - community.general   # and more of it
          tasks:
            - keycloak_client: {client_id: shop}
            - collections: [middleware_automation.keycloak]
              keycloak_role: {name: x}
        - hosts: all
          collections: [iamops.keycloak, community.general]
        """,
        """
        - hosts: all
          collections:
            - ansible.posix
            - iamops.keycloak
            - community.general   # and more of it
          tasks:
            - iamops.keycloak.keycloak_client: {client_id: shop}
            - collections: [iamops.keycloak, middleware_automation.keycloak]
              iamops.keycloak.keycloak_role: {name: x}
        - hosts: all
          collections: [iamops.keycloak, community.general]
        """,
    ),
    "tags, vaults, aliases and several documents": (
        """
        ---
        - &task
          community.general.keycloak_user:
            username: !unsafe "{{ a }}"
            password: !vault |
              $ANSIBLE_VAULT;1.1;AES256
              3039
        - *task
        ...
        ---
        - keycloak_role: !mine {name: x}
        """,
        """
        ---
        - &task
          iamops.keycloak.keycloak_user:
            username: !unsafe "{{ a }}"
            password: !vault |
              $ANSIBLE_VAULT;1.1;AES256
              3039
        - *task
        ...
        ---
        - iamops.keycloak.keycloak_role: !mine {name: x}
        """,
    ),
}
UNTOUCHED = {
    "no names": "- hosts: all\n  collections: [community.general]\n  tasks: [{community.general.ldap_entry: {}}]\n",
    "names elsewhere": """
        - name: community.general.keycloak_client
          vars:
            keycloak_client: {keycloak_role: community.general.keycloak_role}
            tasks: [{keycloak_client: {}}]
          when: "'community.general.keycloak_client' in x"
          ansible.builtin.debug:
            msg: "{{ lookup('keycloak_client') }}"
            keycloak_user: x
          loop: [{keycloak_group: {}}]
          tags: keycloak_client
          notify: keycloak_client
          register: keycloak_client
        - hosts: all
          roles:
            - middleware_automation.keycloak.keycloak_realm
            - role: keycloak_realm
          vars: {module_defaults: {group/community.general.keycloak: {}}}
        - ansible.builtin.include_role: {name: middleware_automation.keycloak.keycloak_realm}
        - import_playbook: middleware_automation.keycloak.keycloak
        """,
    "a map, such as variables": "tasks: [{keycloak_client: {}}]\nkeycloak_client: community.general.keycloak_client\n",
    "ours": "- iamops.keycloak.keycloak_client: {}\n- iamops.keycloak.keycloak_clienttemplate: {}\n",
    "nothing": "",
    "comments": "# - community.general.keycloak_client: {}\n",
    "Jinja that is YAML": "- name: {{ keycloak_client }}\n  ? {{ community.general.keycloak_client }}\n  : x\n",
    "recursion": "- &a\n  block: [*a]\n",
}


@pytest.mark.parametrize("case", TEXTS)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_before_and_after(case: str, ending: str) -> None:
    before, after = (textwrap.dedent(text)[1:].replace("\n", ending) for text in TEXTS[case])
    rewritten = playbook(before)
    assert rewritten.text == after
    assert rewritten.problems == ()
    assert playbook(after).text == after


@pytest.mark.parametrize("case", UNTOUCHED)
def test_everything_else_stays(case: str) -> None:
    text = textwrap.dedent(UNTOUCHED[case])
    assert playbook(text).text == text


def test_lines_are_told() -> None:
    assert playbook("- keycloak_role: {}\n\n\n- debug:\n- keycloak_user: {}\n").lines == (1, 5)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "- module_defaults:\n    group/community.general.keycloak: {}\n    group/iamops.keycloak.keycloak: {}\n",
            "line 2: group/community.general.keycloak was left, group/iamops.keycloak.keycloak stands beside it:"
            " join the two",
        ),
        ('- "keycloak\\x5fclient": {}\n', "line 1: keycloak_client is written with escapes, which were left"),
    ],
)
def test_what_is_left_is_told(text: str, problem: str) -> None:
    rewritten = playbook(text)
    assert rewritten.text == text
    assert rewritten.problems == (problem,)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- a: b: c", "is no YAML: mapping values are not allowed here in line 1"),
        ("{% for x in y %}\n- keycloak_client:\n{% endfor %}", "is no YAML"),
        ("- a: *nowhere", "is no YAML: .* in line 1|is no YAML"),
        ("- a: \x00", "is no YAML"),
        ("[" * 5000, "is no YAML"),
    ],
)
def test_no_yaml(text: str, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        playbook(text)


def test_a_collection_s_routing() -> None:
    before = """
    plugin_routing:
      modules:
        keycloak_client:   # ours
          redirect: community.general.keycloak_client
        keycloak_scope: {redirect: 'community.general.keycloak_clientscope'}
        other: {redirect: community.general.ldap_entry}
    action_groups:
      keycloak:
        - community.general.keycloak_client
        - keycloak_client
        - metadata: {extend_group: [community.general.keycloak]}
    """
    after = """
    plugin_routing:
      modules:
        keycloak_client:   # ours
          redirect: iamops.keycloak.keycloak_client
        keycloak_scope: {redirect: 'iamops.keycloak.keycloak_client_scope'}
        other: {redirect: community.general.ldap_entry}
    action_groups:
      keycloak:
        - iamops.keycloak.keycloak_client
        - keycloak_client
        - metadata: {extend_group: [iamops.keycloak.keycloak]}
    """
    assert runtime(before).text == after
    assert runtime(after).text == after


MODULES = ["keycloak_client", "community.general.keycloak_role", "middleware_automation.keycloak.keycloak_client_scope"]
WORDS = ["block", "tasks", "action", "module_defaults", "collections", "vars", "module", "name", "x"]
KEYS = st.sampled_from([*MODULES, *WORDS, "group/community.general.keycloak"])
TEXT = st.sampled_from(["community.general", "keycloak_client a=b", "{{ x }}", "- ü: #", "a\nkeycloak_role\n"])
LEAVES = KEYS | TEXT
DATA = st.recursive(LEAVES, lambda below: st.lists(below, max_size=3) | st.dictionaries(KEYS, below, max_size=3))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.dictionaries(KEYS, DATA, max_size=4), max_size=3), st.sampled_from([True, False, None]))
def test_any_text_is_rewritten_once_and_stays_yaml(data: list[dict[str, object]], flow: bool | None) -> None:
    text = yaml.safe_dump(data, default_flow_style=flow, allow_unicode=True)
    once = playbook(text)
    yaml.safe_load(once.text)
    assert playbook(once.text).text == once.text
    if once.text == text:
        assert once.lines == ()
