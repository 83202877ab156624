"""Tells which code releases what a consumer holds."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from channels_fix.bindings import Function
from channels_fix.module import Class, Module
from channels_fix.project import Project
from codemods.consumers import Consumer
from codemods.stop_consumer.domain import FROM_THREAD, TO_THREAD
from codemods.stop_consumer.effects import does_work

MAX_CALLS = 4
"""Functions that are called from one another are looked at so far."""

CLEANING = ("disconnect", "websocket_disconnect")
"""The methods that release what a consumer holds."""

TOOLS = TO_THREAD | FROM_THREAD
"""What only carries a call somewhere else."""


@dataclass(frozen=True)
class Piece:
    """Statements, and the functions around them."""

    body: tuple[ast.stmt, ...]
    module: Module
    within: tuple[Function, ...]

    @property
    def nodes(self) -> Iterator[ast.AST]:
        """All that stands in the statements."""
        for statement in self.body:
            yield from ast.walk(statement)


class Releases:
    """What releases the things that one consumer holds.

    Args:
        consumer: The consumer.
        project: The index.
    """

    def __init__(self, consumer: Consumer, project: Project) -> None:
        self.consumer = consumer
        self.project = project

    def made_by(self, piece: Piece) -> bool:
        """Whether statements do what the consumer does when its client leaves, or a part of that."""
        for reached in self.reached(piece):
            for node in reached.nodes:
                match node:
                    case ast.Attribute(attr="group_discard"):
                        return True
                    case ast.Attribute() | ast.Name() if self._key(node, reached) in self._keys:
                        return True
        return False

    def reached(self, piece: Piece) -> Iterator[Piece]:
        """Yield the statements, and those of the methods and functions of the project that they name."""
        seen = {function for function in piece.within if function.body == list(piece.body)}
        stack = [(piece, MAX_CALLS)]
        while stack:
            current, left = stack.pop()
            yield current
            for called in self._named(current) if left else ():
                if called.within[-1] not in seen:
                    seen.add(called.within[-1])
                    stack.append((called, left - 1))

    @cached_property
    def _keys(self) -> frozenset[str]:
        """What is called on the disconnect."""
        found = {f"self.{name}" for name in CLEANING}
        for cls in self.project.mro(self.consumer.cls):
            for piece in self._methods(CLEANING, cls) if isinstance(cls, Class) else ():
                found |= {key for reached in self.reached(piece) for key in self._called(reached)}
        return frozenset(found)

    def _called(self, piece: Piece) -> Iterator[str]:
        for node in piece.nodes:
            if isinstance(node, ast.Call) and does_work(ast.copy_location(ast.Expr(node), node)):
                key = self._key(node.func, piece)
                if key:
                    yield key

    def _key(self, node: ast.expr, piece: Piece) -> str:
        """How a function is told from others: by what it is, or as it is written; empty for what releases nothing."""
        if not isinstance(node, ast.Name | ast.Attribute):
            return ""
        if isinstance(node, ast.Attribute) and node.attr == "group_send":
            return ""
        symbol = self.project.resolve(node, piece.module, piece.within)
        if symbol is None or not symbol.name:
            return ast.unparse(node)
        return "" if symbol.name.startswith(("builtins.", "asyncio.")) or symbol.name in TOOLS else symbol.name

    def _named(self, piece: Piece) -> Iterator[Piece]:
        for node in piece.nodes:
            match node:
                case ast.Attribute(value=ast.Name(id="self"), attr=name):
                    yield from self._methods((name,), self.consumer.cls)
                case ast.Name() | ast.Attribute():
                    symbol = self.project.resolve(node, piece.module, piece.within)
                    definition = symbol.definition if symbol else None
                    if isinstance(definition, Class):
                        yield from self._methods(("__exit__", "__aexit__"), definition)
                    elif isinstance(definition, ast.FunctionDef | ast.AsyncFunctionDef) and symbol and symbol.module:
                        yield piece_of(definition, symbol.module)

    def _methods(self, names: Iterable[str], cls: Class) -> Iterator[Piece]:
        for name in names:
            for base in self.project.mro(cls):
                method = base.method(name) if isinstance(base, Class) else None
                if isinstance(base, Class) and method is not None:
                    yield piece_of(method, base.module, base.within)
                    break


def releases_of(consumer: Consumer, project: Project) -> Releases:
    """What releases the things that `consumer` holds."""
    return project.once(("releases", consumer), lambda: Releases(consumer, project))


def piece_of(function: Function, module: Module, within: Sequence[Function] = ()) -> Piece:
    """The body of a function."""
    return Piece(tuple(function.body), module, (*within, function))
