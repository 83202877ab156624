"""SC001: a try statement stops StopConsumer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from channels_fix.module import Module
from channels_fix.project import Project
from channels_fix.rule import Finding, Rule, Trigger
from codemods.stop_consumer.triggers import TRIGGERS


class StopConsumerSwallowed(Rule):
    """A consumer's `dispatch` or disconnect handler catches StopConsumer and goes on.

    ## What it finds
    What keeps StopConsumer from leaving `dispatch`, `websocket_disconnect`, `http_request` or `http_disconnect` of a
    Channels consumer, wherever on its way it stands: in the class, a base class, a mixin, a helper, a decorator of the
    method or of the class, or a function that is put around the method in the class body or later:
    - except clauses (bare, `Exception`, `BaseException`, tuples, those that name StopConsumer) and `except*`;
    - `return`, `break` and `continue` in `finally`;
    - `contextlib.suppress` and context managers whose `__exit__` returns true;
    - `asyncio.gather(return_exceptions=True)`, `asyncio.wait` and tasks whose results nobody reads, `TaskGroup`;
    - retry decorators of tenacity, backoff, stamina, retry and retrying;
    - clauses in a receive loop of the consumer's own.

    What raises StopConsumer again on every path is left alone. The finding stands where the exception is stopped and
    names the consumers that it hurts.

    ## Why is this bad
    StopConsumer is the only thing that ends a consumer. When it is stopped, the consumer waits for messages for ever:
    under Uvicorn's `websockets` implementation the server delivers `websocket.disconnect` again and again and a worker
    climbs to 100 % CPU; under Daphne the application is killed with "took too long to shut down and was killed".

    ## Example
    ```python
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception:
            logger.exception("failed")
    ```
    becomes
    ```python
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception:
            logger.exception("failed")
    ```

    ## Fix safety
    Safe: only StopConsumer takes another way than before. Code behind the `try` that ran after the swallowed exception
    still runs; the consumer is ended behind it. Unsafe are the fix of a `finally` that also hid other errors, of a
    decorator or helper that goes on with other work, and of a `TaskGroup`. An exit stack that suppresses, and a retry
    decorator, are reported with what to do.

    ## References
    - https://channels.readthedocs.io/en/stable/topics/consumers.html
    - https://asgi.readthedocs.io/en/latest/specs/www.html
    """

    code: ClassVar[str] = "SC001"
    name: ClassVar[str] = "stop-consumer-swallowed"
    triggers: ClassVar[tuple[Trigger, ...]] = TRIGGERS

    def check(self, module: Module, project: Project) -> Iterator[Finding]:
        """Yield the places in `module` that stop StopConsumer."""
        from codemods.stop_consumer.analysis import Analysis
        from codemods.stop_consumer.reporting import findings
        from codemods.stop_consumer.retried import retried

        yield from findings(self, module, project, Analysis.stopped, "stops StopConsumer, so the consumer never ends")
        yield from retried(self, module, project)
