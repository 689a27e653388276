#!/usr/bin/python
DOCUMENTATION=""
EXAMPLES=""
RETURN=""
from ansible_collections.iamops.keycloak.plugins.module_utils.binding.module import Binding
from ansible_collections.iamops.keycloak.plugins.module_utils.keycloak.kinds.identity_providers import IDENTITY_PROVIDER

BINDING = Binding(IDENTITY_PROVIDER)


def main():
    """Run the module."""
    BINDING.main()


if __name__ == "__main__":
    main()
