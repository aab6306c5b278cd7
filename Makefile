# Every target makes the environment first if need be; when it is up to date that takes no noticeable time.
.DEFAULT_GOAL := help
SHELL := bash
PY := .venv/bin/python
# Folders that hold our own Python; a folder not yet there is skipped.
CODE := $(wildcard uitzendlab sim experiments analysis conf scenarios tests tools)
# Two workers: each compiles nothing (set-up has filled the kernel cache) and needs one thread only.
PYTEST := OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1 POLARS_MAX_THREADS=1 NUMBA_NUM_THREADS=1 \
	$(PY) -m pytest -n $(or $(WORKERS),2) --dist loadfile
ARGS :=
# On a machine for continuous integration (CI is set) the quick tests also fail where they run too few of the lines.
COVERED := $(if $(CI),--cov --cov-report=)
# Containers often forbid compiled Python files; then each command that a test starts compiles all of ours again.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: setup run test test-slow coverage mutants docs lint format lock bench bench-engine bench-docs lever-effects clean help

setup: ## make the environment in .venv/ and compile the kernels
	@tools/setup.sh

run: setup ## run the main experiment into results/main
	.venv/bin/uitzendlab run --out results/main $(ARGS)

test: setup ## the quick tests
	$(PYTEST) -m "not slow and not browser" $(COVERED) $(ARGS)

coverage: setup ## the quick tests, and which lines outside kernels they do not run
	$(PYTEST) -m "not slow and not browser" --cov --cov-report=term $(ARGS)

mutants: setup ## faults by hand in three phases, and which of them no test finds
	$(PY) -m tools.dev.mutate $(ARGS)

test-slow: setup ## the slow tests and those that need a browser
	$(PYTEST) -m "slow or browser" $(ARGS)

docs: setup ## build the documentation site into build/docs, without a network; a broken link is an error
	$(PY) -m sphinx -q -W --keep-going -E -b html -c tools/site -d build/doctrees . build/docs $(ARGS)
	@echo "open build/docs/index.html"

lint: setup ## what a change must pass: format, rules, types, direction of imports
	.venv/bin/ruff format --check $(CODE)
	.venv/bin/ruff check $(CODE)
	$(PY) -m tools.dev.limits
	.venv/bin/pyright
	.venv/bin/lint-imports

format: setup ## put the code in its standard form
	.venv/bin/ruff check --fix-only --quiet $(CODE)
	.venv/bin/ruff format $(CODE)

lock: ## write requirements.lock from pyproject.toml (UPGRADE=1: newest versions)
	@UPGRADE=$(UPGRADE) tools/setup.sh lock

bench: setup ## measure speed and memory
	$(PY) -m tests.performance.bench $(ARGS)

bench-engine: setup ## measure the engine (ARGS=overhead for one part)
	$(PY) -m tests.performance.engine_bench $(ARGS)

lever-effects: setup ## what each measure alone does to its own margin: the runs (half an hour) and the table
	$(PY) -m tools.docs.lever_effects $(ARGS)
	$(PY) -m tools.docs.make_levers

bench-docs: setup ## write the measured figures into the documents
	$(PY) -m tools.docs.bench_docs $(ARGS)

clean: ## remove what set-up and the tools made; results stay
	rm -rf .venv .tools .setup-lock build dist .pytest_cache .hypothesis .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
