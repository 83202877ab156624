"""CE002: a consumer that is cancelled releases nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from channels_fix.module import Module
from channels_fix.project import Project
from channels_fix.rule import Finding, Rule, Trigger


class NoCleanupOnCancel(Rule):
    """A consumer with something to release does nothing about it when it is cancelled.

    ## What it finds
    WebSocket consumers that are in groups, have a `disconnect()` that does something, or hold tasks or other resources,
    and that nothing cleans up when the server cancels them: no clause for CancelledError, no `finally` and no context
    manager around the call of the library in their `dispatch` or `__call__`.

    A `try` in an override of `dispatch` is where the clean-up belongs. It may stand in a base class or mixin; the
    finding names the consumers that it hurts. Where there is none, the finding stands at the consumer.

    A `try` that swallows the cancellation is not reported here, nor are consumers without a client.

    ## Why is this bad
    Daphne cancels a consumer that does not end in time, and all of them when it is stopped; Hypercorn and Uvicorn do so
    at the end of their grace. Nobody calls `disconnect()` then: the groups keep a dead channel, on Redis for a day, and
    presence lists and counters stay as they are.

    ## Example
    ```python
    async def disconnect(self, code):
        await self.channel_layer.group_discard("chat", self.channel_name)

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except ValueError:
            await self.send("what?")
    ```
    becomes
    ```python
    async def disconnect(self, code):
        await self.channel_layer.group_discard("chat", self.channel_name)

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except asyncio.CancelledError:
            if message["type"] != "websocket.disconnect":
                await self.disconnect(1006)
            raise
        except ValueError:
            await self.send("what?")
    ```

    ## Fix safety
    Safe in a `try` that is there: the clean-up runs when the consumer is cancelled while it handles a message, except
    when that is the disconnect, and the cancellation goes on. Unsafe without one: an override of `__call__` is added,
    so that consumers which wait for a message are covered as well, and `dispatch` notes which message is handled.
    Shown only are consumers with a base class from another package, and clean-up that differs between those that share
    a method.

    ## References
    - https://docs.python.org/3/library/asyncio-task.html#task-cancellation
    - https://channels.readthedocs.io/en/stable/topics/channel_layers.html
    """

    code: ClassVar[str] = "CE002"
    name: ClassVar[str] = "no-cleanup-on-cancel"
    behind: ClassVar[tuple[str, ...]] = ("SC", "AV", "CE001", "CE003")
    triggers: ClassVar[tuple[Trigger, ...]] = (
        (b"async def ", b"async def dispatch"),
        (b"onsumer", b"def disconnect"),
        (b"onsumer", b"def websocket_disconnect"),
        (b"onsumer", b"group"),
        (b"group_add",),
    )

    def check(self, module: Module, project: Project) -> Iterator[Finding]:
        """Yield the places in `module` where a consumer should clean up."""
        from codemods.cancellation.covering.reporting import findings

        return findings(self, module, project)
