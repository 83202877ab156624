"""Says whether a class has a `disconnect()` in which tasks can be ended, for all consumers that run its methods."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from channels_fix.bindings import Function
from channels_fix.module import Class
from channels_fix.project import Project
from channels_fix.resolution import Symbol
from codemods.consumers import Consumer

RAW = frozenset({"channels.consumer.AsyncConsumer", "strawberry.channels.ChannelsConsumer"})
"""Base classes that call no `disconnect()`."""


def has_disconnect(cls: Class, project: Project) -> bool:
    """Whether a generic base class calls `disconnect()`."""
    line = project.mro(cls)
    return any(isinstance(base, Symbol) and base.name not in RAW and base.name != "builtins.object" for base in line)


def ending_of(cls: Class) -> str:
    """The method of a class that ends it: `disconnect`, unless it has a handler of its own that does not call that."""
    own = cls.method("websocket_disconnect")
    if own is None or calls_up(own, "websocket_disconnect") or calls_up(own, "disconnect"):
        return "disconnect"
    return "websocket_disconnect"


def hindrance(
    cls: Class, consumers: Sequence[Consumer], project: Project, ending: str = "disconnect", *, logged: bool = False
) -> str:
    """Why code in the method `ending` of a class would not run, or not do for all consumers; nothing if it would.

    With `logged` it may fail where `dispatch` logs that and ends the consumer.
    """
    own = cls.method(ending)
    if ending in cls.scope.names and (
        not isinstance(own, ast.AsyncFunctionDef) or own.decorator_list or own not in cls.node.body or not own.args.args
    ):
        return f"`{ending}` is no plain async method"
    for consumer in consumers:
        line = project.mro(consumer.cls)
        for base in line[: line.index(cls)]:
            if not isinstance(base, Class):
                return f"a base class from outside may hide `{ending}()`"
            heir = base.method(ending)
            if ending in base.scope.names and not calls_up(heir, ending):
                return f"{base.node.name}.{ending} does not call `super().{ending}()`"
        for base in line:
            if isinstance(base, Class):
                reason = _odd_override(base, ending, logged=logged)
                if reason:
                    return reason
    return ""


def _odd_override(base: Class, ending: str, *, logged: bool) -> str:
    own = base.method("websocket_disconnect")
    if (
        ending == "disconnect"
        and "websocket_disconnect" in base.scope.names
        and not (calls_up(own, "websocket_disconnect") or calls_up(own, "disconnect"))
    ):
        return f"{base.node.name}.websocket_disconnect does not call `disconnect()`"
    for name in ("dispatch", "websocket_disconnect"):
        method = base.method(name)
        clauses = [node for node in ast.walk(method) if isinstance(node, ast.ExceptHandler)] if method else []
        if logged and name == "dispatch":
            clauses = [clause for clause in clauses if not _shows_and_raises(clause)]
        if clauses:
            return f"{base.node.name}.{name} handles errors, and might lose one of the task"
    return ""


def _shows_and_raises(clause: ast.ExceptHandler) -> bool:
    """Whether a clause raises what it caught, or logs that and raises something for the disconnect."""
    last = clause.body[-1]
    if isinstance(last, ast.Raise) and last.exc is None:
        return not any(isinstance(node, ast.Return) for node in ast.walk(clause))
    match last:
        case ast.If(test=ast.Compare(ops=[ast.Eq()], comparators=[ast.Constant("websocket.disconnect")]), body=body):
            last = body[-1]
    logs = [
        statement
        for statement in clause.body
        if isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Call)
        and isinstance(statement.value.func, ast.Attribute)
        and statement.value.func.attr == "exception"
    ]
    return isinstance(last, ast.Raise) and bool(logs) and not any(isinstance(n, ast.Return) for n in ast.walk(clause))


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
