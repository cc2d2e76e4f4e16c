# make demo    what Letopis makes of the articles in seeds/articles, left in output/
# make test    every check and test, in the same virtual environment
# make check   the checks and the quick tests with the tools of the current environment; installs nothing

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
ROWS ?= 25
FIRST_ARTICLE := a89e30db176fbe865
# Where the tools of lint lie; empty: on the PATH.
TOOLS ?=

.PHONY: demo test check lint clean

demo: $(VENV)/installed
	$(BIN)/letopis build seeds/articles -o output
	@echo
	@$(BIN)/letopis query facts article=$(FIRST_ARTICLE) --format csv | $(BIN)/python -c "$$PREVIEW"
	@echo
	@echo "These are some rows of output/facts.csv. Open output/graph.svg in a browser and output/graph.gexf in Gephi;"
	@echo "'$(BIN)/letopis query' lists the questions, '$(BIN)/letopis query who_called_whom' answers one."

test: $(VENV)/installed-for-test
	$(MAKE) lint TOOLS=$(BIN)/
	$(BIN)/pytest

check: lint
	$(TOOLS)pytest -m "not slow"

lint:
	$(TOOLS)ruff check
	$(TOOLS)ruff format --check
	$(TOOLS)mypy --strict
	PYTHONPATH=graph $(TOOLS)lint-imports

clean:
	rm -rf $(VENV) dist build

$(BIN)/python:
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(VENV)/installed: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/installed-for-test: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test]'
	@touch $@ $(VENV)/installed

define PREVIEW
import csv, itertools, sys
for row in itertools.islice(csv.DictReader(sys.stdin), $(ROWS)):
    ends = " – ".join(row[name] for name in ("subject", "predicate", "object") if row[name])
    stance = " ".join(row[name] for name in ("polarity", "modality") if row[name] not in ("positive", "actual"))
    aside = "; ".join(filter(None, [row["time"], row["quantity"], stance, row["source"]]))
    print(f"{ends} [{aside}]" if aside else ends)
endef
export PREVIEW
