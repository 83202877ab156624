"""CE001: a coroutine function keeps a cancellation from leaving."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from channels_fix.module import Module
from channels_fix.project import Project
from channels_fix.rule import Applicability, Finding, Fix, Rule, Trigger

if TYPE_CHECKING:
    from codemods.cancellation.swallowing.swallows import Swallow


class CancelledErrorSwallowed(Rule):
    """A coroutine function catches CancelledError and its task goes on.

    ## What it finds
    What stops a cancellation at an await, in methods of consumers, in asynchronous views, and in every `async def` of
    the project that these await:
    - except clauses (bare, `BaseException`, tuples, those that name CancelledError) that do not raise it again;
    - `return`, `break`, `continue` or `raise` in `finally`, another exception raised in the clause;
    - `contextlib.suppress` of CancelledError or BaseException.

    Left alone is what deals with the cancellation of somebody else: to await a task of one's own that was cancelled,
    alone or through `gather` or `wait_for`; code inside of a time limit; code that counts cancellations by `uncancel`.
    So is what comes at the end of a task: the last clause of a coroutine that only runs as a background task, an own
    `__call__`, a generator, `disconnect()`. In code for Python 3.7 nothing is reported.

    ## Why is this bad
    A cancellation is how a server ends a consumer or view that takes too long, and how it stops at all. A task that
    swallows it goes on: Daphne warns every second that the application "took too long to shut down", and neither it nor
    Hypercorn exits in time.

    ## Example
    ```python
    async def receive(self, text_data):
        try:
            await self.work(text_data)
        except BaseException:
            await self.release()
    ```
    becomes
    ```python
    async def receive(self, text_data):
        try:
            await self.work(text_data)
        except asyncio.CancelledError:
            await self.release()
            raise
        except BaseException:
            await self.release()
    ```

    ## Fix safety
    Safe: what the clause did is done for a cancellation too, before it is raised again; only an answer to the client,
    who cannot get it any more, is left out. What else is cleaned up is said in the README under `cleanup`. A clause
    that would do nothing but raise again, and has no other beside it, is taken out. Unsafe is the fix of a function
    that is also run as a task, where somebody may wait for it, and of a clause that raises another exception. The
    classes of anyio and trio are reported with what to do.

    ## References
    - https://docs.python.org/3/library/asyncio-task.html#task-cancellation
    - https://docs.python.org/3/library/asyncio-exceptions.html#asyncio.CancelledError
    """

    code: ClassVar[str] = "CE001"
    name: ClassVar[str] = "cancelled-error-swallowed"
    behind: ClassVar[tuple[str, ...]] = ("SC", "AV")
    triggers: ClassVar[tuple[Trigger, ...]] = (
        (b"CancelledError", b"async def "),
        (b"BaseException", b"async def "),
        (b"except:", b"async def "),
        (b"get_cancelled_exc_class", b"async def "),
        (b"trio", b"async def ", b"Cancelled"),
        (b"finally:", b"async def "),
        (b"exit__", b"async def "),
    )

    def check(self, module: Module, project: Project) -> Iterator[Finding]:
        """Yield the places in `module` that swallow a cancellation."""
        from codemods.cancellation.swallowing.swallows import swallows_of

        for swallow in swallows_of(module, project):
            yield self._finding(swallow, project)

    def _finding(self, swallow: Swallow, project: Project) -> Finding:
        from codemods.cancellation.swallowing.clauses import change_for

        function, stop = swallow.function, swallow.stop
        owner = [function.cls.node.name] if function.cls else []
        where = ".".join([*owner, *(outer.name for outer in function.within)])
        message = f"{where}: {_what(swallow)} stops the cancellation of the task, which goes on"
        module = function.module
        change = change_for(swallow, project)
        span = module.span(stop.place)
        if change.reason:
            return Finding(
                module.path, self.code, self.name, message, span, Applicability.DISPLAY, reason=change.reason
            )
        fix = Fix(change.what, change.edits, change.imports)
        applicability = Applicability.UNSAFE if change.doubt else Applicability.SAFE
        return Finding(module.path, self.code, self.name, message, span, applicability, fix, change.doubt)


def _what(swallow: Swallow) -> str:
    from channels_fix.flow.states import How
    from codemods.stop_consumer.reporting import clause

    match swallow.stop.how:
        case How.HANDLER:
            return clause(swallow.stop)
        case How.FINALLY:
            return "the exit from `finally`"
        case How.SUPPRESS:
            return "`contextlib.suppress`"
    return "a context manager"
