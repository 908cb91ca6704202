# Everything starts here. `make demo` and `make test` need Python 3.11+ and make, nothing else.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo run test check bench search lock clean

demo: $(STAMP)
	$(BIN)/rondetafel demo

run: $(STAMP)
	$(BIN)/rondetafel run

test: $(STAMP)
	$(BIN)/pytest -n 2

check: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2

# Exit 1 where a budget of the design is missed; the last line is the verdict.
bench: $(STAMP)
	$(BIN)/python -m bench

# Tries to work out an answer from everything that is published under geheim, in bigger conferences than the tests do.
search: $(STAMP)
	$(BIN)/python -m bench.inference

# New versions within the bounds of pyproject.toml, with their hashes.
lock: $(STAMP)
	$(BIN)/pip install pip-tools
	$(BIN)/pip-compile --strip-extras --allow-unsafe --generate-hashes --no-emit-index-url --no-emit-find-links \
		--no-header --extra=build --output-file=requirements/run.txt pyproject.toml
	$(BIN)/pip-compile --strip-extras --allow-unsafe --generate-hashes --no-emit-index-url --no-emit-find-links \
		--no-header --extra=build --extra=dev --output-file=requirements/dev.txt pyproject.toml

$(STAMP): requirements/dev.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(STAMP)

clean:
	rm -rf $(VENV) uitvoer build *.egg-info
