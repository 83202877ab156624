"""Runs the program in processes that begin as copies of one that has imported everything.

Most of a short run is spent on importing. What a run does at its start is not to be seen here: whoever tests that, or
sets variables that the interpreter looks at, starts the program as users do.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from tempfile import TemporaryDirectory
from typing import NamedTuple

UNNEEDED = ("channels_fix.__main__", "channels_fix.batch")
STREAMS = ((0, os.O_RDONLY), (1, os.O_WRONLY), (2, os.O_WRONLY))


class Ended(NamedTuple):
    """What became of a process."""

    code: int
    out: bytes
    err: bytes


def run(
    arguments: list[str], folder: Path, environment: dict[str, str], given: bytes = b"", before: tuple[str, ...] = ()
) -> Ended:
    """Run `channels-fix` to its end.

    Args:
        arguments: Those of the command line.
        folder: Where it runs.
        environment: All of its variables.
        given: Its standard input.
        before: A command to start it with.
    """
    with TemporaryDirectory() as scratch:
        streams = [Path(scratch) / name for name in ("in", "out", "err")]
        for stream, content in zip(streams, (given, b"", b""), strict=True):
            stream.write_bytes(content)
        code = _server(before).ask(arguments, str(folder), environment, [str(stream) for stream in streams])
        return Ended(code, streams[1].read_bytes(), streams[2].read_bytes())


@cache
def _server(before: tuple[str, ...]) -> _Server:
    return _Server(before)


class _Server:
    """The process that is copied; it ends with the one that has started it."""

    def __init__(self, before: tuple[str, ...]) -> None:
        self._process = subprocess.Popen(
            [*before, sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, *request: object) -> int:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


def _serve() -> None:
    del sys.path[0]  # the tests' folder
    import channels_fix.cli
    import codemods

    for package in (channels_fix, codemods):
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.startswith(UNNEEDED):
                import_module(module.name)
    for line in sys.stdin:
        copy = os.fork()
        if not copy:
            _become(*json.loads(line))
            sys.exit(channels_fix.cli.main())
        sys.stdout.write(f"{os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1])}\n")
        sys.stdout.flush()


def _become(arguments: list[str], folder: str, environment: dict[str, str], streams: list[str]) -> None:
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    for (number, flags), stream in zip(STREAMS, streams, strict=True):
        opened = os.open(stream, flags)
        os.dup2(opened, number)
        os.close(opened)
    sys.stdin, sys.stdout, sys.stderr = open(0), open(1, "w"), open(2, "w", buffering=1)  # noqa: SIM115 - open to the end
    sys.argv = ["channels-fix", *arguments]
    sys.path[:0] = filter(None, environment.get("PYTHONPATH", "").split(os.pathsep))


if __name__ == "__main__":
    _serve()
