# Two commands matter: `make demo` and `make test`. Both set up what they need, without root.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
TORCH_INDEX ?=

.PHONY: setup demo test check serve bench evaluate translate lock clean

setup: $(STAMP)

$(STAMP): pyproject.toml requirements.lock scripts/install scripts/contexts
	PYTHON="$(PYTHON)" VENV="$(VENV)" TORCH_INDEX="$(TORCH_INDEX)" scripts/install
	scripts/contexts
	$(BIN)/paritas setup
	@touch $@

demo: setup
	$(BIN)/paritas demo --out out/demo

test: setup
	$(BIN)/python -m pytest

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/paritas check
	$(BIN)/python -m service.reporting.catalogues check

translate: setup
	$(BIN)/python -m service.reporting.catalogues update

bench: setup
	$(BIN)/paritas bench

evaluate: setup
	$(BIN)/paritas evaluate outcomes --gold "$${SHARED_DIR:-../shared}/gold/outcomes/outcomes.csv"

# The service has its own issue; until then this fails in words instead of starting half a server.
serve:
	@echo "paritas serve is not built yet: use 'paritas assess FILE --to CC' (see README)" >&2; exit 2

# Pins what pyproject allows, as resolved on this machine.
lock:
	$(BIN)/python scripts/lock.py > requirements.lock

clean:
	rm -rf $(VENV) out build *.egg-info
