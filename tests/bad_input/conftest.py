from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import warm
from damaged import FAULTY, Ended, Program

# Root may read and write everything, unless it gives up the right to.
WITHOUT_PRIVILEGES = ("setpriv", "--bounding-set=-dac_override,-dac_read_search") if os.geteuid() == 0 else ()
COMMAND = [*WITHOUT_PRIVILEGES, sys.executable, "-m", "channels_fix"]


def environment_with(state: Path) -> dict[str, str]:
    """The environment of a user whose own folders are empty."""
    unset = {"NO_COLOR", "FORCE_COLOR", "CHANNELS_FIX_DEBUG"}
    own = {"XDG_STATE_HOME": str(state), "GIT_CONFIG_GLOBAL": os.devnull}
    return {**{name: value for name, value in os.environ.items() if name not in unset}, **own}


def run_in(folder: Path, environment: dict[str, str], arguments: tuple[str, ...]) -> Ended:
    """Run the program in a folder to its end, by somebody whom the permissions of files bind."""
    ended = warm.run([*arguments], folder, environment, before=WITHOUT_PRIVILEGES)
    return Ended(ended.code, ended.out.decode(), ended.err.decode())


@pytest.fixture
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a user whose own folders are empty."""
    return environment_with(tmp_path_factory.mktemp("state"))


@pytest.fixture(scope="module")
def program_in(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Ended]:
    """The program in a folder of the caller's, for what one run answers to many tests."""

    def run(folder: Path, *arguments: str) -> Ended:
        return run_in(folder, environment_with(tmp_path_factory.mktemp("state")), arguments)

    return run


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with one ordinary faulty file, which must be found and mended whatever lies beside it."""
    (tmp_path / "neighbour.py").write_bytes(FAULTY)
    return tmp_path


@pytest.fixture
def command() -> list[str]:
    """The program, run by somebody whom the permissions of files bind."""
    return COMMAND


@pytest.fixture
def program(project: Path, environment: dict[str, str]) -> Program:
    def run(*arguments: str) -> Ended:
        return run_in(project, environment, arguments)

    return run
