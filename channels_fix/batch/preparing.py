"""The first three steps of one repository: clone, fix, check. They may run on any machine, and any number of times."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from channels_fix.batch.checking import Checked, check
from channels_fix.batch.cloning import CloneError, Head, Mirror, mirror_folder
from channels_fix.batch.credentials import Credentials
from channels_fix.batch.entries import Entry
from channels_fix.batch.fixing import Fixed, FixError, fix
from channels_fix.batch.git import Git, GitError
from channels_fix.batch.limits import LimitError, Limits
from channels_fix.batch.programs import Programs
from channels_fix.batch.repository import Repository
from channels_fix.batch.servers import Server

STEPS = ("clone", "fix", "check")
Tell = Callable[[str], object]
"""Is told the step that begins."""


@dataclass(frozen=True)
class Task:
    """What is to be prepared.

    Attributes:
        repository: What the user named.
        head: Where work begins.
        limits: What it may take.
        servers: Those that the user named.
    """

    repository: Repository
    head: Head
    limits: Limits
    servers: Mapping[str, Server]


@dataclass(frozen=True)
class Change:
    """A file that holds something else now."""

    path: str
    mode: str
    before: bytes
    after: bytes


@dataclass(frozen=True)
class Prepared:
    """How far it came.

    Attributes:
        head: Where work began; the branch may have moved since it was asked for.
        fixed: What the engine did.
        changes: What is to be delivered.
        checked: What the check said, if there is one.
        failed: The step that failed, if one did.
        error: Why, in one line.
        is_transient: Whether another try may succeed.
        seconds: How long each step took.
    """

    head: Head
    fixed: Fixed = field(default_factory=Fixed)
    changes: tuple[Change, ...] = ()
    checked: Checked | None = None
    failed: str = ""
    error: str = ""
    is_transient: bool = False
    seconds: Mapping[str, float] = field(default_factory=dict)


def prepare(
    task: Task, folder: Path, programs: Programs, cloning: AbstractContextManager[object], tell: Tell = str
) -> Prepared:
    """Clone, fix and check one repository.

    Args:
        task: What is to be done.
        folder: Where mirrors are kept and trees are laid out.
        programs: Those of the run.
        cloning: Is entered while a server is asked for a repository: it may let few pass at a time.
        tell: Is told the step that begins.

    Returns:
        What is to be delivered, or why nothing is. What may go wrong with a repository is no exception.
    """
    steps = _Steps(task, folder, programs, cloning, tell)
    try:
        return steps.run()
    except (CloneError, FixError, GitError, LimitError, OSError) as error:
        return replace(
            steps.done,
            failed=steps.step,
            error=steps.git.credentials.told(error),
            is_transient=isinstance(error, GitError) and error.is_transient,
            seconds=steps.seconds,
        )


class _Steps:
    def __init__(
        self, task: Task, folder: Path, programs: Programs, cloning: AbstractContextManager[object], tell: Tell
    ) -> None:
        self.task = task
        self.done = Prepared(task.head)
        self.step = STEPS[0]
        self.seconds: dict[str, float] = {}
        self.git = Git(programs, task.limits, Credentials.of_process(task.servers))
        self._work = folder / "work"
        self._programs = programs
        self._cloning = cloning
        self._tell = tell
        self._mirror = Mirror(self.git, mirror_folder(folder, task.repository), task.repository)

    def run(self) -> Prepared:
        self._work.mkdir(parents=True, exist_ok=True)
        prefix = f"{self.task.repository.slug}-"
        with tempfile.TemporaryDirectory(prefix=prefix, dir=self._work, ignore_cleanup_errors=True) as scratch:
            tree = Path(os.path.realpath(scratch)) / "tree"
            tree.mkdir()
            with self._timed("clone"), self._cloning:
                entries = self._clone(tree)
            with self._timed("fix"):
                changes = self._fix(tree, {entry.path: entry for entry in entries})
            if self.task.repository.check and changes:
                with self._timed("check"):
                    self._check(tree, entries)
        return replace(self.done, changes=() if self.done.failed else changes, seconds=self.seconds)

    def _clone(self, tree: Path) -> list[Entry]:
        commit = self._mirror.fetch(self.task.head.branch)
        self.done = replace(self.done, head=replace(self.task.head, commit=commit))
        entries = self._mirror.entries(commit)
        self._mirror.export(commit, [entry for entry in entries if entry.is_needed], tree)
        self._mirror.adopt(commit, tree)
        return entries

    def _fix(self, tree: Path, entries: Mapping[str, Entry]) -> tuple[Change, ...]:
        repository, limits = self.task.repository, self.task.limits
        fixed = fix(self._programs, limits, repository, tree, self.git.credentials.scrubbed())
        self.done = replace(self.done, fixed=fixed)
        changed = [entries[path] for path in fixed.changed]
        before = self._mirror.contents(entry.blob for entry in changed)
        return tuple(
            Change(entry.path, entry.mode, before[entry.blob], (tree / entry.path).read_bytes()) for entry in changed
        )

    def _check(self, tree: Path, entries: Sequence[Entry]) -> None:
        """Run the check in a whole tree; what it does there comes too late to be delivered."""
        repository, commit = self.task.repository, self.done.head.commit
        with self._cloning:
            rest = [entry for entry in entries if not entry.is_needed]
            self._mirror.export(commit, [entry for entry in rest if entry.is_file], tree)
            self._mirror.link(commit, [entry for entry in rest if entry.is_link], tree)
        home = tree.parent / "home"
        home.mkdir()
        environment = self.git.credentials.scrubbed()
        checked = check(self._programs, repository.check or "", repository.check_seconds, tree, home, environment)
        checked = replace(checked, output=self.git.credentials.redacted(checked.output))
        failed = "check" if checked.error else ""
        self.done = replace(self.done, checked=checked, failed=failed, error=checked.error)

    @contextmanager
    def _timed(self, step: str) -> Iterator[None]:
        self.step = step
        self._tell(step)
        began = time.monotonic()
        try:
            yield
        finally:
            self.seconds[step] = round(time.monotonic() - began, 3)
