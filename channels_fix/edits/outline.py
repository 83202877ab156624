"""The verb that makes a function of consecutive statements, which is called where they stood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from channels_fix.edits.marks import apart, in_blocks, index_of, mark_after, mark_before
from channels_fix.edits.statements import leading_lines, statements
from channels_fix.rule import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    import libcst as cst


@dataclass(frozen=True)
class Outline(Edit):
    """Make a local function of the statements of a function between the marks that `outlined` puts there.

    Attributes:
        mark: What tells its marks from those of others.
        name: What the new function is called.
        head: What comes in front of the statements in it: `nonlocal` and `global` statements.
        tail: What comes behind them: the `return` statement for the names that are needed outside.
        call: The statements that take their place: they call it.
    """

    target: ClassVar[str] = "function"
    mark: str
    name: str
    head: str
    tail: str
    call: str

    def __call__(self, node: cst.CSTNode) -> cst.CSTNode:
        """Return the function with the new one in it."""
        return in_blocks(node, _first(self), self._in_block)

    def _in_block(self, block: cst.IndentedBlock) -> cst.IndentedBlock:
        import libcst as cst

        marks = (_first(self), _last(self))
        lines = apart(block.body, marks)
        first, last = (index_of(lines, mark) for mark in marks)
        if first is None or last is None:
            return block
        inner = lines[first + 1 : last]
        above, inner[0] = _without_empty_lines(inner[0])
        if first and not above:
            above = [cst.EmptyLine(indent=False)]
        model = cst.ensure_type(statements(f"def {self.name}():\n    pass\n")[0], cst.FunctionDef)
        body = cst.IndentedBlock([*statements(self.head), *inner, *statements(self.tail)], indent=block.indent)
        call, *others = statements(self.call)
        call = call.with_changes(leading_lines=[cst.EmptyLine(indent=False)])
        function = model.with_changes(body=body, leading_lines=above)
        return block.with_changes(body=[*lines[:first], function, call, *others, *lines[last + 1 :]])


def outlined(first: Span, last: Span, outline: Outline) -> tuple[Edit, ...]:
    """The edits that make a function of the statements from `first` to `last`, which must be of one block."""
    return mark_before(first, _first(outline)), mark_after(last, _last(outline)), outline


def _first(outline: Outline) -> str:
    return f"from here on: {outline.mark}"


def _last(outline: Outline) -> str:
    return f"up to here: {outline.mark}"


def _without_empty_lines(node: cst.BaseStatement) -> tuple[Sequence[cst.EmptyLine], cst.BaseStatement]:
    """The empty lines above a statement and its comments, and the statement without them."""
    lines = leading_lines(node)
    first = next((index for index, line in enumerate(lines) if line.comment), len(lines))
    return lines[:first], node.with_changes(leading_lines=lines[first:])
