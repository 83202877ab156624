"""The verb that gives a module a function of its own for what its other functions need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from channels_fix.edits.statements import leading_lines, statements
from channels_fix.rule import Edit

if TYPE_CHECKING:
    import libcst as cst


@dataclass(frozen=True)
class InsertDefinitionAbove(Edit):
    """Put a function in front of a statement of a module, with two empty lines between."""

    target: ClassVar[str] = "statement"
    renews: ClassVar[bool] = True
    code: str

    def around(self, node: cst.BaseStatement) -> Sequence[cst.BaseStatement]:
        """Return the function, and the statement with its comments."""
        import libcst as cst

        lines = leading_lines(node)
        comment = next((index for index, line in enumerate(lines) if line.comment), len(lines))
        above = lines[:comment] or [cst.EmptyLine(indent=False)] * 2
        function = statements(self.code)[0].with_changes(leading_lines=above)
        return [function, node.with_changes(leading_lines=[*[cst.EmptyLine(indent=False)] * 2, *lines[comment:]])]
