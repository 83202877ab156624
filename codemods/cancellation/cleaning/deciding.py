"""Decides the tests by which a clause tells exceptions apart, for the one that matters here."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from channels_fix.bindings import binds
from channels_fix.flow import conditions
from channels_fix.flow.values import Named
from channels_fix.project import Project
from codemods.cancellation.cleaning.place import Place
from codemods.cancelled import CANCELLED

_OF_ALL = frozenset(dir(BaseException)) | {"add_note", "__notes__"}


class Tests:
    """Looks at the tests in one clause.

    Args:
        place: The place of the clause.
        handler: The clause.
        project: The index.
    """

    def __init__(self, place: Place, handler: ast.ExceptHandler, project: Project) -> None:
        self.place = place
        self.project = project
        rebound = any(binds(node, handler.name or "") for part in handler.body for node in ast.walk(part))
        self.name = "" if rebound else handler.name or ""

    def holds(self, test: ast.expr) -> bool | None:
        """Whether a test is true for CancelledError, None if it asks for more than the class of the exception."""
        match test:
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                inner = self.holds(operand)
                return None if inner is None else not inner
            case ast.BoolOp(op=operator, values=values):
                return self._joined(operator, values)
            case ast.Call(func=ast.Name(id="isinstance"), args=[ast.Name(id=name), kinds]) if name == self.name:
                return self._is_one_of(kinds)
            case ast.Compare(left=left, ops=[operator], comparators=[right]):
                return self._compared(left, operator, right)
        return None

    def reached(self, body: Sequence[ast.stmt]) -> list[ast.stmt]:
        """The statements with the branch that is taken in the place of each `if` that can be decided."""
        found: list[ast.stmt] = []
        for statement in body:
            holds = self.holds(statement.test) if isinstance(statement, ast.If) else None
            if holds is None or not isinstance(statement, ast.If):
                found.append(statement)
            else:
                found += self.reached(statement.body if holds else statement.orelse)
        return found

    def _joined(self, operator: ast.boolop, values: Sequence[ast.expr]) -> bool | None:
        answers = [self.holds(value) for value in values]
        deciding = isinstance(operator, ast.Or)
        if deciding in answers:
            return deciding
        return None if None in answers else not deciding

    def _is_one_of(self, kinds: ast.expr) -> bool | None:
        parts = kinds.elts if isinstance(kinds, ast.Tuple) else [kinds]
        answers = [self._is(part) for part in parts]
        return True if True in answers else None if None in answers else False

    def _is(self, kind: ast.expr) -> bool | None:
        symbol = self.project.resolve(kind, self.place.module, self.place.within)
        return conditions.catches(Named(symbol), CANCELLED, self.project) if symbol else None

    def _compared(self, left: ast.expr, operator: ast.cmpop, right: ast.expr) -> bool | None:
        answer: bool | None = None
        if self.name and ast.unparse(left) in {f"type({self.name}).__name__", f"{self.name}.__class__.__name__"}:
            match right:
                case ast.Constant(value=str(text)):
                    answer = text == "CancelledError"
                case ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Set(elts=parts):
                    texts = [part.value for part in parts if isinstance(part, ast.Constant)]
                    answer = "CancelledError" in texts if len(texts) == len(parts) else None
        elif self.name and ast.unparse(left) in {f"type({self.name})", f"{self.name}.__class__"}:
            parts = right.elts if isinstance(right, ast.Tuple | ast.List | ast.Set) else [right]
            symbols = [self.project.resolve(part, self.place.module, self.place.within) for part in parts]
            if all(self._is(part) is not None for part in parts):
                answer = any(symbol is not None and symbol.name == CANCELLED.name for symbol in symbols)
        if answer is None or isinstance(operator, ast.Eq | ast.Is | ast.In):
            return answer
        return not answer if isinstance(operator, ast.NotEq | ast.IsNot | ast.NotIn) else None

    def fails_for(self, code: str) -> str:
        """The attribute of the exception that `code` reads and CancelledError does not have, if there is one."""
        tree = ast.parse(code)
        for node in ast.walk(tree):
            match node:
                case ast.Call(func=ast.Name(id="isinstance" | "hasattr"), args=[ast.Name(id=name), *_]):
                    if name == self.name:
                        return ""
        for node in ast.walk(tree):
            match node:
                case ast.Attribute(value=ast.Name(id=name), attr=attribute, ctx=ast.Load()) if name == self.name:
                    if attribute not in _OF_ALL:
                        return attribute
        return ""
