"""The tests of views on every Django that they are for, and what the engine makes of all cases on their Pythons.

`nox`, or `nox -s "views(6.1)"`.
"""

from __future__ import annotations

import nox

nox.options.default_venv_backend = "venv"
nox.options.error_on_missing_interpreters = False
nox.options.reuse_venv = "yes"

DJANGOS = {"4.2": "3.10", "5.0": "3.10", "5.1": "3.11", "5.2": "3.11", "6.0": "3.12", "6.1": "3.13"}
# The servers differ in nothing that depends on the version of Django: here one is enough.
TESTS = [
    "tests/test_view_cases.py",
    "tests/engine/test_view_oracle.py",
    "tests/e2e/test_reports_parity.py",
    "-k=not daphne and not hypercorn",
]


@nox.session
@nox.parametrize(("python", "django"), [(python, django) for django, python in DJANGOS.items()], ids=[*DJANGOS])
def views(session: nox.Session, django: str) -> None:
    """Run the cases of views, and the sample of reports, before and after; then fix all cases."""
    session.install("--quiet", "--no-compile", "--editable", ".[views]", f"django=={django}.*")
    # A folder of its own: pytest's usual one is shared by all runs, which clean up after each other.
    scratch = f"--basetemp={session.create_tmp()}/tests"
    # The tests of a file run in one process, and most of that is waiting.
    pytest = ("pytest", "-q", scratch, "-n=3", "--dist=loadgroup")
    session.run(*pytest, *(session.posargs or TESTS))
    if not session.posargs:
        session.run(*pytest, "tests/test_cases.py", "-k=expected_text")
