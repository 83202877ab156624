"""What can be done with a case, each in a process of its own; see `stage.py`."""

from __future__ import annotations

import asyncio
import inspect
import linecache
import logging
import os
import sys
import time
import types
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import connections
from django.test.utils import override_settings

from .client import Client, Exchange
from .django_of_cases import TEMPLATES, create_tables
from .errors import comparable, describe
from .evidence import Departure, Outcome, State, Visit, Visits
from .faults import Faults
from .service import Service, refusing_url, running_service
from .slow_calls import SlowCalls, pause_async
from .state import files, mail, plain, rows, sessions

PATIENCE = 20.0
"""Seconds that an experiment may take, on a machine that is busy."""
SETTLED = 0.03
"""Seconds that a slow call is under way before the client leaves."""
WAITING = 0.25
"""Seconds after which a request is in the middle of something that is not noted."""
LINGERING = 0.1
"""Seconds that tasks and processes have to end after the application."""
AFTERWARDS = 0.15
"""Seconds for which is watched that nothing goes on, beyond the time at which it would have ended."""

Seen = TypeVar("Seen")


@dataclass(frozen=True)
class Experiment:
    """A case that is executed as the module `case`, with the slow service running."""

    source: bytes
    patience: float = PATIENCE

    def run(self) -> Any:
        """Carry it out in this process."""
        calls = SlowCalls()
        with running_service(calls) as service, calls.noted():
            subject = Subject(self.source, service)
            return subject.asked_in_loop(self.ask)

    async def ask(self, subject: Subject) -> Any:
        """Do what is to be done in the event loop."""
        raise NotImplementedError


class Subject:
    """The module of a case, and all that is seen of it."""

    def __init__(self, source: bytes, service: Service) -> None:
        self.service, self.calls = service, service.calls
        self.logged: list[str] = []
        self.faults = Faults()
        os.environ |= {"SERVICE": service.url, "REFUSED": refusing_url()}
        _log_into(self.logged)
        self.module = _executed(source)
        self.client = Client()
        if user := getattr(self.module, "USER", None):
            self.client.sign_in(user)
        self.requests: list[Any] = getattr(self.module, "REQUESTS", ["/"])
        connections.close_all()

    def asked_in_loop(self, ask: Callable[[Subject], Coroutine[Any, Any, Seen]]) -> Seen:
        """Run the coroutine that `ask` gives."""

        async def watched() -> Seen:
            with self.faults.watched():
                return await ask(self)

        return asyncio.run(watched())

    async def visit(self, request: Any) -> Visit:
        """Make a request, and wait for the whole answer."""
        calls, logged, asked = len(self.calls.calls), len(self.logged), len(self.service.asked)
        exchange = self.client.begin(request)
        await asyncio.wait({exchange.task})
        seconds = time.monotonic() - exchange.began
        return Visit(
            status=exchange.status(),
            headers=exchange.headers(),
            body=exchange.body(),
            error=exchange.error(),
            state=state(),
            sessions=sessions(),
            logged=self.logged[logged:],
            asked=self.service.asked[asked:],
            seconds=seconds,
            slow_calls=len(self.calls.calls) - calls,
        )

    async def slow_call(self, number: int, exchange: Exchange) -> None:
        """Wait for the slow call with this number, counted from now on."""
        first, reached, loop = len(self.calls.calls), asyncio.Event(), asyncio.get_running_loop()
        exchange.task.add_done_callback(lambda _: reached.set())
        self.calls.listener = lambda: loop.call_soon_threadsafe(notice)

        def notice() -> None:
            if len(self.calls.calls) - first >= number:
                reached.set()

        await reached.wait()
        await pause_async(SETTLED)
        if exchange.task.done():
            raise RuntimeError(f"the request was answered before slow call {number}: {exchange.error()}")


@dataclass(frozen=True)
class Visiting(Experiment):
    """Make all its requests."""

    async def ask(self, subject: Subject) -> Visits:
        at_first = state()
        visits = [await subject.visit(request) for request in subject.requests]
        return Visits(at_first, visits, getattr(subject.module, "LEAVES", None), subject.faults.found)


@dataclass(frozen=True)
class Leaving(Experiment):
    """Leave in a slow call of a request, after the requests before it were answered."""

    request: int = 0
    call: int = 1
    """Which one it is, counted from 1; 0 if none is noted and it takes long all the same."""
    seconds: float = 0.0
    """How long the request takes if nobody leaves."""

    async def ask(self, subject: Subject) -> Departure:
        for request in subject.requests[: self.request]:
            await subject.visit(request)
        getattr(subject.module, "cleaned", []).clear()
        at_first = state()
        exchange = subject.client.begin(subject.requests[self.request])
        await (subject.slow_call(self.call, exchange) if self.call else pause_async(WAITING))
        sent, left = len(exchange.sent), time.monotonic()
        exchange.leave()
        await asyncio.wait({exchange.task})
        ended = time.monotonic()
        at_end = state()
        tasks = await self._tasks_left(subject)
        processes = subject.calls.processes_left()
        # What goes on may have begun late, on a machine that is busy: it has all its time, from the departure on.
        await pause_async(max(0.0, left + self.seconds + AFTERWARDS - time.monotonic()))
        exchange.error()
        return Departure(
            lag=ended - left,
            sent=[message["type"] for message in exchange.sent[sent:]],
            tasks=tasks,
            processes=processes,
            went_on=[
                call.what
                for call in subject.calls.calls
                if call.began > ended or (call.ended is not None and call.ended > ended + SETTLED)
            ],
            at_first=at_first,
            at_end=at_end,
            later=state(),
            cleaned=[*map(repr, subject.module.cleaned)] if hasattr(subject.module, "cleaned") else None,
            faults=subject.faults.found,
        )

    @staticmethod
    async def _tasks_left(subject: Subject) -> list[str]:
        await pause_async(LINGERING)
        others = asyncio.all_tasks() - subject.faults.own() - {asyncio.current_task()}
        return sorted(getattr(task.get_coro(), "__qualname__", "?") for task in others)


@dataclass(frozen=True)
class Calling(Experiment):
    """Run its `main()`."""

    async def ask(self, subject: Subject) -> Outcome:
        try:
            result = subject.module.main()
            result = repr(await result if inspect.isawaitable(result) else result)
        except Exception as error:  # noqa: BLE001 - whatever it raises is what is asked for
            result = f"raised {comparable(describe(error))}"
        return Outcome(plain(result), state(), subject.logged, subject.service.asked, subject.faults.found)


def state() -> State:
    """What outlives a request."""
    return State(rows(), files(), mail())


def _executed(source: bytes) -> types.ModuleType:
    """Execute a module in the place of the app `case`: its settings, templates and tables are there, and its rows."""
    module = sys.modules["case"]
    text = source.decode()
    linecache.cache["<case>"] = (len(text), None, text.splitlines(keepends=True), "<case>")
    exec(compile(source, "<case>", "exec", dont_inherit=True), module.__dict__)
    override_settings(**getattr(module, "SETTINGS", {})).enable()
    TEMPLATES.update(getattr(module, "TEMPLATES", {}))
    create_tables("case")
    getattr(module, "prepare", lambda: None)()
    return module


def _log_into(logged: list[str]) -> None:
    handler = logging.Handler()
    handler.emit = lambda record: logged.append(plain(f"{record.levelname} {record.getMessage()}"))  # type: ignore[method-assign]
    logger = logging.getLogger("case")
    logger.setLevel(logging.DEBUG)
    logger.addHandler(handler)
