# The two commands: `make demo` and `make test`. Both make their own .venv on first use; after that nothing is
# downloaded. Another Python: make demo PYTHON=python3.12
PYTHON ?= python3
ARGS ?=
BIN := .venv/bin

.PHONY: demo test check bench pictures clean
.DELETE_ON_ERROR:

demo: .venv/demo.stamp  ## play the bundled broadcast through everything (ARGS="--speed max --headless")
	$(BIN)/livecue demo $(ARGS)

test: check  ## lint, types, import contracts, tests
	$(BIN)/python -m pytest -n 2 --dist worksteal $(ARGS)

check: .venv/dev.stamp  ## lint, types and import contracts alone
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

bench: .venv/dev.stamp  ## ratios beside their baselines (ARGS=journal for one of them)
	$(BIN)/python -m bench $(ARGS)

pictures: .venv/dev.stamp  ## draw the README's pictures from the real program
	$(BIN)/python docs/pictures.py $(ARGS)

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "LiveCue needs Python 3.11 or newer; name one with PYTHON=...")'
	$(PYTHON) -m venv .venv

.venv/demo.stamp: pyproject.toml constraints.txt | .venv/bin/python
	$(BIN)/python -m pip install --disable-pip-version-check --quiet -c constraints.txt -e '.[embedded,meaning]'
	touch $@

.venv/dev.stamp: .venv/demo.stamp
	$(BIN)/python -m pip install --disable-pip-version-check --quiet -c constraints.txt -e '.[embedded,meaning,dev]'
	touch $@
