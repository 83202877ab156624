"""Clients that are served while their server cancels what it runs, and what is measured then and afterwards."""

from __future__ import annotations

import json
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from websockets.sync.client import connect

from .build_paths import PATHS
from .redis_server import groups, redis_addresses, running_redis
from .servers import DAPHNE, IMPATIENT_COMMANDS, running
from .visits import SOON, drop

if TYPE_CHECKING:
    from pathlib import Path

    from websockets.sync.client import ClientConnection

    from .servers import Server

# A busy machine takes its time until all clients have gone.
COMMANDS = IMPATIENT_COMMANDS | {"daphne": [*DAPHNE, "4"]}
# Daphne looks every second for applications whose client went more than four seconds ago; here it has done so thrice.
LATER = 8.0
# Daphne fails, and cancels nothing, when it is told to stop within a second of a handshake or a request.
SETTLED = 1.2

# What a client does: it stays while its consumer is busy, or while it waits for a message; or it goes then.
BUSY, IDLE, GONE, LEFT = "busy", "idle", "gone", "left"
SECONDS = {BUSY: 600, IDLE: 0, GONE: 600, LEFT: 0}
ANSWERS = {BUSY: ["running"], IDLE: ["running", "done"], GONE: ["running"], LEFT: ["running", "done"]}

# Uvicorn is another matter: it cancels the applications and ends its process without letting them run once more.
CANCELLING = ["daphne", "hypercorn"]
# One client at a time: both servers wait only for the first of the applications that they cancel.
FAULTY_STOPS = [
    *product(CANCELLING, ["output", "deploy", "review"], [BUSY]),
    *product(CANCELLING, ["review"], [IDLE]),
    ("uvicorn", "review", BUSY),
]
SOUND_STOPS = [*product(CANCELLING, ["release"], [BUSY, IDLE])]
WORKERS = 6


@dataclass(frozen=True)
class Stop:
    """What a server did when it was told to stop, and the channels that are in a group when it is no more."""

    exit_code: int | None
    groups: dict[str, int]
    log: str


@dataclass(frozen=True)
class Departure:
    """What a server did when clients had gone, and the channels that were in a group then."""

    soon: dict[str, dict[str, int]]
    later: dict[str, dict[str, int]]
    killed: list[str]
    groups: dict[str, int]


def measure_departure(server_name: str, project: Path, log: Path, redis: str) -> Departure:
    """Serve the project, visit all its paths in each way, and watch what happens when some clients have gone."""
    with running(COMMANDS[server_name], project, log, REDIS_URL=redis) as server, ExitStack() as stack:
        clients = [(visit(server, path, way, stack), way) for path in PATHS for way in SECONDS]
        for client, way in clients:
            if way in {GONE, LEFT}:
                drop(client)
        time.sleep(SOON)
        soon = server.connections()
        time.sleep(LATER - SOON)
        return Departure(soon, server.connections(), server.killed(), groups(redis))


def measure_stop(server_name: str, project: Path, path: str, way: str, log: Path, redis: str) -> Stop:
    """Serve the project to one client, and stop the server while that client is there."""
    with running(COMMANDS[server_name], project, log, REDIS_URL=redis) as server, ExitStack() as stack:
        visit(server, path, way, stack)
        time.sleep(SETTLED)
        return Stop(server.terminate(), groups(redis), log.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Measured:
    """A project with many clients, by server, and with one, by server, path and what the client does."""

    departures: dict[str, Departure]
    stops: dict[tuple[str, str, str], Stop]


def measure_all(
    projects: dict[str, Path], stops: dict[str, list[tuple[str, str, str]]], logs: Path
) -> dict[str, Measured]:
    """Measure projects side by side, each with its own stops: most of it is waiting."""
    with running_redis() as redis, ThreadPoolExecutor(WORKERS) as pool:
        addresses = redis_addresses(redis)
        departures = {
            (name, server): pool.submit(
                measure_departure, server, project, logs / f"{name}-{server}.log", next(addresses)
            )
            for name, project in projects.items()
            for server in COMMANDS
        }
        stopped = {
            (name, server, path, way): pool.submit(
                measure_stop, server, project, path, way, logs / f"{name}-{server}-{path}-{way}.log", next(addresses)
            )
            for name, project in projects.items()
            for server, path, way in stops[name]
        }
        return {
            name: Measured(
                {server: job.result() for (of, server), job in departures.items() if of == name},
                {(server, path, way): job.result() for (of, server, path, way), job in stopped.items() if of == name},
            )
            for name in projects
        }


def visit(server: Server, path: str, way: str, stack: ExitStack) -> ClientConnection:
    """Connect, ask for a build, and wait until the consumer is as busy or as idle as it should be."""
    client = stack.enter_context(connect(server.url("ws", f"/ws/{path}/?{way}"), proxy=None, close_timeout=0))
    client.send(json.dumps({"name": way, "seconds": SECONDS[way]}))
    for answer in ANSWERS[way]:
        assert json.loads(client.recv(timeout=10)) == {"state": answer}
    return client
