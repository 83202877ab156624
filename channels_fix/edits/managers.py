"""The verbs that put statements into a with statement, which takes the place of an acquisition and a release."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

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
        return [*statements(_first(self.mark)), node]


@dataclass(frozen=True)
class ManageTo(Edit):
    """Mark the statement that releases what `Manage` of the same `mark` puts into a with statement."""

    target: ClassVar[str] = "statement"
    mark: str

    def around(self, node: cst.BaseStatement) -> Sequence[cst.BaseStatement]:
        """Return the statement behind a mark that does not outlive `Manage`."""
        return [*statements(_last(self.mark)), node]


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
        import libcst as cst

        edit = self

        class Blocks(cst.CSTTransformer):
            def leave_IndentedBlock(  # noqa: N802 - LibCST's name
                self, original_node: cst.IndentedBlock, updated_node: cst.IndentedBlock
            ) -> cst.IndentedBlock:
                del original_node
                return edit.in_block(updated_node)

            def leave_SimpleStatementSuite(  # noqa: N802 - LibCST's name
                self, original_node: cst.SimpleStatementSuite, updated_node: cst.SimpleStatementSuite
            ) -> cst.BaseSuite:
                del original_node
                if not any(_is(small, _first(edit.mark)) for small in updated_node.body):
                    return updated_node
                line = cst.SimpleStatementLine(updated_node.body)
                return edit.in_block(cst.IndentedBlock([line], header=updated_node.trailing_whitespace))

        changed = node.visit(Blocks())
        assert isinstance(changed, cst.FunctionDef)
        return changed

    def in_block(self, block: cst.IndentedBlock) -> cst.IndentedBlock:
        """Return a block with the with statement if the marks are in it."""
        import libcst as cst

        lines = _apart(block.body, (_first(self.mark), _last(self.mark)))
        first = _index(lines, _first(self.mark))
        last = _index(lines, _last(self.mark))
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
    return f'"managed from here on: {mark}"\n'


def _last(mark: str) -> str:
    return f'"managed up to here: {mark}"\n'


def _is(small: cst.BaseSmallStatement, code: str) -> bool:
    import libcst as cst

    match small:
        case cst.Expr(value=cst.SimpleString(value=text)):
            return f"{text}\n" == code
    return False


def _apart(body: Sequence[cst.BaseStatement], marks: Sequence[str]) -> list[cst.BaseStatement]:
    """The statements, with those that share a line with a mark on lines of their own."""
    import libcst as cst

    found: list[cst.BaseStatement] = []
    for line in body:
        if not isinstance(line, cst.SimpleStatementLine) or not any(
            _is(small, mark) for small in line.body for mark in marks
        ):
            found.append(line)
            continue
        for index, small in enumerate(line.body):
            single = cst.SimpleStatementLine([small.with_changes(semicolon=cst.MaybeSentinel.DEFAULT)])
            if index == 0:
                single = single.with_changes(leading_lines=line.leading_lines)
            if index == len(line.body) - 1:
                single = single.with_changes(trailing_whitespace=line.trailing_whitespace)
            found.append(single)
    return found


def _index(lines: Sequence[cst.BaseStatement], mark: str) -> int | None:
    import libcst as cst

    marked = (
        index
        for index, line in enumerate(lines)
        if isinstance(line, cst.SimpleStatementLine) and _is(line.body[0], mark)
    )
    return next(marked, None)


def _comments_of(line: cst.SimpleStatementLine) -> list[cst.EmptyLine]:
    """The comments above and behind a statement, as lines of their own."""
    import libcst as cst

    above = list(line.leading_lines) if any(empty.comment for empty in line.leading_lines) else []
    behind = line.trailing_whitespace.comment
    return [*above, *([cst.EmptyLine(comment=behind)] if behind else [])]
