"""Does an application end when its client goes away? Asked of the application itself, in this process."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sys
import types
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Mapping
from typing import Any

from cancelling import ends_cancelled, ends_cancelled_everywhere, ends_without_tasks
from channels.testing import HttpCommunicator, WebsocketCommunicator
from trials import end, quick_collections

GRACE = 0.6
"""Seconds after which an application counts as one that never ends: a sound one needs about 4 ms."""
PATIENCE = 5.0
"""The same where an end is expected: costs nothing when it comes, and a busy machine makes no false alarm."""
ANSWER = 0.3
"""Seconds that an application has to answer the handshake."""

Communicator = HttpCommunicator | WebsocketCommunicator


async def ends_on_disconnect(application: Any, grace: float = GRACE) -> bool:
    """Whether a WebSocket application ends within `grace` seconds of `websocket.disconnect`, cleanly or with an error.

    A handshake that gets no answer is no hindrance; an application that fails before the disconnect raises its error.
    """
    communicator = WebsocketCommunicator(application, "/ws/")
    async with _ended_in_any_case(communicator):
        await communicator.send_input({"type": "websocket.connect"})
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(communicator.output_queue.get(), ANSWER)
        await communicator.send_input({"type": "websocket.disconnect", "code": 1006})
        return await _is_done(communicator, grace)


async def ends_cleanly_on_disconnect(application: Any, grace: float = GRACE) -> bool:
    """The same, but to end with an error does not count."""
    communicator = WebsocketCommunicator(application, "/ws/")
    async with _ended_in_any_case(communicator):
        await communicator.send_input({"type": "websocket.connect"})
        await communicator.send_input({"type": "websocket.disconnect", "code": 1006})
        return await _is_done(communicator, grace) and communicator.future.exception() is None


async def ends_on_http_disconnect(application: Any, grace: float = GRACE) -> bool:
    """Whether an HTTP application ends within `grace` seconds of one whole request and `http.disconnect`."""
    communicator = HttpCommunicator(application, "GET", "/")
    async with _ended_in_any_case(communicator):
        await communicator.send_input({"type": "http.request", "body": b"", "more_body": False})
        await communicator.send_input({"type": "http.disconnect"})
        return await _is_done(communicator, grace)


def source_ends_on_disconnect(source: bytes, protocol: str = "websocket", grace: float = GRACE) -> bool:
    """Run `source` as a module and ask its application.

    `protocol` is "websocket" or "http". The application is the module's `application`, or else its class `Consumer`.
    With "error", "http-error" or "cancellation" it must also end when the module's function `work` fails, and show it.
    With "cancelled", "cancelled-idle" and "tasks" the question is what remains of it after it was cancelled or left.
    """
    with quick_collections(), executed(source) as module:
        return asyncio.run(_QUESTIONS[protocol](module, grace))


def sources_end_on_disconnect(sources: Mapping[str, tuple[bytes, str]]) -> dict[str, bool | BaseException]:
    """Ask many sources, each with its protocol, side by side: one that never ends costs no more time than a hundred.

    The answer to a source that fails before its disconnect is the error.
    """

    async def ask(source: bytes, name: str, protocol: str) -> bool:
        with executed(source, name) as module:
            return await _QUESTIONS[protocol](module, GRACE)

    async def ask_all() -> list[bool | BaseException]:
        questions = (
            ask(source, f"consumer_{number}", protocol) for number, (source, protocol) in enumerate(sources.values())
        )
        return await asyncio.gather(*questions, return_exceptions=True)

    with quick_collections():
        return dict(zip(sources, asyncio.run(ask_all()), strict=True))


@contextlib.contextmanager
def executed(source: bytes, name: str = "consumer_under_test") -> Iterator[types.ModuleType]:
    """Give `source`, executed as a module that is importable as `name` for the length of the block."""
    module = types.ModuleType(name)
    sys.modules[name] = module
    try:
        exec(compile(source, f"<{name}>", "exec", dont_inherit=True), module.__dict__)
        yield module
    finally:
        del sys.modules[name]


async def _ends(module: types.ModuleType, grace: float) -> bool:
    return await ends_on_disconnect(_application(module), grace)


async def _ends_cleanly(module: types.ModuleType, grace: float) -> bool:
    return await ends_cleanly_on_disconnect(_application(module), grace)


async def _ends_http(module: types.ModuleType, grace: float) -> bool:
    return await ends_on_http_disconnect(_application(module), grace)


async def _shows_all(module: types.ModuleType, grace: float) -> bool:
    return await _shows_cancellation(module, grace) and await _shows_error(module, grace)


async def _shows_all_http(module: types.ModuleType, grace: float) -> bool:
    return await _shows_cancellation(module, grace, _http) and await _shows_error(module, grace, _http)


async def _shows_error(module: types.ModuleType, grace: float, make: Make | None = None) -> bool:
    """Whether the application ends with an error of `work`, or with a log of it, and without one where none is."""
    error = ConnectionError("the channel layer is down")

    def fail(*_: object) -> None:
        raise error

    async def fail_async(*_: object) -> None:
        raise error

    work = module.work
    async with _disconnected(module, make) as communicator:
        if not await _is_done(communicator, grace) or communicator.future.exception():
            return False
    module.work = fail_async if asyncio.iscoroutinefunction(work) else fail
    with _logged_errors() as logged:
        async with _disconnected(module, make) as communicator:
            if not await _is_done(communicator, grace):
                return False
            shown = communicator.future.exception()
    module.work = work
    return shown is error or error in logged


async def _shows_cancellation(module: types.ModuleType, grace: float, make: Make | None = None) -> bool:
    """Whether the application ends as cancelled when that happens to it in `work`; a synchronous one cannot be."""
    work = module.work
    if not asyncio.iscoroutinefunction(work):
        return True
    working = asyncio.Event()

    async def hang(*_: object) -> None:
        working.set()
        await asyncio.sleep(3600)

    module.work = hang
    async with _disconnected(module, make) as communicator:
        await asyncio.wait_for(working.wait(), PATIENCE)
        communicator.future.cancel()
        ended = await _is_done(communicator, grace)
        cancelled = communicator.future.cancelled()
    module.work = work
    return ended and cancelled


Make = Callable[[Any], Communicator]

_QUESTIONS: Mapping[str, Callable[[types.ModuleType, float], Coroutine[Any, Any, bool]]] = {
    "websocket": _ends,
    "websocket-error": _ends_cleanly,
    "http": _ends_http,
    "error": _shows_all,
    "http-error": _shows_all_http,
    "cancellation": _shows_cancellation,
    "cancelled": ends_cancelled,
    "cancelled-idle": ends_cancelled_everywhere,
    "tasks": ends_without_tasks,
}


def _websocket(application: Any) -> Communicator:
    return WebsocketCommunicator(application, "/ws/")


def _http(application: Any) -> Communicator:
    return HttpCommunicator(application, "GET", "/")


@contextlib.asynccontextmanager
async def _disconnected(module: types.ModuleType, make: Make | None) -> AsyncIterator[Communicator]:
    """A communicator whose client has come and gone."""
    communicator = (make or _websocket)(_application(module))
    async with _ended_in_any_case(communicator):
        if isinstance(communicator, HttpCommunicator):
            await communicator.send_input({"type": "http.request", "body": b"", "more_body": False})
            await communicator.send_input({"type": "http.disconnect"})
        else:
            await communicator.send_input({"type": "websocket.connect"})
            await communicator.send_input({"type": "websocket.disconnect", "code": 1006})
        yield communicator


@contextlib.contextmanager
def _logged_errors() -> Iterator[list[object]]:
    """Give a list that fills with the exceptions that are logged."""
    found: list[object] = []
    handler = logging.Handler(logging.ERROR)
    handler.emit = lambda record: found.append((record.exc_info or (None, None))[1])  # type: ignore[method-assign]
    logging.getLogger().addHandler(handler)
    try:
        yield found
    finally:
        logging.getLogger().removeHandler(handler)


def _application(module: types.ModuleType) -> Any:
    return getattr(module, "application", None) or module.Consumer.as_asgi()


async def _is_done(communicator: Communicator, grace: float) -> bool:
    done, _ = await asyncio.wait({communicator.future}, timeout=grace)
    return bool(done)


@contextlib.asynccontextmanager
async def _ended_in_any_case(communicator: Communicator) -> AsyncIterator[None]:
    try:
        yield
    finally:
        await end([communicator.future])
