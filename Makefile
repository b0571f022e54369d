# The front door: `make serve` opens the handbook, `make check` is for the minute-by-minute loop,
# `make test` proves everything. `make help` lists the rest.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PORT ?= 8000
export PYTHON
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# Hundreds of tests start a Python of their own, which must not compile the sources each time.
unexport PYTHONDONTWRITEBYTECODE

bin := .venv/bin
# On each core, at most four at once, since each may open a Chromium.
pytest := $(bin)/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal

# An environment that was moved, or whose Python has gone, is made anew.
ifneq ($(shell cat .venv/.made 2>/dev/null && $(bin)/python -c '' 2>&1),$(CURDIR))
.PHONY: .venv/.made
endif

.PHONY: help
help:
	@sed -n 's/^\([a-z-]*\):.*## /  make \1	/p' $(MAKEFILE_LIST) | expand -t 18

.PHONY: setup
setup: .venv/.installed node_modules/.made ## prepare .venv and node_modules
	@:

.PHONY: serve
serve: runtime ## open the handbook on http://localhost:8000, anew at every save
	$(bin)/mkdocs serve --dev-addr localhost:$(PORT)

.PHONY: check
check: lint types ## check form and types, and run the quick tests
	$(pytest) -m "not browser and not library and not slow"

.PHONY: test
test: browser lint types runtime ## prove everything, in a real browser too
	$(pytest)

.PHONY: test-deep
test-deep: browser runtime ## put 100,000 random questions to the engine, a list and the page
	$(bin)/python -m pytest tests/library/test_same_answer.py --questions 100000

.PHONY: mutants
mutants: setup build/mutmut ## break a package of the engine, place by place: make mutants PACKAGE=given
	PYTHONPATH=$(CURDIR)/build/mutmut $(bin)/python -m tools.mutants $(PACKAGE)

build/mutmut: tools/mutants.lock
	$(bin)/python -m pip install -qq --require-hashes --only-binary :all: --upgrade --target $@ -r $<
	@touch $@

.PHONY: lint
lint: .venv/.installed ## check the Python code's form
	$(bin)/ruff format --check .
	$(bin)/ruff check .

.PHONY: types
types: setup ## check the types of the Python and JavaScript code
	$(bin)/mypy
	node_modules/.bin/tsc

.PHONY: runtime
runtime: setup ## build the calculator's Python for the browser
	$(bin)/python -m handbook.runtime

.PHONY: dist
dist: runtime ## build the wheels from which a handbook of one's own is installed
	$(bin)/python -m tools.dist

.PHONY: contract
contract: setup ## write the JSON contract and its types for the page's scripts
	$(bin)/python -m tools.contract

.PHONY: bench
bench: browser runtime ## compare start and answers with what others offer
	$(bin)/python -m tests.bench.boot
	$(bin)/python -m tests.bench.keystroke
	$(bin)/python -m tests.bench.engine
	$(bin)/python -m tests.bench.grade
	$(bin)/python -m tests.bench.build

.PHONY: browser
browser:
	@tools/get-chromium
	@tools/get-servers

.PHONY: lock
lock: .venv/.made ## resolve requirements.in and package.json anew, and show the licences
	env -u UV_INDEX -u UV_INDEX_URL -u UV_DEFAULT_INDEX -u UV_EXTRA_INDEX_URL -u UV_FIND_LINKS \
	  $(bin)/uv pip compile requirements.in --upgrade --no-config --universal --python-version 3.12 \
	  --generate-hashes --no-header --no-annotate --quiet --output-file requirements.lock
	env -u UV_INDEX -u UV_INDEX_URL -u UV_DEFAULT_INDEX -u UV_EXTRA_INDEX_URL -u UV_FIND_LINKS \
	  $(bin)/uv pip compile tools/mutants.in --constraint requirements.lock --no-config --universal \
	  --python-version 3.12 --generate-hashes --no-header --no-annotate --quiet \
	  --output-file tools/mutants.lock
	npm install --package-lock-only --ignore-scripts
	$(MAKE) licences

.PHONY: licences
licences: setup ## list every locked package with its licence
	$(bin)/python -m tools.licences

.PHONY: clean
clean: ## remove what was built, but not the environment
	rm -rf build dist site .pytest_cache .mypy_cache .ruff_cache .hypothesis

.PHONY: distclean
distclean: clean ## remove the environment too
	rm -rf .venv node_modules tierbook.egg-info calculator/tiercalc.egg-info calculator/build

.venv/.made: requirements.lock
	@python=$$(tools/find-python); \
	echo "Preparing .venv with $$python …"; \
	"$$python" -m venv --clear .venv
	@$(bin)/python -m pip install -qq --require-hashes --only-binary :all: -r requirements.lock
	@printf '%s\n' '$(CURDIR)' >$@

.venv/.installed: .venv/.made pyproject.toml calculator/pyproject.toml
	@$(bin)/python -m pip install -qq --no-deps --no-build-isolation -e . -e ./calculator
	@touch $@

node_modules/.made: package.json package-lock.json .npmrc
	@tools/check-node
	@echo "Preparing node_modules …"
	@npm ci --loglevel=error
	@touch $@
