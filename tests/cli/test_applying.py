from __future__ import annotations

import subprocess
from dataclasses import replace

import pytest
from results import result, safe, span

from channels_fix.applying import apply

FINDING = safe(span(1, 1, 1, 2))


@pytest.fixture(autouse=True)
def _own_folders(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def fixed(tmp_path):
    def make(name):
        path = tmp_path / name
        path.write_bytes(b"before\n")
        return result(FINDING, path=str(path), before=b"before\n", after=b"after\n", fixed=(FINDING,))

    return make


@pytest.fixture
def changed_meanwhile(fixed):
    stale = fixed("changed.py")
    stale.path.write_bytes(b"edited by hand\n")
    return stale


def test_what_is_fixed_is_written(fixed):
    first = fixed("a.py")

    assert apply([first], print) == [first]
    assert first.path.read_bytes() == b"after\n"


def test_nothing_to_write_leaves_no_undo_patch():
    announced = []

    assert apply([result(FINDING)], announced.append) == [result(FINDING)]
    assert announced == []


def test_a_file_that_cannot_be_written_keeps_its_findings_and_has_an_error(changed_meanwhile):
    ended = apply([changed_meanwhile], print)

    assert ended[0].error is not None
    assert ended == [replace(changed_meanwhile, after=None, fixed=(), error=ended[0].error)]
    assert changed_meanwhile.path.read_bytes() == b"edited by hand\n"


def test_the_others_are_written(fixed, changed_meanwhile):
    first, last = fixed("a.py"), fixed("z.py")

    apply([first, changed_meanwhile, last], print)

    assert (first.path.read_bytes(), last.path.read_bytes()) == (b"after\n", b"after\n")


def test_the_undo_patch_holds_what_was_written_and_nothing_else(fixed, changed_meanwhile, tmp_path):
    first, announced = fixed("a.py"), []

    apply([first, changed_meanwhile], announced.append)

    subprocess.run(["git", "apply", str(announced[0])], cwd=tmp_path, check=True)
    assert first.path.read_bytes() == b"before\n"
    assert list(announced[0].parent.glob("*.patch")) == announced


def test_an_undo_patch_that_nothing_needs_is_removed(changed_meanwhile, tmp_path):
    announced = []

    apply([changed_meanwhile], announced.append)

    assert announced == []
    assert list(tmp_path.rglob("*.patch")) == []
