"""Sound code that others wrote: nothing is found in it, and all of it is read."""

from __future__ import annotations

import shutil
import sysconfig
from pathlib import Path

import channels
import daphne
import django
import pytest
import rest_framework

from channels_fix.engine import run
from channels_fix.results import Settings

STANDARD_LIBRARY = Path(sysconfig.get_path("stdlib"))
PACKAGES = {module.__name__: Path(module.__file__).parent for module in (channels, daphne, django, rest_framework)}

CONSUMERS = Settings(select=("SC", "CE"))
# Libraries have calls without a time-out, and views that wait: only that they can be read is asked of these rules.
VIEWS = Settings(select=("AV", "DP"))


@pytest.mark.parametrize("folder", [PACKAGES["channels"], PACKAGES["rest_framework"]], ids=["channels", "rest"])
def test_rules_about_views_read_a_package_without_an_error(folder: Path, tmp_path: Path) -> None:
    # A project of its own: these rules ask about all files around.
    shutil.copytree(folder, tmp_path / folder.name)
    assert [one.error for one in run([tmp_path], VIEWS).results if one.error] == []


@pytest.mark.parametrize("folder", PACKAGES.values(), ids=PACKAGES)
def test_package_has_no_finding_and_no_error(folder: Path) -> None:
    result = run([folder], CONSUMERS)

    assert result.files_seen > 10
    assert result.results == ()


def test_standard_library_has_no_finding_and_no_error() -> None:
    result = run([STANDARD_LIBRARY], CONSUMERS)

    assert result.files_seen > 500
    assert result.results == ()


@pytest.mark.parametrize("folder", PACKAGES.values(), ids=PACKAGES)
def test_every_file_of_a_package_can_be_parsed_and_indexed(folder: Path) -> None:
    files = sorted(folder.rglob("*.py"))

    assert run(files, CONSUMERS).results == ()


@pytest.mark.parametrize("folder", [STANDARD_LIBRARY, STANDARD_LIBRARY / "asyncio"], ids=["modules", "asyncio"])
def test_every_module_of_the_standard_library_can_be_parsed_and_indexed(folder: Path) -> None:
    files = sorted(folder.glob("*.py"))

    assert len(files) > 20
    assert run(files, CONSUMERS).results == ()
