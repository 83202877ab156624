"""The tests of views on every Django that they are for: `nox`, or `nox -s "views(6.1)"`."""

from __future__ import annotations

import nox

nox.options.error_on_missing_interpreters = False
nox.options.reuse_venv = "yes"

# Each on the oldest and newest Pythons in turn that it runs on.
DJANGOS = {"4.2": "3.10", "5.0": "3.10", "5.1": "3.11", "5.2": "3.11", "6.0": "3.12", "6.1": "3.13"}
TESTS = ["tests/test_view_cases.py", "tests/engine/test_view_oracle.py", "tests/e2e/test_reports_parity.py"]


@nox.session
@nox.parametrize(("python", "django"), [(python, django) for django, python in DJANGOS.items()], ids=[*DJANGOS])
def views(session: nox.Session, django: str) -> None:
    """Run the cases of views, and the sample of reports, before and after."""
    session.install("--editable", ".[views]", f"django=={django}.*")
    # A folder of its own: pytest's usual one is shared by all runs, which clean up after each other.
    scratch = f"--basetemp={session.create_tmp()}/tests"
    session.run("pytest", "-q", scratch, "-n", "2", "--dist", "loadgroup", *(session.posargs or TESTS))
