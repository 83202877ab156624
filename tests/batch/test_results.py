"""What a run says on stdout and stderr, and the files that it leaves."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import re
import signal
import subprocess
from pathlib import Path

import pytest
from origins import BROKEN, SOUND, batch, begun, command, environment, listed, migrate, origin
from reported import clean, failed, finding, fixed, reported

from channels_fix.batch.outcome import Results
from channels_fix.batch.report import progress, reporting
from channels_fix.batch.report.entries import Reported
from channels_fix.batch.report.files import replaced
from channels_fix.config import ConfigError


def test_the_json_is_in_the_order_of_the_manifest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with reported(tmp_path, [clean("/z"), fixed("/a"), failed("/m", "why")], late="not begun") as found:
        reporting.write_results(found, tmp_path, "json", quiet=True)
        outcomes = [entry.outcome.as_json() for entry in found.of_run()]
    out = capsys.readouterr().out
    assert [one["repository"] for one in json.loads(out)] == ["/z", "/a", "/m", "/repositories/late"]
    assert out == json.dumps(outcomes, indent=2) + "\n"


def test_the_json_of_nothing_is_an_empty_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with reported(tmp_path, []) as found:
        reporting.write_results(found, tmp_path, "json", quiet=True)
    assert capsys.readouterr().out == "[]\n"


def test_the_table_puts_equal_errors_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    repositories = [
        fixed("https://git.example/team/chat", finding(), finding("AV001", fixed=False), pull_request="https://x"),
        clean("https://git.example/team/clean"),
        fixed("https://git.example/team/taken", outcome="skipped", error="the branch is there already"),
        *(failed(f"https://git.example/team/{name}", f"no such repository: team/{name}") for name in "abcde"),
        *(failed(f"https://git.example/line/{row}", f"a.py: cannot parse: line {row}") for row in (3, 14)),
    ]
    with reported(tmp_path, repositories) as found:
        reporting.write_results(found, tmp_path, "console", quiet=True)
    rows = [re.split(r" {2,}", line.strip()) for line in capsys.readouterr().out.splitlines()]
    assert ["fixed", "1", "findings left to a person", "team/chat"] in rows
    assert ["clean", "1", "team/clean"] in rows
    assert ["failed", "5", "no such repository: REPOSITORY", "team/a, team/b, team/c, and 2 more"] in rows
    assert ["failed", "2", "a.py: cannot parse: line …", "line/3, line/14"] in rows
    summary = (
        "10 repositories: 1 fixed, 1 clean, 1 skipped, 7 failed; 1 finding fixed, 1 left to a person; 1 pull request"
    )
    assert rows[-1] == [summary]


def test_the_table_takes_nothing_for_markup(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with reported(tmp_path, [failed("/x/[red]a", "[link=x]y[/link] \x1b[2J :smile: \u202e")]) as found:
        reporting.write_results(found, tmp_path, "console", quiet=True)
    out = capsys.readouterr().out
    assert "[link=x]y[/link] \\x1b[2J :smile: \\u202e" in out
    assert "[red]a" in out
    assert "\x1b" not in out


def test_a_line_for_each_repository_where_there_is_no_terminal(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    repositories = [fixed("/x/chat", finding(), finding(fixed=False)), failed("/x/[b]a", "why\nnot \x1b[2J", check="")]
    with reported(tmp_path, repositories) as found, progress.shown(2, quiet=False) as told:
        [
            told.begins(entry.repository, "clone") or told.ends(entry.repository, entry.outcome)
            for entry in found.of_run()
        ]
    assert capsys.readouterr().err.splitlines() == [
        "[1/2] /x/chat: fixed, 1 finding in 1 file, 1 left to a person (1.5 s)",
        "[2/2] /x/[b]a: failed (0.0 s): why\\nnot \\x1b[2J",
    ]


def test_a_terminal_shows_what_each_job_does(tmp_path: Path) -> None:
    manifest = listed(tmp_path, [origin(tmp_path / "faulty"), tmp_path / "missing"])
    ours, theirs = pty.openpty()
    env = environment(tmp_path, TERM="xterm", COLUMNS="100", LINES="20")
    arguments = command(manifest, "--workspace", tmp_path / "workspace")
    with subprocess.Popen(arguments, cwd=tmp_path, env=env, stdout=subprocess.DEVNULL, stderr=theirs) as process:
        os.close(theirs)
        seen = b"".join(_pieces(ours))
    assert process.returncode == 2
    assert re.search(rb"fixing +\d:\d\d +\S*/faulty", re.sub(rb"\x1b\[[0-9;?]*[a-zA-Z]", b"", seen))
    assert b"1 of 2" in seen
    assert b"\x1b[?25h" in seen  # the cursor is back


def test_quiet_leaves_the_table_alone(tmp_path: Path) -> None:
    manifest = listed(tmp_path, [origin(tmp_path / "sound", {"a.py": SOUND})])
    ran = batch(tmp_path, manifest, "--workspace", "workspace", "--quiet")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith("1 repository: 1 clean; 0 findings fixed, 0 left to a person\n")


def test_a_run_leaves_two_files_about_all_runs_of_the_workspace(tmp_path: Path) -> None:
    faulty, broken = origin(tmp_path / "faulty"), origin(tmp_path / "broken", {"a.py": BROKEN})
    migrate(tmp_path, [faulty, broken])
    assert [one["repository"] for one in migrate(tmp_path, [faulty, broken], "--only-failed").json] == [str(broken)]
    page = (tmp_path / "workspace/report.html").read_text("utf-8")
    assert f'"{faulty}"' in page
    assert f'"{broken}"' in page
    log = json.loads((tmp_path / "workspace/report.sarif").read_text("utf-8"))
    assert [result["ruleId"] for result in log["runs"][0]["results"]] == ["SC001"]
    assert len(log["runs"][0]["invocations"][0]["toolExecutionNotifications"]) == 1


def test_a_run_that_is_ended_reports_how_far_it_came(tmp_path: Path) -> None:
    sound = origin(tmp_path / "sound", {"a.py": SOUND})
    slow = origin(tmp_path / "slow")
    with begun(tmp_path, [sound, slow], "--jobs", "2", "--check", "sleep 60") as process:
        assert process.stderr is not None
        assert b"/sound: clean" in process.stderr.readline()
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
    assert process.returncode == 130
    page = (tmp_path / "workspace/report.html").read_text("utf-8")
    assert f'"{sound}",1,' in page
    assert "not done: the run was ended" in page
    assert (tmp_path / "workspace/report.sarif").exists()


def test_what_was_not_begun_is_left_to_a_person() -> None:
    results = Results(["/a", "/b"])
    results.add(clean("/a").outcome)
    assert results.exit_code == 1
    assert results.not_begun(was_ended=False) == {"/b": "not begun: 0 repositories had failed"}
    results.add(failed("/b", "why").outcome)
    assert (results.exit_code, results.not_begun(was_ended=True)) == (2, {})


def test_the_files_keep_what_an_earlier_run_knew(tmp_path: Path) -> None:
    with reported(tmp_path, [fixed("/x/chat")]) as found:
        again = Reported(found.journal, found.workspace, found.run, {"/x/chat": "not begun: 1 repository had failed"})
        assert [entry.outcome.outcome for entry in again.of_run()] == ["skipped"]
        assert [entry.outcome.outcome for entry in again.of_workspace()] == ["fixed"]


def test_a_file_is_replaced_as_a_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text("old")
    with contextlib.suppress(KeyboardInterrupt), replaced(file) as stream:
        stream.write("half")
        raise KeyboardInterrupt
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("report.html", "old")]
    with replaced(file) as stream:
        stream.write("new")
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("report.html", "new")]


def test_a_report_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    file = tmp_path / "gone" / "report.html"
    with pytest.raises(ConfigError, match=f"^{re.escape(str(file))}: No such file or directory$"), replaced(file):
        pass


def _pieces(terminal: int) -> list[bytes]:
    """What is written to a terminal until nobody holds it any more."""
    pieces = []
    with contextlib.suppress(OSError):
        while piece := os.read(terminal, 1 << 16):
            pieces.append(piece)
    os.close(terminal)
    return pieces
