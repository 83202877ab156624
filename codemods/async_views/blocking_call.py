"""AV002: a coroutine waits without awaiting, and blocks the event loop."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from channels_fix.module import Module
from channels_fix.project import Project
from channels_fix.rule import Applicability, Finding, Fix, Rule, Trigger

if TYPE_CHECKING:
    from codemods.async_views.on_loop.blocked import Blocked
    from codemods.routines import Routine


class BlockingCallInAsync(Rule):
    """A coroutine waits without awaiting: it blocks the event loop.

    ## What it finds
    Calls in coroutine functions (consumers, views, middleware, tasks and what they await) that wait for the network,
    another process, a lock or the clock without letting the event loop run: `time.sleep`, `requests.get`,
    `subprocess.run`, a client of redis that is not `redis.asyncio`. They are found in the function itself and in the
    synchronous functions of the project that it calls and properties that it reads, to any depth, with the way there
    in the message. So are `async_to_sync()` and `asyncio.run()`, which fail in a coroutine.

    Left alone: what is handed to a thread, to an executor or to a lambda; a call that says itself that it does not
    wait, such as `queue.get(block=False)`; a lock of threads that is not held over an `await`; functions with
    decorators that are not known; tests, migrations, management commands, and scripts, where nothing else waits on the
    event loop.

    ## Why is this bad
    All connections of the process share one event loop. While one coroutine blocks it, no message of any client is
    received, none is sent, and no view answers; soon clients and load balancers take the server for dead.

    ## Example
    ```python
    async def remind(send, text):
        time.sleep(0.5)
        await send(text)
    ```
    becomes
    ```python
    async def remind(send, text):
        await asyncio.sleep(0.5)
        await send(text)
    ```

    ## Fix safety
    Safe where the same is awaited: a sleep, a coroutine. Unsafe with what there is to look at in the reason: what is
    left to a thread by `sync_to_async` lets other tasks run meanwhile, and is not ended by a cancellation; state of a
    module that is looked at before the call and changed behind it may be changed by others in between. Nothing is
    changed, and the reason given, where nothing can be awaited, as in a generator expression, or must not be, as under
    a lock of threads; where several calls use one connection and have to stay together; and where a helper uses the
    event loop itself.

    ## References
    - https://docs.python.org/3/library/asyncio-dev.html#running-blocking-code
    - https://docs.djangoproject.com/en/stable/topics/async/#sync-to-async
    """

    code: ClassVar[str] = "AV002"
    name: ClassVar[str] = "blocking-call-in-async"
    behind: ClassVar[tuple[str, ...]] = ("AV003",)
    triggers: ClassVar[tuple[Trigger, ...]] = ((b"async def ",),)

    def check(self, module: Module, project: Project) -> Iterator[Finding]:
        """Yield the places in `module` that block the event loop."""
        from codemods.async_views.on_loop.blocked import blocked_in
        from codemods.async_views.serving import serves
        from codemods.routines import coroutines_of

        if serves(module, project):
            for routine in coroutines_of(module):
                for blocked in blocked_in(routine, project):
                    yield self._finding(blocked, routine, project)

    def _finding(self, blocked: Blocked, routine: Routine, project: Project) -> Finding:
        from channels_fix.reached import spare_imports
        from codemods.async_views.on_loop.freeing import freeing_of

        module = routine.module
        message = _message(blocked, routine)
        span = module.span(blocked.step.node)
        freeing = freeing_of(blocked, routine, project)
        if freeing.way is None:
            applicability = Applicability.DISPLAY
            return Finding(module.path, self.code, self.name, message, span, applicability, reason=freeing.reason)
        applicability = Applicability.UNSAFE if freeing.doubts else Applicability.SAFE
        is_left = not freeing.way.cancellable
        edits = (*freeing.way.edits, *freeing.way.beside)
        unneeded = spare_imports(module, project, routine.node, freeing.way.imports)
        fix = Fix("leave it to a thread" if is_left else "await it", edits, freeing.way.imports, unneeded=unneeded)
        return Finding(module.path, self.code, self.name, message, span, applicability, fix, "; ".join(freeing.doubts))


def _message(blocked: Blocked, routine: Routine) -> str:
    from codemods.async_views.steps.loops import runs_loop

    chain = blocked.chain
    way = " -> ".join([*(one.name for one in chain.calls), chain.step.name])
    if runs_loop(chain.step):
        return f"{routine.name}: {way} starts an event loop where one runs already, and fails"
    module = chain.calls[-1].module if chain.calls else routine.module
    where = f" ({module.name}, line {chain.line})" if module is not routine.module else ""
    return f"{routine.name}: {way}{where} blocks the event loop, and all other clients wait"
