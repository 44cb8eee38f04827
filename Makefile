# demo: set up, load the samples, show the gaps.   test: all tests.   check: everything CI checks.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PACKAGE := __init__.py __main__.py py.typed cli.py lazy.py shell.py errors.py guard.py intake.py tables.py returns.py commands graph loaders queries reports schema

.PHONY: demo test check types lint layers format map packs bench eval clean screenshots

demo: $(VENV)/installed
	mkdir -p demo
	$(BIN)/liantu load examples --store demo/liantu.db
	$(BIN)/liantu gaps --store demo/liantu.db
	$(BIN)/liantu gaps --store demo/liantu.db -o demo/gaps.xlsx
	$(BIN)/liantu gaps --store demo/liantu.db -o demo/gaps.html
	$(BIN)/liantu network --store demo/liantu.db -o demo/network.html
	$(BIN)/liantu report --store demo/liantu.db -o demo/report
	@echo "请打开 demo/gaps.html、demo/network.html、demo/report 里的网页（浏览器），或 demo/gaps.xlsx（工作簿）"

test: $(VENV)/installed-dev
	$(BIN)/python -m pytest -n auto

check: $(VENV)/installed-dev lint types layers test

lint:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: .dev
	$(BIN)/mypy

layers:
	$(BIN)/lint-imports

format: $(VENV)/installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

map: $(VENV)/installed-dev
	$(BIN)/python tools/house_map.py

packs: $(VENV)/installed
	$(BIN)/python tools/packs.py

bench: $(VENV)/installed-dev
	$(BIN)/python -m bench

screenshots: $(VENV)/installed-dev
	$(BIN)/python tools/screenshots.py

eval: $(VENV)/installed-dev
	$(BIN)/python training/evaluate.py
	$(BIN)/python training/judge.py -v

# An editable install compiles nothing, and where Python may not write beside the code each start would compile it anew.
$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	$(BIN)/python -m compileall -q $(filter-out py.typed,$(PACKAGE))
	touch $@

$(VENV)/installed-dev: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[dev]"
	touch $@

# mypy and editors find a package by its folder name: .dev/liantu shows them the root under its installed name.
.dev: Makefile
	mkdir -p .dev/liantu && for n in $(PACKAGE); do ln -sfn ../../$$n .dev/liantu/$$n; done && touch .dev

clean:
	rm -rf $(VENV) .dev build dist demo *.egg-info
