"""SC001: a try statement stops StopConsumer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from channels_fix.module import Module
from channels_fix.project import Project
from channels_fix.rule import Finding, Rule, Trigger
from codemods.stop_consumer.analysis import Analysis
from codemods.stop_consumer.reporting import findings
from codemods.stop_consumer.roots import TRIGGERS


class StopConsumerSwallowed(Rule):
    """A consumer's `dispatch` or disconnect handler catches StopConsumer and goes on.

    ## What it finds
    Handlers (bare `except`, `except Exception`, `except BaseException`, tuples, clauses that name StopConsumer) and
    exits from `finally` that keep StopConsumer from leaving `dispatch`, `websocket_disconnect`, `http_request` or
    `http_disconnect` of a Channels consumer, in the class itself, in a base class or in a mixin. Handlers that raise
    it again on every path are left alone.

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
    still runs; the consumer is ended behind it. Taking a `return`, `break` or `continue` out of `finally` is unsafe
    when it also hid other errors.

    ## References
    - https://channels.readthedocs.io/en/stable/topics/consumers.html
    - https://asgi.readthedocs.io/en/latest/specs/www.html
    """

    code: ClassVar[str] = "SC001"
    name: ClassVar[str] = "stop-consumer-swallowed"
    triggers: ClassVar[tuple[Trigger, ...]] = TRIGGERS

    def check(self, module: Module, project: Project) -> Iterator[Finding]:
        """Yield the places in `module` that stop StopConsumer."""
        return findings(self, module, project, Analysis.stopped, "stops StopConsumer, so the consumer never ends")
