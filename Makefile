# make demo   a workspace of sample articles, and the reader on it
# make test   the whole suite
# Both make their own environment in .venv and need nothing but Python 3.11 or newer.

PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$python" && break; done)
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: demo test quick check coverage bench train lists evaluate evaluate-rules requirements docs pictures clean

demo: $(VENV)/run.stamp
	@$(BIN)/briefing demo

test: $(VENV)/dev.stamp
	@$(BIN)/python -m pytest -n auto

quick: $(VENV)/dev.stamp
	@$(BIN)/python -m pytest -n auto -m "not slow"

check: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

coverage: $(VENV)/dev.stamp
	@$(BIN)/python -m pytest -n auto --cov --cov-report=term:skip-covered --cov-fail-under=90

# N=100000 make bench; KEEP=folder keeps the figures. Engines that are not installed are left out.
bench: $(VENV)/dev.stamp
	@$(BIN)/python tools/bench/engines.py --articles $(or $(N),20000) $(if $(KEEP),--keep $(KEEP))

# DATA=folder names the annotated texts; both take minutes. train writes the model, evaluate only says what it can do.
train evaluate: $(VENV)/train.stamp
	@$(BIN)/python tools/train/$@.py $(if $(DATA),--data $(DATA))

# After a change of index/extraction/lexicon: the word book holds those lists ready for the tagger. Seconds, and no data.
lists: $(VENV)/dev.stamp
	@$(BIN)/python tools/train/book.py

evaluate: evaluate-rules

# What is no model is measured on the gold sets of the project alone, in seconds.
evaluate-rules: $(VENV)/dev.stamp
	@for part in statements names dates; do $(BIN)/python tools/evaluate/$$part.py; done

# The pictures of the README, from the samples.
pictures: $(VENV)/dev.stamp
	@$(BIN)/python tools/pictures.py

docs: $(VENV)/dev.stamp
	@$(BIN)/python tools/docs.py

requirements: $(VENV)/dev.stamp
	@$(INSTALL) pip-tools
	@$(BIN)/pip-compile --quiet --strip-extras --generate-hashes --no-annotate --no-header --no-emit-index-url \
		--no-emit-find-links --no-emit-options --output-file requirements/run.txt pyproject.toml
	@$(BIN)/pip-compile --quiet --strip-extras --generate-hashes --no-annotate --no-header --no-emit-index-url \
		--no-emit-find-links --no-emit-options --allow-unsafe --constraint requirements/run.txt \
		--output-file requirements/build.txt requirements/build.in
	@$(BIN)/pip-compile --quiet --strip-extras --generate-hashes --no-annotate --no-header --no-emit-index-url \
		--no-emit-find-links --no-emit-options --allow-unsafe --extra dev --constraint requirements/run.txt \
		--constraint requirements/build.txt \
		--output-file requirements/dev.txt pyproject.toml
	@$(BIN)/pip-compile --quiet --strip-extras --generate-hashes --no-annotate --no-header --no-emit-index-url \
		--no-emit-find-links --no-emit-options --allow-unsafe --extra train --constraint requirements/run.txt \
		--constraint requirements/dev.txt --output-file requirements/train.txt pyproject.toml

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage*

# The lists are complete: pip adds nothing to them, or a newer release of a package with extras would stop it.

# An environment for running. hatchling builds the package itself, from its own pinned requirements.
$(VENV)/run.stamp: requirements/run.txt requirements/build.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "Briefing needs Python 3.11 or newer. Install it, or name it: make PYTHON=/path/to/python3 $(MAKECMDGOALS)"; exit 1; }
	@echo "Making the environment in $(VENV); this is done once."
	@test -x $(BIN)/python || "$(PYTHON)" -m venv $(VENV)
	@$(INSTALL) --no-deps --require-hashes -r requirements/run.txt -r requirements/build.txt
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@# Or the first start compiles it all, and every start does where the environment forbids Python to write.
	@$(BIN)/python -m compileall -q briefing index
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp requirements/dev.txt
	@$(INSTALL) --no-deps --require-hashes -r requirements/dev.txt
	@touch $@

$(VENV)/train.stamp: $(VENV)/dev.stamp requirements/train.txt
	@$(INSTALL) --no-deps --require-hashes -r requirements/train.txt
	@touch $@
