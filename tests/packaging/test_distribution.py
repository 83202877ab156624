"""What is built from this repository holds all that it needs and runs where it is installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

from channels_fix import __version__

ROOT = Path(__file__).parents[2]
MARK = "from pathlib import Path; Path(__file__).with_name('executed').touch()\n"
FAULTY = """\
from channels.generic.websocket import AsyncWebsocketConsumer


class Chat(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception:
            pass
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel that was built from it."""
    source = tmp_path_factory.mktemp("source")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    for name in ("channels_fix", "codemods"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    target = tmp_path_factory.mktemp("built")
    build = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(target), str(source)]
    ended = subprocess.run(build, capture_output=True, text=True, timeout=300, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return target


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    (found,) = built.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with nothing but the wheel in it."""
    target = tmp_path_factory.mktemp("installed")
    install = ["install", "--quiet", "--no-deps", "--no-index", "--target", str(target), str(wheel)]
    subprocess.run([sys.executable, "-m", "pip", *install], capture_output=True, timeout=300, check=True)
    return target


@pytest.fixture
def environment(installed: Path, tmp_path: Path) -> dict[str, str]:
    """The wheel before the packages that it depends on; the checkout, installed too, stays out of it."""
    path = os.pathsep.join([str(installed), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")])
    return {**os.environ, "PYTHONPATH": path, "XDG_STATE_HOME": str(tmp_path / "state")}


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A project with a fault, and with packages that have the names of ours and of what we need."""
    project = tmp_path / "project"
    (project / "codemods").mkdir(parents=True)
    (project / "codemods" / "__init__.py").write_text(MARK)
    (project / "libcst.py").write_text(MARK)
    (project / "chat.py").write_text(FAULTY)
    return project


def run(command: list[str], cwd: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=120, check=False)


def test_wheel_brings_our_two_packages_and_nothing_else(wheel: Path) -> None:
    names = {name.partition("/")[0] for name in zipfile.ZipFile(wheel).namelist()}

    assert names == {"channels_fix", "codemods", f"channels_fix-{__version__}.dist-info"}


@pytest.mark.parametrize(
    "name",
    [
        *("channels_fix/py.typed", "codemods/py.typed", "codemods/facts/consumers.toml"),
        *(f"channels_fix/batch/report/dashboard.{kind}" for kind in ("html", "css", "js")),
    ],
)
def test_wheel_holds_what_is_not_python(wheel: Path, name: str) -> None:
    assert name in zipfile.ZipFile(wheel).namelist()


def test_wheel_holds_every_module(wheel: Path) -> None:
    modules = {
        path.relative_to(ROOT).as_posix()
        for name in ("channels_fix", "codemods")
        for path in (ROOT / name).rglob("*.py")
    }

    assert modules == {name for name in zipfile.ZipFile(wheel).namelist() if name.endswith(".py")}


def test_sdist_holds_the_license(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")

    with tarfile.open(sdist) as archive:
        assert f"channels_fix-{__version__}/LICENSE" in archive.getnames()


def test_installed_script_knows_its_version(installed: Path, environment: dict[str, str], tmp_path: Path) -> None:
    ended = run([str(installed / "bin" / "channels-fix"), "--version"], tmp_path, environment)

    assert ended.stdout == f"channels-fix {__version__}\n", ended.stderr


def test_installed_package_runs_from_the_wheel(installed: Path, environment: dict[str, str], tmp_path: Path) -> None:
    ended = run([sys.executable, "-v", "-m", "channels_fix", "rules"], tmp_path, environment)

    assert ended.stdout.startswith("AV001  ")
    assert f"{installed}/codemods/facts" in ended.stderr or f"{installed}/codemods/" in ended.stderr


def test_installed_package_repairs_a_project_and_runs_none_of_its_code(
    environment: dict[str, str], hostile: Path
) -> None:
    ended = run([sys.executable, "-m", "channels_fix", "--write"], hostile, environment)

    assert ended.returncode == 0, ended.stderr
    assert re.search(r"except StopConsumer:\s+raise", (hostile / "chat.py").read_text())
    assert list(hostile.rglob("executed")) == []
