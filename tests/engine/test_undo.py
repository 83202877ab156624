from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from channels_fix import undo
from channels_fix.files import FileError
from channels_fix.writing import Replacement, write


@pytest.fixture
def project(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(here / "state"))
    folder = here / "project"
    folder.mkdir()
    return folder


def changed(path: Path, before: bytes, after: bytes) -> tuple[Path, bytes, bytes]:
    """An entry for a file that has been written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(before)
    write([Replacement(path, before, after)])
    return path, before, after


def take_back(patch: Path, root: Path) -> None:
    subprocess.run(["git", "apply", "--whitespace=nowarn", str(patch)], cwd=root, check=True, capture_output=True)


def test_the_patch_takes_all_files_back(project: Path) -> None:
    one = changed(project / "chat/x y.py", b"a\r\nb", b"a\r\nc\n")
    two = changed(project / "ünï.py", b"\xe9\n", b"\xe8\n\x0c\n")
    take_back(undo.save([one, two], project), project)
    assert (one[0].read_bytes(), two[0].read_bytes()) == (b"a\r\nb", b"\xe9\n")


@pytest.mark.parametrize("root", [".", "sub"])
def test_the_patch_works_in_a_repository_and_in_a_folder_of_it(project: Path, root: str) -> None:
    subprocess.run(["git", "init", "--quiet"], cwd=project, check=True)
    entry = changed(project / "sub/x.py", b"a\n", b"b\n")
    take_back(undo.save([entry], project / root), project / root)
    assert entry[0].read_bytes() == b"a\n"


def test_the_patch_reaches_the_file_behind_links(project: Path) -> None:
    entry = changed(project / "real/x.py", b"a\n", b"b\n")
    (project / "folder").symlink_to("real")
    (project / "link.py").symlink_to("folder/x.py")
    take_back(undo.save([(project / "link.py", *entry[1:])], project), project)
    assert entry[0].read_bytes() == b"a\n"
    assert (project / "link.py").is_symlink()


def test_relative_paths_and_root(project: Path) -> None:
    os.chdir(project)
    entry = changed(Path("x.py"), b"a\n", b"b\n")
    take_back(undo.save([entry], Path()), project)
    assert entry[0].read_bytes() == b"a\n"


def test_the_patch_lies_in_the_state_folder_for_its_owner_only(project: Path) -> None:
    patch = undo.save([changed(project / "x.py", b"a\n", b"b\n")], project)
    assert patch.parent == project.parent / "state/channels-fix/undo" == undo.folder()
    assert (patch.parent.stat().st_mode & 0o777, patch.stat().st_mode & 0o777) == (0o700, 0o600)
    assert [path.name for path in patch.parent.iterdir()] == [patch.name]


def test_the_oldest_patches_go(project: Path) -> None:
    entry = changed(project / "x.py", b"a\n", b"b\n")
    patches = [undo.save([entry], project) for _ in range(52)]
    assert sorted(undo.folder().iterdir()) == patches[2:]


def test_the_new_patch_stays_when_the_clock_was_set_back(project: Path) -> None:
    undo.folder().mkdir(parents=True)
    later = [undo.folder() / f"99990101T0000{number:02}.000000Z-00000000.patch" for number in range(50)]
    list(map(Path.touch, later))
    patch = undo.save([changed(project / "x.py", b"a\n", b"b\n")], project)
    assert sorted(undo.folder().iterdir()) == [patch, *later[1:]]


def test_a_file_outside_of_the_root_is_refused(project: Path) -> None:
    entry = changed(project.parent / "other/x.py", b"a\n", b"b\n")
    with pytest.raises(FileError, match=r"^cannot be part of an undo patch: it lies outside of "):
        undo.save([entry], project)


def test_a_state_folder_that_cannot_be_made(project: Path) -> None:
    (project.parent / "state").write_bytes(b"")
    with pytest.raises(FileError, match=r"^not a directory$"):
        undo.save([changed(project / "x.py", b"a\n", b"b\n")], project)


def test_a_state_folder_that_cannot_be_written(project: Path) -> None:
    undo.folder().parent.mkdir(parents=True)
    undo.folder().write_bytes(b"")
    with pytest.raises(FileError, match=r"^file exists$"):
        undo.save([changed(project / "x.py", b"a\n", b"b\n")], project)


def test_the_wanted_root_is_taken_if_it_holds_all_files(project: Path) -> None:
    assert undo.root_of([project / "a/x.py", project / "y.py"], project) == project
    assert undo.root_of([], project) == project


def test_the_closest_folder_that_holds_all_files_is_the_root_otherwise(project: Path) -> None:
    paths = [project / "a/b/x.py", project / "a/c/y.py"]
    assert undo.root_of(paths, project / "a/b") == project / "a"
    entries = [changed(path, b"a\n", b"b\n") for path in paths]
    take_back(undo.save(entries, project / "a"), project / "a")
    assert [path.read_bytes() for path in paths] == [b"a\n", b"a\n"]
