"""A Redis of the tests' own: on a socket in a folder of its own, and nothing is kept."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import redis

if TYPE_CHECKING:
    from collections.abc import Iterator

START_TIMEOUT = 20.0
DATABASES = 64
MISSING = "these tests need the program redis-server: apt-get install redis-server, or brew install redis"
# The key of a group in channels-redis, without the name of the group.
GROUP = "asgi:group:"


@contextmanager
def running_redis() -> Iterator[Path]:
    """Start a server; the path of its socket."""
    if not (program := shutil.which("redis-server")):
        raise RuntimeError(MISSING)
    # Paths of sockets must be short, those of tests are not.
    with tempfile.TemporaryDirectory(prefix="redis-") as folder:
        socket = Path(folder) / "socket"
        command = [
            program,
            "--port",
            "0",
            "--databases",
            str(DATABASES),
            "--unixsocket",
            str(socket),
            "--dir",
            folder,
            "--save",
            "",
            "--appendonly",
            "no",
        ]
        with (Path(folder) / "log").open("wb") as log:
            process = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            wait_until_ready(socket)
            yield socket
        finally:
            process.kill()
            process.wait()


def wait_until_ready(socket: Path) -> None:
    """Wait until the server answers."""
    deadline = time.monotonic() + START_TIMEOUT
    with redis.Redis(unix_socket_path=str(socket)) as client:
        while True:
            try:
                client.ping()
            except redis.ConnectionError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)
            else:
                return


def redis_addresses(socket: Path) -> Iterator[str]:
    """What projects put into their settings: each one gets a database of its own."""
    return (f"unix://{socket}?db={number}" for number in range(DATABASES))


def groups(url: str) -> dict[str, int]:
    """How many channels are in each group of the channel layer at this address."""
    with redis.Redis.from_url(url) as client:
        return {key.decode().removeprefix(GROUP): client.zcard(key) for key in client.scan_iter(f"{GROUP}*")}


def blocked(url: str) -> int:
    """How many clients wait for something to come into the database at this address."""
    with redis.Redis.from_url(url) as client:
        database = str(client.get_connection_kwargs()["db"])
        return sum(one["db"] == database and "b" in one["flags"] for one in client.client_list())
