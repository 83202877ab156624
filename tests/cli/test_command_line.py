from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from ended import FAULTY

import channels_fix

REPAIRED = re.compile(r"except StopConsumer:\s+raise\s+except Exception:")
HALF_FIXABLE = (
    FAULTY
    + """

class News(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        with suppress(*ERRORS):
            await super().dispatch(message)
"""
).replace("from channels", "from contextlib import suppress\n\nERRORS = (OSError, Exception)\nfrom channels", 1)


def test_findings_are_listed_on_stdout_and_counted_on_stderr(program, faulty):
    ended = program()

    assert ended.code == 1
    assert re.fullmatch(r"chat\.py:\d+:\d+: SC001 \[\*\] .+\n(    .+\n)?", ended.out)
    assert ended.err == "1 file looked at, 1 finding in 1 file\n1 fixable with --write\n"


def test_a_report_changes_nothing(program, faulty):
    program()

    assert (faulty / "chat.py").read_text() == FAULTY


def test_a_clean_tree_is_no_finding(program, project):
    (project / "views.py").write_text("x = 1\n")

    ended = program(".")

    assert (ended.code, ended.out) == (0, "")
    assert ended.err.endswith("looked at, nothing found\n")


def test_a_patch_alone_goes_to_stdout_and_git_applies_it(program, faulty):
    ended = program("--diff")

    assert ended.code == 1
    assert ended.out.startswith(("--- a/chat.py\n", "diff --git a/chat.py b/chat.py\n"))
    subprocess.run(["git", "apply", "-"], cwd=faulty, input=ended.bytes_out, check=True)
    assert REPAIRED.search((faulty / "chat.py").read_text())


def test_a_patch_changes_nothing_by_itself(program, faulty):
    program("--diff")

    assert (faulty / "chat.py").read_text() == FAULTY


def test_forced_colour_does_not_spoil_a_patch(program, faulty):
    assert program("--diff", FORCE_COLOR="1").bytes_out == program("--diff").bytes_out


def test_a_patch_from_outside_the_current_folder_applies_from_the_root(program, faulty, tmp_path):
    (tmp_path / "elsewhere").mkdir()

    ended = program("--diff", str(faulty), cwd=tmp_path / "elsewhere")

    assert f"--- a{(faulty / 'chat.py').as_posix()}\n" in ended.out


def test_writing_repairs_the_file(program, faulty):
    ended = program("--write")

    assert (ended.code, ended.out) == (0, "")
    assert REPAIRED.search((faulty / "chat.py").read_text())
    assert ended.err.endswith("1 file looked at, 1 finding in 1 file, 1 fixed, 0 left\n")


def test_writing_a_second_time_has_nothing_to_do(program, faulty):
    program("--write")

    ended = program("--write")

    assert (ended.code, ended.out) == (0, "")
    assert ended.err == "1 file looked at, nothing found\n"


def test_what_is_left_after_writing_is_listed_where_it_stands_now(program, faulty):
    (faulty / "chat.py").write_text(HALF_FIXABLE)
    before = program()

    ended = program("--write")

    assert ended.code == 1
    assert program().out == ended.out
    assert ended.out not in before.out
    assert ended.out.splitlines()[0].split(": ")[1:] == before.out.splitlines()[1].split(": ")[1:]
    assert ended.err.endswith("1 file looked at, 2 findings in 1 file, 1 fixed, 1 left\n")


def test_json_after_writing_lists_errors_once(program, faulty):
    (faulty / "chat.py").write_text(HALF_FIXABLE)
    (faulty / "broken.py").write_text(FAULTY + "def\n")

    ended = program("--write", "--output-format", "json")

    assert ended.code == 2
    assert [one["code"] for one in json.loads(ended.out)] == [None, "SC001"]


def test_the_undo_patch_takes_the_change_back(program, faulty):
    ended = program("--write")

    hint = re.search(r"^undo: (git apply .+)$", ended.err, re.MULTILINE)
    subprocess.run(shlex.split(hint[1]), cwd=faulty, check=True)
    assert (faulty / "chat.py").read_text() == FAULTY


def test_quiet_keeps_the_product_and_drops_the_talk(program, faulty):
    ended = program("--quiet")

    assert (ended.code, ended.err) == (1, "")
    assert "SC001" in ended.out


def test_quiet_writes_without_a_word(program, faulty):
    ended = program("-q", "--write")

    assert (ended.code, ended.out, ended.err) == (0, "", "")
    assert REPAIRED.search((faulty / "chat.py").read_text())


def test_quiet_keeps_errors(program, project):
    (project / "broken.py").write_text(FAULTY + "def\n")

    ended = program("--quiet")

    assert ended.code == 2
    assert ended.err.startswith("broken.py: ")


def test_an_error_dominates_findings_and_the_others_go_on(program, faulty):
    (faulty / "broken.py").write_text(FAULTY + "def\n")

    ended = program()

    assert ended.code == 2
    assert ended.out.startswith("chat.py:")
    assert "1 error" in ended.err


def test_a_path_that_does_not_exist_is_an_error(program, project):
    ended = program("nowhere")

    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("nowhere: ")


def test_json_lists_findings_and_errors(program, faulty):
    (faulty / "broken.py").write_text(FAULTY + "def\n")

    ended = program("--output-format", "json")

    listed = json.loads(ended.out)
    assert ended.code == 2
    assert [(one["code"], one["filename"]) for one in listed] == [
        (None, str(faulty / "broken.py")),
        ("SC001", str(faulty / "chat.py")),
    ]
    assert listed[1]["applicability"] == "safe"
    assert listed[1]["fix"]["edits"] != []


def test_json_of_a_clean_tree_is_an_empty_list(program, project):
    ended = program("--output-format", "json")

    assert (ended.code, json.loads(ended.out)) == (0, [])


def test_json_after_writing_lists_what_is_left(program, faulty):
    ended = program("--write", "--output-format", "json")

    assert (ended.code, json.loads(ended.out)) == (0, [])


def test_ignored_rules_find_nothing(program, faulty):
    ended = program("--ignore", "SC004,stop-consumer-swallowed")

    assert (ended.code, ended.out) == (0, "")


def test_selected_rules_find_what_they_find(program, faulty):
    assert "SC001" in program("--select", "SC").out


def test_excluded_files_are_not_looked_at(program, faulty):
    ended = program("--exclude", "chat.py")

    assert (ended.code, ended.out) == (0, "")


def test_the_configuration_of_the_project_holds(program, faulty):
    (faulty / "pyproject.toml").write_text('[tool.channels-fix]\nignore = ["SC001"]\n')

    assert program().code == 0


def test_jobs_do_not_change_what_is_found(program, faulty):
    (faulty / "other.py").write_text(FAULTY)

    assert program("-j", "1").out == program("-j", "2").out


def test_standard_input_is_reported_under_its_name(program, project):
    ended = program("-", "--stdin-filename", "apps/chat.py", stdin=FAULTY.encode())

    assert ended.code == 1
    assert ended.out.startswith(f"{Path('apps/chat.py')}:")


def test_standard_input_is_repaired_on_standard_output(program, project):
    ended = program("--write", "-", stdin=FAULTY.encode())

    assert ended.code == 0
    assert REPAIRED.search(ended.out)


def test_standard_input_without_fault_comes_out_as_it_went_in(program, project):
    ended = program("--write", "-", stdin=b"x = 1\r\n\x0c")

    assert (ended.code, ended.bytes_out) == (0, b"x = 1\r\n\x0c")


def test_standard_input_gives_a_patch(program, project):
    ended = program("--diff", "-", "--stdin-filename", "chat.py", stdin=FAULTY.encode())

    assert ended.code == 1
    assert "+++ b/chat.py\n" in ended.out


def test_standard_input_that_does_not_parse_is_an_error_and_comes_out_as_it_went_in(program, project):
    broken = FAULTY.encode() + b"def\n"

    ended = program("--write", "-", stdin=broken)

    assert (ended.code, ended.bytes_out) == (2, broken)


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("--diff", "--write"), "choose one of them"),
        (("--diff", "--output-format", "json"), "neither with --diff nor"),
        (("--write", "-", "--output-format", "json"), "nor with --write of standard input"),
        (("-", "chat.py"), "goes with no other path"),
        (("--stdin-filename", "chat.py"), "needs - as the path"),
        (("--jobs", "0"), "x>=1"),
        (("--output-format", "xml"), "'xml' is not one of"),
        (("--wirte",), "No such option"),
        (("--exclude", "!"), "exclude: "),
        (("--select", "SC0001"), "command line: unknown rule 'SC0001', did you mean 'SC001'?"),
        (("--ignore", "stop-consumer-swalowed"), "did you mean 'stop-consumer-swallowed'?"),
        (("explain", "SC0001"), "explain: unknown rule 'SC0001', did you mean 'SC001'?"),
        (("explain",), "Missing argument 'CODE'"),
    ],
)
def test_a_wrong_option_is_an_error(program, faulty, arguments, problem):
    ended = program(*arguments)

    assert (ended.code, ended.out) == (2, "")
    assert problem in ended.err
    assert "Traceback" not in ended.err


def test_a_wrong_configuration_is_one_line(program, project):
    (project / "pyproject.toml").write_text("[tool.channels-fix]\nslect = []\n")

    ended = program()

    assert ended.code == 2
    assert ended.err == (
        f"channels-fix: {project / 'pyproject.toml'}: unknown key 'slect' in [tool.channels-fix],"
        " did you mean 'select'?\n"
    )


@pytest.mark.parametrize("rule", ["SC001", "stop-consumer-swallowed"])
def test_explain_prints_the_documentation(program, rule):
    ended = program("explain", rule)

    assert ended.code == 0
    assert ended.out.startswith("stop-consumer-swallowed (SC001)\n\n")
    assert "\n    \n" not in ended.out


def test_rules_are_listed_by_code(program):
    ended = program("rules")

    lines = ended.out.splitlines()
    assert ended.code == 0
    assert lines == sorted(lines)
    assert [line for line in lines if re.match(r"SC001  stop-consumer-swallowed +\S", line)]


def test_a_folder_with_the_name_of_a_command_can_be_named(program, faulty):
    (faulty / "rules").mkdir()
    (faulty / "rules" / "chat.py").write_text(FAULTY)

    ended = program("./rules")

    assert ended.code == 1
    assert ended.out.startswith(f"{Path('rules/chat.py')}:")


def test_a_reader_that_has_gone_is_no_error_to_talk_about(project, environment):
    reading, writing = os.pipe()
    os.close(reading)

    ended = subprocess.run(
        [sys.executable, "-m", "channels_fix", "rules"],
        cwd=project,
        stdout=writing,
        stderr=subprocess.PIPE,
        env=environment,
        check=False,
    )

    os.close(writing)
    assert (ended.returncode, ended.stderr) == (1, b"")


def test_output_that_cannot_be_written_is_an_error(project, environment):
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "channels_fix", "rules"],
            cwd=project,
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment,
            check=False,
        )

    assert ended.returncode == 2
    assert ended.stderr == b"channels-fix: [Errno 28] No space left on device\n"


def test_an_interrupt_is_one_word_and_no_traceback(project, environment):
    with subprocess.Popen(
        [sys.executable, "-m", "channels_fix", "-"],
        cwd=project,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    ) as process:
        process.stdin.write(b"#" * 1_000_000)  # more than a pipe holds: when this returns, the program is reading
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        err = process.stderr.read()

    assert (process.returncode, err) == (130, b"Interrupted\n")


def test_a_name_that_the_output_cannot_encode_does_not_stop_the_run(started, project):
    (project / "größe.py").write_text(FAULTY)

    ended = started(PYTHONIOENCODING="ascii")

    assert ended.code == 1
    assert ended.out.startswith("gr\\xf6\\xdfe.py:")


def test_without_installed_rules_there_is_an_error_and_not_silence(project, environment, tmp_path):
    bare = tmp_path / "bare"
    bare.mkdir()
    (bare / "channels_fix").symlink_to(Path(channels_fix.__file__).parent)
    (bare / "click").symlink_to(Path(click.__file__).parent)

    ended = subprocess.run(
        [sys.executable, "-S", "-m", "channels_fix"],
        cwd=project,
        capture_output=True,
        env={**environment, "PYTHONPATH": str(bare)},
        check=False,
    )

    assert (ended.returncode, ended.stderr) == (2, b"channels-fix: no rules are installed\n")


BROKEN_PLUGIN = "def pack():\n    raise ZeroDivisionError('by 0')\n"


@pytest.fixture
def broken_plugin(tmp_path):
    """A folder for PYTHONPATH with an installed plug-in that raises."""
    folder = tmp_path / "plugin"
    (folder / "broken-1.dist-info").mkdir(parents=True)
    (folder / "broken-1.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: broken\nVersion: 1\n")
    (folder / "broken-1.dist-info" / "entry_points.txt").write_text("[channels_fix.codemods]\nbroken = broken:pack\n")
    (folder / "broken.py").write_text(BROKEN_PLUGIN)
    return os.pathsep.join([str(folder), *filter(None, [os.environ.get("PYTHONPATH")])])


def test_what_nobody_expected_is_one_line(program, broken_plugin):
    ended = program("rules", PYTHONPATH=broken_plugin)

    assert ended.code == 2
    assert ended.err.count("\n") == 1
    assert "ZeroDivisionError: by 0" in ended.err
    assert "CHANNELS_FIX_DEBUG=1" in ended.err


def test_what_nobody_expected_has_a_traceback_on_request(program, broken_plugin):
    ended = program("rules", PYTHONPATH=broken_plugin, CHANNELS_FIX_DEBUG="1")

    assert "Traceback (most recent call last)" in ended.err


def test_without_a_place_for_the_undo_patch_nothing_is_written(program, faulty, tmp_path):
    (tmp_path / "state").write_text("in the way")

    ended = program("--write")

    assert (ended.code, ended.out) == (2, "")
    assert "nothing is written, the undo patch cannot be saved: " in ended.err
    assert (faulty / "chat.py").read_text() == FAULTY
