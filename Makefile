# Two commands for a newcomer: `make run` and `make test`. Each sets up what it needs in .venv.
# PYTHON=/path/to/python3 chooses another interpreter; it must be 3.11 or later.

PYTHON ?= $(firstword $(foreach p,python3 python3.14 python3.13 python3.12 python3.11,\
	$(shell $(p) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(p))))
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run test test-fast test-slow postgresql check format docs golden bench picture frontend frontend-check clean help
.DEFAULT_GOAL := help

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

run: $(VENV)/installed ## read an example article and show its records
	@$(BIN)/musnad read examples/talks.jsonl --format table

test: test-fast test-slow ## run all the tests

test-fast: $(VENV)/installed-dev
	$(BIN)/python -m pytest

test-slow: $(VENV)/installed-dev $(if $(shell command -v npm),frontend/node_modules)
	$(BIN)/python -m pytest -m slow

postgresql: $(VENV)/installed-dev ## find or install the PostgreSQL server that slow tests start
	@$(BIN)/python -m tests.postgresql

check: $(VENV)/installed-dev ## lint, formatting, types, generated files
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python tools/build_docs.py --check

format: $(VENV)/installed-dev ## mend what ruff can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(VENV)/installed-dev ## make the schema and the reference pages anew
	$(BIN)/python tools/build_docs.py

golden: $(VENV)/installed ## make the records of golden/ anew; read the difference before keeping it
	$(BIN)/python tools/renew_golden.py

bench: $(VENV)/installed ## measure the speed on the examples
	@$(BIN)/musnad bench examples

picture: $(VENV)/installed-dev ## take the pictures of the README and the docs anew, with Chromium
	@$(BIN)/musnad read examples/talks.jsonl -o $(VENV)/page.html
	chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1280,1000 \
	  --screenshot=docs/images/page.png file://$(CURDIR)/$(VENV)/page.html
	$(BIN)/python tools/picture_desk.py

frontend: frontend/node_modules ## build the desk's scripts and fonts anew, with Node
	cd frontend && npm run --silent check && npm run --silent build

frontend-check: frontend/node_modules ## fail when what is built is not what the sources give
	@cd frontend && npm run --silent check && npm run --silent build -- "$(CURDIR)/$(VENV)/built"
	@diff -r $(VENV)/built src/musnad/surfaces/web/static/built || { echo "out of date, run \`make frontend\`" >&2; exit 1; }

frontend/node_modules: frontend/package-lock.json
	@cd frontend && npm ci --no-audit --no-fund --silent && touch node_modules

clean: ## remove what the commands above made
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Musnad needs Python 3.11 or later: no python3 of that age was found. Install one, or name it: make run PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "$(PYTHON) cannot make a virtual environment. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }

# The stamps are files, so that nothing is installed twice and nothing needs the network twice.
$(VENV)/installed: pyproject.toml | $(BIN)/python
	@echo "Installing Musnad into $(VENV) (once)..." >&2
	@$(PIP) install --editable . || { echo "The installation failed. It needs the Python package index once; see the message above." >&2; exit 1; }
	@touch $@

$(VENV)/installed-dev: pyproject.toml | $(BIN)/python
	@echo "Installing Musnad and its test tools into $(VENV) (once)..." >&2
	@$(PIP) install --editable '.[dev]' || { echo "The installation failed. It needs the Python package index once; see the message above." >&2; exit 1; }
	@touch $@ $(VENV)/installed
