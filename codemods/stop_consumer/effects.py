"""Which statements do something that would be missed, and which disconnect code can fail."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from channels_fix.bindings import Function
from channels_fix.flow import conditions
from channels_fix.flow.calls import LOGGING
from channels_fix.module import Class
from channels_fix.project import Project
from codemods.consumers import ENDING_MESSAGES, STOP_CLASS, Consumer

HANDLERS = frozenset(message.replace(".", "_") for message in ENDING_MESSAGES.values())
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


def does_work(statement: ast.stmt) -> bool:
    """Whether `statement` has effects other than an answer to the client, who has left."""
    return has_effects(statement) and not any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and (node.func.attr.startswith("send") or node.func.attr == "close")
        for node in ast.walk(statement)
    )


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
    inherited = [base for base in (*project.mro(consumer.cls), cls) if isinstance(base, Class)]
    if any(_adds_disconnect_code(base, project) for base in inherited):
        return False
    return not any(_adds_disconnect_code(heir, project) for heir in project.descendants(consumer.cls))


def _adds_disconnect_code(cls: Class, project: Project) -> bool:
    methods = [cls.method(name) for name in (*sorted(HANDLERS), "disconnect")]
    bodies = [(method, method.body) for method in methods if method]
    return any(may_fail(body, method, cls, project) for method, body in bodies) or joins_groups(cls)


def may_fail(body: Sequence[ast.stmt], method: Function, cls: Class, project: Project) -> bool:
    """Whether an error can come out of statements of a method, as far as they tell."""
    messages = [argument.arg for argument in method.args.args[1:2]] if method.name in HANDLERS else []
    stack: list[ast.AST] = list(body)
    while stack:
        node = stack.pop()
        match node:
            case ast.Try() if catches_all(node):
                stack += [*node.orelse, *node.finalbody, *(one for handler in node.handlers for one in handler.body)]
                continue
            case ast.Raise(exc=ast.Name(id=name)) if method and _is_kept(name, method):
                continue  # it came out of something that is looked at, too
            case ast.Raise(exc=exception) if exception is not None:
                raised = exception.func if isinstance(exception, ast.Call) else exception
                symbol = project.resolve(raised, cls.module, (*cls.within, method))
                if symbol is None or not conditions.is_exception(symbol, STOP_CLASS, project):
                    return True
                continue
            case ast.Assert() | ast.Await() | ast.Delete():
                if not isinstance(node, ast.Await) or not isinstance(node.value, ast.Call):
                    return True
            case ast.Subscript(value=ast.Name(id=name), slice=ast.Constant(value="type" | "code")) if name in messages:
                continue  # the server has put them there
            case ast.Subscript(ctx=ast.Load() | ast.Del()):
                return True
            case ast.Call(func=function):
                if not (_is_harmless(function) or _is_super_call(node, method.name)):
                    return True
        stack += ast.iter_child_nodes(node)
    return False


def _is_kept(name: str, method: Function) -> bool:
    return any(
        node.name == name if isinstance(node, ast.ExceptHandler) else node.id == name
        for node in ast.walk(method)
        if isinstance(node, ast.ExceptHandler) or (isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))
    )


def catches_all(node: ast.Try) -> bool:
    """Whether a clause of `node` is for every error."""
    return any(
        handler.type is None
        or (isinstance(handler.type, ast.Name) and handler.type.id in {"Exception", "BaseException"})
        for handler in node.handlers
    )


def _is_super_call(call: ast.Call, name: str) -> bool:
    """`super().name(...)` or the call to `super` itself."""
    match call.func:
        case ast.Name(id="super"):
            return True
        case ast.Attribute(value=ast.Call(func=ast.Name(id="super")), attr=attribute):
            return attribute == name
    return False


def joins_groups(cls: Class) -> bool:
    """A consumer with groups leaves them on the disconnect, which fails when the channel layer is down."""
    for statement in cls.node.body:
        match statement:
            case (
                ast.Assign(targets=[ast.Name(id="groups")], value=value)
                | ast.AnnAssign(target=ast.Name(id="groups"), value=value)
            ):
                return value is not None and not _is_empty(value)
    return any(
        isinstance(node, ast.Attribute) and node.attr == "groups" and isinstance(node.ctx, ast.Store)
        for node in ast.walk(cls.node)
    )


def _is_empty(value: ast.expr) -> bool:
    match value:
        case ast.List(elts=[]) | ast.Tuple(elts=[]) | ast.Constant(value=None):
            return True
    return False
