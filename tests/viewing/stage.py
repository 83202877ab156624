"""The process that runs experiments, each in a process of its own that it forks: what one does touches no other.

Run as a program that is told how many of them go side by side, it reads a pickled dict of experiments and writes a
pickled dict of what they showed.
"""

from __future__ import annotations

import gc
import os
import pickle
import selectors
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from e2e.redis_server import DATABASES, running_redis

from .django_of_cases import set_up
from .evidence import HANGS, Failure
from .experiments import Experiment
from .state import DATABASE

PRELOADED = ("httpx", "redis.asyncio", "requests", "rest_framework.views", "trio")
"""What cases import and takes time, or starts a program, as it is imported; not all of it need be installed."""
PRELOADED_FOR_SOME = ("anthropic.resources", "boto3", "openai.resources.chat", "pymongo")
"""The same, of what few cases import and takes a second or more."""
REDIS = "REDIS_URL"


@dataclass
class _Running:
    name: tuple[str, str]
    process: int
    folder: Path
    deadline: float
    output: bytes = b""


def run_all(experiments: Mapping[tuple[str, str], Experiment], side_by_side: int) -> dict[tuple[str, str], Any]:
    """What each of them shows; a `Failure` where it fails, or when its time is up."""
    waiting, running, results = [*experiments.items()], selectors.DefaultSelector(), {}
    while waiting or running.get_map():
        while waiting and len(running.get_map()) < side_by_side:
            _start(*waiting.pop(0), running)
        for key, _ in running.select(0.05):
            if part := os.read(key.fd, 1 << 16):
                key.data.output += part
            else:
                results[key.data.name] = pickle.loads(key.data.output) if key.data.output else Failure("it died")
                _finish(key, running)
        for key in [*running.get_map().values()]:
            if time.monotonic() > key.data.deadline:
                results[key.data.name] = Failure(HANGS)
                _finish(key, running)
    return results


def _start(name: tuple[str, str], experiment: Experiment, running: selectors.BaseSelector) -> None:
    folder = Path(tempfile.mkdtemp(prefix="case-"))
    shutil.copy(DATABASE, folder)
    reading, writing = os.pipe()
    if process := os.fork():
        os.close(writing)
        state = _Running(name, process, folder, time.monotonic() + experiment.patience)
        running.register(reading, selectors.EVENT_READ, state)
        return
    # Everything that the experiment starts is in its group, and ends with it.
    os.setsid()
    os.chdir(folder)
    if REDIS in os.environ:
        os.environ[REDIS] += str(os.getpid() % DATABASES)
    try:
        result = experiment.run()
    except BaseException:  # noqa: BLE001 - whatever it is, the other process must know
        result = Failure(traceback.format_exc(limit=-2))
    with os.fdopen(writing, "wb") as stream:
        stream.write(pickle.dumps(result))
    os._exit(0)


def _finish(key: selectors.SelectorKey, running: selectors.BaseSelector) -> None:
    running.unregister(key.fd)
    os.close(key.fd)
    # The group is not there yet if the process never got as far.
    for end in (os.killpg, os.kill):
        try:
            end(key.data.process, signal.SIGKILL)
        except ProcessLookupError:
            continue
    os.waitpid(key.data.process, 0)
    shutil.rmtree(key.data.folder, ignore_errors=True)


def main() -> None:
    """Run what comes in."""
    # What cases print must not get between the results.
    answers = os.dup(1)
    os.dup2(2, 1)
    experiments: dict[tuple[str, str], Experiment] = pickle.load(sys.stdin.buffer)
    with tempfile.TemporaryDirectory() as folder, _redis_for(experiments.values()):
        os.chdir(folder)
        set_up()
        sources = b"".join(experiment.source for experiment in experiments.values())
        for name in (*PRELOADED, *(one for one in PRELOADED_FOR_SOME if one.partition(".")[0].encode() in sources)):
            with suppress(ImportError):
                import_module(name)
        # Collections in the processes to come need not look at all of that, 100 times as much as their own.
        gc.freeze()
        results = run_all(experiments, int(sys.argv[1]))
        os.chdir("/")
    with os.fdopen(answers, "wb") as stream:
        stream.write(pickle.dumps(results))


@contextmanager
def _redis_for(experiments: Iterable[Experiment]) -> Iterator[None]:
    """Run a Redis if any of them asks for it; its address is in the environment, with room for a number."""
    if not any(REDIS.encode() in experiment.source for experiment in experiments):
        yield
        return
    with running_redis() as path:
        os.environ[REDIS] = f"unix://{path}?db="
        yield


if __name__ == "__main__":
    main()
