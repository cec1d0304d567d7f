# Two commands do all the set-up on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SAMPLE := harbour-mutual-2026-q4

.PHONY: demo test bench lint libraries pictures clean

demo: $(VENV)/.installed libraries
	@mkdir -p out
	@for sample in samples/harbour-mutual-*.toml; do \
	  [ -e out/$${sample#samples/} ] || cp $$sample out/; done
	@$(BIN)/fortnight report out/$(SAMPLE).toml
	@if [ -t 0 ] && [ -t 1 ]; then $(BIN)/fortnight out/$(SAMPLE).toml; \
	else echo "No terminal here; open the app with: $(BIN)/fortnight out/$(SAMPLE).toml"; fi

test: $(VENV)/.installed-for-tests libraries lint
	$(BIN)/python -m pytest -n auto --dist worksteal

lint: $(VENV)/.installed-for-tests
	$(BIN)/ruff check app tests
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.installed-for-tests libraries
	$(BIN)/python -m tests.bench

libraries: $(VENV)/.installed
	@sh .ci/libraries $(BIN)/fortnight

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Fortnight needs Python 3.11 or newer; name one with: make PYTHON=python3.12 demo"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing; on Debian: apt-get install python3-venv"; exit 1; }

$(VENV)/.installed: pyproject.toml $(VENV)/bin/python
	@echo "Installing Fortnight into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.installed-for-tests: pyproject.toml $(VENV)/.installed
	@echo "Installing what the tests need ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
	@touch $@

pictures: $(VENV)/.installed libraries
	$(BIN)/python docs/pictures/make.py

clean:
	rm -rf $(VENV) out dist build
