# Copyright: Contributors to the iamops.keycloak collection
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists realms as hosts."""

from __future__ import annotations

DOCUMENTATION = r"""
name: keycloak_realms
short_description: Lists the realms of Keycloak servers as hosts
version_added: "1.0.0"
author:
  - Contributors to the iamops.keycloak collection (@iamops)
description:
  - Makes each realm of one or several servers a host, so that plays run over realms as they run over machines, side by
    side, with C(forks), C(serial), C(--limit), C(host_vars) and C(group_vars).
  - Its file is one whose name ends with C(keycloak_realms.yml) or C(keycloak_realms.yaml).
  - Each host has the variables C(keycloak_server), C(keycloak_realm), C(keycloak_realm_enabled),
    C(keycloak_realm_display_name) and, with O(attributes), C(keycloak_realm_attributes). What a login may not see of a
    realm is null.
  - Each server is a group of the name that O(servers) gives it. The group has the variables
    C(ansible_connection=local), and thus tasks run within Ansible's own process, C(ansible_python_interpreter), which
    is Ansible's own, C(iamops_keycloak_url) and the others from which lookups log in, and C(keycloak_defaults), the
    C(module_defaults) of the plays, in which C(realm) is the host's.
  - A login in the realm C(master) lists the realms for which it has an administrative role. A login in another realm
    lists that realm.
options:
  plugin:
    description: Says that the file is for this plugin.
    type: str
    required: true
    choices: [iamops.keycloak.keycloak_realms]
  servers:
    description:
      - Servers, each with a C(name), which is that of its group, and any of the connection options of this plugin, by
        which it differs from what stands beside O(servers).
      - Without it, there is one server, to which the connection options beside it belong.
    type: list
    elements: dict
  name:
    description: Name of the only server, where O(servers) is not given.
    type: str
    default: keycloak
  realms:
    description:
      - Patterns of the realms that are hosts, such as V(acme-*), or V(~) with a regular expression.
      - The realm C(master), to which administrators belong, is a host only where its name stands here in full, and not
        where a mere pattern fits it.
    type: list
    elements: str
    default: ['*']
  exclude:
    description: Patterns of realms that are not hosts, whatever O(realms) says.
    type: list
    elements: str
    default: []
  disabled:
    description: Whether disabled realms are hosts, too.
    type: bool
    default: true
  attributes:
    description: Whether the attributes of the realms are read, too. The server answers more slowly then.
    type: bool
    default: false
  hostname:
    description:
      - Jinja2 expression (without braces) for the name of a host, over the host's variables.
      - Unless given, it is C(keycloak_realm), and C(keycloak_server ~ '_' ~ keycloak_realm) with O(servers).
    type: str
  on_error:
    description:
      - What happens where a server can't be asked.
      - With V(fail), there is no inventory. See E(ANSIBLE_INVENTORY_ANY_UNPARSED_IS_FAILED) for how Ansible goes on.
      - With V(warn), there are the realms of the other servers, and a warning.
    type: str
    choices: [fail, warn]
    default: fail
notes:
  - All options that are texts, and all of O(servers), may be templates. Lookups and extra variables can be used in
    them. The file, or single values in it, may be encrypted with Ansible Vault.
  - No variable holds a secret in clear. A secret that is written as a template, or encrypted for itself, becomes a
    variable as it is written, and plays find its value as the inventory did. For any other secret, give plays the
    variable, such as C(iamops_keycloak_auth_password) in the C(group_vars) of the server's group, or the environment
    variable.
  - Each server is asked once. The login is that of the run, which the tasks go on with.
  - The cache holds what was asked for, and no secret.
seealso:
  - plugin: iamops.keycloak.token
    plugin_type: lookup
  - module: iamops.keycloak.keycloak_realm
extends_documentation_fragment:
  - iamops.keycloak.lookup
  - ansible.builtin.constructed
  - ansible.builtin.inventory_cache
"""

EXAMPLES = r"""
# fmt: code
# acme.keycloak_realms.yml: the realms of one server.
# Its play begins with
#   hosts: keycloak
#   gather_facts: false
#   module_defaults:
#     group/iamops.keycloak.keycloak: "{{ keycloak_defaults }}"
plugin: iamops.keycloak.keycloak_realms
auth_keycloak_url: https://sso.example.com
auth_client_id: ansible
auth_client_secret: "{{ lookup('ansible.builtin.env', 'SSO_SECRET') }}"

---
# several servers: the realms' hosts are eu_acme, eu_shop, us_acme and so on
plugin: iamops.keycloak.keycloak_realms
auth_client_id: ansible
servers:
  - name: eu
    auth_keycloak_url: https://sso.eu.example.com
    auth_client_secret: "{{ lookup('ansible.builtin.file', '/run/secrets/eu') }}"
  - name: us
    auth_keycloak_url: https://sso.us.example.com/auth
    auth_client_secret: "{{ lookup('ansible.builtin.file', '/run/secrets/us') }}"
    connection_timeout: 30

---
# customers' realms, in groups by what they have paid for, kept for an hour
plugin: iamops.keycloak.keycloak_realms
auth_keycloak_url: https://sso.example.com
auth_client_id: ansible
auth_private_key_file: /etc/ansible/sso.pem
realms:
  - customer-*
exclude:
  - customer-test-*
disabled: false
attributes: true
hostname: keycloak_realm | regex_replace('^customer-')
compose:
  customer: keycloak_realm_display_name or keycloak_realm
groups:
  trial: keycloak_realm_attributes.trial is defined
keyed_groups:
  - key: keycloak_realm_attributes.plan
    prefix: plan
    default_value: free
strict: true
cache: true
cache_plugin: ansible.builtin.jsonfile
cache_connection: /var/cache/ansible/realms
cache_timeout: 3600
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from ansible import constants as C
from ansible.errors import AnsibleError, AnsibleParserError
from ansible.plugins.inventory import BaseInventoryPlugin, Cacheable, Constructable
from ansible_collections.iamops.keycloak.plugins.module_utils.binding import realms
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.looking import (
    LookingFailed,
    look,
    options_of,
    runtime_of,
    variables_of,
)
from ansible_collections.iamops.keycloak.plugins.module_utils.rest.errors import RestError

try:
    from ansible.template import trust_as_template

    def inert(text):
        """Return a text that is no template, as what a server says isn't."""
        return text

except ImportError:
    # ansible-core before 2.19 takes any text for a template, unless it is marked
    from ansible.utils.unsafe_proxy import wrap_var as inert

    def trust_as_template(text):
        """Return a text that is a template."""
        return text


class Server(NamedTuple):
    """A server of the file.

    :param name: that of its group
    :param options: its options, validated
    :param written: the same as they stand in the file
    """

    name: str
    options: Mapping[str, Any]
    written: Mapping[str, Any]


def safe(value):
    """Return what a server said, none of it a template, and marked only where it looks like one."""
    if isinstance(value, Mapping):
        return {name: safe(item) for name, item in value.items()}
    if not isinstance(value, str):
        return value
    return inert(value) if any(mark in value for mark in ("{", "}", "#jinja2")) else trust_as_template(value)


class InventoryModule(BaseInventoryPlugin, Constructable, Cacheable):
    """The inventory of realms."""

    NAME = "iamops.keycloak.keycloak_realms"

    def verify_file(self, path):
        """Tell whether a file is for this plugin."""
        return super().verify_file(path) and path.endswith(("keycloak_realms.yml", "keycloak_realms.yaml"))

    def parse(self, inventory, loader, path, cache=True):
        """Ask all servers, then fill the inventory: what goes wrong with one leaves no half of it behind."""
        super().parse(inventory, loader, path, cache)
        self.templar.available_variables = self._vars
        self._vars = {**self._vars, **variables_of(realms.connection(), self._vars, self.templar.template)}
        config = self._read_config_data(path)
        try:
            listed = self._listed(self._servers(config), self.get_cache_key(path), cache)
            hosts = self._hosts(listed)
            for server, _realms in listed:
                self._add_server(server)
            for name, facts in hosts.items():
                self._add_host(name, facts)
        except (AnsibleError, LookingFailed, RestError) as error:
            raise AnsibleParserError(f"{self.NAME}: {error}") from error

    def _servers(self, config):
        """Return the servers, each with what stands beside them where it says nothing itself."""
        spec = realms.connection()
        # from variables, the environment, and defaults
        around = {name: value for name, value in options_of(self.get_options(), config).items() if name in spec}
        beside = {name: config[name] for name in spec if name in config}
        written = config.get("servers") or [{"name": self.get_option("name")}]
        servers = [self._server(around, {**beside, **realms.by_their_names(one)}) for one in written]
        groups = [self._group(server.name) for server in servers]
        for group in groups:
            if groups.count(group) > 1:
                raise LookingFailed(f"servers: two have the group {group}")
        return servers

    def _server(self, around, written):
        filled = {**around, **self.templar.template(written)}
        options = look(realms.of_server(), filled, self._runtime(), lambda checked, runtime: checked)
        return Server(options["name"], options, written)

    def _runtime(self):
        return runtime_of(C.DEFAULT_LOCAL_TMP)

    def _group(self, name):
        return self._sanitize_group_name(name)

    def _listed(self, servers, key, cache):
        """Return each server with its realms, from the cache where they are in it."""
        caches = self.get_option("cache")
        kept = (cache and caches and self._cache.get(key)) or {}
        listed, keep = [], {}
        for server in servers:
            which = realms.cache_key(server.options, self.get_option("attributes"))
            try:
                keep[which] = kept[which] if which in kept else self._ask(server)
            except LookingFailed as error:
                if self.get_option("on_error") == "fail":
                    raise LookingFailed(f"{server.name}: {error}") from None
                self.display.warning(f"{self.NAME}: {server.name}: {error}")
            else:
                listed.append((server, keep[which]))
        if caches and keep != kept:
            self._cache[key] = keep
        return listed

    def _ask(self, server):
        def ask(checked, runtime):
            return realms.listed(checked, runtime, self.get_option("attributes"))

        return look(realms.of_server(), server.options, self._runtime(), ask)

    def _hosts(self, listed):
        """Return the hosts' own variables by their names.

        :raises LookingFailed: where two realms have the same
        """
        choice = [self.get_option(name) for name in ("realms", "exclude", "disabled")]
        hosts = {}
        for server, found in listed:
            for realm in realms.chosen(found, *choice):
                facts = safe({"keycloak_server": server.name, **realms.facts_of(realm)})
                name = self._name(facts)
                if name in hosts:
                    other = "{keycloak_realm} of {keycloak_server}".format(**hosts[name])
                    this = "{keycloak_realm} of {keycloak_server}".format(**facts)
                    raise LookingFailed(f"hostname: {other} and {this} would both be {name}")
                hosts[name] = facts
        return hosts

    def _name(self, facts):
        expression = self.get_option("hostname")
        if expression:
            name = self._compose(expression, facts)
            if not isinstance(name, str) or not name:
                raise LookingFailed(f"hostname: gives {name!r} for the realm {facts['keycloak_realm']}, not a name")
            return name
        several = self.get_option("servers")
        return ("{keycloak_server}_{keycloak_realm}" if several else "{keycloak_realm}").format(**facts)

    def _add_server(self, server):
        """Add the group of a server, with what plays log in with."""
        group = self.inventory.add_group(self._group(server.name))
        hidden = {
            realms.VARIABLES[name]: server.written[name]
            for name in realms.SECRETS
            if name in server.written and self._shows_nothing(server.written[name])
        }
        login = {**safe(realms.shown(server.options)), **hidden}
        defaults = {name: trust_as_template(one) for name, one in realms.defaults_of(login).items()}
        templates = {name: trust_as_template(one) for name, one in realms.OF_ALL.items()}
        for name, value in {**login, **templates, "keycloak_defaults": defaults}.items():
            self.inventory.set_variable(group, name, value)

    def _shows_nothing(self, secret):
        """Tell whether a secret is written as a template, or encrypted for itself."""
        return hasattr(secret, "_ciphertext") or self.templar.is_template(secret)

    def _add_host(self, name, facts):
        """Add the host of a realm, and the groups and variables that the file makes of it."""
        self.inventory.add_host(name, group=self._group(facts["keycloak_server"]))
        for variable, value in facts.items():
            self.inventory.set_variable(name, variable, value)
        strict = self.get_option("strict")
        self._set_composite_vars(self.get_option("compose"), facts, name, strict)
        self._add_host_to_composed_groups(self.get_option("groups"), facts, name, strict)
        self._add_host_to_keyed_groups(self.get_option("keyed_groups"), facts, name, strict)
