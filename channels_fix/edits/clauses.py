"""The verbs that change a clause of a try statement, or which clauses it has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from channels_fix.edits.statements import as_block, statements, with_longer_body
from channels_fix.rule import Edit

if TYPE_CHECKING:
    import libcst as cst


@dataclass(frozen=True)
class InsertHandler(Edit):
    """Put an except clause in front of the clause at `index` of a try statement.

    `code` is the clause, `first` what it does before that; a text of several lines in `first` stays as it is.
    """

    target: ClassVar[str] = "try"
    index: int
    code: str
    first: str = ""

    def __call__(self, node: cst.CSTNode) -> cst.CSTNode:
        """Return the try statement with the clause."""
        import libcst as cst

        node = cst.ensure_type(node, cst.Try)

        model = cst.ensure_type(cst.parse_statement(f"try:\n    pass\n{self.code}"), cst.Try)
        clause = model.handlers[0]
        neighbour = node.handlers[self.index]
        block = as_block(clause.body)
        if isinstance(neighbour.body, cst.IndentedBlock):
            block = block.with_changes(indent=neighbour.body.indent)
        clause = clause.with_changes(body=block.with_changes(body=[*statements(self.first), *block.body]))
        return node.with_changes(handlers=[*node.handlers[: self.index], clause, *node.handlers[self.index :]])


@dataclass(frozen=True)
class HoistHandler(Edit):
    """Move the except clause at `index` in front of the one at `before`."""

    target: ClassVar[str] = "try"
    index: int
    before: int

    def __call__(self, node: cst.CSTNode) -> cst.CSTNode:
        """Return the try statement with its clauses in the new order."""
        import libcst as cst

        node = cst.ensure_type(node, cst.Try)
        handlers = list(node.handlers)
        handlers.insert(self.before, handlers.pop(self.index))
        return node.with_changes(handlers=handlers)


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
