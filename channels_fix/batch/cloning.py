"""The first step: a copy of one commit, without its history, and without anything that could run or lead out of it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from channels_fix.batch.entries import PROGRAM, Entry, problem_of
from channels_fix.batch.git import Git, GitError
from channels_fix.batch.limits import LimitError
from channels_fix.batch.naming import is_branch_name
from channels_fix.batch.repository import Repository
from channels_fix.batch.retrying import patiently

_FETCHED = "refs/channels-fix/base"
_LEFT = ("*.lock", "refs/**/*.lock", "shallow_*", "objects/*/tmp_*", "objects/pack/.tmp-*")
"""What git leaves in a mirror when it is killed: the next one would take a lock for that of another program."""


class CloneError(Exception):
    """A repository that cannot be taken; the text is one line."""


class EmptyError(Exception):
    """A repository in which there is nothing to look at; the text is one line."""


@dataclass(frozen=True)
class Head:
    """Where work begins: a branch, and the commit that it was at."""

    branch: str
    commit: str


def find_head(git: Git, folder: Path, repository: Repository) -> Head:
    """Ask the server for the branch to work on.

    Args:
        git: Runs git.
        folder: Any that exists.
        repository: What the user named.

    Raises:
        CloneError: there is no such branch.
        EmptyError: there is no branch at all.
        GitError: the server cannot be asked.
    """
    wanted = f"refs/heads/{repository.base}" if repository.base else "HEAD"
    address = repository.address
    pause = git.programs.pause
    answer = patiently(lambda: git.remote(folder, address, "ls-remote", "--symref", "--", address.url, wanted), pause)
    lines = [line.split("\t") for line in answer.decode("utf-8", "replace").splitlines()]
    commits = [what for what, name in lines if name == wanted and not what.startswith("ref: ")]
    names = [what.removeprefix("ref: refs/heads/") for what, name in lines if what.startswith("ref: refs/heads/")]
    if not commits:
        if not patiently(lambda: git.remote(folder, address, "ls-remote", "--heads", "--", address.url), pause).strip():
            raise EmptyError("the repository is empty")
        wanted = f"branch {repository.base}" if repository.base else "branch that its HEAD names: name one as `base`"
        raise CloneError(f"it has no {wanted}")
    if not (repository.base or names):
        raise CloneError("its HEAD names no branch: name the branch as `base`")
    if not (repository.base or is_branch_name(names[0])):
        raise CloneError(f"its HEAD names {names[0]!r}, which is no branch")
    return Head(repository.base or names[0], commits[0])


def mirror_folder(workspace: Path, repository: Repository) -> Path:
    """Where the objects of a repository are kept."""
    return workspace / "mirrors" / f"{repository.slug}.git"


class Mirror:
    """The objects of one repository, kept for the next time.

    Args:
        git: Runs git.
        folder: Where they are kept.
        repository: What the user named.
    """

    def __init__(self, git: Git, folder: Path, repository: Repository) -> None:
        self._git = git
        self._folder = folder
        self._repository = repository

    def fetch(self, branch: str) -> str:
        """Fetch the newest commit of `branch` with its trees, without history and files.

        Returns:
            The commit.

        Raises:
            GitError: the server does not give it.
            LimitError: it is too large, or takes too long.
        """
        self.make()
        self._fetch("--force", "origin", f"refs/heads/{branch}:{_FETCHED}")
        return self._git.local(self._folder, "rev-parse", _FETCHED).decode().strip()

    def require(self, head: Head) -> None:
        """Fetch the commit and the trees of `head` unless they are here; raises what `fetch` does."""
        self.make()
        try:
            self._git.local(self._folder, "cat-file", "-e", f"{head.commit}^{{tree}}")
        except GitError:
            self._fetch("origin", head.commit)

    def make(self) -> None:
        """Make an empty one unless there is one; take away what was left by a run that was killed."""
        if self._folder.exists():
            for pattern in _LEFT:
                for file in self._folder.glob(pattern):
                    file.unlink(missing_ok=True)
            return
        new = self._folder.with_name(f"{self._folder.name}.new")
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(parents=True)
        self._git.local(new, "init", "--quiet", "--bare", "--template=", ".")
        self._git.local(new, "config", "remote.origin.url", self._repository.address.url)
        new.replace(self._folder)  # all of it, or nothing

    def entries(self, commit: str) -> list[Entry]:
        """The files and links of a commit; submodules are left out.

        Raises:
            CloneError: a name leads out of the tree or into git's own folder, or stands for two things.
            LimitError: there are too many.
        """
        listed = self._git.local(self._folder, "ls-tree", "-r", "-z", "--full-tree", commit)
        entries = [Entry.of(line) for line in listed.split(b"\0") if line]
        most = self._git.limits.files
        if len(entries) > most:
            raise LimitError(f"it has {len(entries)} files, and more than {most} are not looked at: see --max-files")
        if problem := problem_of([entry.path for entry in entries]):
            raise CloneError(problem)
        return [entry for entry in entries if entry.is_file or entry.is_link]

    def export(self, commit: str, entries: Sequence[Entry], tree: Path) -> None:
        """Write files of a commit into a folder, exactly as they are stored: no attribute of the repository holds.

        Args:
            commit: The commit.
            entries: Those of its files that are wanted, without links.
            tree: An empty folder.

        Raises:
            CloneError: two names are one to this file system.
            LimitError: they are too large.
        """
        self._bring(commit, entries)
        for part in self._parts(entries):
            content = self.contents(entry.blob for entry in part)
            for entry in part:
                _write(tree / entry.path, content[entry.blob], entry)

    def link(self, commit: str, entries: Sequence[Entry], tree: Path) -> None:
        """Add links to an exported tree, but for those that lead out of it."""
        self._bring(commit, entries)
        targets = self.contents(entry.blob for entry in entries)
        root = os.path.realpath(tree)
        made = [path for entry in entries if _link(path := Path(root, entry.path), targets[entry.blob])]
        # once all are there, since one may lead through another
        for path in made:
            if os.path.commonpath([root, os.path.realpath(path)]) != root:
                path.unlink()

    def adopt(self, commit: str, tree: Path) -> None:
        """Make a clone of an exported tree, for programs that ask git: with the commit, without history and remotes."""
        self._git.local(tree, "init", "--quiet", "--template=", ".")
        objects = tree / ".git" / "objects" / "info" / "alternates"
        objects.write_bytes(os.fsencode(self._folder / "objects") + b"\n")
        (tree / ".git" / "shallow").write_text(f"{commit}\n", encoding="ascii")
        self._git.local(tree, "update-ref", "--no-deref", "HEAD", commit)
        self._git.local(tree, "read-tree", commit)

    def _bring(self, commit: str, entries: Sequence[Entry]) -> None:
        """Fetch what is not here yet, all in one."""
        said = self._git.local(self._folder, "rev-list", "--objects", "--missing=print", "--no-walk", commit)
        missing = {line[1:] for line in said.decode("utf-8", "replace").split("\n") if line.startswith("?")}
        wanted = sorted({entry.blob for entry in entries} & missing)
        if wanted:
            self._fetch("--stdin", "origin", stdin="\n".join(wanted).encode())

    def _fetch(self, *what: str, stdin: bytes = b"") -> None:
        options = ("--quiet", "--depth=1", "--no-tags", "--filter=blob:none", "--no-write-fetch-head", "--no-auto-gc")
        address = self._repository.address
        pause = self._git.programs.pause
        patiently(lambda: self._git.remote(self._folder, address, "fetch", *options, *what, stdin=stdin), pause)

    def _parts(self, entries: Sequence[Entry]) -> Iterator[list[Entry]]:
        """Part what is to be written into pieces that fit into memory, once all of it is known not to be too much."""
        limits = self._git.limits
        asked = "\n".join(entry.blob for entry in entries).encode()
        said = self._git.local(self._folder, "cat-file", "--batch-check=%(objectsize)", stdin=asked).split()
        sizes = [int(size) for size in said]
        for entry, size in zip(entries, sizes, strict=True):
            if size > limits.file_bytes:
                raise LimitError(
                    f"{entry.path!r} has {size} bytes, and more than {limits.file_bytes} are not looked at"
                )
        total, most = sum(sizes), limits.tree_bytes
        if total > most:
            raise LimitError(f"its files have {total} bytes, and more than {most} are not looked at: see --max-size")
        part: list[Entry] = []
        held = 0
        for entry, size in zip(entries, sizes, strict=True):
            if part and held + size > limits.file_bytes:
                yield part
                part, held = [], 0
            part.append(entry)
            held += size
        yield part

    def contents(self, blobs: Iterable[str]) -> dict[str, bytes]:
        """What files hold that have been exported, by the names of their blobs."""
        wanted = sorted(set(blobs))
        data = self._git.local(self._folder, "cat-file", "--batch=%(objectsize)", stdin="\n".join(wanted).encode())
        found: dict[str, bytes] = {}
        start = 0
        for blob in wanted:
            end = data.index(b"\n", start)
            first, last = end + 1, end + 1 + int(data[start:end])
            found[blob] = data[first:last]
            start = last + 1
        return found


def _write(path: Path, data: bytes, entry: Entry) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("xb") as file:
            file.write(data)
    except FileExistsError as error:
        raise CloneError(f"{entry.path!r} and another name are one to this file system") from error
    if entry.mode == PROGRAM:
        path.chmod(0o755)


def _link(path: Path, target: bytes) -> bool:
    """Make a link, unless its folder is one already, or no system would make it."""
    if os.path.realpath(path.parent) != str(path.parent):
        return False
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(os.fsdecode(target))
    except (OSError, ValueError):  # nothing, too long, or with a zero in it
        return False
    return True
