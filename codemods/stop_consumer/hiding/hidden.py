"""Finds each `finally` of a consumer that raises StopConsumer, and what a path around the raise looks like.

Such a raise takes the place of every exception that is on its way out, a cancellation too.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from channels_fix.bindings import Function
from channels_fix.flow import conditions
from channels_fix.flow.values import Named
from channels_fix.module import Class, Module
from channels_fix.nodes import inner_nodes
from channels_fix.project import Project
from channels_fix.resolution import Symbol
from codemods.consumers import ENDING_HANDLERS, STOP_CLASS, Consumer, consumers_of, is_consumer_class
from codemods.stop_consumer.domain import STOP
from codemods.stop_consumer.effects import has_effects
from codemods.stop_consumer.paths import around

HANDLED = {
    "dispatch": "",
    "websocket_connect": "websocket.connect",
    "websocket_receive": "websocket.receive",
    "websocket_disconnect": "websocket.disconnect",
    "http_request": "http.request",
    "http_disconnect": "http.disconnect",
    "connect": "websocket.connect",
    "receive": "websocket.receive",
    "receive_json": "websocket.receive",
    "disconnect": "",
    "handle": "http.request",
}
"""The methods that Channels calls, and for which message; nothing stands for the one that ends the connection."""


@dataclass(frozen=True)
class Place:
    """A function that runs while a consumer handles a message.

    `root` is the method of `cls` by which Channels comes here; `owner` the class whose method the function is.
    """

    consumer: Consumer
    cls: Class
    root: Function
    function: Function
    owner: Class | None

    @property
    def within(self) -> tuple[Function, ...]:
        """The functions around the body of the function, itself the last."""
        return (*(self.owner.within if self.owner else ()), self.function)

    @property
    def name(self) -> str:
        """`Class.method`, or the name of a function of the module."""
        return f"{self.owner.node.name}.{self.function.name}" if self.owner else self.function.name


@dataclass(frozen=True)
class Hiding:
    """A try statement whose `finally` raises StopConsumer: by `raiser`, which stands in the last statement or not."""

    place: Place
    node: ast.Try
    raiser: ast.stmt


def hidings(module: Module, project: Project) -> Iterator[Hiding]:
    """Yield every such statement of `module`, once for each consumer that it is run by."""
    if not any(isinstance(node, ast.Try) and node.finalbody for node in ast.walk(module.tree)):
        return
    for cls in module.classes.values():
        roots = [method for name in HANDLED if (method := cls.method(name))]
        for consumer in consumers_of(cls, project) if roots else ():
            for root in roots:
                for place in _places(Place(consumer, cls, root, root, cls), module, project):
                    yield from _in_function(place, module, project)


def _places(start: Place, module: Module, project: Project) -> list[Place]:
    """The method and what of `module` it calls, however indirectly."""
    found = {start.function: start}
    for place in (queue := [start]):
        for node in ast.walk(place.function):
            for function, owner in _called(node, place, module, project):
                if function not in found:
                    found[function] = Place(start.consumer, start.cls, start.root, function, owner)
                    queue.append(found[function])
    return list(found.values())


def _called(node: ast.AST, place: Place, module: Module, project: Project) -> Iterator[tuple[Function, Class | None]]:
    match node:
        case ast.Attribute(value=ast.Name(id="self"), attr=name) if name not in HANDLED:
            for cls in project.mro(place.consumer.cls):
                if isinstance(cls, Class) and (method := cls.method(name)):
                    if cls.module is module:
                        yield method, cls
                    return
        case ast.Call(func=ast.Name() as function):
            symbol = project.resolve(function, module, place.within)
            if symbol and isinstance(symbol.definition, Function) and symbol.module is module:
                yield symbol.definition, None


def _in_function(place: Place, module: Module, project: Project) -> Iterator[Hiding]:
    for node in inner_nodes(place.function.body):
        if isinstance(node, ast.Try) and node.finalbody and hides_something(node):
            raisers = [
                one
                for one in inner_nodes(node.finalbody)
                if isinstance(one, ast.Raise | ast.Expr)
                and raises_stop(one, place, module, project)
                and not _is_contained(one, node, place, module, project)
                and not _asks_how_it_went(one, node)
                and not _is_of_an_inner_finally(one, node)
            ]
            if raisers:
                yield Hiding(place, node, raisers[0])


def raises_stop(node: ast.AST, place: Place, module: Module, project: Project) -> bool:
    """Whether a statement by itself raises StopConsumer: by `raise`, or by the base's handler of the disconnect."""
    match node:
        case ast.Raise(exc=raised) if raised is not None:
            return _is_stop(raised, place, module, project)
        case ast.Expr(value=value):
            return _is_base_call(value, place, module, project)
    return False


def _is_base_call(node: ast.expr, place: Place, module: Module, project: Project) -> bool:
    """Whether `node` is `super().websocket_disconnect(...)`, however it is spelled."""
    call = node.value if isinstance(node, ast.Await) else node
    endings = {name for protocol in place.consumer.protocols for name in ENDING_HANDLERS[protocol]}
    match call:
        case ast.Call(func=ast.Attribute(value=ast.Call(func=ast.Name(id="super")), attr=name)):
            return name in endings - {"http_request"}
        case ast.Call(func=ast.Attribute(value=owner, attr=name), args=[ast.Name(id="self"), *_]):
            symbol = project.resolve(owner, module, place.within)
            return name in endings - {"http_request"} and symbol is not None and is_consumer_class(symbol, project)
    return False


def _is_stop(node: ast.expr, place: Place, module: Module, project: Project) -> bool:
    symbol = project.resolve(node.func if isinstance(node, ast.Call) else node, module, place.within)
    if symbol and isinstance(symbol.definition, ast.Call) and symbol.module:
        symbol = project.resolve(symbol.definition.func, symbol.module, place.within)
    return symbol is not None and conditions.is_exception(symbol, STOP_CLASS, project)


def may_catch_stop(node: ast.Try, place: Place, module: Module, project: Project) -> bool:
    """Whether a clause of `node` may catch StopConsumer."""
    return any(catches_stop(handler, place, module, project) is not False for handler in node.handlers)


def catches_stop(handler: ast.ExceptHandler, place: Place, module: Module, project: Project) -> bool | None:
    """Whether a clause catches StopConsumer; None when that cannot be known."""
    if handler.type is None:
        return True
    names = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    symbols: list[Symbol | None] = [project.resolve(name, module, place.within) for name in names]
    answers = [conditions.catches(Named(one), STOP, project) if one else None for one in symbols]
    return True if True in answers else None if None in answers else False


def _is_contained(raiser: ast.stmt, node: ast.Try, place: Place, module: Module, project: Project) -> bool:
    """Whether a clause inside of the `finally` catches what is raised there."""
    chain = [one for one in around(raiser, node.finalbody) if isinstance(one, ast.Try)]
    return any(raiser in inner_nodes(one.body) and may_catch_stop(one, place, module, project) for one in chain)


def _is_of_an_inner_finally(raiser: ast.stmt, node: ast.Try) -> bool:
    return any(
        isinstance(one, ast.Try) and raiser in inner_nodes(one.finalbody) for one in around(raiser, node.finalbody)
    )


def _asks_how_it_went(raiser: ast.stmt, node: ast.Try) -> bool:
    """Whether a condition around the raise tells the normal case from an error: then the raise hides nothing."""
    tests = [one.test for one in around(raiser, node.finalbody) if isinstance(one, ast.If)]
    named = {ast.unparse(inner) for test in tests for inner in ast.walk(test) if isinstance(inner, ast.expr)}
    before = [*node.body, *node.handlers, *node.orelse]
    stored = {
        ast.unparse(inner)
        for inner in inner_nodes(before)
        if isinstance(inner, ast.Name | ast.Attribute) and isinstance(inner.ctx, ast.Store | ast.Del)
    }
    stored |= {inner.name for inner in inner_nodes(before) if isinstance(inner, ast.ExceptHandler) and inner.name}
    return bool(named & (stored | {"sys.exc_info()", "sys.exception()", "exc_info()"}))


def hides_something(node: ast.Try) -> bool:
    """Whether an exception can be on its way out when the `finally` of `node` begins."""
    if not any(_may_fail(inner) for inner in inner_nodes([*node.body, *node.handlers, *node.orelse])):
        return False
    takes_all = any(
        handler.type is None or (isinstance(handler.type, ast.Name) and handler.type.id == "BaseException")
        for handler in node.handlers
    )
    rest = [*(one for handler in node.handlers for one in handler.body), *node.orelse]
    return not takes_all or any(has_effects(one) or _raises(one) for one in rest)


def _raises(node: ast.stmt) -> bool:
    return any(isinstance(inner, ast.Raise) for inner in inner_nodes([node]))


def _may_fail(node: ast.AST) -> bool:
    return isinstance(
        node,
        ast.Call | ast.Await | ast.Raise | ast.Subscript | ast.Assert | ast.BinOp | ast.Delete
        | ast.For | ast.AsyncFor | ast.With | ast.AsyncWith | ast.Import | ast.ImportFrom,
    )  # fmt: skip
