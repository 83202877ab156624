"""SC002: nobody raises StopConsumer when the connection ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from channels_fix.module import Class, Module
from channels_fix.project import Project
from channels_fix.rule import Applicability, Finding, Fix, Rule, Span, Trigger
from codemods.consumers import Consumer

if TYPE_CHECKING:
    from codemods.stop_consumer.ending.endings import Plan


class StopConsumerNeverRaised(Rule):
    """A consumer's disconnect handler ends without raising StopConsumer, or there is none.

    ## What it finds
    Overrides of `websocket_disconnect` in generic consumers that leave out `super()`, handlers of raw consumers
    (`AsyncConsumer`, `SyncConsumer`) with a path that ends without `raise StopConsumer()`, raw consumers that handle
    `websocket.connect` but not `websocket.disconnect`, and HTTP consumers with `http_request` and `http_disconnect`
    both overridden and neither raising. Every path counts: early returns, branches, and errors in the clean-up.

    ## Why is this bad
    StopConsumer is the only thing that ends a consumer. When nobody raises it, the consumer outlives its client: memory
    grows with every connection, and a server that delivers the disconnect again keeps a worker at 100 % CPU. A message
    without a handler ends the consumer with an error in the log for every client that leaves.

    ## Example
    ```python
    async def websocket_disconnect(self, message):
        await self.channel_layer.group_discard("chat", self.channel_name)
    ```
    becomes
    ```python
    async def websocket_disconnect(self, message):
        try:
            await self.channel_layer.group_discard("chat", self.channel_name)
        except Exception:
            logger.exception("clean-up after the disconnect failed")
        await super().websocket_disconnect(message)
    ```

    ## Fix safety
    Safe: the handler does all that it did, then the consumer ends. A generic consumer calls `super()`, unless its
    handler does the work of the base class itself; a raw one raises StopConsumer. An error before that is logged and
    no longer skips it; a cancellation goes on. Unsafe where `disconnect()`, which never ran, may repeat what the
    handler does. Worker consumers and consumers with a loop of their own are left alone, and so is every class of which
    not all bases, decorators and calls are known.

    ## References
    - https://channels.readthedocs.io/en/stable/topics/consumers.html
    - https://asgi.readthedocs.io/en/latest/specs/www.html
    """

    code: ClassVar[str] = "SC002"
    name: ClassVar[str] = "stop-consumer-never-raised"
    triggers: ClassVar[tuple[Trigger, ...]] = (
        (b"websocket_", b"def websocket_disconnect"),
        (b"websocket_", b"def websocket_connect"),
        (b"websocket_", b"def websocket_receive"),
        (b"onsumer", b"def http_disconnect"),
        (b"onsumer", b"def http_request"),
    )

    def check(self, module: Module, project: Project) -> Iterator[Finding]:
        """Yield the handlers in `module` that do not end their consumers, and the classes that lack one."""
        from codemods.stop_consumer.ending.endings import Plan, plan
        from codemods.stop_consumer.ending.unended import unended
        from codemods.stop_consumer.ending.unhandled import unhandled, written

        for handler in unended(module, project):
            made = plan(handler, project)
            which = "no" if all(one.never_raises() for one in handler.endings(project)) else "not every"
            text = f"{handler.name}: {which} path raises StopConsumer, so the consumer never ends"
            yield self._finding(module, text, module.span(handler.method), made, _hurt(handler.hurt, handler.cls))
        for lacking in unhandled(module, project):
            added = written(lacking, project)
            text = f"{lacking.cls.node.name}: no `{lacking.name}` raises StopConsumer when the client leaves"
            what = f"add `{lacking.name}`"
            new = added if isinstance(added, str) else Plan((added[0],), (added[1],) if added[1] else (), what)
            place = module.span(lacking.cls.node)
            yield self._finding(module, text, place, new, _hurt(lacking.hurt, lacking.cls))

    def _finding(self, module: Module, message: str, place: Span, made: Plan | str, hurt: tuple[str, ...]) -> Finding:
        if isinstance(made, str):
            return Finding(module.path, self.code, self.name, message, place, Applicability.DISPLAY, None, made, hurt)
        level = Applicability.UNSAFE if made.doubt else Applicability.SAFE
        fix = Fix(made.what, made.edits, made.imports)
        return Finding(module.path, self.code, self.name, message, place, level, fix, made.doubt, hurt)


def _hurt(consumers: Sequence[Consumer], cls: Class) -> tuple[str, ...]:
    return tuple(sorted({one.cls.node.name for one in consumers if one.cls is not cls}))
