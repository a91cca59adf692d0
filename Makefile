# `make` alone prints this list. Variables may follow any of them: make demo PORT=9443
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help demo test run check journeys bench bench-table bench-growth bench-compare profile fuzz docs audit trail-check new-app clean set-up set-up-tests

# Any Python >= 3.10 that truly runs: a version manager's shim may only say how to install one.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python3.10 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 10))' >/dev/null 2>&1 && echo $$p && break; done)
BIN := .venv/bin
# Tests of one file share its servers, so a file stays together.
N ?= auto
T ?=
# Some machines forbid Python to keep what it compiled: each of our processes would do it all again.
export PYTHONDONTWRITEBYTECODE :=

help:     ## this list
	@grep -hE '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## ?/make \1\t/' | expand -t 20

demo: set-up ## from a clone to the running product with the demo cast (RESET=1 PORT=… LAN=1)
	@exec $(BIN)/jiaxin demo

test: set-up-tests ## every test on all cores; T=tests/trust/consent for a part, DATABASE_URL=… for a server
	@exec $(BIN)/pytest -n $(N) --dist loadfile --no-loadscope-reorder $(T)

run: set-up ## the same processes with reload, on your own data (.data/own)
	@JIAXIN_MODE=demo JIAXIN_HOME=$${JIAXIN_HOME:-.data/own} exec $(BIN)/jiaxin up --reload

# The type checker loads the settings: with keys of its own, that open nothing.
check: export JIAXIN_MODE = test
check: export JIAXIN_HOME = $(CURDIR)/.cache/check
check: set-up-tests ## format, lint, types, floors, templates, migrations, docs fresh
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy jiaxin sandbox tests bootstrap.py
	$(BIN)/lint-imports
	git ls-files -z '*.html' | xargs -0 -r $(BIN)/djhtml --check
	git ls-files -z '*.html' | xargs -0 -r $(BIN)/djlint --lint
	$(BIN)/pytest -q tests/house

journeys: set-up-tests ## only the browser tests, screenshots to .shots/
	@exec $(BIN)/pytest tests/journeys $(T)

bench: set-up-tests ## the benchmarks, with their floors, in one run (QUICK=1 N=8000000 KEEP=8m CASES="S6 S9")
	@exec $(BIN)/python -m bench $(CASES)

bench-table: set-up-tests ## the table of docs/SCALE.md, of the newest kept results
	@exec $(BIN)/python -m bench.table

bench-growth: set-up-tests ## docs/growth.svg and its table: every kept result by its size
	@exec $(BIN)/python -m bench.growth

bench-compare: set-up-tests ## two results side by side (A=bench/results/one.json B=bench/results/other.json)
	@exec $(BIN)/python -m bench.against $(A) $(B)

profile: set-up-tests ## where the time of one case goes (S=S3)
	@exec $(BIN)/python -m bench.profiled $(S)

fuzz: set-up-tests ## one reader of strangers' bytes, for a minute, guided by what they reach (S=sheet SECONDS=60)
	@$(BIN)/python -c "import atheris" 2>/dev/null || \
		$$(test -x .tools/uv/bin/uv && echo .tools/uv/bin/uv || echo uv) sync -q --frozen --all-extras --group fuzz --python $(BIN)/python
	@exec $(BIN)/python -m tests.fuzz $(S) -max_total_time=$(or $(SECONDS),60)

docs: set-up-tests ## regenerate data.md, errors.md, actions.md, events.md, openapi.json
	@exec $(BIN)/python -m jiaxin.config.docs

audit: set-up-tests ## every part in uv.lock against published advisories (asks osv.dev; fails where it cannot)
	@exec $$(test -x .tools/uv/bin/uv && echo .tools/uv/bin/uv || echo uv) audit --frozen

trail-check: set-up ## recompute the audit chain
	@exec $(BIN)/jiaxin trail check

new-app: set-up ## lay out a new app: make new-app FLOOR=flows NAME=deposits ZH=保证金
	@$(BIN)/python -m ops.new_app "$(FLOOR)" "$(NAME)" --zh "$(ZH)"

clean: ## forget the tools and the environment; data stay
	@$(PYTHON) bootstrap.py clean

set-up:
	@test -n "$(PYTHON)" || { echo "A Python >= 3.10 is needed: none was found on PATH."; exit 1; }
	@$(PYTHON) bootstrap.py run

set-up-tests:
	@test -n "$(PYTHON)" || { echo "A Python >= 3.10 is needed: none was found on PATH."; exit 1; }
	@$(PYTHON) bootstrap.py test
