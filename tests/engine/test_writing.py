from __future__ import annotations

import os
import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from channels_fix.files import FileError, discover
from channels_fix.writing import Replacement, create, write

OLD = b"old\n" * 1_000_000
NEW = b"renewed\n" * 1_000_000

WRITE_FOR_EVER = """
import signal, sys
from pathlib import Path
from channels_fix.writing import Replacement, write
signal.signal(signal.SIGINT, signal.default_int_handler)
path, old, new = Path(sys.argv[1]), b"old\\n" * 1_000_000, b"renewed\\n" * 1_000_000
print("ready", flush=True)
while True:
    write([Replacement(path, old, new)])
    write([Replacement(path, new, old)])
"""

WRITE_BOTH_FOR_EVER = """
import signal, sys
from pathlib import Path
from channels_fix.writing import Replacement, write
signal.signal(signal.SIGINT, signal.default_int_handler)
paths, old, new = [Path(name) for name in sys.argv[1:]], b"old\\n" * 1_000_000, b"renewed\\n" * 1_000_000
print("ready", flush=True)
while True:
    write([Replacement(path, old, new) for path in paths])
    write([Replacement(path, new, old) for path in paths])
"""


@pytest.fixture
def endless_writer(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process that writes the file over and over, and has begun."""
    (tmp_path / "x.py").write_bytes(OLD)
    command = [sys.executable, "-c", WRITE_FOR_EVER, str(tmp_path / "x.py")]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        yield process
        process.kill()


@pytest.fixture
def hardly_any_room() -> Iterator[None]:
    """The system lets no file grow beyond a thousand bytes, as if the disk were full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def refusal(path: Path, before: bytes, after: bytes) -> str:
    with pytest.raises(FileError) as caught:
        write([Replacement(path, before, after)])
    assert caught.value.path == path
    return str(caught.value)


def file(folder: Path, content: bytes = b"old") -> Path:
    path = folder / "x.py"
    path.write_bytes(content)
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


class TestWritten:
    def test_the_content_is_replaced_and_nothing_else_is_left(self, tmp_path: Path) -> None:
        path = file(tmp_path)
        write([Replacement(path, b"old", b"new\r\n\xff")])
        assert path.read_bytes() == b"new\r\n\xff"
        assert names(tmp_path) == ["x.py"]

    @pytest.mark.parametrize("mode", [0o600, 0o644, 0o755, 0o664, 0o200 | 0o444])
    def test_the_mode_is_kept(self, tmp_path: Path, mode: int) -> None:
        path = file(tmp_path)
        path.chmod(mode)
        write([Replacement(path, b"old", b"new")])
        assert path.stat().st_mode & 0o7777 == mode

    def test_the_owner_is_kept(self, tmp_path: Path) -> None:
        path = file(tmp_path)
        # Root can give the file away; for anybody else this changes nothing.
        os.chown(path, os.geteuid() and os.getuid(), os.getegid() and os.getgid())
        owner = path.stat().st_uid, path.stat().st_gid
        write([Replacement(path, b"old", b"new")])
        assert (path.stat().st_uid, path.stat().st_gid) == owner

    def test_the_time_is_new(self, tmp_path: Path) -> None:
        path = file(tmp_path)
        os.utime(path, (1, 1))
        write([Replacement(path, b"old", b"new")])
        assert path.stat().st_mtime > time.time() - 60

    def test_a_link_stays_and_its_target_changes(self, tmp_path: Path) -> None:
        (tmp_path / "deep").mkdir()
        target = file(tmp_path / "deep")
        (tmp_path / "middle.py").symlink_to("deep/x.py")
        link = tmp_path / "link.py"
        link.symlink_to("middle.py")
        write([Replacement(link, b"old", b"new")])
        assert target.read_bytes() == b"new"
        assert (link.readlink(), (tmp_path / "middle.py").readlink()) == (Path("middle.py"), Path("deep/x.py"))
        assert names(tmp_path / "deep") == ["x.py"]

    def test_another_hard_link_keeps_the_old_content(self, tmp_path: Path) -> None:
        path = file(tmp_path)
        os.link(path, tmp_path / "cache")
        write([Replacement(path, b"old", b"new")])
        assert (path.read_bytes(), (tmp_path / "cache").read_bytes()) == (b"new", b"old")

    def test_the_longest_name_that_there_is(self, tmp_path: Path) -> None:
        path = tmp_path / ("x" * 252 + ".py")
        path.write_bytes(b"old")
        write([Replacement(path, b"old", b"new")])
        assert path.read_bytes() == b"new"

    def test_a_file_of_another_owner_in_a_shared_folder(self, open_folder: Path, ordinary_user: None) -> None:
        path = file(open_folder)
        write([Replacement(path, b"old", b"new")])
        assert path.read_bytes() == b"new"


class TestRefused:
    def test_a_file_that_changed_since_it_was_read(self, tmp_path: Path) -> None:
        path = file(tmp_path, b"somebody else's")
        assert refusal(path, b"old", b"new") == "changed while it was being looked at, not written; run again"
        assert path.read_bytes() == b"somebody else's"
        assert names(tmp_path) == ["x.py"]

    def test_a_file_that_is_gone(self, tmp_path: Path) -> None:
        assert refusal(tmp_path / "x.py", b"old", b"new") == "no such file or directory"
        assert names(tmp_path) == []

    def test_a_read_only_file_even_for_root(self, tmp_path: Path) -> None:
        path = file(tmp_path)
        path.chmod(0o444)
        assert refusal(path, b"old", b"new") == "permission denied: file is read-only"
        assert (path.read_bytes(), names(tmp_path)) == (b"old", ["x.py"])

    def test_a_read_only_file_behind_a_link_is_named_by_the_link(self, tmp_path: Path) -> None:
        file(tmp_path).chmod(0o400)
        (tmp_path / "link.py").symlink_to("x.py")
        assert refusal(tmp_path / "link.py", b"old", b"new") == "permission denied: file is read-only"

    def test_a_file_that_somebody_else_may_write(self, open_folder: Path, ordinary_user: None) -> None:
        path = file(open_folder)
        path.chmod(0o022)
        assert refusal(path, b"old", b"new") == "permission denied"
        assert names(open_folder) == ["x.py"]

    def test_a_read_only_folder(self, open_folder: Path, ordinary_user: None) -> None:
        folder = open_folder / "folder"
        folder.mkdir()
        path = file(folder)
        folder.chmod(0o555)
        assert refusal(path, b"old", b"new") == "permission denied: its folder is read-only"
        assert (path.read_bytes(), names(folder)) == (b"old", ["x.py"])

    def test_no_room(self, tmp_path: Path, hardly_any_room: None) -> None:
        path = file(tmp_path)
        assert refusal(path, b"old", b"n" * 2_000) == "file too large"
        assert (path.read_bytes(), names(tmp_path)) == (b"old", ["x.py"])


class TestInterrupted:
    @pytest.mark.parametrize("delay", [0.0, 0.003, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2])
    def test_a_kill_leaves_one_of_the_two_contents_and_the_way_free(
        self, tmp_path: Path, endless_writer: subprocess.Popen[bytes], delay: float
    ) -> None:
        path = tmp_path / "x.py"
        time.sleep(delay)
        endless_writer.kill()
        assert endless_writer.wait() == -signal.SIGKILL
        content = path.read_bytes()
        assert content in {OLD, NEW}
        assert [found.path for found in discover([tmp_path])[0]] == [path]
        write([Replacement(path, content, b"later")])
        assert path.read_bytes() == b"later"

    @pytest.mark.parametrize("delay", [0.01, 0.05, 0.1])
    def test_ctrl_c_leaves_one_of_the_two_contents_and_no_temporary_file(
        self, tmp_path: Path, endless_writer: subprocess.Popen[bytes], delay: float
    ) -> None:
        time.sleep(delay)
        endless_writer.send_signal(signal.SIGINT)
        _, talk = endless_writer.communicate()
        assert talk.rstrip().endswith(b"KeyboardInterrupt")
        assert (tmp_path / "x.py").read_bytes() in {OLD, NEW}
        assert names(tmp_path) == ["x.py"]


class TestSeveralFiles:
    @pytest.fixture
    def both(self, tmp_path: Path) -> tuple[Path, Path]:
        (tmp_path / "y.py").write_bytes(b"old")
        return file(tmp_path), tmp_path / "y.py"

    def test_all_are_replaced_and_nothing_else_is_left(self, tmp_path: Path, both: tuple[Path, Path]) -> None:
        write([Replacement(both[0], b"old", b"new"), Replacement(both[1], b"old", b"newer")])
        assert (both[0].read_bytes(), both[1].read_bytes()) == (b"new", b"newer")
        assert names(tmp_path) == ["x.py", "y.py"]

    def test_one_that_changed_keeps_all_from_being_written(self, tmp_path: Path, both: tuple[Path, Path]) -> None:
        before = both[0].stat()
        with pytest.raises(FileError, match="changed while it was being looked at") as caught:
            write([Replacement(both[0], b"old", b"new"), Replacement(both[1], b"other", b"new")])
        assert caught.value.path == both[1]
        assert (both[0].stat().st_ino, both[0].read_bytes()) == (before.st_ino, b"old")
        assert names(tmp_path) == ["x.py", "y.py"]

    def test_a_read_only_one_keeps_all_from_being_written(self, tmp_path: Path, both: tuple[Path, Path]) -> None:
        both[1].chmod(0o444)
        with pytest.raises(FileError, match="file is read-only"):
            write([Replacement(both[0], b"old", b"new"), Replacement(both[1], b"old", b"new")])
        assert (both[0].read_bytes(), names(tmp_path)) == (b"old", ["x.py", "y.py"])

    def test_no_room_for_one_keeps_all_from_being_written(
        self, tmp_path: Path, both: tuple[Path, Path], hardly_any_room: None
    ) -> None:
        with pytest.raises(FileError, match="file too large"):
            write([Replacement(both[0], b"old", b"new"), Replacement(both[1], b"old", b"n" * 2_000)])
        assert (both[0].read_bytes(), names(tmp_path)) == (b"old", ["x.py", "y.py"])

    def test_what_was_replaced_before_the_failure_is_taken_back(self, tmp_path: Path) -> None:
        path = file(tmp_path)
        path.chmod(0o640)
        link = tmp_path / "link.py"
        link.symlink_to(path)
        # the first replacement is what changes the file of the second one
        with pytest.raises(FileError, match="changed while it was being looked at") as caught:
            write([Replacement(path, b"old", b"new"), Replacement(link, b"old", b"newer")])
        assert caught.value.path == link
        assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"old", 0o640)
        assert names(tmp_path) == ["link.py", "x.py"]

    @pytest.mark.parametrize("delay", [0.01, 0.04, 0.07, 0.11])
    def test_ctrl_c_leaves_all_old_or_all_new(self, tmp_path: Path, delay: float) -> None:
        (tmp_path / "x.py").write_bytes(OLD)
        (tmp_path / "y.py").write_bytes(OLD)
        command = [sys.executable, "-c", WRITE_BOTH_FOR_EVER, str(tmp_path / "x.py"), str(tmp_path / "y.py")]
        root = Path(__file__).parents[2]
        with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"ready\n"
            time.sleep(delay)
            process.send_signal(signal.SIGINT)
            _, talk = process.communicate()
        assert talk.rstrip().endswith(b"KeyboardInterrupt")
        assert (tmp_path / "x.py").read_bytes() == (tmp_path / "y.py").read_bytes()
        assert (tmp_path / "x.py").read_bytes() in {OLD, NEW}
        assert names(tmp_path) == ["x.py", "y.py"]


class TestCreate:
    def test_a_new_file_is_for_its_owner_only(self, tmp_path: Path) -> None:
        create(tmp_path / "x.patch", b"new")
        assert (tmp_path / "x.patch").read_bytes() == b"new"
        assert (tmp_path / "x.patch").stat().st_mode & 0o777 == 0o600

    def test_no_room_leaves_nothing(self, tmp_path: Path, hardly_any_room: None) -> None:
        with pytest.raises(FileError, match=re.escape("file too large")):
            create(tmp_path / "x.patch", b"n" * 2_000)
        assert names(tmp_path) == []
