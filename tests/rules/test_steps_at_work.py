"""Functions that ask the database do as coroutine functions what they did before; run on a real database."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from channels_fix.files import read
from codemods.async_views.decision.graph import Graph
from tests.steps.conversion import TEXTS, Threads, converted

REPOSITORY = Path(__file__).parents[2]
WAYS = {"native": (Graph, "5.2"), "native_of_old": (Graph, "4.2"), "threads": (Threads, "5.2")}
NAMES = sorted(name for name in TEXTS["functions.py"].split() if name)
del read


@cache
def results() -> dict[str, dict[str, Any]]:
    """What came of each function, as it is and converted."""
    folder = Path(mkdtemp())
    for name, text in TEXTS.items():
        (folder / name).write_text(text)
    for name, (kind, django) in WAYS.items():
        (folder / f"{name}.py").write_text(converted(folder / "project", kind, django)[0])
    command = [sys.executable, "-m", "tests.steps.at_work", "functions", *WAYS]
    environment = {"PYTHONPATH": str(REPOSITORY)}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)
