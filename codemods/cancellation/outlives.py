"""CE003: a task that a consumer starts goes on when its client has left."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from channels_fix.module import Module
from channels_fix.project import Project
from channels_fix.rule import Applicability, Finding, Fix, Rule, Trigger

if TYPE_CHECKING:
    from codemods.cancellation.outliving.outliving import Outliving
    from codemods.cancellation.outliving.plans import Plan

STARTERS = (b"create_task", b"ensure_future", b"run_in_executor", b"TaskGroup(", b"Thread(", b"Timer(", b".submit(")


class TaskOutlivesConsumer(Rule):
    """A consumer starts a task and does not end it when its client leaves.

    ## What it finds
    Tasks (`asyncio.create_task`, `ensure_future`, `create_task` of an event loop), threads, timers, jobs of executors
    and task groups entered by hand that a consumer starts, in a method, a mixin, a base class or a helper that is given
    the consumer, and that nothing ends on the way of the disconnect: neither `disconnect()` nor what it calls, nor
    overrides of `websocket_disconnect`, `dispatch` or `__call__`. Of tasks only those that go on until somebody ends
    them (endless loops, streams, waiting for events and queues) and those that talk to the client; of threads only the
    endless ones.

    Left alone are tasks that are awaited, gathered, returned or handed to somebody else, those that come to an end by
    themselves and do without the client, and those whose flag or connection the disconnect changes or closes. What a
    task runs must be known; a task that only might go on is no finding.

    ## Why is this bad
    When the client leaves, Channels runs `disconnect()` and drops the consumer. It ends no task that the consumer
    started: each goes on for ever, with the consumer that it holds in memory, and sends to a socket that is closed. A
    hundred clients that come and go leave a hundred of them.

    ## Example
    ```python
    async def connect(self):
        await self.accept()
        asyncio.create_task(self.tick())

    async def tick(self):
        while True:
            await self.send(await prices())
            await asyncio.sleep(1)
    ```
    becomes
    ```python
    tick_task = None

    async def connect(self):
        await self.accept()
        self.tick_task = asyncio.create_task(self.tick())

    async def disconnect(self, code):
        if self.tick_task is not None:
            self.tick_task.cancel()
            with suppress(asyncio.CancelledError):
                await self.tick_task

    async def tick(self):
        while True:
            await self.send(await prices())
            await asyncio.sleep(1)
    ```

    ## Fix safety
    Safe where `connect()` keeps one endless task on `self` and only its end is missing, in a `disconnect()` where
    nothing is skipped if the task failed. Unsafe otherwise: the task is cancelled at its next `await`, whatever it is
    about to do. Tasks that write something before they end, or would not end when cancelled, threads, executors, task
    groups, and consumers without a `disconnect()` are reported with what to do.

    ## References
    - https://docs.python.org/3/library/asyncio-task.html#asyncio.create_task
    - https://docs.python.org/3/library/asyncio-task.html#task-cancellation
    - https://channels.readthedocs.io/en/stable/topics/consumers.html
    """

    code: ClassVar[str] = "CE003"
    name: ClassVar[str] = "task-outlives-consumer"
    behind: ClassVar[tuple[str, ...]] = ("SC", "AV", "CE001")
    triggers: ClassVar[tuple[Trigger, ...]] = (
        *((starter, b"onsumer") for starter in STARTERS),
        *((starter, b"async def ", b"(self") for starter in STARTERS),
    )

    def check(self, module: Module, project: Project) -> Iterator[Finding]:
        """Yield what consumers start in methods of `module` and do not end."""
        from codemods.cancellation.outliving.outliving import outliving
        from codemods.cancellation.outliving.plans import planned

        for fault, plan in planned(outliving(module, project), project):
            yield self._finding(fault, plan)

    def _finding(self, fault: Outliving, plan: Plan | str) -> Finding:
        start, place = fault.start, fault.start.place
        owner = fault.method.cls.node.name if fault.method.cls else ""
        hurt = tuple(sorted({consumer.cls.node.name for consumer in fault.consumers} - {owner}))
        what = f"`{fault.work.name}`" if fault.work.name else start.kind.value
        kind = f"the {start.kind.value} {what}" if fault.work.name else f"the {start.kind.value}"
        message = f"{fault.method.name}: {kind} is not ended when the client leaves, so it outlives the consumer"
        span, path = place.module.span(start.call), place.module.path
        if isinstance(plan, str):
            return Finding(path, self.code, self.name, message, span, Applicability.DISPLAY, None, plan, hurt)
        applicability = Applicability.UNSAFE if plan.doubt else Applicability.SAFE
        fix = Fix("keep the task and end it in `disconnect()`", plan.edits, plan.imports)
        return Finding(path, self.code, self.name, message, span, applicability, fix, plan.doubt, hurt)
