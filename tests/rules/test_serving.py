"""Which modules run in a server: AV002 and AV003 look at no others."""

from __future__ import annotations

from pathlib import Path

import pytest
from trees import write

from channels_fix.engine import run
from channels_fix.results import Settings

PROGRAM = """import requests


def fetch(url):
    return requests.get(url).json()


if __name__ == "__main__":
    print(fetch("http://localhost/"))
"""
TAKEN = "import weather.service\n\n\ndef view(request):\n    return weather.service.fetch('/')\n"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("views.py", "from weather.service import fetch\n"),
        ("views.py", "from weather import service\n"),
        ("views.py", TAKEN),
        ("weather/views.py", "def view(request):\n    from .service import fetch\n\n    return fetch('/')\n"),
    ],
)
def test_program_of_which_a_server_imports_functions_runs_there(path: str, text: str, tmp_path: Path) -> None:
    assert _found({path: text}, tmp_path) == ["service.py"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("views.py", "from elsewhere.service import fetch\n"),
        ("tests/test_service.py", "from weather.service import fetch\n"),
        ("weather/management/commands/load.py", "from weather.service import fetch\n"),
        ("other.py", "from weather.service import fetch\n\nif __name__ == '__main__':\n    fetch('/')\n"),
    ],
)
def test_program_that_only_what_is_apart_imports_is_a_program(path: str, text: str, tmp_path: Path) -> None:
    assert _found({path: text}, tmp_path) == []


def _found(files: dict[str, str], here: Path) -> list[str]:
    packages = {f"{name}/__init__.py": "" for name in ("weather", "weather/management", "weather/management/commands")}
    write(here, {**packages, "weather/service.py": PROGRAM, **files})
    results = run([here], Settings(select=("AV003",))).results
    return [finding.path.name for result in results for finding in result.findings]
