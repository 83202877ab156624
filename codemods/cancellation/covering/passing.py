"""How a cancellation passes through the methods around a consumer's handlers."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass, replace

from channels_fix.bindings import Function
from channels_fix.flow import conditions
from channels_fix.flow.interpreter import Interpreter
from channels_fix.flow.question import Mends, Question, UndecidableError
from channels_fix.flow.states import Exit, Frame, Outcome
from channels_fix.flow.values import Named, Source, Super, Value
from channels_fix.module import Class
from channels_fix.nodes import inner_nodes
from channels_fix.project import Project
from codemods.cancellation.covering.releasing import Piece, Releases, piece_of, releases_of
from codemods.cancelled import CANCELLED
from codemods.consumers import Consumer
from codemods.stop_consumer.domain import MESSAGE, STOP, StopDomain
from codemods.stop_consumer.effects import does_work
from codemods.stop_consumer.mends import classes_of
from codemods.stop_consumer.roots import Kind, Root

HANDLED = ("websocket.connect", "websocket.receive", "some.event")
"""Messages that a consumer may be handling when it is cancelled: not the one on which it cleans up anyhow."""

HANDLERS = frozenset(message.replace(".", "_") for message in HANDLED)


@dataclass(frozen=True)
class CancelDomain(StopDomain):
    """Raises what is asked for in what the library runs: the consumer as a whole, or the handling of one message."""

    @property
    def sources(self) -> frozenset[str]:
        """The names whose call may be cancelled."""
        return super().sources | HANDLERS | {"__call__"}

    def attribute(self, owner: Value, name: str, frame: Frame) -> Value | None:
        """What is asynchronous of a synchronous consumer, too, is its `__call__`."""
        if name == "__call__":
            return Source(is_async=True) if isinstance(owner, Super | Named) else None
        return super().attribute(owner, name, frame)


@dataclass(frozen=True)
class Guard:
    """A try statement that a cancellation passes, and the clause of it that catches and raises it again, if any."""

    node: ast.Try
    handler: ast.ExceptHandler | None


@dataclass(frozen=True)
class Passage:
    """What a cancellation meets in one method.

    Attributes:
        cls: The class of the method.
        method: The method.
        settled: Whether nothing is to be written for a consumer that runs the method: it cleans up there already,
            the cancellation is lost there, or where it goes cannot be known.
        tries: The outermost try statements that it passes.
    """

    cls: Class
    method: Function
    settled: bool
    tries: tuple[Guard, ...] = ()


def passage(consumer: Consumer, cls: Class, method: Function, project: Project) -> Passage:
    """Follow a cancellation through a method of `cls` as `consumer` runs it."""
    return _Follower(consumer, cls, method, project).passage()


@dataclass(frozen=True)
class _Follower:
    consumer: Consumer
    cls: Class
    method: Function
    project: Project

    def passage(self) -> Passage:
        try:
            visited, outcomes = self._follow(Mends())
        except UndecidableError:
            return self._settled()
        tries = [node for node in inner_nodes(self.method.body) if isinstance(node, ast.Try)]
        reached = any(one.exit is Exit.RAISE and one.thrown == CANCELLED for one in outcomes)
        if not reached and any(isinstance(node, ast.Try | ast.With | ast.AsyncWith) for node in ast.walk(self.method)):
            return self._settled()
        if any(stop.thrown == CANCELLED for one in outcomes for stop in one.state.stops):
            return self._settled()
        if any(self._cleans_up(node, visited) for node in inner_nodes(self.method.body)) or self._is_surrounded():
            return self._settled()
        passed = [node for node in tries if self._passes(node)]
        outermost = [node for node in passed if not any(_inside(node, other) for other in passed if other is not node)]
        guards = (Guard(node, _caught_by(node, visited)) for node in outermost)
        return Passage(self.cls, self.method, settled=False, tries=tuple(guards))

    def _settled(self) -> Passage:
        return Passage(self.cls, self.method, settled=True)

    def _follow(self, mends: Mends) -> tuple[set[ast.AST], list[Outcome]]:
        arguments = (MESSAGE,) if self.method.name == "dispatch" else ()
        visited: set[ast.AST] = set()
        outcomes: list[Outcome] = []
        for message_type in HANDLED if arguments else HANDLED[:1]:
            root = Root(self.consumer, self.cls, self.method, message_type, Kind.METHOD, arguments=arguments)
            domain = CancelDomain(self.project, self.consumer, message_type)
            interpreter = Interpreter(self.project, Question(CANCELLED, domain, mends, STOP))
            outcomes += interpreter.follow(*root.call)
            visited |= interpreter.visited
        return visited, outcomes

    def _passes(self, node: ast.Try) -> bool:
        """Whether the cancellation would come to a clause of `node` if one were there for it."""
        clause = ast.copy_location(ast.ExceptHandler(None, None, [ast.Pass()]), node)
        try:
            _, outcomes = self._follow(Mends(hoisted=frozenset({(node, clause)})))
        except UndecidableError:
            return False
        return any(stop.node is node and stop.handler is clause for one in outcomes for stop in one.state.stops)

    def _cleans_up(self, node: ast.AST, visited: set[ast.AST]) -> bool:
        match node:
            case ast.Try(handlers=handlers, finalbody=last):
                caught = [one for one in handlers if one.body[0] in visited]
                if any(does_work(statement) for one in caught if self._names(one) for statement in one.body):
                    return True
                last = last if last and last[0] in visited else []
                if self.method.name == "__call__" and any(does_work(statement) for statement in last):
                    return True  # whatever it is, it is done once for every consumer, when that ends
                bodies = [*(one.body for one in caught), last]
                return any(self._releases.made_by(self._piece(body)) for body in bodies)
            case ast.With(items=items) | ast.AsyncWith(items=items) if node in visited:
                return self._releases.made_by(self._piece(_statements(item.context_expr for item in items)))
        return False

    def _is_surrounded(self) -> bool:
        """Whether what the method calls, or what decorates it, cleans up already, or may keep the cancellation."""
        around = list(self._releases.reached(self._piece(_statements(self.method.decorator_list))))[1:]
        called = list(self._releases.reached(piece_of(self.method, self.cls.module, self.cls.within)))[1:]
        for piece in (*around, *called):
            for node in (node for node in piece.nodes if isinstance(node, ast.Try)):
                bodies = [*(handler.body for handler in node.handlers), node.finalbody]
                if any(self._releases.made_by(replace(piece, body=tuple(body))) for body in bodies):
                    return True
                if piece in around and any(self._may_catch(handler, piece) for handler in node.handlers):
                    return True
        return False

    def _may_catch(self, handler: ast.ExceptHandler, piece: Piece) -> bool:
        symbols = [self.project.resolve(name, piece.module, piece.within) for name in classes_of(handler)]
        caught = [not one or conditions.catches(Named(one), CANCELLED, self.project) is not False for one in symbols]
        return handler.type is None or any(caught)

    @property
    def _releases(self) -> Releases:
        return releases_of(self.consumer, self.project)

    def _piece(self, body: Iterable[ast.stmt]) -> Piece:
        return Piece(tuple(body), self.cls.module, (*self.cls.within, self.method))

    def _names(self, handler: ast.ExceptHandler) -> bool:
        """Whether a clause is about cancellation, and not about everything."""
        return names_cancellation(handler, self.cls, self.method, self.project)


def names_cancellation(handler: ast.ExceptHandler, cls: Class, method: Function, project: Project) -> bool:
    """Whether CancelledError is what a clause names, maybe among others."""
    return any(is_cancellation(name, cls, method, project) for name in classes_of(handler))


def is_cancellation(name: ast.expr, cls: Class, method: Function, project: Project) -> bool:
    """Whether an expression in a clause names CancelledError, and not a base class of all exceptions."""
    symbol = project.resolve(name, cls.module, (*cls.within, method))
    if symbol is None or symbol.name == "builtins.BaseException":
        return False
    return conditions.catches(Named(symbol), CANCELLED, project) is True


def may_be_cancellation(handler: ast.ExceptHandler, cls: Class, method: Function, project: Project) -> bool:
    """Whether a clause catches cancellations, by whatever name."""
    symbols = [project.resolve(name, cls.module, (*cls.within, method)) for name in classes_of(handler)]
    caught = [symbol and conditions.catches(Named(symbol), CANCELLED, project) for symbol in symbols]
    return handler.type is None or True in caught


def _statements(expressions: Iterable[ast.expr]) -> list[ast.stmt]:
    return [ast.copy_location(ast.Expr(expression), expression) for expression in expressions]


def _caught_by(node: ast.Try, visited: set[ast.AST]) -> ast.ExceptHandler | None:
    return next((handler for handler in node.handlers if handler.body[0] in visited), None)


def _inside(node: ast.AST, outer: ast.Try) -> bool:
    return any(inner is node for statement in outer.body for inner in ast.walk(statement))
