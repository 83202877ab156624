"""The sample projects, measured on real servers before and after they are repaired."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from .build_paths import BUILDS
from .cancelling_visits import FAULTY_STOPS, SOUND_STOPS, Measured, measure_all
from .chat_paths import SAMPLE
from .report_paths import REPORTS
from .report_visits import prepare
from .servers import COMMANDS
from .visits import Measurement, measure

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Repair:
    """A repaired copy of the sample project, and the run that repaired it."""

    project: Path
    run: subprocess.CompletedProcess[str]


def copy_of_sample(folder: Path, sample: Path = SAMPLE) -> Path:
    """Copy a sample project, so that neither servers nor repairs write to the repository."""
    return shutil.copytree(sample, folder / "project", ignore=shutil.ignore_patterns("__pycache__"))


def repaired(project: Path) -> Repair:
    """Repair a project where it is."""
    command = [sys.executable, "-m", "channels_fix", "--write", "--unsafe-fixes", str(project)]
    return Repair(project, subprocess.run(command, cwd=project, capture_output=True, text=True, check=False))


def measure_on_each_server(project: Path, logs: Path) -> dict[str, Measurement]:
    """Measure a project on one server after the other, so that they do not take the processor from each other."""
    return {name: measure(name, project, logs / f"{name}.log") for name in COMMANDS}


@pytest.fixture(scope="session")
def before(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Measurement]:
    """What each server does with the sample project as it is."""
    folder = tmp_path_factory.mktemp("before")
    return measure_on_each_server(copy_of_sample(folder), folder)


@pytest.fixture(scope="session")
def repair(tmp_path_factory: pytest.TempPathFactory) -> Repair:
    """The sample project after `channels-fix --write`."""
    return repaired(copy_of_sample(tmp_path_factory.mktemp("repaired")))


@pytest.fixture(scope="session")
def repaired_builds(tmp_path_factory: pytest.TempPathFactory) -> Repair:
    """The sample project of builds after `channels-fix --write`."""
    return repaired(copy_of_sample(tmp_path_factory.mktemp("repaired_builds"), BUILDS))


@pytest.fixture(scope="session")
def builds(repaired_builds: Repair, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Measured]:
    """What the servers do with the sample project of builds, before and after it is repaired."""
    logs = tmp_path_factory.mktemp("builds")
    projects = {"before": copy_of_sample(logs, BUILDS), "after": repaired_builds.project}
    return measure_all(projects, {"before": FAULTY_STOPS + SOUND_STOPS, "after": FAULTY_STOPS}, logs)


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The sample of reports, before and after it is repaired."""
    before = prepare(copy_of_sample(tmp_path_factory.mktemp("reports"), REPORTS))
    after = copy_of_sample(tmp_path_factory.mktemp("repaired_reports"), before)
    repaired(after)
    return {"before": before, "after": after}


@pytest.fixture(scope="session")
def after(repair: Repair, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Measurement]:
    """What each server does with the repaired project."""
    return measure_on_each_server(repair.project, tmp_path_factory.mktemp("after"))
