"""WebSocket clients that visit a server and leave in the two ways that clients do, and what is measured afterwards."""

from __future__ import annotations

import socket
import time
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from websockets.sync.client import connect

from .chat_paths import FAULTY, HIDING, SOUND
from .servers import COMMANDS, running

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from websockets.sync.client import ClientConnection

    from .servers import Server

# A sound application ends within milliseconds of the disconnect.
SOON = 1.5
# Daphne kills an application ten to eleven seconds after the disconnect; hot loops need a while to be seen.
LATER = {"daphne": 14.0, "uvicorn": 5.0}


@dataclass(frozen=True)
class Measurement:
    """What the server did after all clients had left, and when it was told to stop."""

    soon: dict[str, dict[str, int]]
    later: dict[str, dict[str, int]]
    killed: list[str]
    exit_code: int | None


def measure(server_name: str, project: Path, log: Path) -> Measurement:
    """Serve the project, visit all its paths, and stop the server."""
    with running(COMMANDS[server_name], project, log) as server:
        visit(server, [*FAULTY, *HIDING, *SOUND])
        time.sleep(SOON)
        soon = server.connections()
        time.sleep(LATER[server_name] - SOON)
        return Measurement(soon, server.connections(), server.killed(), server.terminate())


def close(client: ClientConnection) -> None:
    """Leave with a closing handshake."""
    client.close()


def drop(client: ClientConnection) -> None:
    """Cut the TCP connection without a word, as a lost network does."""
    client.socket.shutdown(socket.SHUT_RDWR)


LEAVING: dict[str, Callable[[ClientConnection], None]] = {"close": close, "drop": drop}


def visit(server: Server, paths: Iterable[str]) -> None:
    """Connect to every path once for each way of leaving; when all are connected, all leave."""
    with ExitStack() as stack:
        visits = [
            (leave, stack.enter_context(connect(server.url("ws", f"{path}?{how}"), proxy=None)))
            for path in paths
            for how, leave in LEAVING.items()
        ]
        for leave, client in visits:
            leave(client)
