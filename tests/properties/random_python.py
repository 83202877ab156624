"""Python of any kind, made of `ast` nodes: it need not make sense, but its names mean something to the rules."""

from __future__ import annotations

import ast
import random
from collections.abc import Callable, Sequence

NAMES = ("self", "message", "StopConsumer", "Exception", "AsyncWebsocketConsumer", "Chat", "asyncio", "exc", "x")
ATTRIBUTES = ("dispatch", "websocket_disconnect", "close", "CancelledError", "suppress", "gather", "x")
METHODS = ("dispatch", "websocket_disconnect", "disconnect", "receive", "__call__", "helper")
CONSTANTS = (None, True, 0, 1.5, "websocket.disconnect", "a\nb", "é", b"x", ...)
CORE = ast.parse("await super().dispatch(message)", mode="eval").body
DEPTH = 4


def any_module(seed: int) -> bytes:
    """A module with a class that looks like a consumer; the same for the same seed."""
    return ast.unparse(ast.fix_missing_locations(_Writer(random.Random(seed)).module())).encode()


class _Writer:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def module(self) -> ast.Module:
        start = ast.parse("import asyncio\nfrom channels.generic.websocket import AsyncWebsocketConsumer").body
        body = [self.method("dispatch"), *(self.method(self.pick(METHODS)) for _ in range(self.chance.randrange(3)))]
        bases = [ast.Name("AsyncWebsocketConsumer", ast.Load())]
        return ast.Module([*start, ast.ClassDef("Chat", bases, [], body, [])], [])

    def method(self, name: str) -> ast.stmt:
        decorators = [self.expression(DEPTH)] if self.chance.random() < 0.1 else []
        body: list[ast.stmt] = [self.attempt(0), *self.block(0)]
        return ast.AsyncFunctionDef(name, _parameters("self", "message"), body, decorators, lineno=0)

    def pick(self, choices: Sequence[str]) -> str:
        return self.chance.choice(choices)

    # Expressions

    def name(self, context: type[ast.expr_context] = ast.Load) -> ast.Name:
        return ast.Name(self.pick(NAMES), context())

    def expression(self, depth: int) -> ast.expr:
        if depth >= DEPTH or self.chance.random() < 0.3:
            return self.chance.choice([self.name(), self.name(), ast.Constant(self.chance.choice(CONSTANTS)), CORE])
        inner: Callable[[], ast.expr] = lambda: self.expression(depth + 1)  # noqa: E731 - one word for many uses
        match self.chance.randrange(14):
            case 0:
                return ast.Attribute(inner(), self.pick(ATTRIBUTES), ast.Load())
            case 1:
                return ast.Call(inner(), [inner(), ast.Starred(inner(), ast.Load())], [ast.keyword(None, inner())])
            case 2:
                return ast.Await(inner())
            case 3:
                return ast.Subscript(inner(), inner(), ast.Load())
            case 4:
                return ast.Tuple([inner(), inner()], ast.Load())
            case 5:
                return ast.Compare(inner(), [ast.Eq()], [inner()])
            case 6:
                return ast.BoolOp(ast.Or(), [inner(), inner()])
            case 7:
                return ast.IfExp(inner(), inner(), inner())
            case 8:
                return ast.NamedExpr(self.name(ast.Store), inner())
            case 9:
                return ast.Lambda(_parameters("x"), self.name())
            case 10:
                return ast.ListComp(self.name(), [ast.comprehension(self.name(ast.Store), self.name(), [], 0)])
            case 11:
                return ast.JoinedStr([ast.FormattedValue(self.name(), -1)])
            case 12:
                return ast.Call(ast.Name("isinstance", ast.Load()), [self.name(), self.name()], [])
        return ast.Call(inner(), [inner()], [])

    # Statements

    def block(self, depth: int) -> list[ast.stmt]:
        return [self.statement(depth + 1) for _ in range(self.chance.randrange(1, 4))]

    def statement(self, depth: int) -> ast.stmt:
        if depth >= DEPTH or self.chance.random() < 0.3:
            return self.small()
        match self.chance.randrange(9):
            case 0:
                return ast.If(self.expression(2), self.block(depth), self.perhaps(depth))
            case 1:
                return ast.While(self.expression(2), self.block(depth), self.perhaps(depth))
            case 2:
                return ast.For(self.name(ast.Store), self.name(), self.block(depth), self.perhaps(depth), lineno=0)
            case 3:
                items = [ast.withitem(self.expression(2), self.name(ast.Store)), ast.withitem(self.expression(2))]
                return self.chance.choice([ast.With, ast.AsyncWith])(items, self.block(depth), lineno=0)
            case 4:
                cases = [ast.match_case(ast.MatchAs(None, "x"), self.expression(2), self.block(depth))]
                return ast.Match(self.expression(2), cases)
            case 5:
                kind = self.chance.choice([ast.FunctionDef, ast.AsyncFunctionDef])
                return kind(self.pick(METHODS), _parameters("self"), [ast.Return(self.name())], [], lineno=0)
            case 6:
                return ast.ClassDef("Inner", [self.name()], [], [ast.Pass()], [])
        return self.attempt(depth)

    def perhaps(self, depth: int) -> list[ast.stmt]:
        return self.block(depth) if self.chance.random() < 0.3 else []

    def attempt(self, depth: int) -> ast.Try:
        types = [ast.Name("Exception", ast.Load()), self.name(), ast.Tuple([self.name(), self.name()], ast.Load())]
        handlers = [
            ast.ExceptHandler(self.chance.choice(types), self.chance.choice([None, "exc"]), self.block(depth))
            for _ in range(self.chance.randrange(3))
        ]
        handlers += [ast.ExceptHandler(None, None, self.block(depth))] if self.chance.random() < 0.2 else []
        final = self.block(depth) if not handlers else self.perhaps(depth)
        return ast.Try([*self.block(depth), ast.Expr(CORE)], handlers, self.perhaps(depth) if handlers else [], final)

    def small(self) -> ast.stmt:
        match self.chance.randrange(10):
            case 0:
                return ast.Assign([self.name(ast.Store)], self.expression(2), lineno=0)
            case 1:
                return ast.Return(self.chance.choice([None, self.expression(2)]))
            case 2:
                return ast.Raise(self.chance.choice([None, self.name()]))
            case 3:
                return ast.Raise(self.name(), self.name())
            case 4:
                return ast.Delete([self.name(ast.Del)])
            case 5:
                return ast.Assert(self.expression(2))
            case 6:
                return ast.ImportFrom("channels.exceptions", [ast.alias(self.pick(NAMES))], 0)
            case 7:
                return ast.Pass()
        return ast.Expr(self.chance.choice([CORE, self.expression(2)]))


def _parameters(*names: str) -> ast.arguments:
    return ast.arguments([], [ast.arg(name) for name in names], None, [], [], None, [])
