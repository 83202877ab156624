"""What the exception-flow analysis has to know of Channels: which calls raise StopConsumer when a connection ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from channels_fix.bindings import Function
from channels_fix.flow.states import Frame
from channels_fix.flow.thrown import Thrown, builtin_ancestors
from channels_fix.flow.values import Constant, Method, Named, Object, Pending, Routine, Source, Super, Tagged, Value
from channels_fix.module import Class
from channels_fix.project import Project
from channels_fix.resolution import Symbol
from codemods.consumers import ENDING_HANDLERS, Consumer, is_consumer_class

STOP_MODULE, STOP_NAME = "channels.exceptions", "StopConsumer"
STOP = Thrown(f"{STOP_MODULE}.{STOP_NAME}", builtin_ancestors("Exception") | frozenset({f"{STOP_MODULE}.{STOP_NAME}"}))

MESSAGE = Tagged("message")
RECEIVE = Tagged("receive")
"""The callable that gives an application its messages."""
TO_THREAD = frozenset({"asgiref.sync.sync_to_async", "channels.db.database_sync_to_async"})
FROM_THREAD = frozenset({"asgiref.sync.async_to_sync"})


@dataclass(frozen=True)
class StopDomain:
    """Answers for one consumer that handles one message.

    Args:
        project: The index.
        consumer: Whose methods run.
        message_type: The type of the message being handled.
    """

    project: Project
    consumer: Consumer
    message_type: str

    @property
    def sources(self) -> frozenset[str]:
        """The names whose call may raise StopConsumer."""
        return frozenset({"dispatch"}).union(*(ENDING_HANDLERS[protocol] for protocol in self.consumer.protocols))

    def attribute(self, owner: Value, name: str, frame: Frame) -> Value | None:
        """The methods that end the consumer raise; those of the message are left to `call`."""
        del frame
        if owner == MESSAGE:
            return Method(owner, name)
        if name not in self.sources:
            return None
        match owner:
            case Super():
                return Source(is_async=name == "dispatch" or not self.consumer.sync)
            case Object(cls=cls) if cls is self.consumer.cls:
                return Source(is_async=name == "dispatch" or self._is_async(name))
            case Named(symbol=symbol) if is_consumer_class(symbol, self.project):
                return Source(is_async=name == "dispatch" or not self.consumer.sync)
        return None

    def item(self, owner: Value, key: Value) -> Value | None:
        """`message["type"]`."""
        return Constant(self.message_type) if owner == MESSAGE and key == Constant("type") else None

    def call(self, function: Value, arguments: Sequence[Value]) -> Value | None:
        """Functions of Channels and asgiref that pass on what they are given."""
        match function, tuple(arguments):
            case Method(owner=Tagged(), name="get" | "pop"), (Constant(value="type"), *_):
                return Constant(self.message_type)
            case value, () if value == RECEIVE:
                return MESSAGE
            case Named(symbol=Symbol(name="channels.utils.await_many_dispatch")), (
                _,
                (Source() | Routine()) as handler,
            ):
                return Pending(handler, (MESSAGE,))
            case Named(symbol=Symbol(name="channels.consumer.get_handler_name")), (Tagged(),):
                return Constant(self.message_type.replace(".", "_"))
            case Named(symbol=Symbol(name=name)), () if name in TO_THREAD | FROM_THREAD:
                return function  # a decorator with options
            case Named(symbol=Symbol(name=name)), ((Source() | Routine()) as wrapped, *_) if name in TO_THREAD:
                return replace(wrapped, is_async=True)
            case Named(symbol=Symbol(name=name)), ((Source() | Routine()) as wrapped, *_) if name in FROM_THREAD:
                return replace(wrapped, is_async=False)
        return None

    def _is_async(self, name: str) -> bool:
        for cls in self.project.mro(self.consumer.cls):
            if isinstance(cls, Class) and (function := cls.method(name)):
                return _is_coroutine_function(function)
        return not self.consumer.sync


def _is_coroutine_function(function: Function) -> bool:
    return type(function).__name__ == "AsyncFunctionDef"
