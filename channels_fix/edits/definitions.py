"""The verbs that give a module a function of its own for what its other functions need."""

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
    """Put a function in front of a statement of a module, with two empty lines between; what is above stays there."""

    target: ClassVar[str] = "statement"
    renews: ClassVar[bool] = True
    code: str

    def around(self, node: cst.BaseStatement) -> Sequence[cst.BaseStatement]:
        """Return the function, and the statement with its comments."""
        import libcst as cst

        apart = [cst.EmptyLine(indent=False)] * 2
        # what stands above it stays there
        return [*statements(self.code), node.with_changes(leading_lines=[*apart, *leading_lines(node)])]


@dataclass(frozen=True)
class InsertDefinitionBelow(Edit):
    """Put a function behind a statement of a module, with two empty lines between."""

    target: ClassVar[str] = "statement"
    code: str

    def around(self, node: cst.BaseStatement) -> Sequence[cst.BaseStatement]:
        """Return the statement, and the function."""
        import libcst as cst

        apart = [cst.EmptyLine(indent=False)] * 2
        return [node, statements(self.code)[0].with_changes(leading_lines=apart)]
