# openfisca-cpam: `make run` serves the rules, `make test` checks everything.

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
WORKERS ?= 2
FRANCE := .venv-openfisca-france

.DEFAULT_GOAL := help
.PHONY: help install run test test-all matrix chromium spark cases coverage mutate format bench couverture docs docs-serve clean

help:  ## Say what each command does
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# A virtual environment on the first Python >= 3.11 found (or on PYTHON=…), renewed when pyproject.toml changes.
$(STAMP): pyproject.toml
	@set -eu; \
	for candidate in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
	  if "$$candidate" -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
	    echo "Setting up $(VENV) ($$("$$candidate" --version))"; \
	    test -x $(BIN)/python || "$$candidate" -m venv $(VENV); \
	    $(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"; \
	    touch $@; \
	    exit 0; \
	  fi; \
	done; \
	echo "Python 3.11 or later (with venv) is needed: install it, or say where it is with PYTHON=/path/to/python3" >&2; \
	exit 1

install: $(STAMP)  ## Set up the virtual environment

run: $(STAMP)  ## Serve the rules on 127.0.0.1:5000
	$(BIN)/openfisca-cpam serve

test: $(STAMP)  ## Lint, every test and case, and the cases again on the built wheel
	$(BIN)/ruff check .
	$(BIN)/yamllint --strict .
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -m "not complet"

# openfisca-france still needs an older core: both packages stand in an environment of their own.
$(FRANCE)/.installed: $(STAMP)
	@test -x $(FRANCE)/bin/python || $(BIN)/python -m venv $(FRANCE)
	@$(FRANCE)/bin/python -m pip install --quiet --disable-pip-version-check "openfisca-france==176.1.8" --editable .
	@touch $@

# The pages are driven in the system's Chromium; without it their browser tests stand aside, and say so.
chromium:
	@command -v chromium >/dev/null || test -x "$${CHROMIUM:-/usr/bin/chromium}" || { \
	  if command -v apt-get >/dev/null && test "$$(id -u)" = 0; then \
	    echo "Installing Chromium, for the tests of the pages"; \
	    apt-get install -y -qq chromium >/dev/null || { apt-get update -qq && apt-get install -y -qq chromium >/dev/null; }; \
	  else \
	    echo "Chromium is missing: the browser tests of the pages are left out." \
	      "Install it (sudo apt-get install chromium) or say where it is with CHROMIUM=/path" >&2; \
	  fi; }

# Spark and its Java, for the test of the adapter; without Java it stands aside, and says so.
spark: $(STAMP)
	@$(BIN)/python -c 'import pyspark' 2>/dev/null || $(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[spark]"
	@command -v java >/dev/null || { \
	  if command -v apt-get >/dev/null && test "$$(id -u)" = 0; then \
	    echo "Installing Java, for the test of Spark"; \
	    apt-get install -y -qq default-jre-headless >/dev/null || { apt-get update -qq && apt-get install -y -qq default-jre-headless >/dev/null; }; \
	  else \
	    echo "Java is missing: the test of Spark is left out. Install it (sudo apt-get install default-jre-headless)." >&2; \
	  fi; }

test-all: $(STAMP) $(FRANCE)/.installed chromium spark  ## The same, with the cases on the wheel beside the oldest core too
	$(BIN)/ruff check .
	$(BIN)/yamllint --strict .
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

matrix: $(STAMP)  ## The wheel and the sdist elsewhere, on each Python, core and numpy they promise
	$(BIN)/python .ci/matrix

cases: $(STAMP)  ## The YAML cases alone, with OpenFisca's own command
	$(BIN)/openfisca test -c openfisca_cpam tests

coverage: $(STAMP)  ## What the cases reach of the dated values, formulas, variables and rules
	$(BIN)/openfisca-cpam coverage

mutate: $(STAMP)  ## Change each dated value, then each operator of the formulas: some case must fail
	$(BIN)/openfisca-cpam mutate
	$(BIN)/openfisca-cpam mutate --formulas

format: $(STAMP)  ## Format the Python files
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(STAMP)  ## Run the benchmarks
	@set -eu; for benchmark in benchmarks/*.py; do $(BIN)/python "$$benchmark"; done

couverture: $(STAMP)  ## Write the table of what is covered into README.md
	$(BIN)/python -m openfisca_cpam.quality.couverture --write README.md

# MkDocs prints advice about its own future on each run.
docs docs-serve: export NO_MKDOCS_2_WARNING = 1
docs docs-serve: export DISABLE_MKDOCS_2_WARNING = true

docs: $(STAMP)  ## Build the site into build/site
	$(BIN)/python -m mkdocs build --strict --quiet
	@echo "build/site/index.html"

docs-serve: $(STAMP)  ## Serve the site on 127.0.0.1:8000, built again when a page changes
	$(BIN)/python -m mkdocs serve --dev-addr 127.0.0.1:8000

clean:  ## Remove the virtual environment and everything built
	rm -rf $(VENV) build dist .pytest_cache .ruff_cache .hypothesis *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
