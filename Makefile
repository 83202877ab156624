# make demo      finds and repairs the faults of a copy of samples/chat
# make test      runs all checks and tests
# make views     runs the tests of views on every Django for which there is a Python
# make coverage  runs the tests slowly and tells which lines they leave out
# They set up what they need; PYTHON=python3.12 chooses the interpreter (3.10 or newer).

PYTHON ?= python3
VERSION := $(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])')
ROOM := .make
DEMO := $(ROOM)/demo-$(VERSION)
TEST := $(ROOM)/test-$(VERSION)
# What is imported is compiled then: most of what comes along never is.
PIP_INSTALL := -m pip install --quiet --disable-pip-version-check --no-compile
SPREAD := -n 2 --dist loadgroup
# A folder of its own: pytest's usual one is shared by all runs, which clean up after each other, and git hides $(ROOM).
PYTEST = scratch=$$(mktemp -d); trap 'rm -rf "$$scratch"' EXIT; $(TEST)/bin/pytest --basetemp="$$scratch/tests"

# The tests start many processes: none of them is to compile again what another one did.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo test coverage views pytest format clean

help:
	@sed -n '1,5s/^# //p' Makefile

# A copy outside of the checkout, which stays as it is; so does the user's own folder of undo patches.
demo: $(DEMO)/installed
	@set -eu; scratch=$$(mktemp -d); trap 'rm -rf "$$scratch"' EXIT; \
	export PATH="$(CURDIR)/$(DEMO)/bin:$$PATH" XDG_STATE_HOME="$$scratch/state"; \
	cp -R samples/chat "$$scratch/chat"; cd "$$scratch/chat"; \
	show() { printf '\n$$ %s\n' "$$*"; "$$@"; }; \
	findings() { show "$$@" || test $$? -eq 1; }; \
	findings channels-fix; \
	findings channels-fix --diff; \
	findings channels-fix --write; \
	findings channels-fix --write --unsafe-fixes; \
	show channels-fix

test: $(TEST)/installed
	$(TEST)/bin/ruff format --check .
	$(TEST)/bin/ruff check .
	$(TEST)/bin/mypy
	$(TEST)/bin/lint-imports
	@$(PYTEST) -q $(SPREAD)

coverage: $(TEST)/installed
	@$(PYTEST) -q $(SPREAD) --cov --cov-report=term:skip-covered --cov-fail-under=95

views: $(TEST)/installed
	$(TEST)/bin/nox $(ARGS)

# Some tests: make pytest ARGS='tests/test_cases.py -k suppress'
pytest: $(TEST)/installed
	@$(PYTEST) $(ARGS)

format: $(TEST)/installed
	$(TEST)/bin/ruff format .
	$(TEST)/bin/ruff check --fix .

clean:
	rm -rf $(ROOM) .nox build dist *.egg-info

$(DEMO)/installed: pyproject.toml
	@$(call create,$(DEMO))
	$(DEMO)/bin/python $(PIP_INSTALL) --editable .
	@touch $@

$(TEST)/installed: pyproject.toml
	@$(call create,$(TEST))
	$(TEST)/bin/python $(PIP_INSTALL) --editable '.[test]'
	@touch $@

# The folder hides itself from git.
define create
$(PYTHON) -c 'import sys; sys.exit("channels-fix needs Python 3.10 or newer: make PYTHON=python3.12 ..." if sys.version_info < (3, 10) else 0)' \
  && $(PYTHON) -m venv --clear $(1) && echo '*' > $(ROOM)/.gitignore
endef
