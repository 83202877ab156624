"""The one LibCST pass over a piece of source: finds each node again by its span and lets its edits change it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider

from channels_fix.edits.clauses import PlaceHandler, arranged
from channels_fix.edits.expressions import ChangeExpression, Compose
from channels_fix.edits.fields import code_beside, without_its_code
from channels_fix.edits.statements import InsertAfter, InsertBefore
from channels_fix.edits.variants import AddVariant
from channels_fix.rule import Edit, Position, Span

Replaced = cst.CSTNode | cst.FlattenSentinel[cst.CSTNode] | cst.RemovalSentinel
Key = tuple[str, Position]

TARGETS: dict[type[cst.CSTNode], str] = {
    cst.Try: "try",
    cst.TryStar: "try",
    cst.With: "with",
    cst.If: "if",
    cst.For: "for",
    cst.FunctionDef: "function",
}
"""What edits call the statements that they change from within."""


class UnparsableError(Exception):
    """LibCST cannot parse the source; it fails at `row`."""

    def __init__(self, row: int) -> None:
        super().__init__(row)
        self.row = row


def operate(source: str, edits: Sequence[Edit]) -> str:
    """Apply `edits` to `source`.

    Args:
        source: Whole lines with whole statements.
        edits: The changes, with spans in `source`.

    Returns:
        The changed source.

    Raises:
        LookupError: No node stands at one of the spans.
        UnparsableError: LibCST cannot parse the source.
    """
    try:
        wrapper = MetadataWrapper(cst.parse_module(source), unsafe_skip_copy=True)
    except cst.ParserSyntaxError as error:
        raise UnparsableError(error.raw_line) from error
    return _operated(wrapper, edits)[0].code


def _operated(wrapper: MetadataWrapper, edits: Sequence[Edit]) -> tuple[cst.Module, dict[Position, cst.FunctionDef]]:
    """The module with its changes, and what has become of each of its functions."""
    variants = [edit for edit in edits if isinstance(edit, AddVariant)]
    copies = {edit: _operated(wrapper, edit.edits)[1].get(edit.inner.start) for edit in variants}
    surgeon = _Surgeon(edits, copies)
    changed = wrapper.visit(surgeon)
    if surgeon.missing:
        what, where = min(surgeon.missing)
        raise LookupError(f"no {what} found again at column {where.column}")
    return changed, surgeon.functions


class _Surgeon(cst.CSTTransformer):
    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self, edits: Sequence[Edit], copies: Mapping[AddVariant, cst.FunctionDef | None]) -> None:
        super().__init__()
        self.copies = copies
        self.functions: dict[Position, cst.FunctionDef] = {}
        """The functions as they have become, by where they stood."""
        self.edits: dict[Key, list[Edit]] = {}
        self.expressions: dict[Span, list[Edit]] = {}
        self.parts: dict[Span, cst.BaseExpression | None] = {}
        """The expressions that take part in others, as they have become."""
        for edit in edits:
            if isinstance(edit, ChangeExpression):
                self.expressions.setdefault(edit.span, []).append(edit)
            else:
                self.edits.setdefault((edit.target, edit.span.start), []).append(edit)
            if isinstance(edit, Compose):
                self.parts |= dict.fromkeys(span for _, span in edit.parts)
        for several in self.expressions.values():
            several.sort(key=_takes_itself)
        self.missing = {*self.edits, *(("expression", span.start) for span in self.expressions)}

    def on_leave(self, original_node: cst.CSTNode, updated_node: cst.CSTNode) -> Replaced:  # type: ignore[override]
        match updated_node:
            case cst.SimpleStatementLine():
                return self._line(cst.ensure_type(original_node, cst.SimpleStatementLine), updated_node)
            case cst.SimpleStatementSuite():
                return self._suite(cst.ensure_type(original_node, cst.SimpleStatementSuite), updated_node)
            case cst.ExceptHandler():
                return self._apply(original_node, updated_node, "clause")
            case cst.BaseCompoundStatement():
                return self._compound(original_node, updated_node)
            case cst.FormattedStringExpression():
                return self._field(cst.ensure_type(original_node, cst.FormattedStringExpression), updated_node)
            case cst.BaseExpression() if self.expressions:
                return self._expression(original_node, updated_node)
        return updated_node

    def _expression(self, original: cst.CSTNode, updated: cst.BaseExpression) -> cst.BaseExpression:
        where = self.get_metadata(PositionProvider, original)
        start = Position(where.start.line, where.start.column + 1)
        span = Span(start, Position(where.end.line, where.end.column + 1))
        for edit in self.expressions.get(span, ()):
            if span in self.parts:  # an expression may take part in what takes its own place
                self.parts[span] = updated
            changed = self._composed(edit) if isinstance(edit, Compose) else edit(updated)
            updated = cast("cst.BaseExpression", changed)
            self.missing.discard(("expression", start))
        if span in self.parts:
            self.parts[span] = updated
        return updated

    def _field(self, original: cst.FormattedStringExpression, updated: cst.FormattedStringExpression) -> Replaced:
        shown = "" if updated.expression.deep_equals(original.expression) else code_beside(original)
        if shown:
            updated = without_its_code(updated)
        changed = cast("cst.FormattedStringExpression", self._apply(original.expression, updated, "field"))
        return cst.FlattenSentinel([cst.FormattedStringText(shown), changed]) if shown else changed

    def _composed(self, edit: Compose) -> cst.CSTNode:
        parts = {name: self.parts[span] for name, span in edit.parts}
        lost = next((name for name, part in parts.items() if part is None), None)
        if lost is not None:
            raise LookupError(f"no expression found again for {lost}")
        return edit.composed(cast("dict[str, cst.BaseExpression]", parts))

    def _found(self, node: cst.CSTNode, target: str) -> list[Edit]:
        key = (target, self._start(node))
        self.missing.discard(key)
        return self.edits.get(key, [])

    def _start(self, node: cst.CSTNode) -> Position:
        start = self.get_metadata(PositionProvider, node).start
        return Position(start.line, start.column + 1)

    def _apply(self, original: cst.CSTNode, updated: cst.CSTNode, target: str) -> cst.CSTNode:
        places: list[PlaceHandler] = []
        for edit in self._found(original, target):
            if isinstance(edit, PlaceHandler):
                places.append(edit)
            elif isinstance(edit, AddVariant):
                updated = self._with_variant(edit, cst.ensure_type(updated, cst.FunctionDef))
            else:
                updated = edit(updated)
        # last and together: the others see the clauses that the statement had, whoever adds some to them
        return arranged(updated, places) if places else updated

    def _with_variant(self, edit: AddVariant, outer: cst.FunctionDef) -> cst.FunctionDef:
        inner, copy = self.functions.get(edit.inner.start), self.copies[edit]
        if inner is None or copy is None:
            raise LookupError("the inner function was not found again")
        return edit.placed(outer, inner, copy)

    def _compound(self, original: cst.CSTNode, updated: cst.BaseCompoundStatement) -> Replaced:
        target = TARGETS.get(type(updated))
        changed = self._apply(original, updated, target) if target else updated
        if isinstance(changed, cst.FunctionDef):
            self.functions[self._start(original)] = changed
        around = _around(cast("cst.BaseStatement", changed), self._found(original, "statement"))
        return cst.FlattenSentinel(around) if len(around) != 1 else around[0]

    def _line(self, original: cst.SimpleStatementLine, updated: cst.SimpleStatementLine) -> Replaced:
        replaced = self._replaced(original, updated)
        if replaced is None:
            return updated
        return cst.FlattenSentinel(replaced) if replaced else cst.RemoveFromParent()

    def _suite(self, original: cst.SimpleStatementSuite, updated: cst.SimpleStatementSuite) -> cst.CSTNode:
        line = cst.SimpleStatementLine(updated.body)
        replaced = self._replaced(original, line)
        if replaced is None:
            return updated
        small = [one for line in replaced if isinstance(line, cst.SimpleStatementLine) for one in line.body]
        if len(small) == len(replaced):
            return updated.with_changes(body=small)
        return cst.IndentedBlock(replaced, header=updated.trailing_whitespace)

    def _replaced(
        self, original: cst.SimpleStatementLine | cst.SimpleStatementSuite, line: cst.SimpleStatementLine
    ) -> list[cst.BaseStatement] | None:
        """The statements that take the place of a line, or None when none of its statements is to be changed."""
        changes = [self._found(small, "statement") for small in original.body]
        if not any(changes):
            return None
        small = [one.with_changes(semicolon=cst.MaybeSentinel.DEFAULT) for one in line.body]
        found: list[cst.BaseStatement] = []
        for index, (statement, edits) in enumerate(zip(small, changes, strict=True)):
            single = cst.SimpleStatementLine(
                [statement],
                leading_lines=line.leading_lines if index == 0 else [],
                trailing_whitespace=line.trailing_whitespace if index == len(small) - 1 else cst.TrailingWhitespace(),
            )
            found += _around(single, edits)
        return found


def _around(node: cst.BaseStatement, edits: Sequence[Edit]) -> list[cst.BaseStatement]:
    """What takes the place of a statement after all changes around it."""
    found = [node]
    # what is put beside the statement first, as long as it is itself
    for edit in sorted(edits, key=lambda edit: not isinstance(edit, InsertBefore | InsertAfter)):
        index = next((index for index, one in enumerate(found) if one is node), None)
        if index is None:
            raise LookupError("two changes of one statement do not fit together")
        made = edit.around(node)
        found[index : index + 1] = made
        if edit.renews:
            node = made[-1]
    return found


def _takes_itself(edit: Edit) -> bool:
    """Whether an edit puts something around an expression, which other edits change before."""
    return isinstance(edit, Compose) and any(span == edit.span for _, span in edit.parts)
