"""Follows which names of a function have a value for certain, and where one may be read that has none."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from channels_fix.nodes import DEFINITIONS

Names = frozenset[str]
State = Names | None
"""The names that have a value for certain; None where control never comes."""

COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
PERHAPS = (ast.BoolOp, ast.IfExp, ast.Compare, *COMPREHENSIONS)
"""Expressions of which a part may not be evaluated."""


@dataclass
class _Loop:
    breaks: State = None
    continues: State = None


@dataclass
class Assigned:
    """Follows the statements of one function.

    Attributes:
        keeps: Says of a with item whether it lets all errors out of its block.
        at: What becomes of the names at certain statements, which are not followed: those with a value when the
            statement ends, and those when an error leaves it.
        unassigned: The names that were read where they may have had no value.
    """

    keeps: Callable[[ast.withitem], bool]
    at: dict[ast.stmt, Callable[[Names], tuple[Names, Names]]] = field(default_factory=dict)
    unassigned: set[str] = field(default_factory=set)
    _loops: list[_Loop] = field(default_factory=list)
    _seen: list[list[Names]] = field(default_factory=list)

    def block(self, body: Sequence[ast.stmt], state: State) -> State:
        """Follow statements from a state, and return the one behind them."""
        for statement in body:
            if state is None:
                return None
            self._see(state)
            if statement in self.at:
                state, failed = self.at[statement](state)
                self._see(failed)
            else:
                state = self._statement(statement, state)
            self._see(state)
        return state

    def _see(self, state: State) -> None:
        if state is not None:
            for seen in self._seen:
                seen.append(state)

    def _statement(self, node: ast.stmt, state: Names) -> State:
        match node:
            case ast.If():
                state = self._read(node.test, state)
                return both(self.block(node.body, state), self.block(node.orelse, state))
            case ast.While():
                return self._loop(node, state, lambda entering: self._read(node.test, entering))
            case ast.For() | ast.AsyncFor():
                state = self._read(node.iter, state)
                return self._loop(node, state, lambda entering: entering, node.target)
            case ast.With() | ast.AsyncWith():
                return self._with(node, state)
            case ast.Try():
                return self._try(node, state)
            case ast.Match():
                return self._match(node, state)
            case ast.Return() | ast.Raise():
                self._read(node, state)
                return None
            case ast.Break() | ast.Continue():
                self._leave_turn(node, state)
                return None
            case _ if type(node).__name__ == "TryStar":
                return self._try(node, state)  # type: ignore[arg-type]
        return self._read(node, state)

    def _leave_turn(self, node: ast.Break | ast.Continue, state: Names) -> None:
        if self._loops and isinstance(node, ast.Break):
            self._loops[-1].breaks = both(self._loops[-1].breaks, state)
        elif self._loops:
            self._loops[-1].continues = both(self._loops[-1].continues, state)

    def _loop(
        self,
        node: ast.While | ast.For | ast.AsyncFor,
        state: Names,
        test: Callable[[Names], Names],
        target: ast.expr | None = None,
    ) -> State:
        entering = state
        while True:
            loop = _Loop()
            self._loops.append(loop)
            inside = test(entering)
            inside = self._bind(target, inside) if target is not None else inside
            after = self.block(node.body, inside)
            self._loops.pop()
            again = both(entering, both(after, loop.continues))
            if again is None or again == entering:
                break
            entering = again
        forever = isinstance(node, ast.While) and isinstance(node.test, ast.Constant) and bool(node.test.value)
        over = None if forever else self.block(node.orelse, test(entering))
        return both(over, loop.breaks)

    def _with(self, node: ast.With | ast.AsyncWith, state: Names) -> State:
        kept = True
        for item in node.items:
            state = self._read(item.context_expr, state)
            if item.optional_vars is not None:
                state = self._bind(item.optional_vars, state)
            kept = kept and self.keeps(item)
        seen: list[Names] = [state]
        self._seen.append(seen)
        after = self.block(node.body, state)
        self._seen.pop()
        return after if kept else both(after, _all(seen))

    def _try(self, node: ast.Try, state: Names) -> State:
        seen: list[Names] = [state]
        self._seen.append(seen)
        body = self.block(node.body, state)
        failed = _all(seen)
        after = self.block(node.orelse, body)
        for handler in node.handlers:
            caught = failed if handler.type is None else self._read(handler.type, failed)
            caught = caught | {handler.name} if handler.name else caught
            left = self.block(handler.body, caught)
            after = both(after, left - {handler.name} if left is not None and handler.name else left)
        self._seen.pop()
        if not node.finalbody:
            return after
        last = self.block(node.finalbody, _all(seen))
        if last is None or after is None:
            return None
        return after | (last - _all(seen))

    def _match(self, node: ast.Match, state: Names) -> State:
        state = self._read(node.subject, state)
        after: State = state
        for case in node.cases:
            names = {name for one in ast.walk(case.pattern) if (name := _captured(one))}
            inside = state | names
            inside = self._read(case.guard, inside) if case.guard is not None else inside
            after = both(after, self.block(case.body, inside))
        return after

    # Expressions and simple statements -------------------------------------------------------------------------------

    def _read(self, node: ast.AST, state: Names) -> Names:
        """Follow what has no block in it."""
        self.unassigned |= reads(node) - state
        if isinstance(node, ast.Delete):
            return state - {name for target in node.targets for name in bound_by(target)}
        return state | certain(node)

    def _bind(self, target: ast.expr, state: Names) -> Names:
        self.unassigned |= reads(target) - state
        return state | set(bound_by(target))


def both(one: State, other: State) -> State:
    """What is certain where two ways meet."""
    if one is None or other is None:
        return one if other is None else other
    return one & other


def _all(seen: Sequence[Names]) -> Names:
    return frozenset.intersection(*seen)


def reads(node: ast.AST) -> set[str]:
    """The names of the function whose values are asked for in a node, at once or by what is defined there."""
    found: set[str] = set()
    match node:
        case ast.Name(id=name, ctx=ast.Load() | ast.Del()):
            return {name}
        case ast.AugAssign(target=ast.Name(id=name)):
            found.add(name)
        case ast.Lambda() | ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return _free(node)
    for child in ast.iter_child_nodes(node):
        found |= reads(child)
    if isinstance(node, COMPREHENSIONS):
        found -= {name for one in node.generators for name in bound_by(one.target)}
    return found


def _free(node: ast.AST) -> set[str]:
    """The names that a definition takes from around it, by and large: what it binds itself counts as its own."""
    if isinstance(node, ast.ClassDef):
        outside, inside = [*node.decorator_list, *node.bases, *(one.value for one in node.keywords)], node.body
        own: set[str] = set()  # what a class binds may have been read from around it before
    else:
        assert isinstance(node, ast.Lambda | ast.FunctionDef | ast.AsyncFunctionDef)
        arguments = node.args
        outside = [*getattr(node, "decorator_list", []), *arguments.defaults, *filter(None, arguments.kw_defaults)]
        inside = node.body if isinstance(node.body, list) else [node.body]  # type: ignore[list-item]
        given = {one.arg for one in ast.walk(arguments) if isinstance(one, ast.arg)}
        outer = {name for one in ast.walk(node) if isinstance(one, ast.Nonlocal) for name in one.names}
        own = (given | bound_in(inside)) - outer
    free = {name for one in inside for name in reads(one)} - own
    shared = {name for one in ast.walk(node) if isinstance(one, ast.Nonlocal) for name in one.names}
    return free | shared | {name for one in outside for name in reads(one)}


def certain(node: ast.AST) -> set[str]:
    """The names that a simple statement, or an expression, gives a value for certain."""
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return {node.name}
        case ast.Lambda():
            return set()
        case ast.AnnAssign(value=None):
            return set()
        case ast.Name(id=name, ctx=ast.Store()):
            return {name}
        case ast.alias(name=name, asname=asname):
            return {asname or name.partition(".")[0]}
        case _ if isinstance(node, PERHAPS):
            return set()
    return {name for child in ast.iter_child_nodes(node) for name in certain(child)}


def bound_by(target: ast.expr) -> list[str]:
    """The names that an assignment to a target gives a value."""
    stored = (one for one in ast.walk(target) if isinstance(one, ast.Name))
    return [one.id for one in stored if not isinstance(one.ctx, ast.Load)]


def bound_in(body: Iterable[ast.AST]) -> set[str]:
    """All names that some statements bind or delete in their own scope, be it on some paths only."""
    found: set[str] = set()
    for node in body:
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                found.add(node.name)
            case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
                found.add(name)
            case ast.ExceptHandler(name=str() as name):
                found.add(name)
            case ast.alias(name=name, asname=asname):
                found.add(asname or name.partition(".")[0])
            case ast.pattern() if name := _captured(node):
                found.add(name)
        if isinstance(node, COMPREHENSIONS):
            found |= {one.target.id for one in ast.walk(node) if isinstance(one, ast.NamedExpr)}
        elif not isinstance(node, DEFINITIONS):
            found |= bound_in(ast.iter_child_nodes(node))
    return found


def _captured(node: ast.AST) -> str:
    match node:
        case ast.MatchAs(name=name) | ast.MatchStar(name=name) | ast.MatchMapping(rest=name):
            return name or ""
    return ""
