"""The sample of reports on a server: all its views are asked, and what came back and what they left is kept."""

from __future__ import annotations

import email
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django
from viewing.errors import comparable
from viewing.service import Service, running_service
from viewing.state import files, rows

from .browser import Ask, Browser, Reply, leave, stats
from .redis_server import blocked
from .report_paths import ASKS, CONVERTED, REFUSED, REFUSING, SIGNED_IN, SLOW
from .servers import IMPATIENT_COMMANDS, START_TIMEOUT, environment, running

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .servers import Server

BILLING_TIMEOUT = "1"
LONG_TIMEOUT = "30"
AT_WORK = 1.0
"""Seconds after which the views that only sleep do so, once all others wait for what they asked."""
BILLED = 5
"""How many of those whose clients leave ask the billing service."""
SOON = 1.0
"""Seconds after which those have ended that end with their client."""
LATER = 12.0
"""Seconds after which all work would be done, and Daphne has looked for applications that go on, twice."""
CROWD = 50
NOWHERE = "unix:///nowhere"
CROWDED = {"paced": (Ask("/export/long/"), 0.6), "summary": (Ask(f"/reports/{SLOW}/summary/"), 0.3)}
"""What many ask at the same time, and how long one has to wait for it."""


@dataclass(frozen=True)
class Left:
    """What outlives the requests to a project."""

    rows: dict[str, Any]
    files: dict[str, str]
    mail: list[tuple[str | None, str | None, Any]]


@dataclass(frozen=True)
class Visited:
    """What came back from one request, what it asked the billing service, and what is left after it."""

    reply: Reply
    error: str | None
    """What the view raised."""
    asked: list[dict[str, Any]]
    left: Left


@dataclass(frozen=True)
class Departed:
    """What became of the requests whose clients left, by their names."""

    lags: dict[str, float | None]
    """Seconds until the application had ended; None if it had not when that was looked at."""
    answered: dict[str, bool]
    killed: list[str]
    programs: list[str]
    """The programs that still ran soon afterwards."""
    completed: list[str]
    """What the billing service was asked and could answer, although the client had left."""
    left: Left
    exit_code: int | None


def prepare(project: Path) -> Path:
    """Give a copy of the sample its database, and say for which Django it is."""
    version = f"django>={django.VERSION[0]}.{django.VERSION[1]},<{django.VERSION[0]}.{django.VERSION[1] + 1}"
    manifest = project / "pyproject.toml"
    manifest.write_text(manifest.read_text().replace("django>=5.2", version))
    for command in (["migrate", "--verbosity=0"], ["loaddata", "--verbosity=0", "demo"]):
        subprocess.run([sys.executable, "manage.py", *command], cwd=project, env=environment(), check=True)
    return project


def fresh(project: Path, folder: Path) -> Path:
    """A copy of a project, which keeps what is asked of it to itself."""
    return shutil.copytree(project, folder)


@contextmanager
def serving(name: str, project: Path, log: Path, address: str, timeout: str) -> Iterator[tuple[Server, Service]]:
    """Serve the project on a server, with a billing service of its own."""
    with running_service() as service:
        variables = {"BILLING_URL": service.url, "BILLING_TIMEOUT": timeout, "REDIS_URL": address, "DEBUG": "0"}
        with running(
            IMPATIENT_COMMANDS[name], project, log, application="http_observer:application", **variables
        ) as server:
            yield server, service


def visit_all(name: str, project: Path, log: Path, address: str) -> dict[str, Visited]:
    """Ask everything there is to ask, one after the other."""
    with serving(name, project, log, address, BILLING_TIMEOUT) as (server, service):
        browser = Browser(server.port)
        browser.ask(Ask("/login/"))
        found = {title: _visited(browser, ask, service, project) for title, ask in ASKS.items()}
        browser.sign_in("ann", "secret")
        found |= {title: _visited(browser, ask, service, project) for title, ask in SIGNED_IN.items()}
        service.close()
        return found | {title: _visited(browser, ask, service, project) for title, ask in REFUSED.items()}


def depart_from_all(name: str, project: Path, log: Path, address: str) -> Departed:
    """Ask what takes seconds, side by side, leave while it goes on, and look what becomes of it."""
    with serving(name, project, log, address, LONG_TIMEOUT) as (server, service):
        browser = Browser(server.port)
        browser.sign_in("ann", "secret")
        asks = {**CONVERTED, **REFUSING}
        clients = {title: browser.begin(ask) for title, ask in asks.items()}
        _wait_until_at_work(project, service, address)
        time.sleep(AT_WORK)
        departed = {title: leave(client) for title, client in clients.items()}
        time.sleep(SOON)
        ended = {one["path"]: one["ended"] for one in stats(server.port)}
        programs = _programs(project)
        time.sleep(LATER - SOON)
        seen = {one["path"]: one for one in stats(server.port)}
        return Departed(
            lags={
                title: ended[ask.path] and ended[ask.path] - departed[title]  # type: ignore[operator]
                for title, ask in asks.items()
            },
            answered={title: bool(seen[ask.path]["answered"]) for title, ask in asks.items()},
            killed=server.killed(),
            programs=programs,
            completed=sorted(call.what for call in service.calls.calls if call.ended),
            left=left_in(project),
            exit_code=server.terminate(),
        )


def seconds_of_a_crowd(ask: Ask, name: str, project: Path, log: Path) -> float:
    """How long it takes until a slow view has answered many clients at a time."""
    with serving(name, project, log, NOWHERE, LONG_TIMEOUT) as (server, _), ThreadPoolExecutor(CROWD) as pool:
        began = time.monotonic()
        replies = [*pool.map(lambda _: Browser(server.port).ask(ask), range(CROWD))]
        assert {reply.status for reply in replies} == {200}
        return time.monotonic() - began


def left_in(project: Path) -> Left:
    """What is in the database, in the files and in the mail of a project."""
    media, mail = project / "media", project / "mail"
    messages = [email.message_from_string(path.read_text()) for path in mail.glob("*.log")]
    return Left(
        rows(project / "db.sqlite3"),
        files(media),
        sorted((one["Subject"], one["To"], one.get_payload()) for one in messages),
    )


def _visited(browser: Browser, ask: Ask, service: Service, project: Path) -> Visited:
    first = len(service.asked)
    reply = browser.ask(ask)
    error = stats(browser.port)[-1]["error"]
    return Visited(reply, error and comparable(str(error)), service.asked[first:], left_in(project))


def _wait_until_at_work(project: Path, service: Service, address: str) -> None:
    """Wait until each request waits for what it has asked.

    While redis-py connects, it writes by `asyncio.wait_for()`, which loses a cancellation now and then before
    Python 3.12.
    """
    deadline = time.monotonic() + START_TIMEOUT
    while len(service.asked) < BILLED or not _programs(project) or not blocked(address):
        if time.monotonic() > deadline:
            raise RuntimeError("the views have not begun to wait")
        time.sleep(0.05)


def _programs(project: Path) -> list[str]:
    """The programs of the sample that run, in whatever process group, even when who started them has ended."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        # Processes end meanwhile, and those of others cannot be looked into.
        with suppress(OSError):
            command = (process / "cmdline").read_text().replace("\0", " ").strip()
            if "reports.generator" in command and (process / "cwd").resolve() == project.resolve():
                found.append(command)
    return found
