"""SC006: a loop in a handler keeps the disconnect from being dispatched."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from channels_fix.module import Module
from channels_fix.project import Project
from channels_fix.rule import Applicability, Finding, Fix, Rule, Trigger

if TYPE_CHECKING:
    from codemods.stop_consumer.looping.background import Background
    from codemods.stop_consumer.looping.blocked import Blocked

HANDLERS = (
    b"connect(",
    b"receive(",
    b"receive_json(",
    b"websocket_connect(",
    b"websocket_receive(",
    b"handle(",
    b"http_request(",
)


class LoopBlocksDisconnect(Rule):
    """A handler runs a loop that only others end, and the disconnect waits behind it.

    ## What it finds
    Waiting loops in `connect`, `receive`, `handle` or another handler of a consumer, or in a function that a handler
    waits for, whose end is in other hands: `while True`, `while self.connected` with an attribute that only other
    messages change, polling, and streams that end when somebody outside is done, such as those of Redis, sockets,
    subprocesses and language models. Loops that come to an end by themselves, and loops in tasks and threads, are left
    alone.

    ## Why is this bad
    Channels awaits each handler before it takes the next message. While the loop runs no other message is dispatched,
    the disconnect least of all: `disconnect()` does not run, nor any code that would end the loop. The consumer goes on
    with its work for a client that has left. In a sync consumer the loop also holds the one thread that all share.

    ## Example
    ```python
    async def connect(self):
        await self.accept()
        while True:
            await self.send(await prices())
            await asyncio.sleep(1)
    ```
    becomes
    ```python
    connect_task = None

    async def connect(self):
        await self.accept()
        self.connect_task = asyncio.create_task(self._connect_loop())

    async def _connect_loop(self):
        while True:
            await self.send(await prices())
            await asyncio.sleep(1)

    async def disconnect(self, code):
        if self.connect_task is not None:
            self.connect_task.cancel()
            with suppress(asyncio.CancelledError):
                await self.connect_task
    ```

    ## Fix safety
    Unsafe: the handler returns at once, so messages that used to wait for the loop are handled while it runs. An error
    in the loop ends the loop alone, and is raised by `disconnect()` when the client goes. Only a loop that is the last
    thing of a handler of an async WebSocket consumer is moved; the others are reported with what to do.

    ## References
    - https://channels.readthedocs.io/en/stable/topics/consumers.html
    - https://docs.python.org/3/library/asyncio-task.html#task-cancellation
    """

    code: ClassVar[str] = "SC006"
    name: ClassVar[str] = "loop-blocks-disconnect"
    behind: ClassVar[tuple[str, ...]] = ("AV",)
    triggers: ClassVar[tuple[Trigger, ...]] = (
        *((b"onsumer", b"def " + handler) for handler in HANDLERS),
        *((b"async def ", b"async def " + handler + b"self") for handler in HANDLERS),
    )

    def check(self, module: Module, project: Project) -> Iterator[Finding]:
        """Yield the loops that handlers in `module` run into."""
        from codemods.stop_consumer.looping.background import in_background
        from codemods.stop_consumer.looping.blocked import blocked

        found = blocked(module, project)
        plans = in_background(found, project)
        for fault in found:
            yield self._finding(fault, plans[fault.loop])

    def _finding(self, fault: Blocked, plan: Background | str) -> Finding:
        place, handler = fault.place, fault.handler
        hurt = tuple(
            sorted({consumer.cls.node.name for consumer in fault.consumers} - {handler.name.partition(".")[0]})
        )
        where = f" in `{place.name}`" if place.function is not handler.function else ""
        message = (
            f"{handler.name}: the loop{where} keeps the disconnect from being dispatched, "
            "so the consumer outlives its client"
        )
        span = place.module.span(fault.loop)
        path = place.module.path
        if isinstance(plan, str):
            return Finding(path, self.code, self.name, message, span, Applicability.DISPLAY, None, plan, hurt)
        fix = Fix("run the loop as a task that `disconnect()` cancels", plan.edits, plan.imports)
        return Finding(path, self.code, self.name, message, span, Applicability.UNSAFE, fix, plan.doubt, hurt)
