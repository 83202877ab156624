"""Paths that are not, or not only, an ordinary file, and files that may not be read or written."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from damaged import FAULTY, FINDING, REPAIRED, Ended, Program

from channels_fix import applying, engine
from channels_fix.files import FileError
from channels_fix.results import Settings
from channels_fix.writing import Replacement, write


def leftovers(folder: Path) -> list[Path]:
    return [path for path in folder.rglob(".*") if path.is_file()]


def test_file_that_may_not_be_read_is_one_error(program, project):
    (project / "secret.py").write_bytes(FAULTY)
    (project / "secret.py").chmod(0)

    ended = program("-q", "--write")

    assert (ended.code, ended.out, ended.err) == (2, "", "secret.py: permission denied\n")
    (project / "secret.py").chmod(0o600)
    assert (project / "secret.py").read_bytes() == FAULTY
    assert (project / "neighbour.py").read_bytes() == REPAIRED


def test_folder_that_may_not_be_read_is_one_error(program, project):
    (project / "secret").mkdir(0o000)

    ended = program("-q", "--write")

    (project / "secret").chmod(0o700)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "secret: permission denied\n"
    assert (project / "neighbour.py").read_bytes() == REPAIRED


def test_file_that_may_not_be_written_is_one_error_and_keeps_its_finding(program, project):
    (project / "fixed.py").write_bytes(FAULTY)
    (project / "fixed.py").chmod(0o444)

    ended = program("-q", "--write")

    assert ended.code == 2
    assert ended.out == f"fixed.py{FINDING}"
    assert ended.err == "fixed.py: permission denied: file is read-only\n"
    assert (project / "fixed.py").read_bytes() == FAULTY
    assert (project / "neighbour.py").read_bytes() == REPAIRED
    assert leftovers(project) == []


def test_file_in_a_folder_that_may_not_be_written_is_one_error(program, project):
    folder = project / "fixed"
    folder.mkdir()
    (folder / "chat.py").write_bytes(FAULTY)
    folder.chmod(0o555)

    ended = program("-q", "--write")

    folder.chmod(0o755)
    assert (ended.code, ended.out) == (2, f"fixed/chat.py{FINDING}")
    assert ended.err == "fixed/chat.py: permission denied: its folder is read-only\n"
    assert (folder / "chat.py").read_bytes() == FAULTY
    assert (project / "neighbour.py").read_bytes() == REPAIRED


def test_report_needs_no_right_to_write(program, project):
    (project / "neighbour.py").chmod(0o444)
    project.chmod(0o555)

    ended = program("-q")

    project.chmod(0o755)
    assert (ended.code, ended.out, ended.err) == (1, f"neighbour.py{FINDING}", "")


def test_link_to_a_file_elsewhere_stays_a_link_and_its_target_is_mended(program, project, tmp_path_factory):
    target = tmp_path_factory.mktemp("elsewhere") / "target.py"
    target.write_bytes(FAULTY)
    (project / "link.py").symlink_to(target)

    ended = program("-q", "--write")

    assert (ended.code, ended.out, ended.err) == (0, "", "")
    assert (project / "link.py").readlink() == target
    assert target.read_bytes() == REPAIRED
    assert not target.is_symlink()


@pytest.mark.parametrize("paths", [["."], ["link.py", "target.py", "."], ["target.py", "link.py"], ["link.py"]])
def test_target_is_mended_once_when_a_link_beside_it_is_reached_too(program, project, paths):
    (project / "target.py").write_bytes(FAULTY)
    (project / "link.py").symlink_to("target.py")

    ended = program("-q", "--write", *paths)

    assert (ended.code, ended.out, ended.err) == (0, "", "")
    assert (project / "link.py").readlink() == Path("target.py")
    assert (project / "target.py").read_bytes() == REPAIRED


def test_link_and_target_are_one_finding(program, project):
    (project / "neighbour.py").rename(project / "target.py")
    (project / "link.py").symlink_to("target.py")

    ended = program("-q", "link.py", "target.py", ".")

    assert (ended.code, ended.out, ended.err) == (1, f"target.py{FINDING}", "")


def test_chain_of_links_is_followed_to_its_end(program, project):
    (project / "target.txt").write_bytes(FAULTY)
    (project / "middle").symlink_to("target.txt")
    (project / "link.py").symlink_to("middle")

    ended = program("-q", "--write")

    assert (ended.code, ended.err) == (0, "")
    assert (project / "link.py").readlink() == Path("middle")
    assert (project / "middle").readlink() == Path("target.txt")
    assert (project / "target.txt").read_bytes() == REPAIRED


@pytest.mark.parametrize("paths", [["."], ["link.py", "neighbour.py"]])
def test_link_to_itself_is_one_error(program, project, paths):
    (project / "link.py").symlink_to("link.py")

    ended = program("-q", "--write", *paths)

    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "link.py: symbolic link loop: the link leads back to itself\n"
    assert (project / "neighbour.py").read_bytes() == REPAIRED


@pytest.mark.parametrize("paths", [["."], ["link.py", "neighbour.py"]])
def test_link_to_nothing_is_one_error(program, project, paths):
    (project / "link.py").symlink_to("nowhere.py")

    ended = program("-q", "--write", *paths)

    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "link.py: broken symbolic link: what it points to does not exist\n"
    assert (project / "neighbour.py").read_bytes() == REPAIRED


def test_link_to_a_folder_above_is_not_followed(program, project):
    (project / "up").symlink_to("..")

    ended = program("-q", "--write")

    assert (ended.code, ended.out, ended.err) == (0, "", "")


@pytest.mark.parametrize("paths", [["."], ["package.py", "neighbour.py"]])
def test_folder_with_the_name_of_a_file_is_a_folder(program, project, paths):
    (project / "package.py").mkdir()
    (project / "package.py" / "chat.py").write_bytes(FAULTY)

    ended = program("-q", "--write", *paths)

    assert (ended.code, ended.out, ended.err) == (0, "", "")
    assert (project / "package.py" / "chat.py").read_bytes() == REPAIRED
    assert (project / "neighbour.py").read_bytes() == REPAIRED


@pytest.mark.parametrize("paths", [["."], ["pipe.py", "neighbour.py"]])
def test_pipe_is_one_error_and_nobody_waits_for_it(program, project, paths):
    os.mkfifo(project / "pipe.py")

    ended = program("-q", "--write", *paths)

    assert (ended.code, ended.out, ended.err) == (2, "", "pipe.py: not a regular file\n")
    assert (project / "neighbour.py").read_bytes() == REPAIRED


def test_device_is_one_error(program, project):
    ended = program("-q", "--write", "/dev/zero", "neighbour.py")

    assert (ended.code, ended.out, ended.err) == (2, "", "/dev/zero: not a regular file\n")
    assert (project / "neighbour.py").read_bytes() == REPAIRED


def test_path_that_does_not_exist_is_one_error(program, project):
    ended = program("-q", "--write", "missing.py", "neighbour.py")

    assert (ended.code, ended.out, ended.err) == (2, "", "missing.py: no such file or directory\n")
    assert (project / "neighbour.py").read_bytes() == REPAIRED


def test_path_below_a_file_is_one_error(program, project):
    ended = program("-q", "neighbour.py/chat.py", "neighbour.py")

    assert (ended.code, ended.out) == (2, f"neighbour.py{FINDING}")
    assert ended.err == "neighbour.py/chat.py: not a directory\n"


def test_name_that_is_too_long_is_one_error(program, project):
    name = "x" * 300 + ".py"

    ended = program("-q", name, "neighbour.py")

    assert (ended.code, ended.out, ended.err) == (2, f"neighbour.py{FINDING}", f"{name}: file name too long\n")


def test_name_with_control_characters_does_not_reach_the_terminal_as_it_is(program, project):
    (project / "a\n\x1b[31mb.py").write_bytes(b"def dispatch(:\n")

    ended = program("-q", "a\n\x1b[31mb.py")

    assert ended.code == 2
    assert ended.err.startswith("a\\n\\x1b[31mb.py: cannot parse: line 1: ")
    assert ended.err.count("\n") == 1


def test_file_whose_name_is_not_text_is_mended(program, project):
    odd = os.fsencode(project) + b"/\xff.py"
    Path(os.fsdecode(odd)).write_bytes(FAULTY)

    ended = program("-q", "--write")

    assert (ended.code, ended.out, ended.err) == (0, "", "")
    assert Path(os.fsdecode(odd)).read_bytes() == REPAIRED


def test_file_that_looks_like_an_option_is_a_file_behind_two_dashes(program, project):
    (project / "--write").write_bytes(FAULTY)

    ended = program("-q", "--", "--write")

    assert (ended.code, ended.out) == (1, f"--write{FINDING}")


def test_executable_file_stays_executable(program, project):
    (project / "neighbour.py").chmod(0o751)

    program("-q", "--write")

    assert (project / "neighbour.py").read_bytes() == REPAIRED
    assert (project / "neighbour.py").stat().st_mode & 0o777 == 0o751


def test_file_that_changes_after_it_was_read_is_left_alone(project, environment, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", environment["XDG_STATE_HOME"])
    (project / "busy.py").write_bytes(FAULTY)
    run = engine.run([project], Settings())

    (project / "busy.py").write_bytes(FAULTY + b"x = 1\n")
    ended = applying.apply(run.results, lambda patch, root: None)

    assert [result.error for result in ended] == ["changed while it was being looked at, not written; run again", None]
    assert (project / "busy.py").read_bytes() == FAULTY + b"x = 1\n"
    assert (project / "neighbour.py").read_bytes() == REPAIRED


def test_file_that_is_removed_after_it_was_read_does_not_come_back(project):
    (project / "neighbour.py").unlink()

    with pytest.raises(FileError, match="no such file or directory"):
        write([Replacement(project / "neighbour.py", FAULTY, REPAIRED)])

    assert list(project.iterdir()) == []


class TestFullDisk:
    @pytest.fixture
    def program(self, project: Path, environment: dict[str, str], command: list[str]) -> Program:
        """The program, which can write no file of more than two kilobytes, as on a disk that is almost full."""
        # a measurement of coverage would want to write a file of its own
        limit = 'unset COVERAGE_PROCESS_START COVERAGE_PROCESS_CONFIG; ulimit -f 4; exec "$@"'

        def run(*arguments: str) -> Ended:
            ended = subprocess.run(
                ["sh", "-c", limit, "sh", *command, *arguments],
                cwd=project,
                env=environment,
                capture_output=True,
                text=True,
                check=False,
            )
            return Ended(ended.returncode, ended.stdout, ended.stderr)

        return run

    def test_file_for_which_there_is_no_room_is_one_error(self, program, project):
        large = FAULTY + b"# a line\n" * 1_000
        (project / "large.py").write_bytes(large)

        ended = program("-q", "--write")

        assert (ended.code, ended.out, ended.err) == (2, f"large.py{FINDING}", "large.py: file too large\n")
        assert (project / "large.py").read_bytes() == large
        assert (project / "neighbour.py").read_bytes() == REPAIRED
        assert leftovers(project) == []

    def test_nothing_is_written_when_there_is_no_room_for_the_way_back(self, program, project):
        wide = FAULTY.replace(b"try:", b"try:  # " + b"x" * 3_000)
        (project / "wide.py").write_bytes(wide)

        ended = program("-q", "--write")

        assert (ended.code, ended.out) == (2, "")
        assert "the undo patch cannot be saved" in ended.err
        assert ended.err.count("\n") == 1
        assert (project / "wide.py").read_bytes() == wide
        assert (project / "neighbour.py").read_bytes() == FAULTY
