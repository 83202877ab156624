"""Real ASGI servers as subprocesses: start one, ask it for its counters, stop it."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

START_TIMEOUT = 20.0
STOP_TIMEOUT = 5.0

# All servers choose a free port themselves (port 0), so no other process can take it in between, and log it.
PORT = re.compile(r"(?:Listening on TCP address 127\.0\.0\.1|[Rr]unning on http://127\.0\.0\.1):(\d+)")
KILLED = re.compile(r"(?:path=b?'|uri=)([^' ]+)(?:'| clientproto=\S+)> took too long to shut down and was killed")

DAPHNE = ["daphne", "-b", "127.0.0.1", "-p", "0", "--application-close-timeout"]

COMMANDS = {
    # Many clients leave one after the other, which takes a busy machine seconds; only then it is looked who goes on.
    "daphne": [*DAPHNE, "10"],
    # Only the legacy implementation of WebSockets repeats the disconnect message, which makes a hot loop of the fault.
    "uvicorn": ["uvicorn", "--host", "127.0.0.1", "--port", "0", "--ws", "websockets"],
}

# The same with a time after which they cancel what still runs: once the client has gone, or the server is to stop.
IMPATIENT_COMMANDS = {
    "daphne": [*DAPHNE, "2"],
    "uvicorn": ["uvicorn", "--host", "127.0.0.1", "--port", "0", "--timeout-graceful-shutdown", "2"],
    "hypercorn": ["hypercorn", "--bind", "127.0.0.1:0", "--graceful-timeout", "1"],
}


@dataclass(frozen=True)
class Server:
    """A running server: its process, its port and the file that holds all its output."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path

    def url(self, scheme: str, path: str) -> str:
        """The address of a path on this server."""
        return f"{scheme}://127.0.0.1:{self.port}{path}"

    def connections(self) -> dict[str, dict[str, int]]:
        """The observer's counters for each WebSocket path and query."""
        with urllib.request.urlopen(self.url("http", "/__stats__"), timeout=10) as response:
            counters: dict[str, dict[str, int]] = json.load(response)
        return counters

    def killed(self) -> list[str]:
        """The paths of the applications that Daphne said it had to kill, once for each such line."""
        return KILLED.findall(self.log.read_text(encoding="utf-8"))

    def terminate(self) -> int | None:
        """Send SIGTERM; the exit code, or None if the server still runs when the time is up."""
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(STOP_TIMEOUT)
        except subprocess.TimeoutExpired:
            return None


@contextmanager
def running(
    command: list[str], project: Path, log: Path, application: str = "observer:application", **variables: str
) -> Iterator[Server]:
    """Serve the observed project and make sure that the process is gone afterwards, whatever happens."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", *command, application],
            cwd=project,
            env=environment() | variables,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
        try:
            yield Server(process, wait_for_port(process, log), log)
        finally:
            # Hypercorn has its work done by a process of its own.
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def environment() -> dict[str, str]:
    """This process's environment, with the observer importable and the project's own settings."""
    return os.environ | {"PYTHONPATH": str(Path(__file__).parent), "DJANGO_SETTINGS_MODULE": "config.settings"}


def wait_for_port(process: subprocess.Popen[bytes], log: Path) -> int:
    """Wait until the server says in its log which port it listens on."""
    deadline = time.monotonic() + START_TIMEOUT
    while process.poll() is None and time.monotonic() < deadline:
        if found := PORT.search(log.read_text(encoding="utf-8")):
            return int(found[1])
        time.sleep(0.05)
    raise RuntimeError(f"the server did not start:\n{log.read_text(encoding='utf-8')}")
