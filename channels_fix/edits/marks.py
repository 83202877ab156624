"""Marks: statements that tell an edit of a whole function where the statements are that it is about.

Such an edit sees the function after all changes of the statements inside of it, so that their old places no longer tell
which is which. No mark outlives the edit that it is for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from channels_fix.edits.statements import InsertAfter, InsertBefore
from channels_fix.rule import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import libcst as cst


def mark_before(span: Span, mark: str) -> Edit:
    """Put a mark in front of a statement."""
    return InsertBefore(span, code_of(mark))


def mark_after(span: Span, mark: str) -> Edit:
    """Put a mark behind a statement."""
    return InsertAfter(span, code_of(mark))


def code_of(mark: str) -> str:
    """The statement that is a mark."""
    return f'"{mark}"\n'


def is_mark(small: cst.BaseSmallStatement, mark: str) -> bool:
    """Whether a statement is a certain mark."""
    import libcst as cst

    match small:
        case cst.Expr(value=cst.SimpleString(value=text)):
            return f"{text}\n" == code_of(mark)
    return False


def apart(body: Sequence[cst.BaseStatement], marks: Sequence[str]) -> list[cst.BaseStatement]:
    """The statements, with those that share a line with a mark on lines of their own."""
    import libcst as cst

    found: list[cst.BaseStatement] = []
    for line in body:
        if not isinstance(line, cst.SimpleStatementLine) or not any(
            is_mark(small, mark) for small in line.body for mark in marks
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


def index_of(lines: Sequence[cst.BaseStatement], mark: str) -> int | None:
    """Which of some statements is a certain mark."""
    import libcst as cst

    marked = (
        index
        for index, line in enumerate(lines)
        if isinstance(line, cst.SimpleStatementLine) and is_mark(line.body[0], mark)
    )
    return next(marked, None)


def in_blocks(
    node: cst.CSTNode, mark: str, change: Callable[[cst.IndentedBlock], cst.IndentedBlock]
) -> cst.FunctionDef:
    """Return a function with its blocks changed; a body on the line of its header moves below it if marked."""
    import libcst as cst

    class Blocks(cst.CSTTransformer):
        def leave_IndentedBlock(  # noqa: N802 - LibCST's name
            self, original_node: cst.IndentedBlock, updated_node: cst.IndentedBlock
        ) -> cst.IndentedBlock:
            del original_node
            return change(updated_node)

        def leave_SimpleStatementSuite(  # noqa: N802 - LibCST's name
            self, original_node: cst.SimpleStatementSuite, updated_node: cst.SimpleStatementSuite
        ) -> cst.BaseSuite:
            del original_node
            if not any(is_mark(small, mark) for small in updated_node.body):
                return updated_node
            line = cst.SimpleStatementLine(updated_node.body)
            return change(cst.IndentedBlock([line], header=updated_node.trailing_whitespace))

    changed = node.visit(Blocks())
    assert isinstance(changed, cst.FunctionDef)
    return changed
