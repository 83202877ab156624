"""The larger verbs of rewriting: they put a statement into another one, or take it out. See `channels_fix.edits`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from channels_fix.edits import as_block, statements
from channels_fix.rule import Edit

if TYPE_CHECKING:
    from collections.abc import Sequence

    import libcst as cst


@dataclass(frozen=True)
class NameResult(Edit):
    """Give the value of an expression statement, or of a return statement, a name."""

    target: ClassVar[str] = "statement"
    name: str

    def around(self, node: cst.BaseStatement) -> Sequence[cst.BaseStatement]:
        """Return the assignment that takes the place of `node`."""
        import libcst as cst

        line = cst.ensure_type(node, cst.SimpleStatementLine)
        statement = line.body[0]
        assert isinstance(statement, cst.Expr | cst.Return)
        assert statement.value is not None
        assignment = cst.Assign([cst.AssignTarget(cst.Name(self.name))], statement.value)
        return [line.with_changes(body=[assignment])]


@dataclass(frozen=True)
class SuppressToTry(Edit):
    """Spell out the `contextlib.suppress` at `index` of a with statement as a try that lets `passing` out."""

    target: ClassVar[str] = "statement"
    index: int
    passing: str
    suppressed: str

    def around(self, node: cst.BaseStatement) -> Sequence[cst.BaseStatement]:
        """Return the statement that takes the place of `node`."""
        import libcst as cst

        old = cst.ensure_type(node, cst.With)
        body: cst.BaseSuite = as_block(old.body)
        inner, outer = old.items[self.index + 1 :], old.items[: self.index]
        if inner:
            body = cst.IndentedBlock([_with_items(old.with_changes(leading_lines=[]), inner, body)])
        code = f"try:\n    pass\nexcept {self.passing}:\n    raise\nexcept {self.suppressed}:\n    pass\n"
        model = cst.ensure_type(cst.parse_statement(code), cst.Try)
        indent = as_block(old.body).indent
        clauses = [
            clause.with_changes(body=cst.ensure_type(clause.body, cst.IndentedBlock).with_changes(indent=indent))
            for clause in model.handlers
        ]
        spelled: cst.BaseStatement = model.with_changes(body=body, handlers=clauses)
        if outer:
            spelled = _with_items(old, outer, cst.IndentedBlock([spelled], indent=indent))
        spelled = spelled.with_changes(leading_lines=old.leading_lines)
        kept = _comments(spelled)
        above = [cst.EmptyLine(comment=comment) for comment in _comments(old) if comment not in kept]
        return [spelled.with_changes(leading_lines=[*old.leading_lines, *above])]


def _comments(node: cst.CSTNode) -> list[cst.Comment]:
    import libcst as cst
    from libcst import matchers

    return [cst.ensure_type(found, cst.Comment) for found in matchers.findall(node, matchers.Comment())]


def _with_items(node: cst.With, items: Sequence[cst.WithItem], body: cst.BaseSuite) -> cst.With:
    import libcst as cst

    last = items[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)
    return node.with_changes(items=[*items[:-1], last], body=body)


@dataclass(frozen=True)
class CarryThrough(Edit):
    """Carry an exception through an `except*`, which could let it out in a group only.

    It is caught inside, kept as `name`, and raised again behind the statement.
    """

    target: ClassVar[str] = "statement"
    passing: str
    name: str

    def around(self, node: cst.BaseStatement) -> Sequence[cst.BaseStatement]:
        """Return the statements that take the place of `node`."""
        import libcst as cst

        old = cst.ensure_type(node, cst.TryStar)
        body = as_block(old.body)
        code = (
            f"{self.name} = None\n"
            f"try:\n    pass\nexcept {self.passing} as exc:\n    {self.name} = exc\n"
            f"if {self.name} is not None:\n    raise {self.name}\n"
        )
        before, model, after = statements(code)
        inner = cst.ensure_type(model, cst.Try).with_changes(body=body.with_changes(header=cst.TrailingWhitespace()))
        around = body.with_changes(body=[inner], footer=[])
        return [
            before.with_changes(leading_lines=old.leading_lines),
            old.with_changes(leading_lines=[], body=around),
            after,
        ]


@dataclass(frozen=True)
class RaiseFromGroup(Edit):
    """Raise an exception of its own that a statement would let out in an exception group."""

    target: ClassVar[str] = "statement"
    passing: str
    name: str

    def around(self, node: cst.BaseStatement) -> Sequence[cst.BaseStatement]:
        """Return the statement that takes the place of `node`."""
        import libcst as cst

        old = cst.ensure_type(node, cst.With)
        code = (
            f"try:\n    pass\nexcept BaseExceptionGroup as {self.name}:\n"
            f"    if {self.name}.subgroup({self.passing}):\n"
            f"        raise {self.passing}() from {self.name}\n    raise\n"
        )
        model = cst.ensure_type(cst.parse_statement(code), cst.Try)
        body = cst.IndentedBlock([old.with_changes(leading_lines=[])])
        return [model.with_changes(leading_lines=old.leading_lines, body=body)]
