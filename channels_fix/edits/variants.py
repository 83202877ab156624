"""The verb that gives a function which makes another one a second version of that, for a case of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from channels_fix.edits.statements import as_block, leading_lines
from channels_fix.rule import Edit, Position, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    import libcst as cst


@dataclass(frozen=True)
class AddVariant(Edit):
    """Put `if condition:` in front of a function inside of another one, with a changed copy of all from there on.

    What stands behind the function, up to the end of the outer one, is copied as it is: it returns, so only one of the
    two versions is ever made. What else is changed in the function is not changed in its copy.

    Attributes:
        span: The outer function.
        inner: The function, a statement of the body of the outer one.
        condition: When the copy takes its place.
        edits: What is changed in the copy.
    """

    target: ClassVar[str] = "function"
    inner: Span
    condition: str
    edits: tuple[Edit, ...]

    def moved(self, move: Callable[[Position], Position]) -> Edit:
        """The same edit of a text in which all positions have moved."""
        span, inner = (Span(move(one.start), move(one.end)) for one in (self.span, self.inner))
        return replace(self, span=span, inner=inner, edits=tuple(edit.moved(move) for edit in self.edits))

    def placed(self, outer: cst.FunctionDef, inner: cst.FunctionDef, variant: cst.FunctionDef) -> cst.FunctionDef:
        """Return the outer function with both versions of the inner one.

        Args:
            outer: The outer function.
            inner: The inner one, as it stands in that.
            variant: The copy, with its changes.
        """
        import libcst as cst

        block = as_block(outer.body)
        index = next((index for index, one in enumerate(block.body) if one is inner), None)
        if index is None:
            raise LookupError("two changes of one function do not fit together")
        above, apart = leading_lines(inner), [cst.EmptyLine(indent=False)]
        comments = next((number for number, line in enumerate(above) if line.comment), len(above))
        behind: Sequence[cst.BaseStatement] = block.body[index + 1 :]
        first, *others = behind
        spaced = first.with_changes(leading_lines=[*apart, *(line for line in leading_lines(first) if line.comment)])
        copied = cst.IndentedBlock([variant.with_changes(leading_lines=apart), spaced, *others], indent=block.indent)
        branch = cst.If(cst.parse_expression(self.condition), copied, leading_lines=above[:comments])
        kept = inner.with_changes(leading_lines=[*apart, *above[comments:]])
        return outer.with_changes(body=block.with_changes(body=[*block.body[:index], branch, kept, *behind]))
