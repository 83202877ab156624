"""Rules under LibCST's own runner do what the program does."""

from __future__ import annotations

import inspect
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import warm
from libcst.codemod import CodemodContext, TransformFailure, TransformSkip, TransformSuccess, transform_module

from channels_fix import registry
from channels_fix.libcst_command import RuleCommand, RuleCommandError
from codemods import commands
from codemods.commands import DisconnectErrorLosesStop, StopConsumerSwallowed, SyncOnlyMiddleware

SAMPLES = Path(__file__).parents[2] / "samples"
SAMPLE = SAMPLES / "chat"
EVERY_COMMAND = [
    command
    for command in vars(commands).values()
    if inspect.isclass(command) and command.__module__ == commands.__name__
]
ADVISING = ("DP002", "DP003")
"""The rules that have no fix."""
EVERY_FIXING_COMMAND = [command for command in EVERY_COMMAND if command.rule.code not in ADVISING]
# Without `realtime/guards.py`: the runner sees one file at a time, and no consumer stands in that one.
EVERY_FILE = [
    "chat/consumers.py",
    "chat/support.py",
    "live/boards.py",
    "live/stage.py",
    "notifications/feeds.py",
    "realtime/consumers.py",
    "realtime/mixins.py",
    "agents/consumers.py",
    "builds/consumers.py",
    "exports/views.py",
    "reports/views/jobs.py",
    "reports/views/status.py",
]
FAULTY = """\
from channels.generic.websocket import AsyncWebsocketConsumer


class Chat(AsyncWebsocketConsumer):
    # \N{EURO SIGN}
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception:
            pass
"""
SYNC_ONLY = """\
ASGI_APPLICATION = "config.asgi.application"
MIDDLEWARE = ["middleware.timing"]


def timing(get_response):
    return lambda request: get_response(request)
"""
UNSAFE = "notifications/feeds.py"
BOM = b"\xef\xbb\xbf"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sample projects, in one: their apps have different names."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    shutil.copytree(SAMPLES / "reports", tmp_path / "runner")
    shutil.copytree(SAMPLES / "builds", tmp_path / "runner", dirs_exist_ok=True)
    return shutil.copytree(SAMPLE, tmp_path / "runner", dirs_exist_ok=True)


@pytest.fixture
def other(project: Path, tmp_path: Path) -> Path:
    """Another copy, for the program."""
    return shutil.copytree(project, tmp_path / "program")


def run_libcst(command: type[RuleCommand], project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    tool = ["libcst.tool", "codemod", "-x", "--no-format", f"codemods.commands.{command.__name__}"]
    return subprocess.run(
        [sys.executable, "-m", *tool, *arguments], cwd=project, capture_output=True, text=True, timeout=300, check=False
    )


def run_program(project: Path, *arguments: str) -> None:
    ended = warm.run(["--quiet", "--write", *arguments], project, {**os.environ})
    assert ended.code in {0, 1}, ended.err


def contents(project: Path) -> dict[str, bytes]:
    return {name: (project / name).read_bytes() for name in EVERY_FILE}


def test_every_rule_is_a_command() -> None:
    assert {command.rule for command in EVERY_COMMAND} == set(registry.all_rules())


@pytest.mark.parametrize("command", EVERY_COMMAND, ids=lambda command: command.__name__)
def test_command_is_called_as_its_rule(command: type[RuleCommand]) -> None:
    assert command.__name__ == command.rule.__name__
    assert str(command.rule.__doc__).startswith(f"{command.DESCRIPTION}\n")


@pytest.mark.parametrize("command", EVERY_FIXING_COMMAND, ids=lambda command: command.__name__)
def test_runner_writes_what_the_program_writes(command: type[RuleCommand], project: Path, other: Path) -> None:
    before = contents(project)

    ended = run_libcst(command, project, "-j", "1", "--unsafe-fixes", *EVERY_FILE)
    run_program(other, "--unsafe-fixes", "--select", command.rule.code, *EVERY_FILE)

    assert ended.returncode == 0, ended.stderr
    assert contents(project) != before
    assert contents(project) == contents(other)


def test_runner_warns_of_what_has_no_fix(project: Path) -> None:
    path = project / "middleware.py"
    path.write_text(SYNC_ONLY, encoding="utf-8")

    ended = run_libcst(SyncOnlyMiddleware, project, "-j", "1", "--unsafe-fixes", "middleware.py")

    assert ended.returncode == 0, ended.stderr
    assert "middleware.py:2:15: DP003 middleware.timing has no asynchronous mode" in ended.stderr
    assert path.read_text(encoding="utf-8") == SYNC_ONLY


def test_finding_that_remains_is_a_warning_with_its_new_line(project: Path) -> None:
    ended = run_libcst(StopConsumerSwallowed, project, "-j", "1", UNSAFE)

    assert f"{UNSAFE}:44:13: SC001 ReminderFeedConsumer.dispatch: " in ended.stderr
    assert " - 1 warnings were generated." in ended.stderr


def test_unsafe_fixes_are_made_on_request_in_several_processes(project: Path, other: Path) -> None:
    run_libcst(StopConsumerSwallowed, project, "-j", "2", "--unsafe-fixes", UNSAFE)
    run_program(other, "--select", "SC001", "--unsafe-fixes", UNSAFE)

    assert (project / UNSAFE).read_bytes() == (other / UNSAFE).read_bytes()
    assert (project / UNSAFE).read_bytes() != (SAMPLE / UNSAFE).read_bytes()


@pytest.mark.parametrize(
    "source",
    [
        BOM + FAULTY.encode(),
        FAULTY.replace("\n", "\r\n").encode(),
        f"# coding: cp1252\n{FAULTY}".encode("cp1252"),
        FAULTY.removesuffix("\n").encode(),
    ],
    ids=["byte order mark", "windows line ends", "declared encoding", "no final newline"],
)
def test_encoding_and_line_ends_are_kept(source: bytes, project: Path, other: Path) -> None:
    (project / "one.py").write_bytes(source)
    (other / "one.py").write_bytes(source)

    ended = run_libcst(StopConsumerSwallowed, project, "-j", "1", "one.py")
    run_program(other, "--select", "SC001", "one.py")

    assert ended.returncode == 0, ended.stderr
    assert b"raise" in (project / "one.py").read_bytes()
    assert (project / "one.py").read_bytes() == (other / "one.py").read_bytes()


def test_file_that_libcst_cannot_give_back_is_skipped(tmp_path: Path) -> None:
    path = tmp_path / "chat.py"
    path.write_text(f"{FAULTY}\fx = 1\n", encoding="utf-8")
    command = StopConsumerSwallowed(CodemodContext(filename=str(path)))

    result = transform_module(command, path.read_text(encoding="utf-8"))

    assert isinstance(result, TransformSkip)


def test_source_without_a_file_is_repaired() -> None:
    result = transform_module(StopConsumerSwallowed(CodemodContext()), FAULTY)

    assert isinstance(result, TransformSuccess)
    assert "        except StopConsumer:\n            raise\n" in result.code


def test_source_without_a_fault_stays_as_it_is() -> None:
    result = transform_module(DisconnectErrorLosesStop(CodemodContext()), FAULTY)

    assert isinstance(result, TransformSuccess)
    assert result.code == FAULTY


def test_source_that_only_libcst_can_parse_fails() -> None:
    result = transform_module(StopConsumerSwallowed(CodemodContext()), f"{FAULTY}\nx = '\\x'\n")

    assert isinstance(result, TransformFailure)
    assert isinstance(result.error, RuleCommandError)
    assert "cannot parse" in str(result.error)


def test_bad_configuration_fails_the_file(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.channels-fix]\nselct = []\n")
    command = StopConsumerSwallowed(CodemodContext(filename=str(tmp_path / "chat.py")))

    result = transform_module(command, FAULTY)

    assert isinstance(result, TransformFailure)
    assert "did you mean 'select'?" in str(result.error)
