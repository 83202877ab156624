from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from damaged import FAULTY, Ended, Program

# Root may read and write everything, unless it gives up the right to.
WITHOUT_PRIVILEGES = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []


@pytest.fixture
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a user whose own folders are empty."""
    unset = {"NO_COLOR", "FORCE_COLOR", "CHANNELS_FIX_DEBUG"}
    own = {"XDG_STATE_HOME": str(tmp_path_factory.mktemp("state")), "GIT_CONFIG_GLOBAL": os.devnull}
    return {**{name: value for name, value in os.environ.items() if name not in unset}, **own}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with one ordinary faulty file, which must be found and mended whatever lies beside it."""
    (tmp_path / "neighbour.py").write_bytes(FAULTY)
    return tmp_path


@pytest.fixture
def command() -> list[str]:
    """The program, run by somebody whom the permissions of files bind."""
    return [*WITHOUT_PRIVILEGES, sys.executable, "-m", "channels_fix"]


@pytest.fixture
def program(project: Path, environment: dict[str, str], command: list[str]) -> Program:
    def run(*arguments: str) -> Ended:
        ended = subprocess.run(
            [*command, *arguments], cwd=project, capture_output=True, env=environment, timeout=300, check=False
        )
        return Ended(ended.returncode, ended.stdout.decode(), ended.stderr.decode())

    return run
