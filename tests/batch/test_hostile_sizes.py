"""Repositories that are larger than they look, and servers that never end: all of them meet a limit."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from origins import (
    FAULTY,
    FILE,
    LINK,
    PROJECT,
    blob,
    git,
    migrate,
    mistrusting,
    origin,
    prepared,
    raw_tree,
    repository_at,
    tree,
)

from channels_fix.batch.cloning import Mirror, find_head
from channels_fix.batch.git import GitError
from channels_fix.batch.limits import LimitError, Limits

MIB = 1 << 20


def test_a_file_of_zeros_is_not_unpacked(tmp_path: Path) -> None:
    hostile = origin(tmp_path / "hostile", {**PROJECT, "zeros.py": bytes(30 * MIB)})
    git(hostile, "gc", "--quiet")
    found = prepared(tmp_path, hostile, limits={"file_bytes": MIB})
    assert (found.failed, found.error) == (
        "clone",
        f"'zeros.py' has {30 * MIB} bytes, and more than {MIB} are not looked at",
    )


def test_many_files_with_the_same_content_are_counted_one_by_one(tmp_path: Path) -> None:
    files = {f"{number}.py": bytes(MIB) for number in range(12)}
    found = prepared(tmp_path, origin(tmp_path / "hostile", files), limits={"tree_bytes": 10 * MIB})
    assert found.error == f"its files have {12 * MIB} bytes, and more than {10 * MIB} are not looked at: see --max-size"


def test_files_that_only_the_check_sees_are_counted_too(tmp_path: Path) -> None:
    hostile = origin(tmp_path / "hostile", {**PROJECT, "zeros.bin": bytes(2 * MIB)})
    without = prepared(tmp_path, hostile, limits={"file_bytes": MIB})
    checked = prepared(tmp_path, hostile, limits={"file_bytes": MIB}, check="true")
    assert (without.failed, checked.failed) == ("", "check")
    assert checked.error.startswith("'zeros.bin' has ")


def test_a_link_may_not_be_a_bomb(tmp_path: Path) -> None:
    hostile = origin(tmp_path / "hostile", {**PROJECT, "x": (LINK, "a" * 2 * MIB)})
    found = prepared(tmp_path, hostile, limits={"answer_bytes": MIB}, check="true")
    assert (found.failed, found.error) == ("check", "git cat-file says more than 1 MiB")


def test_more_files_than_the_limit_are_not_looked_at(tmp_path: Path) -> None:
    hostile = origin(tmp_path / "hostile", {f"{number}.txt": "" for number in range(30)})
    found = prepared(tmp_path, hostile, limits={"files": 20})
    assert found.error == "it has 30 files, and more than 20 are not looked at: see --max-files"


def test_a_user_may_know_better_how_large_a_repository_is(tmp_path: Path) -> None:
    shop = origin(tmp_path / "shop")
    small = migrate(tmp_path, [shop], "--max-files", "1")
    assert (small.code, small.errors) == (2, ["it has 2 files, and more than 1 are not looked at: see --max-files"])
    assert migrate(tmp_path, [shop], "--max-files", "2", "--max-size", "1g", "--timeout", "99").outcomes == ["fixed"]
    wrong = migrate(tmp_path, [shop], "--max-size", "1")
    assert (wrong.code, wrong.err.splitlines()[-1]) == (
        2,
        "Error: Invalid value for '--max-size': '1' is no size such as 500m or 8g",
    )


def test_the_limits_that_a_user_gives_are_those_that_hold() -> None:
    usual = Limits()
    assert usual.given(None, None, None) == usual
    larger = usual.given(5_000_000, 8 << 30, 7200)
    assert (larger.files, larger.tree_bytes, larger.pack_bytes) == (5_000_000, 8 << 30, 8 << 30)
    assert (larger.network_seconds, larger.local_seconds, larger.fix_seconds) == (7200, 7200, 7200)
    assert larger.answer_bytes > usual.answer_bytes
    assert (larger.memory_bytes, usual.given(None, 1 << 20, None).memory_bytes) == (16 << 30, usual.memory_bytes)
    assert usual.given(10, None, None).answer_bytes == usual.answer_bytes


def nested(hostile: Path, leaf: str, levels: int) -> None:
    """A few trees that stand for `10 ** levels` files."""
    inner = raw_tree(hostile, (FILE, "f", leaf))
    for _ in range(levels):
        inner = raw_tree(hostile, *(("40000", f"d{number}", inner) for number in range(10)))
    tree(hostile, ("40000", "d", inner))


def test_trees_within_trees_meet_a_limit(tmp_path: Path) -> None:
    hostile = origin(tmp_path / "hostile")
    nested(hostile, blob(hostile, FAULTY), 9)
    found = prepared(tmp_path, hostile, limits={"answer_bytes": 10 * MIB})
    assert (found.failed, found.error) == ("clone", "git ls-tree says more than 10 MiB")


def test_trees_without_files_meet_a_limit(tmp_path: Path) -> None:
    hostile = origin(tmp_path / "hostile")
    inner = raw_tree(hostile)
    for _ in range(12):
        inner = raw_tree(hostile, *(("40000", f"d{number}", inner) for number in range(10)))
    tree(hostile, ("40000", "d", inner))
    found = prepared(tmp_path, hostile, limits={"local_seconds": 2})
    assert (found.failed, found.error) == ("clone", "git ls-tree took more than 2 seconds: see --timeout")


def test_trees_as_deep_as_that_bring_nothing_down(tmp_path: Path) -> None:
    deep = "/".join(["d"] * 1900)
    found = prepared(tmp_path, origin(tmp_path / "deep", {f"{deep}/chat.py": FAULTY, "chat.py": FAULTY}))
    assert found.failed == "clone"
    assert found.error == "it holds folders within folders, 1900 deep: more than 200 are not looked at"


@pytest.fixture
def endless() -> Iterator[str]:
    """A server that speaks HTTP slowly and without an end."""
    over = threading.Event()

    def serve() -> None:
        while not over.is_set():
            connection, _ = listening.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(
                    b"HTTP/1.1 200 OK\r\nContent-Type: application/x-git-upload-pack-advertisement\r\n\r\n"
                    b"001e# service=git-upload-pack\n0000"
                )
                while not over.wait(0.05):
                    try:
                        connection.sendall(b"0032" + b"a" * 40 + b" refs/x\n"[:6])
                    except OSError:
                        break

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/a/b.git"
        over.set()
        socket.create_connection(listening.getsockname()).close()
        thread.join()


def test_a_server_that_never_ends_meets_a_limit(tmp_path: Path, endless: str) -> None:
    with pytest.raises((LimitError, GitError), match="took more than 2 seconds"):
        find_head(mistrusting(network_seconds=2), tmp_path, repository_at(endless))


def test_a_pack_may_not_be_larger_than_the_limit(tmp_path: Path) -> None:
    import random

    hostile = origin(tmp_path / "hostile", {"noise.py": random.Random(1).randbytes(4 * MIB)})
    mirror = Mirror(mistrusting(pack_bytes=MIB), tmp_path / "mirror.git", repository_at(hostile))
    commit = mirror.fetch("main")
    with pytest.raises(LimitError, match=f"git fetch needs a file of more than {MIB} bytes: see --max-size"):
        mirror.export(commit, mirror.entries(commit), tmp_path / "tree")
    assert not (tmp_path / "tree").exists()
