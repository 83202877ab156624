"""Sound code that others wrote: nothing is found in it, and all of it is read."""

from __future__ import annotations

import ast
import sysconfig
import warnings
from pathlib import Path

import channels
import daphne
import django
import pytest
import rest_framework

from channels_fix.engine import run
from channels_fix.files import FileError, decode
from channels_fix.results import Settings

PACKAGES = {module.__name__: Path(module.__file__).parent for module in (channels, daphne, django, rest_framework)}
STANDARD_LIBRARY = Path(sysconfig.get_path("stdlib"))


def files_of(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*.py")) if "site-packages" not in path.parts[len(folder.parts) :]]


def is_python(path: Path) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(decode(path, path.read_bytes()).text)
    except (FileError, SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


@pytest.mark.parametrize("folder", PACKAGES.values(), ids=PACKAGES)
def test_package_has_no_finding_and_no_error(folder: Path) -> None:
    result = run([folder], Settings())

    assert result.files_seen > 10
    assert result.results == ()


def test_standard_library_has_no_finding_and_no_error() -> None:
    result = run([STANDARD_LIBRARY], Settings())

    assert result.files_seen > 500
    assert result.results == ()


@pytest.mark.parametrize("folder", [*PACKAGES.values(), STANDARD_LIBRARY], ids=[*PACKAGES, "stdlib"])
def test_files_that_are_named_are_all_parsed_and_only_what_is_no_python_is_an_error(folder: Path) -> None:
    files = files_of(folder)

    result = run(files, Settings())

    assert [(one.path, one.findings) for one in result.results] == [(path, ()) for path in files if not is_python(path)]
    assert all(one.error for one in result.results)
