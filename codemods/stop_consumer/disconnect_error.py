"""SC004: an error on the disconnect is handled, and nobody ends the consumer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from channels_fix.module import Module
from channels_fix.project import Project
from channels_fix.rule import Finding, Rule, Trigger
from codemods.stop_consumer.triggers import TRIGGERS


class DisconnectErrorLosesStop(Rule):
    """A handler catches an error of the disconnect code, after which StopConsumer is never raised.

    ## What it finds
    Handlers for every `Exception` around the call that handles the disconnect, in consumers whose disconnect code can
    fail: a `disconnect()` of their own, or groups to leave. StopConsumer is raised behind that code, so an error in it
    takes its place; the handler goes on, and the consumer with it.

    ## Why is this bad
    The consumer never ends, exactly as if StopConsumer itself had been swallowed, but only when something fails: Redis
    is down, a key is missing. The usual fix, `except StopConsumer: raise` in front, does not help here.

    ## Example
    ```python
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
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
        except Exception as exc:
            logger.exception("failed")
            if message["type"] == "websocket.disconnect":
                raise StopConsumer() from exc
    ```

    ## Fix safety
    Safe: the handler does all that it did; then, on the disconnect message only, the consumer ends. A handler that
    cannot tell which message it handles is reported and not changed.

    ## References
    - https://channels.readthedocs.io/en/stable/topics/consumers.html
    """

    code: ClassVar[str] = "SC004"
    name: ClassVar[str] = "disconnect-error-loses-stop"
    triggers: ClassVar[tuple[Trigger, ...]] = TRIGGERS

    def check(self, module: Module, project: Project) -> Iterator[Finding]:
        """Yield the places in `module` where an error takes the place of StopConsumer."""
        from codemods.stop_consumer.analysis import Analysis
        from codemods.stop_consumer.reporting import findings

        consequence = "handles an error of the disconnect code, so the consumer never ends"
        return findings(self, module, project, Analysis.errors_stopped, consequence)
