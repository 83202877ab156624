"""The verbs that put a statement beside or in the place of another one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from channels_fix.rule import Edit

if TYPE_CHECKING:
    from collections.abc import Sequence

    import libcst as cst


@dataclass(frozen=True)
class InsertBefore(Edit):
    """Put statements in front of a statement."""

    target: ClassVar[str] = "statement"
    is_above: ClassVar[bool] = True
    code: str

    def around(self, node: cst.BaseStatement) -> Sequence[cst.BaseStatement]:
        """Return the statements that take the place of `node`."""
        return [*statements(self.code), node]


@dataclass(frozen=True)
class InsertAfter(Edit):
    """Put statements behind a statement."""

    target: ClassVar[str] = "statement"
    code: str

    def around(self, node: cst.BaseStatement) -> Sequence[cst.BaseStatement]:
        """Return the statements that take the place of `node`."""
        return [node, *statements(self.code)]


@dataclass(frozen=True)
class ReplaceStatement(Edit):
    """Put statements in the place of a statement; its comments stay."""

    target: ClassVar[str] = "statement"
    code: str

    def around(self, node: cst.BaseStatement) -> Sequence[cst.BaseStatement]:
        """Return the statements that take the place of `node`."""
        import libcst as cst

        old = cst.ensure_type(node, cst.SimpleStatementLine)
        new = statements(self.code)
        new[0] = new[0].with_changes(leading_lines=old.leading_lines)
        new[-1] = _with_trailing(new[-1], old)
        return new


@dataclass(frozen=True)
class RemoveStatement(Edit):
    """Take a statement away; its comments stay."""

    target: ClassVar[str] = "statement"

    def around(self, node: cst.BaseStatement) -> Sequence[cst.BaseStatement]:
        """Return nothing, or a placeholder that carries the comments."""
        import libcst as cst
        import libcst.matchers as m

        if m.findall(node, m.Comment()):
            return [cst.ensure_type(node, cst.SimpleStatementLine).with_changes(body=[cst.Pass()])]
        return []


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
class NarrowCondition(Edit):
    """Let an `if` hold only where `code` holds too."""

    target: ClassVar[str] = "if"
    code: str

    def __call__(self, node: cst.CSTNode) -> cst.CSTNode:
        """Return the `if` with the narrower condition."""
        import libcst as cst

        node = cst.ensure_type(node, cst.If)
        test = node.test
        weak = isinstance(test, cst.IfExp | cst.Lambda | cst.NamedExpr) or (
            isinstance(test, cst.BooleanOperation) and isinstance(test.operator, cst.Or)
        )
        if weak and not test.lpar:
            test = test.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
        return node.with_changes(test=cst.BooleanOperation(test, cst.And(), cst.parse_expression(self.code)))


def leading_lines(node: cst.BaseStatement) -> list[cst.EmptyLine]:
    """The comments and empty lines above a statement; the base class of statements does not promise them."""
    return list(getattr(node, "leading_lines", ()))


def with_longer_body(node: cst.CSTNode, code: str) -> cst.CSTNode:
    """Return a function or clause with statements at the end of its body."""
    block = as_block(node.body)  # type: ignore[attr-defined]
    return node.with_changes(body=block.with_changes(body=[*block.body, *statements(code)]))


def as_block(body: cst.BaseSuite) -> cst.IndentedBlock:
    """Return `body` as an indented block; a body on the line of its header is moved below it."""
    import libcst as cst

    if isinstance(body, cst.IndentedBlock):
        return body
    suite = cst.ensure_type(body, cst.SimpleStatementSuite)
    return cst.IndentedBlock([cst.SimpleStatementLine(suite.body)], header=suite.trailing_whitespace)


def _with_trailing(new: cst.BaseStatement, old: cst.SimpleStatementLine) -> cst.BaseStatement:
    """Move the comment behind `old` behind `new`."""
    import libcst as cst

    if isinstance(new, cst.SimpleStatementLine):
        return new.with_changes(trailing_whitespace=old.trailing_whitespace)
    compound = cst.ensure_type(new, cst.If)
    return compound.with_changes(body=as_block(compound.body).with_changes(header=old.trailing_whitespace))


def statements(code: str) -> list[cst.BaseStatement]:
    """Parse statements, one after the other; empty lines between them stay empty wherever they go."""
    import libcst as cst

    module = cst.parse_module(code)
    return [
        one.with_changes(
            leading_lines=[
                line if line.comment else line.with_changes(indent=False)
                for line in (*(() if index else module.header), *one.leading_lines)
            ]
        )
        for index, one in enumerate(module.body)
    ]
