"""What a walk leaves out: the usual folders of tools, the user's patterns, and what git ignores."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec
    from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

EXCLUDED_FOLDERS = frozenset(
    {
        *(".bzr", ".direnv", ".eggs", ".git", ".git-rewrite", ".hg", ".ipynb_checkpoints", ".mypy_cache", ".nox"),
        *(".pants.d", ".pyenv", ".pytest_cache", ".pytype", ".ruff_cache", ".svn", ".tox", ".venv", ".vscode"),
        *("__pypackages__", "_build", "buck-out", "build", "dist", "node_modules", "site-packages", "venv"),
    }
)
"""Folders that are never entered unless they are named; the same as ruff's."""

VIRTUALENV_MARK = "pyvenv.cfg"

_GIT_SECONDS = 60
_GIT_COMMAND = (
    # A repository may be hostile: its own configuration must not start a program.
    *("git", "-c", "core.fsmonitor=false", "-c", "core.untrackedCache=false"),
    *("ls-files", "-z", "--stage", "--cached", "--others", "--exclude-standard"),
)
_GIT_ENVIRONMENT = {
    "GIT_OPTIONAL_LOCKS": "0",
    # A partial clone fetches what it lacks, by a command that its configuration names: allow no way to fetch.
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_NO_LAZY_FETCH": "1",
}
# Set by git for its hooks; they would bind every folder to the repository of the hook.
_GIT_BOUND = frozenset(
    {
        "GIT_DIR",
        "GIT_WORK_TREE",
        "GIT_INDEX_FILE",
        "GIT_PREFIX",
        "GIT_COMMON_DIR",
        "GIT_OBJECT_DIRECTORY",
        "GIT_NAMESPACE",
    }
)
_STAGED = re.compile(rb"(\d{6}) [0-9a-f]{40,64} \d\t")
_GITLINK = b"160000"


def in_work_tree(folder: str) -> bool:
    """Tell whether `folder`, an absolute path without links, or a folder above it holds a `.git`."""
    path = Path(folder)
    return any(os.path.lexists(above / ".git") for above in (path, *path.parents))


def git_files(folder: str) -> list[str] | None:
    """List the Python files below `folder` that git tracks or would add, and the repositories in it.

    Names are relative to `folder`; a submodule or nested repository ends with a slash. The answer is None when git
    cannot tell: it is not installed, it distrusts the owner of the repository, or it takes too long.
    """
    import subprocess

    environment = {name: value for name, value in os.environ.items() if name not in _GIT_BOUND} | _GIT_ENVIRONMENT
    try:
        answer = subprocess.run(  # noqa: S603 - a fixed command
            _GIT_COMMAND,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_GIT_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    names = (_listed_name(item) for item in answer.stdout.split(b"\0"))
    # An empty submodule lists itself as "./".
    return [os.fsdecode(name) for name in names if name.endswith((b".py", b"/")) and name != b"./"]


def _listed_name(item: bytes) -> bytes:
    staged = _STAGED.match(item)
    if staged is None:
        return item
    name = item[staged.end() :]
    return name.rstrip(b"/") + b"/" if staged[1] == _GITLINK else name


class GitIgnore:
    """The patterns of one `.gitignore` file or of the user."""

    def __init__(self, spec: GitIgnoreSpec) -> None:
        self._spec = spec

    @classmethod
    def of_file(cls, data: bytes) -> GitIgnore:
        """Read the content of a `.gitignore` file. Like git, skip the lines that are no patterns."""
        from pathspec import GitIgnoreSpec

        text = data.decode("utf-8-sig", "surrogateescape")
        return cls(GitIgnoreSpec([pattern for line in text.split("\n") for pattern in _patterns_of(line)]))

    @classmethod
    def of_user(cls, patterns: Iterable[str]) -> GitIgnore:
        """Take patterns from the command line or the configuration; raise ValueError for one that is no pattern."""
        from pathspec import GitIgnoreSpec

        try:
            return cls(GitIgnoreSpec.from_lines(patterns))
        except re.error as error:
            message = f"not a pattern: {error}"
            raise ValueError(message) from error

    def verdict(self, path: str) -> bool | None:
        """Tell whether `path` is ignored; None when no pattern speaks of it. A folder's path ends with a slash."""
        return self._spec.check_file(path).include


def _patterns_of(line: str) -> list[GitIgnoreSpecPattern]:
    from pathspec import GitIgnoreSpec

    with suppress(ValueError, re.error):
        return list(GitIgnoreSpec.from_lines([line]).patterns)
    return []


def ignored(path: str, levels: Sequence[tuple[int, GitIgnore]]) -> bool:
    """Tell whether the innermost `.gitignore` that speaks of `path` ignores it.

    `levels` goes from the outermost to the innermost; each holds the length of its folder's name within `path`.
    """
    for length, rules in reversed(levels):
        verdict = rules.verdict(path[length:])
        if verdict is not None:
            return verdict
    return False


class Exclusion:
    """The user's patterns, as they bear on what lies below one given folder."""

    def __init__(self, patterns: Sequence[str], folder: str) -> None:
        """Bind `patterns`, relative to the current directory, to `folder`.

        A pattern that excludes the given folder itself is left out: who names a folder wants it read.
        """
        self._prefix = _below_current_directory(folder) if patterns else ""
        kept = [one for one in patterns if not (self._prefix and GitIgnore.of_user([one]).verdict(self._prefix))]
        self._rules = GitIgnore.of_user(kept) if kept else None

    def covers(self, path: str) -> bool:
        """Tell whether `path`, relative to the given folder, is excluded. A folder's path ends with a slash."""
        return self._rules is not None and bool(self._rules.verdict(self._prefix + path))


def _below_current_directory(folder: str) -> str:
    relative = os.path.relpath(folder)
    if relative.startswith(os.pardir):
        # The same folder may be spelled through a link.
        relative = os.path.relpath(os.path.realpath(folder), os.path.realpath(os.curdir))
    return "" if relative == os.curdir else relative.replace(os.sep, "/") + "/"
