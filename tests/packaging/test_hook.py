"""The pre-commit hook does what it says."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
FILE = "realtime/consumers.py"


@pytest.fixture
def hook() -> dict[str, object]:
    (found,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    return found


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return shutil.copytree(ROOT / "samples" / "chat", tmp_path / "chat")


def run(entry: str, project: Path, *files: str) -> subprocess.CompletedProcess[str]:
    """Call the hook as pre-commit does: the entry, then the files of the commit."""
    program, *arguments = shlex.split(entry)
    command = [str(Path(sys.executable).with_name(program)), *arguments, *files]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, timeout=120, check=False)


def test_entry_repairs_the_files_of_the_commit(hook: dict[str, object], project: Path) -> None:
    ended = run(str(hook["entry"]), project, FILE, "manage.py")

    assert ended.returncode == 0, ended.stderr
    assert "except StopConsumer:\n            raise\n" in (project / FILE).read_text()


def test_entry_fails_while_a_finding_remains(hook: dict[str, object], project: Path) -> None:
    ended = run(str(hook["entry"]), project, "notifications/feeds.py")

    assert ended.returncode == 1
    assert "notifications/feeds.py" in ended.stdout


def test_hook_gets_python_files_in_one_call(hook: dict[str, object]) -> None:
    assert (hook["language"], hook["types"], hook["require_serial"]) == ("python", ["python"], True)
