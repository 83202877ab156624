"""Ends programs with all that they started: those of their group, and those that bear their mark elsewhere.

Run as a program, this is the warden of another process: it is told what runs there, and when that process is gone,
however it went, it ends what was left.
"""

from __future__ import annotations

import atexit
import contextlib
import functools
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

MARK = "CHANNELS_FIX_PROGRAM"
"""The variable that holds the mark of a program; what it starts inherits that."""
_PROCESSES = Path("/proc")
_ROUNDS = 20
"""How often is looked for processes that were started meanwhile, or were out of sight."""
_PAUSE = 0.01
"""Seconds until these are looked for again."""


def end(group: int) -> None:
    """Kill the processes of a group."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)


def end_marked(mark: str) -> None:
    """Kill the processes that bear a mark, whichever group they have gone to; where the system shows none, nothing."""
    for _ in range(_ROUNDS):
        found, is_sure = marked(mark)
        for process in found:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(process, signal.SIGKILL)
        if not found and is_sure:
            return
        time.sleep(_PAUSE)


def marked(mark: str) -> tuple[list[int], bool]:
    """Look for the processes that bear a mark.

    Returns:
        Their numbers, and whether these are all: while another program takes the place of one, its variables are out
        of sight. Processes of the kernel never have any, and are no programs.
    """
    variable = f"{MARK}={mark}".encode()
    found, is_sure = [], True
    for process in _processes():
        with contextlib.suppress(OSError):
            variables = (process / "environ").read_bytes()
            if variable in variables.split(b"\0"):
                found.append(int(process.name))
            elif not variables and (process / "exe").readlink():
                is_sure = False
    return found, is_sure


def _processes() -> list[Path]:
    with contextlib.suppress(FileNotFoundError):
        return [one for one in _PROCESSES.iterdir() if one.name.isdecimal()]
    return []


class Warden:
    """Ends the programs of this process when it is gone."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process = subprocess.Popen(  # noqa: S603 - this file
            # away from the terminal, from the pipes of this process, and from all that is installed
            [sys.executable, "-I", "-S", __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def watch(self, mark: str, group: int = 0) -> None:
        """A program with this mark is about to begin, or runs in this group."""
        self._tell(f"{mark} {group}\n")

    def forget(self, mark: str) -> None:
        """The program with this mark is over."""
        self._tell(f"{mark}\n")

    def close(self) -> None:
        """End the warden, and what it still knows."""
        self._process.communicate()

    def _tell(self, line: str) -> None:
        if self._process.stdin:
            with self._lock, contextlib.suppress(OSError):  # somebody killed it: nothing more can be done
                self._process.stdin.write(line.encode())
                self._process.stdin.flush()


@functools.cache
def warden() -> Warden:
    """The warden of this process."""
    made = Warden()
    atexit.register(made.close)
    return made


def main() -> None:
    """Be told what runs, until nobody is there to tell it; then end what runs."""
    running: dict[str, int] = {}
    for line in sys.stdin:
        mark, _, group = line.strip().partition(" ")
        running.pop(mark, None)
        if group:
            running[mark] = int(group)
    for mark, number in running.items():
        if number:
            end(number)
        end_marked(mark)


if __name__ == "__main__":
    main()
