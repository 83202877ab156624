"""Does an application end when its client goes away? Asked of the application itself, in this process."""

from __future__ import annotations

import asyncio
import contextlib
import sys
import types
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Mapping
from typing import Any

from channels.testing import HttpCommunicator, WebsocketCommunicator

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

    `protocol` is one of `_QUESTIONS`. The application is the module's `application`, or else its class `Consumer`.
    """
    with executed(source) as module:
        return asyncio.run(_QUESTIONS[protocol](_application(module), grace))


def sources_end_on_disconnect(sources: Mapping[str, tuple[bytes, str]]) -> dict[str, bool | BaseException]:
    """Ask many sources, each with its protocol, side by side: one that never ends costs no more time than a hundred.

    The answer to a source that fails before its disconnect is the error.
    """

    async def ask(source: bytes, name: str, protocol: str) -> bool:
        with executed(source, name) as module:
            return await _QUESTIONS[protocol](_application(module), GRACE)

    async def ask_all() -> list[bool | BaseException]:
        questions = (
            ask(source, f"consumer_{number}", protocol) for number, (source, protocol) in enumerate(sources.values())
        )
        return await asyncio.gather(*questions, return_exceptions=True)

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


_QUESTIONS: Mapping[str, Callable[[Any, float], Coroutine[Any, Any, bool]]] = {
    "websocket": ends_on_disconnect,
    "websocket-error": ends_cleanly_on_disconnect,
    "http": ends_on_http_disconnect,
}


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
        # Once is not enough: the consumer under test may swallow the cancellation too.
        while not communicator.future.done():
            communicator.future.cancel()
            await asyncio.wait({communicator.future}, timeout=0.1)
        # An error that nobody looks at is logged when the future is collected.
        if not communicator.future.cancelled():
            communicator.future.exception()
