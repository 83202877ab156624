"""The verb that lets a `contextlib.suppress` suppress less."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from channels_fix.edits.statements import as_block, leading_lines
from channels_fix.rule import Edit

if TYPE_CHECKING:
    from collections.abc import Sequence

    import libcst as cst


@dataclass(frozen=True)
class SuppressLess(Edit):
    """Take the arguments at `dropped` out of the call at `index` in the head of a with statement.

    A call that is left without one goes too, and with it a head that has no other.
    """

    target: ClassVar[str] = "statement"
    index: int
    dropped: frozenset[int]

    def around(self, node: cst.BaseStatement) -> Sequence[cst.BaseStatement]:
        """Return the statement that takes the place of `node`, or those that were in it."""
        import libcst as cst

        old = cst.ensure_type(node, cst.With)
        item = old.items[self.index]
        call = cst.ensure_type(item.item, cst.Call)
        left = [argument for position, argument in enumerate(call.args) if position not in self.dropped]
        if left:
            arguments = [*left[:-1], left[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)]
            items = [*old.items]
            items[self.index] = item.with_changes(item=call.with_changes(args=arguments))
            return [old.with_changes(items=items)]
        others = [one for one in old.items if one is not item]
        if others:
            last = others[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)
            return [old.with_changes(items=[*others[:-1], last])]
        block = as_block(old.body)
        comment = block.header.comment
        first, *rest = block.body
        above = [*old.leading_lines, *([cst.EmptyLine(comment=comment)] if comment else []), *leading_lines(first)]
        return [first.with_changes(leading_lines=above), *rest]
