"""Runs programs under limits: none outlives its time, its memory, or this run."""

from __future__ import annotations

import contextlib
import secrets
import subprocess
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from channels_fix.batch.ending import MARK, end, end_marked, warden
from channels_fix.batch.limits import LimitError

_CHUNK = 1 << 16
_TAIL = 1 << 16
"""How much is kept of what a program says that may say anything."""


class StoppedError(Exception):
    """The run was ended while a program ran, or before."""


class TimeIsUpError(LimitError):
    """A program ran longer than it may; it and all that it started are ended."""

    def __init__(self, seconds: float, output: bytes) -> None:
        super().__init__(f"took more than {seconds:g} seconds")
        self.output = output


def blamed(program: str, error: LimitError) -> LimitError:
    """Say which program met a limit, and how that is raised."""
    return LimitError(f"{program} {error}{': see --timeout' * isinstance(error, TimeIsUpError)}")


@dataclass(frozen=True)
class Bounds:
    """What one program may take.

    Attributes:
        seconds: How long it may run.
        file_bytes: How large a file it may write.
        memory_bytes: How much memory it may ask for.
        answer_bytes: How much it may say if it is asked something.
    """

    seconds: float
    file_bytes: int | None = None
    memory_bytes: int | None = None
    answer_bytes: int = 1 << 20


@dataclass(frozen=True)
class Ended:
    """How a program ended; a negative code is the signal that ended it."""

    code: int
    output: bytes
    errors: bytes


class Programs:
    """The programs of one run, which end with it."""

    def __init__(self) -> None:
        self._running: set[int] = set()
        self._lock = threading.Lock()
        self._stopped = threading.Event()

    def ask(
        self, command: Sequence[str], *, cwd: Path, env: Mapping[str, str], bounds: Bounds, stdin: bytes = b""
    ) -> Ended:
        """Run a program to its end and keep all that it says.

        Args:
            command: The program and its arguments.
            cwd: Where it runs.
            env: Its whole environment.
            bounds: What it may take.
            stdin: What it reads.

        Raises:
            LimitError: it took too long, or says too much.
            OSError: it cannot be started.
            StoppedError: the run was ended.
        """
        outputs = (_Output(bounds.answer_bytes), _Output(bounds.answer_bytes))
        return self._run(command, cwd, env, bounds, outputs, stdin)

    def watch(self, command: Sequence[str], *, cwd: Path, env: Mapping[str, str], bounds: Bounds) -> Ended:
        """Run a program that may say anything for as long as it likes, and keep what it says last, errors included.

        It runs code of a repository, so nothing that it started may outlive it, not even what left its group.
        Takes and raises what `ask` does.
        """
        return self._run(command, cwd, env, bounds, (_Tail(),), b"")

    def stop(self) -> None:
        """End all programs, now and from now on."""
        with self._lock:
            self._stopped.set()
            for group in self._running:
                end(group)

    def pause(self, seconds: float) -> None:
        """Wait, unless the run is ended.

        Raises:
            StoppedError: it was.
        """
        if self._stopped.wait(seconds):
            raise StoppedError

    def _run(
        self,
        command: Sequence[str],
        cwd: Path,
        env: Mapping[str, str],
        bounds: Bounds,
        outputs: Sequence[_Output],
        stdin: bytes,
    ) -> Ended:
        mark, is_foreign = secrets.token_hex(8), len(outputs) == 1
        process = self._start(command, cwd, {**env, MARK: mark}, mark, joined=is_foreign)
        try:
            _limit(process.pid, bounds)
            for output, stream in zip(outputs, (process.stdout, process.stderr), strict=False):
                output.read(stream, process.pid)
            threading.Thread(target=_feed, args=(process.stdin, stdin), daemon=True).start()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=bounds.seconds)
            is_late = process.poll() is None
            end(process.pid)  # with what it started, which would hold the pipes open
            if is_foreign:  # git may leave a daemon of the user behind, which keeps passwords or connections
                end_marked(mark)
            process.wait()
            texts = [output.text() for output in outputs]
        finally:
            with self._lock:
                self._running.discard(process.pid)
            warden().forget(mark)
        if self._stopped.is_set():
            raise StoppedError
        if is_late:
            raise TimeIsUpError(bounds.seconds, texts[0])
        if any(output.is_over for output in outputs):
            raise LimitError(f"says more than {bounds.answer_bytes // 1024 // 1024} MiB")
        return Ended(process.returncode, texts[0], b"".join(texts[1:]))

    def _start(
        self, command: Sequence[str], cwd: Path, env: Mapping[str, str], mark: str, *, joined: bool
    ) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._stopped.is_set():
                raise StoppedError
            warden().watch(mark)
            process = subprocess.Popen(  # noqa: S603 - a list, never through a shell
                command,
                cwd=cwd,
                env=dict(env),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT if joined else subprocess.PIPE,
                start_new_session=True,
            )
            warden().watch(mark, process.pid)
            self._running.add(process.pid)
        return process


class _Output:
    """What a program says, up to a bound that ends the program."""

    def __init__(self, most: int) -> None:
        self.is_over = False
        self._most = most
        self._data = bytearray()
        self._reader: threading.Thread | None = None

    def read(self, stream: IO[bytes] | None, group: int) -> None:
        """Begin to read `stream`, as the program with the process group `group` writes it."""
        self._reader = threading.Thread(target=self._read, args=(stream, group), daemon=True)
        self._reader.start()

    def text(self) -> bytes:
        """What was said until the end."""
        if self._reader:
            self._reader.join(5)  # a process in a group of its own may have the other end
        return bytes(self._data)

    def _read(self, stream: IO[bytes], group: int) -> None:
        with contextlib.suppress(OSError, ValueError), stream:
            while chunk := stream.read1(_CHUNK):  # type: ignore[attr-defined]
                self._take(chunk)
                if self.is_over:
                    end(group)
                    return

    def _take(self, chunk: bytes) -> None:
        self._data += chunk
        self.is_over = len(self._data) > self._most


class _Tail(_Output):
    """What a program says last."""

    def __init__(self) -> None:
        super().__init__(_TAIL)

    def _take(self, chunk: bytes) -> None:
        self._data += chunk
        del self._data[: -self._most]


def _feed(stream: IO[bytes], data: bytes) -> None:
    with contextlib.suppress(OSError), stream:
        stream.write(data)


def _limit(pid: int, bounds: Bounds) -> None:
    # From outside: code between fork and exec is not safe in a process with threads. Where the system has no such call,
    # the limit of time remains.
    import resource

    if not hasattr(resource, "prlimit"):
        return
    with contextlib.suppress(ProcessLookupError):
        for kind, most in ((resource.RLIMIT_FSIZE, bounds.file_bytes), (resource.RLIMIT_AS, bounds.memory_bytes)):
            if most is not None:
                resource.prlimit(pid, kind, (most, most))
