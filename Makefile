# `make` lists what there is. `make demo` and `make test` do all set-up themselves.
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help demo demo-new test check format looks worlds mutants bench bench-national translations

help:  ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

demo: .venv/run.stamp translations  ## a service's three years with no real people, kept in var/demo, at 127.0.0.1:8000
	@VISAVIS_VAR=$${VISAVIS_VAR:-var/demo} $(BIN)/visavis demo

demo-new:  ## throw the demo away and make another
	@rm -rf var/demo
	@$(MAKE) --no-print-directory demo

test: .venv/dev.stamp translations  ## the whole suite: SQLite, PostgreSQL where one answers, a real browser where one is found
	@$(BIN)/python -m tests

check: .venv/dev.stamp translations  ## format, lint, templates, types, layers: seconds
	@$(BIN)/python -m tests check

format: .venv/dev.stamp  ## bring the code into its form
	@$(BIN)/ruff check -q --fix src tests benchmarks; $(BIN)/ruff format -q src tests benchmarks

looks: .venv/dev.stamp translations  ## every page of every door in every way of looking, a picture of each in VISAVIS_PICTURES (var/looks)
	@VISAVIS_LOOKS=1 VISAVIS_PICTURES=$${VISAVIS_PICTURES-var/looks} $(BIN)/python -m pytest -q -s -n 2 -p no:cacheprovider tests/looks

worlds: .venv/dev.stamp  ## the barrier over 20,000 fresh histories of 50 steps, and over 300 through HTTP
	@VISAVIS_FRESH=1 VISAVIS_WORLDS=20000 VISAVIS_WORLDS_SECONDS=36000 VISAVIS_HTTP_WORLDS=300 $(BIN)/python -m pytest -q -s -m worlds -p no:cacheprovider

mutants: .venv/dev.stamp translations  ## each rule of the sight table raised, each door's declaration deleted: none may survive
	@$(BIN)/python -m pytest -q -s -p no:cacheprovider tests/mediation/test_sight.py tests/worlds/test_canaries.py -k "raised or declaration"

bench: .venv/dev.stamp translations  ## the figures of benchmarks/README.md, each beside its peer or limit
	@for each in acts_per_second see_300 see_desk epoch_and_verify mmrm_vs_nlme mmrm_at_scale factsheet uploads video pages home lighthouse; do \
	  echo "== $$each"; PYTHONPATH=.:src $(BIN)/python benchmarks/$$each.py || true; done

bench-national: .venv/dev.stamp translations  ## a hundred thousand trajectories on PostgreSQL: pages, report, fifty people, front door
	@$(BIN)/python benchmarks/national.py --keep $${VISAVIS_BENCH:-var/bench} || true

translations: .venv/run.stamp
	@$(BIN)/python -m visavis.config.translations > /dev/null

.venv/python.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Visavis needs Python 3.11 or later."; exit 2; }
	@echo "Setting up .venv (once)."
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/run.stamp: .venv/python.stamp requirements/run.txt pyproject.toml
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/run.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev.stamp: .venv/run.stamp requirements/dev.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@
