"""Which statements do something that would be missed, and which disconnect code can fail."""

from __future__ import annotations

import ast

from channels_fix.bindings import Function
from channels_fix.module import Class
from channels_fix.project import Project
from codemods.consumers import ENDING_HANDLERS, Consumer

LOGGING = frozenset({"debug", "info", "warning", "warn", "error", "exception", "critical", "log"})
PURE_CALLS = frozenset(
    {"print", "len", "str", "repr", "type", "isinstance", "time", "perf_counter", "monotonic", "now", "get"}
)


def has_effects(statement: ast.stmt) -> bool:
    """Whether skipping `statement` could be noticed by anything but a log."""
    for node in ast.walk(statement):
        match node:
            case ast.Call(func=function):
                if not _is_harmless(function):
                    return True
            case ast.Await() | ast.Yield() | ast.YieldFrom() | ast.Delete():
                return True
            case ast.Attribute(ctx=ast.Store()) | ast.Subscript(ctx=ast.Store()):
                return True
    return False


def _is_harmless(function: ast.expr) -> bool:
    match function:
        case ast.Name(id=name):
            return name in PURE_CALLS
        case ast.Attribute(value=owner, attr=name):
            return name in PURE_CALLS or (name in LOGGING and "log" in ast.unparse(owner).lower())
    return False


def cannot_fail(consumer: Consumer, cls: Class, project: Project) -> bool:
    """Whether nothing that runs on the disconnect can raise an error.

    The library's own code cannot, as long as no group is to be left; what can fail is what the project adds to it.
    """
    heirs = [consumer.cls, *project.descendants(consumer.cls), cls]
    return not any(
        _adds_disconnect_code(base) for heir in heirs for base in project.mro(heir) if isinstance(base, Class)
    )


def _adds_disconnect_code(cls: Class) -> bool:
    names = ("disconnect", *sum(ENDING_HANDLERS.values(), ()))
    return any(_may_fail(cls.method(name)) for name in names) or _joins_groups(cls)


def _may_fail(method: Function | None) -> bool:
    if method is None:
        return False
    return any(
        isinstance(node, ast.Assert)
        or (isinstance(node, ast.Call) and not _is_harmless(node.func) and not _is_super_call(node, method.name))
        for statement in method.body
        for node in ast.walk(statement)
        if not _is_part_of_stop(node)
    )


def _is_super_call(call: ast.Call, name: str) -> bool:
    """`super().name(...)` or the call to `super` itself."""
    match call.func:
        case ast.Name(id="super"):
            return True
        case ast.Attribute(value=ast.Call(func=ast.Name(id="super")), attr=attribute):
            return attribute == name
    return False


def _is_part_of_stop(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=[], keywords=[]):
            return name == "StopConsumer"
    return False


def _joins_groups(cls: Class) -> bool:
    """A consumer with groups leaves them on the disconnect, which fails when the channel layer is down."""
    for statement in cls.node.body:
        match statement:
            case (
                ast.Assign(targets=[ast.Name(id="groups")], value=value)
                | ast.AnnAssign(target=ast.Name(id="groups"), value=value)
            ):
                return not (isinstance(value, ast.List | ast.Tuple) and not value.elts) and value is not None
    return any(
        isinstance(node, ast.Attribute) and node.attr == "groups" and isinstance(node.ctx, ast.Store)
        for node in ast.walk(cls.node)
    )
