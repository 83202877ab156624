from __future__ import annotations

import subprocess
from dataclasses import replace

import pytest
from results import result, safe, span

from channels_fix.applying import apply, unwritable
from channels_fix.files import FileError

FINDING = safe(span(1, 1, 1, 2))


def _ignore(patch, root):
    pass


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

    assert apply([first], _ignore) == [first]
    assert first.path.read_bytes() == b"after\n"


def test_nothing_to_write_leaves_no_undo_patch():
    announced = []

    assert apply([result(FINDING)], lambda *undo: announced.append(undo)) == [result(FINDING)]
    assert announced == []


def test_a_file_that_cannot_be_written_keeps_its_findings_and_has_an_error(changed_meanwhile):
    ended = apply([changed_meanwhile], _ignore)

    assert ended[0].error is not None
    assert ended == [replace(changed_meanwhile, after=None, fixed=(), error=ended[0].error)]
    assert changed_meanwhile.path.read_bytes() == b"edited by hand\n"


def test_the_others_are_written(fixed, changed_meanwhile):
    first, last = fixed("a.py"), fixed("z.py")

    apply([first, changed_meanwhile, last], _ignore)

    assert (first.path.read_bytes(), last.path.read_bytes()) == (b"after\n", b"after\n")


def test_the_undo_patch_holds_what_was_written_and_nothing_else(fixed, changed_meanwhile, tmp_path):
    first, announced = fixed("a.py"), []

    apply([first, changed_meanwhile], lambda *undo: announced.append(undo))

    subprocess.run(["git", "apply", str(announced[0][0])], cwd=announced[0][1], check=True)
    assert first.path.read_bytes() == b"before\n"
    assert list(tmp_path.rglob("*.patch")) == [announced[0][0]]


def test_an_undo_patch_that_nothing_needs_is_removed(changed_meanwhile, tmp_path):
    announced = []

    apply([changed_meanwhile], lambda *undo: announced.append(undo))

    assert announced == []
    assert list(tmp_path.rglob("*.patch")) == []


def test_files_outside_the_current_folder_are_undone_from_where_they_are(fixed, tmp_path, monkeypatch):
    first, announced = fixed("a.py"), []
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    apply([first], lambda *undo: announced.append(undo))

    assert announced[0][1].samefile(tmp_path)


def test_without_a_place_for_the_undo_patch_nothing_is_written(fixed, tmp_path):
    first = fixed("a.py")
    (tmp_path / "state").write_text("in the way")

    with pytest.raises(FileError):
        apply([first], _ignore)

    assert first.path.read_bytes() == b"before\n"


def test_a_file_that_is_gone_is_an_error(fixed):
    gone = fixed("gone.py")
    gone.path.unlink()

    assert apply([gone], _ignore)[0].error is not None
    assert not gone.path.exists()


def together(*results):
    paths = tuple(one.path for one in results)
    return [replace(one, together=paths) for one in results]


def test_files_that_change_together_are_all_written(fixed):
    results = together(fixed("a.py"), fixed("b.py"))

    assert apply(results, _ignore) == results
    assert [one.path.read_bytes() for one in results] == [b"after\n", b"after\n"]


def test_one_that_cannot_be_written_leaves_those_that_change_with_it(fixed, changed_meanwhile, tmp_path):
    first, stale, alone = *together(fixed("a.py"), changed_meanwhile), fixed("z.py")

    ended = apply([first, stale, alone], _ignore)

    error = f"SC001: not fixed here nor in {first.path}, changed while it was being looked at, not written; run again"
    assert ended == [
        replace(first, after=None, fixed=()),
        replace(stale, after=None, fixed=(), error=error),
        alone,
    ]
    assert (first.path.read_bytes(), alone.path.read_bytes()) == (b"before\n", b"after\n")
    assert sorted(path.name for path in tmp_path.glob("*.py")) == ["a.py", "changed.py", "z.py"]


def test_file_that_is_fixed_by_changes_of_another_one_is_not_fixed_without_them(changed_meanwhile, tmp_path):
    unchanged = result(FINDING, path=str(tmp_path / "a.py"), before=b"before\n", fixed=(FINDING,))

    first, _ = apply(together(unchanged, changed_meanwhile), _ignore)

    assert first.left == (FINDING,)


def test_undo_patch_is_without_what_was_taken_back(fixed, changed_meanwhile):
    first, stale, alone = *together(fixed("a.py"), changed_meanwhile), fixed("z.py")
    announced = []

    apply([first, stale, alone], lambda *undo: announced.append(undo))

    assert announced[0][0].read_text().count("+++ ") == 1


def test_file_that_will_fail_together_with_others_is_known_before(fixed, changed_meanwhile):
    first, stale = together(fixed("a.py"), changed_meanwhile)

    assert unwritable([first, stale]) == {
        stale.path: "changed while it was being looked at, not written; run again",
    }


def test_file_that_will_fail_alone_keeps_nothing_else_back(changed_meanwhile):
    assert unwritable([changed_meanwhile]) == {}


class InterruptedAfterTheFirstFile(list):
    """Results that are looked through once; while they are written, the user presses Ctrl-C."""

    def __init__(self, results):
        super().__init__(results)
        self.rounds = iter([self.undisturbed, self.interrupted])

    def __iter__(self):
        return next(self.rounds)()

    def undisturbed(self):
        return super().__iter__()

    def interrupted(self):
        yield self[0]
        raise KeyboardInterrupt


def test_an_interrupt_leaves_an_undo_patch_for_what_was_written(fixed, tmp_path):
    first, second, announced = fixed("a.py"), fixed("b.py"), []

    with pytest.raises(KeyboardInterrupt):
        apply(InterruptedAfterTheFirstFile([first, second]), lambda *undo: announced.append(undo))

    assert second.path.read_bytes() == b"before\n"
    subprocess.run(["git", "apply", str(announced[0][0])], cwd=tmp_path, check=True)
    assert first.path.read_bytes() == b"before\n"
