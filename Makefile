# The front door: everything installs what it needs below build/, and works from a fresh clone.

PYTHONS = python3 python3.13 python3.12 python3.11 python3.10 python3.9
PYTHON ?= $(shell for each in $(PYTHONS); do \
	$$each -c 'import sys; sys.exit(sys.version_info < (3, 9))' 2>/dev/null && echo $$each && break; done)
KEYCLOAK ?= 26.7.2
TARGET ?=
RUN = $(PYTHON) tests/tools/run.py

.DEFAULT_GOAL := help

.PHONY: help
help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r name text; do \
		printf '  make %-12s %s\n' "$$name" "$$text"; done

.PHONY: quickstart
quickstart: ## Bring a real Keycloak on loopback into the state that playbooks/quickstart.yml declares
	@$(RUN) quickstart

.PHONY: stop
stop: ## Stop the quickstart's server and remove it
	@$(RUN) stop

.PHONY: test
test: ## Run every test: sanity, unit, lint, the artifact, integration, molecule
	@$(RUN) test --keycloak $(KEYCLOAK)

.PHONY: unit
unit: ## Run the unit tests on every release of ansible-core
	@$(RUN) unit

.PHONY: sanity
sanity: ## Run ansible-test sanity on every release of ansible-core
	@$(RUN) sanity

.PHONY: lint
lint: ## Run ruff, mypy, ansible-lint, antsibull-docs and antsibull-changelog
	@$(RUN) lint

.PHONY: integration
integration: ## Run the tests on a real server: make integration [TARGET=keycloak_client] [KEYCLOAK=26.7.2]
	@$(RUN) integration --keycloak $(KEYCLOAK) --target "$(TARGET)"

.PHONY: coverage
coverage: ## Run the integration tests, see that all operations of the API are called, and write their table
	@$(RUN) coverage --keycloak $(KEYCLOAK)

.PHONY: molecule
molecule: ## Take the role and the quickstart through converge, idempotence, verify and destroy
	@$(RUN) molecule

.PHONY: bench
bench: ## Measure the modules against their peers on a real server
	@$(RUN) bench --keycloak $(KEYCLOAK)

.PHONY: fresh
fresh: ## Write what a fresh realm of a version has, for exports to leave out: make fresh KEYCLOAK=26.8.0
	@$(RUN) fresh --keycloak $(KEYCLOAK)

.PHONY: docs
docs: ## Build the documentation as HTML pages in build/docs/html
	@$(RUN) docs

.PHONY: changelog
changelog: ## Write CHANGELOG.md from the fragments, for the version in galaxy.yml
	@$(RUN) changelog

.PHONY: build
build: ## Build the collection's artifact in build/artifact
	@$(RUN) build

.PHONY: artifact
artifact: ## Build the artifact, and let galaxy-importer judge it
	@$(RUN) artifact

.PHONY: clean
clean: ## Remove build/
	@rm -rf build
