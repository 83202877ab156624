"""The journal of a workspace: what it keeps, under which keys, and what is said of one that cannot be used."""

from __future__ import annotations

import contextlib
import signal
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from origins import batch

from channels_fix.batch.journal import FORMAT, Journal, JournalError, Key

KEY = Key("https://git.example/team/chat", "b" * 40, "0123456789abcdef")
INTENDED, DONE = {"state": "intended", "commit": "c"}, {"state": "done", "commit": "c"}
KILLED = """
import os, signal, sys
from pathlib import Path
from channels_fix.batch.journal import Journal, Key
journal = Journal(Path(sys.argv[1]))
journal.write(Key(*sys.argv[2:]), {"push": {"state": "intended", "commit": "c"}})
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "journal.sqlite3"


@pytest.fixture
def journal(file: Path) -> Iterator[Journal]:
    with contextlib.closing(Journal(file)) as made:
        yield made


def test_a_step_is_intended_and_then_done(journal: Journal) -> None:
    journal.write(KEY, {"clone": {"branch": "main"}})
    journal.write(KEY, {"push": INTENDED})
    assert journal.read(KEY) == {"clone": {"branch": "main"}, "push": INTENDED}
    journal.write(KEY, {"push": DONE})
    assert journal.read(KEY)["push"] == DONE


@pytest.mark.parametrize(
    "other",
    [replace(KEY, repository="/elsewhere"), replace(KEY, base_commit="c" * 40), replace(KEY, fingerprint="f" * 16)],
    ids=["repository", "base commit", "version, rules and options"],
)
def test_another_key_is_other_work(journal: Journal, other: Key) -> None:
    journal.write(KEY, {"push": DONE})
    assert journal.read(other) == {}
    journal.write(other, {"push": INTENDED})
    journal.replace(other, {"clone": {}})
    journal.forget(other, ["clone"])
    assert (journal.read(other), journal.read(KEY)) == ({}, {"push": DONE})


def test_steps_are_kept_all_or_none(journal: Journal) -> None:
    journal.write(KEY, {"clone": {"branch": "main"}})
    nameless: Any = None
    with pytest.raises(JournalError):
        journal.replace(KEY, {"clone": {"branch": "other"}, nameless: {}})
    with pytest.raises(TypeError):
        journal.replace(KEY, {"clone": {"branch": "other"}, "fix": {"findings": object()}})
    assert journal.read(KEY) == {"clone": {"branch": "main"}}


def test_what_leads_to_a_commit_is_known(journal: Journal) -> None:
    journal.write(KEY, {"push": INTENDED})
    assert journal.base_of(KEY.repository, KEY.fingerprint, "c") == KEY.base_commit
    assert journal.base_of(KEY.repository, KEY.fingerprint, "d") is None
    assert journal.base_of(KEY.repository, "f" * 16, "c") is None


def test_the_last_outcome_counts_and_names_its_key(journal: Journal) -> None:
    assert journal.outcome(KEY.repository) is None
    journal.conclude(replace(KEY, base_commit=""), {"outcome": "failed"})
    journal.conclude(KEY, {"outcome": "fixed"})
    assert journal.concluded(KEY.repository) == (KEY, {"outcome": "fixed"})
    assert list(journal.outcomes()) == [{"outcome": "fixed"}]


def test_several_threads_may_write(journal: Journal) -> None:
    keys = [replace(KEY, base_commit=str(number)) for number in range(40)]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda key: journal.write(key, {"push": DONE}), keys)) == [None] * 40
    assert {key for key, _ in journal.deliveries()} == set(keys)


def test_a_row_is_there_once_it_is_written_whatever_ends_the_process(file: Path) -> None:
    about = [str(file), KEY.repository, KEY.base_commit, KEY.fingerprint]
    ended = subprocess.run([sys.executable, "-c", KILLED, *about], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert file.with_name(f"{file.name}-wal").stat().st_size > 0
    with contextlib.closing(Journal(file)) as journal:
        assert journal.read(KEY) == {"push": INTENDED}


def changed(file: Path, *statements: str) -> None:
    """A journal with one repository, to which something is done."""
    with contextlib.closing(Journal(file)) as journal:
        journal.write(KEY, {"push": DONE, "clone": {"branch": "main"}})
        journal.conclude(KEY, {"outcome": "fixed"})
    with contextlib.closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        connection.executescript(";".join(statements))


def _read(file: Path) -> None:
    with contextlib.closing(Journal(file)) as journal:
        journal.read(KEY)
        journal.base_of(KEY.repository, KEY.fingerprint, "c")


WRONG = {
    "later": f"PRAGMA user_version={FORMAT + 1}",
    "other tables": "DROP TABLE steps; CREATE TABLE steps (a)",
    "not compressed": "UPDATE steps SET detail = x'0011'; UPDATE outcomes SET detail = x'0011'",
    "no JSON": f"UPDATE steps SET detail = x'{zlib.compress(b'{').hex()}'",
    "other JSON": f"UPDATE steps SET detail = x'{zlib.compress(b'{}').hex()}'",
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_journal_that_others_wrote_is_one_error(file: Path, wrong: str) -> None:
    changed(file, WRONG[wrong])
    with pytest.raises(JournalError) as caught:
        _read(file)
    assert str(caught.value).startswith(f"{file}: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("arguments", [["status"], ["close"], ["list.txt"]], ids=lambda one: one[0])
def test_a_damaged_journal_ends_with_2_and_one_line(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "list.txt").write_text("repository\n")
    (tmp_path / "workspace").mkdir()
    (tmp_path / "workspace/journal.sqlite3").write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    ran = batch(tmp_path, *arguments, "--workspace", "workspace")
    assert (ran.code, ran.out) == (2, "")
    said = (
        "channels-fix: workspace/journal.sqlite3: damaged (file is not a database): restore it, or use a new workspace"
    )
    assert ran.err == f"{said}\n"
