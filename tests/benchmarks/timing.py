"""Runs a command as a process of its own, and says what that took."""

from __future__ import annotations

import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Timing:
    """One run of a command: wall and processor seconds, and the peak memory of its largest process in MB."""

    seconds: float
    processor: float
    megabytes: float


def timed(command: list[str], folder: Path) -> Timing:
    """Run `command` in `folder`."""
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    return Timing(time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
