"""The verbs that put what there is into something around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from channels_fix.edits.expressions import ChangeExpression
from channels_fix.edits.statements import leading_lines
from channels_fix.rule import Edit

if TYPE_CHECKING:
    import libcst as cst


@dataclass(frozen=True)
class GiveTo(ChangeExpression):
    """Give an expression to a function, as its first argument; `more` is the source of those behind it."""

    callee: str
    more: str = ""

    def __call__(self, node: cst.CSTNode) -> cst.CSTNode:
        """Return the call."""
        import libcst as cst

        assert isinstance(node, cst.BaseExpression)
        call = cst.ensure_type(cst.parse_expression(f"{self.callee}(_, {self.more})"), cst.Call)
        first, *others = call.args
        return call.with_changes(args=[first.with_changes(value=node), *others])


@dataclass(frozen=True)
class PutUnder(Edit):
    """Put a simple statement into a `with` or an `if` of its own; `header` is its first line, without the colon."""

    target: ClassVar[str] = "statement"
    header: str

    def around(self, node: cst.BaseStatement) -> Sequence[cst.BaseStatement]:
        """Return the statement with the block."""
        import libcst as cst

        model = cst.parse_statement(f"{self.header}:\n    pass\n")
        assert isinstance(model, cst.If | cst.With)
        body = cst.IndentedBlock([node.with_changes(leading_lines=[])])
        return [model.with_changes(body=body, leading_lines=leading_lines(node))]
