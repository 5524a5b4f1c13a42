# Every verb of the project. CI calls the same ones. Override variables on the command line: make run PORT=9000
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8080
DATA ?= .onrecord
CORPORA ?=
IMAGE ?= onrecord
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
# One place for the oldest Python that works; pyproject.toml says the same to pip.
OLD_PYTHON := import sys; v = sys.version_info; sys.exit(v < (3, 11) and "onrecord needs Python 3.11 or newer, and %s is %d.%d: try make setup PYTHON=python3.12" % (sys.executable, v[0], v[1]))

.PHONY: setup run test check bench bench-full seed image clean
.DELETE_ON_ERROR:

setup: .venv/.dev .venv/.compiled       ## everything for development, from the hashed locks; a no-op when nothing changed

run: seed                               ## load the sample articles and serve them
	$(BIN)/onrecord serve --host $(HOST) --port $(PORT) --data-dir $(DATA)

seed: .venv/.compiled                   ## load the sample articles
	$(BIN)/onrecord import seeds/documents.jsonl --data-dir $(DATA)

test: .venv/.dev .venv/.compiled        ## all tests; make test ARGS='-k seeds' for some
	$(BIN)/python -m pytest -n auto $(ARGS)

check: .venv/.dev                       ## formatting, lint, types
	$(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/mypy

bench: .venv/.dev .venv/.compiled       ## measure in minutes; CORPORA=DIR for real texts
	$(BIN)/python -m benchmarks --corpora $(CORPORA) $(ARGS)

bench-full: .venv/.dev .venv/.compiled  ## measure on the whole corpora, and replace the figures of the docs
	@test -n '$(CORPORA)' || { echo "name the folder of texts: make bench-full CORPORA=DIR" >&2; exit 2; }
	$(BIN)/python -m benchmarks --full --corpora $(CORPORA) $(ARGS)

image:                                  ## the container image
	docker build --tag $(IMAGE) .

clean:                                  ## forget the environment, not the archive
	rm -rf .venv

# The stamps below make setup a no-op until a lock or pyproject.toml changes. `make run` installs only what serving
# needs: a newcomer waits for half of the packages. --no-build-isolation builds the project itself with the locked
# setuptools instead of fetching another one; --no-index makes sure of it.
.venv/.python:
	@$(PYTHON) -c '$(OLD_PYTHON)'
	@$(PYTHON) -m venv .venv && touch $@

.venv/.runtime: .venv/.python requirements/runtime.txt requirements/build.txt requirements/compile.txt pyproject.toml
	@echo "Installing the packages of requirements/runtime.txt into .venv (once; a minute or so) ..."
	@$(PIP) --require-hashes -r requirements/build.txt -r requirements/runtime.txt -r requirements/compile.txt
	@$(PIP) --no-index --no-deps --no-build-isolation -e . && touch $@

.venv/.dev: .venv/.runtime requirements/dev.txt
	@echo "Installing the packages of requirements/dev.txt into .venv (once; a minute or so) ..."
	@$(PIP) --require-hashes -r requirements/dev.txt && touch $@

# Kernels are kept by their own file's time alone: those of older sources go, for what they call may have changed.
# Compiled modules are of exactly these sources; where no C compiler is, this says so and the sources run as they are.
# Where Python may not write bytecode by the way, as in many containers, every start would compile all sources.
.venv/.compiled: .venv/.runtime $(shell find matcher -name '*.py')
	@find matcher -name '*.nb[ci]' -delete
	@echo "Compiling the search kernels (once, and when the matcher changes; a minute or so) ..."
	@$(BIN)/python -m matcher.warm_up
	@echo "Compiling the matcher's modules (once, and when they change; a minute or two) ..."
	@$(BIN)/python -m matcher.native.build
	@$(BIN)/python -m compileall -q matcher service && touch $@
