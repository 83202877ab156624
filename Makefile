# make demo   finds and repairs the faults of a copy of samples/chat
# make test   runs all checks and tests
# make views  runs the tests of views on every Django for which there is a Python
# They set up what they need; PYTHON=python3.12 chooses the interpreter (3.10 or newer).

PYTHON ?= python3
VERSION := $(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])')
ROOM := .make
DEMO := $(ROOM)/demo-$(VERSION)
TEST := $(ROOM)/test-$(VERSION)
QUICK_TESTS := tests/test_cases.py tests/engine tests/flow tests/rules
PIP_INSTALL := -m pip install --quiet --disable-pip-version-check
SPREAD := -n 2 --dist loadgroup
# A folder of its own: pytest's usual one is shared by all runs, which clean up after each other, and git hides $(ROOM).
PYTEST = scratch=$$(mktemp -d); trap 'rm -rf "$$scratch"' EXIT; $(TEST)/bin/pytest --basetemp="$$scratch/tests"

.DEFAULT_GOAL := help
.PHONY: help demo test quick-test views pytest format clean

help:
	@sed -n '1,4s/^# //p' Makefile

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
	@$(PYTEST) -q $(SPREAD) --cov --cov-report=term:skip-covered --cov-fail-under=90

# What depends on the version of Python: no servers; consumers and views of the cases are fixed but not run.
quick-test: $(TEST)/installed
	@$(PYTEST) -q $(SPREAD) -k 'not its_client' --ignore=tests/engine/test_view_oracle.py $(QUICK_TESTS)

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
