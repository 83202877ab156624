"""What the handlers of an ending message and `dispatch` do when a handler calls them."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass, field

from channels_fix.flow.states import Frame
from channels_fix.flow.values import UNKNOWN, Named, Object, Routine, Source, Super, Tagged, TypeOf, Value
from channels_fix.module import Class
from channels_fix.project import Project
from channels_fix.resolution import Symbol
from codemods.consumers import ENDING_MESSAGES, Consumer, is_consumer_class, library_bases
from codemods.stop_consumer.domain import MESSAGE, STOP, STOP_NAME, TO_THREAD, StopDomain
from codemods.stop_consumer.ending.raisers import HANDLERS

ENDING = {message.replace(".", "_"): message for message in ENDING_MESSAGES.values()}
"""For each handler after which a consumer must have ended its message."""

HANDLED = Tagged("handled")

OTHER_EVENT = "some.event"
"""A message that ends nothing: what `dispatch` makes of it tells how it calls its handlers."""

[_RAISING] = [node for node in ast.parse(f"def f(*_): raise {STOP_NAME}").body if isinstance(node, ast.FunctionDef)]


def above(cls: Class, name: str, receiver: Class, project: Project) -> Class | Symbol | None:
    """What `super().name` reaches from a method of `cls`: a class of the project, of a library, or nothing."""
    line = project.mro(receiver)
    for base in line[line.index(cls) + 1 :] if cls in line else ():
        if isinstance(base, Class) and name in base.scope.names:
            return base
        if isinstance(base, Symbol) and _library_has(base, name, project):
            return base
    return None


def _library_has(base: Symbol, name: str, project: Project) -> bool:
    configured = project.options.get("consumer-bases", ())
    if base.name in library_bases():
        return library_bases()[base.name].protocol == name.partition("_")[0]
    return isinstance(configured, list | tuple) and base.name in configured and name.startswith("websocket")


def is_awaited(base: Class | Symbol, name: str, consumer: Consumer, project: Project) -> bool:
    """Whether what `super().name` reaches gives a coroutine."""
    if isinstance(base, Symbol):
        return not library_bases()[base.name].sync if base.name in library_bases() else not consumer.sync
    method = base.method(name)
    if isinstance(method, ast.AsyncFunctionDef):
        return True
    symbols = [project.resolve(one, base.module, base.within) for one in method.decorator_list] if method else []
    return any(symbol is not None and symbol.name in TO_THREAD for symbol in symbols)


@dataclass(frozen=True)
class EndingDomain(StopDomain):
    """Follows the calls of other handlers, or, when `modular`, takes those of `super()` as raising.

    With `idle` no handler raises: what remains is what `dispatch` does itself. With `failing` the question is about
    errors, and the handlers raise StopConsumer all the same.
    """

    raisers: frozenset[str] = frozenset()
    modular: bool = True
    idle: bool = False
    failing: bool = False
    reached: list[str] = field(default_factory=list)

    @property
    def sources(self) -> frozenset[str]:
        """The names whose call may raise StopConsumer."""
        return super().sources | self.raisers

    def attribute(self, owner: Value, name: str, frame: Frame) -> Value | None:
        """The handlers, each as the class that it is asked of has it."""
        if owner == MESSAGE:
            return super().attribute(owner, name, frame)
        if name not in HANDLERS and name != "dispatch":
            return None
        match owner:
            case Super(cls=cls, receiver=receiver):
                return self._above(cls, name, receiver)
            case Object(cls=receiver) if name != "dispatch":
                return self._own(name, receiver)
            case Named(symbol=symbol) if is_consumer_class(symbol, self.project):
                return self._idle(name) or self._source(name == "dispatch" or not self.consumer.sync)
        return None

    def call(self, function: Value, arguments: Sequence[Value]) -> Value | None:
        """Also the calls of handlers that do not raise."""
        if HANDLED in (function, *arguments):
            return HANDLED
        return super().call(function, arguments)

    def _source(self, is_async: bool) -> Value:
        if not self.failing:
            return Source(is_async)
        module = self.consumer.cls.module
        return Routine(_RAISING, module, closure=((STOP_NAME, TypeOf(STOP)),), is_async=is_async)

    def _idle(self, name: str) -> Value | None:
        if self.idle:
            self.reached.append(name)
            return HANDLED
        return None

    def _above(self, cls: Class, name: str, receiver: Class) -> Value | None:
        if self.idle and name != "dispatch":
            return HANDLED
        found = above(cls, name, receiver, self.project)
        if name == "dispatch":
            line = self.project.mro(receiver)
            rest = line[line.index(cls) + 1 :] if cls in line else ()
            if any(isinstance(base, Class) and name in base.scope.names for base in rest) and self.idle:
                return None  # the project's own, which is followed
            return self._idle(name) or self._source(is_async=True)
        if found is None:
            return UNKNOWN
        if isinstance(found, Class) and not self.modular:
            return None
        return self._source(is_awaited(found, name, self.consumer, self.project))

    def _own(self, name: str, receiver: Class) -> Value | None:
        if known := self._idle(name):
            return known
        line = self.project.mro(receiver)
        if any(isinstance(base, Class) and name in base.scope.names for base in line):
            return None
        return self._source(not self.consumer.sync)
