"""Commits and pushes: the same commit however often it is made, and never over somebody else's."""

from __future__ import annotations

from pathlib import Path

import pytest
from origins import PROJECT, commit, git, has_branch, mistrusting, origin, repository_at, tip

from channels_fix.batch.cloning import Head, Mirror
from channels_fix.batch.delivering import Author, Delivery
from channels_fix.batch.git import GitError
from channels_fix.batch.preparing import Change

ADA = Author("Ada", "ada@example.org")
WHEN = 1_700_000_000.5
CHANGES = [Change("chat/consumers.py", "100755", b"", b"x\n"), Change("a\nb.py", "100644", b"", b"\xff")]


def delivery_to(server: Path, mirror: Path) -> tuple[Delivery, Head]:
    repository, git_ = repository_at(server), mistrusting()
    return Delivery(git_, mirror, repository, "fix/it"), Head("main", Mirror(git_, mirror, repository).fetch("main"))


@pytest.fixture
def server(tmp_path: Path) -> Path:
    return origin(tmp_path / "server", {**PROJECT, "big.bin": "x" * 1000})


def test_the_same_change_is_the_same_commit(tmp_path: Path, server: Path) -> None:
    first, head = delivery_to(server, tmp_path / "first.git")
    second, _ = delivery_to(server, tmp_path / "second.git")
    made = first.commit(head, CHANGES, "Title\n\nBody\n", ADA, WHEN)
    assert made == first.commit(head, CHANGES, "Title\n\nBody\n", ADA, WHEN)
    assert made == second.commit(head, CHANGES, "Title\n\nBody\n", ADA, WHEN)
    assert made != second.commit(head, CHANGES, "Title\n", ADA, WHEN)


def test_a_push_brings_the_change_and_nothing_else(tmp_path: Path, server: Path) -> None:
    delivery, head = delivery_to(server, tmp_path / "mirror.git")
    made = delivery.commit(head, CHANGES, "Title\n", ADA, WHEN)
    delivery.push(made, None)
    delivery.push(made, None)
    assert delivery.tip() == made == tip(server, "fix/it")
    assert git(server, "diff", "--name-status", "main", "fix/it") == 'A\t"a\\nb.py"\nM\tchat/consumers.py'
    assert git(server, "ls-tree", "fix/it", "chat/consumers.py").startswith("100755 blob")


def test_a_branch_that_somebody_moved_is_not_overwritten(tmp_path: Path, server: Path) -> None:
    delivery, head = delivery_to(server, tmp_path / "mirror.git")
    made = delivery.commit(head, CHANGES, "Title\n", ADA, WHEN)
    theirs = commit(server, {"theirs.txt": "x"}, "fix/it")
    with pytest.raises(GitError, match="stale info"):
        delivery.push(made, None)
    with pytest.raises(GitError, match="stale info"):
        delivery.push(made, head.commit)
    with pytest.raises(GitError, match="stale info"):
        delivery.delete(made)
    assert tip(server, "fix/it") == theirs
    delivery.push(made, theirs)
    assert tip(server, "fix/it") == made
    delivery.delete(made)
    assert not has_branch(server, "fix/it")


def test_a_branch_that_is_protected_is_an_error_of_one_line(tmp_path: Path, server: Path) -> None:
    git(server, "config", "receive.denyCreates", "true")
    git(server, "config", "receive.hideRefs", "refs/heads/fix")
    delivery, head = delivery_to(server, tmp_path / "mirror.git")
    made = delivery.commit(head, CHANGES, "Title\n", ADA, WHEN)
    with pytest.raises(GitError, match=r"^git push: .*hidden ref") as caught:
        delivery.push(made, None)
    assert "\n" not in str(caught.value)
    assert not has_branch(server, "fix/it")
