# The commands of linkreg. `make run` and `make test` are all a newcomer needs.

PORT ?= 8000
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; done)
BIN := .venv/bin
READY := .venv/.installed

# Settings of the demo only; a real office sets its own.
export LINKREG_DATABASE_URL ?= sqlite:///var/linkreg.sqlite3
export LINKREG_INDEX_DIR ?= var/index
export LINKREG_FILES_DIR ?= var/files

.PHONY: run test fuzz check format lock screenshots translations answers wheel clean

run: $(READY) var/secret-key
	@$(BIN)/linkreg init
	@$(BIN)/python -m fixtures --if-empty
	@LINKREG_DEMO=1 LINKREG_SECRET_KEY="$$(cat var/secret-key)" $(BIN)/linkreg serve --port $(PORT)

test: $(READY)
	@PYTHONHASHSEED="$$(date +%s)" $(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder

# Far more requests than in `make test`, drawn by chance: EXAMPLES of each kind, SEED to see them again.
EXAMPLES ?= 300
SEED ?= $(shell date +%s)
fuzz: $(READY)
	@echo "make fuzz EXAMPLES=$(EXAMPLES) SEED=$(SEED)"
	@FUZZ_EXAMPLES=$(EXAMPLES) FUZZ_SEED=$(SEED) $(BIN)/pytest -n auto --dist loadfile tests/fuzz

check: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --cache-dir .import_linter_cache | tail -n 12
	@$(BIN)/python .ci/lock.py check

format: $(READY)
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

lock: $(READY)
	@$(BIN)/python .ci/lock.py write

screenshots: $(READY)
	@$(BIN)/python -m tests.browser.screenshots var/screenshots

answers: $(READY)
	@$(BIN)/python -m tests.api.answers

translations: $(READY)
	@$(BIN)/python -m tests.translations.collecting

wheel: $(READY)
	@$(BIN)/python -m build --no-isolation --outdir dist

clean:
	rm -rf .venv build dist var/screenshots *.egg-info

$(READY): requirements.lock setup.cfg pyproject.toml
	@test -n "$(PYTHON)" || { echo "Perlu Python 3.11 atau lebih baru (paket Debian: python3 python3-venv)."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Memasang pustaka (sekali saja) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

var/secret-key: | $(READY)
	@mkdir -p var
	@umask 077 && $(BIN)/python -c "import secrets; print(secrets.token_urlsafe(32))" > $@
