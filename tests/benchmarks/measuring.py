"""What a run takes: of time, of the processors and of memory."""

from __future__ import annotations

import contextlib
import os
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fleet_runs import Fleet, descendants
from origins import Ran

INTERVAL = 0.25
"""Seconds between two looks at the memory."""
PAGE = os.sysconf("SC_PAGE_SIZE") / 1e6
TICKS = os.sysconf("SC_CLK_TCK")
SECONDS = 540


@dataclass
class Taken:
    """What a run has taken: seconds of processors, and the most megabytes of the coordinator and of all it started."""

    processor: float = 0.0
    own: float = 0.0
    others: float = 0.0
    count: int = 0


@contextlib.contextmanager
def measured(process: subprocess.Popen[bytes]) -> Iterator[Taken]:
    """Look at a run and what it has started, again and again."""
    taken, over = Taken(), threading.Event()

    def look() -> None:
        while not over.wait(INTERVAL):
            with contextlib.suppress(OSError, IndexError, ValueError):
                others = descendants(process.pid)
                taken.others = max(taken.others, sum(map(resident, others)))
                taken.count = max(taken.count, len(others))
                status = Path(f"/proc/{process.pid}/status").read_text()
                taken.own = max(taken.own, float(status.partition("VmHWM:")[2].split()[0]) / 1000)
                ticks = Path(f"/proc/{process.pid}/stat").read_text().rpartition(") ")[2].split()[11:15]
                taken.processor = sum(map(int, ticks)) / TICKS

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield taken
    finally:
        over.set()
        thread.join()


def resident(pid: int) -> float:
    """The megabytes that a process has in memory."""
    with contextlib.suppress(OSError):
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
    return 0.0


def ended(fleet: Fleet) -> tuple[Ran, Taken, float]:
    """Migrate a fleet to its end."""
    began = time.monotonic()
    with fleet.begun(said=subprocess.PIPE) as process, measured(process) as taken:
        out, err = process.communicate(timeout=SECONDS)
    return Ran(process.returncode, out.decode(), err.decode()), taken, time.monotonic() - began


HEAD = (
    f"{'':20}{'seconds':>9}{'a minute':>10}{'CPU s each':>12}{'coordinator MB':>16}{'its processes MB':>18}{'most':>6}"
)


def line(name: str, count: int, taken: Taken, seconds: float) -> str:
    """A row of the table."""
    rates = f"{seconds:>9.0f}{count / seconds * 60:>10.1f}{taken.processor / count:>12.2f}"
    return f"{name:20}{rates}{taken.own:>16.0f}{taken.others:>18.0f}{taken.count:>6}"
