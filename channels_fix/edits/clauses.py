"""The verbs that change a clause of a try statement, or which clauses it has."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from channels_fix.edits.statements import as_block, statements, with_longer_body
from channels_fix.rule import Edit

if TYPE_CHECKING:
    from collections.abc import Sequence

    import libcst as cst


@dataclass(frozen=True)
class PlaceHandler(Edit, ABC):
    """Give an except clause a place among the clauses of a try statement.

    Places are counted in the statement as it was read, so that several such edits of one statement do not depend on
    one another; `arranged` makes them all at once.
    """

    target: ClassVar[str] = "try"

    @property
    @abstractmethod
    def place(self) -> int:
        """The clause in front of which it goes; the number of clauses: behind the last one."""

    @property
    @abstractmethod
    def rank(self) -> int:
        """Tells which of several clauses for one place comes first: that of the lowest rank."""

    @abstractmethod
    def clause(self, node: cst.Try) -> cst.ExceptHandler:
        """Return the clause, given the statement as it was read."""

    def __call__(self, node: cst.CSTNode) -> cst.CSTNode:
        """Return the try statement with the clause at its place."""
        return arranged(node, [self])


def arranged(node: cst.CSTNode, edits: Sequence[PlaceHandler]) -> cst.CSTNode:
    """Return a try statement with all clauses at their places, whatever the order of `edits`."""
    import libcst as cst

    node = cst.ensure_type(node, cst.Try)
    moved = {edit.index for edit in edits if isinstance(edit, HoistHandler)}
    clauses: list[cst.ExceptHandler] = []
    for place in range(len(node.handlers) + 1):
        here = sorted((edit for edit in edits if edit.place == place), key=lambda edit: edit.rank)
        clauses += [edit.clause(node) for edit in here]
        if place not in moved:
            clauses += node.handlers[place : place + 1]
    return node.with_changes(handlers=clauses)


@dataclass(frozen=True)
class InsertHandler(PlaceHandler):
    """Put an except clause in front of the clause at `index` of a try statement, or behind its last one.

    `code` is the clause, `first` what it does before that; a text of several lines in `first` stays as it is. `order`
    tells which of several clauses for one place comes first: that of the lowest.
    """

    index: int
    code: str
    first: str = ""
    order: int = 0

    @property
    def place(self) -> int:
        """The clause in front of which it goes."""
        return self.index

    @property
    def rank(self) -> int:
        """Tells which of several clauses for one place comes first."""
        return self.order

    def clause(self, node: cst.Try) -> cst.ExceptHandler:
        """Return the new clause, indented as its neighbour."""
        import libcst as cst

        model = cst.ensure_type(cst.parse_statement(f"try:\n    pass\n{self.code}"), cst.Try)
        clause = model.handlers[0]
        neighbour: cst.ExceptHandler | cst.Try = next(iter([*node.handlers[self.index :], *node.handlers[-1:]]), node)
        block = as_block(clause.body)
        if isinstance(neighbour.body, cst.IndentedBlock):
            block = block.with_changes(indent=neighbour.body.indent)
        return clause.with_changes(body=block.with_changes(body=[*statements(self.first), *block.body]))


@dataclass(frozen=True)
class HoistHandler(PlaceHandler):
    """Move the except clause at `index` in front of the one at `before`, with an `order` as a new one has it."""

    index: int
    before: int
    order: int = 0

    @property
    def place(self) -> int:
        """The clause in front of which it goes."""
        return self.before

    @property
    def rank(self) -> int:
        """Tells which of several clauses for one place comes first."""
        return self.order

    def clause(self, node: cst.Try) -> cst.ExceptHandler:
        """Return the clause that is moved."""
        return node.handlers[self.index]


@dataclass(frozen=True)
class EmptyFinally(Edit):
    """Take the only statement out of the `finally` of a try statement, and `finally` too unless it holds comments."""

    target: ClassVar[str] = "try"

    def __call__(self, node: cst.CSTNode) -> cst.CSTNode:
        """Return the try statement without what was in `finally`."""
        import libcst as cst
        import libcst.matchers as m

        node = cst.ensure_type(node, cst.Try)
        last = cst.ensure_type(node.finalbody, cst.Finally)
        if node.handlers and not m.findall(last, m.Comment()):
            return node.with_changes(finalbody=None)
        body = as_block(last.body)
        line = cst.ensure_type(body.body[0], cst.SimpleStatementLine).with_changes(body=[cst.Pass()])
        return node.with_changes(finalbody=last.with_changes(body=body.with_changes(body=[line])))


@dataclass(frozen=True)
class RetypeHandler(Edit):
    """Let an except clause catch `code` instead."""

    target: ClassVar[str] = "clause"
    code: str

    def __call__(self, node: cst.CSTNode) -> cst.CSTNode:
        """Return the clause with its new type."""
        import libcst as cst

        clause = cst.ensure_type(node, cst.ExceptHandler)
        space = clause.whitespace_after_except if clause.whitespace_after_except.value else cst.SimpleWhitespace(" ")
        return clause.with_changes(type=cst.parse_expression(self.code), whitespace_after_except=space)


@dataclass(frozen=True)
class CatchOthers(Edit):
    """Let an except clause catch other classes; what several edits say of one clause is done together.

    `kept` are the parts of its type that stay, each with its place there and its source; `added` is the source of those
    behind them.
    """

    target: ClassVar[str] = "clause"
    kept: tuple[tuple[int, str], ...]
    added: tuple[str, ...]

    def __call__(self, node: cst.CSTNode) -> cst.CSTNode:
        """Return the clause with its new type."""
        codes = tuple(dict.fromkeys([*(code for _, code in self.kept), *self.added]))
        return RetypeHandler(self.span, codes[0] if len(codes) == 1 else f"({', '.join(codes)})")(node)

    def joined(self, other: Edit) -> Edit | None:
        """One edit that keeps and adds what both do."""
        if not isinstance(other, CatchOthers) or other.span != self.span:
            return None
        added = tuple(dict.fromkeys([*self.added, *other.added]))
        return replace(self, kept=tuple(sorted({*self.kept, *other.kept})), added=added)


@dataclass(frozen=True)
class NameHandler(Edit):
    """Give the exception in an except clause a name."""

    target: ClassVar[str] = "clause"
    name: str

    def __call__(self, node: cst.CSTNode) -> cst.CSTNode:
        """Return the clause with `as name`."""
        import libcst as cst

        return cst.ensure_type(node, cst.ExceptHandler).with_changes(name=cst.AsName(cst.Name(self.name)))


@dataclass(frozen=True)
class AppendToClause(Edit):
    """Put statements at the end of the body of an except clause."""

    target: ClassVar[str] = "clause"
    code: str

    def __call__(self, node: cst.CSTNode) -> cst.CSTNode:
        """Return the clause with the longer body."""
        return with_longer_body(node, self.code)
