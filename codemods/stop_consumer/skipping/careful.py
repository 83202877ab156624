"""Follows the disconnect message through `dispatch`, and keeps apart what is certain from what is merely possible.

That a path leaves without StopConsumer is certain only if nothing on it can raise StopConsumer unseen, and if no
condition on it depends on the message in a way that cannot be decided.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass

from channels_fix.flow.calls import LOGGING
from channels_fix.flow.states import Frame
from channels_fix.flow.values import Constant, Many, Method, Named, Object, Super, Tagged, Value
from channels_fix.module import Class
from channels_fix.resolution import Symbol
from codemods.stop_consumer.domain import MESSAGE, StopDomain
from codemods.stop_consumer.hiding.unhiding import entry

MEMBER = "?."
"""What the name of a member begins with of which the project shows no definition."""

LIBRARY_METHODS = frozenset(
    {"accept", "close", "send", "send_json", "encode_json", "decode_json", "receive", "receive_json", "connect"}
    | {"disconnect", "websocket_connect", "websocket_receive", "send_response", "send_headers", "send_body"}
    | {"channel_receive", "base_send"}
)
"""Methods of the library's consumers that raise StopConsumer on no message."""

KEYS = {"websocket.disconnect": {"type", "code", "reason"}, "http.disconnect": {"type"}}
"""What the messages that end a connection hold."""

VARIABLE = frozenset({"code", "reason"})
"""What of it differs from one disconnect to the other: a condition on that can go either way."""


@dataclass(frozen=True)
class CarefulDomain(StopDomain):
    """Names the members of the consumer that it cannot resolve, so that calls of them can be told."""

    @property
    def sources(self) -> frozenset[str]:
        """The names whose call may raise StopConsumer, and that of the handler of the message."""
        return super().sources | {self.message_type.replace(".", "_")}

    def attribute(self, owner: Value, name: str, frame: Frame) -> Value | None:
        """As ever; what the project does not define is given by name."""
        found = super().attribute(owner, name, frame)
        if found is not None:
            return found
        match owner:
            case Object(cls=cls):
                return self._member(self.project.mro(cls), name)
            case Super(cls=cls, receiver=receiver):
                line = self.project.mro(receiver)
                return self._member(line[line.index(cls) + 1 :] if cls in line else (), name)
            case Named(symbol=symbol) if name in LOGGING and "log" in symbol.name.lower():
                return Named(Symbol(f"logging.Logger.{name}"))
        return None

    def call(self, function: Value, arguments: Sequence[Value]) -> Value | None:
        """As ever; the messages that end a connection hold nothing but what is known of them."""
        match function, tuple(arguments):
            case Method(owner=Tagged(), name="get" | "pop"), (Constant(value=str(key)), *default):
                if key not in KEYS.get(self.message_type, {key}):
                    return default[0] if default else Constant(None)
        return super().call(function, arguments)

    def is_suspect(self, function: Value, arguments: Sequence[Value]) -> bool:
        """Whether a call that is not followed may end the consumer, or decide by the message what happens to it."""
        match function:
            case Method():
                return False
            case Named(symbol=symbol) if symbol.name.startswith(MEMBER) and symbol.name.count(".") == 1:
                return symbol.name.removeprefix(MEMBER) not in LIBRARY_METHODS
            case Named(symbol=symbol) if symbol.definition is None and self.project.knowledge.is_plain(symbol.name):
                return False
        return any(isinstance(value, Object) or self.is_told(value) for value in arguments)

    def is_told(self, value: Value) -> bool:
        """Whether `value` is the message, or a part of its type."""
        kind = self.message_type
        match value:
            case Many(items=items):
                return any(self.is_told(item) for item in items)
            case Constant(value=str(text)):
                return text in {kind, kind.replace(".", "_"), *kind.split(".")}
        return value == MESSAGE

    def _member(self, line: Sequence[Class | Symbol | None], name: str) -> Value | None:
        for cls in line:
            if isinstance(cls, Class) and name in cls.scope.names:
                method = cls.method(name)
                if method is None:
                    return self._constants(cls, name)
                known = not method.decorator_list or entry(cls, method, self.consumer, self.project) is not None
                return None if known else Named(Symbol(MEMBER + name))
            if not isinstance(cls, Class):
                break
        return Named(Symbol(MEMBER + name))

    def _constants(self, cls: Class, name: str) -> Value | None:
        """A collection of constants in the body of a class, if nothing else is ever given its name."""
        bindings = cls.scope.names[name]
        value = bindings[0].value
        is_assigned = any(
            isinstance(node, ast.Attribute) and node.attr == name and not isinstance(node.ctx, ast.Load)
            for base in self.project.mro(self.consumer.cls)
            if isinstance(base, Class)
            for node in ast.walk(base.node)
        )
        match value:
            case ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Set(elts=parts) if len(bindings) == 1:
                if not is_assigned and all(isinstance(part, ast.Constant) for part in parts):
                    return Many(tuple(Constant(part.value) for part in parts if isinstance(part, ast.Constant)))
        return Named(Symbol(MEMBER + name))
