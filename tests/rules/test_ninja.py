"""Operations of Django Ninja: what else than the operation it runs on the event loop."""

from __future__ import annotations

from pathlib import Path

import pytest
from trees import write

from channels_fix.engine import run
from channels_fix.results import Settings

PROJECT = '[project]\nname = "x"\nrequires-python = ">=3.11"\ndependencies = ["django>=5.2", "django-ninja>={}"]\n'
API = """\
import time

from django.contrib.auth.models import User
from ninja import NinjaAPI
from ninja.security import HttpBearer

api = NinjaAPI()


class Token(HttpBearer):
    def authenticate(self, request, token):
        return User.objects.filter(username=token).first()


{}


@api.get("/report"{})
def report(request):
    time.sleep(1)
    return {{"x": 1}}
"""
HANDLER = """\
@api.exception_handler(ValueError)
def failed(request, error):
    {}
    return api.create_response(request, {{}}, status=400)
"""


def left(root: Path, before: str = "", arguments: str = "", version: str = "1.5") -> list[str]:
    """What is said of the operation if it stays."""
    write(root, {"pyproject.toml": PROJECT.format(version), "api.py": API.format(before, arguments)})
    results = run([root], Settings(select=("AV001",), unsafe_fixes=True)).results
    assert sum(len(one.findings) for one in results) == 1
    return [finding.reason for one in results for finding in one.left]


def test_operation_is_converted(tmp_path: Path) -> None:
    assert left(tmp_path) == []


@pytest.mark.parametrize(
    ("version", "reasons"),
    [
        ("1.5", []),
        (
            "1.4",
            [
                (
                    "Django Ninja runs Token() on the event loop, which may ask the database: make it an `async def`; "
                    "from 1.5 on what checks who asks runs in a thread"
                )
            ],
        ),
    ],
)
def test_check_of_who_asks_runs_in_a_thread_since(version: str, reasons: list[str], tmp_path: Path) -> None:
    assert left(tmp_path, arguments=", auth=Token()", version=version) == reasons


def test_throttles_run_on_the_event_loop(tmp_path: Path) -> None:
    (reason,) = left(tmp_path, before="from limits import Rate", arguments=", throttle=[Rate()]")

    assert reason == "Django Ninja runs Rate() on the event loop, which may ask the database: make it an `async def`"


@pytest.mark.parametrize(
    ("body", "reasons"),
    [
        ("print(error)", []),
        (
            "User.objects.create(username='x')",
            [
                (
                    "Django Ninja runs failed() on the event loop for errors, and it calls User.objects.create: "
                    "let the operations do that"
                )
            ],
        ),
    ],
)
def test_handlers_of_errors_run_on_the_event_loop(body: str, reasons: list[str], tmp_path: Path) -> None:
    assert left(tmp_path, before=HANDLER.format(body)) == reasons


def test_handler_of_errors_that_nobody_knows_is_a_doubt(tmp_path: Path) -> None:
    handler = "from elsewhere import tell\n\n\n" + HANDLER.format("tell(error)")
    write(tmp_path, {"pyproject.toml": PROJECT.format("1.5"), "api.py": API.format(handler, "")})
    (finding,) = [one for each in run([tmp_path], Settings(select=("AV001",))).results for one in each.findings]

    assert finding.reason == "Django Ninja runs failed() on the event loop for errors: see what tell does there"


def test_method_of_a_controller_stays(tmp_path: Path) -> None:
    controller = (
        "from ninja_extra import api_controller, http_get\n\n\n@api_controller('/x')\nclass Reports:\n"
        "    @http_get('/slow')\n    def slow(self, request):\n        time.sleep(1)\n"
    )
    write(tmp_path, {"pyproject.toml": PROJECT.format("1.6"), "api.py": f"import time\n\n{controller}"})
    (finding,) = [one for each in run([tmp_path], Settings(select=("AV001",))).results for one in each.findings]

    unknown = "whether what Django Ninja Extra does around it works on the event loop is not known"
    assert finding.reason == f"{unknown}: do without it"
