"""How a handler should end its consumer: through the class above, or by itself when that would do work twice."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from channels_fix.bindings import Function
from channels_fix.module import Class
from channels_fix.project import Project
from channels_fix.resolution import Symbol
from codemods.consumers import Consumer
from codemods.messages import stays_whole
from codemods.stop_consumer.effects import has_effects, joins_groups
from codemods.stop_consumer.ending.ending_domain import above, is_awaited
from codemods.stop_consumer.ending.unended import Unended

REPEATS = "`disconnect()` will run too: see that it does not repeat what the handler does"


@dataclass(frozen=True)
class Closing:
    """The last statement of a handler.

    Attributes:
        call: The call of the class above that raises StopConsumer; nothing where the handler raises it itself.
        optional: Whether the class above does nothing else, so that raising would do as well.
        doubt: What a person should look at.
    """

    call: str = ""
    optional: bool = True
    doubt: str = ""

    def statement(self, stop: str) -> str:
        """The source, given the spelling of StopConsumer."""
        return self.call or f"raise {stop}()"

    def simple(self) -> Closing:
        """The same without the class above."""
        return Closing()


def closing_of(found: Unended, project: Project) -> Closing | str:
    """How `found` should end, or why that cannot be said."""
    name = found.method.name
    bases = [(one, above(found.cls, name, one.cls, project)) for one in found.runners]
    inherited = [(one, base) for one, base in bases if base is not None]
    if not inherited or all(_is_done(found, one, project) for one, _ in inherited):
        return Closing()
    optional = all(_adds_nothing(one, base, project) for one, base in inherited)
    arguments = _arguments(found.method, project)
    awaited = {is_awaited(base, name, one, project) for one, base in inherited}
    fits = len(awaited) == 1 and (isinstance(found.method, ast.AsyncFunctionDef) or awaited == {False})
    if len(inherited) < len(bases) or not fits or arguments is None:
        if optional:
            return Closing()
        return f"what a base class does in `{name}` cannot be called from here: call it and end the consumer by hand"
    doubt = REPEATS if any(_repeats(found, one, project) for one, _ in inherited) else ""
    prefix = "await " if True in awaited else ""
    return Closing(f"{prefix}super().{name}({arguments})", optional, doubt)


def is_callable(method: Function) -> bool:
    """Whether Channels can call the handler: with the consumer and the message."""
    positional = [*method.args.posonlyargs, *method.args.args]
    optional = len(method.args.defaults)
    needed = any(default is None for default in method.args.kw_defaults)
    enough = len(positional) >= 2 or method.args.vararg is not None
    return enough and len(positional) - optional <= 2 and not needed


def _arguments(method: Function, project: Project) -> str | None:
    """What the handler was called with, as arguments of another call; None when that is lost."""
    positional = [*method.args.posonlyargs, *method.args.args]
    if not positional:
        return None  # `super()` needs a first parameter
    if len(positional) > 1:
        name = positional[1].arg
    elif method.args.vararg:
        name = method.args.vararg.arg
    else:
        return None
    if not stays_whole(method, name, project):
        return None
    return name if len(positional) > 1 else f"*{name}"


def _adds_nothing(consumer: Consumer, base: Class | Symbol, project: Project) -> bool:
    """Whether the handler of Channels' own class has nothing to do but to raise."""
    line = [one for one in project.mro(consumer.cls) if isinstance(one, Class)]
    is_own = isinstance(base, Symbol) and base.name.startswith("channels.generic.")
    return is_own and not any("disconnect" in one.scope.names or joins_groups(one) for one in line)


def _is_done(found: Unended, consumer: Consumer, project: Project) -> bool:
    """Whether the handler does itself what the class above would do."""
    receiver = _receiver(found.method)
    nodes = list(_nodes(found.method, consumer.cls, project))
    if any(_is_disconnect(node, receiver) for node in nodes):
        return True
    own = _disconnect(consumer, project)
    if own is not None:
        work = _work(own)
        return bool(work) and set(work) <= set(_work(found.method))
    if _has_disconnect(consumer, project):
        return False
    return any(_discards_groups(node, receiver) for node in nodes)


def _repeats(found: Unended, consumer: Consumer, project: Project) -> bool:
    own = _disconnect(consumer, project)
    shared = set(_work(own)) & set(_work(found.method)) if own else set()
    return any("group_discard" not in statement for statement in shared)


def _has_disconnect(consumer: Consumer, project: Project) -> bool:
    return any(isinstance(base, Class) and "disconnect" in base.scope.names for base in project.mro(consumer.cls))


def _disconnect(consumer: Consumer, project: Project) -> Function | None:
    """The `disconnect` that Channels would call."""
    for base in project.mro(consumer.cls):
        if isinstance(base, Class) and (method := base.method("disconnect")):
            return method
    return None


def _work(method: Function) -> list[str]:
    """The simple statements of a method that do something, as they are written."""
    simple = (ast.Expr, ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Return, ast.Delete)
    return [ast.unparse(node) for node in ast.walk(method) if isinstance(node, simple) and has_effects(node)]


def _receiver(method: Function) -> str:
    return next((argument.arg for argument in (*method.args.posonlyargs, *method.args.args)), "")


def _nodes(method: Function, cls: Class, project: Project) -> Iterator[ast.AST]:
    """Yield what a method consists of, with the methods of its own object that it calls."""
    stack, seen = [method], {method}
    while stack:
        function = stack.pop()
        for node in ast.walk(function):
            yield node
            match node:
                case ast.Call(func=ast.Attribute(value=ast.Name(id=owner), attr=name)) if owner == _receiver(function):
                    called = _method(name, project.mro(cls))
                    if called is not None and called not in seen:
                        seen.add(called)
                        stack.append(called)


def _method(name: str, line: Sequence[Class | Symbol | None]) -> Function | None:
    return next((found for base in line if isinstance(base, Class) and (found := base.method(name))), None)


def _is_disconnect(node: ast.AST, receiver: str) -> bool:
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id=owner), attr="disconnect")):
            return owner == receiver
        case ast.Call(func=ast.Attribute(value=ast.Call(func=ast.Name(id="super")), attr="disconnect")):
            return True
    return False


def _discards_groups(node: ast.AST, receiver: str) -> bool:
    match node:
        case ast.For(iter=ast.Attribute(value=ast.Name(id=owner), attr="groups")) if owner == receiver:
            return any(isinstance(inner, ast.Attribute) and inner.attr == "group_discard" for inner in ast.walk(node))
    return False
