"""Runs of `channels-fix batch` over a fleet, which are killed on the way, and what must hold behind them."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from fleet_kinds import Specimen
from forge_server import TOKEN, Fault, ForgeServer
from origins import Ran, command, environment, git, has_branch

from channels_fix.batch.ending import MARK

ALONE, GROUP, MACHINE = WAYS = ("alone", "group", "machine")
"""Who is killed: the coordinator, its process group as a terminal has it, or all processes as if the power failed."""
BEFORE_PUSH, BEHIND_PUSH, BEHIND_REQUEST = MOMENTS = ("before-push", "behind-push", "behind-request")
"""When the server was asked for a push, when it has made it, or has opened a pull request, and has not said so yet."""
_SECONDS = 60.0
_LONGEST = 500.0


class Fleet:
    """Repositories on a forge and the workspace of their migration.

    Args:
        folder: Where the workspace and the manifest are.
        server: The forge.
        specimens: The repositories.
        options: Of every run.
    """

    def __init__(self, folder: Path, server: ForgeServer, specimens: Sequence[Specimen], *options: str) -> None:
        self.folder = folder
        self.server = server
        self.specimens = specimens
        self.workspace = folder / "workspace"
        self._options = ("--push", "--pr", *options)
        self._held = server.root / "held"

    def arguments(self, specimens: Sequence[Specimen]) -> list[str | Path]:
        """Those of a run over some of the repositories."""
        file = self.folder / "fleet.toml"
        file.write_text(self.manifest(specimens), encoding="utf-8")
        return [file, "--workspace", self.workspace, "--output-format", "json", *self._options]

    def manifest(self, specimens: Iterable[Specimen]) -> str:
        """The text of a manifest with some of the repositories, and the forge."""
        server = self.server
        head = f'[forges."{server.host}"]\nkind = "github"\napi = "{server.url}/api/v3"\ntoken = "FORGE_TOKEN"\n'
        return head + "".join(
            f"[[repositories]]\nurl = {json.dumps(one.url)}\ncheck = {json.dumps(one.kind.check)}\n"
            for one in specimens
        )

    def run(self, code: int = 2) -> Ran:
        """A run to its end, over the repositories of the kinds for which the exit code is no higher than this."""
        with self.begun(code, subprocess.PIPE) as process:
            out, err = process.communicate(timeout=_LONGEST)
        return Ran(process.returncode, out.decode(), err.decode())

    @contextlib.contextmanager
    def begun(self, code: int = 2, said: int = subprocess.DEVNULL) -> Iterator[subprocess.Popen[bytes]]:
        """A run that is under way, in a process group of its own."""
        chosen = [one for one in self.specimens if one.kind.code <= code]
        with subprocess.Popen(
            command(*self.arguments(chosen)),
            cwd=self.folder,
            env=environment(self.folder, FORGE_TOKEN=TOKEN),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
        ) as process:
            try:
                yield process
            finally:
                process.kill()

    def killed(self, way: str, moment: str | float, *, ended: int = 0) -> bool:
        """Kill a run.

        Args:
            way: Who is killed.
            moment: When, or how many seconds later.
            ended: How many repositories have ended before, in this run or others.

        Returns:
            Whether it came to that.
        """
        with self.begun() as process:
            if not _once(lambda: self.ended >= ended, process):
                return False
            if isinstance(moment, float):
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(moment)
                return process.poll() is None and kill(process, way)
            with self._stopped_at(moment) as is_there:
                return _once(is_there, process) and kill(process, way)

    @property
    def ended(self) -> int:
        """How many repositories have ended, in this run or those before."""
        with contextlib.suppress(sqlite3.Error), contextlib.closing(self._journal()) as journal:
            return int(journal.execute("SELECT count(*) FROM outcomes").fetchone()[0])
        return 0

    def _journal(self) -> sqlite3.Connection:
        return sqlite3.connect(f"file:{self.workspace}/journal.sqlite3?mode=ro", uri=True)

    @contextlib.contextmanager
    def _stopped_at(self, moment: str) -> Iterator[Callable[[], bool]]:
        """Let the server stand still at a moment; the block is given what tells whether it does."""
        if moment == BEHIND_REQUEST:
            fault = Fault(0, after=True, seconds=_SECONDS)
            self.server.fail("POST", fault)
            known = len(self.server.requests)
            yield lambda: len(self.server.requests) > known
            fault.over.set()
            self.server.forgive(fault)
            return
        trap = self.server.root / moment
        trap.touch()
        yield self._held.exists
        for file in (trap, self._held):
            file.unlink(missing_ok=True)

    def faults(self, ran: Ran) -> list[str]:
        """All that is not as it must be behind a run that came to its end."""
        expected = max(one.kind.code for one in self.specimens)
        found = [f"exit code {ran.code}: {ran.err[-500:]}"] if ran.code != expected or not ran.out else []
        by_url = {one["repository"]: one for one in (ran.json if ran.out else [])}
        pushed = Counter(line.split(" ")[0] for line in _lines(self.server.root / "pushes"))
        proposed = Counter(request.project.name for request in self.server.requests)
        for one in self.specimens:
            times = (pushed[one.folder.name], proposed[one.name])
            said = [*_said(one, by_url.get(one.url, {})), *_done(one, times), *self._left(one, by_url.get(one.url, {}))]
            found += [f"{one.name}: {text}" for text in said]
        found += [f"{file} is left over" for file in self._litter()]
        return found + [f"the process {pid} runs on" for pid in self._alive()]

    def _left(self, one: Specimen, outcome: dict[str, Any]) -> Iterator[str]:
        """What the workspace lacks of one repository."""
        patches = list((self.workspace / "patches").glob(f"{one.name.replace('/', '-')}-*.patch"))
        if len(patches) != bool(outcome.get("commit")):
            yield f"{len(patches)} patches"
        if one.kind.is_delivered and patches and has_branch(one.folder, "channels-fix"):
            git(one.folder, "read-tree", "main")
            git(one.folder, "apply", "--cached", str(patches[0]))
            if git(one.folder, "write-tree") != git(one.folder, "rev-parse", "channels-fix^{tree}"):
                yield "the patch is not what was pushed"

    def _alive(self) -> Iterator[str]:
        """Programs that a run has started and not ended, where the system shows the environment of processes."""
        for process in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                known = (process / "environ").read_bytes()
                if f"{MARK}=".encode() in known and os.fsencode(self.folder) in known:
                    yield process.name

    def _litter(self) -> Iterator[Path]:
        """What killed runs left: half-made files, locks, and what hostile code would have."""
        yield from (self.workspace / "work").glob("*")
        yield from (file for file in self.workspace.glob(".*") if file.is_file())
        for pattern in ("**/*.lock", "*.git/index-*", "**/tmp_*", "*.new"):
            yield from (self.workspace / "mirrors").glob(pattern)
        yield from self.folder.rglob("ran")


def kill(process: subprocess.Popen[bytes], way: str) -> bool:
    """Kill a run."""
    everything = [process.pid, *descendants(process.pid)] if way == MACHINE else []
    if way == GROUP:
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    for pid in everything:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    return process.wait() == -signal.SIGKILL


def descendants(pid: int) -> list[int]:
    """The processes that a process has started, and those that they have, in whatever group they are."""
    children: dict[int, list[int]] = {}
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, ValueError):
            number, _, rest = (process / "stat").read_text(errors="replace").partition(" (")
            children.setdefault(int(rest.rpartition(") ")[2].split()[1]), []).append(int(number))
    found, new = [], [pid]
    while new:
        new = [child for one in new for child in children.get(one, [])]
        found += new
    return found


def _once(happened: Callable[[], bool], process: subprocess.Popen[bytes], seconds: float = _LONGEST) -> bool:
    """Wait for something while a process runs; whether it has happened."""
    deadline = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < deadline:
        if happened():
            return True
        time.sleep(0.01)
    return False


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


def _said(one: Specimen, outcome: dict[str, Any]) -> Iterator[str]:
    """What the results should say, and do not."""
    kind, error = one.kind, outcome.get("error") or ""
    if outcome.get("outcome") != kind.outcome:
        yield f"{outcome.get('outcome')}, not {kind.outcome}: {error}"
    if kind.error not in error or bool(kind.error) != bool(error):
        yield f"the error is {error!r}, not {kind.error!r}"
    if kind.notice not in "".join(outcome.get("notices", [])):
        yield f"the notices are {outcome.get('notices')}"
    said = (outcome.get("pushed"), bool(outcome.get("pull_request")))
    if said != (kind.is_delivered, kind.is_delivered):
        yield f"pushed and proposed are {said}"


def _done(one: Specimen, times: tuple[int, int]) -> Iterator[str]:
    """What the server should hold, and does not."""
    if times != (one.kind.is_delivered,) * 2:
        yield f"pushed {times[0]} times, {times[1]} pull requests"
    if one.kind.is_delivered and has_branch(one.folder, "channels-fix"):
        count = git(one.folder, "rev-list", "--count", "main..channels-fix")
        if count != "1":
            yield f"{count} commits"
    if one.kind.name == "conflicting" and git(one.folder, "ls-tree", "--name-only", "channels-fix") != "theirs.txt":
        yield "the branch is not theirs any more"
