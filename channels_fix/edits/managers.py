"""The verbs that put statements into a with statement, which takes the place of an acquisition and a release."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from channels_fix.edits.marks import apart, code_of, in_blocks, index_of
from channels_fix.edits.statements import statements
from channels_fix.rule import Edit

if TYPE_CHECKING:
    from collections.abc import Sequence

    import libcst as cst


@dataclass(frozen=True)
class ManageFrom(Edit):
    """Mark the statement that acquires what `Manage` of the same `mark` puts into a with statement."""

    target: ClassVar[str] = "statement"
    mark: str

    def around(self, node: cst.BaseStatement) -> Sequence[cst.BaseStatement]:
        """Return the statement behind a mark that does not outlive `Manage`."""
        return [*statements(code_of(_first(self.mark))), node]


@dataclass(frozen=True)
class ManageTo(Edit):
    """Mark the statement that releases what `Manage` of the same `mark` puts into a with statement."""

    target: ClassVar[str] = "statement"
    mark: str

    def around(self, node: cst.BaseStatement) -> Sequence[cst.BaseStatement]:
        """Return the statement behind a mark that does not outlive `Manage`."""
        return [*statements(code_of(_last(self.mark))), node]


@dataclass(frozen=True)
class Manage(Edit):
    """Put what stands between the marked statements of a function into a with statement that takes their place.

    All comments stay; those of the release come to the end of the block. The first statement is an assignment to one
    name of what is managed, or a call of a method (`of_owner`) of it. `as_awaited` says that it is managed only when it
    was awaited.
    """

    target: ClassVar[str] = "function"
    mark: str
    asynchronous: bool
    of_owner: bool = False
    as_awaited: bool = False

    def __call__(self, node: cst.CSTNode) -> cst.CSTNode:
        """Return the function with the with statement."""
        return in_blocks(node, _first(self.mark), self.in_block)

    def in_block(self, block: cst.IndentedBlock) -> cst.IndentedBlock:
        """Return a block with the with statement if the marks are in it."""
        import libcst as cst

        lines = apart(block.body, (_first(self.mark), _last(self.mark)))
        first = index_of(lines, _first(self.mark))
        last = index_of(lines, _last(self.mark))
        if first is None or last is None:
            return block
        acquiring = cst.ensure_type(lines[first + 1], cst.SimpleStatementLine)
        releasing = cst.ensure_type(lines[last + 1], cst.SimpleStatementLine)
        inner = list(lines[first + 2 : last])
        leading = getattr(inner[0], "leading_lines", ())
        comment = next((index for index, line in enumerate(leading) if line.comment), len(leading))
        inner[0] = inner[0].with_changes(leading_lines=leading[comment:])
        managed = cst.With(
            items=[self._item(acquiring.body[0])],
            body=cst.IndentedBlock(
                inner,
                header=acquiring.trailing_whitespace,
                indent=block.indent,
                footer=_comments_of(releasing),
            ),
            asynchronous=cst.Asynchronous() if self.asynchronous else None,
            leading_lines=acquiring.leading_lines,
        )
        return block.with_changes(body=[*lines[:first], managed, *lines[last + 2 :]])

    def _item(self, statement: cst.BaseSmallStatement) -> cst.WithItem:
        import libcst as cst

        assert isinstance(statement, cst.Assign | cst.Expr)
        value = statement.value
        if isinstance(value, cst.Await) and not self.as_awaited:
            inner = value.expression
            value = inner.with_changes(lpar=[*value.lpar, *inner.lpar], rpar=[*inner.rpar, *value.rpar])
        if self.of_owner:
            value = cst.ensure_type(cst.ensure_type(value, cst.Call).func, cst.Attribute).value
        if isinstance(statement, cst.Expr):
            return cst.WithItem(value)
        return cst.WithItem(value, asname=cst.AsName(cst.ensure_type(statement.targets[0].target, cst.Name)))


def _first(mark: str) -> str:
    return f"managed from here on: {mark}"


def _last(mark: str) -> str:
    return f"managed up to here: {mark}"


def _comments_of(line: cst.SimpleStatementLine) -> list[cst.EmptyLine]:
    """The comments above and behind a statement, as lines of their own."""
    import libcst as cst

    above = list(line.leading_lines) if any(empty.comment for empty in line.leading_lines) else []
    behind = line.trailing_whitespace.comment
    return [*above, *([cst.EmptyLine(comment=behind)] if behind else [])]
