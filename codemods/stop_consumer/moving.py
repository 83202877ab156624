"""Says whether a loop may be moved out of its handler, or why not and what to do by hand."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from channels_fix.bindings import Function
from channels_fix.module import Class
from channels_fix.project import Project, Symbol
from codemods.stop_consumer.blocked import Blocked
from codemods.stop_consumer.inline import Inline, Place, own_nodes

CONTROL = frozenset({"StopConsumer", "AcceptConnection", "DenyConnection", "InvalidChannelLayerError"})
"""Exceptions by which a handler tells Channels something: a task has nobody to tell."""

BY_HAND = "run the loop as a task kept on `self`, and cancel and await it in `disconnect()`"


@dataclass(frozen=True)
class Move:
    """How a loop leaves its handler: as a call that is no longer awaited, or with its statement, to a new method."""

    call: ast.Call | None
    parameters: tuple[str, ...] = ()


def moves(fault: Blocked, project: Project) -> Move | str:
    """Tell how the loop can be moved, or what to do by hand and why it is not done."""
    consumers = fault.consumers
    names = {consumer.cls.node.name for consumer in consumers}
    if any(consumer.sync for consumer in consumers):
        return (
            "run the loop in a thread of its own that ends when a `threading.Event` is set, and set it in `disconnect()`; "
            f"or make {' and '.join(sorted(names))} an async consumer and run the loop as a task"
        )
    if any("http" in consumer.protocols for consumer in consumers):
        return (
            "start the loop in `http_request` as a task kept on `self` and do not await it, since the inherited "
            "`http_request` ends the consumer when `handle` is done; cancel and await it in `disconnect()`, and end the "
            "response with the loop"
        )
    if any(not _has_disconnect(consumer.cls, project) for consumer in consumers):
        return (
            "run the loop as a task kept on `self`; cancel and await it in `websocket_disconnect()` before that raises "
            "StopConsumer; a consumer without a generic base class has no `disconnect()` where this could be put"
        )
    move = _Mover(fault, project).move()
    return f"{BY_HAND}; not done here: {move}" if isinstance(move, str) else move


def _has_disconnect(cls: Class, project: Project) -> bool:
    """Whether a generic base class calls `disconnect()`."""
    line = project.mro(cls)
    raw = {"channels.consumer.AsyncConsumer", "strawberry.channels.ChannelsConsumer"}
    return any(isinstance(base, Symbol) and base.name not in raw and base.name != "builtins.object" for base in line)


class _Mover:
    def __init__(self, fault: Blocked, project: Project) -> None:
        self.fault = fault
        self.project = project
        self.handler = fault.handler
        self.function = fault.handler.function

    def move(self) -> Move | str:
        reason = self._not_the_last() or self._odd_handler() or self._odd_loop() or self._odd_ending()
        if reason:
            return reason
        last = self.function.body[-1]
        if isinstance(last, ast.Expr):
            assert isinstance(last.value, ast.Await)
            assert isinstance(last.value.value, ast.Call)
            return Move(last.value.value)
        parameters = self._parameters(last)
        return Move(None, parameters) if isinstance(parameters, tuple) else parameters

    def _not_the_last(self) -> str:
        if {way[0].function for way in self.fault.ways} != {self.function}:
            return "several handlers run the loop"
        last = self.function.body[-1]
        if self.fault.place.function is self.function:
            return "" if _holds_only(last, self.fault.loop) else "the loop is not the last statement of the handler"
        if self.fault.place.module is not self.handler.module:
            return "the loop and its handler stand in two files"
        match last:
            case ast.Expr(value=ast.Await(value=ast.Call() as call)):
                inline = self.fault.inlines[0]
                targets = [target.function for target in inline.targets(call.func, self.handler)]
                if targets == [self.fault.ways[0][1].function] and isinstance(targets[0], ast.AsyncFunctionDef):
                    return ""
        return "the call that runs the loop is not the last statement of the handler"

    def _odd_handler(self) -> str:
        function, cls = self.function, self.handler.cls
        if not isinstance(function, ast.AsyncFunctionDef) or function.decorator_list or cls is None:
            return "the handler is no plain async method"
        if function not in cls.node.body or cls.node.body[0].lineno == cls.node.lineno:
            return "the handler does not stand in the class itself"
        facts = self.fault.inlines[0].facts["handlers"]
        if function.name not in {*facts["calls"], *facts["calls"].values()}:
            return ""
        for inline in self.fault.inlines:
            if inline.method(function.name)[:1] != (self.handler,):
                return f"{inline.consumer.cls.node.name}.{function.name} waits for the handler"
        return ""

    # The loop --------------------------------------------------------------------------------------------------------

    def _odd_loop(self) -> str:
        last = self.function.body[-1]
        if any(isinstance(node, ast.Yield | ast.YieldFrom) for node in own_nodes(self.function)):
            return "the handler is a generator"
        inside = [last, *own_nodes(last)]
        if any(isinstance(node, ast.Return) and node.value is not None for node in inside):
            return "the loop gives the handler a result"
        reached = list(self._reached(last))
        for place, root in reached:
            for node in (root, *own_nodes(root)):
                reason = self._odd_node(node, place)
                if reason:
                    return reason
        if not any(self._suspends(node) for node in inside):
            return "the loop never gives way to other code, so a task would not be cancelled"
        return ""

    def _reached(self, statement: ast.stmt) -> Iterator[tuple[Place, ast.AST]]:
        """What runs in the task."""
        inline = self.fault.inlines[0]
        yield self.handler, statement
        seen = {self.function}
        places = [target for target in self._targets(inline, self.handler) if target.function not in seen]
        for place in places:
            if place.function not in seen:
                seen.add(place.function)
                yield place, place.function
                places += self._targets(inline, place)

    def _targets(self, inline: Inline, place: Place) -> list[Place]:
        inside = set(ast.walk(self.function.body[-1])) if place is self.handler else None
        return [
            target
            for step in inline.steps(place)
            if inside is None or step.node in inside
            for target in step.targets
        ]

    def _odd_node(self, node: ast.AST, place: Place) -> str:
        inline = self.fault.inlines[0]
        match node:
            case ast.Raise(exc=exception) if exception is not None and _mentions(exception, CONTROL):
                return "the loop raises an exception that is meant for Channels"
            case ast.Call(func=ast.Attribute(attr="disconnect" | "websocket_disconnect")):
                return "the loop calls `disconnect()`, which would wait for the loop"
            case ast.Call(func=ast.Name(id="locals" | "vars")):
                return "the loop looks at all local names"
            case ast.Call(func=called) if inline.resolve(called, place) in inline.facts["blocking"]["functions"]:
                return "the loop blocks the event loop, so a task would not be cancelled: await what it waits for"
            case ast.ExceptHandler() if self._swallows(node, place):
                return "the loop catches CancelledError and goes on, so a task would not end"
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.Lambda() if _mentions(node, {"nonlocal"}):
                return "the loop shares names with inner functions"
        return ""

    def _swallows(self, handler: ast.ExceptHandler, place: Place) -> bool:
        """Whether a clause stops a cancellation; an unknown class may be one that includes it."""
        kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type] if handler.type else [None]
        inline = self.fault.inlines[0]
        names = {inline.resolve(kind, place) if kind is not None else "builtins.BaseException" for kind in kinds}
        catching = {"builtins.BaseException", "asyncio.CancelledError", "asyncio.exceptions.CancelledError"}
        return not names.isdisjoint(catching) and not isinstance(handler.body[-1], ast.Raise | ast.Return | ast.Break)

    def _suspends(self, node: ast.AST) -> bool:
        """Whether a node surely lets other code run: a send does not on every server."""
        match node:
            case ast.Await(value=ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=attribute))):
                own = name == self.handler.receiver
                targets = self.fault.inlines[0].method(attribute) if own else ()
                return not (own and attribute.startswith(("send", "close", "accept"))) or any(
                    self._suspends(inner) for target in targets for inner in own_nodes(target.function)
                )
        return isinstance(node, ast.Await | ast.AsyncFor | ast.AsyncWith)

    def _parameters(self, last: ast.stmt) -> tuple[str, ...] | str:
        """The local names that the moved statement reads, or why they cannot be handed over."""
        function, receiver = self.function, self.handler.receiver
        if any(isinstance(node, ast.Global | ast.Nonlocal) for node in ast.walk(function)):
            return "the handler declares global names"
        inside = set(ast.walk(last))
        read = {node.id for node in inside if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
        bound = {node.id for node in inside if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)}
        for inner in ast.walk(function):
            if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) and inner is not function:
                names = {node.id for node in ast.walk(inner) if isinstance(node, ast.Name)}
                if inner not in inside and names & bound:
                    return "the loop shares names with inner functions"
        if receiver in bound:
            return f"the loop sets `{receiver}`"
        parameters = [argument.arg for argument in _arguments(function)]
        before = _bound_before(function)
        needed = [name for name in dict.fromkeys([*parameters[1:], *before]) if name in read]
        scope = self.project.function_scope(function).names
        own = {name for name in read if name in scope and name != receiver and name not in needed}
        outside = _names_bound(node for statement in function.body[:-1] for node in ast.walk(statement))
        unsure = sorted(own & outside)
        if unsure:
            return f"`{unsure[0]}` may not be set where the loop begins"
        return tuple(needed)

    # The end ---------------------------------------------------------------------------------------------------------

    def _odd_ending(self) -> str:
        cls = self.handler.cls
        assert cls is not None
        own = cls.method("disconnect")
        if "disconnect" in cls.scope.names and (
            not isinstance(own, ast.AsyncFunctionDef) or own.decorator_list or own not in cls.node.body or not own.args.args
        ):
            return "`disconnect` is no plain async method"
        for inline in self.fault.inlines:
            line = self.project.mro(inline.consumer.cls)
            for base in line[: line.index(cls)]:
                if not isinstance(base, Class):
                    return "a base class from outside may hide `disconnect()`"
                heir = base.method("disconnect")
                if "disconnect" in base.scope.names and not _calls_up(heir, "disconnect"):
                    return f"{base.node.name}.disconnect does not call `super().disconnect()`"
            for base in line:
                if isinstance(base, Class):
                    reason = self._odd_override(base)
                    if reason:
                        return reason
        return ""

    def _odd_override(self, base: Class) -> str:
        ending = base.method("websocket_disconnect")
        if "websocket_disconnect" in base.scope.names and not (
            _calls_up(ending, "websocket_disconnect") or _calls_up(ending, "disconnect")
        ):
            return f"{base.node.name}.websocket_disconnect does not call `disconnect()`"
        for name in ("dispatch", "websocket_disconnect"):
            method = base.method(name)
            if method is not None and any(isinstance(node, ast.ExceptHandler) for node in ast.walk(method)):
                return f"{base.node.name}.{name} handles errors, and might lose one that the loop ended with"
        return ""


def _holds_only(statement: ast.stmt, loop: ast.AST) -> bool:
    """Whether a statement is the loop, or a try or with statement around nothing but the loop."""
    match statement:
        case ast.Try(body=[inner]) | ast.With(body=[inner]) | ast.AsyncWith(body=[inner]):
            return _holds_only(inner, loop)
    return statement is loop


def _calls_up(method: Function | None, name: str) -> bool:
    """Whether a method awaits, at its top level, one of that name of its own object."""
    if not isinstance(method, ast.AsyncFunctionDef):
        return False
    for statement in method.body:
        match statement:
            case ast.Expr(value=ast.Await(value=ast.Call(func=ast.Attribute(attr=attribute)))) if attribute == name:
                return True
            case ast.Return(value=ast.Await(value=ast.Call(func=ast.Attribute(attr=attribute)))) if attribute == name:
                return True
        if any(isinstance(node, ast.Return) for node in ast.walk(statement)):
            return False
    return False


def _arguments(function: Function) -> list[ast.arg]:
    arguments = function.args
    found = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return [*found, *(one for one in (arguments.vararg, arguments.kwarg) if one)]


def _bound_before(function: Function) -> list[str]:
    """The names that are surely set when the last statement begins."""
    found: list[str] = []
    for statement in function.body[:-1]:
        match statement:
            case ast.Assign(targets=targets):
                found += [name for target in targets for name in _targets(target)]
            case ast.AnnAssign(target=ast.Name(id=name), value=value) if value is not None:
                found.append(name)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                found.append(name)
            case ast.Import(names=aliases) | ast.ImportFrom(names=aliases):
                found += [alias.asname or alias.name.partition(".")[0] for alias in aliases]
            case ast.Delete():
                found = []
    return found


def _targets(target: ast.expr) -> list[str]:
    return [node.id for node in ast.walk(target) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]


def _names_bound(nodes: Iterator[ast.AST]) -> set[str]:
    found: set[str] = set()
    for node in nodes:
        match node:
            case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
                found.add(name)
            case ast.ExceptHandler(name=str(name)) | ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                found.add(name)
            case ast.alias(name=name, asname=asname):
                found.add(asname or name.partition(".")[0])
    return found


def _mentions(root: ast.AST, names: frozenset[str] | set[str]) -> bool:
    return any(
        getattr(node, "id", getattr(node, "attr", "")) in names or (isinstance(node, ast.Nonlocal) and "nonlocal" in names)
        for node in ast.walk(root)
    )
