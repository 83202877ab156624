"""The verb that lets a try statement do for one exception what it does for others, and raise it again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from channels_fix.edits.clauses import PlaceHandler
from channels_fix.edits.statements import as_block, statements

if TYPE_CHECKING:
    from collections.abc import Sequence

    import libcst as cst


@dataclass(frozen=True)
class CopyHandler(PlaceHandler):
    """Put a copy of the clause at `index` in front of it, for `caught`, which it raises again on all its ways out.

    Attributes:
        index: The clause.
        caught: The class that the copy catches.
        name: What the copy calls the exception, nothing if it needs no name.
        kept: Which of the values that the clause returns are worked out all the same, counted from 0.
    """

    index: int
    caught: str
    name: str = ""
    kept: tuple[int, ...] = ()

    @property
    def place(self) -> int:
        """The clause in front of which it goes."""
        return self.index

    @property
    def rank(self) -> int:
        """It stands directly in front of what it is a copy of."""
        return 1

    def clause(self, node: cst.Try) -> cst.ExceptHandler:
        """Return the copy."""
        import libcst as cst

        old = node.handlers[self.index]
        model = cst.ensure_type(cst.parse_statement(f"try:\n    pass\nexcept {self._head}:\n    pass\n"), cst.Try)
        block = cst.ensure_type(as_block(old.body).visit(_raising(self.kept)), cst.IndentedBlock)
        last = block.body[-1]
        is_left = isinstance(last, cst.SimpleStatementLine) and isinstance(last.body[-1], cst.Raise)
        body = [*block.body, *([] if is_left else statements("raise\n"))]
        # the comments at its head are about what the clause catches
        return model.handlers[0].with_changes(body=block.with_changes(body=body, header=cst.TrailingWhitespace()))

    @property
    def _head(self) -> str:
        return f"{self.caught} as {self.name}" if self.name else self.caught


def _raising(kept: tuple[int, ...]) -> cst.CSTTransformer:
    """A transformer that lets each way out of a clause raise what it caught."""
    import libcst as cst

    class Raising(cst.CSTTransformer):
        def __init__(self) -> None:
            super().__init__()
            self.loops = 0
            self.returns = 0

        def on_visit(self, node: cst.CSTNode) -> bool:
            if isinstance(node, cst.For | cst.While):
                self.loops += 1
            return not isinstance(node, cst.FunctionDef | cst.ClassDef | cst.Lambda)

        def on_leave(  # type: ignore[override]
            self, original_node: cst.CSTNode, updated_node: cst.CSTNode
        ) -> cst.CSTNode | cst.FlattenSentinel[cst.BaseStatement]:
            del original_node
            match updated_node:
                case cst.For() | cst.While():
                    self.loops -= 1
                case cst.SimpleStatementSuite():
                    return updated_node.with_changes(body=self.small(updated_node.body))
                case cst.SimpleStatementLine():
                    *front, last = (cst.SimpleStatementLine([small]) for small in self.small(updated_node.body))
                    last = last.with_changes(trailing_whitespace=updated_node.trailing_whitespace)
                    first, *others = [*front, last]
                    first = first.with_changes(leading_lines=updated_node.leading_lines)
                    return cst.FlattenSentinel([first, *others])
            return updated_node

        def small(self, body: Sequence[cst.BaseSmallStatement]) -> list[cst.BaseSmallStatement]:
            """What takes the place of the statements of a line."""
            found: list[cst.BaseSmallStatement] = []
            for one in body:
                match one:
                    case cst.Return(value=value):
                        self.returns += 1
                        found += [cst.Expr(value)] if value is not None and self.returns - 1 in kept else []
                        found.append(cst.Raise())
                    case cst.Break() | cst.Continue() if self.loops:
                        found.append(one)
                    case cst.Break() | cst.Continue() | cst.Raise():
                        found.append(cst.Raise())
                    case _:
                        found.append(one.with_changes(semicolon=cst.MaybeSentinel.DEFAULT))
            return found

    return Raising()
