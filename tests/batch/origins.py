"""Repositories to migrate, made with git itself, and runs of `channels-fix batch` over them."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trees import ASYNC, swallowing

from channels_fix.batch.cloning import find_head
from channels_fix.batch.credentials import Credentials
from channels_fix.batch.git import Git
from channels_fix.batch.limits import Limits
from channels_fix.batch.preparing import Prepared, Task, prepare
from channels_fix.batch.programs import Programs
from channels_fix.batch.repository import Address, Repository

FAULTY = swallowing("AsyncWebsocketConsumer")
"""A consumer that swallows StopConsumer: a safe fix."""
SOUND = f"{ASYNC}\n\nclass Chat(AsyncWebsocketConsumer):\n    pass\n"
"""A consumer without a fault."""
BROKEN = FAULTY.replace("):", ":", 1)
"""A source that no Python takes."""
DOUBTFUL = """\
import requests


async def view(request):
    return requests.get("https://example.org")
"""
"""A view whose fixes need a person's look."""
PROJECT = {"chat/consumers.py": FAULTY, "README.md": "Chat\n"}
"""The files of an ordinary repository."""
LINK, PROGRAM, FILE, SUBMODULE = "120000", "100755", "100644", "160000"

_WHO = "Ada <ada@example.org> 1700000000 +0000"
_SECRETS = re.compile("TOKEN|PASSWORD|SECRET|^GIT_")
_SECONDS = 120

Content = str | bytes | tuple[str, str] | None
"""A text, bytes, a mode with a text, or None for a file that is taken away."""


@dataclass(frozen=True)
class Ran:
    """What a run gave back."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> list[dict[str, Any]]:
        """What it printed with `--output-format json`."""
        found: list[dict[str, Any]] = json.loads(self.out)
        return found

    @property
    def outcomes(self) -> list[str]:
        """How each repository ended."""
        return [one["outcome"] for one in self.json]

    @property
    def errors(self) -> list[str | None]:
        """What is said of each repository."""
        return [one["error"] for one in self.json]


def git(folder: Path, *arguments: str, stdin: bytes = b"") -> str:
    """Run git in a repository, without anybody's configuration, and give what it says."""
    env = {**_environ(), "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, check=True, env=env).stdout.decode().strip()


def origin(
    folder: Path, files: Mapping[str, Content] | None = None, *, branch: str = "main", bare: bool = True
) -> Path:
    """Make a repository whose HEAD is `branch`, with one commit; without files there is no commit.

    Args:
        folder: Where it will be.
        files: By their paths; None stands for those of an ordinary repository.
        branch: The branch that HEAD names.
        bare: Whether it is as on a server; otherwise its files are checked out.
    """
    folder.mkdir(parents=True)
    git(folder, "init", "--quiet", f"--initial-branch={branch}", *(["--bare"] if bare else []))
    contents = PROJECT if files is None else files
    if contents:
        commit(folder, contents, branch)
    if not bare:
        git(folder, "reset", "--quiet", "--hard")
    return folder


def commit(repository: Path, files: Mapping[str, Content], branch: str = "main") -> str:
    """Add a commit to a branch, which need not be there yet, and give its name."""
    begin = f"refs/heads/{branch}"
    lines = [f"commit {begin}", f"author {_WHO}", f"committer {_WHO}", "data 7", "Change"]
    if has_branch(repository, branch):
        lines.append(f"from {begin}^0")
    stream = "\n".join(lines).encode() + b"\n" + b"".join(_line(name, content) for name, content in files.items())
    git(repository, "fast-import", "--quiet", "--force", stdin=stream)
    return tip(repository, branch)


def has_branch(repository: Path, branch: str) -> bool:
    """Whether there is such a branch."""
    return bool(git(repository, "for-each-ref", f"refs/heads/{branch}"))


def tip(repository: Path, branch: str = "channels-fix") -> str:
    """The commit of a branch."""
    return git(repository, "rev-parse", "--verify", f"refs/heads/{branch}")


def content(repository: Path, path: str, branch: str = "channels-fix") -> str:
    """What a file of a branch holds."""
    return git(repository, "cat-file", "blob", f"refs/heads/{branch}:{path}") + "\n"


def tree(repository: Path, *entries: tuple[str, str, str], branch: str = "main") -> str:
    """Add a commit with a tree that git would not make: names are taken as they are, in the order given.

    Args:
        repository: Where it is made.
        entries: The mode (`40000` for a tree), the name and the object of each.
        branch: The branch that takes the commit.
    """
    found = raw_tree(repository, *entries)
    who = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    made = git(repository, *who, "commit-tree", "-m", "Change", found)
    git(repository, "update-ref", f"refs/heads/{branch}", made)
    return made


def raw_tree(repository: Path, *entries: tuple[str, str, str]) -> str:
    """A tree with any names."""
    data = b"".join(
        mode.encode() + b" " + os.fsencode(name) + b"\0" + bytes.fromhex(found) for mode, name, found in entries
    )
    return git(repository, "hash-object", "-t", "tree", "-w", "--stdin", "--literally", stdin=data)


def blob(repository: Path, data: str | bytes) -> str:
    """An object that holds `data`."""
    return git(repository, "hash-object", "-w", "--stdin", stdin=data.encode() if isinstance(data, str) else data)


def environment(folder: Path, **env: str) -> dict[str, str]:
    """The environment of a user without tokens, whose home below `folder` holds a configuration of git."""
    home = folder / "home"
    home.mkdir(exist_ok=True)
    config = home / ".gitconfig"
    if not config.exists():
        config.write_text("[user]\n\tname = Ada\n\temail = ada@example.org\n", encoding="utf-8")
    return {
        **_environ(),
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "GIT_CONFIG_NOSYSTEM": "1",
        **env,
    }


def command(*arguments: str | Path) -> list[str]:
    """The command line of `channels-fix batch`."""
    return [sys.executable, "-m", "channels_fix", "batch", *map(str, arguments)]


def batch(folder: Path, *arguments: str | Path, **env: str) -> Ran:
    """Run `channels-fix batch` in `folder` to its end."""
    ended = subprocess.run(
        command(*arguments),
        cwd=folder,
        env=environment(folder, **env),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=_SECONDS,
        check=False,
    )
    return Ran(ended.returncode, ended.stdout.decode(), ended.stderr.decode())


def listed(folder: Path, repositories: Sequence[Path | str]) -> Path:
    """A plain list of repositories."""
    file = folder / "repositories.txt"
    file.write_text("".join(f"{one}\n" for one in repositories), encoding="utf-8")
    return file


def options_of(folder: Path, repositories: Sequence[Path | str], *options: str | Path) -> list[str]:
    """The arguments of a run over repositories, whose workspace is `folder / "workspace"`, and which prints JSON."""
    arguments = [listed(folder, repositories), "--workspace", folder / "workspace", "--output-format", "json", *options]
    return [str(one) for one in arguments]


def migrate(folder: Path, repositories: Sequence[Path | str], *options: str | Path, **env: str) -> Ran:
    """Migrate repositories to the end; the workspace is `folder / "workspace"`, and the output JSON."""
    return batch(folder, *options_of(folder, repositories, *options), **env)


@contextlib.contextmanager
def begun(
    folder: Path, repositories: Sequence[Path | str], *options: str | Path, **env: str
) -> Iterator[subprocess.Popen[bytes]]:
    """A run that is under way, in a process group of its own as a shell gives it; it is killed in the end."""
    # a shell without job control starts what is in its background deaf to Ctrl-C
    previous = signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(
        command(*options_of(folder, repositories, *options)),
        cwd=folder,
        env=environment(folder, **env),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        signal.signal(signal.SIGINT, previous)
        yield process
        process.kill()


def comes_true(happened: Callable[[], bool]) -> bool:
    """Wait until something has happened, for a minute at most."""
    deadline = time.monotonic() + 60
    while not happened() and time.monotonic() < deadline:
        time.sleep(0.01)
    return happened()


def is_gone(file: Path) -> bool:
    """Whether the process whose number is in `file` ends."""
    assert comes_true(lambda: file.exists() and bool(file.read_text()))
    ask = ["ps", "-o", "state=", "-p", file.read_text().strip()]
    return comes_true(lambda: subprocess.run(ask, capture_output=True, check=False).stdout.strip() in {b"", b"Z"})


def mistrusting(**limits: float) -> Git:
    """Git as a run has it, under other limits if need be."""
    return Git(Programs(), Limits(**limits), Credentials({}, _environ()))  # type: ignore[arg-type]


def repository_at(place: Path | str, **work: Any) -> Repository:
    """What a manifest says of a repository."""
    return Repository(Address.parse(str(place), Path("/nowhere")), **work)


def prepared(folder: Path, place: Path | str, *, limits: Mapping[str, float] | None = None, **work: Any) -> Prepared:
    """Clone, fix and check a repository in this process, as a run does; the workspace is `folder / "workspace"`."""
    repository, git_ = repository_at(place, **work), mistrusting(**(limits or {}))
    task = Task(repository, find_head(git_, folder, repository), git_.limits, {})
    return prepare(task, folder / "workspace", git_.programs, contextlib.nullcontext())


def _environ() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not _SECRETS.search(name)}


def _line(name: str, content: Content) -> bytes:
    """One file for `git fast-import`."""
    if content is None:
        return f"D {_quoted(name)}\n".encode()
    mode, data = content if isinstance(content, tuple) else (FILE, content)
    held = data.encode() if isinstance(data, str) else data
    if mode == SUBMODULE:
        return f"M {mode} ".encode() + held + f" {_quoted(name)}\n".encode()
    return f"M {mode} inline {_quoted(name)}\ndata {len(held)}\n".encode() + held + b"\n"


def _quoted(name: str) -> str:
    escaped = "".join(
        f"\\{byte:03o}" if byte < 0x20 or byte > 0x7E or byte in b'"\\' else chr(byte) for byte in os.fsencode(name)
    )
    return f'"{escaped}"'
