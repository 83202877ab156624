"""The verb that puts the statements which use an object into a with statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from channels_fix.edits.marks import apart, in_blocks, index_of
from channels_fix.edits.statements import leading_lines
from channels_fix.rule import Edit

if TYPE_CHECKING:
    import libcst as cst


@dataclass(frozen=True)
class Enclose(Edit):
    """Put what stands between two marks of a function into an `async with`.

    The first of these statements is an assignment of what is managed to one name, and gives way to the header.
    """

    target: ClassVar[str] = "function"
    first: str
    last: str

    def __call__(self, node: cst.CSTNode) -> cst.CSTNode:
        """Return the function with the with statement."""
        return in_blocks(node, self.first, self._in_block)

    def _in_block(self, block: cst.IndentedBlock) -> cst.IndentedBlock:
        import libcst as cst

        marks = (self.first, self.last)
        lines = apart(block.body, marks)
        start, end = (index_of(lines, mark) for mark in marks)
        if start is None or end is None:
            return block
        header = cst.ensure_type(lines[start + 1], cst.SimpleStatementLine)
        assignment = cst.ensure_type(header.body[0], cst.Assign)
        name = cst.ensure_type(assignment.targets[0].target, cst.Name)
        inner = list(lines[start + 2 : end])
        # empty lines behind the header would be new, comments stay
        lines_above = leading_lines(inner[0])
        comment = next((index for index, line in enumerate(lines_above) if line.comment), len(lines_above))
        inner[0] = inner[0].with_changes(leading_lines=lines_above[comment:])
        managed = cst.With(
            [cst.WithItem(assignment.value, asname=cst.AsName(name))],
            cst.IndentedBlock(inner, header=header.trailing_whitespace, indent=block.indent),
            asynchronous=cst.Asynchronous(),
            leading_lines=header.leading_lines,
        )
        return block.with_changes(body=[*lines[:start], managed, *lines[end + 1 :]])
