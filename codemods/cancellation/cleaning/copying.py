"""Writes what an except clause does down once more, with a raise for each of its exits and no answer to the client."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from channels_fix.excerpts import Line, Scissors, indented
from channels_fix.nodes import inner_nodes
from codemods.cancellation.cleaning.answering import Answers
from codemods.cancellation.cleaning.deciding import Tests
from codemods.cancellation.cleaning.place import Place
from codemods.cancellation.cleaning.surroundings import finals
from codemods.stop_consumer.effects import has_effects

_LOOPS = (ast.For, ast.AsyncFor, ast.While)
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


class CannotCopyError(Exception):
    """A path through the clause cannot end in the raise; the text says why."""


def exits(root: ast.AST, *, in_loop: bool = False) -> list[ast.stmt]:
    """The statements inside of `root` that leave what it stands in."""
    if isinstance(root, _SCOPES):
        return []
    if isinstance(root, ast.Return | ast.Raise) or (isinstance(root, ast.Break | ast.Continue) and not in_loop):
        return [root]
    found: list[ast.stmt] = []
    for field, value in ast.iter_fields(root):
        inner = in_loop or (isinstance(root, _LOOPS) and field == "body")
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.stmt | ast.excepthandler | ast.match_case):
                found += exits(child, in_loop=inner)
    return found


class Copy:
    """Writes the statements of a clause down once more."""

    def __init__(self, place: Place, answers: Answers, handler: ast.ExceptHandler, tests: Tests) -> None:
        self.place = place
        self.answers = answers
        self.handler = handler
        self.tests = tests
        self.scissors = Scissors(place.module)
        self.leaves = False
        self.written: list[ast.AST] = []

    # What is left out ------------------------------------------------------------------------------------------------

    def needed(self, body: Sequence[ast.stmt]) -> list[ast.stmt]:
        """The statements without assignments that nothing reads once the others are gone."""
        kept = list(body)
        while True:
            dead = next((one for one in kept if self._is_dead(one, kept)), None)
            if dead is None:
                return kept
            kept.remove(dead)

    def _is_dead(self, statement: ast.stmt, kept: Sequence[ast.stmt]) -> bool:
        match statement:
            case (
                ast.Assign(targets=[ast.Name(id=name)])
                | ast.AugAssign(target=ast.Name(id=name))
                | ast.AnnAssign(target=ast.Name(id=name))
            ):
                if self._does_something(statement):
                    return False
            case _:
                return False
        function = self.place.function
        if function is None:
            return False
        others = [one for one in kept if one is not statement and not self._is_gone(one)]
        inner = [node for node in ast.walk(function) if isinstance(node, _SCOPES) and node is not function]
        shared = any(isinstance(node, ast.Global | ast.Nonlocal) and name in node.names for node in ast.walk(function))
        elsewhere = [*finals(self.place), *inner]
        return not shared and not any(_reads(one, name) for one in (*others, *elsewhere))

    def _does_something(self, statement: ast.Assign | ast.AugAssign | ast.AnnAssign) -> bool:
        return statement.value is not None and self.answers.is_missed(statement.value)

    def _is_gone(self, statement: ast.stmt) -> bool:
        """Whether nothing is written of a statement, or only that the path leaves there."""
        if isinstance(statement, ast.Return) and statement.value is not None:
            return not self.answers.is_missed(statement.value)
        if isinstance(statement, ast.Raise) and statement.exc is not None:
            return not self.answers.is_missed(statement.exc)
        return self.answers.is_dropped(statement)

    # What is written -------------------------------------------------------------------------------------------------

    def block(self, body: Sequence[ast.stmt], *, last: bool, in_loop: bool = False) -> list[Line]:
        """The lines of some statements.

        Args:
            body: The statements.
            last: Whether the raise of the clause comes right behind them.
            in_loop: Whether they stand in a loop of the clause.
        """
        body = self.tests.reached(body)
        end = next((index for index, one in enumerate(body) if _is_exit(one, in_loop=in_loop)), None)
        found: list[Line] = []
        if end is not None:
            found = self._exit(body[end], at_end=last)
        for statement in reversed(body[:end]):
            if not self.answers.is_dropped(statement):
                at_end = (last or end is not None) and not found
                found = [*self._statement(statement, last=at_end, in_loop=in_loop), *found]
        return found

    def _exit(self, statement: ast.stmt, *, at_end: bool) -> list[Line]:
        value = getattr(statement, "value", None) or getattr(statement, "exc", None)
        found: list[Line] = []
        if isinstance(value, ast.expr) and not _is_name(value, self.handler.name) and self.answers.is_missed(value):
            self.written.append(value)
            cut = self.scissors
            found = cut.value(statement) if isinstance(statement, ast.Return) else cut.cut(value)
        if not at_end:
            self.leaves = True
            found.append(Line("raise"))
        return found

    def _statement(self, statement: ast.stmt, *, last: bool, in_loop: bool) -> list[Line]:
        if not self._changes(statement, in_loop=in_loop):
            self.written.append(statement)
            return _without_else(self.scissors.cut(statement))
        match statement:
            case ast.If():
                return self._if(statement, last=last, in_loop=in_loop)
            case ast.For() | ast.AsyncFor() | ast.While():
                return self._loop(statement, last=last, in_loop=in_loop)
            case ast.With() | ast.AsyncWith():
                if not last and exits(statement, in_loop=in_loop):
                    raise CannotCopyError("the clause leaves a `with` block, which would see an error instead")
                body = self.block(statement.body, last=last, in_loop=in_loop)
                if not body:
                    return []
                item = statement.items[-1]
                self.written += [one.context_expr for one in statement.items]
                header = self.scissors.header(statement, item.optional_vars or item.context_expr)
                return [*header, *indented(body, self.place.indent)]
            case ast.Try():
                return self._try(statement, last=last, in_loop=in_loop)
        raise CannotCopyError("the clause leaves in a way that cannot be turned into a raise")

    def _changes(self, statement: ast.stmt, *, in_loop: bool) -> bool:
        """Whether a statement cannot be written as it is."""
        if isinstance(statement, _SCOPES):
            return False
        nodes = [node for node in inner_nodes([statement]) if isinstance(node, ast.stmt)]
        decided = any(isinstance(node, ast.If) and self.tests.holds(node.test) is not None for node in nodes)
        gone = any(self.answers.is_dropped(node) and not isinstance(node, ast.Pass) for node in nodes[1:])
        return decided or gone or bool(exits(statement, in_loop=in_loop))

    def _if(self, node: ast.If, *, last: bool, in_loop: bool) -> list[Line]:
        body = self.block(node.body, last=last, in_loop=in_loop)
        orelse = self.block(node.orelse, last=last, in_loop=in_loop)
        if not body and not orelse and not has_effects(ast.Expr(node.test)):
            return []
        self.written.append(node.test)
        header = _without_else(self.scissors.header(node, node.test))
        found = [*header, *indented(body or [Line("pass")], self.place.indent)]
        if orelse and len(node.orelse) == 1 and orelse[0].text.startswith("if "):
            return [*found, Line(f"el{orelse[0].text}"), *orelse[1:]]
        return [*found, Line("else:"), *indented(orelse, self.place.indent)] if orelse else found

    def _loop(self, node: ast.For | ast.AsyncFor | ast.While, *, last: bool, in_loop: bool) -> list[Line]:
        behind = node.test if isinstance(node, ast.While) else node.iter
        body = self.block(node.body, last=False, in_loop=True)
        orelse = self.block(node.orelse, last=last, in_loop=in_loop)
        if not body and not has_effects(ast.Expr(behind)) and not isinstance(node, ast.AsyncFor):
            return orelse
        self.written.append(node if isinstance(node, ast.AsyncFor) else behind)
        if any(isinstance(one, ast.Await) for one in inner_nodes(node.body)):
            self.written.append(node)
        found = [*self.scissors.header(node, behind), *indented(body or [Line("pass")], self.place.indent)]
        return [*found, Line("else:"), *indented(orelse, self.place.indent)] if orelse else found

    def _try(self, node: ast.Try, *, last: bool, in_loop: bool) -> list[Line]:
        inside = [*node.body, *node.orelse] if node.handlers else []
        if not (last and not node.orelse) and any(exits(one, in_loop=in_loop) for one in inside):
            raise CannotCopyError("the clause leaves an inner `try`, whose clauses might catch the raise")
        parts = [one for handler in node.handlers for one in handler.body]
        if any(exits(one, in_loop=in_loop) for one in node.finalbody):
            raise CannotCopyError("the clause leaves in a `finally`")
        if not last and any(exits(one, in_loop=in_loop) for one in parts):
            raise CannotCopyError("the clause leaves in an inner clause, where a raise would mean another error")
        if any(isinstance(one, ast.Raise) for part in parts for one in exits(part, in_loop=in_loop)):
            raise CannotCopyError("the clause raises in an inner clause, where a raise would mean another error")
        before = self.leaves
        body = self.block(node.body, last=last and not node.orelse, in_loop=in_loop)
        orelse = self.block(node.orelse, last=last, in_loop=in_loop)
        final = self.block(node.finalbody, last=False, in_loop=in_loop)
        if not body:
            return [*orelse, *final]
        found = [Line("try:"), *indented(body, self.place.indent)]
        for handler in node.handlers:
            lines = self.block(handler.body, last=last, in_loop=in_loop)
            found += [
                *self.scissors.header(handler, handler.type),
                *indented(lines or [Line("pass")], self.place.indent),
            ]
        if self.leaves is not before:
            raise CannotCopyError("the clause leaves an inner `try`, whose clauses might catch the raise")
        if orelse:
            found += [Line("else:"), *indented(orelse, self.place.indent)]
        if final:
            found += [Line("finally:"), *indented(final, self.place.indent)]
        return found if node.handlers or final else body


def _without_else(lines: list[Line]) -> list[Line]:
    """The lines of an `elif` as those of an `if`."""
    return [Line(lines[0].text.removeprefix("el")), *lines[1:]] if lines[0].text.startswith("elif") else lines


def _is_exit(statement: ast.stmt, *, in_loop: bool) -> bool:
    """Whether a statement of a clause leaves it."""
    return isinstance(statement, ast.Return | ast.Raise) or (
        isinstance(statement, ast.Break | ast.Continue) and not in_loop
    )


def _reads(root: ast.AST, name: str) -> bool:
    return any(
        isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load) for node in ast.walk(root)
    )


def _is_name(value: ast.expr, name: str | None) -> bool:
    return isinstance(value, ast.Name) and value.id == name
