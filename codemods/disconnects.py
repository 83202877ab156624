"""Says whether a class has a `disconnect()` in which tasks can be ended, for all consumers that run its methods."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from channels_fix.bindings import Function
from channels_fix.module import Class
from channels_fix.project import Project, Symbol
from codemods.consumers import Consumer

RAW = frozenset({"channels.consumer.AsyncConsumer", "strawberry.channels.ChannelsConsumer"})
"""Base classes that call no `disconnect()`."""


def has_disconnect(cls: Class, project: Project) -> bool:
    """Whether a generic base class calls `disconnect()`."""
    line = project.mro(cls)
    return any(isinstance(base, Symbol) and base.name not in RAW and base.name != "builtins.object" for base in line)


def hindrance(cls: Class, consumers: Sequence[Consumer], project: Project) -> str:
    """Why code in the `disconnect()` of `cls` would not run, or not do for all consumers; nothing if it would."""
    own = cls.method("disconnect")
    if "disconnect" in cls.scope.names and (
        not isinstance(own, ast.AsyncFunctionDef) or own.decorator_list or own not in cls.node.body or not own.args.args
    ):
        return "`disconnect` is no plain async method"
    for consumer in consumers:
        line = project.mro(consumer.cls)
        for base in line[: line.index(cls)]:
            if not isinstance(base, Class):
                return "a base class from outside may hide `disconnect()`"
            heir = base.method("disconnect")
            if "disconnect" in base.scope.names and not calls_up(heir, "disconnect"):
                return f"{base.node.name}.disconnect does not call `super().disconnect()`"
        for base in line:
            if isinstance(base, Class):
                reason = _odd_override(base)
                if reason:
                    return reason
    return ""


def _odd_override(base: Class) -> str:
    ending = base.method("websocket_disconnect")
    if "websocket_disconnect" in base.scope.names and not (
        calls_up(ending, "websocket_disconnect") or calls_up(ending, "disconnect")
    ):
        return f"{base.node.name}.websocket_disconnect does not call `disconnect()`"
    for name in ("dispatch", "websocket_disconnect"):
        method = base.method(name)
        if method is not None and any(isinstance(node, ast.ExceptHandler) for node in ast.walk(method)):
            return f"{base.node.name}.{name} handles errors, and might lose one of the task"
    return ""


def calls_up(method: Function | None, name: str) -> bool:
    """Whether a method surely awaits the one of that name of its own object."""
    if not isinstance(method, ast.AsyncFunctionDef):
        return False
    for statement in method.body:
        match statement:
            case (
                ast.Expr(value=ast.Await(value=ast.Call(func=called)))
                | ast.Return(value=ast.Await(value=ast.Call(func=called)))
            ) if ast.unparse(called) in {f"super().{name}", f"self.{name}"}:
                return True
        if any(isinstance(node, ast.Return) for node in ast.walk(statement)):
            return False
    return False
